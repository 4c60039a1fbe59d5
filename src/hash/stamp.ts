import { BackcourtError } from '../errors.ts'
import type { Store } from '../store/store.ts'
import { hashExpression, type Recipe } from '../table/recipe.ts'
import { bindRecipe } from './bind.ts'
import type { HashedTable } from './hashed-table.ts'
import type { StampedTable } from './report.ts'

/** Rows that one transaction fills, about, unless told otherwise. */
const BATCH_ROWS = 100_000

/** What takes statements and transactions: a store, or a warehouse that is held. */
export type Filled = Pick<Store, 'dialect' | 'rows' | 'run' | 'transaction'>

export interface StampRequest {
  readonly table: HashedTable
  readonly recipe: Recipe
  /** The variant of the recipe that is meant. */
  readonly rule?: string | undefined
  /** Only count. */
  readonly dryRun?: boolean
  /** Rows that one transaction fills, about. */
  readonly batchRows?: number
  /** Is told after each batch how many rows are filled. */
  readonly listen?: (stamped: number) => void
}

/** What stamping did, and which columns it had to add. */
export interface Stamping extends StampedTable {
  readonly added: readonly string[]
}

/**
 * Fills the missing hashes of a table from its stored values, in one scan, batch by batch of dates, each in a transaction of its own: whatever stops
 * it, the next call goes on. Rows that have a hash stay as they are. Adds `data_hash` and `data_hash_recipe` where the table lacks them.
 */
export async function stampHashes(store: Filled, request: StampRequest): Promise<Stamping> {
  const { table, recipe, dryRun = false } = request
  const added = ['data_hash', 'data_hash_recipe'].filter(name => !table.types.has(name))
  const missing = added.includes('data_hash') ? 'true' : 'data_hash is null'
  const dates = await store.rows<{ day: string | null; row_count: number; missing: number }>(`
    select ${store.dialect.cast('cast(game_date as date)', 'string')} as day, count(*) as row_count, sum(case when ${missing} then 1 else 0 end) as missing
    from ${table.relation} group by 1 order by 1`)
  const rows = dates.reduce((sum, date) => sum + date.row_count, 0)
  const stamped = dates.reduce((sum, date) => sum + date.missing, 0)
  const told = { table: table.label, recipe: recipe.name, stamped, already: rows - stamped, added }
  if (dryRun || (stamped === 0 && added.length === 0)) return told
  for (const name of added) await store.run(`alter table ${table.relation} add column ${name} ${store.dialect.typeName('string')}`)
  let done = 0
  for (const batch of batches(
    dates.filter(date => date.missing > 0),
    request.batchRows ?? BATCH_ROWS,
  )) {
    await store.transaction(() => store.run(fill(store, request, `data_hash is null and ${batch.where}`)))
    done += batch.rows
    request.listen?.(done)
  }
  return told
}

/** The update that fills rows. */
function fill(store: Filled, request: StampRequest, where: string): string {
  const values = stampedValues(store, request)
  return `update ${request.table.relation} set data_hash = ${values.data_hash}, data_hash_recipe = ${values.data_hash_recipe} where ${where}`
}

/** What a row without a hash is given. Throws unknown_name. */
function stampedValues(store: Filled, { table, recipe, rule }: StampRequest): { readonly data_hash: string; readonly data_hash_recipe: string } {
  const bound = bindRecipe(recipe, { table, dialect: store.dialect, rule })
  if (rule !== undefined && bound.rule !== rule) {
    const known = (recipe.variants ?? []).map(variant => variant.rule)
    throw new BackcourtError('unknown_name', `recipe ${recipe.name} of ${table.model.name} has no rule "${rule}"`, {
      where: '--rule',
      next: known.length === 0 ? 'leave --rule out' : `expected ${known.join(' or ')}`,
    })
  }
  return { data_hash: hashExpression(bound.recipe, store.dialect, bound.columns), data_hash_recipe: store.dialect.text(recipe.name) }
}

/** The rows of a table with their missing hashes filled, as a query in the order of the table: for files that are written anew. */
export function stampedRows(store: Store, request: StampRequest): string {
  const { types, relation } = request.table
  const values = stampedValues(store, request)
  const columns = [...types.keys()].map(name => {
    if (name === 'data_hash') return `coalesce(data_hash, ${values.data_hash}) as data_hash`
    return name === 'data_hash_recipe' ? `${recipeOf(types, values.data_hash_recipe)} as data_hash_recipe` : `"${name}"`
  })
  if (!types.has('data_hash')) columns.push(`${values.data_hash} as data_hash`)
  if (!types.has('data_hash_recipe')) columns.push(`${recipeOf(types, values.data_hash_recipe)} as data_hash_recipe`)
  return `select ${columns.join(', ')} from ${relation}`
}

/** A hash that was there keeps its recipe, or none. */
function recipeOf(types: ReadonlyMap<string, string>, name: string): string {
  const known = types.has('data_hash_recipe') ? 'data_hash_recipe' : 'cast(null as varchar)'
  return types.has('data_hash') ? `case when data_hash is null then ${name} else ${known} end` : name
}

interface Batch {
  readonly where: string
  readonly rows: number
}

function batches(dates: readonly { readonly day: string | null; readonly missing: number }[], most: number): Batch[] {
  const found: { first: string; last: string; rows: number }[] = []
  for (const { day, missing } of dates) {
    if (day === null) continue
    const open = found.at(-1)
    if (open === undefined || open.rows + missing > most) found.push({ first: day, last: day, rows: missing })
    else Object.assign(open, { last: day, rows: open.rows + missing })
  }
  const undated = dates.filter(({ day }) => day === null).map(({ missing }) => ({ where: 'game_date is null', rows: missing }))
  return [
    ...found.map(({ first, last, rows }) => ({ where: `cast(game_date as date) between date '${first}' and date '${last}'`, rows })),
    ...undated,
  ]
}
