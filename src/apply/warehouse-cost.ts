import type { PlanDocument } from '../change/plan-document.ts'
import { isOfStatement } from '../errors.ts'
import type { TableFacts, Warehouse } from '../store/engine.ts'
import { chunksOf } from './build-chunks.ts'
import type { Chunk } from './build-units.ts'
import { computing } from './build-in-warehouse.ts'

/** One computes, one writes; the first of a run takes the lock too, the last closes the ledger and gives it back. */
const JOBS_OF_A_SEASON = 2

/** What carrying a plan out takes in a warehouse. */
export interface WarehouseCost {
  readonly jobs: number
  /** Bytes that are read. */
  readonly bytes: number
  /** Who says so: the warehouse by dry runs, which cost nothing, or, where these tell nothing, sizes of declared types times rows. */
  readonly bytes_by: 'dry run' | 'declared sizes'
}

/** The jobs that carrying a plan out takes, and the bytes that computing reads. */
export async function warehouseCost(warehouse: Warehouse, document: PlanDocument): Promise<WarehouseCost> {
  const chunks = chunksOf(document.units, false)
  const seasons = [...new Set(chunks.map(chunk => chunk.season))]
  const scripts = seasons.map(season => statementsOf(warehouse, document, { chunks: chunks.filter(chunk => chunk.season === season) }))
  const jobs = JOBS_OF_A_SEASON * seasons.length
  let bytes = 0
  for (const script of scripts) bytes += await dryRun(warehouse, `${script.join(';\n')};`)
  if (bytes > 0 || seasons.length === 0) return { jobs, bytes, bytes_by: 'dry run' }
  const tables = await warehouse.tables()
  return { jobs, bytes: scripts.flat().reduce((sum, statement) => sum + bytesRead(statement, tables), 0), bytes_by: 'declared sizes' }
}

function statementsOf({ dialect }: Warehouse, { as_of }: PlanDocument, { chunks }: { readonly chunks: readonly Chunk[] }): string[] {
  const stagings = chunks.map(chunk => ({ chunk, stage: `stage_${chunk.model.name}` }))
  return computing(stagings, { dialect, asOf: as_of })
}

/** A script that reads what it makes itself may be beyond a dry run. */
async function dryRun(warehouse: Warehouse, script: string): Promise<number> {
  try {
    return await warehouse.estimate(script)
  } catch (error) {
    if (isOfStatement(error)) return 0
    throw error
  }
}

/** Bytes of a value, as the service counts them; a text has two and, in our tables, some fourteen letters. */
const SIZES: Readonly<Record<string, number>> = { BOOL: 1, BOOLEAN: 1, STRING: 16, 'ARRAY<STRING>': 48 }
const SIZE = 8

/** The sizes of the columns that a statement names in the tables that it names, times the rows of these. */
export function bytesRead(statement: string, tables: ReadonlyMap<string, TableFacts>): number {
  const words = new Set(statement.match(/[a-z_][a-z0-9_]*(?:\.[a-z_][a-z0-9_]*)*/g))
  const names = new Set([...words].flatMap(word => word.split('.')))
  const named = [...tables].filter(([name]) => words.has(name))
  return named.reduce((sum, [, { rows, columns }]) => {
    const width = [...columns].filter(([column]) => names.has(column)).reduce((bytes, [, type]) => bytes + (SIZES[type] ?? SIZE), 0)
    return sum + rows * width
  }, 0)
}
