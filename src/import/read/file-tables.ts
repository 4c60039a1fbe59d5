import type { Store } from '../../store/store.ts'
import type { JsonRecords } from '../../feeds/format.ts'
import { DEFECT_COLUMNS, type CsvSurvey } from './csv-records.ts'
import { literal, quoted } from '../literals.ts'

/** A column of a file and the name under which it is read. */
export interface ReadColumn {
  readonly column: string
  readonly as: string
}

/** A table inside a file. */
export interface FileTable {
  /** For documents that are known by their shape. */
  readonly shape?: JsonRecords
  readonly columns: readonly string[]
  /** Whether reading it again costs less than a copy of it. */
  readonly rereadable?: boolean
  /** Columns whose type has no text for nothing. */
  readonly exact?: ReadonlySet<string>
  /** Records that were counted in the file before it was read. */
  readonly records?: number
  /** Whether `scan` also gives the text and the defect of records that do not fit, as `DEFECT_COLUMNS`. */
  readonly tellsDefects?: boolean
  /** Whether several of its rows are one row of the file; `scan` then counts them as `place`, from 1. */
  readonly placed?: boolean
  /** A query for columns as text, and `source_row` counted from 1 in the order of the file. */
  scan(columns: readonly ReadColumn[]): string
  /** For a table that the engine can read together with others. */
  readonly together?: ReadTogether
}

/** How one scan reads the tables of many files: a scan of its own for each small file would cost more than its rows. */
export interface ReadTogether {
  /** Files with the same text are read alike. */
  readonly alike: string
  readonly file: string
  /** As `scan` of each of the files, with the file as `read_from`. */
  scan(files: readonly string[], columns: readonly ReadColumn[]): string
}

/** The table of a parquet file. */
export async function parquetTable(store: Store, file: string): Promise<FileTable> {
  const path = literal(store, file)
  const columns = await store.describe(`select * from read_parquet(${path})`)
  return {
    columns: columns.map(column => column.name),
    rereadable: true,
    exact: new Set(columns.filter(column => /INT|BOOLEAN|DATE/.test(column.type)).map(column => column.name)),
    scan: wanted => {
      const list = wanted.map(({ column, as }) => `cast(${quoted(column)} as varchar) as ${quoted(as)}, `).join('')
      return `select ${list}file_row_number + 1 as source_row from read_parquet(${path}, file_row_number = true)`
    },
  }
}

/** Where a CSV file is read from: itself, or a rewritten copy. */
export interface CsvSource {
  readonly file: string
  readonly survey: CsvSurvey
  /** Whether the file is a copy that tells which records do not fit. */
  readonly rewritten: boolean
}

/** The table of a CSV file. Columns and dialect are told to the engine: what it would guess can skip rows. */
export function csvTable(store: Store, { file, survey, rewritten }: CsvSource): FileTable {
  const columns = [...survey.header, ...(rewritten ? DEFECT_COLUMNS : [])]
  const types = columns.map(column => `${literal(store, column)}: 'VARCHAR'`).join(', ')
  const delimiter = literal(store, rewritten ? ',' : survey.delimiter)
  const options = `auto_detect = false, header = true, columns = {${types}}, delim = ${delimiter}, quote = '"', escape = '"'`
  const listed = (wanted: readonly ReadColumn[]): string =>
    wanted.map(({ column, as }) => `${quoted(column)} as ${quoted(as)}, `).join('') + (rewritten ? `${DEFECT_COLUMNS.map(quoted).join(', ')}, ` : '')
  return {
    columns: survey.header,
    records: survey.records,
    scan: wanted => `select ${listed(wanted)}row_number() over () as source_row from read_csv(${literal(store, file)}, ${options})`,
    together: {
      alike: options,
      file,
      scan: (files, wanted) => `select * exclude (place), place - min(place) over (partition by read_from) + 1 as source_row
        from (select ${listed(wanted)}filename as read_from, row_number() over () as place
          from read_csv([${files.map(one => literal(store, one)).join(', ')}], filename = true, ${options}))`,
    },
    tellsDefects: rewritten,
  }
}
