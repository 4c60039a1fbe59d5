import { inScope, wholeGames } from './scope.ts'
import { Sql, type AskedRows, type Call, type Part, type Relation, type SpanValue } from './sql.ts'
import type { ColumnType, HashType } from './types.ts'

/** Operations that engines spell differently. Arguments and results are rendered SQL text. */
export interface Operations {
  /** A text as a literal. */
  text(value: string): string
  /**
   * n ÷ d rounded half away from zero to `scale` decimals, as a whole number of units of the last decimal; NULL when d is 0. d ≥ 0.
   * Exact while 2 · 10^scale · |n| + d stays below 2^63; beyond that the engine refuses the query, it never wraps around.
   */
  roundedUnits(numerator: string, denominator: string, scale: number): string
  /** A whole number of units of the last decimal as a FLOAT64: `units / 10^scale`. */
  fromUnits(units: string, scale: number): string
  /** Whole-number division that cuts off towards zero; NULL when the divisor is 0. */
  div(dividend: string, divisor: string): string
  /** A 64-bit integer, whatever width the engine's sums have. */
  int(expression: string): string
  /** The expression as a column type. Only casts that engines agree on: whole numbers, dates and instants from their text, NULL to anything, never a fraction to int. */
  cast(expression: string, type: ColumnType): string
  /** A text as a column type; NULL where it is none. */
  castOrNull(text: string, type: ColumnType): string
  /** A text with or without a zone, else UTC, as an instant that `jsonField` takes. */
  instantOfText(text: string): string
  /** An instant as text in UTC: 2021-10-25 23:30:00. */
  instantText(instant: string): string
  /** Whole days since 1970-01-01. */
  epochDay(date: string): string
  /** Seconds since 1970-01-01 that a clock in a time zone shows at an instant; in `UTC`, those of the instant. */
  clockSeconds(instant: string, zone: string): string
  /** Minutes by which clocks in a time zone are ahead of UTC on a date, at noon UTC. */
  zoneMinutes(date: string, zone: string): string
  /** A FLOAT64 as the nearest whole number, by the exact value of its binary digits. */
  nearest(expression: string): string
  /** Whether the condition holds in any row of the group; NULL when it is NULL in all of them. */
  anyTrue(condition: string): string
  /** The value of the row with the smallest place among the rows of the group that have one. */
  firstKnown(value: string, place: string): string
  /** The value of the row with the greatest place among the rows of the group that have one. */
  lastKnown(value: string, place: string): string
  /** The non-null texts of a fixed list, sorted by code point, as a `strings` value. */
  sortedTexts(texts: readonly string[]): string
  /** The number of texts in a `strings` value. */
  textCount(texts: string): string
  /** Whether a text is one of a `strings` value. */
  hasText(texts: string, text: string): string
  /** The non-null texts of a fixed list in its order, as a `strings` value. */
  knownTexts(texts: readonly string[]): string
  /** The distinct texts of a group, sorted by code point, as a `strings` value of at most so many. */
  firstTexts(text: string, most: number): string
  /** A query of each text of a `strings` column of a table, with its place from 1: text, place. */
  eachText(table: string, texts: string): string
  /** A query of rows that are written down, by the names of their columns between spaces and all cells in a row. */
  writtenRows(names: string, cells: readonly string[]): string
  /** Text as a regular expression finds it replaced by nothing. The pattern is written without quotes or backslashes. */
  withoutPattern(text: string, pattern: string): string
  /** One field as JSON text, as CPython's json.dumps writes it; NULL stays NULL. */
  jsonField(expression: string, type: HashType): string
  /** A text as a JSON string that `jsonEscaped` still has to go over, alone or within other JSON text. */
  jsonQuoted(text: string): string
  /** JSON text in which `jsonQuoted` wrote texts, as CPython's json.dumps writes it. It may be repeated, so it should be short. */
  jsonEscaped(json: string): string
  /** A FLOAT64 that is a whole number of units of a decimal, as JSON text in the same way: finite, and far below 1e24. */
  jsonDecimal(expression: string): string
  /** SHA-256 of UTF-8 text in lower-case hex digits. */
  sha256Hex(text: string): string
  /** Sum modulo 2^64 of the first 60 bits of the SHA-256 of each text of a group, as decimal text: order plays no role. */
  digestSum(text: string): string
}

