import type { HashType } from '../sql/types.ts'
import type { Value } from '../store/store.ts'

/** A row whose stored hash is not the one that its values give. */
export interface DifferentRow {
  readonly key: string
  readonly stored: string
  readonly recomputed: string
}

/** The rows of a table that carry hashes of one recipe. */
export interface VerifiedTable {
  readonly table: string
  readonly recipe: string
  readonly rows: number
  /** Rows whose stored hash comes out of their values. */
  readonly equal: number
  readonly different: number
  /** Rows without a hash. */
  readonly absent: number
  /** Equal rows that a rule of the recipe was needed for. */
  readonly matched_by_rule: readonly { readonly rule: string; readonly rows: number }[]
  /** At most 100 of those that differ, by key. */
  readonly examples: readonly DifferentRow[]
}

/** What was filled of one table. */
export interface StampedTable {
  readonly table: string
  readonly recipe: string
  readonly stamped: number
  /** Rows that had a hash. */
  readonly already: number
}

/** One field of a row, as it enters the text. */
export interface ExplainedField {
  readonly name: string
  readonly type: HashType
  readonly value: Value
  /** Its JSON text, byte for byte. */
  readonly text: string
}

/** The text that the hash of a row is made of. */
export interface ExplainedRow {
  readonly table: string
  readonly key: string
  readonly recipe: string
  /** The variant of the recipe that gives the stored hash. */
  readonly rule: string | null
  readonly text: string
  readonly hash: string
  /** The hash that stands in the row. */
  readonly stored: string | null
  readonly fields: readonly ExplainedField[]
}
