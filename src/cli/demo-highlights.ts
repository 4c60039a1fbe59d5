import type { ResultColumn, Row, Store } from '../store/store.ts'

/** A few rows with a title. */
export interface Highlight {
  readonly title: string
  readonly columns: readonly ResultColumn[]
  readonly rows: readonly Row[]
}

/** What a fan would look at first. */
export type Highlights = readonly Highlight[]

const TOP_SCORERS = `
  select player_full_name as player, team_abbr as team, opponent_team_abbr as against, points, offensive_rebounds + defensive_rebounds as rebounds,
    assists, minutes_played as minutes, ts_pct, usage_rate as usage, case when win_flag then 'won' else 'lost' end as result
  from nba_analytics.player_game_summary
  where game_date = (select max(game_date) from nba_analytics.player_game_summary)
  order by points desc, player_lookup
  limit 5`

const BEFORE_THE_TIP = `
  select c.player_full_name as player, c.game_id as game, c.days_rest, c.points_avg_last_5 as points_last_5, c.points_avg_last_10 as points_last_10,
    c.games_in_last_7_days as games_7_days, c.opponent_def_rating_last_10 as opponent_def_rating, s.points as then_scored
  from nba_analytics.upcoming_player_game_context as c
  join nba_analytics.player_game_summary as s
    on s.game_date = c.game_date and s.player_lookup = c.player_lookup
  where c.player_lookup = (
    select player_lookup from nba_analytics.player_game_summary group by player_lookup order by sum(points) desc, player_lookup limit 1)
  order by c.game_date desc
  limit 5`

const SHOT_PROFILES = `
  select min(player_full_name) as player, min(team_abbr) as team, sum(points) as points,
    sum(paint_makes) || '/' || sum(paint_attempts) as paint, sum(mid_range_makes) || '/' || sum(mid_range_attempts) as mid_range,
    sum(three_pt_makes) || '/' || sum(three_pt_attempts) as threes, round(100.0 * sum(assisted_fg_makes) / nullif(sum(fg_makes), 0)) as assisted_pct,
    sum(and1_count) as and_1
  from nba_analytics.player_game_summary
  group by player_lookup
  order by sum(points) desc, player_lookup
  limit 5`

const LINES_THAT_MOVED = `
  select c.player_full_name as player, c.game_id as game, c.opening_points_line as opened_at, c.current_points_line as closed_at, c.line_movement as moved,
    c.current_points_line_source as book, s.points as scored, s.over_under_result as result
  from nba_analytics.upcoming_player_game_context as c
  join nba_analytics.player_game_summary as s
    on s.game_date = c.game_date and s.player_lookup = c.player_lookup
  where c.line_movement <> 0 and c.game_date > (select max(game_date) from nba_analytics.player_game_summary) - 7
  order by abs(c.line_movement) desc, c.game_date desc, c.player_lookup
  limit 5`

/** Rows of the last night, and what was known of a player before his games. */
export async function highlights(store: Store): Promise<Highlights> {
  const [last] = await store.rows<{ day: string }>('select max(game_date) as day from nba_analytics.player_game_summary')
  return [
    await highlight(store, `top scorers of ${last?.day ?? 'the last night'}`, TOP_SCORERS),
    await highlight(store, 'where the best scorers of the month took and made their shots', SHOT_PROFILES),
    await highlight(store, 'the best scorer of the month before each of his last games, and what he did then', BEFORE_THE_TIP),
    await highlight(store, 'lines on points that moved the most before the tip, in the last week', LINES_THAT_MOVED),
  ]
}

async function highlight(store: Store, title: string, query: string): Promise<Highlight> {
  return { title, columns: await store.describe(query), rows: await store.rows(query) }
}
