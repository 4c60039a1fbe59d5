import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Row } from '../../src/store/store.ts'
import { HUNDRED_POSSESSIONS, SmallSeason } from '../season/small-season.ts'

const TABLE = 'player_game_summary'
let season: SmallSeason

/** Some columns of a player's only row, as an array. */
async function row(lookup: string, ...columns: string[]): Promise<unknown[]> {
  const found = await season.row(TABLE, `player_lookup = '${lookup}'`)
  return columns.map(column => found[column])
}

beforeAll(async () => {
  season = await SmallSeason.open()
  const opener = season.game('2021-10-19', 'BKN@MIL').final(104, 127)
  // The team of 88 shots, 25 free throws and 11 turnovers ends 88 + 11 + 11 = 110 possessions by a shot or a turnover.
  opener.plays('MIL', 'Ann Archer', {
    ...{ seconds: 2880, starter: true, pts: 31, fgm: 10, fga: 20, tpm: 3, tpa: 8, ftm: 8, fta: 25 },
    ...{ oreb: 3, dreb: 9, ast: 7, stl: 2, blk: 4, tov: 2, pf: 5, pm: 0 },
  })
  opener.plays('MIL', 'Half Time', { seconds: 1440, fga: 10, tov: 1, pm: 12 })
  opener.plays('BKN', 'Odd Minutes', { seconds: 2193, starter: false, pm: -12 })
  opener.plays('BKN', 'No Shots', { seconds: 60, ast: 1 })
  opener.plays('BKN', 'Only Misses', { seconds: 60, fga: 3, fta: 0 })
  opener.plays('BKN', 'Entered Late', { seconds: 0 })
  opener.plays('BKN', 'Log Only', { seconds: 2193, pts: 2, fgm: 1, fga: 1, feeds: ['log'] })
  opener.plays('BKN', 'Unknown Time', { seconds: null, pts: null, fga: 4, pm: null, feeds: ['bref'] })
  opener.sits('MIL', 'Bench Warmer').inactive('MIL', 'Injured')
  opener
    .plays('MIL', 'Three Sources', { pts: 3, seconds: 600, pm: 3, feeds: ['bref'] })
    .plays('MIL', 'Three Sources', { pts: 2, seconds: 660, pm: 2, feeds: ['log'] })
  opener.plays('MIL', 'Three Sources', { pts: 1, seconds: 601, pm: 0, starter: true, feeds: ['v2'] })
  opener.plays('MIL', 'Two Sources', { pts: 9, ast: 9, seconds: 601, pm: 9, starter: true, feeds: ['bref'] })
  opener.plays('MIL', 'Two Sources', { pts: 8, ast: 0, seconds: 600, pm: -1, feeds: ['log'] })
  opener.plays('MIL', { nbaName: '-', brefId: 'nobodyn01', brefName: 'Bref Only' }, { seconds: 60, starter: false, pm: -3, feeds: ['bref'] })
  const overtime = season.game('2021-10-21', 'GSW@LAL').final(120, 118, { away: { minutes: 265 }, home: { minutes: 265 } })
  overtime.plays('GSW', 'Long Night', { seconds: 53 * 60, fga: 18, tov: 4 })
  season
    .game('2021-10-22', 'DAL@DEN')
    .final(90, 95, { away: { fga: 0, fta: 0, tov: 0 } })
    .plays('DAL', 'No Team Shots', { seconds: 60 })
  season.game('2021-10-23', 'CHI@CLE').score(99, 98).plays('CHI', 'One Side', { seconds: 600, starter: true })
  season.game('2021-10-24', 'CHI@CLE').plays('CLE', 'Not Final')
  season.game('2021-10-25', 'NYK@PHI', { kind: '001' }).final(100, 101).plays('NYK', 'Pre Season')
  season.game('2022-02-20', 'NYK@PHI', { kind: '003' }).final(100, 101).plays('NYK', 'All Star')
  season
    .game('2022-04-12', 'NYK@PHI', { kind: '005' })
    .final(100, 101, { feeds: ['bref'] })
    .plays('NYK', 'Play In', { feeds: ['bref'] })
  await season.build()
})
afterAll(() => season.close())

