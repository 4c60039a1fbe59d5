import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checks } from '../../src/check/validate/checks.ts'
import type { CheckedTable } from '../../src/check/validate/report.ts'
import { validate } from '../../src/check/validate/validate.ts'
import { limitedColumns } from '../../src/nba/column-limits.ts'
import { models } from '../../src/nba/models/index.ts'
import { LEAGUE, smallLeague, withoutPostponed } from '../season/small-league.ts'
import type { RawRow, SmallSeason } from '../season/small-season.ts'

const RANGE = { first: LEAGUE.firstDay, last: LEAGUE.lastScheduled }

/** Five players of the small league are on court all the time, and started. */
function onCourt(row: RawRow): RawRow {
  const { seconds_played: seconds, minutes_rounded: minutes } = row
  if (row['player_status'] !== 'active') return row
  return {
    ...row,
    ...(typeof seconds === 'number' ? { seconds_played: seconds > 2880 ? 3180 : 2880 } : {}),
    ...(typeof minutes === 'number' ? { minutes_rounded: minutes > 48 ? 53 : 48 } : {}),
    ...(row['starter'] === undefined ? {} : { starter: true }),
  }
}

/** What inputs tell that the small league does not have: zones, creation, lines. */
const MORE = `
  update nba_analytics.player_game_summary set
    paint_attempts = fg_attempts - three_pt_attempts, mid_range_attempts = 0, paint_makes = fg_makes - three_pt_makes, mid_range_makes = 0,
    assisted_fg_makes = fg_makes, unassisted_fg_makes = 0, points_line = 20.5, margin = points - 20.5,
    over_under_result = case when points > 20.5 then 'OVER' else 'UNDER' end;
  update nba_analytics.team_offense_game_summary set
    team_paint_attempts = fg_attempts - three_pt_attempts, team_mid_range_attempts = 0, team_paint_makes = fg_makes - three_pt_makes,
    team_mid_range_makes = 0, points_in_paint_scored = 2 * (fg_makes - three_pt_makes);
  update nba_analytics.team_defense_game_summary set
    opp_paint_attempts = opp_fg_attempts - opp_three_pt_attempts, opp_mid_range_attempts = 0, opp_paint_makes = opp_fg_makes - opp_three_pt_makes,
    opp_mid_range_makes = 0, points_in_paint_allowed = 2 * (opp_fg_makes - opp_three_pt_makes), mid_range_points_allowed = 0;
  update nba_analytics.upcoming_team_game_context set game_spread = case when home_game then -3.5 else 3.5 end, game_total = 210.5;
  update nba_analytics.upcoming_player_game_context set game_spread = case when home_game then -3.5 else 3.5 end, game_total = 210.5`

const PLAYER = `nba_analytics.player_game_summary`
const TEAM = `nba_analytics.team_offense_game_summary`
const DEFENSE = `nba_analytics.team_defense_game_summary`
const BEFORE = `nba_analytics.upcoming_player_game_context`
const TEAM_BEFORE = `nba_analytics.upcoming_team_game_context`
const ONE = `game_date = '2021-11-16' and player_lookup = 'bkntwo'`
const OF_ONE = `game_date = '2021-11-16' and team_abbr = 'BKN'`

