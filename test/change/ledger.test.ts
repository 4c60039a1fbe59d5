import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { backfill } from '../../src/apply/backfill.ts'
import type { Day } from '../../src/calendar.ts'
import { listChanges, type RowChange, type Since } from '../../src/ledger/changes.ts'
import { rowHistory, type RowHistory } from '../../src/ledger/row-history.ts'
import type { PlanDocument } from '../../src/change/plan-document.ts'
import { models } from '../../src/nba/models/index.ts'
import { playerGameSummary } from '../../src/nba/models/player-game-summary.ts'
import { playerLookup } from '../../src/nba/player-lookup.ts'
import { SmallSeason } from '../season/small-season.ts'
import { TABLES, Template, type Book } from './book.ts'
import { LeagueFiles } from './league-files.ts'

describe('a unit that fails', () => {
  it('counts its attempts until it is good, and begins anew then', async () => {
    const season = await SmallSeason.open()
    for (const date of ['2021-11-02', '2021-11-03']) season.game(date, 'BKN@MIL').final(90, 80).plays('MIL', 'Ann Archer').plays('BKN', 'Bob Baker')
    const other = season.game('2021-11-03', 'LAC@DAL').final(90, 80).plays('LAC', 'Cy Cole').plays('DAL', 'Dee Dunn').plays('DAL', 'Ann Archer')
    const build = (day: number, force = false): Promise<unknown> => season.build({ tables: ['player_game_summary'], now: `2022-07-0${day}`, force })
    await build(1)
    await build(2)
    season.change(row => (row['nba_game_id'] === other.facts.id && row['player_lookup'] === 'annarcher' ? undefined : row))
    await build(3)
    await build(4, true)
    const tries = await season.store.rows(
      `select run, cast(game_date as varchar) as date, status, attempts from nba_processing.units where table_name = 'player_game_summary' order by all`,
    )
    expect(tries).toEqual([
      { run: 1, date: '2021-11-02', status: 'done', attempts: 1 },
      { run: 1, date: '2021-11-03', status: 'failed', attempts: 1 },
      { run: 2, date: '2021-11-03', status: 'failed', attempts: 2 },
      { run: 3, date: '2021-11-03', status: 'done', attempts: 3 },
      { run: 4, date: '2021-11-02', status: 'unchanged', attempts: 1 },
      { run: 4, date: '2021-11-03', status: 'unchanged', attempts: 1 },
    ])
    await season.close()
  })
})

const RANGE = ['2021-10-12', '2022-12-31'] as const
const LEAGUE = LeagueFiles.simulated({ seasons: 2, seed: 3, teams: 4, games: 4 })
const GAME = LEAGUE.gameIds.find(game => game.slice(3, 5) === '22') ?? ''
const DATE = LEAGUE.dateOf(GAME) as Day
const LINE = LEAGUE.tables.playerLog.find(line => line['GAME_ID'] === GAME) ?? {}
const LOOKUP = playerLookup(LINE['PLAYER_NAME'] ?? '')
/** A player of the second season has another number of points. */
const CORRECTED = LEAGUE.altered('playerLog', line => (line === LINE ? { ...line, PTS: '41' } : line))

let template: Template
let book: Book
beforeAll(async () => {
  template = await Template.of(LEAGUE, RANGE)
})
afterAll(() => template.close())

interface Unit {
  readonly unit: string
  readonly season: number
  readonly status: string
  readonly duration: number
  readonly fingerprint: string
  readonly seen: number
  readonly digest: string | null
}

/** What the ledger has of the units of the newest run. */
function newest(): Promise<Unit[]> {
  return book.store.rows<Unit>(`
    select
      table_name || ' ' || cast(game_date as varchar) as unit, case when game_date < date '2022-08-01' then 2021 else 2022 end as season,
      status, duration_ms as duration, fingerprint, import_number as seen, input_digest as digest
    from nba_processing.units
    where run = (select max(run) from nba_processing.runs)
    order by unit`)
}

function digests(units: readonly Unit[], season: number): string[] {
  return [...new Set(units.filter(unit => unit.season === season && unit.digest !== null).map(unit => unit.digest ?? ''))]
}

