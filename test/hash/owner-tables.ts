import type { Dialect } from '../../src/sql/dialect.ts'
import { duckdb } from '../../src/sql/duckdb.ts'
import type { Store } from '../../src/store/store.ts'
import type { HashType } from '../../src/sql/types.ts'
import { models } from '../../src/nba/models/index.ts'
import type { Model } from '../../src/table/model.ts'
import { hashText } from '../../src/table/row-hash.ts'
import { recipeOf, seedVectors } from '../table/seed-vectors.ts'

/** Types as warehouses have them: numbers are NUMERIC, instants have a zone. */
const TYPES: Readonly<Record<Dialect['name'], Readonly<Record<HashType, string>>>> = {
  duckdb: { str: 'varchar', int: 'bigint', float: 'decimal(9, 3)', bool: 'boolean', date: 'date', instant: 'timestamptz' },
  bigquery: { str: 'STRING', int: 'INT64', float: 'NUMERIC', bool: 'BOOL', date: 'DATE', instant: 'TIMESTAMP' },
}

/** The five tables as an owner has them, with the worked examples as rows; hashes stand in all of them or in none. */
export async function ownerTables(store: Store, { hashed }: { readonly hashed: boolean }): Promise<void> {
  await store.run('create schema if not exists nba_analytics')
  for (const statement of ownerStatements(duckdb, hashed)) await store.run(statement)
}

/** The statements that make these tables in a database, and in a warehouse. */
export function ownerStatements(dialect: Dialect, hashed: boolean): string[] {
  return models.flatMap(model => {
    const { fields } = model.recipes.find(({ name }) => name === 'seed-1')!
    const columns = fields.map(({ name, type }) => `${name} ${TYPES[dialect.name][type]}`)
    const hash = hashed ? `, data_hash ${TYPES[dialect.name].str}` : ''
    const rows = seedVectors
      .filter(vector => vector.model === model)
      .map(vector => {
        const values = fields.map(({ name }) => literal(vector.row[name] ?? null, dialect))
        return `insert into nba_analytics.${model.name} (${fields.map(({ name }) => name).join(', ')}${hashed ? ', data_hash' : ''}) values (${values.join(', ')}${hashed ? `, '${vector.hash}'` : ''})`
      })
    return [`create table nba_analytics.${model.name} (${columns.join(', ')}${hash})`, ...rows]
  })
}

function literal(value: string | number | bigint | boolean | null, dialect: Dialect): string {
  if (value === null) return 'null'
  return typeof value === 'string' ? dialect.text(value) : String(value)
}

/** How many of the worked examples a table has. */
export function examplesOf(model: Model): number {
  return seedVectors.filter(vector => vector.model === model).length
}

/** Columns that the text of an example names, for a test of explanations. */
export function exampleText(hash: string): string {
  const vector = seedVectors.find(vector => vector.hash === hash)!
  return hashText(recipeOf(vector), vector.row)
}