/** Everything in which two engines differ when SQL is written. Nothing here runs SQL. */
export interface Dialect extends Operations {
  readonly name: 'duckdb' | 'bigquery'
  /** The engine's name of a column type. */
  typeName(type: ColumnType): string
  /** A name as an identifier, quoted where needed. */
  identifier(name: string): string
  /** What stands behind the columns of a new table: how its rows lie by their day, where they have one, and by the columns that they are looked for by. */
  tableLayout(day: string | undefined, lookedForBy: readonly string[]): string
  /** A temporary table by the name that no other table has. */
  temporary(name: string): string
  /** What stands between AS and the query of a WITH clause, so that it is computed once or read in place. */
  withHint(use: 'computed once' | 'read in place'): string
  /** Pieces of text in a row; NULL pieces must not occur. */
  concat(pieces: readonly string[]): string
}

/** The dates that a query computes (both included), the seasons they lie in, by the year a season starts, and the day that it is seen as of, where that is not the newest known one. */
export interface Span {
  readonly firstDay: string
  readonly lastDay: string
  readonly firstSeason: number
  readonly lastSeason: number
  readonly asOf?: string | undefined
  /** Which rows of these dates are computed; all when left out. */
  readonly scope?: Scope | undefined
}

/** Rows of a model: all of some dates, and those of some games beside them. */
export interface Scope {
  readonly dates: readonly string[]
  /** NBA ids of games, each with `/TEAM` behind it where only the rows of that team are meant. */
  readonly games: readonly string[]
}

/** What SQL is rendered for. */
export interface Rendering {
  readonly dialect: Dialect
  readonly span?: Span | undefined
  /** Relations that stand as tables, with the names of these; the others are written as their own names. */
  readonly ready?: ReadonlyMap<Relation, string> | undefined
}

/** SQL text for one engine; whoever renders relations by their names adds their definitions. */
export function render(piece: Sql, rendering: Rendering): string {
  return piece.parts.map(part => renderPart(part, rendering)).join('')
}

function renderPart(part: Part, rendering: Rendering): string {
  if (typeof part === 'string') return part
  if (part.kind === 'call') return renderCall(part, rendering)
  if (part.kind === 'span') return renderSpan(part.value, rendering.span)
  if (part.kind === 'asked') return renderAsked(part, rendering)
  return rendering.ready?.get(part) ?? rendering.dialect.identifier(part.name)
}

/** Whole dates are asked for by the first and the last of them: what is computed of those between does no harm. */
function renderAsked({ row, ofTeam }: AskedRows, { dialect, span }: Rendering): string {
  if (span?.scope !== undefined && span.scope.games.length > 0) return inScope(ofTeam ? span.scope : wholeGames(span.scope), row, dialect)
  return `${row}.game_date between ${renderSpan('firstDay', span)} and ${renderSpan('lastDay', span)}`
}

function renderSpan(value: SpanValue['value'], span: Span | undefined): string {
  if (span === undefined) throw new TypeError(`the query reads ${value} of the range, but was rendered without one`)
  const bound = span[value]
  if (bound === undefined) return 'cast(null as date)'
  return typeof bound === 'number' ? String(bound) : `date '${bound}'`
}

function renderCall(part: Call, rendering: Rendering): string {
  const args = part.args.map(arg => {
    if (arg instanceof Sql) return render(arg, rendering)
    return Array.isArray(arg) ? (arg as readonly Sql[]).map(inner => render(inner, rendering)) : arg
  })
  const operation = rendering.dialect[part.operation] as (...values: unknown[]) => string
  return operation(...args)
}
