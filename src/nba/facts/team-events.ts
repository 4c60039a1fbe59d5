import { pieces } from './items.ts'
import { raw, sql, type Sql } from '../../sql/sql.ts'
import { teamEventFacts } from '../team-event-facts.ts'

/** Zones of a team’s shots, NULL where they are not those of its box score. */
export const TEAM_ZONES: readonly string[] = ['paint_attempts', 'paint_makes', 'mid_range_attempts', 'mid_range_makes']

/** Shots that a team blocked by zone, NULL where they are not those of its box score. */
export const TEAM_BLOCKS: readonly string[] = ['paint_blocks', 'mid_range_blocks', 'three_pt_blocks']

/** Points of a team in special situations, by its box score, else by its events. */
const SITUATIONS: Readonly<Record<string, string>> = {
  second_chance_points: 'second_chance_points',
  fast_break_points: 'fast_break_points',
  official_points_in_paint: 'points_in_paint',
}
export const TEAM_SITUATIONS: readonly string[] = Object.keys(SITUATIONS)

/** Everything that events tell of a team, beside its box score. */
export const TEAM_EVENTS: readonly string[] = [...TEAM_ZONES, ...TEAM_BLOCKS, ...TEAM_SITUATIONS]

/** A statistic of the team by its best box score, else as the sum of its players. */
function boxed(name: string): string {
  return `coalesce(b.${name}, p.${name})`
}

const TWOS_MADE = `${boxed('fg_made')} - ${boxed('three_pt_made')}`
const TWOS_ATTEMPTED = `${boxed('fg_attempted')} - ${boxed('three_pt_attempted')}`

const eventsAgree: Sql = raw(`e.events_from is not null and e.points = ${boxed('points')}`)
const zonesAgree: Sql = raw(
  `e.paint_attempts + e.mid_range_attempts = ${TWOS_ATTEMPTED} and e.paint_makes + e.mid_range_makes = ${TWOS_MADE} and e.three_pt_attempts = ${boxed('three_pt_attempted')}`,
)
const blocksAgree: Sql = raw(`e.events_from is not null and e.paint_blocks + e.mid_range_blocks + e.three_pt_blocks = ${boxed('blocks')}`)

/** What events tell of a team in a game, as select items over the box score `b`, the sums of its players `p` and its events `e`. */
export const eventItems: Sql = sql`e.events_from,
      e.zones_from,
      e.events_table,
      e.zones_table,
      coalesce(${eventsAgree}, false) as events_agree,
      coalesce(${zonesAgree}, false) as zones_agree,
      coalesce(${blocksAgree}, false) as blocks_agree,
      e.overtime_periods as overtimes_by_events,
      coalesce(case when ${eventsAgree} then e.team_turnovers end, b.turnovers_with_team - coalesce(b.turnovers, p.turnovers)) as team_turnovers,
      ${pieces(TEAM_ZONES, name => sql`case when ${zonesAgree} then ${raw(`e.${name}`)} end as ${raw(name)}`)},
      ${pieces(TEAM_BLOCKS, name => sql`case when ${blocksAgree} then ${raw(`e.${name}`)} end as ${raw(name)}`)},
      ${pieces(TEAM_SITUATIONS, name => sql`coalesce(${raw(`b.${SITUATIONS[name]}`)}, case when ${eventsAgree} then ${raw(`e.${name}`)} end) as ${raw(name)}`)}`

/** The events of a team `t` in a game. */
export const eventJoin: Sql = sql`left join ${teamEventFacts} as e
      on e.nba_game_id = t.nba_game_id and e.team_abbr = t.team_abbr`
