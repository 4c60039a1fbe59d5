import { createHash } from 'node:crypto'
import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { backfill } from '../../src/apply/backfill.ts'
import type { BackfillReport } from '../../src/apply/report.ts'
import type { Day } from '../../src/calendar.ts'
import { listChanges } from '../../src/ledger/changes.ts'
import { rowHistory, type RowHistory } from '../../src/ledger/row-history.ts'
import { importFiles } from '../../src/import/import.ts'
import { teamOffenseGameSummary } from '../../src/nba/models/team-offense-game-summary.ts'
import { openStore } from '../../src/open-store.ts'
import { openDuckdb } from '../../src/store/duckdb/duckdb.ts'
import { STORE_VERSION } from '../../src/store/migrations.ts'
import type { Row, Store } from '../../src/store/store.ts'
import { LeagueFiles } from '../change/league-files.ts'
import { asNobody } from '../as-nobody.ts'
import { ADDED_COLUMNS, asVersion1 } from './added-columns.ts'

const LEAGUE = LeagueFiles.simulated({ seasons: 1, seed: 3, teams: 4, games: 2, days: 5 })
const [GAME = ''] = LEAGUE.gameIds
const DATE = LEAGUE.dateOf(GAME) as Day
const TEAM = LEAGUE.game(GAME).homeTeam.teamTricode
const BUILT = '2022-07-01T00:00:00.000Z'
const REBUILT = '2022-07-02T00:00:00.000Z'

const folder = mkdtempSync(path.join(os.tmpdir(), 'backcourt-migrations-'))
const original = path.join(folder, 'version-1.duckdb')
const file = path.join(folder, 'store.duckdb')

/** What the store of version 1 holds of its runs and of one row. */
let before: { readonly runs: readonly Row[]; readonly units: readonly Row[]; readonly history: RowHistory }
beforeAll(async () => {
  const store = await openStore(original)
  await importAll(store, LEAGUE, 'first')
  await build(store, BUILT)
  const line = LEAGUE.tables.teamLog.find(({ GAME_ID: game, TEAM_ABBREVIATION: team }) => game === GAME && team === TEAM)
  await importAll(
    store,
    LEAGUE.altered('teamLog', other => (other === line ? { ...other, AST: '77' } : other)),
    'second',
  )
  await build(store, REBUILT)
  before = await kept(store)
  await store.run(asVersion1())
  await store.close()
})
afterAll(() => rmSync(folder, { recursive: true }))
beforeEach(() => cpSync(original, file))
afterEach(() => rmSync(file))

async function importAll(store: Store, league: LeagueFiles, name: string): Promise<void> {
  await importFiles(store, { paths: league.write(path.join(folder, name)), replace: false, force: true, now: BUILT })
}

function build(store: Store, now: string): Promise<BackfillReport> {
  return backfill(store, { range: undefined, tables: [], now, elapsed: () => 0 }, () => undefined)
}

async function kept(store: Store): Promise<typeof before> {
  return {
    runs: await store.rows(
      'select run, command, plan, options, started_at, outcome, rows_written, duration_ms from nba_processing.runs order by run',
    ),
    units: await store.rows('select run, table_name, game_date, status, row_count, reason from nba_processing.units order by all'),
    history: await rowHistory(store, { model: teamOffenseGameSummary, date: DATE, who: TEAM }),
  }
}

async function version(store: Store): Promise<number | undefined> {
  const [row] = await store.rows<{ version: number }>('select version from nba_processing.schema_version')
  return row?.version
}

/** The columns that version 2 added, as far as the store has them. */
async function added(store: Store): Promise<string[]> {
  const rows = await store.rows<{ name: string }>(
    `select table_schema || '.' || table_name || '.' || column_name as name from information_schema.columns order by 1`,
  )
  return rows.map(row => row.name).filter(name => ADDED_COLUMNS.includes(name))
}

/** The store as it is, whatever its version. */
async function untouched<T>(read: (store: Store) => Promise<T>): Promise<T> {
  const store = await openDuckdb(file, { readOnly: true })
  const result = await read(store)
  await store.close()
  return result
}

function bytes(): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex')
}

it('the store of these tests is one of version 1', async () => {
  expect(await untouched(store => Promise.all([version(store), added(store)]))).toEqual([1, []])
})

