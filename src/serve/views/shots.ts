import type { DayRange } from '../../calendar.ts'
import { sourcesOf } from '../../nba/sources/index.ts'
import { qualifiedName } from '../../table/source.ts'
import type { Store } from '../../store/store.ts'
import type { Hexagon, ShotsMembers } from '../documents.ts'
import { datesOfSeason } from './seasons.ts'

/** A shot: feet across and along the court from the hoop, left and right as seen from there. */
export interface Shot {
  readonly x: number
  readonly y: number
  readonly made: boolean
  readonly worth: number
  readonly zone: string
}

/** Feet from the middle of a hexagon to its corners. */
const RADIUS = 1.2
/** Feet from the hoop to where a drawing of half a court ends. */
const HALF_COURT = 41.75

/** Where a player shot from in a season, by hexagons, and what he and the league made of each zone. */
export async function shotsOf(store: Store, player: string, season: number): Promise<ShotsMembers> {
  const dates = await datesOfSeason(store, season)
  if (dates === undefined) return { radius: RADIUS, hexagons: [], beyond: 0, zones: [] }
  const shots = await store.rows<Shot>(
    `${PLACED(dates)} select x, y, made, worth, zone from placed where nba_player_id in (${IDS(store, player)}) and x is not null and y is not null`,
  )
  const zones = await store.rows<ShotsMembers['zones'][number]>(`${PLACED(dates)}
    select
      zone,
      ${['attempts', 'makes', 'points'].map(name => `cast(${COUNTED[name as keyof typeof COUNTED]} filter (where nba_player_id in (${IDS(store, player)})) as bigint) as ${name}`).join(', ')},
      cast(count(*) as bigint) as league_attempts,
      cast(${COUNTED.points} as bigint) as league_points
    from placed
    group by zone
    order by league_attempts desc, zone`)
  const near = shots.filter(({ y }) => y <= HALF_COURT)
  return {
    radius: RADIUS,
    hexagons: hexagonsOf(near, RADIUS),
    beyond: shots.length - near.length,
    zones: zones.filter(({ attempts }) => attempts > 0).map(zone => ({ ...zone, makes: zone.makes ?? 0, points: zone.points ?? 0 })),
  }
}

const COUNTED = { attempts: 'count(*)', makes: 'sum(case when made then 1 else 0 end)', points: 'sum(case when made then worth else 0 end)' } as const

const IDS = (store: Store, player: string): string =>
  `select nba_player_id from nba_reference.player_identities where ended_by is null and player_lookup = ${store.dialect.text(player.toLowerCase())}`

const SHOTS = sourcesOf('shot')
  .map(source => `select * from ${qualifiedName(source)}`)
  .join(' union all by name ')

/**
 * The shots between two dates, by the NBA's own zones where the feed has them. Feeds write places in tenths of feet from the hoop, or in feet from the baseline and with the sides
 * exchanged: which of the two, the distance tells.
 */
const PLACED = ({ first, last }: DayRange): string => `
  with found as (
    select
      nba_player_id, shot_made as made, case when shot_type = '3PT' then 3 else 2 end as worth, loc_x, loc_y,
      coalesce(zone_basic, case when shot_type = '3PT' then 'Three' when shot_distance <= 8 then 'Paint' else 'Mid-Range' end) as zone,
      abs(sqrt(loc_x * loc_x + loc_y * loc_y) / 10 - shot_distance) <= abs(sqrt(loc_x * loc_x + (loc_y - 5.25) * (loc_y - 5.25)) - shot_distance) as in_tenths
    from (${SHOTS}) as s
    where ended_by is null and game_date between date '${first}' and date '${last}'
  ), placed as (
    select nba_player_id, made, worth, zone, case when in_tenths then loc_x / 10 else -loc_x end as x, case when in_tenths then loc_y / 10 else loc_y - 5.25 end as y
    from found
  )`

/** The hexagons that shots lie in, those with most shots first. */
export function hexagonsOf(shots: readonly Shot[], radius: number): Hexagon[] {
  const found = new Map<string, Hexagon & { attempts: number; makes: number; points: number }>()
  for (const { x, y, made, worth, zone } of shots) {
    const [column, row] = hexagonAt(x / radius, y / radius)
    const name = `${column} ${row} ${zone}`
    const middle = { x: radius * Math.sqrt(3) * (column + row / 2), y: radius * 1.5 * row }
    const hexagon = found.get(name) ?? { ...middle, zone, attempts: 0, makes: 0, points: 0 }
    hexagon.attempts += 1
    if (made) {
      hexagon.makes += 1
      hexagon.points += worth
    }
    found.set(name, hexagon)
  }
  return [...found.values()].toSorted((a, b) => b.attempts - a.attempts || a.y - b.y || a.x - b.x)
}

/** Axial coordinates of the hexagon, corner up and of radius 1, that a place lies in: rounded in three directions of which the one that is rounded most follows from the others. */
function hexagonAt(x: number, y: number): readonly [number, number] {
  const [q, r] = [(Math.sqrt(3) * x) / 3 - y / 3, (2 * y) / 3]
  const s = -q - r
  const [column, row, third] = [Math.round(q), Math.round(r), Math.round(s)]
  const [ofColumn, ofRow, ofThird] = [Math.abs(column - q), Math.abs(row - r), Math.abs(third - s)]
  if (ofColumn > ofRow && ofColumn > ofThird) return [-row - third, row]
  return ofRow > ofThird ? [column, -column - third] : [column, row]
}
