import { askHost } from '../../src/cli/ask-host.ts'
import { fakeWorld, type FakeWorld } from '../cli/fake-world.ts'

export interface Evening extends FakeWorld {
  /** Milliseconds that were waited. */
  readonly waited: () => number
}

interface Where {
  readonly cwd: string
  readonly at: Date
  /** Where the content network and the reports are. */
  readonly base: string
  readonly env?: Readonly<Record<string, string>>
}

const BEGINNING = Date.UTC(2026, 10, 23)

/** A world that asks a server of this machine over real connections; waiting takes no time and moves the clock. */
export function evening({ cwd, at, base, env = {} }: Where): Evening {
  let waited = 0
  const world: FakeWorld = fakeWorld({
    ...{ cwd, hour: (at.getTime() - BEGINNING) / 3_600_000 },
    env: { BACKCOURT_NBA_BASE: base, BACKCOURT_FETCH_TERMS: 'accepted', ...env },
    network: {
      request: askHost,
      wait: milliseconds => {
        waited += milliseconds
        return Promise.resolve()
      },
      now: () => new Date(world.now().getTime() + waited),
      chance: () => 0.5,
    },
  })
  return { ...world, waited: () => waited }
}
