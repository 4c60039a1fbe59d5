import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bigquery } from '../../src/sql/bigquery.ts'
import { render } from '../../src/sql/dialect.ts'
import { duckdb } from '../../src/sql/duckdb.ts'
import { fromUnits, roundedUnits as roundedUnitsSql } from '../../src/sql/operations.ts'
import { raw } from '../../src/sql/sql.ts'
import { roundedUnits } from '../../src/sql/rounding.ts'
import { openDuckdb } from '../../src/store/duckdb/duckdb.ts'
import type { Store } from '../../src/store/store.ts'
import { oracleMissing, oracleHint, startOracle, type Oracle } from '../oracle/zetasql.ts'

const LIMIT = 2n ** 63n - 1n

interface Fraction {
  readonly n: bigint
  readonly d: bigint
  readonly scale: number
}

/** Any fraction whose arithmetic fits 64 bits, small ones with many ties more often. */
const fraction: fc.Arbitrary<Fraction> = fc.tuple(fc.integer({ min: 0, max: 6 }), fc.boolean()).chain(([scale, small]) => {
  const largest = small ? 5000n : LIMIT / 2n / (2n * 10n ** BigInt(scale))
  return fc.record({
    n: fc.bigInt({ min: -largest, max: largest }),
    d: fc.bigInt({ min: 0n, max: small ? 400n : LIMIT / 2n }),
    scale: fc.constant(scale),
  })
})
const fractions = fc.array(fraction, { minLength: 1, maxLength: 60 })

function queryOf(items: readonly Fraction[], dialect: typeof duckdb): string {
  const selects = items.map(
    ({ n, d, scale }, place) => `select ${place} as place, ${render(roundedUnitsSql(raw(String(n)), raw(String(d)), scale), { dialect })} as units`,
  )
  return `select units from (${selects.join(' union all ')}) as t order by place`
}

function expectedOf(items: readonly Fraction[]): { units: number | bigint | null }[] {
  return items.map(({ n, d, scale }) => ({ units: fitting(roundedUnits(n, d, scale)) }))
}

/** As a store returns whole numbers. */
function fitting(units: bigint | null): number | bigint | null {
  return units !== null && Number.isSafeInteger(Number(units)) ? Number(units) : units
}

describe('rounded units', () => {
  let store: Store
  beforeAll(async () => {
    store = await openDuckdb(':memory:')
  })
  afterAll(() => store.close())

  it.each([
    { n: 44n, d: 100n, scale: 2, units: 44n },
    { n: 1n, d: 8n, scale: 2, units: 13n },
    { n: -1n, d: 8n, scale: 2, units: -13n },
    { n: 2193n, d: 60n, scale: 1, units: 366n },
    { n: 0n, d: 5n, scale: 3, units: 0n },
    { n: 5n, d: 0n, scale: 3, units: null },
    { n: 10n ** 30n, d: 3n, scale: 0, units: 333333333333333333333333333333n },
  ])('of $n ÷ $d at scale $scale are $units', ({ n, d, scale, units }) => expect(roundedUnits(n, d, scale)).toBe(units))

  it('need a denominator of 0 or more', () => expect(() => roundedUnits(1n, -2n, 0)).toThrow('expected a denominator of 0 or more, got -2'))

  it('are the same in TypeScript and DuckDB', async () => {
    await fc.assert(
      fc.asyncProperty(fractions, async items => {
        expect(await store.rows(queryOf(items, duckdb))).toEqual(expectedOf(items))
      }),
      { numRuns: 150 },
    )
  })

  it('become the double that their decimal text reads as', async () => {
    const query = `select ${render(fromUnits(raw('units'), 3), { dialect: duckdb })} as value from (select unnest(generate_series(-20000, 20000)) as units) as t`
    const decimals = Array.from({ length: 40_001 }, (_, index) => Number(`${index - 20_000}e-3`))
    expect(await store.rows(query)).toEqual(decimals.map(value => ({ value })))
  })
})

describe.skipIf(oracleMissing !== undefined)(`rounded units in GoogleSQL${oracleHint}`, () => {
  let oracle: Oracle
  beforeAll(async () => {
    oracle = await startOracle()
  })
  afterAll(() => oracle.stop())

  it('are the same as in TypeScript', async () => {
    await fc.assert(
      fc.asyncProperty(fractions, async items => {
        expect(await oracle.rows(queryOf(items, bigquery))).toEqual(expectedOf(items))
      }),
      { numRuns: 40 },
    )
  })
})
