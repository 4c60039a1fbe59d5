import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bigquery } from '../../src/sql/bigquery.ts'
import { type Dialect, render, type Scope } from '../../src/sql/dialect.ts'
import { duckdb } from '../../src/sql/duckdb.ts'
import {
  anyTrue,
  asked,
  cast,
  dayLiteral,
  div,
  eachText,
  epochDay,
  firstTexts,
  fromUnits,
  int,
  inRange,
  knownTexts,
  lastKnown,
  literal,
  ratio,
  roundedUnits,
  sortedTexts,
  valueText,
  withoutPattern,
  writtenRows,
} from '../../src/sql/operations.ts'
import { call, raw, sql, type Sql } from '../../src/sql/sql.ts'
import { openDuckdb } from '../../src/store/duckdb/duckdb.ts'
import type { Store, Value } from '../../src/store/store.ts'
import { oracleMissing, oracleHint, startOracle, type Oracle } from '../oracle/zetasql.ts'

interface Spelling {
  readonly piece: Sql
  readonly duckdb: string
  readonly bigquery: string
  /** What stands before the query that computes it. */
  readonly before?: string
  /** As a person computes it. */
  readonly value: Value
}

const march = { firstDay: '2022-03-01', lastDay: '2022-03-31', firstSeason: 2021, lastSeason: 2021 }

const NAMES =
  "(select 'Curry' as name, 1 as place union all select 'Doncic', 3 union all select cast(null as string), 5 union all select 'Curry', 2) as t"

