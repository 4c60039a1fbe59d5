import { BackcourtError } from '../../errors.ts'
import type { Row, Store } from '../../store/store.ts'
import type { MovedRow, PlayerMembers } from '../documents.ts'
import { IS_CORRECTION, rowsOf } from './moved.ts'
import { labelOf } from './seasons.ts'

/** A player by his lookup: his seasons, and the games of one of them, or of his newest. Throws not_found. */
export async function playerOf(store: Store, player: string, asked: number | undefined): Promise<PlayerMembers> {
  const who = store.dialect.text(player.toLowerCase())
  const seasons = await store.rows(SEASONS(who))
  const played = asked ?? yearOf(seasons[0])
  const contexts = await store.rows(CONTEXTS(who, played))
  const season = played ?? yearOf(contexts[0])
  const games = season === undefined ? [] : await store.rows(GAMES(who, season))
  const known = [...games.toReversed(), ...contexts, ...seasons][0] ?? (await identityOf(store, who))
  if (known === undefined) {
    throw new BackcourtError('not_found', `no player is looked up as ${player}`, { where: player, next: 'search for a part of his name' })
  }
  const { player_full_name: name, universal_player_id: id } = known
  return {
    player: player.toLowerCase(),
    name: typeof name === 'string' ? name : player,
    id: typeof id === 'string' ? id : null,
    season: labelOf(season),
    seasons,
    games,
    contexts: contexts.filter(row => season === undefined || row['season_year'] === season),
    corrections: await correctionsOf(store, player.toLowerCase(), games),
  }
}

function yearOf(row: Row | undefined): number | undefined {
  const year = row?.['season_year']
  return typeof year === 'number' ? year : undefined
}

/** His statistics that were others once, on the dates of some games. */
async function correctionsOf(store: Store, player: string, games: readonly Row[]): Promise<readonly MovedRow[]> {
  const dates = games.flatMap(({ game_date: date }) => (typeof date === 'string' ? [`'${date}'`] : []))
  if (dates.length === 0) return []
  const which = `game_date in (${dates.join(', ')}) and ends_with(row_key, ${store.dialect.text(`/${player}`)}) and ${IS_CORRECTION}`
  return rowsOf(store, which, { limit: 50, from: 0 })
}

/** Averages per game and rates over the season, each from its sums. */
const SEASONS = (who: string): string => `
  select
    season_year,
    string_agg(distinct team_abbr, ', ' order by team_abbr) as teams,
    arg_max(player_full_name, game_date) as player_full_name,
    arg_max(universal_player_id, game_date) as universal_player_id,
    cast(count(*) as bigint) as games,
    cast(count(*) filter (where starter_flag) as bigint) as starts,
    avg(minutes_played) as minutes,
    avg(points) as points,
    avg(offensive_rebounds + defensive_rebounds) as rebounds,
    avg(assists) as assists,
    avg(steals) as steals,
    avg(blocks) as blocks,
    avg(turnovers) as turnovers,
    cast(sum(fg_makes) as double) / nullif(sum(fg_attempts), 0) as fg_pct,
    cast(sum(three_pt_makes) as double) / nullif(sum(three_pt_attempts), 0) as three_pct,
    cast(sum(ft_makes) as double) / nullif(sum(ft_attempts), 0) as ft_pct,
    cast(sum(points) as double) / nullif(2 * (sum(fg_attempts) + 0.44 * sum(ft_attempts)), 0) as ts_pct,
    avg(usage_rate) as usage,
    avg(days_rest) as rest
  from nba_analytics.player_game_summary
  left join (select game_date, days_rest from nba_analytics.upcoming_player_game_context where player_lookup = ${who}) as c using (game_date)
  where player_lookup = ${who}
  group by season_year
  order by season_year desc`

const GAMES = (who: string, season: number): string => `
  select
    cast(p.game_date as varchar) as game_date, p.player_lookup, p.player_full_name, p.universal_player_id, p.game_id, p.nba_game_id, p.team_abbr, p.opponent_team_abbr, p.home_game,
    p.win_flag, p.starter_flag, p.minutes_played, p.points, p.offensive_rebounds, p.defensive_rebounds, p.assists, p.steals, p.blocks, p.turnovers, p.personal_fouls,
    p.fg_makes, p.fg_attempts, p.three_pt_makes, p.three_pt_attempts, p.ft_makes, p.ft_attempts, p.plus_minus, p.ts_pct, p.efg_pct, p.usage_rate, p.points_line, p.over_under_result, c.days_rest
  from nba_analytics.player_game_summary as p
  left join nba_analytics.upcoming_player_game_context as c
    on c.game_date = p.game_date and c.player_lookup = ${who} and c.season_year = ${season}
  where p.player_lookup = ${who} and p.season_year = ${season}
  order by p.game_date desc`

/** The last games of a season, or of all, that he was listed for, those to come included, without those that he played. */
const CONTEXTS = (who: string, season: number | undefined): string => `
  select
    cast(c.game_date as varchar) as game_date, c.season_year, c.player_full_name, c.universal_player_id, c.team_abbr, c.opponent_team_abbr, c.home_game, c.days_rest,
    c.points_avg_last_5, c.points_avg_last_10, c.opponent_def_rating_last_10, c.player_status
  from nba_analytics.upcoming_player_game_context as c
  left join nba_analytics.player_game_summary as p
    on p.game_date = c.game_date and p.player_lookup = ${who} ${ofSeason('p', season)}
  where c.player_lookup = ${who} and p.player_lookup is null ${ofSeason('c', season)}
  order by c.game_date desc
  limit 40`

/** Said of each table that is read: rows of other seasons are passed over unread. */
function ofSeason(table: string, season: number | undefined): string {
  return season === undefined ? '' : `and ${table}.season_year = ${season}`
}

async function identityOf(store: Store, who: string): Promise<Row | undefined> {
  const [found] = await store.rows(`
    select player_full_name, universal_player_id
    from nba_reference.player_identities
    where ended_by is null and player_lookup = ${who}
    limit 1`)
  return found
}
