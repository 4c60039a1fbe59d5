import { addDays, type Day } from '../../calendar.ts'
import { cast, dayLiteral } from '../../sql/operations.ts'
import { join, raw, sql, type Sql } from '../../sql/sql.ts'
import type { Reading } from '../../table/compile.ts'
import type { Column } from '../../table/column.ts'
import { currentRows, qualifiedName, type KnownFrom, type Source } from '../../table/source.ts'

/** What is told otherwise: everything that was known after the tips of a date. */
export interface OtherFuture {
  readonly date: Day
  /** Games after the date of which nobody was certain before its tips. */
  readonly uncertain: readonly string[]
  /** When games of the date began, as instants in UTC by game id, where that is known. */
  readonly tips: ReadonlyMap<string, string>
  /** Only this table is told otherwise; all of them when undefined. */
  readonly only?: Source | undefined
}

/**
 * The facts of a store as they could have been after the tips of a date: who is listed for its games stays, and so do fixtures that were certain.
 * Of everything else of that date and later, half is deleted and half is told with other values.
 */
export function otherFuture({ date, uncertain, tips, only }: OtherFuture): Reading {
  return source => {
    if (!isDated(source) || (only !== undefined && only !== source)) return currentRows(source)
    if (source.knownFrom !== undefined) return ofNoGame(source, source.knownFrom, date)
    return sql`select ${columns(source)} from ${current(source)} where game_date < ${dayLiteral(date)}
    union all ${ofDate(source, date, tips)}
    union all ${later(source, date, uncertain)}`
  }
}

/** Whether rows of a table belong to a date from which on they are told. */
export function isDated(source: Source): boolean {
  return dayColumn(source) !== undefined
}

/** The column of the date that rows of a table belong to. */
export function dayColumn(source: Source): string | undefined {
  return source.knownFrom?.column ?? (source.ofGame && 'game_date' in source.columns ? 'game_date' : undefined)
}

function ofNoGame(source: Source, { column, daysAfter }: KnownFrom, date: Day): Sql {
  const known = sql`${raw(column)} <= ${dayLiteral(addDays(date, -daysAfter))}`
  return sql`select ${columns(source)} from ${current(source)} where ${known}
    union all select ${columns(source, otherwise(source))} from ${current(source)} where not (${known}) and ${EVERY_SECOND_NAME}`
}

const current = (source: Source): Sql => raw(`(select * from ${qualifiedName(source)} where ended_by is null) as facts`)

/** The columns of a source as they are told, or by another expression; NULL for which nothing is given. */
function columns(source: Source, told: (name: string, column: Column) => string | undefined = name => name): Sql {
  const items = Object.entries(source.columns).map(([name, column]) => {
    const value = told(name, column)
    return value === name ? raw(name) : sql`${value === undefined ? cast(raw('null'), column.type) : raw(value)} as ${raw(name)}`
  })
  return join([...items, raw('import_number')], ', ')
}

/** What a row is about, which stays as it is: the game, who is listed for whom. */
const KEPT = new Set([
  'feed',
  'game_id',
  'nba_game_id',
  'game_date',
  'season_year',
  'team_abbr',
  'player_status',
  'player_full_name',
  'player_lookup',
])

function isAbout(source: Source, name: string): boolean {
  return (
    KEPT.has(name) ||
    source.key.includes(name) ||
    source.person?.column === name ||
    name.endsWith('_id') ||
    name.endsWith('_tricode') ||
    name.endsWith('_team_abbr')
  )
}

/** Another value of the same type. */
function otherwise(source: Source): (name: string, column: Column) => string {
  return (name, { type }) => {
    if (isAbout(source, name)) return name
    if (type === 'int' || type === 'float') return `${name} * 3 + 1`
    if (type === 'bool') return `not ${name}`
    return type === 'string' ? `${name} || ' otherwise'` : name
  }
}

/** Every second game, by its number. */
const EVERY_SECOND = raw(`substr(nba_game_id, 10, 1) in ('0', '2', '4', '6', '8')`)

/** The same of rows about persons. */
const EVERY_SECOND_NAME = raw('mod(length(player_lookup), 2) = 0')

function ofDate(source: Source, date: Day, tips: OtherFuture['tips']): Sql {
  const day = sql`game_date = ${dayLiteral(date)}`
  if (source.knownAt === 'always') {
    const results = columns(source, (name, column) => (column.withResult === true ? otherwise(source)(name, column) : name))
    return sql`select ${results} from ${current(source)} where ${day}`
  }
  if (source.knownAt === 'tip') return sql`select ${columns(source)} from ${current(source)} where ${day}`
  if (source.knownAt === 'snapshot') {
    const told = sql`${current(source)} where ${day}`
    const after = raw(
      ['false', ...[...tips].map(([game, tip]) => `(nba_game_id = '${game}' and snapshot_timestamp > timestamp '${tip}')`)].join(' or '),
    )
    return sql`select ${columns(source)} from ${told} and not (${after}) union all select ${columns(source, otherwise(source))} from ${told} and (${after})`
  }
  const told = sql`select ${columns(source, otherwise(source))} from ${current(source)} where ${day}`
  return source.tells === 'stat line' ? told : sql`${told} and ${EVERY_SECOND}`
}

function later(source: Source, date: Day, uncertain: readonly string[]): Sql {
  const after = sql`game_date > ${dayLiteral(date)}`
  if (source.knownAt !== 'always') return sql`select ${columns(source, otherwise(source))} from ${current(source)} where ${after} and ${EVERY_SECOND}`
  const deleted = ['false', ...uncertain.map(id => `nba_game_id = '${id}'`)].join(' or ')
  const unknown = columns(source, (name, { withResult }) => (withResult === true ? undefined : name))
  return sql`select ${unknown} from ${current(source)} where ${after} and not (${raw(deleted)})`
}
