import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SmallSeason } from '../season/small-season.ts'

const TABLE = 'upcoming_team_game_context'
let season: SmallSeason

async function row(team: string, day: string, ...columns: string[]): Promise<unknown[]> {
  const found = await season.row(TABLE, `team_abbr = '${team}' and game_date = '${day}'`)
  return columns.map(column => found[column])
}

beforeAll(async () => {
  season = await SmallSeason.open()
  // Milwaukee: a season in October and November, the play-in and a series. Its last season ended on the day before.
  season.game('2021-07-31', 'MIL@PHX', { kind: '004' }).final(105, 98)
  const opener = season.game('2021-10-19', 'BKN@MIL').final(104, 127)
  opener.inactive('MIL', 'Nobody').plays('MIL', 'Regular', { starter: true })
  season.game('2021-10-20', 'MIL@CHI').final(110, 100).inactive('MIL', 'Regular').inactive('MIL', 'Nobody')
  season.game('2021-10-22', 'MIL@DET').final(101, 100)
  season.game('2021-10-24', 'MIL@IND').final(90, 95)
  season.game('2021-10-26', 'CLE@MIL').final(99, 89)
  season.game('2021-10-28', 'ATL@MIL')
  season.game('2021-11-02', 'MIL@NYK').final(80, 70)
  season.game('2021-11-03', 'MIL@BOS').final(80, 70)
  season.game('2021-11-09', 'NYK@MIL').final(80, 100)
  season.game('2021-11-10', 'NYK@MIL').score(80, 100)
  season.game('2021-11-12', 'NYK@MIL').inactive('MIL', 'Regular')
  season.game('2021-11-13', 'MIL@BKN')
  season.game('2021-11-30', 'MIL@BKN')
  season.game('2022-04-12', 'MIL@BKN', { kind: '005' })
  season.game('2021-11-12', 'MIL@BKN', { kind: '003' })
  await season.build({ first: '2021-07-31', last: '2022-04-12' })
})
afterAll(() => season.close())

