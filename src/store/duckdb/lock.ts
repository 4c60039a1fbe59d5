import { existsSync, rmSync } from 'node:fs'
import { messageOf } from '../../errors.ts'
import { duckdb } from '../../sql/duckdb.ts'
import { duckdbDriver, type DuckDBConnection } from './driver.ts'
import { openError } from './errors.ts'
import type { StoreFiles } from './files.ts'

/**
 * Keeps others out by the engine's lock on a file that nobody reads: its lock on the store itself is gone as soon as this process closes any handle on it.
 * A reader shares the lock where there is one. It is free again when the process ends, however that happens.
 */
export async function takeLock(connection: DuckDBConnection, { lock }: StoreFiles, readOnly: boolean): Promise<void> {
  if (readOnly && !existsSync(lock)) return
  const attach = `attach ${duckdb.text(lock)} as lock ${readOnly ? '(read_only)' : ''}`
  await connection.run(attach).catch(async (error: unknown) => {
    // Who was stopped while making it left less than the engine can open.
    if (readOnly || !/not a valid DuckDB|Could not read enough bytes|Corrupt database file/.test(messageOf(error))) throw error
    rmSync(lock)
    await connection.run(attach)
  })
}

/** Works on the files of a store while nobody has it open. Throws store_locked. */
export async function withLock<T>(location: string, files: StoreFiles, work: () => Promise<T>): Promise<T> {
  const instance = await duckdbDriver.DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  try {
    await takeLock(connection, files, false).catch((error: unknown) => {
      throw openError(location, {}, error)
    })
    return await work()
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}
