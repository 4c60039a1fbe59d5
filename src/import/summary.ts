import type { Day } from '../calendar.ts'
import { sources } from '../nba/sources/index.ts'
import type { Store } from '../store/store.ts'
import { qualifiedName } from '../table/source.ts'
import { quarantine } from '../ledger/import-tables.ts'
import { quarantineReasons, type QuarantineReason } from './place/reasons.ts'
import type { ImportReport } from './report.ts'

/** What the named raw tables hold now. */
export async function tablesNow(store: Store, names: ReadonlySet<string>): Promise<ImportReport['tables']> {
  const tables: ImportReport['tables'][number][] = []
  for (const source of sources.filter(candidate => names.has(qualifiedName(candidate)))) {
    const dates = source.ofGame ? 'min(game_date) as first_date, max(game_date) as last_date' : 'null as first_date, null as last_date'
    const rows = await store.rows<{ rows: number; first_date: Day | null; last_date: Day | null }>(
      `select count(*) as rows, ${dates} from ${qualifiedName(source)} where ended_by is null`,
    )
    const [found] = rows
    if (found !== undefined) tables.push({ table: qualifiedName(source), ...found })
  }
  return tables
}

export interface QuarantineSummary {
  readonly rows: number
  /** For each table and reason how many rows wait, and the first of them. */
  readonly sentences: readonly string[]
}

/** The rows of an import that wait in quarantine. */
export async function quarantinedBy(store: Store, importNumber: number): Promise<QuarantineSummary> {
  const groups = await store.rows<{ table_name: string; reason_code: QuarantineReason; rows: number; example: Example }>(
    `select table_name, reason_code, count(*) as rows,
       arg_min({'file': source_file, 'row': source_row, 'reason': reason}, rowid) as example
     from ${qualifiedName(quarantine)} where import_number = ${importNumber} and ended_by is null
     group by table_name, reason_code order by table_name, reason_code`,
  )
  return {
    rows: groups.reduce((sum, group) => sum + group.rows, 0),
    sentences: groups.map(group => sentence(group)),
  }
}

interface Example {
  readonly file: string
  readonly row: number
  readonly reason: string
}

function sentence(group: { table_name: string; reason_code: QuarantineReason; rows: number; example: Example }): string {
  const { file, row, reason } = group.example
  return `${rowCount(group.rows)} for ${group.table_name} in quarantine: ${quarantineReasons[group.reason_code]}; the first is row ${row} of ${file} (${reason})`
}

/** `1 row`, `2 rows`. */
export function rowCount(rows: number): string {
  return rows === 1 ? '1 row' : `${rows} rows`
}
