import { closeSync, openSync, readSync, statSync } from 'node:fs'
import path from 'node:path'
import { BackcourtError, messageOf } from '../../errors.ts'
import { duckdb } from '../../sql/duckdb.ts'
import { openDuckdb, type DuckdbOptions } from './duckdb.ts'
import type { Store } from '../store.ts'

/** What a file with tables is. */
export type TableFileKind = 'duckdb' | 'parquet'

/** Tells a DuckDB from a Parquet file by how it begins. Throws bad_input for anything else. */
export function tableFileKind(file: string): TableFileKind {
  const found = statSync(file, { throwIfNoEntry: false })
  if (found?.isFile() !== true) throw notOne(file, found === undefined ? 'no such file' : 'not a file')
  const start = Buffer.alloc(12)
  const handle = openSync(file, 'r')
  readSync(handle, start)
  closeSync(handle)
  if (start.toString('latin1', 8, 12) === 'DUCK') return 'duckdb'
  if (start.toString('latin1', 0, 4) === 'PAR1') return 'parquet'
  throw notOne(file, 'neither of the two')
}

function notOne(file: string, found: string): BackcourtError {
  return new BackcourtError('bad_input', `${file}: expected a DuckDB or Parquet file, found ${found}`, { where: file })
}

/** Opens a DuckDB file, whatever tables it has; a Parquet file as a view of its name in a store in memory. Throws what openDuckdb throws, bad_input. */
export async function openTableFile(file: string, options: DuckdbOptions = {}): Promise<Store> {
  if (tableFileKind(file) === 'duckdb') return openDuckdb(file, options)
  const { readOnly: _, ...engine } = options
  const store = await openDuckdb(':memory:', engine)
  const name = path.basename(file, path.extname(file)).replaceAll('"', '')
  try {
    await store.run(`create view "${name}" as from read_parquet(${duckdb.text(file)})`)
    return store
  } catch (error) {
    await store.close()
    throw new BackcourtError('bad_input', `${file} cannot be read: ${messageOf(error).split('\n')[0]}`, { where: file, cause: error })
  }
}
