import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { games } from '../../../src/nba/facts/games.ts'
import type { Row } from '../../../src/store/store.ts'
import { SmallSeason } from '../../season/small-season.ts'

let season: SmallSeason
let found: Map<unknown, Row>

/** The games on one date, as `[state, teams with box scores]`. */
function stateOn(day: string): unknown[] {
  const row = found.get(day)
  return [row?.['state'], row?.['box_teams']]
}

describe('a game', () => {
  beforeAll(async () => {
    season = await SmallSeason.open()
    season.game('2021-11-01', 'BKN@MIL').final(104, 127)
    season.game('2021-11-02', 'BKN@MIL', { kind: '004' }).totals('BKN', { pts: 96 }).totals('MIL', { pts: 90 })
    season.game('2021-11-03', 'BKN@MIL').totals('BKN', { pts: 96 }, ['bref']).plays('MIL', 'Ann Archer')
    season.game('2021-11-04', 'BKN@MIL').score(104, 127)
    season.game('2021-11-05', 'BKN@MIL').totals('BKN', { pts: 96 })
    season.game('2021-11-06', 'BKN@MIL')
    season.game('2021-11-07', 'BKN@MIL').final(104, 127)
    season.game('2021-11-07', 'GSW@LAL')
    season.game('2021-11-08', 'BKN@MIL')
    season.game('2021-11-09', 'BKN@MIL').sits('BKN', 'Ann Archer').sits('MIL', 'Bob Baker').inactive('MIL', 'Cal Carter')
    season.game('2021-11-10', 'BKN@MIL', { kind: '001' }).final(104, 127)
    season.game('2021-11-11', 'BKN@MIL', { kind: '003' }).final(104, 127)
    await season.land()
    const rows = await season.facts(games, 'cast(game_date as string) as day, game_id, state, box_teams')
    found = new Map(rows.filter(row => !String(row['game_id']).includes('GSW')).map(row => [row['day'], row]))
    found.set('GSW', rows.find(row => String(row['game_id']).includes('GSW')) ?? {})
  })
  afterAll(() => season.close())

  it('is final with both scores and box scores of both teams', () => expect(stateOn('2021-11-01')).toEqual(['final', 2]))
  it('is final with box scores of both teams when the schedule has no score', () => expect(stateOn('2021-11-02')).toEqual(['final', 2]))
  it('has box scores of both teams when each is told by another source', () => expect(stateOn('2021-11-03')).toEqual(['final', 2]))
  it('is final with both scores and no box score', () => expect(stateOn('2021-11-04')).toEqual(['final', 0]))
  it('is not final with a box score of one team', () => expect(stateOn('2021-11-05')).toEqual(['waiting', 1]))
  it('waits without a result when later games are final', () => expect(stateOn('2021-11-06')).toEqual(['waiting', 0]))
  it('is upcoming without a result on the date of the newest final game', () => expect(stateOn('GSW')).toEqual(['upcoming', 0]))
  it('is upcoming after the newest final game', () => expect(stateOn('2021-11-08')).toEqual(['upcoming', 0]))
  it('is not played because players are listed without stat lines', () => expect(stateOn('2021-11-09')).toEqual(['upcoming', 0]))
  it('does not count in the pre-season', () => expect(found.has('2021-11-10')).toBe(false))
  it('does not count when it is the All-Star game, and makes no other game wait', () => expect(found.has('2021-11-11')).toBe(false))
  it('is called by date, away and home team', () => expect(found.get('2021-11-01')?.['game_id']).toBe('20211101_BKN_MIL'))
})

describe('a game in several schedules', () => {
  let league: SmallSeason

  beforeAll(async () => {
    league = await SmallSeason.open()
  })
  afterAll(() => league.close())

  const columns = `game_id, home_team, home_score, state, national_tv, strftime(tip_utc, '%d %H:%M') as tip`

  it('takes each fact from the best feed that tells it', async () => {
    const game = league.game('2021-11-01', 'BKN@MIL', { nationalTv: true })
    game.scheduled('nba_schedule_v2', { game_datetime_utc: '2021-11-02 00:30:00' }).final(104, 127)
    await league.land()
    expect(await league.facts(games, columns)).toEqual([
      { game_id: '20211101_BKN_MIL', home_team: 'MIL', home_score: 127, state: 'final', national_tv: true, tip: '02 00:30' },
    ])
    game.scheduled('nba_schedule_v2', { has_national_tv: false })
    await league.land()
    expect(await league.facts(games, 'national_tv, tip_utc')).toEqual([{ national_tv: false, tip_utc: null }])
  })

  it('has the tip-off of Basketball-Reference where no schedule has one', async () => {
    league.change(() => undefined)
    league.game('2021-11-01', 'BKN@MIL').tip('2021-11-02 01:00:00')
    await league.land()
    expect(await league.facts(games, `strftime(tip_utc, '%d %H:%M') as tip`)).toEqual([{ tip: '02 01:00' }])
  })

  it('has date, home, away and scores of the newest import, and stays one game when it moves', async () => {
    league.change(() => undefined)
    const game = league.game('2021-11-01', 'BKN@MIL').score(1, 2)
    const moved = {
      import_number: 50,
      game_date: '2021-11-09',
      home_team_tricode: 'BKN',
      away_team_tricode: 'MIL',
      home_team_score: 104,
      away_team_score: 127,
    }
    game.scheduled('nba_schedule_v2', moved)
    await league.land()
    expect(await league.facts(games, 'game_id, home_team, home_score')).toEqual([{ game_id: '20211109_MIL_BKN', home_team: 'BKN', home_score: 104 }])
    game.scheduled('nba_schedule_table', { import_number: 60, home_team_score: 80, away_team_score: 90 })
    await league.land()
    expect(await league.facts(games, 'game_id, home_team, home_score')).toEqual([{ game_id: '20211101_BKN_MIL', home_team: 'MIL', home_score: 80 }])
  })

  it('is not read from versions that are no longer current', async () => {
    league.change(() => undefined)
    league.game('2021-11-01', 'BKN@MIL').scheduled('nba_schedule_v2', { import_number: 2, game_date: '2021-11-09', ended_by: 3 })
    await league.land()
    expect(await league.facts(games, 'game_id')).toEqual([{ game_id: '20211101_BKN_MIL' }])
  })
})
