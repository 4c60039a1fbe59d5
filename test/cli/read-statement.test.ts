import { describe, expect, it } from 'vitest'
import { readStatement } from '../../src/cli/read-statement.ts'

describe('readStatement(typed)', () => {
  it.each([
    'select 1',
    'with a as (select 1 as x) from a',
    'select \';\' as semicolon, "a;b" from t',
    '(select 1) union all (select 2)',
    'FROM nba_raw.nbac_schedule',
    'describe nba_raw.nbac_schedule',
    'show all tables',
    'explain select 1',
    "select $$;delete$$, 'it''s'",
    '-- a comment; with a semicolon\nselect 1 /* ; */',
  ])('takes %j', typed => {
    expect(readStatement(typed)).toBe(typed)
  })

  it.each([
    ['select 1;', 'select 1'],
    ['select 1 ; -- done', 'select 1'],
    ['select 1\n;\n', 'select 1'],
  ])('drops the end of %j', (typed, statement) => {
    expect(readStatement(typed)).toBe(statement)
  })

  it.each([
    ['select 1; select 2', 'expected one statement, got 2'],
    ['delete from t', 'expected a statement that reads, got DELETE'],
    ["copy t to 'x'", 'expected a statement that reads, got COPY'],
    ["attach 'x'", 'expected a statement that reads, got ATTACH'],
    ['-- nothing', 'expected a statement, got none'],
    ['', 'expected a statement, got none'],
  ])('refuses %j', (typed, message) => {
    expect(() => readStatement(typed)).toThrow(message)
  })
})
