import { BackcourtError } from '../errors.ts'
import type { Dialect } from '../sql/dialect.ts'
import type { Store } from '../store/store.ts'
import type { Model } from '../table/model.ts'
import type { Recipe } from '../table/recipe.ts'
import { qualifiedName } from '../table/source.ts'

/** A table as it stands somewhere, with the model that it is a table of. */
export interface HashedTable {
  readonly model: Model
  /** What stands after FROM. */
  readonly relation: string
  /** What a person calls it. */
  readonly label: string
  /** Types of its columns by name in lower case, as the engine writes them. */
  readonly types: ReadonlyMap<string, string>
}

/** The tables of a model in a store or a file. */
export async function hashedTable(store: Store, { model, relation, label }: Omit<HashedTable, 'types'>): Promise<HashedTable> {
  const columns = await store.describe(`from ${relation}`)
  const types = new Map(columns.map(({ name, type }) => [name.toLowerCase(), type]))
  return complete({ model, relation, label, types })
}

/** A table whose rows can be told apart. Throws bad_input. */
export function complete(table: HashedTable): HashedTable {
  const { model, label, types } = table
  const missing = model.grain.filter(name => !types.has(name))
  if (missing.length === 0) return table
  throw new BackcourtError('bad_input', `${label} lacks ${missing.join(', ')}: expected the columns of ${model.name}`, { where: label })
}

/** The table of a model where Backcourt keeps it. */
export function storedTable(store: Store, model: Model): Promise<HashedTable> {
  return hashedTable(store, { model, relation: qualifiedName(model), label: qualifiedName(model) })
}

/** Tables of a database that hold what a model declares: by name, else by their columns. */
export async function tablesLike(store: Store, models: readonly Model[]): Promise<HashedTable[]> {
  const found = await store.rows<{ relation: string; label: string; name: string; columns: string[] }>(`
    select
      '"' || replace(table_schema, '"', '""') || '"."' || replace(table_name, '"', '""') || '"' as relation,
      table_schema || '.' || table_name as label,
      lower(table_name) as name,
      list(lower(column_name)) as columns
    from information_schema.columns
    where table_catalog = current_database() and table_schema not in ('information_schema', 'pg_catalog')
    group by all
    order by label`)
  const tables: HashedTable[] = []
  for (const { relation, label, name, columns } of found) {
    const model = models.find(model => model.name === name) ?? modelLike(models, new Set(columns))
    if (model !== undefined) tables.push(await hashedTable(store, { model, relation, label: label.replace(/^main\./, '') }))
  }
  return tables
}

const ENOUGH = 0.5

/** The model most of whose hashed fields are among the columns. */
function modelLike(models: readonly Model[], columns: ReadonlySet<string>): Model | undefined {
  const shares = models.map(model => {
    const fields = new Set(model.recipes.flatMap(recipe => recipe.fields.map(field => field.name)))
    const share = [...fields].filter(name => columns.has(name)).length / fields.size
    return { model, share: model.grain.every(name => columns.has(name)) ? share : 0 }
  })
  const best = shares.toSorted((a, b) => b.share - a.share)[0]
  return best !== undefined && best.share >= ENOUGH ? best.model : undefined
}

/** The name of a row in SQL: its grain, joined by `/`. */
export function keyExpression({ model }: HashedTable, dialect: Dialect): string {
  const pieces = model.grain.map(column => dialect.cast(column === 'game_date' ? dialect.cast(column, 'date') : column, 'string'))
  return dialect.concat(pieces.flatMap((piece, place) => (place === 0 ? [piece] : [`'/'`, piece])))
}

/** A recipe of a model by name. Throws unknown_name. */
export function recipeNamed(model: Model, name: string): Recipe {
  const found = model.recipes.find(recipe => recipe.name === name)
  if (found !== undefined) return found
  throw new BackcourtError('unknown_name', `${model.name} has no recipe "${name}"`, {
    where: '--recipe',
    next: `expected ${model.recipes.map(recipe => recipe.name).join(' or ')}`,
  })
}
