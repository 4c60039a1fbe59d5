import { describe, expect, it } from 'vitest'
import type { Day } from '../../src/calendar.ts'
import { rowHistory } from '../../src/ledger/row-history.ts'
import type { PlanDocument } from '../../src/change/plan-document.ts'
import { playerGameSummary } from '../../src/nba/models/player-game-summary.ts'
import { upcomingPlayerGameContext } from '../../src/nba/models/upcoming-player-game-context.ts'
import type { Store } from '../../src/store/store.ts'
import { Book, standApart } from './book.ts'
import { FILE_NAMES, LeagueFiles } from './league-files.ts'

const RANGE = ['2021-10-12', '2022-06-30'] as const
const LEAGUE = LeagueFiles.simulated({ seasons: 1, seed: 3, teams: 10, games: 40 })
const DATES = [...new Set(LEAGUE.gameIds.map(game => LEAGUE.dateOf(game)))].toSorted()
const MONTH = LEAGUE.only(game => LEAGUE.dateOf(game) < (DATES[30] ?? ''))

/** Counts the rows of every temporary table that planning makes. */
function counted(store: Store): Map<string, number> {
  const rows = new Map<string, number>()
  const run = store.run.bind(store)
  store.run = async statement => {
    await run(statement)
    const name = /^create or replace temp table (\w+) as/.exec(statement)?.[1]
    if (name === undefined || name === 'compared_rows') return
    const [count] = await store.rows<{ rows: number }>(`select cast(count(*) as bigint) as rows from ${name}`)
    rows.set(name, Math.max(rows.get(name) ?? 0, count?.rows ?? 0))
  }
  return rows
}

interface Grown {
  readonly plan: PlanDocument
  /** Rows of the temporary tables of planning, by name. */
  readonly rows: ReadonlyMap<string, number>
}

/** Builds one league, imports another into the same store, and checks that what is rebuilt makes it equal to a build from scratch. */
async function grown(
  built: (book: Book) => Promise<unknown>,
  added: (book: Book) => Promise<unknown>,
  range = RANGE as readonly [string, string],
): Promise<Grown> {
  const book = await Book.open(range)
  try {
    await built(book)
    await book.backfill()
    await added(book)
    const rows = counted(book.store)
    const plan = await book.plan()
    const report = await book.apply(plan)
    expect(report.failures).toEqual([])
    expect(standApart(await book.standing(), await book.scratch())).toEqual([])
    expect((await book.plan()).units).toEqual([])
    return { plan, rows: new Map(rows) }
  } finally {
    await book.close()
  }
}

const NBA = ['schedule', 'playerLog', 'teamLog'] as const

