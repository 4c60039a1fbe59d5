import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { roster } from '../season/small-reports.ts'
import { SmallSeason } from '../season/small-season.ts'

const TABLE = 'upcoming_player_game_context'
let season: SmallSeason

async function row(lookup: string, day: string, ...columns: string[]): Promise<unknown[]> {
  const found = await season.row(TABLE, `player_lookup = '${lookup}' and game_date = '${day}'`)
  return columns.map(column => found[column])
}

/** Nobody tells lines of this league. */
const NO_LINES = ['no_game_lines', 'no_injury_report', 'no_prop_lines']

describe('what is known of a player before a game', () => {
  beforeAll(async () => {
    season = await SmallSeason.open()
    // Ann's team ends 110 possessions a game; 11 shots in 48 minutes are 10 %.
    season.game('2021-04-30', 'MIL@CHI').final(90, 80).plays('MIL', 'Ann Archer', { pts: 50, fga: 11, fgm: 11, seconds: 2880 })
    const days: readonly (readonly [day: string, points: number, shots: number, makes: number, seconds: number])[] = [
      ['2021-11-01', 10, 11, 11, 2880],
      ['2021-11-02', 20, 22, 0, 2880],
      ['2021-11-05', 30, 33, 11, 2880],
      ['2021-11-07', 11, 11, 0, 2880],
      ['2021-11-08', 0, 0, 0, 1230],
      ['2021-11-12', 7, 10, 5, 1229],
    ]
    for (const [day, pts, fga, fgm, seconds] of days) {
      season.game(day, 'CHI@MIL').final(80, 90).plays('MIL', 'Ann Archer', { pts, fga, fgm, seconds, starter: true }).plays('CHI', 'Bob Baker')
    }
    season.game('2021-11-10', 'CHI@MIL').final(80, 90).sits('MIL', 'Ann Archer')
    season.game('2021-11-13', 'CHI@MIL').final(80, 90).inactive('MIL', 'Ann Archer').plays('MIL', 'Cal Carter')
    season.game('2021-11-14', 'CHI@MIL').final(80, 90).plays('MIL', 'Ann Archer', { seconds: 60 })
    season.game('2021-11-16', 'CHI@MIL').final(80, 90).sits('MIL', 'Ann Archer')
    season.game('2021-11-26', 'CHI@MIL').final(80, 90).sits('MIL', 'Ann Archer')
    await season.build()
  })
  afterAll(() => season.close())

  it('says who he is and whom his team meets', async () => {
    const columns = [
      'universal_player_id',
      'player_full_name',
      'game_id',
      'nba_game_id',
      'season_year',
      'team_abbr',
      'opponent_team_abbr',
      'home_game',
    ]
    expect(await row('annarcher', '2021-11-01', ...columns)).toEqual([
      ...['annarcher_1001', 'Ann Archer', '20211101_CHI_MIL', '0022100002', 2021, 'MIL', 'CHI', true],
    ])
    expect(await row('bobbaker', '2021-11-01', 'team_abbr', 'opponent_team_abbr', 'home_game')).toEqual(['CHI', 'MIL', false])
  })

  it('is there for everybody who is listed: played, did not play, inactive', async () => {
    expect(await row('annarcher', '2021-11-10', 'data_sources')).toEqual([['bref_player_boxscores', 'nbac_schedule']])
    expect(await row('annarcher', '2021-11-13', 'data_sources')).toEqual([['bref_inactives', 'nbac_schedule']])
    expect(await row('calcarter', '2021-11-13', 'data_sources')).toEqual([['bref_player_boxscores', 'nbac_player_boxscores', 'nbac_schedule']])
  })

  it('is nothing before his first game of a season, whatever he did in the last one', async () => {
    const rest = ['days_rest', 'back_to_back', 'days_rest_before_last_game', 'days_since_2_plus_days_rest']
    expect(await row('annarcher', '2021-11-01', ...rest)).toEqual([null, false, null, null])
    const windows = [
      'games_in_last_7_days',
      'games_in_last_14_days',
      'minutes_in_last_7_days',
      'minutes_in_last_14_days',
      'back_to_backs_last_14_days',
    ]
    expect(await row('annarcher', '2021-11-01', ...windows)).toEqual([0, 0, 0, 0, 0])
    const form = ['points_avg_last_5', 'points_avg_last_10', 'avg_minutes_per_game_last_7', 'projected_usage_rate', 'shooting_pct_decline_last_5']
    expect(await row('annarcher', '2021-11-01', ...form)).toEqual([null, null, null, null, null])
    expect(await row('annarcher', '2021-11-01', 'l5_games_used', 'l5_sample_quality', 'quality_issues', 'quality_score')).toEqual([
      ...[0, 'insufficient', ['fewer_than_5_games', ...NO_LINES, 'no_roster'], 70],
    ])
  })

  it('is a back-to-back when he played yesterday: 1 day of rest', async () => {
    expect(await row('annarcher', '2021-11-02', 'days_rest', 'back_to_back')).toEqual([1, true])
    expect(await row('annarcher', '2021-11-05', 'days_rest', 'back_to_back')).toEqual([3, false])
  })

  it('rests on days when he sat or was inactive', async () => {
    // He last played on the 12th; on the 13th he was inactive, and played nothing.
    expect(await row('annarcher', '2021-11-12', 'days_rest')).toEqual([4])
    expect(await row('annarcher', '2021-11-14', 'days_rest', 'back_to_back')).toEqual([2, false])
  })

  it('knows how he rested before his last game, and how long ago he last had 2 days', async () => {
    expect(await row('annarcher', '2021-11-05', 'days_rest_before_last_game', 'days_since_2_plus_days_rest')).toEqual([1, null])
    // Before the 8th: the 7th came 2 days after the 5th. Before the 10th: the 8th came 1 day after the 7th.
    expect(await row('annarcher', '2021-11-08', 'days_rest_before_last_game', 'days_since_2_plus_days_rest')).toEqual([2, 1])
    expect(await row('annarcher', '2021-11-10', 'days_rest_before_last_game', 'days_since_2_plus_days_rest')).toEqual([1, 3])
  })

  it('counts games and minutes that he played from 7 and from 14 days to 1 day before', async () => {
    // Before the 8th: the 1st (7 days), 2nd, 5th and 7th, 48 minutes each.
    const columns = [
      'games_in_last_7_days',
      'minutes_in_last_7_days',
      'avg_minutes_per_game_last_7',
      'games_in_last_14_days',
      'minutes_in_last_14_days',
    ]
    expect(await row('annarcher', '2021-11-08', ...columns)).toEqual([4, 192, 48, 4, 192])
    // Before the 12th: the 5th (7 days), 7th and 8th, 48 + 48 + 20.5 = 116.5 minutes and so 117; 38.83 a game.
    expect(await row('annarcher', '2021-11-12', ...columns)).toEqual([3, 117, 38.8, 5, 213])
    // Before the 26th: in 7 days nothing, in 14 the 12th and the 14th, 20:29 and 1:00, 21.48 minutes.
    expect(await row('annarcher', '2021-11-26', ...columns)).toEqual([0, 0, null, 2, 21])
  })

  it('counts pairs of games on consecutive days of which both lie in the 14 days', async () => {
    // The 1st and 2nd, the 7th and 8th. The 14 days before the 14th begin with October 31st, those before the 16th with the 2nd.
    expect(await row('annarcher', '2021-11-14', 'back_to_backs_last_14_days')).toEqual([2])
    expect(await row('annarcher', '2021-11-16', 'back_to_backs_last_14_days')).toEqual([1])
    expect(await row('annarcher', '2021-11-26', 'back_to_backs_last_14_days')).toEqual([0])
    expect(await row('annarcher', '2021-11-02', 'back_to_backs_last_14_days')).toEqual([0])
  })

  it('has points of his last 5 and 10 games; games that he did not play are no zeros, a game without points is one', async () => {
    // Before the 10th: 10 + 20 + 30 + 11 + 0 = 71 in 5. Before the 13th: 20 + 30 + 11 + 0 + 7 = 68 in 5, 78 in 6.
    expect(await row('annarcher', '2021-11-10', 'points_avg_last_5', 'points_avg_last_10', 'l5_games_used', 'l10_games_used')).toEqual([
      14.2, 14.2, 5, 5,
    ])
    expect(await row('annarcher', '2021-11-13', 'points_avg_last_5', 'points_avg_last_10', 'l5_games_used', 'l10_games_used')).toEqual([
      13.6, 13, 5, 6,
    ])
    expect(await row('annarcher', '2021-11-02', 'points_avg_last_5', 'l5_games_used')).toEqual([10, 1])
  })

  it('says how far the games of an average suffice', async () => {
    const of = (day: string): Promise<unknown[]> => row('annarcher', day, 'l5_sample_quality', 'l10_sample_quality')
    expect(await of('2021-11-02')).toEqual(['insufficient', 'insufficient'])
    expect(await of('2021-11-05')).toEqual(['limited', 'insufficient'])
    expect(await of('2021-11-07')).toEqual(['good', 'insufficient'])
    expect(await of('2021-11-10')).toEqual(['excellent', 'limited'])
    expect(await of('2021-11-26')).toEqual(['excellent', 'good'])
    expect(await row('annarcher', '2021-11-10', 'quality_issues', 'quality_tier')).toEqual([[...NO_LINES, 'no_recent_events', 'no_roster'], 'bronze'])
    expect(await row('annarcher', '2021-11-08', 'quality_issues', 'quality_tier')).toEqual([
      ['fewer_than_5_games', ...NO_LINES, 'no_recent_events', 'no_roster'],
      'bronze',
    ])
  })

  it('has the mean usage of his last 7 and last 10 games', async () => {
    // 11 of 110 are 10 %, 22 are 20 %, 33 are 30 %: the mean of the first three is 20 %, with 10 % and 0 % of the next two 14 %.
    expect(await row('annarcher', '2021-11-07', 'avg_usage_rate_last_7_games', 'projected_usage_rate')).toEqual([20, 20])
    expect(await row('annarcher', '2021-11-10', 'avg_usage_rate_last_7_games', 'projected_usage_rate')).toEqual([14, 14])
  })

  it('has field goals of the season less those of the last 5 games', async () => {
    // Before the 13th: 27 of 87 in the season are 0.310, 16 of 76 in the last five 0.211.
    expect(await row('annarcher', '2021-11-13', 'shooting_pct_decline_last_5')).toEqual([0.099])
    expect(await row('annarcher', '2021-11-05', 'shooting_pct_decline_last_5')).toEqual([0])
  })

  it('waits for lines, play-by-play, rosters and injury reports with NULL', async () => {
    const columns = [
      ...['has_prop_line', 'current_points_line', 'opening_points_line', 'line_movement', 'current_points_line_source', 'opening_points_line_source'],
      ...['game_spread', 'opening_spread', 'spread_movement', 'game_spread_source', 'spread_public_betting_pct', 'game_total', 'opening_total'],
      ...['total_movement', 'game_total_source', 'total_public_betting_pct', 'game_start_time_local', 'fourth_quarter_minutes_last_7'],
      'clutch_minutes_last_7_games',
      ...['player_age', 'prop_over_streak', 'prop_under_streak', 'star_teammates_out', 'fourth_quarter_production_last_7', 'player_status'],
      ...['injury_report', 'questionable_teammates', 'probable_teammates'],
    ]
    expect(new Set(await row('annarcher', '2021-11-10', ...columns))).toEqual(new Set([null]))
  })
})

