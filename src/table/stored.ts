import type { Column } from './column.ts'

/** A table that Backcourt itself writes and that is neither raw nor analytics: the ledger. No model reads it. */
export interface StoredTable {
  readonly kind: 'stored'
  readonly name: string
  readonly dataset: 'nba_processing' | 'nba_reference'
  readonly about: string
  readonly key: readonly string[]
  readonly columns: Readonly<Record<string, Column>>
}

export function defineStored(spec: Omit<StoredTable, 'kind'>): StoredTable {
  return Object.freeze({ kind: 'stored' as const, ...spec })
}
