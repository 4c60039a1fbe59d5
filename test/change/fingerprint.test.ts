import { describe, expect, it } from 'vitest'
import { fingerprint, withoutLayout } from '../../src/change/fingerprint.ts'
import { models } from '../../src/nba/models/index.ts'
import { duckdb } from '../../src/sql/duckdb.ts'
import { sql } from '../../src/sql/sql.ts'
import type { Model } from '../../src/table/model.ts'

describe('the text that a fingerprint is made of', () => {
  it.each([
    ['line breaks and indentation', 'select a,\n    b\nfrom t', 'select a, b from t'],
    ['comments', 'select a -- the first\n/* and */ from t', 'select a from t'],
    ['a comment that begins with a quote', "select a -- it's\n from t", 'select a from t'],
  ])('forgets %s', (_, statement, text) => {
    expect(withoutLayout(statement)).toBe(text)
  })

  it('keeps what stands in quotes', () => {
    expect(withoutLayout("select 'a  -- b', 'it''s  /* so */' - 1 / 2")).toBe("select 'a  -- b', 'it''s  /* so */' - 1 / 2")
  })
})

describe('the fingerprint of a model', () => {
  const model = models[0] as Model

  it('stays when only layout and comments change', () => {
    const same = { ...model, query: sql`-- a remark\n   ${model.query}` }
    expect(fingerprint(same, duckdb)).toBe(fingerprint(model, duckdb))
  })

  it('changes with the query, and with what is content', () => {
    const filtered = { ...model, query: sql`select * from (${model.query}) as q where q.points > 0` }
    const { points, ...others } = model.columns
    const quieter = { ...model, columns: { ...others, points: { ...points, content: false } as Model['columns'][string] } }
    expect(new Set([model, filtered, quieter].map(candidate => fingerprint(candidate, duckdb))).size).toBe(3)
  })

  it('is its own for every model', () => {
    expect(new Set(models.map(candidate => fingerprint(candidate, duckdb))).size).toBe(models.length)
  })
})
