import { randomBytes } from 'node:crypto'
import { seasonLabel } from '../../calendar.ts'
import { BackcourtError } from '../../errors.ts'
import { day, optional, season, text, type Given } from '../../serve/parameters.ts'
import { receiveFiles } from '../../serve/dropped-files.ts'
import { starting, type Start, type Starts } from '../../serve/starts.ts'
import type { Session } from '../session.ts'
import { inScratch } from './scratch.ts'

const RANGE = {
  start_date: optional(day),
  end_date: optional(day),
  season: optional(season),
  date: optional(day),
  tables: optional(text(200)),
} as const

/** Verbs that the page may start with a range, all of them such as a person can run again without harm. */
const OF_A_RANGE = ['plan', 'backfill', 'retry'] as const

/** What may be started from the page: one at a time, each in a process of its own, as from a shell. */
export function startsOf(session: Session): Starts {
  const own = oneAtATime(session)
  const ofRange = OF_A_RANGE.map(verb => [verb, starting(RANGE, given => own(verb, run => run(optionsOf(given))))] as const)
  const imports = starting({}, (_, body) =>
    own('import', run =>
      inScratch(session, async folder => {
        await receiveFiles(body, folder)
        return run([folder, `--paths-from=${folder}`])
      }),
    ),
  )
  const demo = starting({}, () => own('demo', run => run([])))
  return { token: randomBytes(16).toString('hex'), verbs: new Map<string, Start>([...ofRange, ['import', imports], ['demo', demo]]) }
}

/** Runs a verb of this program on the session's store, with options, and returns its document. */
type Run = (options: readonly string[]) => Promise<string>

/** Lets one verb at a time do its work. Throws store_locked for another. */
function oneAtATime({ world, store }: Session): (verb: string, work: (run: Run) => Promise<string>) => Promise<string> {
  let running: string | undefined
  return async (verb, work) => {
    if (running !== undefined)
      throw new BackcourtError('store_locked', `${running} is still running`, { where: store, next: 'wait until it has finished' })
    running = verb
    try {
      const document = await work(options => world.runOwn([verb, ...options, '--json', '--store', store]))
      if (document !== '') return document
      throw new BackcourtError('internal', `backcourt ${verb} ended without a word`, { next: `run backcourt ${verb} in a shell` })
    } finally {
      running = undefined
    }
  }
}

function optionsOf({ start_date, end_date, season: year, date, tables }: Given<typeof RANGE>): string[] {
  const options = [
    ['--start-date', start_date],
    ['--end-date', end_date],
    ['--season', year === undefined ? undefined : seasonLabel(year)],
    ['--date', date],
    ['--tables', tables],
  ] as const
  // As one word, so that no value is taken for an option.
  return options.flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]))
}
