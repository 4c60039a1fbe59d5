import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ERROR_DOCUMENT } from './contract.ts'
import { fakeWorld, type Ended, type FakeWorld } from './fake-world.ts'

const ENDLESS = 'select sum(hash(a.range, b.range) % 7) from range(10_000_000) as a, range(10_000_000) as b'

let folder = ''

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'backcourt-interrupt-'))
  await fakeWorld({ cwd: folder }).run('simulate', '--out', 'feeds', '--days', '3', '--season', '2021-22')
  await fakeWorld({ cwd: folder }).run('import', 'feeds')
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A world that presses Ctrl-C so many times when a plan is about to be carried out, and what became of each. */
function pressing(times: number): FakeWorld & { readonly answers: readonly ('taken' | 'left')[] } {
  const answers: ('taken' | 'left')[] = []
  const world = fakeWorld({ cwd: folder })
  const write = world.stderr.write.bind(world.stderr)
  const press = (text: string): void => {
    write(text)
    if (text.includes('units to build')) answers.push(...Array.from({ length: times }, () => world.interrupt()))
  }
  return Object.assign(world, { stderr: { ...world.stderr, write: press }, answers })
}

/** Presses Ctrl-C once a command listens to it. */
async function pressOnce(world: FakeWorld, running: Promise<Ended>): Promise<Ended> {
  while (!world.listens()) await setTimeout(5)
  await setTimeout(100)
  expect(world.interrupt()).toBe('taken')
  return running
}

describe('Ctrl-C', () => {
  it('stops a statement of sql at once, exit 130', async () => {
    const world = fakeWorld({ cwd: folder })
    const { code, out, err } = await pressOnce(world, world.run('sql', ENDLESS))
    expect({ code, out, err }).toEqual({ code: 130, out: '', err: 'error: interrupted\n' })
  })

  it('is an error document with --json', async () => {
    const world = fakeWorld({ cwd: folder })
    const { code, out } = await pressOnce(world, world.run('sql', ENDLESS, '--json'))
    expect(code).toBe(130)
    expect(ERROR_DOCUMENT.parse(JSON.parse(out))).toMatchObject({ command: 'sql', error: { code: 'interrupted' } })
  })

  it('stops simulate after the file that it writes', async () => {
    const world = fakeWorld({ cwd: folder })
    const { code } = await pressOnce(world, world.run('simulate', '--out', 'many', '--seasons', '40'))
    expect(code).toBe(130)
  })

  it('pressed twice stops the running statement of a backfill; the same command goes on, and no unit is failed', async () => {
    const { code, err } = await pressing(2).run('backfill')
    expect(code).toBe(130)
    expect(err).toMatch(
      /stopping after the running step; Ctrl-C again stops at once\nerror: interrupted; what was finished is kept\n {2}the same command goes on\n$/,
    )
    const world = fakeWorld({ cwd: folder, hour: 12 })
    expect((await world.json('sql', "select count(*) as failed from nba_processing.unit_states where status = 'failed'")).document).toMatchObject({
      rows: [{ failed: 0 }],
    })
    expect((await world.run('backfill')).code).toBe(0)
    expect((await world.run('coverage')).code).toBe(0)
  })

  it('pressed a third time is left to the system, which ends a process that hangs', async () => {
    const world = pressing(3)
    expect((await world.run('backfill', '--force')).code).toBe(130)
    expect(world.answers).toEqual(['taken', 'taken', 'left'])
  })
})
