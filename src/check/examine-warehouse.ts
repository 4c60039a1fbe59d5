import type { Dialect } from '../sql/dialect.ts'
import type { Finding } from '../store/duckdb/examine.ts'
import type { TableFacts } from '../store/engine.ts'
import { createTable, physicalColumns } from '../table/ddl.ts'
import type { Model } from '../table/model.ts'
import { qualifiedName, type Source } from '../table/source.ts'
import type { StoredTable } from '../table/stored.ts'

/** How the service calls types in the schema of a table. */
const CALLED: Readonly<Record<string, string>> = { INTEGER: 'INT64', FLOAT: 'FLOAT64', BOOLEAN: 'BOOL', 'ARRAY<STRING>': 'ARRAY<STRING>' }

/** Compares the tables of a warehouse with their declarations; each repair is the statement that makes it right, where there is one. */
export function tableFindings(
  found: ReadonlyMap<string, TableFacts>,
  declared: readonly (Model | Source | StoredTable)[],
  dialect: Dialect,
): Finding[] {
  return declared.flatMap(table => {
    const name = qualifiedName(table)
    const facts = found.get(name)
    if (facts !== undefined) return columnFindings(name, { table, facts, dialect })
    return [{ severity: 'error' as const, object: name, found: 'no such table', expected: table.about, repair: createTable(table, dialect) }]
  })
}

interface Examined {
  readonly table: Model | Source | StoredTable
  readonly facts: TableFacts
  readonly dialect: Dialect
}

function columnFindings(name: string, { table, facts, dialect }: Examined): Finding[] {
  return Object.entries(physicalColumns(table)).flatMap(([column, { type }]): Finding[] => {
    const expected = dialect.typeName(type)
    const there = facts.columns.get(column.toLowerCase())
    const object = `${name}.${column}`
    if (there === undefined)
      return [
        {
          severity: 'error',
          object,
          found: 'no such column',
          expected,
          repair: `alter table ${name} add column ${dialect.identifier(column)} ${expected}`,
        },
      ]
    const called = CALLED[there] ?? there
    if (called === expected) return []
    return [
      { severity: 'error', object, found: called, expected, repair: `copy the rows of ${name} into a table whose column ${column} is ${expected}` },
    ]
  })
}
