import { bool, float, int, text } from '../../table/column.ts'
import { defineSource, type Source } from '../../table/source.ts'

export const nbacShotChart: Source = defineSource({
  dataset: 'nba_raw',
  name: 'nbac_shot_chart',
  about: 'Shots with their places on court from NBA.com: ShotChartDetail, and files of a season’s shots that are made of it.',
  tells: 'shot',
  key: ['feed', 'nba_game_id', 'nba_player_id', 'shot_number'],
  ofGame: true,
  knownAt: 'next day',
  wholeOf: ['nba_game_id', 'nba_player_id'],
  columns: {
    nba_player_id: int('NBA person id of the shooter', { required: true }),
    shot_number: int('Number of the shot among those of the shooter in the game', { required: true }),
    team_abbr: text('His team', { required: true }),
    event_id: int('Number of the event in the play-by-play'),
    period: int('Quarter; 5 is the first overtime', { required: true, between: [1, 14] }),
    clock_seconds: int('Whole seconds left in the period', { between: [0, 720], unit: 'seconds' }),
    shot_type: text('2PT or 3PT', { required: true }),
    shot_made: bool('Whether it went in', { required: true }),
    shot_distance: int('Feet from the basket, from the place on court, rounded', { required: true, between: [0, 94], unit: 'feet' }),
    action_type: text('How it was shot, as the feed writes it'),
    zone_basic: text('The NBA’s own zone, which is another one than ours'),
    loc_x: float('Place across the court, as the feed writes it'),
    loc_y: float('Place along the court, as the feed writes it'),
  },
})
