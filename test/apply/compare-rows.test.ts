import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { COMPARED, compareRows, countCompared, type Comparison } from '../../src/apply/compare-rows.ts'
import { writeDifferences } from '../../src/apply/write-units.ts'
import { playerGameSummary } from '../../src/nba/models/player-game-summary.ts'
import { content, note } from '../../src/table/column.ts'
import { selectedColumns } from '../../src/table/compile.ts'
import type { Model } from '../../src/table/model.ts'
import { SmallSeason } from '../season/small-season.ts'

const DAY = '2021-11-01'
const NOW = '2022-07-01T00:00:00.000Z'
const TABLE = 'nba_analytics.player_game_summary'

/** The table with a date and an instant beside: no table of ours has one that is not in its grain or waits. */
const DATED: Model = {
  ...playerGameSummary,
  columns: { ...playerGameSummary.columns, paid_on: content.date('When he was paid'), read_at: note.timestamp('When that was read') },
}

let season: SmallSeason
/** The NBA ids of the two games of the day. */
let games: readonly [string, string]
beforeAll(async () => {
  season = await SmallSeason.open()
  const early = season.game(DAY, 'BKN@MIL').final(104, 127)
  const late = season.game(DAY, 'LAC@DAL').final(99, 98)
  season.game('2021-11-02', 'BKN@DAL').final(90, 80).plays('BKN', 'Ann Archer', { pts: 1 }).plays('DAL', 'Cy Cole')
  early.plays('BKN', 'Ann Archer', { pts: 7, starter: true, pm: 3 }).plays('BKN', 'Al Adams').plays('MIL', 'Bob Baker', { pts: 9 })
  late
    .plays('DAL', 'Cy Cole', { pts: 5 })
    .plays('LAC', 'Di Dunn', { feeds: ['log'] })
    .plays('LAC', 'Ed Earl', { pts: 4 })
  games = [early.facts.id, late.facts.id]
  await season.build({ now: NOW })
  await season.store.run(`alter table ${TABLE} add column paid_on date; alter table ${TABLE} add column read_at timestamp;
    update ${TABLE} set paid_on = date '2021-12-01', read_at = timestamp '2021-12-01 10:30:00'`)
})
afterAll(() => season.close())
beforeEach(() => season.store.run('begin transaction'))
afterEach(() => season.store.run('rollback'))

/** The stored rows of the day with columns of some players replaced: what a computation gives now. */
function computed(players: Readonly<Record<string, Readonly<Record<string, string>>>>, condition = 'true'): string {
  const columns = selectedColumns(DATED).map(column => {
    const cases = Object.entries(players).flatMap(([player, values]) =>
      column in values ? [`when player_lookup = '${player}' then ${values[column]}`] : [],
    )
    return cases.length === 0 ? column : `case ${cases.join(' ')} else ${column} end as ${column}`
  })
  return `select ${columns.join(', ')} from ${TABLE} where game_date = date '${DAY}' and ${condition}`
}

const WHOLE_DAY = { dates: [DAY], games: [] } as const

interface ComparedRow {
  readonly player_lookup: string
  readonly how: string
  readonly fields: readonly { readonly field: string; readonly before: unknown; readonly after: unknown }[]
  readonly hashes: readonly (string | null)[]
  readonly content: string | null
}

async function compared(select: string, { few, scope = WHOLE_DAY }: Partial<Comparison> & { readonly few: boolean }): Promise<ComparedRow[]> {
  await compareRows(season.store, { model: DATED, dates: [DAY], scope, computed: select, few })
  const rows = await season.store.rows<ComparedRow & { fields: string }>(
    `select player_lookup, how, fields, [old_hash, new_hash] as hashes, cast(content as varchar) as content, created_at, cast(game_date as varchar) as date
     from ${COMPARED} order by player_lookup, how`,
  )
  return rows.map(row => ({ ...row, fields: told(JSON.parse(row.fields) as ComparedRow['fields']) }))
}

/** The fields that say something: of a row that went, what was never known may be named. */
function told(fields: ComparedRow['fields']): ComparedRow['fields'] {
  return fields.filter(({ before, after }) => before !== null || after !== null)
}