describe('the age of a player', () => {
  beforeAll(async () => {
    season = await SmallSeason.open()
    for (const day of ['2021-11-01', '2021-11-19', '2021-11-20'])
      season.game(day, 'CHI@MIL').final(80, 90).plays('CHI', 'CHI Two').plays('CHI', 'CHI Three').plays('MIL', 'Ann Archer')
    roster(season, '2021-11-05', 'CHI')
    await season.build()
  })
  afterAll(() => season.close())

  const ages = (lookup: string): Promise<unknown[][]> =>
    Promise.all(['2021-11-01', '2021-11-19', '2021-11-20'].map(day => row(lookup, day, 'player_age')))

  it('is told by the newest roster up to the day, and grows on a birthday', async () => {
    expect(await ages('chitwo')).toEqual([[null], [20], [20]])
    expect(await ages('chithree')).toEqual([[null], [29], [30]])
    expect(await ages('annarcher')).toEqual([[null], [null], [null]])
  })

  it('is an issue where no roster tells it', async () => {
    expect((await row('chitwo', '2021-11-01', 'quality_issues'))[0]).toContain('no_roster')
    expect((await row('chitwo', '2021-11-19', 'quality_issues'))[0]).not.toContain('no_roster')
  })
})

describe('minutes that no source tells', () => {
  const DAYS: readonly (readonly [day: string, seconds: number | null])[] = [
    ['2021-11-01', null],
    ['2021-11-03', 1200],
    ['2021-11-08', 1800],
    ['2021-11-09', 0],
    ['2021-11-17', 0],
    ['2021-11-23', null],
  ]
  let league: SmallSeason

  beforeAll(async () => {
    league = await SmallSeason.open()
    for (const [day, seconds] of DAYS) league.game(day, 'CHI@MIL').final(80, 90).plays('MIL', 'Ann Archer', { seconds }).plays('CHI', 'Bob Baker')
    for (const day of ['2021-11-05', '2021-11-24', '2021-12-31'])
      league.game(day, 'CHI@MIL').final(80, 90).sits('MIL', 'Ann Archer').plays('CHI', 'Bob Baker')
    await league.build({ tables: [TABLE] })
  })
  afterAll(() => league.close())

  /** Games, minutes and minutes a game of the 7 days before, games and minutes of the 14 days before. */
  async function before(day: string): Promise<unknown[]> {
    const found = await league.row(TABLE, `player_lookup = 'annarcher' and game_date = '${day}'`)
    const columns = [
      'games_in_last_7_days',
      'minutes_in_last_7_days',
      'avg_minutes_per_game_last_7',
      'games_in_last_14_days',
      'minutes_in_last_14_days',
    ]
    return columns.map(column => found[column])
  }

  it('make the minutes of a window unknown, whatever else was played in it', async () => {
    expect(await before('2021-11-03')).toEqual([1, null, null, 1, null])
    // Before the 8th: the 1st (7 days) is unknown, the 3rd is not.
    expect(await before('2021-11-08')).toEqual([2, null, null, 2, null])
    expect(await before('2021-11-24')).toEqual([2, null, null, 2, null])
  })

  it('leave the windows alone in which they do not lie', async () => {
    // Before the 9th: in 7 days the 3rd and the 8th, 20 + 30 minutes, in 14 the 1st, too.
    expect(await before('2021-11-09')).toEqual([2, 50, 25, 3, null])
    // Before the 17th: in 7 days nothing, in 14 the 3rd (14 days), the 8th and the 9th.
    expect(await before('2021-11-17')).toEqual([0, 0, null, 3, 50])
  })

  it('are no zeros, and zeros are not unknown: he was on court for 0:00, he sat, he had no game', async () => {
    expect(await before('2021-11-23')).toEqual([1, 0, 0, 2, 0])
    expect(await before('2021-12-31')).toEqual([0, 0, null, 0, 0])
  })
})

