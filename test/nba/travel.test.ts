import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { miles } from '../../src/nba/formulas.ts'
import { arenaRows } from '../../src/nba/sources/arenas.ts'
import { travelDistances } from '../../src/nba/sources/travel-distances.ts'
import { duckdb } from '../../src/sql/duckdb.ts'
import { render } from '../../src/sql/dialect.ts'
import { clockSeconds, zoneMinutes } from '../../src/sql/operations.ts'
import { raw, type Sql } from '../../src/sql/sql.ts'
import { bigquery } from '../../src/sql/bigquery.ts'
import { openDuckdb } from '../../src/store/duckdb/duckdb.ts'
import type { Store } from '../../src/store/store.ts'
import { oracleHint, oracleMissing, startOracle } from '../oracle/zetasql.ts'
import { SmallSeason } from '../season/small-season.ts'

/** Homes of the 30 teams in the order of the alphabet of their codes, as a list of distances that is in use has them. */
const HOMES = [
  [33.7573, -84.3963],
  [42.3662, -71.0621],
  [40.6826, -73.9754],
  [35.2251, -80.8392],
  [41.8807, -87.6742],
  [41.4965, -81.6882],
  [32.7906, -96.8103],
  [39.7487, -105.0077],
  [42.3411, -83.0553],
  [37.7679, -122.3873],
  [29.6807, -95.3615],
  [39.764, -86.1555],
  [34.043, -118.2673],
  [34.043, -118.2673],
  [35.1382, -90.0505],
  [25.7814, -80.187],
  [43.0435, -87.9167],
  [44.9795, -93.276],
  [29.949, -90.0821],
  [40.7505, -73.9934],
  [35.4634, -97.5151],
  [28.5392, -81.3839],
  [39.9012, -75.172],
  [33.4457, -112.0712],
  [45.5316, -122.6668],
  [38.5816, -121.4999],
  [29.427, -98.4375],
  [43.6434, -79.3791],
  [40.7683, -111.9011],
  [38.8981, -77.0209],
] as const
const [LAL, UTA] = [13, 28]

/** The miles between each two of them, as a query of one row for each. */
function distances(dialect: typeof duckdb): string {
  const rows = HOMES.map(([latitude, longitude], team) => `select ${team} as team, ${latitude}e0 as lat, ${longitude}e0 as lon`)
  const between = miles({ latitude: 'a.lat', longitude: 'a.lon' }, { latitude: 'b.lat', longitude: 'b.lon' })
  return `with homes as (${rows.join(' union all ')})
    select a.team * 100 + b.team as pair, ${render(between, { dialect })} as miles from homes as a cross join homes as b where a.team <> b.team order by 1`
}

/** Moments about the turn of clocks, in zones on both sides of it. */
const CLOCKS: readonly [instant: string, zone: string, shown: string, ahead: number][] = [
  ['2021-11-07 12:00:00', 'America/Denver', '2021-11-07 05:00:00', -420],
  ['2021-11-06 12:00:00', 'America/Denver', '2021-11-06 06:00:00', -360],
  ['2021-07-01 12:00:00', 'America/Phoenix', '2021-07-01 05:00:00', -420],
  ['2023-01-19 20:00:00', 'Europe/Paris', '2023-01-19 21:00:00', 60],
  ['2022-12-18 01:00:00', 'America/Mexico_City', '2022-12-17 19:00:00', -360],
]

function clocks(dialect: typeof duckdb): string {
  const shown = (text: string): Sql => clockSeconds(raw(`cast('${text}' as timestamp)`), raw(`'UTC'`))
  const rows = CLOCKS.map(([instant, zone, local], place) => {
    const seconds = [clockSeconds(raw(`cast('${instant}' as timestamp)`), raw(`'${zone}'`)), shown(local)].map(each => render(each, { dialect }))
    const ahead = render(zoneMinutes(raw(`date '${instant.slice(0, 10)}'`), raw(`'${zone}'`)), { dialect })
    return `select ${place} as place, ${seconds.join(' = ')} as same, ${ahead} as ahead`
  })
  return `select same, ahead from (${rows.join(' union all ')}) as t order by place`
}