/** The comparison, which is the same in both ways. */
async function comparedBothWays(select: string, scope: Comparison['scope'] = WHOLE_DAY): Promise<ComparedRow[]> {
  const few = await compared(select, { few: true, scope })
  expect(await compared(select, { few: false, scope })).toEqual(few)
  return few
}

function hows(rows: readonly ComparedRow[]): Record<string, string> {
  return Object.fromEntries(rows.map(row => [row.player_lookup, row.how]))
}

const NEWCOMER = `select * replace ('newcomer' as player_lookup) from (${computed({})}) as copied where player_lookup = 'bobbaker'`

describe('the comparison of computed rows with the stored ones, for few rows and for many', () => {
  it('finds nothing where they are the same', async () => {
    const rows = await comparedBothWays(computed({}))
    expect(new Set(rows.map(row => row.how))).toEqual(new Set(['unchanged']))
    expect(rows).toHaveLength(6)
    expect(rows.flatMap(row => row.fields)).toEqual([])
    expect(rows.every(({ hashes }) => hashes[0] === hashes[1] && hashes[0] !== null)).toBe(true)
  })

  it('finds what came, what changed, what went and what stayed', async () => {
    const rows = await comparedBothWays(`${computed({ annarcher: { points: '8' } }, `player_lookup <> 'cycole'`)} union all by name ${NEWCOMER}`)
    expect(hows(rows)).toEqual({
      aladams: 'unchanged',
      annarcher: 'updated',
      bobbaker: 'unchanged',
      cycole: 'deleted',
      didunn: 'unchanged',
      edearl: 'unchanged',
      newcomer: 'inserted',
    })
    const row = (who: string): ComparedRow | undefined => rows.find(found => found.player_lookup === who)
    expect(row('annarcher')?.fields).toEqual([{ field: 'points', before: 7, after: 8 }])
    expect(row('newcomer')).toMatchObject({ fields: [], hashes: [null, expect.any(String)], created_at: null })
    expect(row('cycole')?.fields).toContainEqual({ field: 'points', before: 5, after: null })
    expect(row('cycole')).toMatchObject({ hashes: [expect.any(String), null], content: null, created_at: NOW })
  })

  it.for([
    ['a text', 'player_full_name', `'Ann "Q" O’Archer, Jr.'`, 'Ann Archer', 'Ann "Q" O’Archer, Jr.'],
    ['a whole number', 'points', '8', 7, 8],
    ['a fraction', 'minutes_played', '10.1', 10, 10.1],
    ['a truth', 'home_game', 'true', false, true],
    ['a day', 'paid_on', `date '2022-02-28'`, '2021-12-01', '2022-02-28'],
    ['an instant', 'read_at', `timestamp '2021-12-01 10:30:00.5'`, '2021-12-01 10:30:00', '2021-12-01 10:30:00.5'],
    ['a list', 'quality_issues', `['a "b"', 'c']`, ['no_play_by_play', 'no_prop_lines', 'no_seconds', 'no_starter'], ['a "b"', 'c']],
  ] as const)('tells %s before and after', async ([, field, value, before, after]) => {
    const who = field === 'quality_issues' ? 'didunn' : 'annarcher'
    const rows = await comparedBothWays(computed({ [who]: { [field]: value } }))
    expect(rows.filter(row => row.how !== 'unchanged')).toMatchObject([{ player_lookup: who, how: 'updated', fields: [{ field, before, after }] }])
  })

  it.for(['player_full_name', 'points', 'minutes_played', 'win_flag', 'paid_on', 'read_at', 'data_sources'])(
    'tells when %s is no longer known, and when it comes to be known',
    async column => {
      const lost = await comparedBothWays(computed({ annarcher: { [column]: 'null' } }))
      const [fields, ...more] = lost.filter(row => row.how === 'updated').map(row => row.fields)
      expect([fields?.length, more]).toEqual([1, []])
      expect(fields?.[0]).toMatchObject({ field: column, after: null })
      expect(fields?.[0]?.before).not.toBeNull()
      const known = computed({})
      await season.store.run(`create table known as ${known}; update ${TABLE} set ${column} = null where player_lookup = 'annarcher'`)
      const found = await comparedBothWays(`select * from known`)
      expect(found.filter(row => row.how === 'updated').map(row => row.fields)).toEqual([
        [{ field: column, before: null, after: fields?.[0]?.before }],
      ])
    },
  )

  it('tells all fields of a row that changed, in the order of the columns; the hash is none of them', async () => {
    const values = { points: '8', assists: '3', starter_flag: 'null', data_hash: `'0123456789abcdef'`, data_sources: `['nowhere']` }
    const rows = await comparedBothWays(computed({ annarcher: values, bobbaker: { data_hash: `'fedcba9876543210'` } }))
    const row = (who: string): ComparedRow | undefined => rows.find(found => found.player_lookup === who)
    expect(row('annarcher')).toMatchObject({ how: 'updated', hashes: [expect.stringMatching(/^[0-9a-f]{16}$/), '0123456789abcdef'] })
    expect(row('annarcher')?.fields.map(({ field, before, after }) => [field, before, after])).toEqual([
      ['points', 7, 8],
      ['assists', 0, 3],
      ['starter_flag', true, null],
      ['data_sources', ['bref_player_boxscores', 'nbac_player_boxscores'], ['nowhere']],
    ])
    expect(row('bobbaker')).toMatchObject({ how: 'updated', fields: [] })
  })
})

