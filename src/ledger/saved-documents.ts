import type { Store } from '../store/store.ts'
import { qualifiedName } from '../table/source.ts'
import { plans } from './plan-tables.ts'

/** A plan as the ledger keeps it. */
export interface SavedDocument {
  readonly plan: string
  /** The plan as JSON. */
  readonly document: string
}

/** Keeps a plan under its id. */
export async function saveDocument(store: Store, { plan, document, createdAt }: SavedDocument & { readonly createdAt: string }): Promise<void> {
  const text = (value: string): string => store.dialect.text(value)
  await store.run(`delete from ${qualifiedName(plans)} where plan = ${text(plan)};
    insert into ${qualifiedName(plans)} (plan, created_at, document) values (${text(plan)}, timestamp ${text(createdAt)}, ${text(document)})`)
}

/** Plans whose ids begin with a text, the newest first. */
export function documentsBeginning(store: Store, id: string): Promise<SavedDocument[]> {
  return store.rows<SavedDocument>(
    `select plan, document from ${qualifiedName(plans)} where starts_with(plan, ${store.dialect.text(id)}) order by created_at desc`,
  )
}