const spellings: readonly (readonly [string, Spelling])[] = [
  [
    'units of a ratio',
    {
      piece: roundedUnits(raw('44'), raw('100'), 3),
      duckdb:
        '(sign(cast(44 as bigint)) * ((2000 * abs(cast(44 as bigint)) + nullif(cast(100 as bigint), 0)) // (2 * nullif(cast(100 as bigint), 0))))',
      bigquery: '(sign(44) * div((2000 * abs(44) + nullif(100, 0)), (2 * nullif(100, 0))))',
      value: 440,
    },
  ],
  [
    'units as a float',
    { piece: fromUnits(raw('573'), 3), duckdb: '(cast(573 as double) / 1e3)', bigquery: '(cast(573 as float64) / 1e3)', value: 0.573 },
  ],
  ['units of whole numbers as a float', { piece: fromUnits(raw('7'), 0), duckdb: 'cast(7 as double)', bigquery: 'cast(7 as float64)', value: 7 }],
  [
    'division that cuts off',
    { piece: div(raw('7 + 10'), raw('4')), duckdb: '((7 + 10) // (4))', bigquery: 'div((7 + 10), nullif((4), 0))', value: 4 },
  ],
  [
    'a negative dividend cut off towards zero',
    { piece: div(raw('-7'), raw('2')), duckdb: '((-7) // (2))', bigquery: 'div((-7), nullif((2), 0))', value: -3 },
  ],
  ['division by zero', { piece: div(raw('7'), raw('0')), duckdb: '((7) // (0))', bigquery: 'div((7), nullif((0), 0))', value: null }],
  [
    'a sum as a 64-bit integer',
    {
      piece: sql`(select ${int(raw('sum(x)'))} from (select 9007199254740993 as x union all select 1) as t)`,
      duckdb: '(select cast(sum(x) as bigint) from (select 9007199254740993 as x union all select 1) as t)',
      bigquery: '(select (sum(x)) from (select 9007199254740993 as x union all select 1) as t)',
      value: 9007199254740994n,
    },
  ],
  [
    'text as a date',
    { piece: cast(raw("'2021-10-19'"), 'date'), duckdb: "cast('2021-10-19' as DATE)", bigquery: "cast('2021-10-19' as DATE)", value: '2021-10-19' },
  ],
  [
    'text as an instant',
    {
      piece: cast(raw("'2021-10-19 23:30:00'"), 'timestamp'),
      duckdb: "cast('2021-10-19 23:30:00' as TIMESTAMP)",
      bigquery: "cast('2021-10-19 23:30:00' as TIMESTAMP)",
      value: '2021-10-19T23:30:00.000Z',
    },
  ],
  [
    'no list of texts',
    { piece: cast(raw('null'), 'strings'), duckdb: 'cast(null as VARCHAR[])', bigquery: 'cast(null as ARRAY<STRING>)', value: null },
  ],
  [
    'days since 1970',
    {
      piece: epochDay(raw("date '2021-10-19'")),
      duckdb: "date_diff('day', date '1970-01-01', date '2021-10-19')",
      bigquery: "unix_date(date '2021-10-19')",
      value: 18919,
    },
  ],
  [
    'days before 1970',
    {
      piece: epochDay(raw("date '1969-12-31'")),
      duckdb: "date_diff('day', date '1970-01-01', date '1969-12-31')",
      bigquery: "unix_date(date '1969-12-31')",
      value: -1,
    },
  ],
  [
    'a condition that holds in one row',
    {
      piece: sql`(select ${anyTrue(raw('x > 1'))} from (select 2 as x union all select 1 union all select null) as t)`,
      duckdb: '(select bool_or(x > 1) from (select 2 as x union all select 1 union all select null) as t)',
      bigquery: '(select logical_or(x > 1) from (select 2 as x union all select 1 union all select null) as t)',
      value: true,
    },
  ],
  [
    'texts sorted by code point, without NULL',
    {
      piece: sortedTexts([raw("'b'"), raw('null'), raw("'é'"), raw("'Z'"), raw("'a'")]),
      duckdb:
        "list_sort(list_filter([cast('b' as varchar), cast(null as varchar), cast('é' as varchar), cast('Z' as varchar), cast('a' as varchar)], lambda text: text is not null))",
      bigquery:
        "array(select text from unnest(array<string>[cast('b' as string), cast(null as string), cast('é' as string), cast('Z' as string), cast('a' as string)]) as text where text is not null order by text)",
      value: ['Z', 'a', 'b', 'é'],
    },
  ],
  [
    'no texts at all',
    {
      piece: sortedTexts([]),
      duckdb: 'list_sort(list_filter(cast([] as varchar[]), lambda text: text is not null))',
      bigquery: 'array(select text from unnest(array<string>[]) as text where text is not null order by text)',
      value: [],
    },
  ],
  [
    'texts in their order, without NULL',
    {
      piece: knownTexts([raw("'b'"), raw('cast(null as string)'), raw("'a'")]),
      duckdb: "list_filter(['b', cast(null as string), 'a'], lambda text: text is not null)",
      bigquery:
        "array(select text from unnest(array<string>['b', cast(null as string), 'a']) as text with offset as place where text is not null order by place)",
      value: ['b', 'a'],
    },
  ],
  [
    'the first texts of a group',
    {
      piece: sql`(select ${firstTexts(raw('name'), 2)} from ${raw(NAMES)})`,
      duckdb: `(select list_slice(list_sort(list(distinct name)), 1, 2) from ${NAMES})`,
      bigquery: `(select array_agg(distinct name ignore nulls order by name limit 2) from ${NAMES})`,
      value: ['Curry', 'Doncic'],
    },
  ],
  [
    'each text of a list with its place',
    {
      piece: sql`(select max(text || cast(place as string)) from (${eachText(raw('lists'), raw('names'))}) as spread)`,
      duckdb:
        '(select max(text || cast(place as string)) from (select unnest(names) as text, unnest(generate_series(1, len(names))) as place from lists) as spread)',
      bigquery:
        '(select max(text || cast(place as string)) from (select text, place + 1 as place from lists, unnest(names) as text with offset as place) as spread)',
      before: "with lists as (select ['Curry', 'Doncic'] as names)",
      value: 'Doncic2',
    },
  ],
  [
    'whether a text is in a list',
    {
      piece: call('hasText', raw("['a', 'b']"), raw("'b'")),
      duckdb: "list_contains(['a', 'b'], 'b')",
      bigquery: "'b' in unnest(['a', 'b'])",
      value: true,
    },
  ],
  [
    'rows that are written down',
    {
      piece: sql`(select max(team || cast(games as string)) from (${writtenRows(
        ['team', 'games'],
        [
          [literal('UTA'), sql`81`],
          [literal('BOS'), sql`82`],
        ],
      )}) as t)`,
      duckdb: `(select max(team || cast(games as string)) from (select * from (values\n      ('UTA', 81),\n      ('BOS', 82)) as written(team, games)) as t)`,
      bigquery: `(select max(team || cast(games as string)) from (select * from unnest([\n      struct('UTA' as team, 81 as games),\n      ('BOS', 82)])) as t)`,
      value: 'UTA81',
    },
  ],
  [
    'the value of the greatest place that has one',
    {
      piece: sql`(select ${lastKnown(raw('name'), raw('place'))} from ${raw(NAMES)})`,
      duckdb: `(select arg_max(name, place) from ${NAMES})`,
      bigquery: `(select array_agg(name order by if(name is null, 1, 0), place desc limit 1)[safe_offset(0)] from ${NAMES})`,
      value: 'Doncic',
    },
  ],
  [
    'an instant as text',
    {
      piece: valueText(raw("timestamp '2021-10-25 23:30:00'"), 'timestamp'),
      duckdb: "cast(timestamp '2021-10-25 23:30:00' as VARCHAR)",
      bigquery: "format_timestamp('%F %H:%M:%E*S', timestamp '2021-10-25 23:30:00')",
      value: '2021-10-25 23:30:00',
    },
  ],
  ['a flag as text', { piece: valueText(raw('true'), 'bool'), duckdb: 'cast(true as VARCHAR)', bigquery: 'cast(true as STRING)', value: 'true' }],
  ['a text', { piece: literal("D'Angelo"), duckdb: "'D''Angelo'", bigquery: "'D\\'Angelo'", value: "D'Angelo" }],
  ['a day', { piece: dayLiteral('2022-03-01'), duckdb: "date '2022-03-01'", bigquery: "date '2022-03-01'", value: '2022-03-01' }],
  ['the number of texts', { piece: call('textCount', raw("['a', 'b']")), duckdb: "len(['a', 'b'])", bigquery: "array_length(['a', 'b'])", value: 2 }],
  [
    'text without a pattern',
    {
      piece: withoutPattern(raw("'Marcus Morris Sr.'"), ' (Jr|Sr|I+)[.]?$'),
      duckdb: "regexp_replace('Marcus Morris Sr.', ' (Jr|Sr|I+)[.]?$', '', 'g')",
      bigquery: "regexp_replace('Marcus Morris Sr.', r' (Jr|Sr|I+)[.]?$', '')",
      value: 'Marcus Morris',
    },
  ],
  [
    'every occurrence of a pattern',
    {
      piece: withoutPattern(raw("'Karl-Anthony O Neal'"), '[^a-zA-Z]'),
      duckdb: "regexp_replace('Karl-Anthony O Neal', '[^a-zA-Z]', '', 'g')",
      bigquery: "regexp_replace('Karl-Anthony O Neal', r'[^a-zA-Z]', '')",
      value: 'KarlAnthonyONeal',
    },
  ],
  [
    'SHA-256 of text',
    {
      piece: call('sha256Hex', raw("'abc'")),
      duckdb: "sha256('abc')",
      bigquery: "to_hex(sha256('abc'))",
      value: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    },
  ],
  [
    'a range of days',
    {
      piece: sql`(select ${inRange('day')} from (select date '2022-03-31' as day) as t)`,
      duckdb: "(select day between date '2022-03-01' and date '2022-03-31' from (select date '2022-03-31' as day) as t)",
      bigquery: "(select day between date '2022-03-01' and date '2022-03-31' from (select date '2022-03-31' as day) as t)",
      value: true,
    },
  ],
]

