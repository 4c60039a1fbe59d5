import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { duckdb } from '../../src/sql/duckdb.ts'
import { sql } from '../../src/sql/sql.ts'
import { openDuckdb } from '../../src/store/duckdb/duckdb.ts'
import { prepareStore } from '../../src/store/schema.ts'
import type { Store } from '../../src/store/store.ts'
import { bool, int, text } from '../../src/table/column.ts'
import { compileQuery } from '../../src/table/compile.ts'
import { oneRelation } from '../../src/table/one-relation.ts'
import { defineSource, type Source } from '../../src/table/source.ts'

function aliases(name: string): Source {
  return defineSource({
    dataset: 'nba_reference',
    name,
    about: 'Other spellings.',
    tells: 'alias',
    key: ['alias_lookup'],
    ofGame: false,
    knownAt: 'always',
    columns: {
      alias_lookup: text('The other spelling'),
      nba_canonical_lookup: text('The spelling of NBA.com'),
      is_active: bool('Whether it is in force'),
      [`only_in_${name}`]: int('What the other table does not have'),
    },
  })
}

const mine = aliases('mine')
const yours = aliases('yours')

describe('all sources of a kind as one relation', () => {
  let store: Store
  beforeAll(async () => {
    store = await openDuckdb(':memory:')
    await prepareStore(store, [mine, yours])
    await store.run(`
      insert into nba_reference.mine (feed, alias_lookup, nba_canonical_lookup, is_active, import_number, source_file, source_row, ended_by)
        values ('user', 'lukadon', 'lukadoncic', true, 1, 'a.csv', 1, null), ('user', 'ended', 'nobody', true, 1, 'a.csv', 2, 2);
      insert into nba_reference.yours (feed, alias_lookup, nba_canonical_lookup, is_active, import_number, source_file, source_row)
        values ('user', 'nikolajok', 'nikolajokic', false, 2, 'b.csv', 1)`)
  })
  afterAll(() => store.close())

  it('is the source itself where there is one', () => expect(oneRelation('alias', [mine])).toBe(mine))

  it('holds the current rows of each where there are two', async () => {
    const query = compileQuery(sql`select feed, alias_lookup, is_active, import_number from ${oneRelation('alias', [mine, yours])} order by 2`, {
      dialect: duckdb,
    })
    expect(await store.rows(query)).toEqual([
      { feed: 'user', alias_lookup: 'lukadon', is_active: true, import_number: 1 },
      { feed: 'user', alias_lookup: 'nikolajok', is_active: false, import_number: 2 },
    ])
  })

  it('needs the columns that the kind is read by', () => {
    const short = { ...mine, columns: { alias_lookup: text('The other spelling') } }
    expect(() => defineSource({ ...short, key: ['alias_lookup'] })).toThrow('mine: tells a alias without the column nba_canonical_lookup')
  })
})
