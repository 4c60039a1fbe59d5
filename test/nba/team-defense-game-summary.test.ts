import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SmallSeason } from '../season/small-season.ts'

const TABLE = 'team_defense_game_summary'
let season: SmallSeason

async function row(team: string, day: string, ...columns: string[]): Promise<unknown[]> {
  const found = await season.row(TABLE, `defending_team_abbr = '${team}' and game_date = '${day}'`)
  return columns.map(column => found[column])
}

beforeAll(async () => {
  season = await SmallSeason.open()
  const opponent = { fgm: 38, fga: 86, tpm: 12, tpa: 35, ftm: 14, fta: 25, oreb: 8, dreb: 31, ast: 22, tov: 11, tovWithTeam: 13, pf: 17, stl: 3 }
  const opener = season.game('2021-10-19', 'BKN@MIL').final(102, 127, { away: opponent, home: { stl: 9, dreb: 33, pf: 21 }, feeds: ['log', 'bref'] })
  opener.inactive('MIL', 'Injured').plays('MIL', 'Regular', { starter: true })
  season
    .game('2021-10-20', 'BKN@MIL')
    .final(120, 110, { away: { minutes: 265 }, home: { minutes: 265 } })
    .inactive('MIL', 'Regular')
  season.game('2021-10-21', 'BKN@MIL').final(0, 1, { away: { fga: 0, fta: 0, tov: 0, oreb: 0, minutes: null }, home: { minutes: null, tpm: null } })
  await season.build()
})
afterAll(() => season.close())

describe('a row of team_defense_game_summary', () => {
  it('says who defended against whom, where, and who won', async () => {
    const columns = ['game_id', 'nba_game_id', 'opponent_team_abbr', 'season_year', 'home_game', 'win_flag', 'margin_of_victory']
    expect(await row('MIL', '2021-10-19', ...columns)).toEqual(['20211019_BKN_MIL', '0022100001', 'BKN', 2021, true, true, 25])
    expect(await row('BKN', '2021-10-19', ...columns)).toEqual(['20211019_BKN_MIL', '0022100001', 'MIL', 2021, false, false, -25])
  })

  it('holds what the opponent did', async () => {
    const shots = [
      'points_allowed',
      'opp_fg_makes',
      'opp_fg_attempts',
      'opp_three_pt_makes',
      'opp_three_pt_attempts',
      'opp_ft_makes',
      'opp_ft_attempts',
    ]
    expect(await row('MIL', '2021-10-19', ...shots)).toEqual([102, 38, 86, 12, 35, 14, 25])
    expect(await row('MIL', '2021-10-19', 'opp_rebounds', 'opp_assists', 'turnovers_forced', 'three_pt_points_allowed')).toEqual([39, 22, 11, 36])
  })

  it('holds what the team itself did to stop it', async () => {
    expect(await row('MIL', '2021-10-19', 'steals', 'defensive_rebounds', 'fouls_committed')).toEqual([9, 33, 21])
  })

  it('rates the defense by the opponent’s possessions: 86 + 0.44 × 25 + 11 + 2 − 8 = 102 for 102 points', async () => {
    expect(await row('MIL', '2021-10-19', 'defensive_rating')).toEqual([100])
    expect(await row('BKN', '2021-10-19', 'defensive_rating')).toEqual([127])
  })

  it('has the pace of both teams, in overtime too', async () => {
    expect(await row('MIL', '2021-10-19', 'opponent_pace', 'overtime_periods')).toEqual([101, 0])
    expect(await row('MIL', '2021-10-20', 'opponent_pace', 'overtime_periods')).toEqual([90.6, 1])
  })

  it('has the opponent’s true shooting: 102 ÷ (2 × (86 + 11)) = 0.5258', async () => {
    expect(await row('MIL', '2021-10-19', 'opponent_ts_pct')).toEqual([0.526])
  })

  it('knows no ratio without a denominator and no points from unknown threes', async () => {
    expect(await row('MIL', '2021-10-21', 'defensive_rating', 'opponent_ts_pct', 'opponent_pace')).toEqual([null, null, null])
    expect(await row('BKN', '2021-10-21', 'three_pt_points_allowed', 'points_allowed')).toEqual([null, 1])
    expect(await row('MIL', '2021-10-21', 'points_allowed')).toEqual([0])
  })

  it('counts who of the defending team was out', async () => {
    expect(await row('MIL', '2021-10-19', 'players_inactive', 'starters_inactive')).toEqual([1, null])
    expect(await row('MIL', '2021-10-20', 'players_inactive', 'starters_inactive')).toEqual([1, 1])
    expect(await row('MIL', '2021-10-21', 'players_inactive', 'starters_inactive')).toEqual([null, null])
  })

  it('names its sources and its issues', async () => {
    expect(await row('MIL', '2021-10-19', 'data_sources', 'quality_issues')).toEqual([
      ['bref_team_boxscores', 'nbac_team_boxscore'],
      ['no_officials', 'no_play_by_play'],
    ])
    expect(await row('MIL', '2021-10-21', 'quality_issues', 'quality_tier')).toEqual([
      ['no_inactive_list', 'no_officials', 'no_overtime', 'no_play_by_play', 'no_team_turnovers'],
      'bronze',
    ])
  })

  it('does not know without shots, play-by-play and referees what these tell', async () => {
    const columns = [
      ...[
        'opp_paint_attempts',
        'opp_paint_makes',
        'opp_mid_range_attempts',
        'opp_mid_range_makes',
        'points_in_paint_allowed',
        'mid_range_points_allowed',
      ],
      ...['second_chance_points_allowed', 'fast_break_points_allowed', 'blocks_paint', 'blocks_mid_range', 'blocks_three_pt', 'referee_crew_id'],
    ]
    expect(new Set(await row('MIL', '2021-10-19', ...columns))).toEqual(new Set([null]))
  })
})