describe.for([
  ['for writing', {}],
  ['for reading only', { readOnly: true }],
  ['for writing where it must exist', { existing: true }],
] as const)('a store of version 1 that is opened %s', ([, options]) => {
  let store: Store
  beforeEach(async () => {
    store = await openStore(file, options)
  })
  afterEach(() => store.close())

  it('is brought up to date', async () => {
    expect(await version(store)).toBe(STORE_VERSION)
    expect(await added(store)).toEqual(ADDED_COLUMNS)
    await store.close()
    expect(await untouched(version)).toBe(STORE_VERSION)
  })

  it('keeps its runs, whose plans were made when they started', async () => {
    const { runs, units } = await kept(store)
    expect({ runs, units }).toEqual({ runs: before.runs, units: before.units })
    expect(await store.rows('select run, planned_at, started_at from nba_processing.runs order by run')).toEqual([
      { run: 1, planned_at: BUILT, started_at: BUILT },
      { run: 2, planned_at: REBUILT, started_at: REBUILT },
    ])
    expect(await store.rows('select distinct attempts, duration_ms, fingerprint, import_number, input_digest from nba_processing.units')).toEqual([
      { attempts: null, duration_ms: null, fingerprint: null, import_number: null, input_digest: null },
    ])
  })

  it('still finds how a row changed and how it came to be', async () => {
    const { history } = await kept(store)
    expect(history).toEqual(before.history)
    expect(history.entries).toMatchObject([
      { run: 2, at: REBUILT, kind: 'updated', fields: [{ field: 'assists', after: 77 }] },
      { run: 1, at: BUILT, kind: 'created' },
    ])
    expect(history.entries.at(-1)?.causes.map(cause => cause.table)).toContain('nba_raw.nbac_team_boxscore')
    const [{ rows } = { rows: 0 }] = await store.rows<{ rows: number }>('select count(*) as rows from nba_analytics.team_offense_game_summary')
    const changes = await listChanges(store, { run: 0 }, [teamOffenseGameSummary])
    expect(changes.map(({ run, kind }) => `${kind} in run ${run}`).toSorted()).toEqual([
      ...Array<string>(rows).fill('inserted in run 1'),
      'updated in run 2',
    ])
  })
})

describe('a store that was brought up to date', () => {
  it('is not changed by opening it again', async () => {
    await (await openStore(file)).close()
    const once = bytes()
    for (const options of [{}, { readOnly: true }, { existing: true }]) {
      await (await openStore(file, options)).close()
      expect(bytes()).toBe(once)
    }
  })

  it('has nothing to rebuild, and goes on as one that was always new', async () => {
    const store = await openStore(file)
    expect((await build(store, '2022-07-03T00:00:00.000Z')).units).toMatchObject({ done: 0, failed: 0 })
    await importAll(store, LEAGUE, 'third')
    expect((await build(store, '2022-07-04T00:00:00.000Z')).units).toMatchObject({ done: 2, failed: 0 })
    expect((await kept(store)).history.entries).toMatchObject([
      { kind: 'updated', at: '2022-07-04T00:00:00.000Z', fields: [{ field: 'assists', before: 77 }] },
      { kind: 'updated', at: REBUILT },
      { kind: 'created', at: BUILT },
    ])
    expect(await store.rows('select attempts, import_number from nba_processing.units where run = 4')).toContainEqual({
      attempts: 1,
      import_number: 3,
    })
    await store.close()
  })
})

describe('a store', () => {
  it('of a newer version is refused, for writing and for reading, and not touched', async () => {
    const store = await openDuckdb(file)
    await store.run(`update nba_processing.schema_version set version = ${STORE_VERSION + 1}`)
    await store.close()
    const newer = bytes()
    for (const options of [{}, { readOnly: true }, { existing: true }]) {
      await expect(openStore(file, options)).rejects.toMatchObject({
        code: 'store_invalid',
        message: `${file} was written by a newer Backcourt: its version is ${STORE_VERSION + 1}, this one knows ${STORE_VERSION}`,
      })
    }
    expect(bytes()).toBe(newer)
    expect(await untouched(added)).toEqual([])
  })

  it('of which a step does not succeed stays as it was', async () => {
    const store = await openDuckdb(file)
    await store.run('alter table nba_processing.units add column input_digest varchar')
    await store.close()
    await expect(openStore(file)).rejects.toThrow(/input_digest/)
    await expect(openStore(file, { readOnly: true })).rejects.toThrow(/input_digest/)
    expect(await untouched(store => Promise.all([version(store), added(store)]))).toEqual([1, ['nba_processing.units.input_digest']])
  })
})

describe('a store of version 1 that may not be written', () => {
  it('is not read either, and says why and what helps', async () => {
    chmodSync(folder, 0o755)
    chmodSync(file, 0o444)
    await asNobody(async () => {
      await expect(openStore(file, { readOnly: true })).rejects.toMatchObject({
        code: 'store_unreadable',
        message: `${file} was written by an older Backcourt and has to be brought up to date once before it is read: ${file} may not be written`,
        next: 'run backcourt plan where the store may be written',
      })
    })
  })
})
