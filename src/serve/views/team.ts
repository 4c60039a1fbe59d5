import { BackcourtError } from '../../errors.ts'
import { fullName } from '../../nba/teams.ts'
import type { Store } from '../../store/store.ts'
import type { TeamMembers } from '../documents.ts'
import { labelOf } from './seasons.ts'

/** A team by its code: its seasons, and the games and players of one of them, or of the newest. Throws not_found. */
export async function teamOf(store: Store, typed: string, asked: number | undefined): Promise<TeamMembers> {
  const team = typed.toUpperCase()
  const code = store.dialect.text(team)
  const seasons = await store.rows(SEASONS(code))
  if (seasons.length === 0 && !(await isScheduled(store, code)))
    throw new BackcourtError('not_found', `no games of a team ${team} are known`, { where: typed, next: 'search for a team' })
  const season = asked ?? (seasons[0] === undefined ? undefined : Number(seasons[0]['season_year']))
  return {
    team,
    name: fullName(team) ?? null,
    season: labelOf(season),
    seasons,
    games: season === undefined ? [] : await store.rows(GAMES(code, season)),
    contexts: season === undefined ? [] : await store.rows(CONTEXTS(code, season)),
    players: season === undefined ? [] : await store.rows(PLAYERS(code, season)),
  }
}

async function isScheduled(store: Store, code: string): Promise<boolean> {
  const found = await store.rows(`select 1 from nba_reference.game_states where ended_by is null and ${code} in (home_team, away_team) limit 1`)
  return found.length > 0
}

/** Ratings of a season weigh each game by its possessions. */
const SEASONS = (code: string): string => `
  select
    o.season_year,
    cast(count(*) as bigint) as games,
    cast(count(*) filter (where o.win_flag) as bigint) as won,
    cast(count(*) filter (where not o.win_flag) as bigint) as lost,
    avg(o.points_scored) as points_for,
    avg(d.points_allowed) as points_against,
    100.0 * sum(o.points_scored) / nullif(sum(o.possessions), 0) as offensive_rating,
    100.0 * sum(d.points_allowed) / nullif(sum(o.possessions), 0) as defensive_rating,
    avg(o.pace) as pace,
    cast(sum(o.points_scored) as double) / nullif(2 * (sum(o.fg_attempts) + 0.44 * sum(o.ft_attempts)), 0) as ts_pct
  from nba_analytics.team_offense_game_summary as o
  left join nba_analytics.team_defense_game_summary as d
    on d.game_date = o.game_date and d.defending_team_abbr = o.team_abbr
  where o.team_abbr = ${code}
  group by o.season_year
  order by o.season_year desc`

const GAMES = (code: string, season: number): string => `
  select
    cast(o.game_date as varchar) as game_date, o.game_id, o.nba_game_id, o.team_abbr, o.opponent_team_abbr, o.home_game, o.win_flag, o.margin_of_victory, o.overtime_periods,
    o.points_scored, d.points_allowed, o.offensive_rating, d.defensive_rating, o.pace, o.possessions, o.ts_pct, d.opponent_ts_pct, o.rebounds, o.assists, o.turnovers,
    o.players_inactive, o.starters_inactive, c.team_days_rest, c.travel_miles, c.game_spread, c.game_total
  from nba_analytics.team_offense_game_summary as o
  left join nba_analytics.team_defense_game_summary as d
    on d.game_date = o.game_date and d.defending_team_abbr = o.team_abbr
  left join nba_analytics.upcoming_team_game_context as c
    on c.game_date = o.game_date and c.team_abbr = o.team_abbr
  where o.team_abbr = ${code} and o.season_year = ${season}
  order by o.game_date desc`

/** The next games of a season that have no result yet. */
const CONTEXTS = (code: string, season: number): string => `
  select c.* replace (cast(c.game_date as varchar) as game_date)
  from nba_analytics.upcoming_team_game_context as c
  left join nba_analytics.team_offense_game_summary as o
    on o.game_date = c.game_date and o.team_abbr = c.team_abbr
  where c.team_abbr = ${code} and c.season_year = ${season} and o.team_abbr is null
  order by c.game_date
  limit 20`

const PLAYERS = (code: string, season: number): string => `
  select
    player_lookup,
    arg_max(player_full_name, game_date) as player_full_name,
    cast(count(*) as bigint) as games,
    cast(count(*) filter (where starter_flag) as bigint) as starts,
    avg(minutes_played) as minutes,
    avg(points) as points,
    avg(offensive_rebounds + defensive_rebounds) as rebounds,
    avg(assists) as assists,
    cast(sum(points) as double) / nullif(2 * (sum(fg_attempts) + 0.44 * sum(ft_attempts)), 0) as ts_pct,
    avg(plus_minus) as plus_minus
  from nba_analytics.player_game_summary
  where team_abbr = ${code} and season_year = ${season}
  group by player_lookup
  order by minutes desc nulls last, player_lookup`