describe('a row of upcoming_team_game_context', () => {
  it('exists for both sides of every game that counts, played or not, but not of one that waits', async () => {
    expect(await season.rows(TABLE, `game_date = '2021-10-28'`)).toEqual([])
    expect(await season.rows(TABLE, `game_date = '2021-11-12'`, 'team_abbr, game_id')).toEqual([
      { team_abbr: 'MIL', game_id: '20211112_NYK_MIL' },
      { team_abbr: 'NYK', game_id: '20211112_NYK_MIL' },
    ])
  })

  it('says against whom and where', async () => {
    expect(await row('CHI', '2021-10-20', 'nba_game_id', 'season_year', 'opponent_team_abbr', 'home_game')).toEqual(['0022100003', 2021, 'MIL', true])
  })

  it('knows no rest before the first game of the season, which is not a back-to-back', async () => {
    const columns = [
      'days_since_last_game',
      'team_days_rest',
      'is_back_to_back',
      'team_back_to_back',
      'games_in_last_7_days',
      'games_in_last_14_days',
    ]
    expect(await row('MIL', '2021-10-19', ...columns)).toEqual([null, null, false, false, 0, 0])
    const form = ['game_number_in_season', 'team_win_streak_entering', 'team_loss_streak_entering', 'last_game_margin', 'last_game_result']
    expect(await row('MIL', '2021-10-19', ...form)).toEqual([1, 0, 0, null, null])
  })

  it('is a back-to-back after a game yesterday: 1 day since, 0 days of rest', async () => {
    const columns = ['days_since_last_game', 'team_days_rest', 'is_back_to_back', 'team_back_to_back']
    expect(await row('MIL', '2021-10-20', ...columns)).toEqual([1, 0, true, true])
    expect(await row('MIL', '2021-10-22', ...columns)).toEqual([2, 1, false, false])
  })

  it('counts the games from 7 days and from 14 days to 1 day before', async () => {
    // 26 October: 19 (just inside), 20, 22, 24. 2 November: 26 October is 7 days before, 19 October 14.
    expect(await row('MIL', '2021-10-26', 'games_in_last_7_days', 'games_in_last_14_days')).toEqual([4, 4])
    expect(await row('MIL', '2021-11-02', 'games_in_last_7_days', 'games_in_last_14_days')).toEqual([1, 5])
    expect(await row('MIL', '2021-11-03', 'games_in_last_7_days', 'games_in_last_14_days')).toEqual([1, 5])
  })

  it('passes over a game that should have been played and was not', async () => {
    expect(await row('MIL', '2021-11-02', 'days_since_last_game', 'game_number_in_season')).toEqual([7, 6])
  })

  it('counts wins in a row and losses in a row, of which one is always 0', async () => {
    const columns = ['team_win_streak_entering', 'team_loss_streak_entering', 'last_game_margin', 'last_game_result']
    expect(await row('MIL', '2021-10-20', ...columns)).toEqual([1, 0, 23, 'W'])
    expect(await row('MIL', '2021-10-24', ...columns)).toEqual([3, 0, 1, 'W'])
    expect(await row('MIL', '2021-10-26', ...columns)).toEqual([0, 1, -5, 'L'])
    expect(await row('MIL', '2021-11-02', ...columns)).toEqual([0, 2, -10, 'L'])
    expect(await row('MIL', '2021-11-03', ...columns)).toEqual([1, 0, 10, 'W'])
  })

  it('counts the regular-season games before, and 1 for this one', async () => {
    expect(await row('MIL', '2021-10-26', 'game_number_in_season')).toEqual([5])
    expect(await row('MIL', '2022-04-12', 'game_number_in_season')).toEqual([9])
  })

  it('rests since a game that is scheduled before it, played or not', async () => {
    expect(await row('MIL', '2021-11-13', 'days_since_last_game', 'is_back_to_back', 'games_in_last_7_days')).toEqual([1, true, 3])
    expect(await row('MIL', '2022-04-12', 'days_since_last_game', 'game_number_in_season')).toEqual([133, 9])
  })

  it('counts the regular starters of the inactive list, and is NULL without one or before any game', async () => {
    expect(await row('MIL', '2021-10-19', 'starters_out_count', 'quality_issues')).toEqual([null, ['no_game_lines', 'no_injury_report']])
    expect(await row('MIL', '2021-10-20', 'starters_out_count')).toEqual([1])
    expect(await row('MIL', '2021-10-22', 'starters_out_count', 'quality_issues')).toEqual([
      null,
      ['no_game_lines', 'no_inactive_list', 'no_injury_report'],
    ])
    // One start in 8 games is not half.
    expect(await row('MIL', '2021-11-12', 'starters_out_count', 'quality_issues', 'quality_tier')).toEqual([
      0,
      ['no_game_lines', 'no_injury_report'],
      'silver',
    ])
  })

  it('says when fewer than 5 games of the season are behind it', async () => {
    expect(await row('MIL', '2021-10-26', 'early_season_flag', 'insufficient_data_reason')).toEqual([true, '4 of 5 games played'])
    expect(await row('MIL', '2021-11-02', 'early_season_flag', 'insufficient_data_reason')).toEqual([false, null])
  })

  it('starts anew with every season', async () => {
    expect(await row('MIL', '2021-07-31', 'season_year', 'game_number_in_season')).toEqual([2020, 1])
    expect(await row('PHX', '2021-07-31', 'days_since_last_game', 'team_loss_streak_entering')).toEqual([null, 0])
  })

  it('comes from the schedule, and waits for lines and injury reports with NULL', async () => {
    expect(await row('MIL', '2021-10-19', 'data_sources')).toEqual([['nbac_schedule']])
    const columns = [
      ...['game_spread', 'game_total', 'game_spread_source', 'game_total_source', 'spread_movement', 'total_movement'],
      ...['betting_lines_updated_at', 'questionable_players_count'],
    ]
    expect(new Set(await row('MIL', '2021-10-19', ...columns))).toEqual(new Set([null]))
  })
})
