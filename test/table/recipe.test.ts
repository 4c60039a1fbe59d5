import { describe, expect, it } from 'vitest'
import { bigquery } from '../../src/sql/bigquery.ts'
import { duckdb } from '../../src/sql/duckdb.ts'
import { bool, date, float, int, text, timestamp } from '../../src/table/column.ts'
import { openDuckdb } from '../../src/store/duckdb/duckdb.ts'
import { contentRecipe, defineRecipe, hashTextExpression } from '../../src/table/recipe.ts'
import { hashText } from '../../src/table/row-hash.ts'

describe('a recipe', () => {
  it('is made of the content columns, in code-point order', () => {
    const content = { content: true }
    const recipe = contentRecipe({
      points: { ...int('Points'), ...content },
      game_date: { ...date('Day'), ...content },
      Zone: { ...text('Zone'), ...content },
      a10: { ...bool('Flag'), ...content },
      a2: { ...float('Ratio'), ...content },
      processed_at: { ...timestamp('When'), content: false },
      feed: { ...text('Feed'), content: false },
    })
    expect(recipe).toEqual({
      name: 'content-1',
      fields: [
        { name: 'Zone', type: 'str' },
        { name: 'a10', type: 'bool' },
        { name: 'a2', type: 'float' },
        { name: 'game_date', type: 'date' },
        { name: 'points', type: 'int' },
      ],
    })
  })

  it.each(['šut', 'a b', '', 'a"b', '1st'])('refuses a field named %j', name => {
    expect(() => defineRecipe('r', [{ name, type: 'int' }])).toThrow(
      `recipe r: a field is named ${JSON.stringify(name)}; expected ASCII letters, digits and _`,
    )
  })

  it('refuses a field that stands in it twice, whatever the case', () => {
    const fields = [
      { name: 'points', type: 'int' },
      { name: 'Points', type: 'float' },
    ] as const
    expect(() => defineRecipe('r', fields)).toThrow('recipe r: the field Points stands in it twice')
  })
})

describe('the hash text as SQL', () => {
  const recipe = defineRecipe('r', [
    { name: 'b', type: 'int' },
    { name: 'a', type: 'date' },
    { name: 'c', type: 'bool' },
  ])

  it('writes every field, NULL as null', () => {
    expect(hashTextExpression(recipe, duckdb)).toBe(
      `concat('{"a": ', coalesce(('"' || cast(a as varchar) || '"'), 'null'), ', "b": ', coalesce(cast(b as varchar), 'null'), ', "c": ', coalesce(case when c then 'true' when not c then 'false' end, 'null'), '}')`,
    )
    expect(hashTextExpression(recipe, bigquery)).toBe(
      `concat('{"a": ', coalesce(concat('"', cast(a as string), '"'), 'null'), ', "b": ', coalesce(cast(b as string), 'null'), ', "c": ', coalesce(cast(c as string), 'null'), '}')`,
    )
  })

  it('writes fields that are always NULL as text', () => {
    expect(hashTextExpression(recipe, duckdb, { alwaysNull: new Set(['a', 'c']) })).toBe(
      `concat('{"a": null, "b": ', coalesce(cast(b as varchar), 'null'), ', "c": null}')`,
    )
    expect(hashTextExpression(recipe, duckdb, { alwaysNull: new Set(['a', 'b', 'c']) })).toBe(`concat('{"a": null, "b": null, "c": null}')`)
  })
})

describe('the text of decimals', () => {
  const recipe = defineRecipe('r', [{ name: 'x', type: 'float' }])
  const units = [0, 1, -1, 7, 10, 99, 100, 2675, -4711, 123_456_789, 2 ** 31, 2 ** 53 - 1, -(2 ** 53 - 1)]

  it('is that of any float, with fewer cases', async () => {
    const store = await openDuckdb(':memory:')
    for (const scale of [0, 1, 2, 3]) {
      const text = (decimals: boolean): string => hashTextExpression(recipe, duckdb, { decimals })
      const rows = units.map(count => `(${count})`).join(', ')
      const told = await store.rows<{ x: number; careful: string; plain: string }>(
        `select x, ${text(false)} as careful, ${text(true)} as plain from (select cast(u as double) / 1e${scale} as x from (values ${rows}) as t(u)) as t`,
      )
      expect(told.map(({ plain }) => plain)).toEqual(told.map(({ careful }) => careful))
      expect(told.map(({ plain }) => plain)).toEqual(told.map(({ x }) => hashText(recipe, { x })))
    }
    await store.close()
  })
})
