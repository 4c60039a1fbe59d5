import { raw, sql, type Sql } from '../../sql/sql.ts'
import type { Source } from '../../table/source.ts'
import { fromSource } from '../facts/from-source.ts'
import { sourcesOf } from '../sources/index.ts'

/** For each source that every row has something from, that it has. */
export function alwaysUsed(...sources: readonly Source[]): Record<string, Sql> {
  return Object.fromEntries(sources.map(({ name }) => [name, sql`true`]))
}

/** For each source, the column of a row that says whether the row has something from it. */
export function usedOf(...sources: readonly Source[]): Record<string, Sql> {
  return Object.fromEntries(sources.map(({ name }) => [name, raw(`result.${fromSource(name)}`)]))
}

/** For each source of events and shots, whether what the row has of them is from it. */
export const eventsUsed: Readonly<Record<string, Sql>> = Object.fromEntries(
  [...sourcesOf('event'), ...sourcesOf('shot')].map(({ name }) => [
    name,
    raw(`coalesce(result.events_table = '${name}', false) or coalesce(result.zones_table = '${name}', false)`),
  ]),
)
