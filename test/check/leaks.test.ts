import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays, type Day } from '../../src/calendar.ts'
import { uncertainAfter, type LateFixture } from '../../src/check/leaks/certain-fixtures.ts'
import { drawDates } from '../../src/check/leaks/draw.ts'
import { probeLeaks, type LeakReport, type LeakRequest } from '../../src/check/leaks/probe.ts'
import { scheduleGames } from '../../src/nba/facts/schedule-games.ts'
import { teamGames } from '../../src/nba/facts/team-games.ts'
import { models } from '../../src/nba/models/index.ts'
import { upcomingTeamGameContext } from '../../src/nba/models/upcoming-team-game-context.ts'
import { brefPlayerBoxscores } from '../../src/nba/sources/bref-player-boxscores.ts'
import { factsOf } from '../../src/nba/sources/index.ts'
import { nbacPlayByPlay } from '../../src/nba/sources/nbac-play-by-play.ts'
import { teamEventFacts } from '../../src/nba/team-event-facts.ts'
import { join, raw, sql, type Sql } from '../../src/sql/sql.ts'
import type { Model } from '../../src/table/model.ts'
import { LEAGUE, smallLeague } from '../season/small-league.ts'
import { report, roster, transaction } from '../season/small-reports.ts'
import type { SmallGame, SmallSeason } from '../season/small-season.ts'

const RANGE = { first: LEAGUE.firstDay, last: LEAGUE.lastPlayed }
const TABLES = ['upcoming_team_game_context', 'upcoming_player_game_context']

/** A date with lines, reports and events of its own games. */
const DATE = '2021-11-09' as Day

/** Leaks, each by the column in which it is planted. */
const LEAKS: Readonly<Record<string, Sql>> = {
  // A window that includes today.
  last_game_margin: sql`(select max_by(t.points - t.opp_points, t.game_date) from ${teamGames} as t where t.team_abbr = q.team_abbr and t.game_date <= q.game_date)`,
  // An average of the whole season.
  games_in_last_14_days: sql`(select cast(avg(t.points) as int) from ${teamGames} as t where t.team_abbr = q.team_abbr and t.season_year = q.season_year)`,
  // The score of today.
  team_win_streak_entering: sql`(select max(case when q.home_game then g.home_score else g.away_score end) from ${scheduleGames} as g where g.nba_game_id = q.nba_game_id)`,
  // A fixture of the next round, which only results made.
  game_number_in_season: sql`(select count(*) from ${scheduleGames} as g where g.game_date > q.game_date and g.home_team in (q.team_abbr, q.opponent_team_abbr))`,
  // A snapshot after the tip.
  game_total: sql`(select max(l.outcome_point) from ${factsOf('game line')} as l where l.nba_game_id = q.nba_game_id and l.market_key = 'totals')`,
  // Who really started.
  starters_out_count: sql`(select count(*) from ${brefPlayerBoxscores} as s where s.nba_game_id = q.nba_game_id and s.team_abbr = q.team_abbr and s.starter)`,
  // A report that came out during the game.
  questionable_players_count: sql`(select count(*) from ${factsOf('injury report')} as r where r.nba_game_id = q.nba_game_id and r.injury_status = 'out')`,
  // A roster of tomorrow.
  days_since_last_game: sql`(select sum(r.age) from ${factsOf('roster')} as r where r.team_abbr = q.team_abbr and r.roster_date > q.game_date)`,
  // A transaction that was told in the evening.
  travel_miles: sql`(select count(*) from ${factsOf('injury')} as t where t.injured_on >= q.game_date and t.status = 'out')`,
  // What happened in the game.
  team_loss_streak_entering: sql`(select sum(e.fourth_quarter_points) from ${teamEventFacts} as e where e.nba_game_id = q.nba_game_id)`,
}

/** What is told of the date only after the tips: a report, a roster, a transaction, and a fourth quarter of one basket by each team. */
function tellAfterwards(season: SmallSeason, game: SmallGame): void {
  const { day, away, home } = game.facts
  for (const team of [away, home]) {
    report(season, game, { team, who: 'Two', status: 'out', at: '23:50:00' })
    roster(season, addDays(day as Day, 1), team)
    transaction(season, day, { who: `${team} Five`, status: 'out' })
  }
  const ends = [1, 2, 3, 4].map(period => ({ period, clock_seconds: 0, event_type: 'period end' }))
  const basket = { period: 4, clock_seconds: 60, event_type: 'shot', shot_type: '2PT', shot_made: true, shot_distance: 1 }
  const baskets = [away, home].map(team => ({ ...basket, player_1_id: season.person(`${team} Two`).nbaId, player_1_team_abbr: team }))
  for (const [place, event] of [...baskets, ...ends].entries())
    season.put(nbacPlayByPlay, { ...game.ofGame, feed: 'nba_play_by_play_v2', event_id: place, event_sequence: place, ...event })
}

/** The models, of which one leaks. */
function leaky(): Model[] {
  const columns = join(
    Object.entries(LEAKS).map(([column, value]) => sql`${value} as ${raw(column)}`),
    ', ',
  )
  const query = sql`select * replace (${columns}) from (${upcomingTeamGameContext.query}) as q`
  return models.map(model => (model === upcomingTeamGameContext ? { ...model, query } : model))
}