describe('the counts of compared rows', () => {
  it('tell for each date what became of its keys, and how many were computed more than once', async () => {
    const dates = { dates: [DAY, '2021-11-02'], games: [] }
    const select = `${computed({ annarcher: { points: '8' } }, `player_lookup <> 'cycole'`)} union all by name ${NEWCOMER} union all by name ${NEWCOMER}`
    await compareRows(season.store, { model: DATED, dates: dates.dates, scope: dates, computed: select, few: true })
    const counts = await countCompared(season.store, DATED)
    expect(counts.toSorted((a, b) => (a.date < b.date ? -1 : 1))).toEqual([
      { date: DAY, inserted: 2, updated: 1, deleted: 1, unchanged: 4, doubled: 1 },
      { date: '2021-11-02', inserted: 0, updated: 0, deleted: 2, unchanged: 0, doubled: 0 },
    ])
  })
})

describe('a scope by game', () => {
  it('leaves the rows of other games of the date alone', async () => {
    const select = computed({ annarcher: { points: '8' } }, `nba_game_id = '${games[0]}' and player_lookup <> 'bobbaker'`)
    const rows = await comparedBothWays(select, { dates: [], games: [games[0]] })
    expect(hows(rows)).toEqual({ aladams: 'unchanged', annarcher: 'updated', bobbaker: 'deleted' })
    const others = `nba_game_id <> '${games[0]}'`
    const before = await season.rows('player_game_summary', others)
    const write = { model: DATED, run: 2, now: '2022-08-01', changedAt: '2022-08-01', builtBefore: [DAY], causes: new Map() }
    await writeDifferences(season.store, write)
    expect(await season.rows('player_game_summary', others)).toEqual(before)
    expect(await season.rows('player_game_summary', `nba_game_id = '${games[0]}'`, 'player_lookup, points')).toEqual([
      { player_lookup: 'aladams', points: 0 },
      { player_lookup: 'annarcher', points: 8 },
    ])
  })

  it('and whole dates together hold both', async () => {
    const rows = await comparedBothWays(computed({}), { dates: ['2021-11-02'], games: [games[1]] })
    expect(hows(rows)).toEqual({
      aladams: 'inserted',
      annarcher: 'inserted',
      bobbaker: 'inserted',
      cycole: 'unchanged',
      didunn: 'unchanged',
      edearl: 'unchanged',
    })
  })

  it('that is empty holds no stored row', async () => {
    const rows = await comparedBothWays(computed({}), { dates: [], games: [] })
    expect(new Set(rows.map(row => row.how))).toEqual(new Set(['inserted']))
  })
})