describe('averages of the last games', () => {
  it('forget the eleventh game, the eighth for usage and the sixth for 5', async () => {
    const league = await SmallSeason.open()
    for (let game = 1; game <= 12; game += 1) {
      const played = league.game(`2021-11-${String(game).padStart(2, '0')}`, 'CHI@MIL').final(80, 90)
      // Usage of 1 % a shot and game: 48 minutes, 110 possessions, 1.1 shots are 1 %.
      played.plays('MIL', 'Ann Archer', { pts: game, fga: 11 * game, seconds: 2880 }).plays('CHI', 'Bob Baker')
    }
    await league.build({ first: '2021-11-12', tables: [TABLE] })
    const found = await league.row(TABLE, `player_lookup = 'annarcher'`)
    // Games 7 to 11, 2 to 11, 5 to 11, and 2 to 11 again.
    expect([found['points_avg_last_5'], found['points_avg_last_10'], found['l10_games_used']]).toEqual([9, 6.5, 10])
    expect([found['avg_usage_rate_last_7_games'], found['projected_usage_rate']]).toEqual([80, 65])
    expect([found['l10_sample_quality'], found['l5_sample_quality']]).toEqual(['excellent', 'excellent'])
    await league.close()
  })
})

describe('averages of the opponent', () => {
  it('forget its eleventh game', async () => {
    const league = await SmallSeason.open()
    // Chicago allows 100, 200, … 1100 points in games of 100 possessions.
    for (let game = 1; game <= 11; game += 1) {
      const day = `2021-11-${String(game).padStart(2, '0')}`
      league.game(day, 'CHI@BOS').final(90, 100 * game, { home: { fta: 0, fga: 99 - 10 * game, tov: 11 + 10 * game } })
    }
    league.game('2021-11-12', 'CHI@MIL').final(90, 80).plays('MIL', 'Ann Archer').plays('CHI', 'Bob Baker')
    await league.build({ first: '2021-11-12', tables: [TABLE] })
    const found = await league.row(TABLE, `player_lookup = 'annarcher'`)
    // Games 2 to 11 of 200 to 1100 points on 100 possessions.
    expect([found['opponent_def_rating_last_10'], found['opponent_pace_last_10']]).toEqual([650, 100])
    await league.close()
  })
})

