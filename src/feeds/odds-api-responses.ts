import { oddsApiGameLines } from '../nba/sources/odds-api-game-lines.ts'
import { oddsApiPlayerPointsProps } from '../nba/sources/odds-api-player-points-props.ts'
import { oddsApiPlayerProps } from '../nba/sources/odds-api-player-props.ts'
import { from, type Expression } from './expression.ts'
import { defineFormat, type Format, type JsonRecords, type PartSpec } from './format.ts'
import { easternDayAt, utcInstant } from './instants.ts'
import { marketKey, otherPropsPart, pointsPart, type ToldProp } from './odds.ts'

const EVENT = { id: '$.id', sport_key: '$.sport_key', commence_time: '$.commence_time', home_team: '$.home_team', away_team: '$.away_team' }

/** What lies inside of an event: books, their markets, the outcomes of these. */
const BELOW = [
  { at: '$.bookmakers[*]', fields: { book: '$.key', book_title: '$.title', book_update: '$.last_update' } },
  { at: '$.markets[*]', fields: { market: '$.key', market_update: '$.last_update' } },
  { at: '$.outcomes[*]', fields: { outcome: '$.name', description: '$.description', price: '$.price', point: '$.point' } },
]

/** A response of now is an event or a list of them; one of the past has them under `data`, with the time of the snapshot. */
const RESPONSES: readonly JsonRecords[] = [
  { root: '$.bookmakers', at: '$', fields: EVENT, below: BELOW, shared: { timestamp: '$.timestamp' } },
  { root: '$.data.bookmakers', at: '$.data', fields: EVENT, below: BELOW, shared: { timestamp: '$.timestamp' } },
  { root: '$.data[0].bookmakers', at: '$.data[*]', fields: EVENT, below: BELOW, shared: { timestamp: '$.timestamp' } },
]

const OF_NBA = from`coalesce(${'sport_key'}, 'basketball_nba') like 'basketball_nba%'`
const OF_PLAYERS = from`starts_with(${'market'}, 'player_')`

const commence = utcInstant('commence_time')
const snapshot = utcInstant(from`coalesce(${'timestamp'}, ${'market_update'}, ${'book_update'})`)
const isTeam = from`${'outcome'} in (${'home_team'}, ${'away_team'})`

/** Outcomes of one name that a market offers several times differ in their team or line. */
const outcome: Expression = from`case when ${'market'} in ('h2h', 'spreads', 'totals') then ${'outcome'}
  else concat_ws(' ', ${'description'}, ${'outcome'}, case when contains(${'market'}, 'alternate') or ${'description'} is not null then ${'point'} end) end`

const gameLines: Omit<PartSpec, 'records' | 'signature'> = {
  target: oddsApiGameLines,
  mayBeEmpty: true,
  where: from`${OF_NBA} and not ${OF_PLAYERS}`,
  game: { day: easternDayAt(commence), teams: ['home_team', 'away_team'] },
  teams: ['home_team_abbr', 'away_team_abbr', 'outcome_team_abbr'],
  columns: {
    odds_api_event_id: 'id',
    home_team_abbr: 'home_team',
    away_team_abbr: 'away_team',
    bookmaker_key: from`lower(${'book'})`,
    bookmaker_title: 'book_title',
    bookmaker_last_update: 'book_update',
    market_key: 'market',
    market_last_update: 'market_update',
    outcome_name: outcome,
    outcome_team_abbr: from`case when ${isTeam} then ${'outcome'} when ${'description'} in (${'home_team'}, ${'away_team'}) then ${'description'} end`,
    outcome_price: 'price',
    outcome_point: 'point',
    snapshot_timestamp: snapshot,
    commence_time: commence,
  },
}

const prop: ToldProp = {
  event: 'id',
  teams: ['home_team', 'away_team'],
  player: 'description',
  book: from`lower(${'book'})`,
  market: marketKey('market'),
  line: 'point',
  overPrice: 'over_price',
  underPrice: 'under_price',
  snapshot,
  commence,
}

/** Over and under of one line, or yes and no, are one row. */
const sides: NonNullable<PartSpec['sides']> = {
  alike: ['id', 'timestamp', 'book', 'market', 'market_update', 'description', 'point'],
  cells: {
    over_price: { of: from`lower(${'outcome'}) in ('over', 'yes')`, column: 'price' },
    under_price: { of: from`lower(${'outcome'}) in ('under', 'no')`, column: 'price' },
  },
}

const ofPlayers = from`${OF_NBA} and ${OF_PLAYERS}`

/** Lines on games and players, of now or of the past. */
export const oddsApiResponses: Format = defineFormat({
  name: 'The Odds API, lines',
  feed: 'odds_api',
  phase: 'nameless facts',
  parts: RESPONSES.flatMap((records): PartSpec[] => [
    { ...gameLines, signature: [], records },
    { target: oddsApiPlayerPointsProps, signature: [], records, sides, ...pointsPart(prop, ofPlayers) },
    { target: oddsApiPlayerProps, signature: [], records, sides, ...otherPropsPart(prop, ofPlayers) },
  ]),
})

const eventColumns: Omit<PartSpec, 'signature'> = {
  target: oddsApiGameLines,
  where: OF_NBA,
  game: { day: easternDayAt(commence), teams: ['home_team', 'away_team'] },
  teams: ['home_team_abbr', 'away_team_abbr'],
  columns: {
    odds_api_event_id: 'id',
    home_team_abbr: 'home_team',
    away_team_abbr: 'away_team',
    bookmaker_key: from`'none'`,
    market_key: from`'event'`,
    outcome_name: from`'event'`,
    snapshot_timestamp: utcInstant(from`coalesce(${'timestamp'}, ${'commence_time'})`),
    commence_time: commence,
  },
}

/** Games that are listed without lines: they tell when the tip-off was thought to be. */
export const oddsApiEvents: Format = defineFormat({
  name: 'The Odds API, events',
  feed: 'odds_api',
  phase: 'facts',
  parts: [
    {
      ...eventColumns,
      signature: [],
      records: { root: '$.data[0].commence_time', at: '$.data[*]', fields: EVENT, shared: { timestamp: '$.timestamp' } },
    },
    { ...eventColumns, signature: ['id', 'sport_key', 'commence_time', 'home_team', 'away_team'], without: ['bookmakers'], optional: ['timestamp'] },
  ],
})
