import { existsSync, statSync } from 'node:fs'
import { BackcourtError } from '../../errors.ts'
import type { Rows } from './written-table.ts'
import { quoted } from '../literals.ts'
import { word } from './untaken.ts'

/** What this needs of `node:sqlite`, which not every runtime has. */
interface SqliteModule {
  readonly DatabaseSync: new (file: string, options: { readonly readOnly: boolean }) => SqliteDatabase
}

interface SqliteDatabase {
  prepare(statement: string): SqliteStatement
  close(): void
}

interface SqliteStatement {
  all(): Readonly<Record<string, SqliteValue>>[]
  iterate(): Iterable<Readonly<Record<string, SqliteValue>>>
  columns(): readonly { readonly name: string }[]
  setReadBigInts(on: boolean): void
}

type SqliteValue = string | number | bigint | Uint8Array | null

const MODULE = 'node:sqlite'

/** The names of the tables of an SQLite database. Throws bad_input where the runtime cannot read one, with the line that converts it. */
export async function sqliteTables(file: string, named: string): Promise<string[]> {
  for (const other of ['-wal', '-journal'].map(ending => `${file}${ending}`)) {
    if (existsSync(other) && statSync(other).size > 0)
      throw new BackcourtError(
        'bad_input',
        `an SQLite database that is in use, or was when its program stopped (${other} holds a part of it); close it: sqlite3 ${word(named)} "pragma wal_checkpoint(truncate)"`,
      )
  }
  return reading(file, named, database =>
    database
      .prepare(`select name from sqlite_schema where type = 'table' and name not like 'sqlite\\_%' escape '\\' order by rowid`)
      .all()
      .map(({ name }) => String(name)),
  )
}

/** Does work on the rows of a table, as text. */
export async function withSqliteTable<T>(file: string, table: string, work: (rows: Rows) => Promise<T>): Promise<T> {
  return reading(file, file, database => {
    const statement = database.prepare(`select * from ${quoted(table)}`)
    statement.setReadBigInts(true)
    const header = statement.columns().map(({ name }) => name)
    return work({ header, rows: textRows(statement, header) })
  })
}

function* textRows(statement: SqliteStatement, header: readonly string[]): Generator<string[]> {
  for (const row of statement.iterate()) yield header.map(name => textOf(row[name]))
}

function textOf(value: SqliteValue | undefined): string {
  if (value === null || value === undefined) return ''
  return value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : String(value)
}

async function reading<T>(file: string, named: string, work: (database: SqliteDatabase) => T | Promise<T>): Promise<T> {
  const sqlite = await (import(MODULE) as Promise<SqliteModule>).catch(() => {
    throw new BackcourtError(
      'bad_input',
      `an SQLite database, which this Node.js cannot read (22.13 and newer can); convert it: sqlite3 ${word(named)} -header -csv "select * from TABLE" > TABLE.csv`,
    )
  })
  const database = new sqlite.DatabaseSync(file, { readOnly: true })
  try {
    return await work(database)
  } finally {
    database.close()
  }
}