describe('planning after a store has grown', () => {
  it('by a season behind a built month locates what people did up to the last built date only, and reaches built dates only', async () => {
    const { plan, rows } = await grown(
      book => book.import(MONTH),
      book => book.import(LEAGUE),
    )
    expect(plan.change_count).toBeGreaterThan(5_000)
    expect(rows.get('places')).toBeLessThan(2 * LEAGUE.gameIds.length)
    expect(rows.get('reached') ?? rows.get('dates_reached')).toBeLessThan(20_000)
    const rebuilt = plan.units.filter(unit => unit.reasons.some(({ why }) => why !== 'never built'))
    expect(rebuilt.length).toBeGreaterThan(5)
    expect(rebuilt.filter(unit => unit.date >= (DATES[30] ?? ''))).toEqual([])
  })

  it('by another feed of everything joins dates with dates, not changes with dates', async () => {
    const { plan, rows } = await grown(
      book => book.import(LEAGUE, { files: NBA }),
      book => book.import(LEAGUE),
    )
    expect(rows.get('places')).toBeGreaterThan(5_000)
    expect(rows.get('reached')).toBeUndefined()
    expect(rows.get('crowds')).toBeLessThan(10 * DATES.length)
    expect(rows.get('dates_reached')).toBeLessThan(100 * DATES.length)
    expect(plan.units.filter(unit => unit.games !== null)).toEqual([])
  })

  it('gives few reasons, each with a change that is listed and how many more there are up to that date', async () => {
    const { plan } = await grown(
      book => book.import(LEAGUE, { files: NBA }),
      book => book.import(LEAGUE),
    )
    const listed = new Map(plan.inputs_changed.map(change => [change.id, change]))
    const reasons = plan.units.flatMap(unit =>
      unit.reasons.map(reason => ({ ...reason, date: unit.date, change: listed.get(reason.changes[0] ?? '') })),
    )
    expect(Math.max(...plan.units.map(unit => unit.reasons.length))).toBeLessThan(10)
    expect(reasons.filter(({ change, changes }) => change === undefined || changes.length !== 1)).toEqual([])
    const soFar = reasons.filter(({ why }) => why === 'the season so far')
    expect(soFar.length).toBeGreaterThan(50)
    expect(soFar.filter(({ date, change }) => (change?.date ?? '9999') >= date)).toEqual([])
    const own = reasons.filter(({ why }) => why === 'its box score')
    expect(own.filter(({ date, change }) => change?.date !== date)).toEqual([])
    const more = soFar.filter(reason => reason.more > 0).map(reason => reason.more)
    expect(Math.max(...more)).toBeLessThan(plan.change_count)
  })

  it('follows the changes of one season while another is reached by whole dates', async () => {
    const two = LeagueFiles.simulated({ seasons: 2, seed: 3, teams: 8, games: 20 })
    const [first = ''] = two.gameIds
    const corrected = two.altered('playerLog', line => (two.gameOf(line) === first ? { ...line, STL: String(Number(line['STL']) + 1) } : line))
    const { plan } = await grown(
      async book => {
        await book.import(two.only(game => two.dateOf(game) < '2022-07-01'))
        await book.import(two, { files: NBA })
      },
      book => book.import(corrected),
      ['2021-10-12', '2023-06-30'],
    )
    const own = plan.units.map(({ season, date, reasons }) => ({ season, date, ...reasons.find(({ why }) => why === 'its box score') }))
    const earlier = own.filter(({ season }) => season === 2021)
    const later = own.filter(({ season }) => season === 2022)
    expect(earlier.map(({ date, changes = [] }) => [date, changes.length > 10])).toEqual([[two.dateOf(first), true]])
    expect(later.filter(({ changes = [], more = 0 }) => changes.length === 1 && more > 10).length).toBeGreaterThan(20)
  })

  it('leaves each row with a history that names its own inputs, for the reason that they are', async () => {
    const book = await Book.open(RANGE)
    await book.import(LEAGUE, { files: NBA })
    await book.backfill()
    await book.import(LEAGUE, { files: FILE_NAMES.filter(name => name !== 'props' && name !== 'closing') })
    await book.backfill()
    const [row] = await book.store.rows<{ date: Day; who: string; id: string }>(`
      select cast(s.game_date as varchar) as date, s.player_lookup as who, i.source_player_id as id
      from nba_analytics.player_game_summary as s
      join nba_reference.player_identities as i
        on i.player_lookup = s.player_lookup and i.source = 'bref' and i.ended_by is null
      where s.game_date = date '${DATES[40]}'
      order by who
      limit 1`)
    for (const [model, why] of [
      [playerGameSummary, 'its box score'],
      [upcomingPlayerGameContext, 'its listing'],
    ] as const) {
      const { entries } = await rowHistory(book.store, { model, date: row?.date as Day, who: row?.who ?? '' })
      expect(entries.map(entry => entry.kind)).toEqual(['updated', 'created'])
      const told = entries[0]?.causes.map(cause => [cause.why, cause.table, cause.key?.split('/').at(-1)])
      expect(told).toEqual([[why, 'nba_raw.bref_player_boxscores', row?.id]])
    }
    await book.close()
  })
})
