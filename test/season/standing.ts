import { standingFor } from '../../src/apply/shared-tables.ts'
import type { Span } from '../../src/sql/dialect.ts'
import type { Relation } from '../../src/sql/sql.ts'
import type { Store } from '../../src/store/store.ts'
import { computeScratch } from '../../src/store/temporary.ts'

/** Fills the tables that stand while rows of a span are computed, and tells their names. */
export async function fillStanding(store: Store, span: Span): Promise<Map<Relation, string>> {
  const ready = new Map<Relation, string>()
  for (const [query, filledBy] of standingFor(span.scope ?? { dates: [], games: [] })) {
    const name = `${store.scratch}.test_${query.name}`
    await computeScratch(store, { query: filledBy, name, span, ready })
    ready.set(query, name)
  }
  return ready
}
