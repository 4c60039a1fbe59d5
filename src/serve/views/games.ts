import type { Store } from '../../store/store.ts'
import { seasonLabel, type Day } from '../../calendar.ts'
import type { GameEntry } from '../documents.ts'

type FoundGame = Omit<GameEntry, 'season'> & { readonly season_year: number }

/** The games of a date, with points where they were played and built. */
export async function gamesOn(store: Store, date: Day): Promise<GameEntry[]> {
  const games = await store.rows<FoundGame>(`
    select
      g.game_id,
      g.nba_game_id,
      g.season_year,
      g.state,
      g.tip_utc,
      g.away_team as away,
      g.home_team as home,
      a.points_scored as away_points,
      h.points_scored as home_points
    from nba_reference.game_states as g
    left join nba_analytics.team_offense_game_summary as a
      on a.game_date = g.game_date and a.nba_game_id = g.nba_game_id and a.team_abbr = g.away_team
    left join nba_analytics.team_offense_game_summary as h
      on h.game_date = g.game_date and h.nba_game_id = g.nba_game_id and h.team_abbr = g.home_team
    where g.ended_by is null and g.game_date = date '${date}'
    order by g.tip_utc, g.nba_game_id`)
  return games.map(({ season_year, ...game }) => ({ ...game, season: seasonLabel(season_year) }))
}

/** The game dates before and after a date. */
export async function neighbours(store: Store, date: Day): Promise<{ readonly previous: string | null; readonly next: string | null }> {
  const [found] = await store.rows<{ previous: string | null; next: string | null }>(`
    select
      max(game_date) filter (where game_date < date '${date}') as previous,
      min(game_date) filter (where game_date > date '${date}') as next
    from nba_reference.game_states
    where ended_by is null`)
  return found ?? { previous: null, next: null }
}
