import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { duckdb } from '../../src/sql/duckdb.ts'
import type { HashType } from '../../src/sql/types.ts'
import { defineRecipe, hashExpression, hashTextExpression } from '../../src/table/recipe.ts'
import { hashText, rowHash } from '../../src/table/row-hash.ts'
import { awkwardRecipe, awkwardRows } from './awkward-rows.ts'
import { DuckdbTable } from './duckdb-table.ts'

const ANY_VALUE: Readonly<Record<HashType, fc.Arbitrary<string | number | bigint | boolean>>> = {
  str: fc.string({ unit: 'binary' }),
  int: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  float: fc.oneof(
    fc.double(),
    fc.tuple(fc.integer(), fc.nat({ max: 6 })).map(([units, scale]) => units / 10 ** scale),
  ),
  bool: fc.boolean(),
  date: fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }).map(date => date.toISOString().slice(0, 10)),
  instant: fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }).map(date => date.toISOString()),
}

describe('a row hash', () => {
  it('is the same in TypeScript and DuckDB for any row', async () => {
    const table = await DuckdbTable.create(awkwardRecipe, [])
    const anyRow = fc.record(Object.fromEntries(awkwardRecipe.fields.map(({ name, type }) => [name, fc.option(ANY_VALUE[type], { freq: 8 })])))
    await fc.assert(
      fc.asyncProperty(fc.array(anyRow, { minLength: 1, maxLength: 50 }), async rows => {
        await table.fill(rows)
        expect(await table.values(hashTextExpression(awkwardRecipe, duckdb))).toEqual(rows.map(row => hashText(awkwardRecipe, row)))
      }),
      { numRuns: 100 },
    )
    table.close()
  })

  it('is the same on one thread and on two, every time', async () => {
    const rows = awkwardRows(12_000, 20211019)
    const many = rows.flatMap(row => [row, ...Array.from({ length: 11 }, () => rows[0]!)])
    const one = await DuckdbTable.create(awkwardRecipe, many, { threads: 1 })
    const two = await DuckdbTable.create(awkwardRecipe, many, { threads: 2 })
    const digest = `bit_xor(hash(place, ${hashExpression(awkwardRecipe, duckdb)}))`
    const found = new Set<unknown>()
    for (let round = 0; round < 10; round++) {
      for (const table of [one, two]) found.add(await table.total(digest))
    }
    expect(found.size).toBe(1)
    one.close()
    two.close()
  })

  it('knows null from an empty text, and a field that is missing as null', () => {
    const recipe = defineRecipe('r', [{ name: 'team', type: 'str' }])
    expect(hashText(recipe, { team: '' })).toBe('{"team": ""}')
    expect(hashText(recipe, { team: null })).toBe('{"team": null}')
    expect(hashText(recipe, {})).toBe('{"team": null}')
    expect(hashText(defineRecipe('empty', []), {})).toBe('{}')
  })

  it.each([
    ['str', 5, 'f of recipe r: expected text, got 5 (number)'],
    ['int', 1.5, 'f of recipe r: expected a whole number (as bigint beyond 2^53), got 1.5 (number)'],
    ['int', 2 ** 53, 'f of recipe r: expected a whole number (as bigint beyond 2^53), got 9007199254740992 (number)'],
    ['int', true, 'f of recipe r: expected a whole number (as bigint beyond 2^53), got true (boolean)'],
    ['float', '0.5', 'f of recipe r: expected a number, got "0.5" (string)'],
    ['float', 3n, 'f of recipe r: expected a number, got 3n'],
    ['bool', 0, 'f of recipe r: expected true or false, got 0 (number)'],
    ['date', '2021-02-30', 'f of recipe r: expected a day as YYYY-MM-DD, got "2021-02-30" (string)'],
    ['date', new Date(0), 'f of recipe r: expected a day as YYYY-MM-DD, got "1970-01-01T00:00:00.000Z" (object)'],
    ['instant', '2024-01-13 23:45:10', 'f of recipe r: expected an instant as YYYY-MM-DDTHH:MM:SSZ, got "2024-01-13 23:45:10" (string)'],
    ['instant', '2024-01-13T24:45:10Z', 'f of recipe r: expected an instant as YYYY-MM-DDTHH:MM:SSZ, got "2024-01-13T24:45:10Z" (string)'],
  ] as const)('refuses as %s the value %s', (type, value, message) => {
    expect(() => rowHash(defineRecipe('r', [{ name: 'f', type }]), { f: value })).toThrow(new TypeError(message))
  })
})
