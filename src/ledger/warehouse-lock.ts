import { int, text, timestamp } from '../table/column.ts'
import { defineStored, type StoredTable } from '../table/stored.ts'

/** Only in a warehouse: a file is locked by the system. */
export const warehouseLock: StoredTable = defineStored({
  dataset: 'nba_processing',
  name: 'warehouse_lock',
  about: 'Who works on the warehouse: one row.',
  key: ['owner'],
  columns: {
    owner: text('Machine, process and start of whoever holds it; NULL while nobody does'),
    command: text('The command'),
    taken_at: timestamp('Since when'),
    heartbeat_at: timestamp('The last sign of life'),
    lease_until: timestamp('From when on it is free, should no further sign come'),
    revision: int('Counts what was committed'),
    committed: text('The last commit, by its owner and number'),
  },
})
