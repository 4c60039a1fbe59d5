import { raw, sql, type Sql } from '../../sql/sql.ts'
import { playerEventFacts } from '../player-event-facts.ts'
import { teamEventFacts } from '../team-event-facts.ts'
import { countedIdentities } from './counted-identities.ts'
import { games } from './games.ts'
import { pieces } from './items.ts'

/** Zones of a player’s shots, NULL where they are not those of his stat line. */
const ZONES: readonly string[] = ['paint_attempts', 'paint_makes', 'mid_range_attempts', 'mid_range_makes']

/** How his makes came about, NULL where they are not those of his stat line. */
const CREATION: readonly string[] = ['assisted_fg_makes', 'unassisted_fg_makes', 'and1_count']

const BLOCKS: readonly string[] = ['paint_blocks', 'mid_range_blocks', 'three_pt_blocks']

/** Points that depend on when they were scored, NULL where his points are not those of his stat line. */
const TIMED_POINTS: readonly string[] = ['fourth_quarter_points', 'clutch_points']

const TIMES: Readonly<Record<string, string>> = { fourth_quarter_seconds: 'fourth_quarter_timed', clutch_seconds: 'clutch_timed' }

/** Everything that events tell of a player, beside his stat line. */
export const PLAYER_EVENTS: readonly string[] = [...ZONES, ...CREATION, ...BLOCKS, ...TIMED_POINTS, ...Object.keys(TIMES)]

/** What events tell of him; who is in none has 0 of it. */
function told(name: string): string {
  return `coalesce(x.${name}, 0)`
}

function sumOf(names: readonly string[]): string {
  return names.map(told).join(' + ')
}

const zonesAgree: Sql = raw(
  `e.zones_from is not null and ${sumOf(['paint_attempts', 'mid_range_attempts'])} = l.field_goals_attempted - l.three_pointers_attempted and ${sumOf(['paint_makes', 'mid_range_makes'])} = l.field_goals_made - l.three_pointers_made`,
)
const creationAgrees: Sql = raw(`e.events_from is not null and ${sumOf(['assisted_fg_makes', 'unassisted_fg_makes'])} = l.field_goals_made`)
const blocksAgree: Sql = raw(`e.events_from is not null and ${sumOf(BLOCKS)} = l.blocks`)
const pointsAgree: Sql = raw(`e.events_from is not null and ${told('points')} = l.points`)

function known(names: readonly string[], agrees: Sql): Sql {
  return pieces(names, name => sql`case when l.player_status = 'active' and ${agrees} then ${raw(told(name))} end as ${raw(name)}`)
}

/** What events tell of a player in a game, as select items over his stat line `l`, his events `x` and those of his team `e`. */
export const playerEventItems: Sql = sql`coalesce(l.starter, case when l.player_status = 'active' and e.starters_known then coalesce(x.started, false) end) as starter,
      e.events_from,
      e.zones_from,
      e.events_table,
      e.zones_table,
      coalesce(${zonesAgree}, false) as zones_agree,
      coalesce(${creationAgrees} and ${blocksAgree} and ${pointsAgree}, false) as events_agree,
      ${known(ZONES, zonesAgree)},
      ${known(CREATION, creationAgrees)},
      ${known(BLOCKS, blocksAgree)},
      ${known(TIMED_POINTS, pointsAgree)},
      ${pieces(
        Object.entries(TIMES).map(pair => pair.join(' ')),
        pair => {
          const [name = '', timed = ''] = pair.split(' ')
          return raw(`case when l.player_status = 'active' and e.${timed} then ${told(name)} end as ${name}`)
        },
      )}`

/** The events of a player `l` and of his team. */
export const playerEventJoins: Sql = sql`left join (
      select f.*, i.person_id
      from ${playerEventFacts} as f
      join ${games} as g
        on g.nba_game_id = f.nba_game_id
      join ${countedIdentities} as i
        on i.source = 'nba' and i.source_player_id = cast(f.nba_player_id as string)
    ) as x
      on x.nba_game_id = l.nba_game_id and x.person_id = l.person_id and x.team_abbr = l.team_abbr
    left join ${teamEventFacts} as e
      on e.nba_game_id = l.nba_game_id and e.team_abbr = l.team_abbr`
