import { describe, expect, it } from 'vitest'
import { duckdb } from '../../src/sql/duckdb.ts'
import { render } from '../../src/sql/dialect.ts'
import { sql } from '../../src/sql/sql.ts'
import { content } from '../../src/table/column.ts'
import { computedColumns, inTableOrder } from '../../src/table/computed-columns.ts'

const form = { points_avg: content.float('Points per game', { from: sql`c.points / c.games` }), games: content.int('Games') }
const rest = { days_rest: content.int('Days since he last played', { from: sql`c.day - c.last_day` }) }

describe('columns by subject', () => {
  const columns = inTableOrder('form', 'days_rest games\n points_avg', [form, rest])

  it('stand in the order of their table', () => expect(Object.keys(columns)).toEqual(['days_rest', 'games', 'points_avg']))

  it('are selected by their expressions, where they have one', () => {
    expect(render(computedColumns(columns), { dialect: duckdb })).toBe('c.day - c.last_day as days_rest,\n      c.points / c.games as points_avg')
  })

  it('have a place in the table each', () => {
    expect(() => inTableOrder('form', 'days_rest games steals', [form, rest])).toThrow(
      'form: columns stand in its order or under a subject only: steals, points_avg',
    )
  })

  it('have one subject each', () => {
    expect(() => inTableOrder('form', 'days_rest games points_avg', [form, rest, rest])).toThrow('form: a column stands under two subjects')
  })
})
