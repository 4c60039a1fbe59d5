import { raw, sql, type Sql } from '../sql/sql.ts'
import { qualifiedName } from '../table/source.ts'
import { imports } from './import-tables.ts'

/** A query of when each import was started: import_number, started_at. */
export const importTimes: Sql = sql`select import_number, started_at from ${raw(qualifiedName(imports))}`
