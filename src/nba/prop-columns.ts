import { bool, float, int, text, timestamp, type Column } from '../table/column.ts'

type PropColumn =
  | 'odds_api_event_id'
  | 'home_team_abbr'
  | 'away_team_abbr'
  | 'player_name'
  | 'player_lookup'
  | 'bookmaker'
  | 'over_price'
  | 'under_price'
  | 'over_price_american'
  | 'under_price_american'
  | 'snapshot_timestamp'
  | 'commence_time'
  | 'minutes_before_tipoff'
  | 'is_pregame'

/** What every raw table of lines on players tells beside market and line. */
export const propColumns: Readonly<Record<PropColumn, Column>> = {
  odds_api_event_id: text('Event id of The Odds API, or that of the site'),
  home_team_abbr: text('Home team, as the feed has it', { required: true }),
  away_team_abbr: text('Away team, as the feed has it', { required: true }),
  player_name: text('Name as the feed writes it', { required: true }),
  player_lookup: text('The name, normalised', { required: true }),
  bookmaker: text('Book, by its key: draftkings', { required: true }),
  over_price: float('Odds of the over, decimal or American as they were asked for'),
  under_price: float('Odds of the under, decimal or American as they were asked for'),
  over_price_american: int('Odds of the over, American'),
  under_price_american: int('Odds of the under, American'),
  snapshot_timestamp: timestamp('When the line stood so', { required: true }),
  commence_time: timestamp('Tip-off as the feed had it then; it drifts to the real start'),
  minutes_before_tipoff: int('Whole minutes from then to that tip-off; negative once the game is on', { unit: 'minutes' }),
  is_pregame: bool('Whether the feed marks the game as still to be played; NULL where it marks nothing'),
}
