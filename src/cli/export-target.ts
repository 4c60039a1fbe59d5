import { existsSync } from 'node:fs'
import path from 'node:path'
import { BackcourtError } from '../errors.ts'
import type { ExportFormat } from '../store/export.ts'

/** Where a table is to be written, as options say. */
export interface TargetOptions {
  readonly out: string
  readonly format?: string | undefined
  readonly force?: true | undefined
}

/** The format that was asked for, or that the ending of the file tells. Throws usage. */
export function formatOf({ out, format }: TargetOptions): ExportFormat {
  const asked = (format ?? path.extname(out).slice(1)).toLowerCase()
  if (asked === 'parquet' || asked === 'csv' || asked === 'json') return asked
  const where = format === undefined ? '--out' : '--format'
  throw new BackcourtError('usage', `${where}: expected parquet, csv or json, got "${asked}"`, {
    where,
    next: '--out table.parquet, or --format parquet',
  })
}

/** Throws bad_input where the file is there. */
export function refuseToOverwrite(file: string, { force }: TargetOptions): void {
  if (force === true || !existsSync(file)) return
  throw new BackcourtError('bad_input', `${file} exists`, { where: '--out', next: '--force writes over it' })
}
