import { DeclarationError } from '../errors.ts'
import type { Sql } from '../sql/sql.ts'
import { hashTypeOf } from '../sql/types.ts'
import type { ModelColumn } from './column.ts'
import type { Dependency } from './dependency.ts'
import { contentRecipe, type Recipe } from './recipe.ts'

/** A shortcoming of one row, from the closed list of codes. */
export interface RowIssue<Code extends string = string> {
  readonly code: Code
  /** Points that it takes off the quality score. */
  readonly cost: number
  /** Condition over the columns of the model's query. */
  readonly when: Sql
}

export interface ModelSpec<C extends Readonly<Record<string, ModelColumn>>> {
  readonly name: string
  readonly initials: string
  /** One sentence: what a row is. */
  readonly about: string
  readonly grain: readonly (keyof C & string)[]
  /** Holds only what was known before the tip, and so has rows for games that are still to be played. */
  readonly beforeTip: boolean
  readonly columns: C
  /** Yields every column that does not wait for an input, and whatever `issues` and `sources` need beside them. */
  readonly query: Sql
  readonly issues: readonly RowIssue[]
  /** Every way in which a changed input gets into a row; a column that starts to read from behind a window belongs here. */
  readonly dependencies: readonly Dependency[]
  /** Raw tables that a row can come from, each with the condition under which it did. */
  readonly sources: Readonly<Record<string, Sql>>
  /** Yields the grain and `explanation` for each row that schedule and box scores ask for; written without the model's own joins. */
  readonly expected: Sql
  /** Recipes of hashes that stand in such tables beside the one of the content columns. */
  readonly otherRecipes: readonly Recipe[]
}

/** An analytics table: everything that is particular to it. */
export interface Model {
  readonly kind: 'model'
  readonly dataset: 'nba_analytics'
  readonly name: string
  readonly initials: string
  readonly about: string
  readonly grain: readonly string[]
  /** Holds only what was known before the tip, and so has rows for games that are still to be played. */
  readonly beforeTip: boolean
  /** Every table is cut into game dates; one table on one date is a unit. */
  readonly partition: 'game_date'
  readonly columns: Readonly<Record<string, ModelColumn>>
  readonly query: Sql
  readonly issues: readonly RowIssue[]
  readonly dependencies: readonly Dependency[]
  readonly sources: Readonly<Record<string, Sql>>
  readonly expected: Sql
  /** What a `data_hash` of the table can be made of; the first one makes those that are written. */
  readonly recipes: readonly [Recipe, ...Recipe[]]
}

/** Columns that every analytics table ends with. */
export const rowColumns: Readonly<Record<string, ModelColumn>> = {
  quality_score: {
    type: 'float',
    meaning: '100 less 5 for each issue, less 10 where fewer than 5 games stand behind an average',
    unit: 'points of 100',
    content: false,
  },
  quality_tier: { type: 'string', meaning: 'gold from 95, silver from 80, bronze from 60, else poor', content: false },
  quality_issues: { type: 'strings', meaning: 'Codes of what is wrong with the row, sorted', content: false },
  data_sources: { type: 'strings', meaning: 'Raw tables that the row was made from, sorted', content: false },
  data_hash: { type: 'string', meaning: 'First 16 hex digits of SHA-256 over the content columns', content: false, required: true },
  data_hash_recipe: { type: 'string', meaning: 'The recipe that made data_hash', content: false, required: true },
  created_at: { type: 'timestamp', meaning: 'When the row was first written', content: false, required: true },
  processed_at: { type: 'timestamp', meaning: 'When the row was last written', content: false, required: true },
}

/** Columns that say when the row was written; all others are a function of the inputs. */
export const clockColumns: readonly string[] = ['created_at', 'processed_at']

/** Declares an analytics table. Throws DeclarationError when the declaration contradicts itself. */
export function defineModel<const C extends Readonly<Record<string, ModelColumn>>>(spec: ModelSpec<C>): Model {
  if (!spec.grain.includes('game_date')) throw new DeclarationError(spec.name, 'the grain must hold game_date')
  for (const name of spec.grain) {
    if (!(name in spec.columns)) throw new DeclarationError(spec.name, `the grain names ${name}, which is not a column`)
  }
  for (const [name, column] of Object.entries<ModelColumn>(spec.columns)) {
    if (name in rowColumns) throw new DeclarationError(spec.name, `${name} is a column of every table; declare it nowhere else`)
    if (column.content && hashTypeOf(column.type) === undefined) {
      throw new DeclarationError(spec.name, `${name} is content, but ${column.type} has no hash type`)
    }
  }
  const { otherRecipes, ...declared } = spec
  const columns = { ...spec.columns, ...rowColumns }
  return Object.freeze({
    kind: 'model' as const,
    dataset: 'nba_analytics' as const,
    partition: 'game_date' as const,
    ...declared,
    columns,
    recipes: [contentRecipe(columns), ...otherRecipes] as const,
  })
}
