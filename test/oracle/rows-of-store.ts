import type { ColumnType } from '../../src/sql/types.ts'
import type { Row, Store } from '../../src/store/store.ts'
import type { OracleTable } from './catalog.ts'

const TYPES: Readonly<Record<string, ColumnType>> = {
  VARCHAR: 'string',
  BIGINT: 'int',
  INTEGER: 'int',
  HUGEINT: 'int',
  DOUBLE: 'float',
  DATE: 'date',
  TIMESTAMP: 'timestamp',
  BOOLEAN: 'bool',
}

/** A table of a store as Google's engine knows it. */
export async function tableOf(store: Store, name: string): Promise<OracleTable> {
  const columns = await store.describe(`select * from ${name}`)
  return {
    name,
    columns: Object.fromEntries(
      columns.map(column => {
        const type = TYPES[column.type]
        if (type === undefined) throw new TypeError(`${name}.${column.name} is ${column.type}, which no column type of ours is`)
        return [column.name, type]
      }),
    ),
  }
}

/** Rows as texts, in an order that both engines share. */
export function textsOf(rows: readonly Row[]): string[] {
  return rows.map(row => JSON.stringify(row, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))).toSorted()
}
