import { date, int, text, timestamp } from '../table/column.ts'
import { defineStored, type StoredTable } from '../table/stored.ts'

export const unitStates: StoredTable = defineStored({
  dataset: 'nba_processing',
  name: 'unit_states',
  about: 'How each unit stands: what it was last built from, and how that ended.',
  key: ['table_name', 'game_date'],
  columns: {
    table_name: text('Analytics table', { required: true }),
    game_date: date('Game date', { required: true }),
    status: text('done, unchanged, empty, waiting, failed or blocked', { required: true }),
    row_count: int('Rows that the unit has', { required: true }),
    reason: text('Why it failed, is blocked or waits'),
    fingerprint: text('Fingerprint of the model that built it', { required: true }),
    import_number: int('The last import that it has seen', { required: true }),
    plan: text('The plan that it was last built by', { required: true }),
    run: int('The run that built it', { required: true }),
    attempts: int('Times that it failed since it was last good', { required: true }),
  },
})

export const rowChanges: StoredTable = defineStored({
  dataset: 'nba_processing',
  name: 'row_changes',
  about: 'Every row of an analytics table that changed after its unit was first built.',
  key: ['run', 'table_name', 'row_key'],
  columns: {
    run: int('The run that wrote it', { required: true }),
    changed_at: timestamp('When', { required: true }),
    table_name: text('Analytics table', { required: true }),
    row_key: text('DATE/KEY', { required: true }),
    game_date: date('Game date', { required: true }),
    kind: text('inserted, updated or deleted', { required: true }),
    old_hash: text('data_hash before'),
    new_hash: text('data_hash after'),
    fields: text('Changed fields with both values, as JSON', { required: true }),
    causes: text('Why, down to the imported file, as JSON', { required: true }),
  },
})

export const plans: StoredTable = defineStored({
  dataset: 'nba_processing',
  name: 'plans',
  about: 'Plans as they were made.',
  key: ['plan'],
  columns: {
    plan: text('Its id', { required: true }),
    created_at: timestamp('When it was made', { required: true }),
    document: text('The plan as JSON', { required: true }),
  },
})

/** Tables of the ledger that change planning keeps. */
export const changeLedger: readonly StoredTable[] = [unitStates, rowChanges, plans]
