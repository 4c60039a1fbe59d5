import { parseDay, type Day } from '../../calendar.ts'
import type { Row, Store } from '../../store/store.ts'
import type { TonightMembers, TonightSide } from '../documents.ts'
import { sourcesOf } from '../../nba/sources/index.ts'
import { unionAll } from '../../nba/facts/items.ts'
import { isPersonOf } from '../../nba/person-ids.ts'
import { playerIdentities } from '../../nba/player-identities.ts'
import { raw, sql, type Sql } from '../../sql/sql.ts'
import { compileQuery } from '../../table/compile.ts'
import { gamesOn, neighbours } from './games.ts'

/** What is told of each player before the tip. */
const OF_PLAYERS = `
  player_lookup, player_full_name, team_abbr, nba_game_id, home_game, days_rest, back_to_back, games_in_last_7_days, minutes_in_last_7_days,
  points_avg_last_5, points_avg_last_10, l5_games_used, l10_games_used, projected_usage_rate, avg_minutes_per_game_last_7, avg_usage_rate_last_7_games,
  opponent_def_rating_last_10, pace_differential, player_status, injury_report, current_points_line, opening_points_line, line_movement, current_points_line_source, opening_spread, opening_total, quality_tier`

/** The first date that is still to be played, else the last one that is built, else the last one there is. */
export async function nextNight(store: Store): Promise<Day | undefined> {
  const [found] = await store.rows<{ date: string | null }>(`
    select cast(coalesce(
      (select min(game_date) from nba_reference.game_states where ended_by is null and state = 'upcoming'),
      (select max(game_date) from nba_processing.unit_states where status in ('done', 'unchanged') and row_count > 0),
      (select max(game_date) from nba_reference.game_states where ended_by is null)
    ) as varchar) as date`)
  return found?.date == null ? undefined : parseDay(found.date, 'date')
}

/** Both sides of each game of a date, as known before the tip. */
export async function tonight(store: Store, date: Day): Promise<TonightMembers> {
  const games = await gamesOn(store, date)
  const contexts = await store.rows(`select * from nba_analytics.upcoming_team_game_context where game_date = date '${date}'`)
  const players = await store.rows(`
    select ${OF_PLAYERS}
    from nba_analytics.upcoming_player_game_context
    where game_date = date '${date}'
    order by points_avg_last_10 desc nulls last, player_lookup`)
  const inactive = await store.rows(compileQuery(inactiveOn(date), store))
  const form = await store.rows(FORM(date))
  const side = (team: string, game: string): TonightSide => ({
    team,
    context: contexts.find(row => isOf(row, team, game)) ?? null,
    form: form.find(row => row['team_abbr'] === team) ?? null,
    players: players.filter(row => isOf(row, team, game)),
    inactive: inactive.filter(row => isOf(row, team, game)),
  })
  return {
    date,
    ...(await neighbours(store, date)),
    games: games.map(game => ({ ...game, sides: [side(game.away, game.nba_game_id), side(game.home, game.nba_game_id)] })),
  }
}

function isOf(row: Row, team: string, game: string): boolean {
  return row['team_abbr'] === team && row['nba_game_id'] === game
}

/** Who is on an inactive list, by the name that all tables carry, with the reason where the list gives one; each once. */
const inactiveOn = (date: Day): Sql => sql`
  select nba_game_id, team_abbr, player_lookup, any_value(player_full_name) as player_full_name, any_value(reason) as reason
  from (${unionAll(
    sourcesOf('inactive list').map(source => {
      const reasons = ['description', 'reason'].filter(column => column in source.columns)
      const reason = reasons.length === 0 ? 'cast(null as varchar)' : `coalesce(${reasons.map(column => `r.${column}`).join(', ')})`
      return sql`
        select
          r.nba_game_id,
          r.team_abbr,
          coalesce(i.player_lookup, r.player_lookup) as player_lookup,
          coalesce(i.player_full_name, r.player_full_name) as player_full_name,
          ${raw(reason)} as reason
        from ${source} as r
        left join ${playerIdentities} as i
          on ${isPersonOf(source)}
        where r.game_date = ${raw(`date '${date}'`)}`
    }),
  )}) as listed
  group by nba_game_id, team_abbr, player_lookup
  order by team_abbr, player_full_name`

/** Games before a night, of its season: won and lost in all and in the last ten, and ratings of the last ten, weighed by possessions. */
const FORM = (date: Day): string => `
  with before as (
    select o.team_abbr, o.win_flag, o.points_scored, o.possessions, o.pace, d.points_allowed,
      row_number() over (partition by o.team_abbr order by o.game_date desc) as ago
    from nba_analytics.team_offense_game_summary as o
    left join nba_analytics.team_defense_game_summary as d
      on d.game_date = o.game_date and d.defending_team_abbr = o.team_abbr
    where o.game_date < date '${date}'
      and o.season_year = (select max(season_year) from nba_reference.game_states where ended_by is null and game_date = date '${date}')
  )
  select
    team_abbr,
    cast(count(*) filter (where win_flag) as bigint) as won,
    cast(count(*) filter (where not win_flag) as bigint) as lost,
    cast(count(*) filter (where win_flag and ago <= 10) as bigint) as won_last_10,
    cast(count(*) filter (where not win_flag and ago <= 10) as bigint) as lost_last_10,
    100.0 * sum(points_scored) filter (where ago <= 10) / nullif(sum(possessions) filter (where ago <= 10), 0) as offensive_rating,
    100.0 * sum(points_allowed) filter (where ago <= 10) / nullif(sum(possessions) filter (where ago <= 10), 0) as defensive_rating,
    avg(pace) filter (where ago <= 10) as pace
  from before
  group by team_abbr`