describe('distances and clocks', () => {
  let store: Store
  beforeAll(async () => {
    store = await openDuckdb(':memory:')
  })
  afterAll(() => store.close())

  it('are those of a list that is in use: 1,012,766 miles over 870 ordered pairs, 581 from Los Angeles to Utah', async () => {
    const found = await store.rows<{ pair: number; miles: number }>(distances(duckdb))
    expect(found).toHaveLength(870)
    expect(found.reduce((sum, row) => sum + row.miles, 0)).toBe(1_012_766)
    expect(found.find(({ pair }) => pair === LAL * 100 + UTA)?.miles).toBe(581)
  })

  it('follow the clocks of that day', async () => {
    expect(await store.rows(clocks(duckdb))).toEqual(CLOCKS.map(([, , , ahead]) => ({ same: true, ahead })))
  })

  it.skipIf(oracleMissing !== undefined)(
    `are the same in Google’s engine${oracleHint}`,
    async () => {
      const oracle = await startOracle()
      try {
        for (const query of [distances, clocks]) expect(await oracle.rows(query(bigquery), [], {})).toEqual(await store.rows(query(duckdb)))
      } finally {
        oracle.stop()
      }
    },
    60_000,
  )
})

const PLAYERS = 'upcoming_player_game_context'
const TEAMS = 'upcoming_team_game_context'
let season: SmallSeason

interface Told {
  readonly arena?: string
  readonly city?: string
  readonly tip?: string
}

function play(day: string, teams: string, { arena, city, tip }: Told = {}): void {
  const game = season.game(day, teams).final(90, 100)
  game.scheduled('nba_schedule_v2', { arena_name: arena ?? null, arena_city: city ?? null, game_datetime_utc: tip ?? null })
  for (const team of teams.split('@')) game.plays(team, `${team} Player`)
}

async function way(team: string, day: string): Promise<unknown[]> {
  const row = await season.row(PLAYERS, `team_abbr = '${team}' and game_date = '${day}'`)
  const team_row = await season.row(TEAMS, `team_abbr = '${team}' and game_date = '${day}'`)
  expect(team_row['travel_miles']).toBe(row['travel_miles'])
  return [row['travel_miles'], row['time_zone_changes'], row['travel_direction']]
}

async function tip(day: string): Promise<unknown> {
  const [row] = await season.rows(PLAYERS, `game_date = '${day}'`, 'distinct game_start_time_local as tip')
  return row?.['tip']
}

beforeAll(async () => {
  season = await SmallSeason.open()
  play('2022-10-19', 'LAL@UTA', { tip: '2022-10-20T01:00:00Z' })
  play('2022-10-21', 'LAL@PHX', { arena: 'Footprint Center', tip: '2022-10-22T02:00:00Z' })
  play('2022-10-24', 'BOS@LAL', { arena: 'STAPLES Center', city: 'Los Angeles', tip: '2022-10-25T02:30:00Z' })
  play('2022-10-26', 'PHX@DEN', { tip: '2022-10-27T01:00:00Z' })
  play('2022-11-16', 'PHX@DEN', { tip: '2022-11-17T02:00:00Z' })
  play('2022-12-17', 'MIA@SAS', { arena: 'Mexico City Arena', city: 'Mexico City', tip: '2022-12-17T22:00:00Z' })
  play('2023-01-13', 'GSW@SAS', { arena: 'Alamodome', city: 'San Antonio', tip: '2023-01-14T00:30:00Z' })
  play('2023-01-17', 'CHI@DET', { tip: '2023-01-18T00:00:00Z' })
  play('2023-01-19', 'CHI@DET', { arena: 'AccorHotels Arena', city: 'Paris', tip: '2023-01-19T20:00:00Z' })
  play('2023-01-23', 'DET@MIL')
  play('2023-04-06', 'POR@SAS', { arena: 'Moody Center', city: 'Austin' })
  play('2023-04-08', 'MIN@SAS', { arena: 'Moody Center', city: 'Austin' })
  play('2023-04-09', 'SAS@MIN', { arena: 'Somewhere New', city: 'Minneapolis' })
  play('2023-04-10', 'SAS@MIN', { arena: 'Somewhere Else', city: 'Tokyo' })
  play('2023-04-12', 'SAS@DAL')
  await season.build({ first: '2022-10-01', last: '2023-04-30' })
})
afterAll(() => season.close())

