import { BackcourtError } from '../errors.ts'
import type { Row } from '../store/store.ts'
import { fieldExpression, hashExpression, hashTextExpression, type Recipe } from '../table/recipe.ts'
import { bindRecipe, type BoundRecipe } from './bind.ts'
import { keyExpression, recipeNamed, type HashedTable } from './hashed-table.ts'
import type { ExplainedRow } from './report.ts'
import type { Answering } from './verify.ts'

export interface ExplainRequest {
  readonly table: HashedTable
  /** `DATE/KEY`. */
  readonly key: string
  /** The recipe; undefined for the one that the row names. */
  readonly recipe: string | undefined
  /** The recipe of a row that names none. */
  readonly fallback: Recipe
}

/** The text that the hash of a row is made of, field by field, by the recipe, or the variant of it, that gives the stored hash. Throws not_found, unknown_name. */
export async function explainHash(store: Answering, request: ExplainRequest): Promise<ExplainedRow> {
  const { table, key } = request
  const where = `${keyExpression(table, store.dialect)} = ${store.dialect.text(key)}`
  const stored = table.types.has('data_hash') ? 'data_hash' : 'null'
  const named = table.types.has('data_hash_recipe') ? 'data_hash_recipe' : 'null'
  const [row] = await store.rows<{ stored: string | null; recipe: string | null }>(
    `select ${stored} as stored, ${named} as recipe from ${table.relation} where ${where} limit 1`,
  )
  if (row === undefined) throw new BackcourtError('not_found', `${table.label} has no row ${key}`, { where: key })
  const recipe = recipeNamed(table.model, request.recipe ?? row.recipe ?? request.fallback.name)
  const ways = [
    bindRecipe(recipe, { table, dialect: store.dialect }),
    ...(recipe.variants ?? []).map(({ rule }) => bindRecipe(recipe, { table, dialect: store.dialect, rule })),
    bindRecipe(recipe, { table, dialect: store.dialect, rule: '' }),
  ]
  const told: ExplainedRow[] = []
  for (const way of ways) {
    const explained = await textOf(store, way, { table, key, where, stored: row.stored })
    if (explained.hash === row.stored) return explained
    told.push(explained)
  }
  return told[0] ?? Promise.reject(new Error('a recipe gave no text'))
}

interface Place {
  readonly table: HashedTable
  readonly key: string
  readonly where: string
  readonly stored: string | null
}

async function textOf(store: Answering, { recipe, columns, rule }: BoundRecipe, { table, key, where, stored }: Place): Promise<ExplainedRow> {
  const fields = recipe.fields.map((field, index) => {
    const value = table.types.has(field.name) ? field.name : 'null'
    return `${value} as v${index}, ${fieldExpression(field, store.dialect, columns)} as t${index}`
  })
  const [row] = await store.rows<Row & { text: string; hash: string } & Readonly<Record<`t${number}`, string>>>(`
    select ${fields.join(', ')}, ${hashTextExpression(recipe, store.dialect, columns)} as text, ${hashExpression(recipe, store.dialect, columns)} as hash
    from ${table.relation} where ${where} limit 1`)
  if (row === undefined) throw new Error(`the row ${key} is gone`)
  return {
    table: table.label,
    key,
    recipe: recipe.name,
    rule: rule ?? null,
    text: row.text,
    hash: row.hash,
    stored,
    fields: recipe.fields.map(({ name, type }, index) => ({ name, type, value: row[`v${index}`] ?? null, text: row[`t${index}`] ?? 'null' })),
  }
}