describe('the ledger keeps of each unit', () => {
  beforeEach(async () => {
    book = await template.open(false)
  })
  afterEach(() => book.close())

  it('how long it took: whole milliseconds, in which the time of its chunk is shared out by its rows', async () => {
    let clock = 0
    const told: number[] = []
    const elapsed = (): number => (clock += 333.3)
    const report = await backfill(book.store, { range: book.range, tables: [], now: book.now(), elapsed, lanes: 1 }, event => {
      if (event.kind === 'table') told.push(event.outcome.duration_ms)
    })
    const durations = (await newest()).map(unit => unit.duration)
    expect(durations.every(ms => Number.isInteger(ms) && ms >= 0)).toBe(true)
    expect(Math.max(...durations)).toBeGreaterThan(0)
    const sum = durations.reduce((whole, ms) => whole + ms, 0)
    expect(sum).toBeLessThan(report.duration_ms)
    expect(sum).toBeGreaterThan(10 * 333 - durations.length)
    expect(told).toHaveLength(TABLES.length)
  })

  it('by which definition it was built, and the last import that it has seen', async () => {
    await book.backfill()
    const first = await newest()
    const plan = await book.plan()
    expect(first.filter(({ unit, fingerprint }) => fingerprint !== plan.fingerprints[unit.split(' ')[0] ?? ''])).toEqual([])
    expect(new Set(first.map(unit => unit.seen))).toEqual(new Set([1]))
    await book.import(CORRECTED, { files: ['playerLog'] })
    await book.backfill()
    const second = await newest()
    expect(second.map(({ unit, status }) => `${unit} ${status}`)).toContain(`player_game_summary ${DATE} done`)
    expect(new Set(second.map(unit => unit.seen))).toEqual(new Set([2]))
  })

  it('the digest of the inputs of its season, which changes with one of them and with nothing else', async () => {
    await book.backfill()
    const first = await newest()
    const [[older], [newer]] = [digests(first, 2021), digests(first, 2022)]
    expect([digests(first, 2021), digests(first, 2022)]).toEqual([
      [expect.stringMatching(/^[0-9a-f]{16}$/)],
      [expect.stringMatching(/^[0-9a-f]{16}$/)],
    ])
    expect(older).not.toBe(newer)
    await book.backfill({ options: { force: true } })
    const forced = await newest()
    expect([digests(forced, 2021), digests(forced, 2022)]).toEqual([[older], [newer]])
    await book.import(CORRECTED, { files: ['playerLog'] })
    await book.backfill({ options: { force: true } })
    const corrected = await newest()
    expect(digests(corrected, 2021)).toEqual([older])
    expect(digests(corrected, 2022)).not.toEqual([newer])
    await book.import(LEAGUE, { files: ['playerLog'], force: true })
    await book.backfill({ options: { force: true } })
    expect(digests(await newest(), 2022)).toEqual([newer])
  })

  it('no digest of inputs where nothing was computed', async () => {
    await book.backfill()
    const units = await newest()
    const statuses = (computed: boolean): string[] => [...new Set(units.filter(unit => (unit.digest !== null) === computed).map(unit => unit.status))]
    expect(statuses(true)).toEqual(['done'])
    expect(statuses(false)).toEqual(['waiting'])
  })
})

/** How many rows are told since then, by kind and run. */
async function told(since: Since): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const { kind, run } of await listChanges(book.store, since, models)) {
    const name = `${kind} in run ${run}`
    counts[name] = (counts[name] ?? 0) + 1
  }
  return counts
}

function history(): Promise<RowHistory> {
  return rowHistory(book.store, { model: playerGameSummary, date: DATE, who: LOOKUP })
}

/** When a plan was made and when it is applied, an hour later; and a time between. */
function instants(plan: PlanDocument): { readonly made: string; readonly between: string; readonly applied: string } {
  const after = (minutes: number): string => new Date(Date.parse(plan.created_at) + 60_000 * minutes).toISOString()
  return { made: plan.created_at, between: after(30), applied: after(60) }
}

describe('a plan that is applied an hour after it was made', () => {
  afterEach(() => book.close())

  it('is found by those who ask for changes since a time between the two: rows that it built first', async () => {
    book = await template.open(false)
    const plan = await book.plan()
    const { made, between, applied } = instants(plan)
    await book.apply(plan)
    const rows = (await book.rows()).size
    expect(rows).toBeGreaterThan(500)
    expect(await book.store.rows('select planned_at, started_at from nba_processing.runs')).toEqual([{ planned_at: made, started_at: applied }])
    expect(await told({ time: between })).toEqual({ 'inserted in run 1': rows })
    expect(await told({ time: applied })).toEqual({})
    expect(await told({ run: 0 })).toEqual({ 'inserted in run 1': rows })
    expect(await history()).toMatchObject({ current: { created_at: made }, entries: [{ kind: 'created', run: 1, at: applied }] })
  })

  it('is found as well by the rows that it changed, which tell the run’s own start', async () => {
    book = await template.open()
    await book.import(CORRECTED, { files: ['playerLog'] })
    const plan = await book.plan()
    const { made, between, applied } = instants(plan)
    await book.apply(plan)
    const changes: RowChange[] = await listChanges(book.store, { time: between }, models)
    expect(changes.length).toBeGreaterThan(1)
    expect(new Set(changes.map(({ kind, run }) => `${kind} in run ${run}`))).toEqual(new Set(['updated in run 2']))
    expect(changes.map(({ table, key }) => `${table} ${key}`)).toContain(`nba_analytics.player_game_summary ${DATE}/${LOOKUP}`)
    expect(await listChanges(book.store, { time: made }, models)).toEqual(changes)
    expect(await told({ time: applied })).toEqual({})
    expect((await history()).entries).toMatchObject([
      { kind: 'updated', run: 2, at: applied },
      { kind: 'created', run: 1 },
    ])
    const [row] = await book.store.rows(
      `select processed_at, created_at from nba_analytics.player_game_summary where game_date = date '${DATE}' and player_lookup = '${LOOKUP}'`,
    )
    expect(row).toMatchObject({ processed_at: made, created_at: (await history()).current?.created_at })
  })

  it('and is interrupted tells the rows of each of its runs since the start of that run', async () => {
    book = await template.open(false)
    const plan = await book.plan()
    const { between, applied } = instants(plan)
    await expect(book.apply(plan, 1)).rejects.toMatchObject({ code: 'interrupted' })
    const first = (await book.rows()).size
    await book.apply(plan)
    const rows = (await book.rows()).size
    expect(rows).toBeGreaterThan(first)
    expect(await told({ time: between })).toEqual({ 'inserted in run 1': first, 'inserted in run 2': rows - first })
    expect(await told({ time: applied })).toEqual({ 'inserted in run 2': rows - first })
    expect(await told({ run: 1 })).toEqual({ 'inserted in run 2': rows - first })
  })
})
