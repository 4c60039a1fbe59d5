import { backfill } from '../../src/apply/backfill.ts'
import type { Day } from '../../src/calendar.ts'
import { importFiles } from '../../src/import/import.ts'
import { openStore } from '../../src/open-store.ts'

/** What the worker acknowledges, a line of JSON each: what it has told is done. */
export type Acknowledgement =
  | { readonly did: 'open' }
  | { readonly did: 'import'; readonly variant: number }
  | { readonly did: 'chunk'; readonly run: number; readonly table: string; readonly units: number }
  | { readonly did: 'backfill'; readonly run: number; readonly milliseconds: number }

export interface WorkOrder {
  readonly store: string
  /** Folders with the same league, each with other values. */
  readonly variants: readonly (readonly string[])[]
  /** The variant to begin with. */
  readonly from: number
  readonly first: string
  readonly last: string
}

/** Imports one variant after the other and builds what each reaches, until it is killed. */
async function work(order: WorkOrder): Promise<void> {
  const store = await openStore(order.store, { threads: 1 })
  tell({ did: 'open' })
  for (let variant = order.from; ; variant = (variant + 1) % order.variants.length) {
    const began = performance.now()
    const now = new Date().toISOString()
    await importFiles(store, { paths: order.variants[variant] ?? [], replace: false, force: true, now })
    tell({ did: 'import', variant })
    const [last] = await store.rows<{ run: number }>('select coalesce(max(run), 0) as run from nba_processing.runs')
    const run = (last?.run ?? 0) + 1
    const range = { first: order.first as Day, last: order.last as Day }
    await backfill(store, { range, tables: [], now, elapsed: () => performance.now() }, event => {
      if (event.kind === 'chunk') tell({ did: 'chunk', run, table: event.table, units: event.unitsDone })
    })
    tell({ did: 'backfill', run, milliseconds: performance.now() - began })
  }
}

function tell(acknowledgement: Acknowledgement): void {
  process.stdout.write(`${JSON.stringify(acknowledgement)}\n`)
}

if (process.argv[2] !== undefined) void work(JSON.parse(process.argv[2]) as WorkOrder)
