import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { BackcourtError, declaredTables, openStore, qualifiedName } from '../src/index.ts'

it('is a list of names, one line per file, in order', () => {
  const lines = readFileSync(path.resolve(import.meta.dirname, '../src/index.ts'), 'utf8')
    .trim()
    .split('\n')
  const files = lines.map(line => /^export .* from '(\.\/[\w/-]+\.ts)'$/.exec(line)?.[1])
  expect(files).not.toContain(undefined)
  expect(files).toEqual([...new Set(files)].toSorted((a, b) => ((a ?? '') < (b ?? '') ? -1 : 1)))
})

it('openStore(location, options) opens a store with all its tables', async () => {
  const store = await openStore(':memory:')
  const rows = await store.rows<{ name: string }>(`select table_schema || '.' || table_name as name from information_schema.tables`)
  store.close()
  expect(rows.map(row => row.name)).toEqual(expect.arrayContaining(declaredTables().map(qualifiedName)))
})

it('openStore(location, options) refuses an empty store that must not be written', async () => {
  await expect(openStore(':memory:', { readOnly: true })).rejects.toThrow(BackcourtError)
  await expect(openStore('/nowhere/at/all.duckdb', { readOnly: true })).rejects.toThrow('no store at /nowhere/at/all.duckdb')
})
