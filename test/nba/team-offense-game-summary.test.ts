import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SmallSeason, type TeamTotals } from '../season/small-season.ts'

const TABLE = 'team_offense_game_summary'
const MINUTES = [
  { away: 240, home: 240, overtimes: 0 },
  { away: 237, home: 243, overtimes: 0 },
  { away: 237, home: 237, overtimes: 0 },
  { away: 243, home: 243, overtimes: 0 },
  { away: 265, home: 265, overtimes: 1 },
  { away: 262, home: 268, overtimes: 1 },
  { away: 290, home: 289, overtimes: 2 },
  { away: null, home: 315, overtimes: 3 },
] as const
let season: SmallSeason

/** Some columns of a team's row on a date, as an array. */
async function row(team: string, day: string, ...columns: string[]): Promise<unknown[]> {
  const found = await season.row(TABLE, `team_abbr = '${team}' and game_date = '${day}'`)
  return columns.map(column => found[column])
}

const NOTHING: TeamTotals = { fga: 0, fgm: 0, tpa: 0, tpm: 0, fta: 0, ftm: 0, tov: 0, oreb: 0 }

beforeAll(async () => {
  season = await SmallSeason.open()
  const opener = season.game('2021-10-19', 'BKN@MIL').final(102, 127, { away: { tovWithTeam: 13 }, feeds: ['log', 'bref'] })
  opener.inactive('MIL', 'Injured').inactive('MIL', 'Ill').plays('MIL', 'Regular', { starter: true })
  season
    .game('2021-10-20', 'BKN@MIL')
    .final(120, 110, { away: { minutes: 265 }, home: { minutes: 265 } })
    .inactive('MIL', 'Regular')
  season.game('2021-10-21', 'BKN@MIL').final(100, 99, { away: { minutes: null }, home: { minutes: null } })
  season.game('2021-10-22', 'BKN@MIL').final(0, 1, { away: NOTHING, home: { ...NOTHING, fga: 800 } })
  season.game('2021-10-23', 'BKN@MIL').final(0, 3, { away: { fta: 24 }, home: { ...NOTHING, fga: 10, oreb: 10 } })
  season.game('2021-10-24', 'BKN@MIL').score(99, 98)
  season.game('2021-10-24', 'LAC@LAL').final(99, 98)
  season
    .game('2021-10-25', 'BKN@MIL')
    .final(99, 98)
    .totals('BKN', { pts: 100, tov: 9 }, ['v2'])
    .totals('BKN', { pts: 1, tovWithTeam: 12, minutes: 265 }, ['bref'])
  season
    .game('2021-10-26', 'BKN@MIL')
    .final(99, 98, { feeds: ['bref'] })
    .plays('BKN', 'Loose Hands', { tov: 8, feeds: ['bref'] })
  MINUTES.forEach(({ away, home }, index) =>
    season.game(`2021-11-${11 + index}`, 'GSW@LAL').final(90, 91, { away: { minutes: away }, home: { minutes: home } }),
  )
  season.game('2021-11-30', 'GSW@LAL')
  await season.build({ first: '2021-10-19', last: '2021-12-01' })
})
afterAll(() => season.close())

