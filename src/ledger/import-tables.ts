import { bool, date, int, text, timestamp } from '../table/column.ts'
import { defineStored, type StoredTable } from '../table/stored.ts'

export const imports: StoredTable = defineStored({
  dataset: 'nba_processing',
  name: 'imports',
  about: 'Everything that ever changed raw tables: imports, replacements and removals, numbered.',
  key: ['import_number'],
  columns: {
    import_number: int('Its number, from 1', { required: true }),
    kind: text('import, replace or remove', { required: true }),
    started_at: timestamp('When it was started', { required: true }),
    arguments: text('What it was asked to do, as JSON', { required: true }),
    people_resolved: bool('Whether identities, game states and digests have followed it', { required: true }),
    waiting_tried: bool('Whether rows in quarantine were tried again after it'),
  },
})

export const importFilesTable: StoredTable = defineStored({
  dataset: 'nba_processing',
  name: 'import_files',
  about: 'Every file that landed, one row per raw table that it fills.',
  key: ['import_number', 'path', 'table_name'],
  columns: {
    import_number: int('The import', { required: true }),
    path: text('The file as it was named', { required: true }),
    digest: text('SHA-256 of its bytes', { required: true }),
    format: text('What it was taken for', { required: true }),
    mapping_digest: text('SHA-256 of the mapping that renamed its columns; empty without one', { required: true }),
    table_name: text('The raw table', { required: true }),
    rows_read: int('Rows for that table', { required: true }),
    rows_stored: int('New keys', { required: true }),
    rows_changed: int('New versions of known keys', { required: true }),
    rows_unchanged: int('Equal to the current version', { required: true }),
    rows_duplicate: int('Keys that occur again in the same import', { required: true }),
    rows_undecided: int('Of a subject that is not known yet', { required: true }),
    rows_rejected: int('Quarantined', { required: true }),
  },
})

export const quarantine: StoredTable = defineStored({
  dataset: 'nba_processing',
  name: 'quarantine',
  about: 'Rows that could not be stored, with the reason.',
  key: ['import_number', 'source_file', 'source_row', 'table_name'],
  columns: {
    import_number: int('The import that brought it', { required: true }),
    source_file: text('The file that it came from, as it was named', { required: true }),
    source_row: int('Its number within that file, from 1', { required: true }),
    format: text('What the file was taken for', { required: true }),
    feed: text('The feed that tells it', { required: true }),
    table_name: text('The raw table that it was meant for', { required: true }),
    row_key: text('Its key there, joined by slashes, as far as it is known', { required: true }),
    nba_game_id: text('NBA game id, where it is known'),
    game_date: date('Day of the game, where it is known'),
    reason_code: text('Why, from the closed list', { required: true }),
    reason: text('Why, with column and value', { required: true }),
    row_json: text('The columns that the format reads, as JSON text', { required: true }),
    ended_by: int('The import that stored, replaced or removed it; NULL while it waits'),
  },
})

export const inputDigests: StoredTable = defineStored({
  dataset: 'nba_processing',
  name: 'input_digests',
  about:
    'What each raw table holds per game date, in the columns that models read: how many current rows, and a digest in which order plays no role.',
  key: ['table_name', 'game_date', 'import_number'],
  columns: {
    table_name: text('Raw or reference table', { required: true }),
    game_date: date('Game date; NULL for tables without one'),
    import_number: int('The import after which it was so', { required: true }),
    row_count: int('Current rows', { required: true }),
    digest: text('Sum modulo 2^64 of 60-bit SHA-256 prefixes of the rows’ canonical text', { required: true }),
  },
})

export const derivations: StoredTable = defineStored({
  dataset: 'nba_processing',
  name: 'derivations',
  about: 'The tables that follow from raw rows, and by which rules each was last computed.',
  key: ['table_name'],
  columns: {
    table_name: text('Reference table', { required: true }),
    rules: text('SHA-256 of the statement that computes it', { required: true }),
  },
})

export const ownersDigests: StoredTable = defineStored({
  dataset: 'nba_processing',
  name: 'owners_digests',
  about: 'What raw tables that the owner of a warehouse loads himself held per game date when they were read last, in the columns that are read.',
  key: ['table_name', 'game_date'],
  columns: {
    table_name: text('The table', { required: true }),
    game_date: date('Game date; NULL for tables without one'),
    row_count: int('Rows', { required: true }),
    digest: text('Sum modulo 2^64 of 60-bit SHA-256 prefixes of the rows’ text', { required: true }),
  },
})

/** The tables that imports write beside the raw ones. */
export const ledgerTables: readonly StoredTable[] = [imports, importFilesTable, quarantine, inputDigests, derivations, ownersDigests]
