import { sql } from '../../../sql/sql.ts'
import { content, type ModelColumn } from '../../../table/column.ts'

/** Who plays where, and when in the season. */
export const ofGame: Readonly<Record<string, ModelColumn>> = {
  player_lookup: content.text('Name of the player, normalised', { required: true }),
  universal_player_id: content.text('Lookup and NBA person id, or the id of an imported registry'),
  player_full_name: content.text('Name of the player'),
  game_id: content.text('YYYYMMDD_AWAY_HOME', { required: true }),
  nba_game_id: content.text('NBA game id, 10 digits', { required: true }),
  game_date: content.date('US Eastern day of the game', { required: true }),
  season_year: content.int('The year the season starts', { required: true }),
  team_abbr: content.text('Team that lists him', { required: true }),
  opponent_team_abbr: content.text('Team that it meets', { required: true, from: sql`t.opponent_team_abbr` }),
  home_game: content.bool('Whether his team is at home', { required: true, from: sql`t.home_game` }),
  season_phase: content.text('early (October, November), mid (December to February), late (from March), playoffs (play-in included)', {
    from: sql`case
        when t.playoffs = 1 then 'playoffs'
        when substr(cast(c.game_date as string), 6, 2) in ('10', '11') then 'early'
        when substr(cast(c.game_date as string), 6, 2) in ('12', '01', '02') then 'mid'
        else 'late'
      end`,
  }),
}
