import type { Store } from '../store/store.ts'
import { selectedColumns } from '../table/compile.ts'
import type { Model } from '../table/model.ts'
import type { Scope } from '../sql/dialect.ts'
import { aroundDates, inScope } from '../sql/scope.ts'
import { qualifiedName } from '../table/source.ts'
import { packedRow } from './packed-row.ts'

/**
 * Temporary table of computed rows beside the stored ones, one row per key: the grain, how (inserted, updated, deleted, unchanged), created_at, old_hash,
 * new_hash, fields (JSON), content (the computed row, packed, NULL for a deleted one).
 */
export const COMPARED = 'compared_rows'

export interface Comparison {
  readonly model: Model
  /** The dates of the rows; they let the engine skip most of the table. */
  readonly dates: readonly string[]
  readonly scope: Scope
  /** The SELECT that computes the rows of the scope. */
  readonly computed: string
  /** Whether there are so few rows that planning a comparison of every column would take longer than comparing them as JSON. */
  readonly few: boolean
}

/** The condition that the stored rows of a scope meet. */
export function storedIn(store: Store, { dates, scope }: Pick<Comparison, 'dates' | 'scope'>): string {
  return `${aroundDates('r.game_date', dates)} and ${inScope(scope, 'r', store.dialect)}`
}

/** Computes the rows of a scope and compares them with the stored ones: all columns but the clock columns, one scan of each side. */
export async function compareRows(store: Store, comparison: Comparison): Promise<void> {
  const { model, computed, few } = comparison
  const columns = selectedColumns(model)
  const grain = model.grain.join(', ')
  const content = `{${columns.map(column => `'${column}': r.${column}`).join(', ')}} as content`
  const differ = 's.content is distinct from t.content'
  await store.run(`create or replace temp table ${COMPARED} as
    select
      ${model.grain.map(column => `coalesce(s.${column}, t.${column}) as ${column}`).join(', ')},
      case when t.game_date is null then 'inserted' when s.game_date is null then 'deleted' when ${differ} then 'updated' else 'unchanged' end as how,
      t.created_at,
      t.content.data_hash as old_hash,
      s.content.data_hash as new_hash,
      case when t.game_date is not null and ${differ} then cast(to_json(${few ? fieldsAsJson(model) : fieldByField(model)}) as varchar) else '[]' end as fields,
      case when s.game_date is not null then ${packedRow(model, 's.content')} end as content
    from (select ${grain}, ${content} from (${computed}) as r) as s
    full join (select ${grain}, created_at, ${content} from ${qualifiedName(model)} as r where ${storedIn(store, comparison)}) as t
      on ${model.grain.map(column => `s.${column} = t.${column}`).join(' and ')}`)
}

/** What became of the keys of one date. */
export interface DateCounts {
  readonly date: string
  readonly inserted: number
  readonly updated: number
  readonly deleted: number
  readonly unchanged: number
  /** Rows that share their key with another. */
  readonly doubled: number
}

/** Counts the compared rows of each date. */
export function countCompared(store: Store, model: Model): Promise<DateCounts[]> {
  const kinds = ['inserted', 'updated', 'deleted', 'unchanged'].map(how => `cast(count(*) filter (where how = '${how}') as bigint) as ${how}`)
  return store.rows<DateCounts>(`
    select cast(game_date as varchar) as date, ${kinds.join(', ')}, cast(count(*) - count(distinct row(${model.grain.join(', ')})) as bigint) as doubled
    from ${COMPARED}
    group by game_date`)
}

/** Whether a column of a model counts as a field of a row in the change log: the key tells the row, and the hash follows. */
export function isField(model: Model): (column: string) => boolean {
  return column => !model.grain.includes(column) && column !== 'data_hash'
}

function fieldByField(model: Model): string {
  const [before, after] = ['t.content', 's.content']
  const fields = selectedColumns(model)
    .filter(isField(model))
    .map(
      column =>
        `case when ${after}.${column} is distinct from ${before}.${column} then {'field': '${column}', 'before': to_json(${before}.${column}), 'after': to_json(${after}.${column})} end`,
    )
  return `list_filter([${fields.join(',\n')}], lambda f: f is not null)`
}

function fieldsAsJson(model: Model): string {
  const columns = selectedColumns(model)
  const names = columns.map(column => (isField(model)(column) ? `'${column}'` : 'null')).join(', ')
  return `list_transform(
        list_filter(
          list_zip([${names}], json_extract(to_json(t.content), '$.*'), json_extract(to_json(s.content), '$.*')),
          lambda f: f[1] is not null and nullif(cast(f[2] as varchar), 'null') is distinct from nullif(cast(f[3] as varchar), 'null')
        ),
        lambda f: {'field': f[1], 'before': f[2], 'after': f[3]}
      )`
}