/** Ratios that a person computes on paper: numerator, denominator, scale, result. */
const ratios: readonly (readonly [string, string, number, number | null])[] = [
  ['44', '100', 2, 0.44],
  ['1', '8', 2, 0.13],
  ['-1', '8', 2, -0.13],
  ['1', '2', 0, 1],
  ['-1', '2', 0, -1],
  ['2675', '1000', 2, 2.68],
  ['2', '3', 3, 0.667],
  ['2193', '60', 1, 36.6],
  ['0', '7', 3, 0],
  ['-0', '7', 1, 0],
  ['5', '0', 3, null],
  ['0', '0', 3, null],
  ['null', '5', 3, null],
  ['5', 'null', 3, null],
  ['11', '1', 1, 11],
  ['4611686018427387', '1', 3, 4611686018427387],
]

function renderedRatios(dialect: Dialect): string {
  return `select ${ratios.map(([n, d, scale], index) => `${render(ratio(raw(n), raw(d), scale), { dialect })} as r${index}`).join(', ')}`
}

const expectedRatios = Object.fromEntries(ratios.map(([, , , value], index) => [`r${index}`, value]))
const texts = ["it's", 'back\\slash', 'two\nlines\r\n', 'Dončić 😀', '"double"', '`tick`', '%s {}', 'a\0b', '']