describe('the opponent and what lies ahead', () => {
  let league: SmallSeason
  async function of(team: string, ...columns: string[]): Promise<unknown[]> {
    const found = await league.row(TABLE, `team_abbr = '${team}' and game_date = '2021-12-01'`)
    return columns.map(column => found[column])
  }

  beforeAll(async () => {
    league = await SmallSeason.open()
    // Chicago allowed 25, 20 and 30 free throws at pace 100, 100 and 90.6; its defense rated 110, 100 and 95.
    league.game('2021-11-20', 'CHI@BOS').final(90, 110)
    league.game('2021-11-22', 'BOS@CHI').final(100, 90, { away: { fta: 0, fga: 99 } })
    league.game('2021-11-24', 'CHI@BOS').final(90, 95, { away: { minutes: 265 }, home: { minutes: 265 } })
    // Milwaukee: one game of pace (100 + 102) ÷ 2.
    league.game('2021-11-26', 'MIL@BOS').final(90, 95, { home: { fga: 90 } })
    league.game('2021-12-01', 'CHI@MIL').final(80, 90).plays('CHI', 'Bob Baker').plays('MIL', 'Ann Archer')
    league.game('2021-12-03', 'MIL@BOS', { nationalTv: true }).final(90, 80)
    league.game('2021-12-04', 'CHI@UTA', { nationalTv: false })
    league.game('2021-12-08', 'MIL@CHI').final(80, 70)
    league.game('2021-12-09', 'MIL@CHI').final(80, 70)
    league.game('2021-12-10', 'MIL@CHI').final(80, 70)
    await league.build({ first: '2021-12-01', last: '2021-12-10' })
  })
  afterAll(() => league.close())

  it('has the opponent’s last 10 games as means of rounded values', async () => {
    // Chicago: pace 100, 100 and 90.6 make 96.87; 110, 100 and 95 make 101.67.
    expect(await of('MIL', 'opponent_pace_last_10', 'opponent_def_rating_last_10')).toEqual([96.9, 101.67])
    // Chicago has 96.87, Milwaukee 101.
    expect(await of('MIL', 'pace_differential')).toEqual([4.1])
    expect(await of('CHI', 'opponent_pace_last_10', 'pace_differential')).toEqual([101, -4.1])
  })

  it('has the free throws that the opponent allowed per 100 possessions of pace', async () => {
    // Chicago's opponents took 25 at pace 100, 0 at pace 100, 25 at pace 90.6 (27.594): the mean is 17.531.
    expect(await of('MIL', 'opponent_ft_rate_allowed')).toEqual([17.531])
  })

  it('rests the opponent by days since its last game', async () => {
    expect(await of('MIL', 'opponent_days_rest')).toEqual([7])
    expect(await of('CHI', 'opponent_days_rest')).toEqual([5])
  })

  it('looks ahead on the schedule: next game, games in the next 7 days, the opponent’s too', async () => {
    // Milwaukee plays on the 3rd and the 8th, which is 7 days ahead; Chicago on the 4th and the 8th.
    expect(await of('MIL', 'next_game_days_rest', 'games_in_next_7_days', 'next_game_is_primetime')).toEqual([2, 2, true])
    expect(await of('CHI', 'next_game_days_rest', 'games_in_next_7_days', 'next_game_is_primetime')).toEqual([3, 2, false])
    expect(await of('MIL', 'opponent_next_game_days_rest', 'opponent_games_in_next_7_days')).toEqual([3, 2])
  })

  it('knows what the next opponent had won by then, and not what it won later', async () => {
    // Boston won 4 of 4 before December; Utah had not played.
    expect(await of('MIL', 'next_opponent_win_pct')).toEqual([1])
    expect(await of('CHI', 'next_opponent_win_pct')).toEqual([null])
  })

  it('counts the away games in a row with this one, and 0 at home', async () => {
    expect(await of('MIL', 'consecutive_road_games')).toEqual([0])
    expect(await of('CHI', 'consecutive_road_games')).toEqual([2])
    const found = await league.facts(
      await import('../../src/nba/facts/team-context.ts').then(facts => facts.teamContext),
      'day - 18962 as december, road_games_in_a_row as road',
      `team_abbr = 'MIL'`,
    )
    expect(found).toEqual([
      { december: -5, road: 1 },
      { december: 0, road: 0 },
      { december: 2, road: 1 },
      { december: 7, road: 2 },
      { december: 8, road: 3 },
      { december: 9, road: 4 },
    ])
  })
})

