import type { Relation, Sql } from '../sql/sql.ts'

/** A named query over raw facts that several tables read. It is never stored: each statement carries it along. */
export interface SharedQuery extends Relation {
  readonly kind: 'shared'
  readonly about: string
  readonly query: Sql
  /** Whether whoever reads it computes of it what he needs: for what costs less to compute than to write down. */
  readonly inPlace?: boolean
}

export function defineShared(spec: Omit<SharedQuery, 'kind'>): SharedQuery {
  return Object.freeze({ kind: 'shared' as const, ...spec })
}
