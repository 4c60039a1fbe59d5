import type { Store } from '../../store/store.ts'
import type { LeadersMembers } from '../documents.ts'
import { labelOf } from './seasons.ts'

/** All players or all teams of the newest season that is built. */
export async function leaders(store: Store, of: 'players' | 'teams'): Promise<LeadersMembers> {
  const table = of === 'players' ? 'player_game_summary' : 'team_offense_game_summary'
  const [newest] = await store.rows<{ year: number | null }>(`select max(season_year) as year from nba_analytics.${table}`)
  const year = newest?.year ?? undefined
  return { season: labelOf(year), rows: year === undefined ? [] : await store.rows(of === 'players' ? PLAYERS(year) : TEAMS(year)) }
}

const PLAYERS = (year: number): string => `
  select
    player_lookup,
    arg_max(player_full_name, game_date) as player_full_name,
    arg_max(team_abbr, game_date) as team_abbr,
    count(*) as games,
    avg(minutes_played) as minutes,
    avg(points) as points,
    avg(offensive_rebounds + defensive_rebounds) as rebounds,
    avg(assists) as assists,
    cast(sum(points) as double) / nullif(2 * (sum(fg_attempts) + 0.44 * sum(ft_attempts)), 0) as ts_pct
  from nba_analytics.player_game_summary
  where season_year = ${year}
  group by player_lookup
  order by points desc nulls last, player_lookup`

const TEAMS = (year: number): string => `
  select
    o.team_abbr,
    count(*) as games,
    count(*) filter (where o.win_flag) as won,
    count(*) filter (where not o.win_flag) as lost,
    avg(o.margin_of_victory) as margin,
    100.0 * sum(o.points_scored) / nullif(sum(o.possessions), 0) as offensive_rating,
    100.0 * sum(d.points_allowed) / nullif(sum(o.possessions), 0) as defensive_rating,
    avg(o.pace) as pace
  from nba_analytics.team_offense_game_summary as o
  left join nba_analytics.team_defense_game_summary as d
    on d.game_date = o.game_date and d.defending_team_abbr = o.team_abbr and d.season_year = ${year}
  where o.season_year = ${year}
  group by o.team_abbr
  order by margin desc nulls last, o.team_abbr`
