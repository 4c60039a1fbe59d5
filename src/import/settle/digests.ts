import { columnsRead, tablesRead } from '../../nba/columns-read.ts'
import { sourcesOf } from '../../nba/sources/index.ts'
import { hashTypeOf } from '../../sql/types.ts'
import type { Store } from '../../store/store.ts'
import { fieldExpression } from '../../table/recipe.ts'
import { qualifiedName, type Source } from '../../table/source.ts'
import { inputDigests } from '../../ledger/import-tables.ts'
import { haveGamesMoved, touchedSince, type OpenImports } from './stale.ts'

/** Digests anew, per table and game date, what the open imports touched; tables without game dates as a whole. */
export async function updateDigests(store: Store, open: OpenImports): Promise<void> {
  // A game that moves takes the rows of every table along, so the dates of touched fixtures count for all of them.
  const moved = await haveGamesMoved(store, open)
  const tables = tablesRead().filter(source => open.touched.includes(source) || (moved && source.ofGame))
  if (tables.length === 0) return
  // One statement, because the engine digests tables side by side, but a table of fewer than 122,880 rows on one processor.
  const digests = tables.map(source => `(${digestTouched(store, source, open)})`).join(' union all ')
  await store.run(`insert into ${qualifiedName(inputDigests)} (table_name, game_date, import_number, row_count, digest) ${digests}`)
}

function digestTouched(store: Store, source: Source, { first, last }: OpenImports): string {
  const touchedDays = (fixtures: Source): string => `union select game_date from ${qualifiedName(fixtures)} where ${touchedSince(first)}`
  const table = qualifiedName(source)
  const day = source.ofGame ? 'game_date' : 'cast(null as date)'
  const moved = source.ofGame ? sourcesOf('fixture').map(touchedDays).join(' ') : ''
  return `with touched as (select ${day} as game_date from ${table} where ${touchedSince(first)} ${moved})
    select ${store.dialect.text(table)}, t.game_date, ${last}, coalesce(d.row_count, 0), coalesce(d.digest, '0')
    from (select distinct game_date from touched) as t
    left join (
      select ${day} as game_date, count(*) as row_count, ${store.dialect.digestSum(canonicalText(store, source))} as digest
      from (${readRows(store, source)}) as r
      group by 1
    ) as d
      on d.game_date is not distinct from t.game_date`
}

/** The current rows in the columns that models read, instants as text. */
function readRows(store: Store, source: Source): string {
  const { dialect } = store
  const columns = columnsRead(source).map(name => (source.columns[name]?.type === 'timestamp' ? `${dialect.instantText(name)} as ${name}` : name))
  const dates = source.ofGame ? ` and game_date in (select game_date from touched)` : ''
  return `select ${columns.join(', ')} from ${qualifiedName(source)} where ended_by is null${dates}`
}

/** The values of a row in the order of their columns. */
function canonicalText(store: Store, source: Source): string {
  const { dialect } = store
  const values = columnsRead(source).map(name =>
    fieldExpression({ name, type: hashTypeOf(source.columns[name]?.type ?? 'string') ?? 'str' }, dialect),
  )
  return dialect.concat(values.flatMap((value, place) => (place === 0 ? [value] : [dialect.text(', '), value])))
}
