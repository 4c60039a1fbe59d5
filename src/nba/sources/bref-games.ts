import { int, text, timestamp } from '../../table/column.ts'
import { defineSource, type Source } from '../../table/source.ts'

export const brefGames: Source = defineSource({
  dataset: 'nba_raw',
  name: 'bref_games',
  about: 'Tip-off, arena and attendance of games from Basketball-Reference.',
  tells: 'game page',
  key: ['bref_game_id'],
  ofGame: true,
  knownAt: 'always',
  columns: {
    bref_game_id: text('Basketball-Reference game id: date and home team', { required: true }),
    title: text('Title of the page'),
    event_label: text('Play-in, play-offs and other events'),
    tip_text: text('Tip-off as the site writes it, US Eastern at every venue'),
    tip_utc: timestamp('Tip-off'),
    arena_text: text('Arena, city and state; arena names are today’s'),
    attendance: int('Spectators'),
  },
})
