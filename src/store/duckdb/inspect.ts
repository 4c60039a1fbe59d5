import { messageOf } from '../../errors.ts'
import { duckdb } from '../../sql/duckdb.ts'
import { duckdbDriver, type DuckDBConnection } from './driver.ts'

/** What can still be read of a store file. */
export interface Inspection {
  /** Why it does not open; undefined when it does. */
  readonly refusal: string | undefined
  /** Tables with rows that cannot be read. */
  readonly broken: readonly { readonly table: string; readonly error: string }[]
  /** Paths of the files that it was filled from, as far as that can be read. */
  readonly imported: readonly string[]
}

/** Opens a store file for reading and reads every row of it; its log too, where one stands beside it. Only while nobody writes into it. */
export async function inspectFile(file: string): Promise<Inspection> {
  const instance = await duckdbDriver.DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  try {
    const refusal = await refusalOf(connection, `attach ${duckdb.text(file)} as inspected (read_only)`)
    if (refusal !== undefined) return { refusal, broken: [], imported: [] }
    const broken = []
    const tables = await tablesIn(connection)
    for (const table of tables) {
      const error = await refusalOf(connection, `select bit_xor(hash(t)) from ${table} as t`)
      if (error !== undefined) broken.push({ table: table.replace('inspected.', ''), error })
    }
    return { refusal, broken, imported: await importedFiles(connection, tables) }
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

/** Whether a file opens and every row of it can be read. */
export function isWhole({ refusal, broken }: Inspection): boolean {
  return refusal === undefined && broken.length === 0
}

async function refusalOf(connection: DuckDBConnection, statement: string): Promise<string | undefined> {
  return connection.run(statement).then(
    () => undefined,
    (error: unknown) => messageOf(error).split('\n')[0],
  )
}

async function tablesIn(connection: DuckDBConnection): Promise<string[]> {
  const found = await connection.runAndReadAll(
    `select format('inspected."{}"."{}"', schema_name, table_name) from duckdb_tables() where database_name = 'inspected' order by schema_name, table_name`,
  )
  return found.getRows().map(([name]) => String(name).replaceAll('"', ''))
}

async function importedFiles(connection: DuckDBConnection, tables: readonly string[]): Promise<string[]> {
  const files = tables.find(table => table.endsWith('.import_files'))
  if (files === undefined) return []
  const found = await connection.runAndReadAll(`select distinct path from ${files} order by path`).catch(() => undefined)
  return found?.getRows().map(([path]) => String(path)) ?? []
}
