import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { backfill } from '../../src/apply/backfill.ts'
import type { BackfillEvent } from '../../src/apply/report.ts'
import { dayCount, type Day } from '../../src/calendar.ts'
import { models } from '../../src/nba/models/index.ts'
import { playerIdentities } from '../../src/nba/player-identities.ts'
import type { Row } from '../../src/store/store.ts'
import { selectedColumns } from '../../src/table/compile.ts'
import { LEAGUE, smallLeague } from '../season/small-league.ts'
import { SmallSeason } from '../season/small-season.ts'

const WHOLE = { first: LEAGUE.firstDay, last: LEAGUE.lastScheduled }
const NAMES = models.map(model => model.name)

/** All rows of all tables in a range of dates, without the clock columns. */
async function everything(season: SmallSeason, range: { first: string; last: string } = WHOLE): Promise<Record<string, Row[]>> {
  const tables = models.map(async model => [
    model.name,
    await season.rows(model.name, `game_date between date '${range.first}' and date '${range.last}'`, selectedColumns(model).join(', ')),
  ])
  return Object.fromEntries(await Promise.all(tables)) as Record<string, Row[]>
}

/** Keys of a table whose rows were written at an instant. */
async function written(season: SmallSeason, table: string, now: string): Promise<string[]> {
  const grain = models.find(model => model.name === table)?.grain ?? []
  const rows = await season.rows(table, `processed_at = timestamp '${now}'`, `concat_ws(' ', ${grain.join(', ')}) as key`)
  return rows.map(row => String(row['key']))
}

describe('a backfill', () => {
  let whole: SmallSeason
  let all: Record<string, Row[]>

  beforeAll(async () => {
    whole = await smallLeague()
    await whole.build(WHOLE)
    all = await everything(whole)
  })
  afterAll(() => whole.close())

  it('of a week alone gives the rows that a backfill of everything gives', async () => {
    const week = { first: '2021-11-15', last: '2021-11-21' }
    const season = await smallLeague()
    await season.build(week)
    const alone = await everything(season)
    expect(alone).toEqual(await everything(whole, week))
    expect(alone['player_game_summary']?.length).toBeGreaterThan(50)
    await season.close()
  })

  it('of everything around a week that is built gives the same rows, each once', async () => {
    const season = await smallLeague()
    await season.build({ first: '2021-11-15', last: '2021-11-21' })
    await season.build(WHOLE)
    expect(await everything(season)).toEqual(all)
    await season.close()
  })

  it('of one table alone gives the same rows', async () => {
    const season = await smallLeague()
    for (const name of NAMES.toReversed()) {
      const report = await season.build({ ...WHOLE, tables: [name] })
      expect(report.tables.map(table => table.table)).toEqual([`nba_analytics.${name}`])
    }
    expect(await everything(season)).toEqual(all)
    await season.close()
  })

  it('of single days, last first, gives the same rows', async () => {
    const season = await smallLeague()
    await season.land()
    for (const day of ['2021-11-20', '2021-11-16', '2021-11-15']) {
      await backfill(
        season.store,
        { range: { first: day as Day, last: day as Day }, tables: [], now: '2022-01-01T00:00:00Z', elapsed: () => 0 },
        () => undefined,
      )
    }
    expect(await everything(season, { first: '2021-11-15', last: '2021-11-16' })).toEqual(
      await everything(whole, { first: '2021-11-15', last: '2021-11-16' }),
    )
    await season.close()
  })

  it('gives the same rows on one thread', async () => {
    const season = await smallLeague(1)
    await season.build(WHOLE)
    expect(await everything(season)).toEqual(all)
    await season.close()
  })

  it('writes nothing when nothing has changed, and keeps both clocks', async () => {
    const again = await whole.build({ ...WHOLE, now: '2023-01-01T00:00:00.000Z' })
    expect(again.tables.map(table => table.units)).toEqual([0, 0, 0, 0, 0])
    const report = await whole.build({ ...WHOLE, now: '2023-01-01T00:00:00.000Z', force: true })
    expect(report.tables.map(({ rows_written, inserted, updated, deleted }) => [rows_written, inserted, updated, deleted])).toEqual(
      NAMES.map(() => [0, 0, 0, 0]),
    )
    expect(report.tables.map(table => table.unchanged)).toEqual(NAMES.map(name => all[name]?.length))
    for (const name of NAMES) expect(await whole.rows(name, `created_at <> processed_at or processed_at > timestamp '2022-12-31'`)).toEqual([])
  })

  it('takes the dates with box scores when no dates are given', async () => {
    const report = await whole.build()
    expect(report.range).toEqual({ first: LEAGUE.firstDay, last: LEAGUE.lastPlayed })
  })
})

