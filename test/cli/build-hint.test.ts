import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withStore } from '../../src/cli/open-store.ts'
import { DOCUMENTS } from './contract.ts'
import { fakeWorld, type FakeWorld } from './fake-world.ts'

let folder = ''
let hours = 0

/** Three days and five days of the same season. The tests go on from there, in order. */
beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'backcourt-hint-'))
  await world().run('simulate', '--out', 'three-days', '--days', '3', '--season', '2021-22')
  await world().run('simulate', '--out', 'five-days', '--days', '5', '--season', '2021-22')
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

function world(): FakeWorld {
  hours += 1
  return fakeWorld({ cwd: folder, hour: hours })
}

async function hintAfter(...argv: string[]): Promise<string> {
  const { err } = await world().run(...argv)
  return err.match(/^next: .*\n/gm)?.join('') ?? err
}

async function removeInactive(): Promise<string> {
  const query = "select min(bref_game_id || '/' || bref_player_id) as key from nba_raw.bref_inactives where ended_by is null"
  const { rows } = DOCUMENTS.sql.parse((await world().json('sql', query)).document)
  return hintAfter('remove', 'bref_inactives', rows[0]?.['key'] as string)
}

describe('what comes next after raw rows have changed', () => {
  it('is backfill while nothing is built', async () => {
    expect(await hintAfter('import', 'three-days')).toBe('next: backcourt backfill\n')
    expect(await removeInactive()).toBe('next: backcourt backfill\n')
  })

  it('is plan when there are built units', async () => {
    await world().run('backfill')
    expect(await removeInactive()).toBe('next: backcourt plan\n')
    expect(await hintAfter('import', 'three-days', '--force')).toBe('next: backcourt plan\n')
    expect(await hintAfter('import', 'three-days', 'nowhere.csv')).toBe('next: backcourt plan\n')
  })

  it('is plan with dates when box scores lie outside what is built, which plan would leave out', async () => {
    expect(await hintAfter('import', 'five-days')).toBe('next: backcourt plan --start-date 2021-10-19 --end-date 2021-10-23\n')
    const plan = DOCUMENTS.plan.parse((await world().json('plan', '--start-date', '2021-10-19', '--end-date', '2021-10-23')).document)
    expect(new Set(plan.units.map(unit => unit.date))).toEqual(new Set(['2021-10-19', '2021-10-20', '2021-10-21', '2021-10-22', '2021-10-23']))
  })

  it('is told by coverage too when an import was stopped', async () => {
    await world().run('backfill')
    await withStore(path.join(folder, 'backcourt.duckdb'), { mode: 'write' }, store =>
      store.run('update nba_processing.imports set people_resolved = false'),
    )
    expect((await world().run('coverage')).err).toMatch(/^warning: import \d+ was stopped before .*: backcourt plan goes on\n/)
  })
})