describe('a row of team_offense_game_summary', () => {
  it('exists for each side of a game, and says where and against whom', async () => {
    const columns = ['game_id', 'nba_game_id', 'opponent_team_abbr', 'season_year', 'home_game', 'win_flag', 'margin_of_victory']
    expect(await row('MIL', '2021-10-19', ...columns)).toEqual(['20211019_BKN_MIL', '0022100001', 'BKN', 2021, true, true, 25])
    expect(await row('BKN', '2021-10-19', ...columns)).toEqual(['20211019_BKN_MIL', '0022100001', 'MIL', 2021, false, false, -25])
  })

  it('holds the totals of the team', async () => {
    const shots = ['points_scored', 'fg_makes', 'fg_attempts', 'three_pt_makes', 'three_pt_attempts', 'ft_makes', 'ft_attempts']
    expect(await row('MIL', '2021-10-19', ...shots)).toEqual([127, 40, 88, 10, 30, 20, 25])
    // 10 offensive and 30 defensive rebounds.
    expect(await row('MIL', '2021-10-19', 'rebounds', 'assists', 'turnovers', 'personal_fouls')).toEqual([40, 25, 11, 20])
  })

  it('rates the offense per 100 possessions: 88 + 0.44 × 25 + 11 − 10 = 100', async () => {
    expect(await row('MIL', '2021-10-19', 'possessions', 'offensive_rating', 'team_turnovers')).toEqual([100, 127, 0])
  })

  it('counts the turnovers of no player: 13 of the team less 11 of its players make 102 possessions', async () => {
    expect(await row('BKN', '2021-10-19', 'team_turnovers', 'possessions', 'offensive_rating')).toEqual([2, 102, 100])
  })

  it('has the pace of both teams together: (100 + 102) ÷ 2 in 48 minutes', async () => {
    expect(await row('MIL', '2021-10-19', 'pace', 'overtime_periods')).toEqual([101, 0])
    expect(await row('BKN', '2021-10-19', 'pace', 'overtime_periods')).toEqual([101, 0])
  })

  it('has the pace per 48 minutes in overtime: 100 × 48 ÷ 53 = 90.57', async () => {
    expect(await row('MIL', '2021-10-20', 'pace', 'overtime_periods')).toEqual([90.6, 1])
  })

  it('has true shooting of 127 points on 88 shots and 25 free throws: 127 ÷ (2 × 99) = 0.6414', async () => {
    expect(await row('MIL', '2021-10-19', 'ts_pct')).toEqual([0.641])
  })

  it('rounds half away from zero: 1 point in 800 possessions is 0.125 and so 0.13', async () => {
    expect(await row('MIL', '2021-10-22', 'possessions', 'offensive_rating')).toEqual([800, 0.13])
  })

  it('keeps hundredths of possessions: 88 + 0.44 × 24 + 11 − 10 = 99.56', async () => {
    expect(await row('BKN', '2021-10-23', 'possessions', 'offensive_rating', 'ts_pct')).toEqual([99.56, 0, 0])
  })

  it('knows no rating without possessions and no shooting without shots', async () => {
    expect(await row('BKN', '2021-10-22', 'possessions', 'offensive_rating', 'ts_pct', 'points_scored')).toEqual([0, null, null, 0])
    expect(await row('MIL', '2021-10-23', 'possessions', 'offensive_rating', 'pace')).toEqual([0, null, 49.8])
  })

  it.each(MINUTES.map((minutes, index) => ({ ...minutes, day: `2021-11-${11 + index}` })))(
    'has $overtimes overtimes where the players’ minutes are $away and $home',
    async ({ day, overtimes }) => {
      expect(await row('GSW', day, 'overtime_periods')).toEqual([overtimes])
      expect(await row('LAL', day, 'overtime_periods')).toEqual([overtimes])
    },
  )

  it('knows neither overtimes nor pace without minutes, and says so', async () => {
    expect(await row('MIL', '2021-10-21', 'overtime_periods', 'pace', 'offensive_rating')).toEqual([null, null, 99])
    expect(await row('MIL', '2021-10-21', 'quality_issues', 'quality_score')).toEqual([
      ['no_inactive_list', 'no_officials', 'no_overtime', 'no_play_by_play', 'no_team_turnovers'],
      75,
    ])
  })

  it('counts unknown team turnovers as none, and says so', async () => {
    expect(await row('MIL', '2021-10-20', 'team_turnovers', 'possessions', 'quality_issues')).toEqual([
      null,
      100,
      ['no_officials', 'no_play_by_play', 'no_team_turnovers'],
    ])
  })

  it('takes totals from box score v2 before LeagueGameLog before Basketball-Reference', async () => {
    // 88 + 11 + 9 + 3 − 10 = 101 possessions; the minutes are those of box score v2.
    const columns = ['points_scored', 'turnovers', 'team_turnovers', 'possessions', 'overtime_periods', 'win_flag']
    expect(await row('BKN', '2021-10-25', ...columns)).toEqual([100, 9, 3, 101, 0, true])
  })

  it('takes the turnovers of players as their sum where only Basketball-Reference has totals', async () => {
    expect(await row('BKN', '2021-10-26', 'turnovers', 'team_turnovers', 'data_sources')).toEqual([
      8,
      3,
      ['bref_player_boxscores', 'bref_team_boxscores'],
    ])
  })

  it('counts who was out, and the regular starters among them', async () => {
    expect(await row('MIL', '2021-10-19', 'players_inactive', 'starters_inactive')).toEqual([2, null])
    expect(await row('MIL', '2021-10-20', 'players_inactive', 'starters_inactive')).toEqual([1, 1])
    expect(await row('BKN', '2021-10-20', 'players_inactive', 'starters_inactive')).toEqual([0, null])
    expect(await row('MIL', '2021-10-21', 'players_inactive', 'starters_inactive')).toEqual([null, null])
  })

  it('names the raw tables that it comes from, and its quality', async () => {
    expect(await row('MIL', '2021-10-19', 'data_sources', 'quality_tier', 'quality_issues')).toEqual([
      ['bref_team_boxscores', 'nbac_team_boxscore'],
      'silver',
      ['no_officials', 'no_play_by_play'],
    ])
    expect(await row('MIL', '2021-10-21', 'data_sources', 'quality_tier')).toEqual([['nbac_team_boxscore'], 'bronze'])
  })

  it('waits for shots, play-by-play and referees with NULL', async () => {
    const columns = [
      ...['team_paint_attempts', 'team_paint_makes', 'team_mid_range_attempts', 'team_mid_range_makes', 'points_in_paint_scored'],
      ...['second_chance_points_scored', 'referee_crew_id', 'shot_zones_source'],
    ]
    expect(new Set(await row('MIL', '2021-10-19', ...columns))).toEqual(new Set([null]))
  })

  it('does not exist for a game without box scores, whose date is blocked, nor for one that is still to be played', async () => {
    expect(await season.rows(TABLE, `game_date = '2021-10-24'`, 'team_abbr')).toEqual([{ team_abbr: 'LAC' }, { team_abbr: 'LAL' }])
    const units = await season.units(TABLE)
    expect(units.find(unit => unit.date === '2021-10-24')).toMatchObject({
      status: 'blocked',
      rows: 2,
      reason: expect.stringContaining('20211024_BKN_MIL') as string,
    })
    expect(units.find(unit => unit.date === '2021-11-30')).toMatchObject({ status: 'waiting', rows: 0 })
    expect(
      units.find(unit => unit.date === '2021-12-01'),
      'a day without games is no unit',
    ).toBeUndefined()
  })
})
