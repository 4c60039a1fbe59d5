import { from, verbatim, type Expression, type Mapping } from './expression.ts'
import { easternDayAt, minutesUntil } from './instants.ts'
import type { PartSpec } from './format.ts'

/** The key of a book from its name: `BetOnline.ag` is betonlineag. */
export function bookKey(name: Mapping): Expression {
  return from`regexp_replace(lower(${name}), '[^a-z0-9]', '', 'g')`
}

/** Odds as American ones: those of 100 and more on either side of 0 are, others are decimal. */
export function americanOdds(price: Mapping): Expression {
  const decimal = from`try_cast(${price} as double)`
  return from`cast(try_cast(round(case when abs(${decimal}) >= 100 then ${decimal}
    when ${decimal} >= 2 then 100 * (${decimal} - 1)
    when ${decimal} > 1 then -100 / (${decimal} - 1) end) as bigint) as varchar)`
}

/** The market of points alone, as The Odds API writes it. */
export const POINTS = 'player_points'

/** The key of a market from its name: `Player Points + Assists` is player_points_assists. */
export function marketKey(name: Mapping): Expression {
  return from`regexp_replace(lower(${name}), '[^a-z0-9]+', '_', 'g')`
}

/** What files of lines on players tell, in whatever shape. */
export interface ToldProp {
  readonly event: Mapping
  readonly teams: readonly [home: Mapping, away: Mapping]
  /** US Eastern. */
  readonly day?: Expression
  /** How many days late the day may be. */
  readonly orDaysBefore?: number
  readonly player: string
  readonly book: Expression
  readonly market: Expression
  readonly line: Mapping
  readonly overPrice: Mapping
  readonly underPrice: Mapping
  readonly snapshot: Expression
  readonly commence?: Expression
  readonly isPregame?: Expression
}

/** What a part says beside what it is recognised by. */
export type PropPart = Omit<PartSpec, 'target' | 'signature'>

function partOf(told: ToldProp, where: Expression, columns: PartSpec['columns']): PropPart {
  const [home, away] = told.teams
  const { snapshot, commence, isPregame } = told
  const day = told.day ?? easternDayAt(commence ?? snapshot)
  return {
    mayBeEmpty: true,
    where,
    game: { day, teams: told.teams, ...(told.orDaysBefore === undefined ? {} : { orDaysBefore: told.orDaysBefore }) },
    teams: ['home_team_abbr', 'away_team_abbr'],
    lookups: { player_lookup: told.player },
    namesSomebody: 'player_lookup',
    columns: {
      odds_api_event_id: told.event,
      home_team_abbr: home,
      away_team_abbr: away,
      player_name: told.player,
      bookmaker: told.book,
      market: told.market,
      over_price: told.overPrice,
      under_price: told.underPrice,
      over_price_american: americanOdds(told.overPrice),
      under_price_american: americanOdds(told.underPrice),
      snapshot_timestamp: snapshot,
      ...(commence === undefined ? {} : { commence_time: commence, minutes_before_tipoff: minutesUntil(snapshot, commence) }),
      ...(isPregame === undefined ? {} : { is_pregame: isPregame }),
      ...columns,
    },
  }
}

/** Rows of lines on points alone. */
export function pointsPart(told: ToldProp, where?: Expression): PropPart {
  return partOf(told, both(where, from`${told.market} = '${verbatim(POINTS)}'`), { points_line: told.line })
}

/** Rows of lines on everything else. */
export function otherPropsPart(told: ToldProp, where?: Expression): PropPart {
  const { market, line } = told
  const rung = from`case when contains(${market}, 'alternate') then coalesce(${line}, '') else '' end`
  return partOf(told, both(where, from`${market} <> '${verbatim(POINTS)}'`), { line, rung })
}

function both(where: Expression | undefined, also: Expression): Expression {
  return where === undefined ? also : from`(${where}) and ${also}`
}
