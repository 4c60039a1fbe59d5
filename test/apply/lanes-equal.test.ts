import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyPlan } from '../../src/apply/apply-plan.ts'
import type { ApplyRequest } from '../../src/apply/report.ts'
import type { Day } from '../../src/calendar.ts'
import { createPlan } from '../../src/change/create-plan.ts'
import type { PlanDocument } from '../../src/change/plan-document.ts'
import { importFiles } from '../../src/import/import.ts'
import { openStore } from '../../src/open-store.ts'
import type { Row, Store } from '../../src/store/store.ts'
import { standApart, standingOf, TABLES, type Standing } from '../change/book.ts'
import { LeagueFiles, type FileName } from '../change/league-files.ts'

const LEAGUE = LeagueFiles.simulated({ seasons: 2, seed: 3, teams: 4, games: 6 })
const RANGE = { first: '2021-10-12' as Day, last: '2023-06-30' as Day }
const NOW = '2030-01-01T00:00:00.000Z'
const [, , OTHER = '', GAME = ''] = LEAGUE.gameIds
const SECOND = LEAGUE.gameIds.find(game => game.slice(3, 5) === '22')
const LINE = LEAGUE.tables.playerLog.find(line => line['GAME_ID'] === GAME) ?? {}

/** The league with other points of a player of an early game, and other totals of a game of the second season. */
const CORRECTED = LEAGUE.altered('playerLog', line => (line === LINE ? { ...line, PTS: '41' } : line)).altered('teamLog', line =>
  line['GAME_ID'] === SECOND ? { ...line, AST: '41', TOV: '29' } : line,
)
/** The league in which that player plays in two games of one day, which no table takes. */
const DOUBLED = LEAGUE.with('playerLog', [
  ...LEAGUE.tables.playerLog,
  { ...LINE, GAME_ID: OTHER, TEAM_ABBREVIATION: LEAGUE.game(OTHER).homeTeam.teamTricode },
])

