import { createRequire } from 'node:module'
import type * as driver from '@duckdb/node-api'

export type DuckDBConnection = driver.DuckDBConnection
export type DuckDBInstance = driver.DuckDBInstance
export type DuckDBResultReader = driver.DuckDBResultReader
export type DuckDBValue = driver.DuckDBValue

/** The DuckDB driver. It is CommonJS: importing it takes twice as long as requiring it, because Node first reads all of it for the names that it exports. In the bundle it is a part of this file. */
export const duckdbDriver: typeof driver = createRequire(import.meta.url)('@duckdb/node-api') as typeof driver
