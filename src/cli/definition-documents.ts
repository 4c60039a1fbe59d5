import type { FormatColumn } from '../feeds/format-columns.ts'
import type { RecipeField } from '../table/recipe.ts'

/** A column as `tables` tells it. */
export interface ColumnDocument {
  readonly name: string
  readonly type: string
  readonly unit: string | null
  readonly meaning: string
  readonly formula: string | null
  /** Raw tables that it is made of, that of the best feed first. */
  readonly sources: readonly string[]
  /** The feeds that tell what it is made of, best first; the first that tells a fact counts. */
  readonly feeds: readonly string[]
  readonly content: boolean
  readonly waiting_for: string | null
  /** When it is NULL; `never` where it cannot be. */
  readonly null_when: string
  /** The version of Backcourt that it came with. */
  readonly since: string
}

/** A table as `tables` tells it. */
export interface TableDocument {
  readonly table: string
  readonly kind: 'analytics' | 'raw' | 'reference' | 'processing' | 'static'
  readonly about: string
  readonly grain: readonly string[]
  readonly columns: readonly ColumnDocument[]
  readonly recipes: readonly { readonly name: string; readonly fields: readonly Pick<RecipeField, 'name' | 'type'>[] }[]
}

/** Members of `tables`. */
export interface TablesMembers {
  readonly tables: readonly TableDocument[]
}

/** Members of `formats`. */
export interface FormatsMembers {
  readonly formats: readonly FormatDocument[]
}

/** What a format is told by; `columns` for one that was named. */
export interface FormatDocument {
  readonly name: string
  readonly recognised_by: string
  readonly tables: readonly string[]
  readonly columns?: readonly FormatColumn[] | undefined
}
