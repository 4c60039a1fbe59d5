import { models } from './models/index.ts'
import type { Relation, Sql } from '../sql/sql.ts'
import { relationsBehind, tablesBehind } from '../table/compile.ts'
import type { SharedQuery } from '../table/shared.ts'
import type { Source } from '../table/source.ts'

/** Tables whose rows some model reads: the raw ones behind its queries, and the resolved identities. */
export function tablesRead(): Source[] {
  const tables = new Set(models.flatMap(model => [...tablesBehind(model.query), ...tablesBehind(model.expected)]))
  return [...tables].filter(table => table.kind === 'source')
}

/** Columns of a table that occur by name in a query of some model; a column that no query names cannot change a row. */
export function columnsRead(source: Source): string[] {
  const words = wordsOfModels()
  return Object.keys(source.columns).filter(column => words.has(column) && !DERIVED.has(column))
}

/**
 * Columns of a table, the import of a row among them, that occur by name in one of the queries or in a shared query behind it, and there where the table is read,
 * directly or through others. Shared queries that stay `apart` do not count.
 */
export function columnsBehind(source: Source, queries: readonly Sql[], apart: ReadonlySet<Relation> = NONE): string[] {
  const readers = queries.flatMap(query => queriesBehind(query, apart)).filter(query => relationsBehind(query, apart).includes(source))
  const words = new Set(readers.flatMap(wordsOf))
  return [...Object.keys(source.columns), 'import_number'].filter(column => words.has(column))
}

const NONE: ReadonlySet<Relation> = new Set()

/** Columns that follow the schedule; the schedule's own row tells their change. */
const DERIVED: ReadonlySet<string> = new Set(['game_id'])

let known: ReadonlySet<string> | undefined

function wordsOfModels(): ReadonlySet<string> {
  known ??= new Set([...new Set(models.flatMap(model => [model.query, model.expected]).flatMap(query => queriesBehind(query)))].flatMap(wordsOf))
  return known
}

function queriesBehind(query: Sql, apart: ReadonlySet<Relation> = NONE): Sql[] {
  const shared = relationsBehind(query, apart).filter(relation => relation.kind === 'shared')
  return [query, ...shared.map(relation => (relation as SharedQuery).query)]
}

function wordsOf(query: Sql): string[] {
  return query.parts.flatMap(part => {
    if (typeof part === 'string') return part.match(/[a-z_][a-z0-9_]*/g) ?? []
    if (part.kind !== 'call') return []
    return part.args.flatMap(arg =>
      typeof arg === 'object' && 'parts' in arg ? wordsOf(arg) : Array.isArray(arg) ? (arg as readonly Sql[]).flatMap(wordsOf) : [],
    )
  })
}