describe('after a corrected box score', () => {
  const NOW = '2023-01-01T00:00:00.000Z'
  const CREATED = '2022-07-01T00:00:00.000Z'
  let season: SmallSeason
  let before: Record<string, Row[]>

  beforeAll(async () => {
    season = await smallLeague()
    await season.build(WHOLE)
    before = await everything(season)
    // One assist more for one player: it is in no average of any other row.
    season.change(row => (row['player_lookup'] === 'milfour' && row['game_date'] === '2021-11-16' ? { ...row, assists: 9 } : row))
    await season.build({ ...WHOLE, now: NOW })
  })
  afterAll(() => season.close())

  it('exactly the rows whose values change are written', async () => {
    expect(await written(season, 'player_game_summary', NOW)).toEqual(['2021-11-16 milfour'])
    for (const name of NAMES.filter(name => name !== 'player_game_summary')) expect(await written(season, name, NOW)).toEqual([])
  })

  it('they keep when they were created', async () => {
    const row = await season.row('player_game_summary', `player_lookup = 'milfour' and game_date = '2021-11-16'`)
    expect([row['assists'], row['created_at'], row['processed_at']]).toEqual([9, CREATED, NOW])
  })

  it('a correction of points reaches the later rows whose windows hold it, and no others', async () => {
    const later = '2023-02-02T00:00:00.000Z'
    season.change(row => (row['player_lookup'] === 'milfour' && row['game_date'] === '2021-11-16' ? { ...row, points: 90 } : row))
    const report = await season.build({ ...WHOLE, now: later })
    const after = await everything(season)
    for (const name of NAMES) {
      const changed = (after[name] ?? []).filter((row, index) => JSON.stringify(row) !== JSON.stringify(before[name]?.[index]))
      const keys = await written(season, name, later)
      const table = report.tables.find(outcome => outcome.table.endsWith(name))
      expect(keys).toHaveLength(changed.length)
      expect([table?.updated, table?.inserted, table?.deleted]).toEqual([changed.length, 0, 0])
    }
    const reached = await written(season, 'upcoming_player_game_context', later)
    expect(new Set(reached.map(key => key.split(' ')[1]))).toEqual(new Set(['milfour']))
    // His next 10 games, and nothing before.
    expect(reached.length).toBe(10)
    expect(reached.every(key => key > '2021-11-17')).toBe(true)
  })
})

describe('rows of a game', () => {
  let season: SmallSeason

  beforeAll(async () => {
    season = await SmallSeason.open()
    season.game('2021-11-01', 'BKN@MIL').final(90, 80).plays('MIL', 'Ann Archer').plays('BKN', 'Bob Baker')
    season.game('2021-11-01', 'GSW@LAL').final(90, 80).plays('LAL', 'Cal Carter').plays('GSW', 'Dan Drew')
    season.game('2021-11-03', 'BOS@CHI').final(90, 80).plays('BOS', 'Eve Ellis').plays('CHI', 'Fay Frost')
    await season.build()
  })
  afterAll(() => season.close())

  it('are deleted when it is no longer there', async () => {
    season.change(row => (row['game_id'] === '20211101_GSW_LAL' ? undefined : row))
    const report = await season.build()
    expect(report.tables.map(table => table.deleted)).toEqual([2, 2, 2, 2, 2])
    expect(await season.rows('player_game_summary', 'true', 'player_lookup')).toEqual(
      ['annarcher', 'bobbaker', 'eveellis', 'fayfrost'].map(player_lookup => ({ player_lookup })),
    )
  })

  it('are deleted when it was the last of its date', async () => {
    season.change(row => (row['game_id'] === '20211103_BOS_CHI' ? undefined : row))
    const report = await season.build({ first: '2021-11-01', last: '2021-11-05' })
    expect(report.tables.map(table => table.deleted)).toEqual([2, 2, 2, 2, 2])
    expect(report.units).toMatchObject({ planned: 25, unchanged: 5, empty: 20 })
  })

  it('move with it to another date', async () => {
    season.change(row => (row['game_id'] === '20211101_BKN_MIL' ? { ...row, game_date: '2021-11-02', game_id: '20211102_BKN_MIL' } : row))
    await season.build({ first: '2021-11-01', last: '2021-11-05' })
    for (const name of NAMES) expect(await season.rows(name, 'true', 'distinct game_id')).toEqual([{ game_id: '20211102_BKN_MIL' }])
  })
})

