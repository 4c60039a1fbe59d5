import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { models } from '../../src/nba/models/index.ts'
import { fakeWorld } from '../cli/fake-world.ts'
import { inFile, loadAnalytics, loadAsDeclared, loadAsReference, Owner } from './owner.ts'
import { serverHint, serverMissing, startServer, type LocalServer } from './server.ts'

const LONG = 900_000
type Document = Readonly<Record<string, unknown>>
type Rows = readonly Document[]
const SUMMARY = 'nba_analytics.player_game_summary'
const FIVE = models.map(model => model.name).join(',')

describe.skipIf(serverMissing)(`a warehouse that its owner loads himself${serverHint}`, { timeout: LONG }, () => {
  let server: LocalServer
  let folder: string
  let hour = 1

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'backcourt-owners-'))
    server = await startServer()
    await run('simulate', '--out', 'feeds', '--days', '3', '--seed', '1')
  }, LONG)
  afterAll(() => {
    server.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  async function run(...argv: readonly string[]): Promise<{ readonly code: number; readonly document: Document }> {
    const env = { BIGQUERY_EMULATOR_HOST: server.address, BACKCOURT_DESK: path.join(folder, 'desk') }
    return fakeWorld({ cwd: folder, hour: hour++, env }).json(...argv)
  }

  function at(address: string): (verb: string, ...rest: readonly string[]) => ReturnType<typeof run> {
    return (verb, ...rest) => run(verb, ...rest, '--warehouse', address)
  }

  /** Where the five tables differ from those of a store in a file. */
  async function differences(file: string, address: string): Promise<Rows> {
    const { document } = await run('parity', file, address, '--tables', FIVE)
    expect(document['error']).toBeUndefined()
    const tables = document['tables'] as Rows
    expect(tables.every(table => (table['rows_a'] as number) > 10)).toBe(true)
    return tables.filter(table => table['equal'] !== table['rows_a'] || table['equal'] !== table['rows_b'])
  }

  describe('in the columns that are declared', () => {
    const address = 'bigquery://test/o_?location=EU'
    const there = at(address)
    let loaded: readonly string[]

    beforeAll(async () => {
      await run('import', 'feeds', '--store', 'here.duckdb')
      await run('backfill', '--store', 'here.duckdb')
      const owner = await Owner.of(address, server.address, folder)
      loaded = await inFile(path.join(folder, 'here.duckdb'), store => loadAsDeclared(owner, store))
    }, LONG)

    it('is read and built as it is, to the same rows and hashes as from files', async () => {
      const { code, document } = await there('backfill')
      expect([code, document['error']]).toEqual([0, undefined])
      expect(document['units']).toMatchObject({ planned: 15, done: 15, failed: 0 })
      expect(loaded.length).toBeGreaterThan(10)
      expect(await differences('here.duckdb', address)).toEqual([])
    })
  })

  describe('in the shape of those that were there before', () => {
    const address = 'bigquery://test/r_?location=EU'
    const there = at(address)
    let owner: Owner

    beforeAll(async () => {
      await run(
        'import',
        'feeds/schedule',
        'feeds/nba_api/player_game_logs_2021-22.csv',
        'feeds/nba_api/team_game_logs_2021-22.csv',
        '--store',
        'few.duckdb',
      )
      await run('backfill', '--store', 'few.duckdb')
      owner = await Owner.of(address, server.address, folder)
      await inFile(path.join(folder, 'few.duckdb'), async store => {
        await loadAsReference(owner, store)
        await loadAnalytics(owner, store)
      })
    }, LONG)

    it('has hashes of seed-1 in every row', async () => {
      const { code, document } = await there('hash', 'verify')
      expect([code, document['error']]).toEqual([0, undefined])
      for (const { recipe, rows, equal, different, absent } of document['tables'] as Rows)
        expect({ recipe, equal, different, absent }).toEqual({ recipe: 'seed-1', equal: rows, different: 0, absent: 0 })
    })

    it('gets hashes where they are missing, and nothing else', async () => {
      await owner.run(`update {p}${SUMMARY} set data_hash = null where team_abbr = 'BOS'`)
      const { code, document } = await there('hash', 'stamp')
      const [summary, ...others] = document['tables'] as Rows
      expect([code, document['error']]).toEqual([0, undefined])
      expect(summary?.['stamped']).toBeGreaterThan(5)
      expect(others.map(table => table['stamped'])).toEqual([0, 0, 0, 0])
      expect((await there('hash', 'verify', '--table', 'pgs')).document['tables']).toMatchObject([{ different: 0, absent: 0 }])
      expect(await machinery()).toEqual(WHOLE)
    })

    it('is told what it holds, what of it is read, and which columns the five tables lack', async () => {
      const { document } = await there('doctor')
      expect(document['feeds']).toEqual([
        { table: 'nba_raw.nbac_player_boxscores', feed: '–', rows: expect.any(Number) as unknown, first_date: '2021-10-19', last_date: '2021-10-21' },
        { table: 'nba_raw.nbac_schedule', feed: '–', rows: 18, first_date: '2021-10-19', last_date: '2021-10-21' },
        { table: 'nba_raw.nbac_team_boxscore', feed: '–', rows: 34, first_date: '2021-10-19', last_date: '2021-10-21' },
      ])
      const findings = document['findings'] as readonly { readonly severity: string; readonly object: string; readonly repair: string }[]
      expect(findings.filter(({ severity }) => severity === 'note').map(({ object }) => object)).toEqual([
        'nba_raw.nbac_schedule',
        'nba_raw.nbac_player_boxscores',
        'nba_raw.nbac_team_boxscore',
      ])
      const errors = findings.filter(({ severity }) => severity === 'error')
      expect(errors.every(({ repair }) => /^alter table r_nba_analytics\.\w+ (add column|alter column)/.test(repair))).toBe(true)
      const fixed = await there('doctor', '--fix')
      expect((fixed.document['findings'] as Rows).filter(({ severity }) => severity === 'error')).toEqual([])
    })

    it('is built beside its own columns, to the same rows and hashes as from files', async () => {
      const { code, document } = await there('backfill')
      expect([code, document['error']]).toEqual([0, undefined])
      expect(document['units']).toMatchObject({ planned: 15, done: 15, failed: 0 })
      const said = (document['warnings'] as readonly string[]).find(warning => warning.startsWith('nba_raw.nbac_schedule'))
      expect(said).toContain('left out: 1 row beside another one of the same key')
      expect(await differences('few.duckdb', address)).toEqual([])
      expect(await machinery()).toEqual(WHOLE)
    })

    it('is read again where its owner changed a row: the plan names it, the same rows are written as from a file, and others keep all that they had', async () => {
      const one = `game_date = '2021-10-20' and`
      await owner.run(`update {p}nba_raw.nbac_player_boxscores set points = points + 1, free_throws_made = free_throws_made + 1, free_throws_attempted = free_throws_attempted + 1
        where ${one} nba_player_id = 1700001`)
      await owner.run(
        `update {p}nba_raw.nbac_team_boxscore set points = points + 1, ft_made = ft_made + 1, ft_attempted = ft_attempted + 1 where ${one} team_abbr = 'BOS'`,
      )
      const { document: planned } = await there('plan')
      const read = (planned['warnings'] as readonly string[]).filter(warning => warning.startsWith('nba_raw'))
      expect(read).toEqual([
        expect.stringMatching(
          /^nba_raw.nbac_player_boxscores holds other rows than were read last on 2021-10-20: 1 new or changed, 1 ended/,
        ) as unknown,
        expect.stringMatching(/^nba_raw.nbac_team_boxscore holds other rows than were read last on 2021-10-20: 1 new or changed, 1 ended/) as unknown,
      ])
      const changed = planned['inputs_changed'] as Rows
      expect(changed.map(({ table, date }) => `${table as string} ${date as string}`).toSorted()).toEqual([
        'nba_raw.nbac_player_boxscores 2021-10-20',
        'nba_raw.nbac_team_boxscore 2021-10-20',
      ])
      const reasons = (planned['units'] as Rows).flatMap(unit => unit['reasons'] as readonly string[])
      expect(reasons.some(reason => /its box score: nba_raw.nbac_player_boxscores .*free_throws_made \d+ → \d+/.test(reason))).toBe(true)
      const { document: applied } = await there('apply', String(planned['plan']))
      writeCorrection()
      await run('import', 'corrected', '--store', 'few.duckdb')
      const { document: filed } = await run('backfill', '--store', 'few.duckdb')
      expect(written(applied)).toEqual(written(filed))
      expect(await differences('few.duckdb', address)).toEqual([])
      expect(await machinery()).toEqual(WHOLE)
      expect((await there('plan')).document['units']).toEqual([])
    })

    const WHOLE = { rows: expect.any(Number) as unknown, kept: 'all' }

    /** Whether each row has what its owner's own columns held when he loaded it. */
    async function machinery(): Promise<Document> {
      const [found] = await owner.run(`select count(*) as row_count,
        countif(source_nbac_hash = concat('from ', game_id) and source_nbac_rows_found = 7 and not circuit_breaker_active and quality_checked_at = timestamp '2021-11-02 08:00:00') as kept
        from {p}${SUMMARY}`)
      return { rows: found?.['row_count'], kept: found?.['kept'] === found?.['row_count'] ? 'all' : found?.['kept'] }
    }

    /** Files that tell what the owner changed. */
    function writeCorrection(): void {
      mkdirSync(path.join(folder, 'corrected'))
      for (const [file, is] of [
        ['player_game_logs_2021-22.csv', ',1700001,'],
        ['team_game_logs_2021-22.csv', ',BOS,'],
      ] as const) {
        const text = readFileSync(path.join(folder, 'feeds', 'nba_api', file), 'utf8')
        const [header = '', ...lines] = text.split('\n')
        const line = lines.find(one => one.includes(is) && one.includes(',2021-10-20,'))
        writeFileSync(path.join(folder, 'corrected', file), `${header}\n${withOneMore(header, line ?? '', ['PTS', 'FTM', 'FTA'])}\n`)
      }
    }
  })

  /** A line of CSV with one more in some columns. */
  function withOneMore(header: string, line: string, columns: readonly string[]): string {
    const names = header.split(',')
    return line
      .split(',')
      .map((field, place) => (columns.includes(names[place] ?? '') ? String(Number(field) + 1) : field))
      .join(',')
  }

  /** Rows by table and what became of them, in an order of its own. */
  function written(document: Document): readonly string[] {
    const tables = document['tables'] as readonly Readonly<Record<string, number | string>>[]
    return tables.map(({ table, inserted, updated, deleted, unchanged }) => `${table}: ${inserted} ${updated} ${deleted} ${unchanged}`).toSorted()
  }
})
