import { statSync } from 'node:fs'
import { BackcourtError } from '../../errors.ts'
import type { ExportFormat, ExportRequest, Spreadsheet } from '../../store/export.ts'
import type { Store } from '../../store/store.ts'
import { draftOf, type Draft } from '../../whole-file.ts'
import type { FilesMembers } from '../documents.ts'
import { formatOf, refuseToOverwrite, type TargetOptions } from '../export-target.ts'
import { writeExport } from '../write-export.ts'
import { tableNamed } from '../names.ts'
import { holdStore } from '../hold-store.ts'
import { withRange } from '../options.ts'
import type { Outcome } from '../outcome.ts'
import { askedRange, rangeIn, type AskedRange, type RangeOptions } from '../range.ts'
import { filesText } from '../render/files-text.ts'
import type { Session } from '../session.ts'
import { examples, type Program } from '../verb.ts'

interface ExportOptions extends RangeOptions, TargetOptions {
  readonly bom?: true | undefined
  readonly textIds?: true | undefined
}

/** `backcourt export`. */
export function addExport(program: Program, session: Session): void {
  const verb = program
    .command('export')
    .summary('a table into a Parquet, CSV or JSON file')
    .description('Writes a table, or some game dates of it, into a file. The ending of the file chooses the format.')
    .addHelpText(
      'before',
      examples([
        'backcourt export pgs --store backcourt-demo/demo.duckdb --out players.csv',
        'backcourt export pgs --bom --text-ids --out for-a-spreadsheet.csv',
        'backcourt export team_offense_game_summary --season 2021-22 --out offense.parquet',
      ]),
    )
    .argument('<table>', 'a table: name, beginning or initials')
    .requiredOption('--out <file>', 'the file to write')
    .option('--format <name>', 'parquet, csv or json, where the ending of the file does not tell')
    .option('--bom', 'begin a CSV file with the mark by which spreadsheets know UTF-8 (Dončić)')
    .option('--text-ids', 'write ids of digits into a CSV file as ="0022100001", so that spreadsheets keep their zeros')
    .option('--force', 'write over a file that exists')
  withRange(verb).action(async (table, options) => {
    const asked = askedRange(options, `export ${table}`)
    const format = formatOf(options)
    const target = { file: session.pathOf(options.out), format, spreadsheet: spreadsheetOf(options, format) }
    refuseToOverwrite(target.file, options)
    const draft = draftOf(target.file, session.world)
    await session.run(() => holdStore(session, { exportTo: draft.file }, store => exportTable({ store, table, asked, target, draft, session })))
  })
}

interface Export {
  readonly store: Store
  readonly table: string
  readonly asked: AskedRange
  readonly target: Omit<ExportRequest, 'query'>
  readonly draft: Draft
  readonly session: Session
}

async function exportTable({ store, table, asked, target, draft, session }: Export): Promise<Outcome<FilesMembers>> {
  const started = session.elapsed()
  const [{ declaredTables }, { exportQuery }, { exportRows }] = await Promise.all([
    import('../../declared-tables.ts'),
    import('../export-query.ts'),
    import('../../store/export.ts'),
  ])
  const query = exportQuery(tableNamed(table, declaredTables()), await rangeIn(store, asked))
  const rows = await writeExport(draft, session, file => exportRows(store, { ...target, query, file }))
  const files = [{ path: target.file, rows, bytes: statSync(target.file).size }]
  const duration_ms = session.elapsed() - started
  return {
    exitCode: 0,
    members: { files, duration_ms },
    warnings: [],
    text: () =>
      filesText(
        files.map(file => ({ ...file, path: session.shown(file.path) })),
        duration_ms,
      ),
  }
}

function spreadsheetOf(options: ExportOptions, format: ExportFormat): Spreadsheet | undefined {
  const bom = options.bom === true
  const textIds = options.textIds === true
  if (!bom && !textIds) return undefined
  if (format === 'csv') return { bom, textIds }
  const where = bom ? '--bom' : '--text-ids'
  throw new BackcourtError('usage', `${where} is for CSV files, got ${format}`, { where, next: '--out table.csv' })
}