describe('a date that fails', () => {
  it('keeps its last good rows, is named, and is well again when its cause is gone', async () => {
    const season = await SmallSeason.open()
    season.game('2021-11-01', 'BKN@MIL').final(90, 80).plays('MIL', 'Ann Archer', { pts: 7 }).plays('BKN', 'Bob Baker', { pts: 4 })
    const second = season.game('2021-11-02', 'BKN@MIL').final(90, 80).plays('MIL', 'Ann Archer', { pts: 8 }).plays('BKN', 'Bob Baker', { pts: 4 })
    await season.build()
    season.change(row => (row['player_lookup'] === 'annarcher' ? { ...row, points: 99 } : row))
    second.plays('BKN', { nbaId: 5, nbaName: 'Ann Archer', brefId: 'x', brefName: 'Ann Archer' }, { feeds: ['log'] })
    const report = await season.build({ tables: ['player_game_summary'] })
    expect(report.units).toMatchObject({ planned: 2, done: 1, failed: 1 })
    expect(report.failures.map(failure => [failure.table, failure.date])).toEqual([['nba_analytics.player_game_summary', '2021-11-02']])
    expect(await season.rows('player_game_summary', `player_lookup = 'annarcher'`, 'game_date, points')).toEqual([
      { game_date: '2021-11-01', points: 99 },
      { game_date: '2021-11-02', points: 8 },
    ])
    expect(await season.units('player_game_summary')).toMatchObject([{ status: 'done' }, { status: 'failed', reason: report.failures[0]?.error }])
    expect((await season.store.rows('select outcome from nba_processing.runs order by run')).map(row => row['outcome'])).toEqual(['done', 'failed'])
    season.change(row => (row['nba_player_id'] === 5 ? undefined : row))
    expect((await season.build({ tables: ['player_game_summary'] })).units).toMatchObject({ done: 1, unchanged: 1, failed: 0 })
    expect((await season.rows('player_game_summary', `game_date = '2021-11-02' and player_lookup = 'annarcher'`, 'points'))[0]).toEqual({
      points: 99,
    })
    await season.close()
  })
})

describe('a final game with the box score of one team', () => {
  it.each([
    ['BKN', 'MIL'],
    ['MIL', 'BKN'],
  ])('of %s blocks its summaries, which say that the one of %s is missing', async (there, missing) => {
    const season = await SmallSeason.open()
    season.game('2021-11-03', 'BKN@MIL').score(90, 80).totals(there, { pts: 90 })
    await season.build({ first: '2021-11-03' })
    const reason = `20211103_BKN_MIL lacks the box score of ${missing}: import it`
    expect(await season.units('team_offense_game_summary')).toEqual([{ date: '2021-11-03', status: 'blocked', rows: 0, reason }])
    await season.close()
  })
})

describe('what a backfill tells', () => {
  let season: SmallSeason

  beforeAll(async () => {
    season = await SmallSeason.open()
    season.game('2021-11-01', 'BKN@MIL').final(90, 80).plays('MIL', 'Ann Archer').plays('BKN', 'Bob Baker')
    season.game('2021-11-03', 'BKN@MIL').score(90, 80)
    season.game('2021-11-04', 'BKN@MIL')
    season.game('2021-11-05', 'BKN@MIL').final(90, 80).plays('MIL', 'Ann Archer').plays('BKN', 'Bob Baker')
    season.game('2021-11-05', 'GSW@LAL')
    await season.land()
  })
  afterAll(() => season.close())

  it('is how every unit ended: the numbers add up to those planned', async () => {
    const { units, failures } = await season.build({ first: '2021-11-01', last: '2021-11-06' })
    // Of 5 tables and 6 dates: the 2nd and 6th have no game; on the 3rd three summaries are blocked; on the 4th all five wait, on the 5th the summaries.
    expect(units).toEqual({ planned: 30, done: 5 + 2 + 2, unchanged: 0, empty: 10, waiting: 5 + 3, failed: 0, blocked: 3 })
    expect(failures.map(failure => failure.error)).toEqual(Array.from({ length: 3 }, () => expect.stringContaining('20211103_BKN_MIL') as string))
    expect(await season.units('player_game_summary')).toEqual([
      { date: '2021-11-01', status: 'done', rows: 2, reason: null },
      { date: '2021-11-03', status: 'blocked', rows: 0, reason: '20211103_BKN_MIL lacks the box scores of BKN and MIL: import them' },
      { date: '2021-11-04', status: 'waiting', rows: 0, reason: '1 of 1 games without result' },
      { date: '2021-11-05', status: 'waiting', rows: 2, reason: '1 of 2 games without result' },
    ])
  })

  it('counts the days that no game touches, and writes none of them down', async () => {
    const range = { first: '1946-11-01' as Day, last: '2100-01-01' as Day }
    const { units } = await season.build(range)
    const days = dayCount(range)
    // The store knows the season 2021-22: October 2021 to September 2022.
    expect(units).toMatchObject({ planned: 5 * days, unchanged: 5 + 2 + 2, empty: 5 * (365 - 4), waiting: 5 + 3, blocked: 3 + 5 * (days - 365) })
    expect(new Set((await season.units('player_game_summary')).map(unit => unit.date))).toEqual(
      new Set(['2021-11-01', '2021-11-03', '2021-11-04', '2021-11-05']),
    )
  })

  it('is what it plans, every finished chunk, and every table', async () => {
    const events: BackfillEvent[] = []
    let clock = 0
    const request = {
      range: { first: '2021-11-01' as Day, last: '2021-11-06' as Day },
      tables: ['player_game_summary'],
      options: { force: true },
      now: '2022-01-01T00:00:00Z',
    }
    const report = await backfill(season.store, { ...request, elapsed: () => (clock += 100) }, event => events.push(event))
    expect(events.map(event => event.kind)).toEqual(['planned', 'chunk', 'table'])
    expect(events[0]).toMatchObject({ tables: ['nba_analytics.player_game_summary'], empty: 2, waiting: 1, blocked: 1 })
    expect(events[1]).toMatchObject({ unitsDone: 2, unitsPlanned: 2, rows: 4, millisecondsLeft: 0 })
    expect(report.duration_ms).toBeGreaterThan(0)
    expect(report.warnings).toContainEqual(expect.stringMatching(/^no file tells play-by-play/))
    expect(report.warnings).toContainEqual('2021-11-04: 1 of 1 games without result')
  })

  it('is that it was interrupted, which leaves what is written', async () => {
    let asked = 0
    const request = {
      range: undefined,
      tables: [],
      options: { force: true },
      now: '2022-01-01T00:00:00Z',
      elapsed: () => 0,
      interrupted: () => (asked += 1) > 2,
    }
    await expect(backfill(season.store, request, () => undefined)).rejects.toMatchObject({ code: 'interrupted' })
    expect((await season.rows('player_game_summary')).length).toBe(4)
    expect((await season.build()).units).toMatchObject({ failed: 0 })
  })

  it('is that there is nothing to build without box scores', async () => {
    const empty = await SmallSeason.open()
    empty.game('2021-11-01', 'BKN@MIL')
    await expect(empty.build()).rejects.toMatchObject({ code: 'bad_input', next: expect.stringContaining('import') as string })
    await empty.close()
  })
})

