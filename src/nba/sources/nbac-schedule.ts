import { bool, int, text, timestamp } from '../../table/column.ts'
import { defineSource, type Source } from '../../table/source.ts'

export const nbacSchedule: Source = defineSource({
  dataset: 'nba_raw',
  name: 'nbac_schedule',
  about: 'Games as each schedule feed tells them, one row per feed and game. Home, away and date come from here and nowhere else.',
  tells: 'fixture',
  key: ['feed', 'nba_game_id'],
  ofGame: true,
  knownAt: 'always',
  columns: {
    season_year: int('The year the season starts: 2021 for 2021-22', { required: true }),
    home_team_tricode: text('Home team', { required: true }),
    away_team_tricode: text('Away team', { required: true }),
    game_status: int('1 scheduled, 2 in progress, 3 final; NULL where the feed has no status', { withResult: true }),
    home_team_score: int('Points of the home team, once the game is over', { unit: 'points', withResult: true }),
    away_team_score: int('Points of the away team, once the game is over', { unit: 'points', withResult: true }),
    game_datetime_utc: timestamp('Tip-off'),
    arena_name: text('Name of the venue'),
    arena_city: text('City of the venue'),
    arena_state: text('State or province of the venue'),
    neutral_site_flag: bool('Whether the schedule calls the site neutral'),
    has_national_tv: bool('Whether a national broadcaster shows the game; NULL where the feed does not tell'),
    national_broadcasters: text('National broadcasters, as the feed names them'),
    game_label: text('Label such as Emirates NBA Cup or NBA Finals'),
    game_sub_label: text('Label below it, such as East Group A or East Quarterfinal'),
    game_subtype: text('Kind of the game as the feed codes it, such as in-season-knockout'),
  },
})
