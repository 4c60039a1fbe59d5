import { beforeAll, describe, expect, it } from 'vitest'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DOCUMENTS } from './contract.ts'
import { fakeWorld } from './fake-world.ts'

let cwd: string
let hour = 1
const run = (...argv: string[]): ReturnType<ReturnType<typeof fakeWorld>['json']> => fakeWorld({ cwd, hour: hour++ }).json(...argv)

beforeAll(async () => {
  cwd = mkdtempSync(path.join(tmpdir(), 'backcourt-copy-'))
  await run('simulate', '--out', 'feeds', '--days', '2')
  await run('import', 'feeds', '--store', 'a.duckdb')
  await run('backfill', '--store', 'a.duckdb')
})

describe('copy and parity', () => {
  it('make a store that is equal and goes on', async () => {
    const copied = await run('copy', 'a.duckdb', 'b.duckdb')
    const { tables } = DOCUMENTS.copy.parse(copied.document)
    expect([copied.code, tables.filter(({ rows_a, rows_b, equal }) => equal !== rows_a || equal !== rows_b)]).toEqual([0, []])
    expect(tables.reduce((sum, table) => sum + table.rows_a, 0)).toBeGreaterThan(500)
    const { document } = await run('backfill', '--store', 'b.duckdb')
    expect(document['units']).toMatchObject({ done: 0, failed: 0 })
  })

  it('take some dates only', async () => {
    const day = ['--start-date', '2021-10-19', '--end-date', '2021-10-19']
    await run('copy', 'a.duckdb', 'day.duckdb', ...day)
    expect((await run('parity', 'a.duckdb', 'day.duckdb', ...day)).code).toBe(0)
    const { code, document } = await run('parity', 'a.duckdb', 'day.duckdb', '--tables', 'player_game_summary')
    const [table] = DOCUMENTS.parity.parse(document).tables
    expect(code).toBe(1)
    expect(table).toMatchObject({ only_b: 0, different: 0, equal: table?.rows_b })
    expect(table?.only_a).toBeGreaterThan(0)
  })

  it('name the first fields that differ', async () => {
    await run('copy', 'a.duckdb', 'c.duckdb')
    const world = fakeWorld({ cwd, hour: hour++ })
    const { document } = await run(
      'sql',
      'select game_date, player_lookup, points from nba_analytics.player_game_summary order by all limit 1',
      '--store',
      'a.duckdb',
    )
    const [row] = document['rows'] as readonly Readonly<Record<string, string>>[]
    const { openStore } = await import('../../src/open-store.ts')
    const store = await openStore(path.join(cwd, 'c.duckdb'))
    await store.run(
      `update nba_analytics.player_game_summary set points = 99 where game_date = '${row?.['game_date']}' and player_lookup = '${row?.['player_lookup']}'`,
    )
    await store.close()
    const { code, out } = await world.run('parity', 'a.duckdb', 'c.duckdb', '--tables', 'player_game_summary')
    expect(code).toBe(1)
    expect(out).toContain(`${row?.['game_date']}/${row?.['player_lookup']}   points ${row?.['points']} in a, 99 in b`)
  })

  it('lose no history of the target', async () => {
    await run('import', 'feeds', '--store', 'stranger.duckdb')
    const { code, document } = await run('copy', 'stranger.duckdb', 'a.duckdb')
    expect([code, document['error']]).toEqual([
      2,
      expect.objectContaining({ code: 'bad_input', next: expect.stringContaining('copied from this one') as unknown }),
    ])
  })
})

describe('a warehouse', () => {
  it.each([
    [['why', 'pgs', '2021-10-19/x'], 'why does not work on a warehouse'],
    [['plan', '--store', 'a.duckdb'], "option '--warehouse <address>' cannot be used with option '--store <file>'"],
  ])('%j says what it does not do', async (argv, message) => {
    const { code, document } = await run(...argv, '--warehouse', 'bigquery://my-project')
    expect([code, document['error']]).toEqual([2, expect.objectContaining({ code: 'usage', message: expect.stringContaining(message) as unknown })])
  })

  it.each([
    'bigquery://',
    'bigquery://My Project',
    'bigquery://my-project/a/b',
    'bigquery://my-project?locaton=EU',
    'bigquery://my-project?max_bytes=much',
  ])('is not called %s', async address => {
    const { code, document } = await run('plan', '--warehouse', address)
    expect([code, document['error']]).toEqual([2, expect.objectContaining({ code: 'usage', where: address })])
  })
})