describe('two seasons in one backfill', () => {
  it('know nothing of each other', async () => {
    const season = await SmallSeason.open()
    season.game('2022-06-16', 'BOS@GSW', { kind: '004' }).final(90, 103).plays('GSW', 'Ann Archer', { pts: 34 })
    season.game('2022-10-18', 'BOS@GSW').final(123, 109).plays('GSW', 'Ann Archer', { pts: 33 })
    season.game('2022-10-21', 'BOS@GSW').final(123, 109).plays('GSW', 'Ann Archer', { pts: 30 })
    const report = await season.build()
    expect(report.units.planned).toBe(5 * 128)
    expect(await season.rows('upcoming_player_game_context', 'true', 'game_date, season_year, days_rest, points_avg_last_10')).toEqual([
      { game_date: '2022-06-16', season_year: 2021, days_rest: null, points_avg_last_10: null },
      { game_date: '2022-10-18', season_year: 2022, days_rest: null, points_avg_last_10: null },
      { game_date: '2022-10-21', season_year: 2022, days_rest: 3, points_avg_last_10: 33 },
    ])
    await season.close()
  })
})

describe('a new alias', () => {
  it('reaches every row of the person that it joins', async () => {
    const season = await SmallSeason.open()
    const known = { nbaId: 7, nbaName: 'Robert Baker', brefId: 'bakerbo01', brefName: 'Bobby Baker' }
    season
      .game('2021-11-01', 'BKN@MIL')
      .final(90, 80)
      .plays('MIL', known, { pts: 20, feeds: ['log'] })
    season.game('2021-11-03', 'BKN@MIL').final(90, 80).inactive('MIL', known).plays('MIL', 'Ann Archer')
    await season.build()
    const who = (): Promise<Row[]> =>
      season.rows('upcoming_player_game_context', `game_date = '2021-11-03' and player_lookup <> 'annarcher'`, 'player_lookup, points_avg_last_5')
    expect(await who()).toEqual([{ player_lookup: 'bobbybaker', points_avg_last_5: null }])
    const { playerAliases } = await import('../../src/nba/sources/player-aliases.ts')
    season.put(playerAliases, { feed: 'user', alias_lookup: 'bobbybaker', nba_canonical_lookup: 'robertbaker', is_active: true })
    await season.build()
    expect(await who()).toEqual([{ player_lookup: 'robertbaker', points_avg_last_5: 20 }])
    expect(await season.facts(playerIdentities, 'linked_by', `source = 'bref' and source_player_id = 'bakerbo01'`)).toEqual([{ linked_by: 'alias' }])
    await season.close()
  })
})
