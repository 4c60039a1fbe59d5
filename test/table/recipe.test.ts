import { describe, expect, it } from 'vitest'
import { bigquery } from '../../src/sql/bigquery.ts'
import { duckdb } from '../../src/sql/duckdb.ts'
import { bool, date, float, int, text, timestamp } from '../../src/table/column.ts'
import { contentRecipe, defineRecipe, hashTextExpression } from '../../src/table/recipe.ts'

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