/** Of feeds that nobody tells here. */
const UNTOLD = ['no_play_by_play', 'no_prop_lines']

describe('a row of player_game_summary', () => {
  it('says who played for whom, where and against whom', async () => {
    expect(await row('annarcher', 'universal_player_id', 'player_full_name', 'game_id', 'nba_game_id', 'game_date')).toEqual([
      ...['annarcher_1001', 'Ann Archer', '20211019_BKN_MIL', '0022100001', '2021-10-19'],
    ])
    expect(await row('annarcher', 'team_abbr', 'opponent_team_abbr', 'season_year', 'home_game', 'win_flag')).toEqual([
      'MIL',
      'BKN',
      2021,
      true,
      true,
    ])
    expect(await row('oddminutes', 'team_abbr', 'opponent_team_abbr', 'season_year', 'home_game', 'win_flag')).toEqual([
      'BKN',
      'MIL',
      2021,
      false,
      false,
    ])
  })

  it('holds the stat line', async () => {
    const shots = ['points', 'fg_makes', 'fg_attempts', 'three_pt_makes', 'three_pt_attempts', 'ft_makes', 'ft_attempts']
    expect(await row('annarcher', ...shots)).toEqual([31, 10, 20, 3, 8, 8, 25])
    const others = ['offensive_rebounds', 'defensive_rebounds', 'assists', 'steals', 'blocks', 'turnovers', 'personal_fouls']
    expect(await row('annarcher', ...others)).toEqual([3, 9, 7, 2, 4, 2, 5])
    expect(await row('annarcher', 'starter_flag', 'is_active', 'player_status')).toEqual([true, true, 'active'])
  })

  it('exists for everybody with a stat line, and for nobody who sat or was inactive', async () => {
    const lookups = (await season.rows(TABLE, `game_date = '2021-10-19'`, 'player_lookup')).map(found => found['player_lookup'])
    const played = [
      'annarcher',
      'brefonly',
      'enteredlate',
      'halftime',
      'logonly',
      'noshots',
      'oddminutes',
      'onlymisses',
      'threesources',
      'twosources',
    ]
    expect(lookups).toEqual([...played, 'unknowntime'])
  })

  it('has minutes to one decimal, rounded away from zero: 36:33 is 36.55 and so 36.6', async () => {
    expect(await row('oddminutes', 'minutes_played')).toEqual([36.6])
    expect(await row('halftime', 'minutes_played')).toEqual([24])
  })

  it('tells whole minutes where no source has seconds, and says so', async () => {
    expect(await row('logonly', 'minutes_played', 'quality_issues')).toEqual([37, [...UNTOLD, 'no_seconds', 'no_starter']])
  })

  it('has true shooting of 31 points on 20 shots and 25 free throws: 31 ÷ (2 × (20 + 11)) = 0.5', async () => {
    expect(await row('annarcher', 'ts_pct')).toEqual([0.5])
  })

  it('has effective shooting of 10 makes with 3 threes in 20 shots: 11.5 ÷ 20 = 0.575', async () => {
    expect(await row('annarcher', 'efg_pct')).toEqual([0.575])
  })

  it('has usage of 20 + 11 + 2 = 33 of the team’s 110 possessions in all 48 minutes: 30 %', async () => {
    expect(await row('annarcher', 'usage_rate')).toEqual([30])
  })

  it('has usage of what happened while he was on court: 11 of 110 in half of the time are 20 %', async () => {
    expect(await row('halftime', 'usage_rate')).toEqual([20])
  })

  it('counts overtime in usage: 22 of 110 in all 53 minutes are 20 %', async () => {
    expect(await row('longnight', 'usage_rate', 'minutes_played')).toEqual([20, 53])
  })

  it('keeps a zero: plus/minus, points and shooting of nothing made', async () => {
    expect(await row('annarcher', 'plus_minus')).toEqual([0])
    expect(await row('onlymisses', 'points', 'fg_makes', 'ts_pct', 'efg_pct')).toEqual([0, 0, 0, 0])
    expect(await row('noshots', 'usage_rate')).toEqual([0])
  })

  it('knows no ratio without a denominator', async () => {
    expect(await row('noshots', 'ts_pct', 'efg_pct')).toEqual([null, null])
    expect(await row('enteredlate', 'minutes_played', 'usage_rate')).toEqual([0, null])
    expect(await row('noteamshots', 'usage_rate')).toEqual([null])
  })

  it('does not make a zero of what is unknown', async () => {
    expect(await row('unknowntime', 'minutes_played', 'points', 'plus_minus', 'usage_rate', 'ts_pct')).toEqual([null, null, null, null, null])
  })

  it('counts a stat line at 0:00 as played, and says so', async () => {
    expect(await row('enteredlate', 'quality_issues', 'quality_score')).toEqual([[...UNTOLD, 'no_starter', 'played_zero_seconds'], 80])
  })

  it('takes counts from box score v2 first, and its seconds, plus/minus and starters', async () => {
    expect(await row('threesources', 'points', 'minutes_played', 'plus_minus', 'starter_flag')).toEqual([1, 10, 0, true])
  })

  it('takes counts from NBA.com, zeros too, and seconds and starters from Basketball-Reference, before whole minutes', async () => {
    expect(await row('twosources', 'points', 'assists', 'plus_minus', 'starter_flag')).toEqual([8, 0, -1, true])
    // 601 seconds are 10.02 minutes.
    expect(await row('twosources', 'minutes_played')).toEqual([10])
  })

  it('names the raw tables that it comes from', async () => {
    expect(await row('annarcher', 'data_sources')).toEqual([['bref_player_boxscores', 'nbac_player_boxscores']])
    expect(await row('logonly', 'data_sources')).toEqual([['nbac_player_boxscores']])
    expect(await row('playin', 'data_sources')).toEqual([['bref_player_boxscores']])
  })

  it('has no universal id without an NBA id, and says so', async () => {
    expect(await row('brefonly', 'universal_player_id', 'quality_issues')).toEqual([null, ['no_nba_person_id', ...UNTOLD]])
  })

  it('loses 5 points with each issue', async () => {
    expect(await row('annarcher', 'quality_score', 'quality_tier', 'quality_issues')).toEqual([90, 'silver', UNTOLD])
    expect(await row('halftime', 'quality_score', 'quality_tier', 'quality_issues')).toEqual([85, 'silver', [...UNTOLD, 'no_starter']])
    expect(await row('logonly', 'quality_score', 'quality_tier')).toEqual([80, 'silver'])
  })

  it('leaves what depends on both teams unknown when one box score is missing', async () => {
    expect(await row('oneside', 'minutes_played', 'usage_rate', 'win_flag', 'quality_issues')).toEqual([10, null, null, ['no_overtime', ...UNTOLD]])
  })

  it('exists in play-in games, and not in the pre-season, the All-Star game or a game that is not final', async () => {
    const lookups = (await season.rows(TABLE, `game_date > '2021-10-23'`, 'player_lookup')).map(found => found['player_lookup'])
    expect(lookups).toEqual(['playin'])
  })

  it('waits for shots, play-by-play and prop lines with NULL', async () => {
    const columns = [
      ...['paint_attempts', 'paint_makes', 'mid_range_attempts', 'mid_range_makes', 'paint_blocks', 'mid_range_blocks', 'three_pt_blocks'],
      ...['and1_count', 'assisted_fg_makes', 'unassisted_fg_makes', 'points_line', 'over_under_result', 'margin', 'opening_line'],
      ...['line_movement', 'points_line_source', 'opening_line_source', 'shot_zones_estimated'],
    ]
    expect(new Set(await row('annarcher', ...columns))).toEqual(new Set([null]))
  })
})