describe('rows before the tip', { timeout: 240_000 }, () => {
  let season: SmallSeason
  const probe = (request: Partial<LeakRequest>, probed?: readonly Model[]): Promise<LeakReport> =>
    probeLeaks(season.store, { range: RANGE, games: 1, seed: 7, tables: ['upcoming_team_game_context'], ...request }, probed)

  beforeAll(async () => {
    season = await smallLeague()
    for (const [day, teams] of [
      ['2021-12-13', 'BKN@MIL'],
      ['2021-12-13', 'CHI@BOS'],
    ] as const)
      season.game(day, teams, { kind: '004' })
    for (const game of season.games) if (game.facts.day === DATE) tellAfterwards(season, game)
    await season.build({ first: RANGE.first, last: RANGE.last, tables: ['player_game_summary', ...TABLES] })
  })
  afterAll(() => season.close())

  it('do not change when everything that was known after it is told otherwise', async () => {
    const { checks, drawn } = await probe({ games: 2, tables: TABLES })
    expect(checks.map(({ table, failing, not_checkable }) => [table, failing, not_checkable])).toEqual(
      TABLES.map(table => [`nba_analytics.${table}`, 0, 0]),
    )
    expect(drawn.games).toBeGreaterThanOrEqual(2)
    expect(checks[0]?.rows_checked).toBe(2 * drawn.games)
  })

  it('betray each of ten leaks, and the tables that they come from', async () => {
    const { checks } = await probe({ range: { first: DATE, last: DATE } }, leaky())
    const [found] = checks
    expect(found?.failing).toBe(4)
    const told = found?.examples[0]?.found ?? ''
    expect(Object.keys(LEAKS)).toHaveLength(10)
    for (const column of Object.keys(LEAKS)) expect(told).toMatch(new RegExp(`(^|; )${column}: .+, in another future `))
    const tables = told.slice(told.indexOf('it comes from')).match(/\w+\.\w+/g)
    for (const table of [
      'nba_raw.nbac_schedule',
      'nba_raw.nbac_team_boxscore',
      'nba_raw.odds_api_game_lines',
      'nba_raw.nbac_injury_report',
      'nba_raw.espn_team_rosters',
      'nba_raw.injury_transactions',
      'nba_reference.team_event_facts',
    ])
      expect(tables).toContain(table)
    expect(found?.next).toMatch(/^asof upcoming_team_game_context 2021-\d\d-\d\d\/\w+ --known-at tip$/)
  })

  it('are not blamed for being out of date', async () => {
    await season.store.run(`update nba_analytics.upcoming_team_game_context set last_game_margin = 99`)
    const { checks } = await probe({})
    expect(checks[0]).toMatchObject({ failing: 0, rows_checked: 0 })
    expect(checks[0]?.not_checkable).toBeGreaterThan(0)
  })
})

describe('a fixture', () => {
  const day = (date: number): Day => `2022-05-0${date}` as Day
  const series = (winners: readonly (string | null)[]): LateFixture[] =>
    winners.map((winner, index) => ({ game: `004210020${index + 1}`, date: day(index + 1), teams: ['BOS', 'MIL'], winner, stage: null }))
  const numbers = (fixtures: readonly LateFixture[], date: Day): string[] => uncertainAfter(fixtures, date).map(game => game.slice(-1))

  it('of the play-offs is certain once its series has begun, up to the game that it lasts to at least', () => {
    const swept = series(['BOS', 'BOS', 'BOS', 'BOS'])
    expect(numbers(swept, '2022-04-30' as Day)).toEqual(['1', '2', '3', '4'])
    expect(numbers(swept, day(1))).toEqual([])
    const long = series(['BOS', 'MIL', 'BOS', 'MIL', 'BOS', 'MIL', null])
    expect(numbers(long, day(2))).toEqual(['5', '6', '7'])
    expect(numbers(long, day(3))).toEqual(['6', '7'])
    expect(numbers(long, day(6))).toEqual(['7'])
  })

  it('of the Cup is certain from the day after the round before; a single game never is', () => {
    const cup = (game: string, date: number, stage: string): LateFixture => ({ game, date: day(date), teams: ['BOS', 'MIL'], winner: null, stage })
    const final = cup('0022100003', 5, 'knockout')
    const fixtures = [cup('0022100001', 1, 'group'), cup('0022100002', 3, 'knockout'), final]
    expect(numbers(fixtures, day(1))).toEqual(['2', '3'])
    expect(numbers(fixtures, day(2))).toEqual(['3'])
    expect(numbers(fixtures, day(4))).toEqual([])
    expect(uncertainAfter([{ ...final, game: '0052100001', date: day(9), stage: null }], day(8))).toEqual(['0052100001'])
  })
})

describe('dates', () => {
  const dates = Array.from({ length: 60 }, (_, index) => ({ date: `2022-01-${String(index).padStart(2, '0')}` as Day, season: 2021, games: 5 }))

  it('are drawn until they hold enough games, the same by the same seed', () => {
    expect(drawDates(dates, { games: 51, seed: 1 })).toHaveLength(11)
    expect(drawDates(dates, { games: 51, seed: 1 })).toEqual(drawDates(dates, { games: 51, seed: 1 }))
    expect(drawDates(dates, { games: 51, seed: 2 })).not.toEqual(drawDates(dates, { games: 51, seed: 1 }))
    expect(drawDates(dates, { games: 10_000, seed: 1 })).toEqual(dates)
  })
})
