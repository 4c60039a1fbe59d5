import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SmallSeason } from '../season/small-season.ts'
import { rowsOf } from './book.ts'

const DAYS = { first: '2021-11-01', last: '2021-11-05' }
const UPCOMING = ['upcoming_team_game_context', 'upcoming_player_game_context']
let season: SmallSeason

/** Games on four dates: two that were played, one between them and one after them without a result. */
async function invented(): Promise<SmallSeason> {
  const made = await SmallSeason.open()
  const played = (date: string): unknown => made.game(date, 'BKN@MIL').final(90, 80).plays('MIL', 'Ann Archer').plays('BKN', 'Bob Baker')
  played('2021-11-01')
  made.game('2021-11-02', 'BKN@MIL')
  played('2021-11-03')
  made.game('2021-11-05', 'BKN@MIL')
  return made
}

beforeEach(async () => {
  season = await invented()
})
afterEach(() => season.close())

/** How the dates without a result stand: of both upcoming tables the same. */
async function standing(): Promise<unknown> {
  const rows = await season.store.rows<{ date: string; status: string }>(
    `select distinct cast(game_date as varchar) as date, status from nba_processing.unit_states
     where table_name in (${UPCOMING.map(table => `'${table}'`).join(', ')}) and game_date in (date '2021-11-02', date '2021-11-05') order by 1`,
  )
  return rows.map(({ date, status }) => `${date} ${status === 'waiting' ? 'waits' : 'has rows'}`)
}

/** Rows of all tables of a store that is built once, as of a day. */
async function builtOnce(asOf?: string): Promise<ReadonlyMap<string, string>> {
  const other = await invented()
  await other.build({ ...DAYS, ...(asOf === undefined ? {} : { asOf }) })
  const rows = await rowsOf(other.store)
  await other.close()
  return rows
}

describe('a game without a result', () => {
  it.each([
    ['before the newest final game', undefined, ['2021-11-02 waits', '2021-11-05 has rows']],
    ['before 2021-11-02, and is upcoming on it', '2021-11-02', ['2021-11-02 has rows', '2021-11-05 has rows']],
    ['before 2021-11-05, though no result is so late', '2021-11-05', ['2021-11-02 waits', '2021-11-05 has rows']],
    ['before 2021-11-06, also after the newest final game', '2021-11-06', ['2021-11-02 waits', '2021-11-05 waits']],
  ])('waits %s', async (_, asOf, expected) => {
    await season.build({ ...DAYS, ...(asOf === undefined ? {} : { asOf }) })
    expect(await standing()).toEqual(expected)
    expect((await season.coverage(DAYS.first, DAYS.last, asOf)).findings).toEqual([])
  })
})

describe('units that were built as of another day', () => {
  it('become what they are when built once, there and back', async () => {
    for (const asOf of [undefined, '2021-11-02', '2021-11-06', undefined]) {
      await season.build({ ...DAYS, ...(asOf === undefined ? {} : { asOf }) })
      expect(await rowsOf(season.store)).toEqual(await builtOnce(asOf))
    }
  })

  it('are rebuilt with the two days as reason', async () => {
    await season.build(DAYS)
    await season.build({ ...DAYS, asOf: '2021-11-02' })
    const [plan] = await season.store.rows<{ document: string }>('select document from nba_processing.plans order by rowid desc limit 1')
    const { units } = JSON.parse(plan?.document ?? '') as { units: { reasons: { why: string }[] }[] }
    expect(units.length).toBeGreaterThan(0)
    expect(new Set(units.flatMap(unit => unit.reasons.map(reason => reason.why)))).toEqual(
      new Set(['seen as of 2021-11-02, built as of the newest final game']),
    )
  })

  it('are left alone where no game stands between the two days', async () => {
    await season.build(DAYS)
    const report = await season.build({ ...DAYS, asOf: '2021-11-04' })
    expect(report.tables.map(table => table.units)).toEqual([0, 0, 0, 0, 0])
  })

  it('are found by a coverage that is seen as of another day', async () => {
    await season.build({ ...DAYS, asOf: '2021-11-02' })
    const { findings } = await season.coverage(DAYS.first, DAYS.last)
    expect(findings.map(({ kind, key }) => `${kind} ${key}`)).toContain('extra 2021-11-02/MIL')
  })
})
