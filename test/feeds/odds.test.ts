import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { countsOf, evening, game, line, Workspace, type Cells } from '../import/workspace.ts'

const POINTS = 'nba_raw.odds_api_player_points_props'
const PROPS = 'nba_raw.odds_api_player_props'
const GAME_LINES = 'nba_raw.odds_api_game_lines'

let space: Workspace
beforeEach(async () => {
  space = await Workspace.open()
})
afterEach(() => space.close())

const players: readonly Cells[] = [
  line(['0022100001', 'MIL'], [1, 'Giannis Antetokounmpo']),
  line(['0022100001', 'BKN'], [2, 'Kevin Durant']),
  line(['0022100002', 'LAL'], [3, 'Marcus Morris Sr.']),
]

/** Imports schedule, players and files of lines; gives the report. */
function take(...files: string[]): ReturnType<Workspace['import']> {
  return space.import([space.csv('schedule.csv', evening), space.csv('players.csv', players), ...files])
}

const EVENT = {
  id: 'e1',
  sport_key: 'basketball_nba',
  commence_time: '2021-10-19T23:40:00Z',
  home_team: 'Milwaukee Bucks',
  away_team: 'Brooklyn Nets',
}

const side = (name: string, [point, price]: readonly [number, number], description?: string): object => ({ name, point, price, description })

const market = (key: string, outcomes: readonly object[]): object => ({ key, last_update: '2021-10-19T20:00:00Z', outcomes })

const book = (key: string, markets: readonly object[]): object => ({ key, title: key.toUpperCase(), last_update: '2021-10-19T20:00:01Z', markets })

const SPREADS = market('spreads', [side('Milwaukee Bucks', [-1.5, 1.91]), side('Brooklyn Nets', [1.5, 1.91])])

const ofPlayers = [
  market('player_points', [
    side('Over', [28.5, 1.87], 'Giannis Antetokounmpo'),
    side('Under', [28.5, 1.95], 'Giannis Antetokounmpo'),
    side('Over', [29.5, -110], 'Kevin Durant'),
  ]),
  market('player_points_rebounds_assists', [side('Over', [47.5, 1.9], 'Kevin Durant')]),
  market('player_points_alternate', [side('Over', [24.5, 1.5], 'Kevin Durant'), side('Over', [34.5, 3], 'Kevin Durant')]),
]