describe('two NBA persons with one lookup on one date', () => {
  it('fail that date with both names, and leave the other dates alone', async () => {
    const league = await SmallSeason.open()
    const game = league.game('2021-11-01', 'BKN@MIL').final(104, 127)
    game.plays('MIL', { nbaId: 7, nbaName: 'Jo Doe', brefId: 'doejo01', brefName: 'Jo Doe' }, { feeds: ['log'] })
    game.plays('BKN', { nbaId: 8, nbaName: 'Jo Doe', brefId: 'doejo02', brefName: 'Jo Doe' }, { feeds: ['log'] })
    league.game('2021-11-02', 'BKN@MIL').final(104, 127).plays('MIL', 'Ann Archer').plays('BKN', 'Bob Baker')
    const report = await league.build({ tables: [TABLE] })
    expect(report.units).toMatchObject({ planned: 2, done: 1, failed: 1 })
    expect(report.failures).toEqual([
      {
        table: 'nba_analytics.player_game_summary',
        date: '2021-11-01',
        error: expect.stringMatching(/2021-11-01\/jodoe .*jodoe_7 in 20211101_BKN_MIL and jodoe_8 in 20211101_BKN_MIL/) as string,
      },
    ])
    expect(await league.rows(TABLE, 'true', 'player_lookup')).toEqual([{ player_lookup: 'annarcher' }, { player_lookup: 'bobbaker' }])
    await league.close()
  })
})

