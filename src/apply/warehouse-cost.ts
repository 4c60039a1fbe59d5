import type { PlanDocument } from '../change/plan-document.ts'
import type { Warehouse } from '../store/engine.ts'
import { compileModel } from '../table/compile.ts'
import { chunksOf } from './build-chunks.ts'
import { scopeOf, spanOf } from './build-units.ts'

/** Two jobs for each season; the lock is taken and given back, and the ledger closed. */
const JOBS_OF_A_SEASON = 2
const JOBS_OF_A_RUN = 3

/** The jobs that carrying a plan out takes, and the bytes that its SELECTs read by dry runs, which cost nothing. */
export async function warehouseCost(warehouse: Warehouse, document: PlanDocument): Promise<{ readonly jobs: number; readonly bytes: number }> {
  const chunks = chunksOf(document.units, false)
  const { dialect } = warehouse
  let bytes = 0
  for (const chunk of chunks)
    bytes += await warehouse.estimate(compileModel(chunk.model, { dialect, span: spanOf(chunk, document.as_of), scope: scopeOf(chunk.units) }))
  const seasons = new Set(chunks.map(chunk => chunk.season)).size
  return { jobs: seasons === 0 ? 0 : JOBS_OF_A_RUN + JOBS_OF_A_SEASON * seasons, bytes }
}
