import { models } from './models/index.ts'
import type { Relation, Sql } from '../sql/sql.ts'
import { relationsBehind, tablesBehind } from '../table/compile.ts'
import type { Source } from '../table/source.ts'
import { queriesBehind, wordsOf } from './words.ts'
import { wordsOfModels } from './words-of-models.evaluated.ts'

/** Tables whose rows some model reads: the raw ones behind its queries, and the resolved identities. */
export function tablesRead(): Source[] {
  const tables = new Set(models.flatMap(model => [...tablesBehind(model.query), ...tablesBehind(model.expected)]))
  return [...tables].filter(table => table.kind === 'source')
}

/** Columns of a table that occur by name in a query of some model; a column that no query names cannot change a row. */
export function columnsRead(source: Source): string[] {
  return Object.keys(source.columns).filter(column => WORDS.has(column) && !DERIVED.has(column))
}

/**
 * Columns of a table, the import of a row among them, that occur by name in one of the queries or in a shared query behind it, and there where the table is read,
 * directly or through others. Shared queries that stay `apart` do not count.
 */
export function columnsBehind(source: Source, queries: readonly Sql[], apart?: ReadonlySet<Relation>): string[] {
  const readers = queries.flatMap(query => queriesBehind(query, apart)).filter(query => relationsBehind(query, apart).includes(source))
  const words = new Set(readers.flatMap(wordsOf))
  return [...Object.keys(source.columns), 'import_number'].filter(column => words.has(column))
}

/** Columns that follow the schedule; the schedule's own row tells their change. */
const DERIVED: ReadonlySet<string> = new Set(['game_id'])

const WORDS: ReadonlySet<string> = new Set(wordsOfModels)
