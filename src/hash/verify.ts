import type { Engine } from '../store/engine.ts'
import { ruleApplies } from '../table/field-rule.ts'
import { columnOf, hashExpression, type Recipe } from '../table/recipe.ts'
import { bindRecipe, type BoundRecipe } from './bind.ts'
import { keyExpression, type HashedTable } from './hashed-table.ts'
import type { DifferentRow, VerifiedTable } from './report.ts'

const EXAMPLES = 100

/** Whoever answers queries: a store, or an engine. */
export type Answering = Pick<Engine, 'dialect' | 'rows'>

export interface VerifyRequest {
  readonly table: HashedTable
  /** The recipe of rows that do not say which one made their hash. */
  readonly fallback: Recipe
}

/** Recomputes the hash of every row from its stored values, in one scan for each recipe that the rows name, and compares. */
export async function verifyHashes(store: Answering, request: VerifyRequest): Promise<VerifiedTable[]> {
  const { table, fallback } = request
  if (!table.types.has('data_hash')) return [await hashless(store, request)]
  const named = table.types.has('data_hash_recipe') ? `coalesce(data_hash_recipe, ${store.dialect.text(fallback.name)})` : undefined
  if (named === undefined) return [await verified(store, table, { recipe: fallback, where: 'true' })]
  const found = await store.rows<{ recipe: string }>(`select distinct ${named} as recipe from ${table.relation} order by 1`)
  const names = found.length === 0 ? [fallback.name] : found.map(({ recipe }) => recipe)
  const tables: VerifiedTable[] = []
  for (const name of names) {
    const recipe = table.model.recipes.find(recipe => recipe.name === name)
    const where = names.length === 1 ? 'true' : `${named} = ${store.dialect.text(name)}`
    tables.push(recipe === undefined ? await unknownRecipe(store, table, { name, where }) : await verified(store, table, { recipe, where }))
  }
  return tables
}

interface Share {
  readonly recipe: Recipe
  readonly where: string
}

async function verified(store: Answering, table: HashedTable, { recipe, where }: Share): Promise<VerifiedTable> {
  const base = bindRecipe(recipe, { table, dialect: store.dialect })
  const hash = hashExpression(base.recipe, store.dialect, base.columns)
  const others = [undefined, ...(recipe.variants ?? []).map(({ rule }) => rule)].filter(rule => rule !== base.rule)
  const bound = others.map(rule => ({ rule, bound: bindRecipe(recipe, { table, dialect: store.dialect, rule: rule ?? '' }) }))
  const ways = bound.map(({ bound }, index) => `when data_hash = ${hashExpression(bound.recipe, store.dialect, bound.columns)} then ${index + 1}`)
  const way = `case when data_hash is null then -2 when data_hash = ${hash} then 0 ${ways.join(' ')} else -1 end`
  const rules = rulesOf(store, base)
  const flags = [...rules].map(([, conditions], index) => `, coalesce(${conditions.join(' or ')}, false) as rule_${index}`).join('')
  const counts = await store.rows<Counted>(`select way${[...rules.keys()].map((_, index) => `, rule_${index}`).join('')}, count(*) as rows
    from (select ${way} as way${flags} from ${table.relation} where ${where}) as hashed
    group by all`)
  const sum = (wanted: (row: Counted) => boolean): number => counts.filter(wanted).reduce((rows, row) => rows + row.rows, 0)
  const ruled = [...rules.keys()].map((rule, index) => ({ rule, rows: sum(row => row.way === 0 && row[`rule_${index}`] === true) }))
  const own = base.rule === undefined ? [] : [{ rule: base.rule, rows: sum(row => row.way === 0) }]
  const varied = others.map((rule, index) => ({ rule: rule ?? `not_${base.rule ?? ''}`, rows: sum(row => row.way === index + 1) }))
  const different = sum(row => row.way === -1)
  return {
    table: table.label,
    recipe: recipe.name,
    rows: sum(() => true),
    equal: sum(row => row.way >= 0),
    different,
    absent: sum(row => row.way === -2),
    matched_by_rule: [...ruled, ...own, ...varied].filter(({ rows }) => rows > 0),
    examples: different === 0 ? [] : await differing(store, table, { hash, where: `${where} and ${way} = -1` }),
  }
}

type Counted = { readonly way: number; readonly rows: number } & Readonly<Record<`rule_${number}`, boolean>>

/** The rules that decide how fields of single rows are written, with the conditions under which they do. */
function rulesOf({ dialect }: Answering, { recipe, columns }: BoundRecipe): Map<string, string[]> {
  const rules = new Map<string, string[]>()
  for (const field of recipe.fields) {
    const condition = ruleApplies(field, name => columnOf(name, dialect, columns))
    if (condition === undefined || field.rule === undefined) continue
    rules.set(field.rule.kind, [...(rules.get(field.rule.kind) ?? []), condition])
  }
  return rules
}

function differing(
  store: Answering,
  table: HashedTable,
  { hash, where }: { readonly hash: string; readonly where: string },
): Promise<DifferentRow[]> {
  return store.rows<DifferentRow>(`select ${keyExpression(table, store.dialect)} as key, data_hash as stored, ${hash} as recomputed
    from ${table.relation} where ${where} order by key limit ${EXAMPLES}`)
}

async function hashless(store: Answering, { table, fallback }: VerifyRequest): Promise<VerifiedTable> {
  const [found] = await store.rows<{ rows: number }>(`select count(*) as rows from ${table.relation}`)
  const rows = found?.rows ?? 0
  return { ...NOTHING, table: table.label, recipe: fallback.name, rows, absent: rows }
}

async function unknownRecipe(
  store: Answering,
  table: HashedTable,
  { name, where }: { readonly name: string; readonly where: string },
): Promise<VerifiedTable> {
  const [found] = await store.rows<{ rows: number; hashed: number }>(
    `select count(*) as rows, count(data_hash) as hashed from ${table.relation} where ${where}`,
  )
  const { rows = 0, hashed = 0 } = found ?? {}
  return { ...NOTHING, table: table.label, recipe: name, rows, different: hashed, absent: rows - hashed }
}

const NOTHING = { equal: 0, different: 0, absent: 0, matched_by_rule: [], examples: [] } as const