describe('a player with two stat lines on one date', () => {
  it('fails that date, because no rule can choose', async () => {
    const league = await SmallSeason.open()
    league.game('2021-11-01', 'BKN@MIL').final(104, 127).plays('MIL', 'Ann Archer')
    league.game('2021-11-01', 'LAC@LAL').final(104, 127).plays('LAL', 'Ann Archer')
    const report = await league.build({ tables: [TABLE] })
    expect(report.failures[0]?.error).toContain('annarcher_1001 in 20211101_BKN_MIL and annarcher_1001 in 20211101_LAC_LAL')
    await league.close()
  })
})

describe('team sums', () => {
  it('stand in for team totals that no source has', async () => {
    const league = await SmallSeason.open()
    const game = league.game('2021-11-01', 'BKN@MIL').score(3, 2)
    // Five players of 48 minutes; the team is what they did: 4 shots, 1 turnover.
    for (const name of ['A', 'B', 'C', 'D', 'E'])
      game.plays('BKN', `Bkn ${name}`, { seconds: 2880, starter: true }).plays('MIL', `Mil ${name}`, { seconds: 2880, starter: true })
    game
      .plays('BKN', 'Bkn A', { seconds: 2880, starter: true, fga: 2, tpa: 1, tpm: 1, fgm: 1, pts: 3 })
      .plays('BKN', 'Bkn B', { seconds: 2880, starter: true, fga: 2, tov: 1 })
    game.plays('MIL', 'Mil A', { seconds: 2880, starter: true, fga: 1, fgm: 1, pts: 2 })
    await league.build()
    const found: Row = await league.row(TABLE, `player_lookup = 'bkna'`)
    // 2 of 5 possessions.
    expect([found['usage_rate'], found['win_flag']]).toEqual([40, true])
    expect(
      await league.rows('team_offense_game_summary', `team_abbr = 'BKN'`, 'points_scored, fg_attempts, possessions, overtime_periods, data_sources'),
    ).toEqual([
      { points_scored: 3, fg_attempts: 4, possessions: 5, overtime_periods: 0, data_sources: ['bref_player_boxscores', 'nbac_player_boxscores'] },
    ])
    await league.close()
  })
})

it('the example team has 100 possessions', () => {
  const { fga, fta, tov, oreb } = HUNDRED_POSSESSIONS
  expect(fga + (44 * fta) / 100 + tov - oreb).toBe(100)
})