describe('the phase of the season', () => {
  const PHASES = [
    { day: '2021-10-19', kind: '002', phase: 'early' },
    { day: '2021-11-30', kind: '002', phase: 'early' },
    { day: '2021-12-09', kind: '006', phase: 'mid' },
    { day: '2022-02-28', kind: '002', phase: 'mid' },
    { day: '2022-03-01', kind: '002', phase: 'late' },
    { day: '2022-04-10', kind: '002', phase: 'late' },
    { day: '2022-04-12', kind: '005', phase: 'playoffs' },
    { day: '2022-04-16', kind: '004', phase: 'playoffs' },
    { day: '2022-05-16', kind: '002', phase: 'late' },
    { day: '2022-06-16', kind: '004', phase: 'playoffs' },
  ]
  let league: SmallSeason
  beforeAll(async () => {
    league = await SmallSeason.open()
    for (const { day, kind } of PHASES) league.game(day, 'CHI@MIL', { kind }).final(80, 90).plays('CHI', 'Bob Baker').plays('MIL', 'Ann Archer')
    await league.build({ tables: [TABLE] })
  })
  afterAll(() => league.close())

  it.each(PHASES)('is $phase on $day in a game $kind…', async ({ day, phase }) => {
    expect(await league.rows(TABLE, `game_date = '${day}' and team_abbr = 'MIL'`, 'season_phase')).toEqual([{ season_phase: phase }])
  })
})