const folder = mkdtempSync(path.join(os.tmpdir(), 'backcourt-lanes-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Imports files, which are the whole truth of their games. */
async function imported(store: Store, league: LeagueFiles, files?: readonly FileName[]): Promise<void> {
  const paths = league.write(path.join(folder, String([LEAGUE, CORRECTED, DOUBLED].indexOf(league))), files)
  await importFiles(store, { paths, replace: true, force: true, now: NOW })
}

function planned(store: Store): Promise<PlanDocument> {
  const options = { force: false, onlyMissing: false, onlyFailed: false }
  return createPlan(store, { range: RANGE, tables: [], options, now: NOW, unless: 'played' })
}

type How = Partial<Pick<ApplyRequest, 'lanes' | 'stopOnError' | 'newestFirst' | 'interrupted' | 'listen'>>

async function applied(store: Store, plan: PlanDocument, how: How): Promise<void> {
  await applyPlan(store, plan, { command: 'apply', startedAt: NOW, elapsed: () => 0, listen: () => undefined, ...how })
}

/** How a store stands, with everything that the ledger has of its units; which lane built them is nowhere. */
interface Ledgered extends Standing {
  readonly states: readonly Row[]
  readonly units: readonly Row[]
  readonly changes: readonly Row[]
}

async function ledgered(store: Store): Promise<Ledgered> {
  return {
    ...(await standingOf(store)),
    states: await store.rows('from nba_processing.unit_states order by table_name, game_date'),
    units: await store.rows('from nba_processing.units order by run, table_name, game_date'),
    changes: await store.rows('from nba_processing.row_changes order by run, table_name, row_key'),
  }
}

/** Builds the league, then what a correction reaches, in a store of so many threads and lanes. */
async function builtWith({ lanes, threads, where = ':memory:' }: { lanes: number; threads: number; where?: string }): Promise<readonly Ledgered[]> {
  const store = await openStore(where, { threads })
  await imported(store, LEAGUE)
  await applied(store, await planned(store), { lanes })
  const first = await ledgered(store)
  await imported(store, CORRECTED, ['playerLog', 'teamLog'])
  await applied(store, await planned(store), { lanes })
  const second = await ledgered(store)
  await imported(store, DOUBLED, ['playerLog'])
  await applied(store, await planned(store), { lanes, newestFirst: true })
  const third = await ledgered(store)
  expect(await store.rows(`select table_name from information_schema.tables where table_catalog = 'scratch'`), 'left behind').toEqual([])
  await store.close()
  return [first, second, third]
}

function expectEqual(one: Ledgered | undefined, other: Ledgered | undefined): void {
  if (one === undefined || other === undefined) throw new Error('one was not built')
  expect(standApart(one, other)).toEqual([])
  expect(one.states).toEqual(other.states)
  expect(one.units).toEqual(other.units)
  expect(one.changes).toEqual(other.changes)
}

/** What one lane on one thread builds. */
let alone: readonly Ledgered[]
beforeAll(async () => {
  alone = await builtWith({ lanes: 1, threads: 1 })
})

describe('the figures', () => {
  it('are those of a built league, of a correction, and of units that fail', () => {
    const [first, second, third] = alone
    expect(new Set([...(first?.rows.keys() ?? [])].map(key => key.split(' ')[0]))).toEqual(new Set(TABLES))
    expect(first?.failed.size).toBe(0)
    expect(second?.failed.size).toBe(0)
    expect(second?.changes.length).toBeGreaterThan(30)
    expect(new Set(third?.failed.keys())).toContain(`player_game_summary ${LEAGUE.dateOf(GAME)}`)
  })

  it.for([
    { lanes: 2, threads: 2 },
    { lanes: 4, threads: 4 },
    { lanes: 1, threads: 4 },
    { lanes: 9, threads: 1 },
    { lanes: 4, threads: 4, where: path.join(folder, 'store.duckdb') },
  ])('do not depend on parallelism: $lanes lanes, $threads threads', async how => {
    const others = await builtWith(how)
    for (const [index, other] of others.entries()) expectEqual(other, alone[index])
  })
})

/** Checks that every chunk of a plan is in the ledger with all its units or with none, and that the tables have exactly the rows that the ledger tells. */
async function expectWholeChunks(store: Store, plan: PlanDocument): Promise<number> {
  const recorded = await store.rows<{ table: string; date: string; rows: number }>(
    `select table_name as "table", cast(game_date as varchar) as date, row_count as rows from nba_processing.unit_states where plan = '${plan.plan}'`,
  )
  const byUnit = new Map(recorded.map(unit => [`${unit.table} ${unit.date}`, unit.rows]))
  const chunks = new Map<string, boolean[]>()
  for (const { table, date, season } of plan.units) {
    const chunk = `${table} ${season}`
    chunks.set(chunk, [...(chunks.get(chunk) ?? []), byUnit.has(`${table} ${date}`)])
  }
  expect([...chunks].filter(([, known]) => new Set(known).size > 1)).toEqual([])
  const tables = TABLES.map(table => `select '${table}' as name, game_date, count(*) as rows from nba_analytics.${table} group by game_date`)
  const stored = await store.rows<{ unit: string; rows: number }>(
    `select name || ' ' || cast(game_date as varchar) as unit, rows from (${tables.join(' union all ')}) as stored`,
  )
  const told = [...byUnit].filter(([, rows]) => rows > 0)
  expect(new Map(stored.map(({ unit, rows }) => [unit, rows]))).toEqual(new Map(told))
  return [...chunks.values()].filter(([known]) => known).length
}

describe('a run of several lanes', () => {
  it.for([0, 1, 2, 5])('that is interrupted after %i chunks leaves whole chunks, and goes on to the same end', async chunks => {
    const store = await openStore(':memory:', { threads: 2 })
    await imported(store, LEAGUE)
    const plan = await planned(store)
    let built = 0
    const interrupted = (): boolean => built >= chunks
    const listen: ApplyRequest['listen'] = event => (built += event.kind === 'chunk' ? 1 : 0)
    await expect(applied(store, plan, { lanes: 3, interrupted, listen })).rejects.toMatchObject({ code: 'interrupted' })
    expect(await expectWholeChunks(store, plan)).toBe(built)
    expect(built).toBeLessThanOrEqual(chunks + 2)
    await applied(store, plan, { lanes: 3 })
    expect(await store.rows('select table_name, game_date from nba_processing.units group by all having count(*) > 1')).toEqual([])
    expect(await expectWholeChunks(store, plan)).toBe(10)
    expect(standApart(await standingOf(store), alone[0] as Standing)).toEqual([])
    await store.close()
  })

  it('that stops at an error leaves whole chunks, and goes on to the same end once it is mended', async () => {
    const store = await openStore(':memory:', { threads: 2 })
    await imported(store, DOUBLED)
    const plan = await planned(store)
    await applied(store, plan, { lanes: 3, stopOnError: true })
    const chunks = await expectWholeChunks(store, plan)
    expect(chunks).toBeGreaterThan(0)
    expect(chunks).toBeLessThan(10)
    expect((await standingOf(store)).failed.size).toBeGreaterThan(0)
    await imported(store, LEAGUE, ['playerLog'])
    await applied(store, await planned(store), { lanes: 3, stopOnError: true })
    expect(standApart(await standingOf(store), alone[0] as Standing)).toEqual([])
    await store.close()
  })
})
