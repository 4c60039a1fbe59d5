import type { Relation, Sql } from '../sql/sql.ts'

/** A named query over raw facts that several tables read. It is never stored: each statement carries it along. */
export interface SharedQuery extends Relation {
  readonly kind: 'shared'
  readonly about: string
  readonly query: Sql
}

export function defineShared(spec: { readonly name: string; readonly about: string; readonly query: Sql }): SharedQuery {
  return Object.freeze({ kind: 'shared' as const, ...spec })
}