describe('The Odds API', () => {
  const live = [{ ...EVENT, bookmakers: [book('draftkings', [SPREADS, ...ofPlayers]), book('fanduel', [SPREADS])] }]
  const past = (data: object): object => ({ timestamp: '2021-10-19T22:55:00Z', previous_timestamp: '2021-10-19T22:50:00Z', data })

  it.each([
    ['a list of now', live, '2021-10-19T20:00:00.000Z'],
    ['an event of now', live[0], '2021-10-19T20:00:00.000Z'],
    ['a list of the past', past(live), '2021-10-19T22:55:00.000Z'],
    ['an event of the past', past(live[0] ?? {}), '2021-10-19T22:55:00.000Z'],
  ])('is read from %s: games by day and teams, over and under of a line as one row', async (_, response, snapshot) => {
    const report = await take(space.file('odds.json', JSON.stringify(response)))
    expect(report.files.at(-1)).toMatchObject({ format: 'The Odds API, lines' })
    expect(await space.rows(`select distinct game_id, snapshot_timestamp, commence_time from ${GAME_LINES}`)).toEqual([
      { game_id: '20211019_BKN_MIL', snapshot_timestamp: snapshot, commence_time: '2021-10-19T23:40:00.000Z' },
    ])
    expect(
      await space.rows(`select bookmaker_key as book, outcome_team_abbr as team, outcome_point as point from ${GAME_LINES} order by all`),
    ).toEqual([
      { book: 'draftkings', team: 'BKN', point: 1.5 },
      { book: 'draftkings', team: 'MIL', point: -1.5 },
      { book: 'fanduel', team: 'BKN', point: 1.5 },
      { book: 'fanduel', team: 'MIL', point: -1.5 },
    ])
    expect(
      await space.rows(
        `select player_lookup as who, points_line as line, over_price as over, under_price_american as under from ${POINTS} order by all`,
      ),
    ).toEqual([
      { who: 'giannisantetokounmpo', line: 28.5, over: 1.87, under: -105 },
      { who: 'kevindurant', line: 29.5, over: -110, under: null },
    ])
    expect(await space.rows(`select market, rung, line from ${PROPS} order by all`)).toEqual([
      { market: 'player_points_alternate', rung: '24.5', line: 24.5 },
      { market: 'player_points_alternate', rung: '34.5', line: 34.5 },
      { market: 'player_points_rebounds_assists', rung: '', line: 47.5 },
    ])
  })

  it('lists games without lines, of now and of the past', async () => {
    await take(space.file('now.json', JSON.stringify([EVENT])), space.file('past.json', JSON.stringify(past([EVENT]))))
    expect(await space.rows(`select market_key as market, snapshot_timestamp as stood from ${GAME_LINES} order by stood`)).toEqual([
      { market: 'event', stood: '2021-10-19T22:55:00.000Z' },
      { market: 'event', stood: '2021-10-19T23:40:00.000Z' },
    ])
  })

  it('keeps who is not known, or could be one of two, until a file tells', async () => {
    const props = market('player_points', [side('Over', [9.5, 1.9], 'Marcus Morris'), side('Over', [5.5, 1.9], 'Somebody Else')])
    const response = space.file('odds.json', JSON.stringify({ ...EVENT, bookmakers: [book('fanduel', [props])] }))
    const other = space.csv('other.csv', [line(['0022100002', 'GSW'], [4, 'Marcus Morris III'])])
    expect(countsOf(await take(other, response), POINTS)).toEqual([{ read: 2, rejected: 2 }])
    expect(await space.rows('select reason_code as why, reason from nba_processing.quarantine order by all')).toEqual([
      {
        why: 'person_ambiguous',
        reason: 'description: expected somebody whom a file names, found marcusmorris, who could be marcusmorrisiii or marcusmorrissr',
      },
      { why: 'person_unknown', reason: 'description: expected somebody whom a file names, found somebodyelse' },
    ])
    await space.import([space.csv('named.csv', [line(['0022100001', 'BKN'], [5, 'Somebody Else'])])])
    expect(await space.current(POINTS)).toMatchObject([{ player_lookup: 'somebodyelse', points_line: 5.5 }])
  })
})

describe('prop tables with a column for each book', () => {
  it('have a row for each book that has a line, at an Eastern clock, and are marked once the game is on', async () => {
    const wide = (more: Cells): Cells => ({
      game_id: 'x',
      game_start: '2021-10-19T23:30:00',
      game_status: 'Scheduled',
      away_team: 'Brooklyn Nets',
      home_team: 'Milwaukee Bucks',
      market: 'Player Points',
      player_name: 'Kevin Durant',
      timestamp: '2021-10-19 18:35:12.5',
      espn_bet_line: 29.5,
      espn_bet_over_price: -115,
      espn_bet_under_price: -105,
      bovada_line: null,
      bovada_over_price: null,
      bovada_under_price: null,
      ...more,
    })
    const running = wide({ timestamp: '2021-10-19 20:01:00', game_status: 'In Progress', bovada_line: 31.5 })
    const file = space.csv(
      'wide.csv',
      [wide({}), running, wide({ market: 'Player Points + Rebounds' })].map(row => ({
        ...row,
        fanatics_line: 30.5,
        fanatics_over: -110,
        fanatics_under_price: -110,
      })),
    )
    const report = await take(file)
    expect(report.warnings).toContain(
      `${file}: fanatics is not read: it lacks the column fanatics_over_price; rename what holds it, and import the file again`,
    )
    expect(countsOf(report, PROPS)).toEqual([{ read: 1, stored: 1 }])
    expect(
      await space.rows(
        `select bookmaker, points_line as line, snapshot_timestamp as stood, minutes_before_tipoff as before, is_pregame, source_row from ${POINTS} order by stood, bookmaker`,
      ),
    ).toEqual([
      { bookmaker: 'espnbet', line: 29.5, stood: '2021-10-19T22:35:12.500Z', before: 54, is_pregame: true, source_row: 1 },
      { bookmaker: 'bovada', line: 31.5, stood: '2021-10-20T00:01:00.000Z', before: -31, is_pregame: false, source_row: 2 },
      { bookmaker: 'espnbet', line: 29.5, stood: '2021-10-20T00:01:00.000Z', before: -31, is_pregame: false, source_row: 2 },
    ])
  })
})

