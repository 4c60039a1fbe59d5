import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { z } from 'zod'
import { BackcourtError, messageOf } from '../../errors.ts'
import type { Format } from '../../feeds/format.ts'
import { formats } from '../../feeds/index.ts'

/** A user's names for the columns of a known format. */
export interface ColumnMapping {
  readonly format: Format
  /** The format's column and the user's. */
  readonly columns: Readonly<Record<string, string>>
  /** Columns of the format that the file does not have, and what they say in every row. */
  readonly constants: Readonly<Record<string, string>>
  /** The sheet of a workbook, or the table of a database or an archive, that is meant. */
  readonly sheet?: string
  readonly table?: string
  readonly digest: string
}

const mappingFile = z.strictObject({
  format: z.string(),
  sheet: z.string().optional(),
  table: z.string().optional(),
  columns: z.record(z.string(), z.string()).nullish(),
  constants: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).nullish(),
})

/** Reads a mapping file. Throws bad_input for what is not one, unknown_name for a format or column that does not exist. */
export async function readMapping(file: string): Promise<ColumnMapping> {
  const content = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new BackcourtError('bad_input', `--mapping ${file} cannot be read: ${messageOf(error)}`, { where: file, cause: error })
  })
  const checked = mappingFile.safeParse(parseYaml(content, file))
  if (!checked.success) {
    const issue = checked.error.issues[0]
    throw new BackcourtError('bad_input', `--mapping ${file}: ${issue?.path.join('.') || 'file'}: ${issue?.message ?? 'not a mapping'}`, {
      where: file,
      next: 'write `format: NAME` and `columns:` with lines `FORMAT_COLUMN: your_column`',
    })
  }
  const { sheet, table } = checked.data
  const format = formatNamed(checked.data.format, file)
  const columns = checked.data.columns ?? {}
  const constants = Object.fromEntries(Object.entries(checked.data.constants ?? {}).map(([name, value]) => [name, String(value)]))
  checkColumns(format, { columns, constants }, file)
  const told = [
    format.name,
    sorted(columns),
    ...(Object.keys(constants).length === 0 && sheet === undefined && table === undefined ? [] : [sorted(constants), sheet ?? null, table ?? null]),
  ]
  const digest = createHash('sha256').update(JSON.stringify(told)).digest('hex')
  return { format, columns, constants, ...(sheet === undefined ? {} : { sheet }), ...(table === undefined ? {} : { table }), digest }
}

function sorted(names: Readonly<Record<string, string>>): (readonly [string, string])[] {
  return Object.entries(names).toSorted(([a], [b]) => (a < b ? -1 : 1))
}

/** Throws unknown_name for a column that the format does not read, bad_input for one that is named and constant. */
function checkColumns(format: Format, { columns, constants }: Pick<ColumnMapping, 'columns' | 'constants'>, file: string): void {
  const reads = format.parts.flatMap(part => part.reads)
  for (const column of [...Object.keys(columns), ...Object.keys(constants)])
    if (!reads.includes(column)) throw unknownColumn(column, { format, reads, file })
  const both = Object.keys(columns).find(column => column in constants)
  if (both === undefined) return
  throw new BackcourtError('bad_input', `--mapping ${file}: ${both} is one of your columns and a constant`, {
    where: file,
    next: 'leave it out of one of the two',
  })
}

function parseYaml(content: string, file: string): unknown {
  try {
    return parse(content)
  } catch (error) {
    throw new BackcourtError('bad_input', `--mapping ${file} is not YAML: ${messageOf(error).split('\n')[0]?.replace(/:$/, '')}`, {
      where: file,
      cause: error,
    })
  }
}

function formatNamed(name: string, file: string): Format {
  const names = formats.map(format => format.name)
  const found = formats.find(format => format.name.toLowerCase() === name.toLowerCase())
  if (found !== undefined) return found
  throw new BackcourtError('unknown_name', `--mapping ${file}: no format is called "${name}"; did you mean "${mostAlike(name, names)}"?`, {
    where: file,
    next: 'backcourt formats',
  })
}

function unknownColumn(column: string, known: { format: Format; reads: readonly string[]; file: string }): BackcourtError {
  return new BackcourtError(
    'unknown_name',
    `--mapping ${known.file}: ${known.format.name} reads no column ${column}; did you mean ${mostAlike(column, known.reads)}?`,
    { where: known.file, next: 'the left side of each line is a column of the format, the right side is yours' },
  )
}

/** The name that shares most pairs of letters. */
function mostAlike(typed: string, names: readonly string[]): string {
  const pairs = pairsOf(typed)
  const likeness = (name: string): number => {
    const other = pairsOf(name)
    return [...pairs].filter(pair => other.has(pair)).length / (pairs.size + other.size)
  }
  return names.toSorted((a, b) => likeness(b) - likeness(a))[0] ?? ''
}

function pairsOf(text: string): Set<string> {
  const letters = ` ${text.toLowerCase()} `
  return new Set(Array.from({ length: letters.length - 1 }, (_, index) => letters.slice(index, index + 2)))
}
