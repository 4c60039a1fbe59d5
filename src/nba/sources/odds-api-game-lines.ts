import { float, text, timestamp } from '../../table/column.ts'
import { defineSource, type Source } from '../../table/source.ts'

export const oddsApiGameLines: Source = defineSource({
  dataset: 'nba_raw',
  name: 'odds_api_game_lines',
  about:
    'Lines of games from The Odds API: one row per book, market, outcome and snapshot. A game that is listed without lines is a row of the market event.',
  tells: 'game line',
  key: ['nba_game_id', 'bookmaker_key', 'market_key', 'outcome_name', 'snapshot_timestamp'],
  ofGame: true,
  knownAt: 'snapshot',
  columns: {
    odds_api_event_id: text('Event id of The Odds API'),
    home_team_abbr: text('Home team, as the feed has it', { required: true }),
    away_team_abbr: text('Away team, as the feed has it', { required: true }),
    bookmaker_key: text('Book, by its key: draftkings; none for an event without lines', { required: true }),
    bookmaker_title: text('Name of the book'),
    bookmaker_last_update: timestamp('When the book last changed a line of the game'),
    market_key: text('h2h, spreads, totals, …; event for a game that is listed without lines', { required: true }),
    market_last_update: timestamp('When the book last changed a line of the market'),
    outcome_name: text('A team, Over or Under; with its line where a market offers several at once', { required: true }),
    outcome_team_abbr: text('Team that the outcome is about'),
    outcome_price: float('Odds, decimal or American as they were asked for'),
    outcome_point: float('Points that the team is given, or the total', { unit: 'points' }),
    snapshot_timestamp: timestamp('When the line stood so: of the response, else of the market’s last change', { required: true }),
    commence_time: timestamp('Tip-off as the feed had it then; it drifts to the real start'),
  },
})
