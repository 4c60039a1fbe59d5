import { columnsRead, tablesRead } from '../nba/columns-read.ts'
import { nbacSchedule } from '../nba/sources/nbac-schedule.ts'
import { hashTypeOf } from '../sql/types.ts'
import type { Store } from '../store/store.ts'
import { defineRecipe, hashTextExpression } from '../table/recipe.ts'
import { qualifiedName, type Source } from '../table/source.ts'
import { inputDigests } from './ledger.ts'
import { touchedSince, type OpenImports } from './stale.ts'

/** Digests anew, per table and game date, what the open imports touched; tables without game dates as a whole. */
export async function updateDigests(store: Store, open: OpenImports): Promise<void> {
  // A game that moves takes the rows of every table along, so the dates of touched schedule rows count for all of them.
  const moved = open.touched.includes(nbacSchedule)
  const tables = tablesRead().filter(source => open.touched.includes(source) || (moved && source.ofGame))
  for (const source of tables) await store.run(digestTouched(store, source, open))
}

function digestTouched(store: Store, source: Source, { first, last }: OpenImports): string {
  const table = qualifiedName(source)
  const day = source.ofGame ? 'game_date' : 'cast(null as date)'
  const moved = source.ofGame ? `union select game_date from ${qualifiedName(nbacSchedule)} where ${touchedSince(first)}` : ''
  return `insert into ${qualifiedName(inputDigests)} (table_name, game_date, import_number, row_count, digest)
    with touched as (select ${day} as game_date from ${table} where ${touchedSince(first)} ${moved})
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
  const columns = columnsRead(source).map(name => (source.columns[name]?.type === 'timestamp' ? `${dialect.cast(name, 'string')} as ${name}` : name))
  const dates = source.ofGame ? ` and game_date in (select game_date from touched)` : ''
  return `select ${columns.join(', ')} from ${qualifiedName(source)} where ended_by is null${dates}`
}

function canonicalText(store: Store, source: Source): string {
  const fields = columnsRead(source).map(name => ({ name, type: hashTypeOf(source.columns[name]?.type ?? 'string') ?? ('str' as const) }))
  return hashTextExpression(defineRecipe('input', fields), store.dialect)
}