describe('the way to a game', () => {
  it('begins at home, and leads from venue to venue', async () => {
    expect(await way('LAL', '2022-10-19')).toEqual([581, 1, 'east'])
    expect(await way('UTA', '2022-10-19')).toEqual([0, 0, 'neutral'])
  })

  it('leads home after a road trip, under any name of the arena', async () => {
    expect(await way('LAL', '2022-10-24')).toEqual([358, 0, 'neutral'])
    expect(await way('BOS', '2022-10-24')).toEqual([2592, 3, 'west'])
  })

  it('crosses the hour between Phoenix and Denver as long as clocks in Denver are ahead', async () => {
    expect(await way('PHX', '2022-10-26')).toEqual([585, 1, 'east'])
    expect(await way('PHX', '2022-11-16')).toEqual([0, 0, 'neutral'])
  })

  it('ends where the game is played, in Mexico City, San Antonio, Paris and Austin', async () => {
    expect(await way('SAS', '2022-12-17')).toEqual([688, 0, 'neutral'])
    expect(await way('SAS', '2023-01-13')).toEqual([687, 0, 'neutral'])
    expect(await way('DET', '2023-01-19')).toEqual([3933, 6, 'east'])
    expect(await way('DET', '2023-01-23')).toEqual([4094, 7, 'west'])
    expect(await way('SAS', '2023-04-06')).toEqual([75, 0, 'neutral'])
    expect(await way('SAS', '2023-04-08')).toEqual([0, 0, 'neutral'])
  })

  it('is that to the home of the home team where an unknown arena is in its city, else it is not known', async () => {
    expect(await way('MIN', '2023-04-09')).toEqual([1044, 0, 'neutral'])
    expect(await way('SAS', '2023-04-10')).toEqual([null, null, null])
    expect(await way('SAS', '2023-04-12')).toEqual([null, null, null])
    const row = await season.row(TEAMS, `team_abbr = 'SAS' and game_date = '2023-04-12'`)
    expect(row['quality_issues']).toContain('no_venue')
  })

  it('adds up over the 14 days before, unless a part of it is not known', async () => {
    const sums = (team: string, day: string): Promise<unknown> =>
      season
        .row(PLAYERS, `team_abbr = '${team}' and game_date = '${day}'`)
        .then(row => [row['miles_traveled_last_14_days'], row['time_zones_crossed_last_14_days']])
    expect(await sums('LAL', '2022-10-19')).toEqual([0, 0])
    expect(await sums('LAL', '2022-10-24')).toEqual([581 + 506, 2])
    expect(await sums('SAS', '2023-04-12')).toEqual([null, null])
  })

  it('has a tip-off on the clock of the venue', async () => {
    expect(await tip('2022-10-19')).toBe('7:00 PM MT')
    expect(await tip('2022-10-21')).toBe('7:00 PM MST')
    expect(await tip('2022-10-24')).toBe('7:30 PM PT')
    expect(await tip('2022-11-16')).toBe('7:00 PM MT')
    expect(await tip('2022-12-17')).toBe('4:00 PM UTC-6')
    expect(await tip('2023-01-13')).toBe('6:30 PM CT')
    expect(await tip('2023-01-19')).toBe('9:00 PM UTC+1')
    expect(await tip('2023-04-12')).toBe(null)
  })
})

describe('what a user tells of arenas and distances', () => {
  it('overrides what is declared, and reaches what it changes', async () => {
    season.put(travelDistances, { feed: 'user', from_team: 'LAL', to_team: 'UTA', distance_miles: 600 })
    const arena = { feed: 'user', arena_name: 'Somewhere Else', team_abbr: '', first_day: '1946-11-01', arena_city: 'Tokyo' }
    season.put(arenaRows, { ...arena, latitude: 35.6762, longitude: 139.6503, time_zone: 'Asia/Tokyo' })
    await season.build({ first: '2022-10-01', last: '2023-04-30', now: '2023-07-02T00:00:00.000Z' })
    expect(await way('LAL', '2022-10-19')).toEqual([600, 1, 'east'])
    expect(await way('SAS', '2023-04-10')).toEqual([5958, 14, 'east'])
    const again = await season.build({ first: '2022-10-01', last: '2023-04-30', now: '2023-07-03T00:00:00.000Z', force: true })
    expect(again.tables.reduce((sum, table) => sum + table.rows_written, 0)).toBe(0)
  })
})