/** Each check, what is done to the stored rows, the table whose rows fail, and what is said of the first. */
const DAMAGES: readonly (readonly [check: string, damage: string, table: string, key: string, found: RegExp])[] = [
  ['keys_stand_once', `insert into ${PLAYER} select * from ${PLAYER} where ${ONE}`, PLAYER, '2021-11-16/bkntwo', /^2 rows of one key$/],
  ['a_person_has_one_name', `update ${BEFORE} set player_full_name = 'Bo Two' where ${ONE}`, BEFORE, 'bkntwo_', /^is called BKN Two and Bo Two$/],
  [
    'players_are_the_team',
    `update ${PLAYER} set steals = 9, assists = assists + 1 where ${ONE}`,
    TEAM,
    '2021-11-16/BKN',
    /^assists: \d+ in the team’s row, \d+ of its players together$/,
  ],
  ['zones_of_players_are_the_team', `update ${PLAYER} set paint_makes = paint_makes + 1 where ${ONE}`, TEAM, '2021-11-16/BKN', /^team_paint_makes: /],
  [
    'five_are_on_court',
    `update ${PLAYER} set minutes_played = 20, starter_flag = false where ${ONE}`,
    TEAM,
    '2021-11-16/BKN',
    /^minutes: 212 of its players together, 240 in such a game; starters: 4$/,
  ],
  [
    'points_are_the_shots',
    `update ${PLAYER} set points = points + 1 where ${ONE}`,
    PLAYER,
    '2021-11-16/bkntwo',
    /^points: \d+ in the row, \d+ of its shots$/,
  ],
  [
    'points_are_the_shots',
    `update ${DEFENSE} set three_pt_points_allowed = 1 where game_date = '2021-11-16' and defending_team_abbr = 'BKN'`,
    DEFENSE,
    '2021-11-16/BKN',
    /^threes: 1 in the row/,
  ],
  [
    'zones_are_the_twos',
    `update ${PLAYER} set mid_range_attempts = 1 where ${ONE}`,
    PLAYER,
    '2021-11-16/bkntwo',
    /^attempts: \d+ in the zones, \d+ twos in the row$/,
  ],
  ['zone_points_are_the_makes', `update ${TEAM} set points_in_paint_scored = 1 where ${OF_ONE}`, TEAM, '2021-11-16/BKN', /^paint: 1 in the row/],
  ['creation_is_the_makes', `update ${PLAYER} set unassisted_fg_makes = 1 where ${ONE}`, PLAYER, '2021-11-16/bkntwo', /^makes: /],
  [
    'players_share_the_game',
    `update ${PLAYER} set win_flag = not win_flag where ${ONE}`,
    PLAYER,
    '2021-11-16/bkntwo',
    /^win_flag: (true|false) in his row/,
  ],
  [
    'verdict_is_the_margin',
    `update ${PLAYER} set over_under_result = 'PUSH' where ${ONE}`,
    PLAYER,
    '2021-11-16/bkntwo',
    /^verdict: PUSH in the row, (OVER|UNDER) by the points$/,
  ],
  [
    'allowed_is_done',
    `update ${DEFENSE} set opponent_pace = 90.1 where game_date = '2021-11-16' and defending_team_abbr = 'BKN'`,
    DEFENSE,
    '2021-11-16/BKN',
    /^opponent_pace: 90.1 allowed, [\d.]+ done by the opponent$/,
  ],
  [
    'both_ends_are_one_game',
    `update ${DEFENSE} set fouls_committed = 99 where game_date = '2021-11-16' and defending_team_abbr = 'BKN'`,
    DEFENSE,
    '2021-11-16/BKN',
    /^fouls_committed: 99 /,
  ],
  [
    'two_sides_mirror',
    `update ${TEAM} set margin_of_victory = 0, win_flag = true where game_date = '2021-11-16'`,
    TEAM,
    '2021-11-16/BKN',
    /^the same result of both teams$/,
  ],
  [
    'spreads_mirror',
    `update ${TEAM_BEFORE} set game_spread = 3 where ${OF_ONE}`,
    TEAM_BEFORE,
    '2021-11-16/BKN',
    /^game_spread: 3.0 in its row, -?3.5 by that of the other team$/,
  ],
  [
    'spreads_mirror',
    `update ${TEAM_BEFORE} set game_total = null where ${OF_ONE}`,
    TEAM_BEFORE,
    '2021-11-16/BKN',
    /^game_total: nothing in its row, 210.5 in that of the other team$/,
  ],
  ['players_share_the_context', `update ${BEFORE} set game_spread = 9 where ${ONE}`, BEFORE, '2021-11-16/bkntwo', /^game_spread: 9.0 in his row/],
  [
    'before_and_after_are_one_game',
    `update ${BEFORE} set team_abbr = 'CHI' where ${ONE}`,
    PLAYER,
    '2021-11-16/bkntwo',
    /^team_abbr: BKN afterwards, CHI before$/,
  ],
  [
    'score_is_the_schedule',
    `update ${TEAM} set points_scored = 1 where ${OF_ONE}`,
    TEAM,
    '2021-11-16/BKN',
    /^points: 1 in the row, \d+ in the schedule$/,
  ],
  [
    'numbers_are_possible',
    `update ${PLAYER} set steals = -1, fg_makes = 99 where ${ONE}`,
    PLAYER,
    '2021-11-16/bkntwo',
    /^steals: -1, expected 0 or more; fg_makes: 99, more than fg_attempts: \d+$/,
  ],
  ['percentages_are_the_counts', `update ${PLAYER} set ts_pct = 0.5555 where ${ONE}`, PLAYER, '2021-11-16/bkntwo', /^ts_pct: 0.5555 in the row/],
  [
    'windows_are_the_games',
    `update ${PLAYER} set points = points + 7 where game_date = '2021-11-13' and player_lookup = 'bkntwo'`,
    BEFORE,
    '2021-11-14/bkntwo',
    /^points_avg_last_5: [\d.]+ in the row, [\d.]+ from the stored games/,
  ],
  [
    'windows_are_the_games',
    `update ${TEAM_BEFORE} set team_win_streak_entering = 30 where ${OF_ONE}`,
    TEAM_BEFORE,
    '2021-11-16/BKN',
    /^team_win_streak_entering: 30 /,
  ],
  [
    'opponents_are_the_games',
    `update ${BEFORE} set opponent_pace_last_10 = 80 where ${ONE}`,
    BEFORE,
    '2021-11-16/bkntwo',
    /^opponent_pace_last_10: 80.0 /,
  ],
]

