import { oddsApiPlayerPointsProps } from '../nba/sources/odds-api-player-points-props.ts'
import { oddsApiPlayerProps } from '../nba/sources/odds-api-player-props.ts'
import { from } from './expression.ts'
import { defineFormat, type Format, type PartSpec } from './format.ts'
import { easternInstant, utcInstant } from './instants.ts'
import { bookKey, marketKey, otherPropsPart, pointsPart, type ToldProp } from './odds.ts'

/** Lines of several books beside each other. The clock of the download is Eastern and says so nowhere; the tip-off is UTC. */
const wideProp: ToldProp = {
  event: 'game_id',
  teams: ['home_team', 'away_team'],
  player: 'player_name',
  book: bookKey('book'),
  market: marketKey('market'),
  line: 'line',
  overPrice: 'over_price',
  underPrice: 'under_price',
  snapshot: easternInstant('timestamp'),
  commence: utcInstant('game_start'),
  isPregame: from`case when lower(${'game_status'}) in ('scheduled', 'pregame', 'pre-game', 'upcoming') then 'true' when ${'game_status'} is not null then 'false' end`,
}

const wide: Pick<PartSpec, 'signature' | 'optional' | 'wide'> = {
  signature: ['game_id', 'game_start', 'market', 'player_name', 'timestamp', 'home_team', 'away_team'],
  optional: ['sport', 'game_status'],
  wide: { named: 'book', endings: ['line', 'over_price', 'under_price'] },
}

const ofNba = from`coalesce(${'sport'}, 'basketball_nba') in ('basketball_nba', 'nba', 'NBA')`

export const widePropTables: Format = defineFormat({
  name: 'prop tables, a column for each book',
  feed: 'prop_tables',
  phase: 'nameless facts',
  parts: [
    { target: oddsApiPlayerPointsProps, ...wide, ...pointsPart(wideProp, ofNba) },
    { target: oddsApiPlayerProps, ...wide, ...otherPropsPart(wideProp, ofNba) },
  ],
})

/** One row per line; the day is that of the tip-off in UTC. A file that names no market holds points with rebounds and assists: so it is published, and what it does not name is never taken for points. */
const longProp: ToldProp = {
  event: 'event_id',
  teams: ['home_team', 'away_team'],
  day: from`substr(${'event_date'}, 1, 10)`,
  orDaysBefore: 1,
  player: 'player_name',
  book: bookKey('bookmaker'),
  market: marketKey(from`coalesce(${'market'}, 'player_points_rebounds_assists')`),
  line: 'line',
  overPrice: 'over_price',
  underPrice: 'under_price',
  snapshot: utcInstant('timestamp'),
}

const long: Pick<PartSpec, 'signature' | 'optional'> = {
  signature: ['player_name', 'event_id', 'event_date', 'home_team', 'away_team', 'bookmaker', 'line', 'timestamp', 'over_price', 'under_price'],
  optional: ['market'],
}

export const longPropTables: Format = defineFormat({
  name: 'prop lines, points with rebounds and assists',
  feed: 'odds_api',
  phase: 'nameless facts',
  parts: [
    { target: oddsApiPlayerPointsProps, ...long, ...pointsPart(longProp) },
    { target: oddsApiPlayerProps, ...long, ...otherPropsPart(longProp) },
  ],
})

/** One row per side of a line, as scripts write it that unpack the feed. */
const sidedProp: ToldProp = {
  event: 'game_id',
  teams: ['home_team', 'away_team'],
  player: 'player',
  book: bookKey('bookmaker'),
  market: marketKey('market'),
  line: 'line',
  overPrice: 'over_price',
  underPrice: 'under_price',
  snapshot: utcInstant(from`coalesce(${'timestamp'}, ${'last_update'}, ${'commence_time'})`),
  commence: utcInstant('commence_time'),
}

const sided: Pick<PartSpec, 'signature' | 'optional' | 'sides'> = {
  signature: ['player', 'market', 'bookmaker', 'side', 'line', 'price', 'home_team', 'away_team', 'commence_time'],
  optional: ['timestamp', 'last_update', 'game_id'],
  sides: {
    alike: ['game_id', 'commence_time', 'timestamp', 'last_update', 'bookmaker', 'market', 'player', 'line'],
    cells: {
      over_price: { of: from`lower(${'side'}) in ('over', 'yes')`, column: 'price' },
      under_price: { of: from`lower(${'side'}) in ('under', 'no')`, column: 'price' },
    },
  },
}

export const sidedPropTables: Format = defineFormat({
  name: 'prop lines, a row for each side',
  feed: 'odds_api',
  phase: 'nameless facts',
  parts: [
    { target: oddsApiPlayerPointsProps, ...sided, ...pointsPart(sidedProp) },
    { target: oddsApiPlayerProps, ...sided, ...otherPropsPart(sidedProp) },
  ],
})
