import { BackcourtError } from '../errors.ts'
import { documentsBeginning, saveDocument } from '../ledger/saved-documents.ts'
import type { Store } from '../store/store.ts'
import { parsePlan, type PlanDocument } from './plan-document.ts'

/** Keeps a plan under its id. */
export async function savePlan(store: Store, document: PlanDocument): Promise<void> {
  await saveDocument(store, { plan: document.plan, createdAt: document.created_at, document: JSON.stringify(document) })
}

/** A saved plan by its id or the beginning of it. Throws not_found. */
export async function loadPlan(store: Store, id: string): Promise<PlanDocument> {
  const rows = await documentsBeginning(store, id)
  const [found, other] = rows
  if (found === undefined || (other !== undefined && other.plan !== found.plan && found.plan !== id)) {
    const problem = found === undefined ? `no plan ${id}` : `several plans begin with ${id}: ${rows.map(row => row.plan).join(', ')}`
    throw new BackcourtError('not_found', problem, { where: id, next: 'backcourt plan makes one' })
  }
  return parsePlan(found.document)
}