describe('before a game that is still to be played', () => {
  let league: SmallSeason

  beforeAll(async () => {
    league = await SmallSeason.open()
    const long = league.game('2021-10-20', 'CHI@MIL').final(80, 90)
    long.plays('MIL', 'Long Gone').plays('CHI', 'Bob Baker')
    league
      .game('2021-10-21', 'CHI@MIL')
      .final(80, 90)
      .plays('MIL', 'Just Inside', { pts: 12 })
      .plays('CHI', 'Moved On')
      .inactive('MIL', 'Still Injured')
    const last = league.game('2021-11-18', 'CHI@MIL').final(80, 90)
    last.plays('MIL', 'Ann Archer', { pts: 20 }).plays('MIL', 'Moved On').inactive('MIL', 'Out Today').sits('CHI', 'Bench').plays('CHI', 'Bob Baker')
    league.game('2021-11-19', 'DET@IND').final(80, 90)
    league.game('2021-11-20', 'CHI@MIL').score(80, 90).inactive('MIL', 'Out Today')
    league.game('2021-11-21', 'CHI@MIL').inactive('MIL', 'Out Today')
    league.game('2021-11-22', 'CHI@MIL')
    league.game('2022-01-10', 'CHI@MIL')
    await league.build({ first: '2021-11-20', last: '2022-01-10' })
  })
  afterAll(() => league.close())

  async function names(day: string): Promise<unknown[]> {
    return (await league.rows(TABLE, `game_date = '${day}'`, `team_abbr || ' ' || player_lookup as who`)).map(found => found['who'])
  }

  it('has everybody whom the team listed last in the 30 days before, but those whom the inactive list rules out', async () => {
    expect(await names('2021-11-21')).toEqual(['CHI bench', 'CHI bobbaker', 'MIL annarcher', 'MIL movedon'])
    expect(await names('2021-11-22')).toEqual(['CHI bench', 'CHI bobbaker', 'MIL annarcher', 'MIL movedon', 'MIL outtoday'])
    expect(
      await league.rows(TABLE, `game_date = '2021-11-22' and player_lookup = 'annarcher'`, 'points_avg_last_5, days_rest, data_sources'),
    ).toEqual([{ points_avg_last_5: 20, days_rest: 4, data_sources: ['nbac_schedule'] }])
  })

  it('has the roster too when the game is final and no box score has come; the 30th day before still counts', async () => {
    expect(await names('2021-11-20')).toEqual(['CHI bench', 'CHI bobbaker', 'MIL annarcher', 'MIL justinside', 'MIL movedon', 'MIL stillinjured'])
  })

  it('has nobody when nobody was listed for 30 days, which is not a failure: the date waits', async () => {
    expect(await names('2022-01-10')).toEqual([])
    const units = await league.units(TABLE)
    expect(units.find(unit => unit.date === '2022-01-10')).toMatchObject({ status: 'waiting', rows: 0 })
    expect(units.find(unit => unit.date === '2021-11-20')).toMatchObject({ status: 'done', rows: 6 })
    expect(
      units.find(unit => unit.date === '2021-11-23'),
      'a day without games is no unit',
    ).toBeUndefined()
    expect(await league.units('upcoming_team_game_context').then(all => all.find(unit => unit.date === '2022-01-10'))).toMatchObject({
      status: 'done',
      rows: 2,
    })
  })

  it('is as complete as the schedule and the listings ask', async () => {
    const { tables, findings } = await league.coverage('2021-11-20', '2022-01-10')
    expect(findings).toEqual([])
    expect(tables.map(table => [table.table, table.expected, table.rows])).toContainEqual(['nba_analytics.upcoming_player_game_context', 15, 15])
  })
})