describe.each([duckdb, bigquery])('$name', dialect => {
  it.each(spellings)('spells %s', (_, spelling) => {
    expect(render(spelling.piece, { dialect, span: march })).toBe(spelling[dialect.name])
  })
})

describe('pieces of SQL', () => {
  it('take days only', () => expect(() => dayLiteral("2022-03-01' or true")).toThrow("expected a day as 2021-11-10, got 2022-03-01' or true"))
  it('name temporary tables as each engine does', () => {
    expect([duckdb, bigquery].map(dialect => dialect.temporary('places'))).toEqual(['temp.places', '_SESSION.places'])
  })
})

describe('what is asked', () => {
  const condition = (scope?: Scope): string => render(asked('g'), { dialect: duckdb, span: { ...march, scope } })
  const days = "g.game_date between date '2022-03-01' and date '2022-03-31'"

  it('is every row of the range where nothing else is said', () => expect(condition()).toBe(days))
  it('is the range for whole dates, which may be few of it', () => expect(condition({ dates: ['2022-03-01', '2022-03-31'], games: [] })).toBe(days))
  it('is the games that are named, and whole dates beside them', () => {
    expect(condition({ dates: ['2022-03-02'], games: ['0022100600'] })).toBe(
      "(g.game_date in (date '2022-03-02') or g.nba_game_id in ('0022100600'))",
    )
  })
})

describe('DuckDB computes', () => {
  let store: Store
  beforeAll(async () => {
    store = await openDuckdb(':memory:')
  })
  afterAll(() => store.close())

  it.each(spellings)('%s', async (_, { piece, before = '', value }) => {
    expect(await store.rows(`${before} select ${render(piece, { dialect: duckdb, span: march })} as value`)).toEqual([{ value }])
  })
  it('ratios as a person does', async () => expect(await store.rows(renderedRatios(duckdb))).toEqual([expectedRatios]))
  it.each(texts)('the literal of %j', async text => expect(await store.rows(`select ${duckdb.text(text)} as value`)).toEqual([{ value: text }]))
  it('no ratio beyond 64 bits', async () => {
    const tooLarge = render(roundedUnits(raw('4611686018427388'), raw('1'), 3), { dialect: duckdb })
    await expect(store.rows(`select ${tooLarge} as value`)).rejects.toThrow(/overflow/i)
  })
})

describe.skipIf(oracleMissing !== undefined)(`Google’s engine computes${oracleHint}`, () => {
  let oracle: Oracle
  beforeAll(async () => {
    oracle = await startOracle()
  })
  afterAll(() => oracle.stop())

  it.each(spellings)('%s', async (_, { piece, before = '', value }) => {
    expect(await oracle.rows(`${before} select ${render(piece, { dialect: bigquery, span: march })} as value`)).toEqual([{ value }])
  })
  it('ratios as a person does', async () => expect(await oracle.rows(renderedRatios(bigquery))).toEqual([expectedRatios]))
  it.each(texts)('the literal of %j', async text => expect(await oracle.rows(`select ${bigquery.text(text)} as value`)).toEqual([{ value: text }]))
  it('no ratio beyond 64 bits', async () => {
    const tooLarge = render(roundedUnits(raw('4611686018427388'), raw('1'), 3), { dialect: bigquery })
    await expect(oracle.rows(`select ${tooLarge} as value`)).rejects.toThrow(/overflow/i)
  })
})

describe('a pattern', () => {
  it.each(["'", '"', '\\d', '`'])('is refused with %s in it', pattern => {
    expect(() => withoutPattern(raw('x'), pattern)).toThrow(TypeError)
  })
})
