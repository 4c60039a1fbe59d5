import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fakeWorld } from '../cli/fake-world.ts'
import { FaultyServer } from './faulty-server.ts'
import { serverHint, serverMissing, startServer, type LocalServer } from './server.ts'

const ADDRESS = 'bigquery://test/w_?location=EU'
/** The server shares the machine with everybody else. */
const LONG = 900_000

interface Table {
  readonly table: string
  readonly rows_a: number
  readonly rows_b: number
  readonly equal: number
}

type Document = Readonly<Record<string, unknown>>

/** One warehouse through its life: each test goes on where the one before ended. */
describe.skipIf(serverMissing)(`a warehouse${serverHint}`, { timeout: LONG }, () => {
  let server: LocalServer
  let faulty: FaultyServer
  let folder: string
  let hour = 1

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'backcourt-warehouse-'))
    server = await startServer()
    faulty = await FaultyServer.start(server.address)
    await here('simulate', '--out', 'feeds', '--days', '2', '--seed', '1')
  }, LONG)
  afterAll(() => {
    faulty.stop()
    server.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  async function run(argv: readonly string[], desk = 'desk'): Promise<{ readonly code: number; readonly document: Document }> {
    const env = { BIGQUERY_EMULATOR_HOST: faulty.address, BACKCOURT_DESK: path.join(folder, desk) }
    return fakeWorld({ cwd: folder, hour: hour++, env }).json(...argv)
  }

  const here = (...argv: string[]): ReturnType<typeof run> => run(argv)
  const there = (verb: string, ...rest: string[]): ReturnType<typeof run> => run([verb, ...rest, '--warehouse', ADDRESS])

  const jobsDone = (): string[] => [...faulty.jobs.values()].filter(job => job !== 'keep alive')

  /** The tables of two stores that are not the same. */
  async function unequal(a: string, b: string): Promise<readonly Table[]> {
    const { document } = await here('parity', a, b)
    const tables = document['tables'] as readonly Table[]
    expect(tables.reduce((sum, table) => sum + table.rows_a, 0)).toBeGreaterThan(500)
    return tables.filter(({ rows_a, rows_b, equal }) => equal !== rows_a || equal !== rows_b)
  }

  it('takes files by load jobs, and computes the same rows and hashes as a store in a file, by two jobs for all tables of a season', async () => {
    expect((await there('import', 'feeds')).code).toBe(0)
    faulty.jobs.clear()
    const { code, document } = await there('backfill')
    expect([code, document['error']]).toEqual([0, undefined])
    expect(document['units']).toMatchObject({ planned: 10, done: 10, failed: 0 })
    expect(document['warehouse']).toMatchObject({ jobs: 2, loads: 0 })
    expect(jobsDone()).toEqual(['start computing', 'start writing and leaving'])
    await here('import', 'feeds', '--store', 'here.duckdb')
    await here('backfill', '--store', 'here.duckdb')
    expect(await unequal('here.duckdb', ADDRESS)).toEqual([])
  })

  it('has nothing left to do, wherever it is asked from', async () => {
    const { document } = await run(['backfill', '--warehouse', ADDRESS], 'another desk')
    expect(document['units']).toMatchObject({ planned: 10, done: 0, unchanged: 10, failed: 0 })
    const { code, document: covered } = await there('coverage')
    expect([code, (covered['findings'] as readonly unknown[]).length]).toEqual([0, 0])
    expect((await there('doctor')).document).toMatchObject({ findings: [] })
  })

  it('takes the correction of one free throw by one job and a free one, plans by one, rebuilds what it reaches by two, and writes the same rows as a file', async () => {
    writeCorrection('correction', 1)
    faulty.jobs.clear()
    await there('import', 'correction')
    expect(jobsDone().filter(job => job !== 'send file')).toEqual(['start writing and leaving'])
    faulty.jobs.clear()
    const planned = await there('plan')
    expect(jobsDone()).toEqual(['start writing and leaving'])
    expect(planned.document).toMatchObject({ jobs: 2, bytes_by: 'declared sizes' })
    const changed = planned.document['inputs_changed'] as readonly Readonly<Record<string, unknown>>[]
    expect(new Set(changed.map(({ table }) => table))).toEqual(new Set(['nba_raw.nbac_player_boxscores', 'nba_raw.nbac_team_boxscore']))
    const reasons = (planned.document['units'] as readonly { readonly reasons: readonly string[] }[]).flatMap(unit => unit.reasons)
    expect(
      reasons.some(reason => /^its box score: nba_raw.nbac_player_boxscores .*free_throws_made \d+ → \d+.*player_game_logs\.csv row 1/.test(reason)),
    ).toBe(true)
    faulty.jobs.clear()
    const { document } = await there('apply', String(planned.document['plan']))
    expect(document['units']).toMatchObject({ failed: 0 })
    expect(jobsDone()).toEqual(['start computing', 'start writing and leaving'])
    await here('import', 'correction', '--store', 'here.duckdb')
    const filed = await here('backfill', '--store', 'here.duckdb')
    expect(written(document)).toEqual(written(filed.document))
    expect(await unequal('here.duckdb', ADDRESS)).toEqual([])
  })

  it('counts the dates of a table that has not as many rows as were written, and writes again what somebody deleted', async () => {
    const query = `delete from w_nba_analytics.team_offense_game_summary where game_date = date '2021-10-19'`
    const headers = { 'content-type': 'application/json' }
    await fetch(`${server.address}/bigquery/v2/projects/test/queries`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ query, useLegacySql: false }),
    })
    faulty.jobs.clear()
    const planned = await there('plan')
    expect(jobsDone()).toEqual(['start computing', 'start writing and leaving'])
    const units = planned.document['units'] as readonly { readonly date: string; readonly reasons: readonly string[] }[]
    expect(units.map(({ date, reasons }) => `${date}: ${reasons.join()}`)).toEqual([
      expect.stringMatching(/^2021-10-19: \d+ rows were written, 0 are stored$/) as unknown,
    ])
    await there('apply', String(planned.document['plan']))
    expect(await unequal('here.duckdb', ADDRESS)).toEqual([])
  })

  it('loses no start of a job to the network', async () => {
    writeCorrection('correction again', 2)
    await there('import', 'correction again')
    const planned = await there('plan')
    // The jobs start, but nobody hears of it: asked again under the same ids, they must not run twice.
    faulty.loseAnswers(2)
    faulty.jobs.clear()
    const { document } = await there('apply', String(planned.document['plan']))
    expect(faulty.lost).toBe(2)
    expect(document['units']).toMatchObject({ failed: 0 })
    expect(jobsDone()).toEqual(['start computing', 'start writing and leaving'])
    await here('import', 'correction again', '--store', 'here.duckdb')
    const filed = await here('backfill', '--store', 'here.duckdb')
    expect(written(document)).toEqual(written(filed.document))
    expect(await unequal('here.duckdb', ADDRESS)).toEqual([])
  })

  it('goes on in a file, and tells what was changed there, field by field', async () => {
    expect((await here('copy', ADDRESS, 'copy.duckdb')).code).toBe(0)
    const { document } = await here('backfill', '--store', 'copy.duckdb')
    expect(document['units']).toMatchObject({ done: 0, unchanged: 10 })
    await here('remove', 'bref_officials', await anOfficial(), '--store', 'copy.duckdb')
    const differing = await here('parity', 'copy.duckdb', ADDRESS, '--tables', 'bref_officials')
    expect(differing.code).toBe(1)
    expect(differing.document['tables']).toMatchObject([{ only_a: 0, only_b: 1, different: 0, examples: [{ field: null, a: null, b: 'there' }] }])
    const back = await here('copy', 'copy.duckdb', ADDRESS)
    expect([back.code, back.document['error']]).toEqual([0, undefined])
    expect(await unequal('copy.duckdb', ADDRESS)).toEqual([])
  })

  it('is not written over by a store of another history, nor by two processes at once', async () => {
    const { code, document } = await here('copy', 'here.duckdb', ADDRESS)
    expect([code, document['error']]).toEqual([2, expect.objectContaining({ code: 'bad_input', where: ADDRESS })])
    const release = faulty.holdNextJob('drop table')
    const first = there('import', 'feeds', '--force')
    await release.reached
    const second = await run(['import', 'feeds', '--warehouse', ADDRESS], 'another desk')
    expect([second.code, second.document['error']]).toEqual([3, expect.objectContaining({ code: 'store_locked' })])
    release.go()
    expect((await first).code).toBe(0)
  })

  it('tells where its datasets are when jobs would look elsewhere', async () => {
    const { code, document } = await run(['plan', '--warehouse', 'bigquery://test/w_?location=US'])
    expect(code).toBe(3)
    expect(document['error']).toMatchObject({ code: 'store_invalid', message: expect.stringContaining('is in EU: expected US') as unknown })
  })

  /** Files that count so many free throws more for the first player of the log, and for his team. */
  function writeCorrection(name: string, more: number): void {
    mkdirSync(path.join(folder, name))
    const read = (file: string): string[] => readFileSync(path.join(folder, 'feeds', 'nba_api', file), 'utf8').split('\n')
    const [header = '', player = ''] = read('player_game_logs_2021-22.csv')
    const [team = '', game = ''] = ['TEAM_ID', 'GAME_ID'].map(column => player.split(',')[header.split(',').indexOf(column)])
    const [ofTeams = '', ...teams] = read('team_game_logs_2021-22.csv')
    const own = teams.find(line => line.includes(`,${team},`) && line.includes(`,${game},`)) ?? ''
    writeFileSync(path.join(folder, name, 'player_game_logs.csv'), withMore(header, player, more))
    writeFileSync(path.join(folder, name, 'team_game_logs.csv'), withMore(ofTeams, own, more))
  }

  /** Rows by table and what became of them, in an order of its own. */
  function written(document: Document): readonly string[] {
    const tables = document['tables'] as readonly Readonly<Record<string, number | string>>[]
    return tables.map(({ table, inserted, updated, deleted, unchanged }) => `${table}: ${inserted} ${updated} ${deleted} ${unchanged}`).toSorted()
  }

  async function anOfficial(): Promise<string> {
    const { document } = await here('sql', 'select * from nba_raw.bref_officials where ended_by is null limit 1', '--store', 'here.duckdb')
    const [row] = document['rows'] as readonly Readonly<Record<string, string>>[]
    return `${row?.['bref_game_id']}/${row?.['bref_referee_id']}`
  }
})

/** A line of a game log with so many free throws more. */
function withMore(header: string, line: string, more: number): string {
  const columns = header.split(',')
  const fields = line.split(',').map((field, place) => (['PTS', 'FTM', 'FTA'].includes(columns[place] ?? '') ? String(Number(field) + more) : field))
  return `${header}\n${fields.join(',')}\n`
}