describe('lines on players, one row each', () => {
  const told = {
    player_name: 'Kevin Durant',
    event_id: 'e1',
    event_date: '2021-10-20',
    home_team: 'Milwaukee Bucks',
    away_team: 'Brooklyn Nets',
    bookmaker: 'BetOnline.ag',
    line: 45.5,
    timestamp: '2021-10-19T23:25:44Z',
    over_price: -110,
    under_price: -120,
  }

  it('are points with rebounds and assists where no market is named, and the day may be that of the tip-off in UTC', async () => {
    const report = await take(space.csv('lines.csv', [told, told]))
    expect(countsOf(report, PROPS)).toEqual([{ read: 2, stored: 1, duplicate: 1 }])
    expect(await space.current(PROPS)).toMatchObject([
      { game_id: '20211019_BKN_MIL', bookmaker: 'betonlineag', market: 'player_points_rebounds_assists', line: 45.5 },
    ])
    expect(await space.current(POINTS)).toEqual([])
  })

  it('are one row for over and under where a file has one for each', async () => {
    const row = (side: string, price: number): Cells => ({
      player: 'Kevin Durant',
      market: 'player_points',
      bookmaker: 'DraftKings',
      side,
      line: 29.5,
      price,
      home_team: 'Milwaukee Bucks',
      away_team: 'Brooklyn Nets',
      commence_time: '2021-10-19T23:40:00Z',
    })
    await take(space.csv('sides.csv', [row('over', -110), row('under', -112)]))
    expect(await space.current(POINTS)).toMatchObject([{ points_line: 29.5, over_price: -110, under_price: -112, bookmaker: 'draftkings' }])
  })
})

describe('closing lines', () => {
  const closing = (dates: string, more: Cells = {}): Cells => ({
    dates,
    away: 'gs',
    home: 'lal',
    whos_favored: 'away',
    spread: 3.5,
    total: 226.5,
    moneyline_away: -160,
    moneyline_home: 140,
    ...more,
  })

  it('name the favourite; a game that stands under the day after is found, another one waits', async () => {
    const others = space.csv('more.csv', [game('0022100009', '2021-10-21 GSW@LAL'), game('0022100010', '2021-10-22 GSW@LAL')])
    const rows = [closing('2021-10-20'), closing('2021-10-22', { whos_favored: 'home', spread: 0 }), closing('2021-10-25')]
    const report = await take(others, space.csv('closing.csv', rows))
    expect(countsOf(report, 'nba_raw.odds_closing_lines')).toEqual([{ read: 3, stored: 2, rejected: 1 }])
    expect(
      await space.rows('select game_id, favored_team_abbr as favourite, spread, home_moneyline from nba_raw.odds_closing_lines order by 1'),
    ).toEqual([
      { game_id: '20211019_GSW_LAL', favourite: 'GSW', spread: 3.5, home_moneyline: 140 },
      { game_id: '20211022_GSW_LAL', favourite: 'LAL', spread: 0, home_moneyline: 140 },
    ])
    expect(await space.rows('select reason from nba_processing.quarantine')).toEqual([
      { reason: 'no game of lal and gs on 2021-10-25 is in the schedule' },
    ])
  })
})

describe('BettingPros events', () => {
  it('find their game by the day of the tip-off in the east', async () => {
    const event = {
      id: 7,
      sr_id: 's',
      sport: 'NBA',
      scheduled: '2021-10-20 02:00:00',
      status: 'closed',
      home: 'LAL',
      visitor: 'GSW',
      venue: { name: 'Hall', city: 'Town' },
    }
    await take(space.file('events.json', JSON.stringify({ _parameters: {}, events: [event], utc: '2025-08-12 20:59:05' })))
    expect(await space.current('nba_raw.bettingpros_events')).toMatchObject([
      { game_id: '20211019_GSW_LAL', bp_event_id: 7, scheduled_at: '2021-10-20T02:00:00.000Z', venue_name: 'Hall' },
    ])
  })
})
