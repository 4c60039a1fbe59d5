import { date, int, text, timestamp } from '../table/column.ts'
import { defineStored, type StoredTable } from '../table/stored.ts'

export const runs: StoredTable = defineStored({
  dataset: 'nba_processing',
  name: 'runs',
  about: 'Every run that built units: what was asked, how it ended.',
  key: ['run'],
  columns: {
    run: int('Number of the run, from 1', { required: true }),
    command: text('What started it', { required: true }),
    plan: text('The plan that it carries out', { required: true }),
    options: text('Options and versions as JSON', { required: true }),
    planned_at: timestamp('When its plan was made: created_at and processed_at of what it writes'),
    started_at: timestamp('When it started', { required: true }),
    outcome: text('running, done, failed or interrupted', { required: true }),
    rows_written: int('Rows inserted, updated and deleted'),
    duration_ms: int('How long it took', { unit: 'milliseconds' }),
  },
})

export const units: StoredTable = defineStored({
  dataset: 'nba_processing',
  name: 'units',
  about: 'How each unit ended in each run.',
  key: ['run', 'table_name', 'game_date'],
  columns: {
    run: int('Number of the run', { required: true }),
    table_name: text('Analytics table', { required: true }),
    game_date: date('Game date', { required: true }),
    status: text('done, unchanged, empty, waiting, failed or blocked', { required: true }),
    row_count: int('Rows that the unit has', { required: true }),
    reason: text('Why it failed, is blocked or waits'),
    attempts: int('Times that it was tried since it was last good, this one included'),
    duration_ms: int('Its share of the time that its chunk took', { unit: 'milliseconds' }),
    fingerprint: text('Fingerprint of the model that built it'),
    import_number: int('The last import that it has seen'),
    input_digest: text('Digest of the input tables of its season as they were; NULL when nothing was computed'),
  },
})

/** Tables of the ledger that backfills write. */
export const buildLedger: readonly StoredTable[] = [runs, units]
