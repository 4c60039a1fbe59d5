import path from 'node:path'

/** What holds tables, or other files, and can be opened. */
export type Kind = 'gzip' | 'zip' | 'sqlite' | 'parquet' | 'pdf'

const MAGIC: readonly (readonly [Kind, string])[] = [
  ['gzip', '\u001F\u008B'],
  ['zip', 'PK\u0003\u0004'],
  ['zip', 'PK\u0005\u0006'],
  ['sqlite', 'SQLite format 3\0'],
  ['parquet', 'PAR1'],
  ['pdf', '%PDF-'],
]

/** What a file is by its first bytes, else by its name; undefined where only its text can tell. */
export function kindOf(head: Buffer, name: string): Kind | undefined {
  const found = MAGIC.find(([, magic]) => beginsWith(head, magic))
  return found?.[0] ?? (path.extname(name).toLowerCase() === '.parquet' ? 'parquet' : undefined)
}

/** Whether a file begins with bytes that are written as Latin-1. */
export function beginsWith(head: Buffer, magic: string, at = 0): boolean {
  return head.toString('latin1', at, at + magic.length) === magic
}

/** What text is; tables of text are told from other text by nobody but the formats. */
export function textKindOf(head: string): 'csv' | 'json' {
  return /^\s*[[{]/.test(head) ? 'json' : 'csv'
}
