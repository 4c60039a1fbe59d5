import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { sourcesOf } from '../../src/nba/sources/index.ts'
import { openStore } from '../../src/open-store.ts'
import { qualifiedName } from '../../src/table/source.ts'
import { DOCUMENTS } from './contract.ts'
import { fakeWorld } from './fake-world.ts'

const BOXES = [...sourcesOf('stat line'), ...sourcesOf('team totals')].map(qualifiedName)

it('completeness misses a box score of the simulated season that is taken out, and nothing when it is back', async () => {
  const world = fakeWorld()
  await world.run('simulate', '--out', 'feeds', '--days', '4')
  expect((await world.run('import', 'feeds')).code).toBe(0)
  expect((await world.run('completeness')).err).toContain('next: backcourt backfill --start-date 2021-10-19 --end-date')
  await world.run('backfill')
  const alter = async (statement: (table: string) => string): Promise<void> => {
    const store = await openStore(path.join(world.cwd, 'backcourt.duckdb'))
    for (const table of BOXES) await store.run(statement(table))
    await store.close()
  }
  expect((await world.run('completeness', '--by', 'week')).out).toMatch(/^week of +last 5 games.*\n2021-10-18 +100 %/m)
  const table = await world.json('completeness', '--out', 'windows.csv')
  expect(table.code).toBe(0)
  const windows = readFileSync(path.join(world.cwd, 'windows.csv'), 'utf8').trimEnd().split('\n')
  expect(windows[0]).toBe('kind,entity,season_year,game_date,window,expected,known,share,state,class,missing_dates,repair')
  const all = DOCUMENTS.completeness.parse(table.document)
  expect(windows.length - 1).toBe(all.by_date.reduce((sum, { complete }) => sum + complete, 0))
  expect(all.files?.map(({ rows }) => rows)).toEqual([windows.length - 1])
  expect((await world.run('completeness', 'lal', '--out', 'windows.csv')).err).toContain('--force writes over it')
  expect((await world.run('completeness', 'lal', '--out', 'windows.csv', '--force')).out).toMatch(/\d+ windows in windows\.csv\n$/)
  const game = `(select min(nba_game_id) from nba_raw.nbac_schedule where season_year > 0)`
  await alter(table => `update ${table} set ended_by = 999 where ended_by is null and nba_game_id = ${game}`)
  const { code, document } = await world.json('completeness')
  expect(code).toBe(1)
  const { gaps, entities, by_date } = DOCUMENTS.completeness.parse(document)
  expect(gaps.map(({ status, teams }) => [status, teams.length])).toEqual([['no facts', 2]])
  expect(new Set(entities.map(({ missing }) => missing.join()))).toEqual(new Set([gaps[0]?.date]))
  expect(by_date.reduce((sum, { incomplete }) => sum + incomplete, 0)).toBe(gaps[0]?.windows)
  const [team = ''] = gaps[0]?.teams ?? []
  expect((await world.run('completeness', team.toLowerCase())).out).toContain(gaps[0]?.date)
  await alter(table => `update ${table} set ended_by = null where ended_by = 999`)
  expect((await world.run('completeness')).code).toBe(0)
  expect((await world.run('completeness', 'nobodyatall')).err).toContain('no player or team "nobodyatall"')
})