class Undone extends Error {}

describe('what is stored', () => {
  let season: SmallSeason
  const check = (only?: string): Promise<readonly CheckedTable[]> =>
    validate(season.store, { range: RANGE, tables: [], only: only?.split(',') }).then(report => report.checks)

  beforeAll(async () => {
    season = await smallLeague()
    season.change(onCourt)
    withoutPostponed(season)
    await season.build({ first: RANGE.first, last: RANGE.last })
  })
  afterAll(() => season.close())

  /** What the checks find after some statements, of which nothing is left. */
  async function after(damage: string, only?: string): Promise<readonly CheckedTable[]> {
    let found: readonly CheckedTable[] = []
    const done = season.store.transaction(async () => {
      await season.store.run(damage)
      found = await check(only)
      throw new Undone()
    })
    await expect(done).rejects.toThrow(Undone)
    return found
  }

  it('agrees with itself, and what is not known is counted', async () => {
    const found = await check()
    expect(found.filter(({ failing }) => failing > 0)).toEqual([])
    expect(found.find(({ check, table }) => check === 'zones_are_the_twos' && table === PLAYER)).toMatchObject({
      rows_checked: 0,
      examples: [],
      next: null,
    })
    expect(found.every(({ rows_checked, not_checkable }) => rows_checked + not_checkable > 0)).toBe(true)
  })

  it('has a hash that its values give', async () => {
    const found = await after(
      `update ${PLAYER} set steals = steals + 1 where ${ONE}; update ${TEAM} set data_hash = repeat('0', 16) where ${OF_ONE}`,
      'hash_is_the_row',
    )
    expect(found.filter(({ failing }) => failing > 0).map(({ table, failing, next }) => [table, failing, next])).toEqual([
      [PLAYER, 1, 'hash verify player_game_summary'],
      [TEAM, 1, 'hash verify team_offense_game_summary'],
    ])
  })

  it('can be judged in every check once its inputs are there', async () => {
    await season.store.run(MORE)
    const found = await check()
    expect(found.filter(({ check, failing }) => failing > 0 && check !== 'hash_is_the_row')).toEqual([])
    expect(found.filter(({ rows_checked }) => rows_checked === 0)).toEqual([])
  })

  it.each(DAMAGES)('%s finds: %s', async (...[name, damage, table, key, words]) => {
    const found = await after(damage, name)
    const [failed, ...others] = found.filter(({ check, failing }) => failing > 0 && check === name)
    expect(others).toEqual([])
    expect(failed).toMatchObject({ check: name, table })
    expect(failed?.examples[0]?.key).toMatch(key)
    expect(failed?.examples[0]?.found).toMatch(words)
    expect(failed?.next).toMatch(/^backfill --start-date 2021-\S+ --end-date 2021-\S+ --tables \w+ --force$/)
  })

  it('cannot be judged in windows over games that are not built', async () => {
    const found = await after(`delete from ${PLAYER} where game_date = '2021-11-08'`, 'windows_are_the_games')
    const windows = found.find(({ check, table }) => check === 'windows_are_the_games' && table === BEFORE)
    expect(windows).toMatchObject({ failing: 0 })
    expect(windows?.not_checkable).toBeGreaterThan(300)
    expect(windows?.rows_checked).toBeGreaterThan(100)
  })

  it('is damaged here in a way for every check', () => {
    expect([...new Set(checks.map(({ name }) => name))].filter(name => !DAMAGES.some(([damaged]) => damaged === name))).toEqual([])
  })

  it('has limits for columns that exist', () => {
    const columns = new Set(models.flatMap(model => Object.keys(model.columns)))
    expect(limitedColumns.filter(name => !columns.has(name))).toEqual([])
  })
})
