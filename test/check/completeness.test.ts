import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseDay, type DayRange } from '../../src/calendar.ts'
import { completeness } from '../../src/check/completeness.ts'
import type { CompletenessReport, WindowEntry, WindowName } from '../../src/check/completeness-report.ts'
import { validate } from '../../src/check/validate/validate.ts'
import { completenessText } from '../../src/cli/render/completeness-report.ts'
import { LEAGUE, smallLeague, withoutPostponed } from '../season/small-league.ts'
import { SmallSeason, type SmallGame } from '../season/small-season.ts'

const page = { columns: 100, paint: (_: string, text: string): string => text }
const days = (first: string, last: string): DayRange => ({ first: parseDay(first, ''), last: parseDay(last, '') })

/** A window before a date, without what is the same in all. */
function windowOf(report: CompletenessReport, date: string, window: WindowName): Partial<WindowEntry> | undefined {
  const found = report.entities.find(entry => entry.date === date && entry.window === window)
  if (found === undefined) return undefined
  const { expected, known, share, state, missing, class: why, repair } = found
  return { expected, known, share, state, missing, class: why, repair }
}

const whole = (games: number, why: WindowEntry['class'] = null): Partial<WindowEntry> => ({
  ...{ expected: games, known: games, share: games === 0 ? null : 1, state: 'complete', missing: [], class: why, repair: null },
})

describe('the windows of a whole season', () => {
  let season: SmallSeason
  let report: CompletenessReport
  const range = { first: LEAGUE.firstDay, last: LEAGUE.lastScheduled }
  beforeAll(async () => {
    season = await smallLeague()
    withoutPostponed(season)
    await season.build({ first: LEAGUE.firstDay, last: LEAGUE.lastScheduled })
    report = await completeness(season.store, { range })
  })
  afterAll(() => season.close())

  it('are complete for everybody', () => {
    expect(report.entities).toEqual([])
    expect(report.gaps).toEqual([])
    expect(report.by_date.every(({ complete, incomplete, unknown }) => complete > 0 && incomplete === 0 && unknown === 0)).toBe(true)
  })

  it('are asked of every row that the contexts have', async () => {
    const rows = await season.store.rows<{ date: string; rows: number }>(`
      select cast(game_date as varchar) as date, count(*) as rows
      from (select game_date from nba_analytics.upcoming_player_game_context union all select game_date from nba_analytics.upcoming_team_game_context)
      group by 1 order by 1`)
    expect(report.by_date.filter(({ window }) => window === 'l5').map(({ date, complete }) => ({ date, rows: complete }))).toEqual(rows)
  })

  it('hold the games that the contexts count', async () => {
    const found = await season.store.rows<{ player: string }>(
      `select player_lookup as player from nba_analytics.upcoming_player_game_context group by 1 having count(*) > 20 order by 1`,
    )
    expect(found.length).toBeGreaterThan(20)
    for (const { player } of found) {
      const own = await completeness(season.store, { range, entity: player })
      const stored = await season.store.rows(`
        select cast(game_date as varchar) as date, l5_games_used as l5, l10_games_used as l10, games_in_last_7_days as l7d, games_in_last_14_days as l14d
        from nba_analytics.upcoming_player_game_context where player_lookup = '${player}' order by 1`)
      const held = stored.map(row => {
        const known = (['l5', 'l10', 'l7d', 'l14d'] as const).map(window => [
          window,
          own.entities.find(entry => entry.date === row['date'] && entry.window === window)?.known,
        ])
        return { date: row['date'], ...(Object.fromEntries(known) as Record<string, number>) }
      })
      expect(held).toEqual(stored)
    }
  })

  it('are put in a few lines', () => {
    const lines = completenessText(report, {}, page)
    expect(lines).toHaveLength(7)
    expect(lines[2]).toMatch(/^last 5 games +[\d,]+ +0 +0 +100 %$/)
  })
})

describe('the windows of a season with gaps', () => {
  let season: SmallSeason
  const range = days('2021-11-01', '2021-11-30')
  beforeAll(async () => {
    season = await SmallSeason.open()
    for (const [day, game] of [
      ['2021-11-01', 'BKN@MIL'],
      ['2021-11-03', 'MIL@BKN'],
      ['2021-11-07', 'BKN@MIL'],
      ['2021-11-09', 'MIL@BKN'],
    ] as const) {
      const played = season.game(day, game).final(90, 80).plays('MIL', 'Ann Archer').plays('BKN', 'Bob Baker').plays('MIL', 'Eve Elder')
      if (day < '2021-11-08') played.sits('BKN', 'Cal Carter')
      else season.game(day, 'BOS@NYK').final(90, 80).plays('BOS', 'Cal Carter').plays('NYK', 'Jo Doe')
    }
    season.game('2021-11-05', 'MIL@BKN')
    season.game('2021-11-08', 'BOS@NYK').final(90, 80).plays('NYK', 'Jo Doe').sits('BOS', 'Di Dole')
    season.game('2021-11-12', 'BOS@MIL')
    await season.build()
    await season.store.run(`delete from nba_analytics.player_game_summary where player_lookup = 'annarcher' and game_date = '2021-11-03'`)
  })
  afterAll(() => season.close())

  const of = (entity: string): Promise<CompletenessReport> => completeness(season.store, { range, entity })

  it('miss what was not imported, and say what fills the gap', async () => {
    const report = await of('bobbaker')
    expect(windowOf(report, '2021-11-01', 'l5')).toEqual(whole(0, 'not enough history'))
    expect(windowOf(report, '2021-11-03', 'l7d')).toEqual(whole(1))
    expect(windowOf(report, '2021-11-09', 'l5')).toEqual({
      ...{ expected: 4, known: 3, share: 0.75, state: 'incomplete', missing: ['2021-11-05'], class: 'data gap' },
      repair: 'import the box score of 20211105_MIL_BKN',
    })
    expect(windowOf(report, '2021-11-07', 'l7d')).toMatchObject({ expected: 3, known: 2, missing: ['2021-11-05'] })
  })

  it('miss what was not built', async () => {
    const report = await of('annarcher')
    expect(windowOf(report, '2021-11-07', 'l7d')).toEqual({
      ...{ expected: 3, known: 1, share: 1 / 3, state: 'incomplete', missing: ['2021-11-03', '2021-11-05'], class: 'data gap' },
      repair: 'import the box score of 20211105_MIL_BKN; backcourt backfill --start-date 2021-11-03 --end-date 2021-11-03',
    })
    expect(windowOf(report, '2021-11-12', 'l7d')).toMatchObject({ expected: 3, known: 2, missing: ['2021-11-05'] })
  })

  it('hold no games that somebody did not play, and follow him to his next team', async () => {
    const report = await of('calcarter')
    expect(windowOf(report, '2021-11-03', 'l7d')).toEqual(whole(0, 'did not play'))
    expect(windowOf(report, '2021-11-09', 'l30d')).toMatchObject({ expected: 1, known: 0, missing: ['2021-11-05'] })
    expect(windowOf(report, '2021-11-12', 'l7d')).toMatchObject({ expected: 2, known: 1, missing: ['2021-11-05'] })
    expect(report.entities.filter(({ date }) => date === '2021-11-12')).toHaveLength(5)
  })

  it('are drawn as a grid, a line for each week or date', async () => {
    const report = await completeness(season.store, { range })
    const lines = completenessText(report, { by: 'week' }, page)
    const grid = lines.slice(lines.findIndex(line => line.startsWith('week of')))
    expect(grid.slice(1, 3).map(line => line.slice(0, 10))).toEqual(['2021-11-01', '2021-11-08'])
    expect(grid[1]).toMatch(/^2021-11-01 +[\d.]+ % /)
    const first = completenessText(await of('MIL'), { entity: 'MIL', by: 'date' }, page).findLast(line => line.startsWith('2021-11-01'))
    expect(first).toMatch(/^2021-11-01 +100 % +100 % +100 % +100 % +100 %$/)
  })

  it('fail a check of what is stored, with what fills the gap', async () => {
    const { checks } = await validate(season.store, { range, tables: [], only: ['windows_are_known'] })
    expect(checks.map(({ table, failing }) => [table.replace(/^.*_game_/, ''), failing > 0])).toEqual([
      ['context', true],
      ['context', true],
    ])
    expect(checks[1]?.examples).toContainEqual({
      key: '2021-11-07/MIL',
      found: 'l5: 2 of 3 games known, not 2021-11-05: import the box score of 20211105_MIL_BKN',
    })
    expect(checks[0]?.next).toBe('import PATH…')
    const whole = await validate(season.store, { range: days('2021-11-01', '2021-11-03'), tables: [], only: ['windows_are_known'] })
    expect(whole.checks.map(({ failing, next }) => [failing, next])).toEqual([
      [0, null],
      [0, null],
    ])
  })

  it('hold no game of somebody who was on its inactive list, box score or not', async () => {
    const listed = await SmallSeason.open()
    listed.game('2021-11-01', 'BKN@MIL').final(90, 80).plays('MIL', 'Ann Archer').plays('BKN', 'Bob Baker').plays('MIL', 'Eve Elder')
    listed.game('2021-11-03', 'MIL@BKN').inactive('MIL', 'Ann Archer')
    listed.game('2021-11-05', 'BKN@MIL').final(90, 80).plays('MIL', 'Ann Archer').plays('BKN', 'Bob Baker').plays('MIL', 'Eve Elder')
    await listed.build()
    const before = async (entity: string): Promise<Partial<WindowEntry> | undefined> =>
      windowOf(await completeness(listed.store, { range: days('2021-11-05', '2021-11-05'), entity }), '2021-11-05', 'l7d')
    expect(await before('annarcher')).toEqual(whole(1, 'did not play'))
    expect(await before('eveelder')).toMatchObject({ expected: 2, known: 1, missing: ['2021-11-03'], class: 'data gap' })
    await listed.close()
  })

  it('judge a team by its own box scores', async () => {
    const report = await of('MIL')
    expect(windowOf(report, '2021-11-07', 'l5')).toMatchObject({ expected: 3, known: 2, missing: ['2021-11-05'], class: 'data gap' })
    expect(windowOf(report, '2021-11-01', 'l14d')).toEqual(whole(0))
    const boston = await of('BOS')
    expect(windowOf(boston, '2021-11-09', 'l5')).toEqual(whole(1, 'not enough history'))
  })

  it('name the games behind the gaps, those that most windows miss first', async () => {
    const report = await completeness(season.store, { range })
    expect(report.gaps.map(({ game, teams, status }) => [game, teams, status])).toEqual([
      ['20211105_MIL_BKN', ['BKN', 'MIL'], 'no facts'],
      ['20211103_MIL_BKN', ['MIL'], 'no row'],
    ])
    expect(report.gaps[0]?.windows).toBe(report.entities.filter(({ missing }) => missing.some(date => date === '2021-11-05')).length)
    expect(completenessText(report, {}, page).join('\n')).toMatch(/no row 20211103_MIL_BKN MIL {3}missed by \d+ windows: backcourt backfill/)
    expect(completenessText(await of('MIL'), { entity: 'MIL' }, page)).toContainEqual(expect.stringMatching(/^2021-11-07 +2\/3 .* 2021-11-05$/))
  })

  it('are unknown where no schedule says which games there were', async () => {
    const late = await SmallSeason.open()
    for (const day of ['2022-02-01', '2022-02-03', '2022-02-05'])
      late.game(day, 'BKN@MIL').final(90, 80).plays('MIL', 'Ann Archer').plays('BKN', 'Bob Baker')
    await late.build()
    const report = await completeness(late.store, { range: days('2022-02-01', '2022-02-05'), entity: 'annarcher' })
    await late.close()
    expect(windowOf(report, '2022-02-03', 'l5')).toMatchObject({
      state: 'unknown',
      class: 'no schedule',
      repair: 'import a schedule that covers the season',
    })
    expect(windowOf(report, '2022-02-05', 'l7d')).toMatchObject({ state: 'unknown' })
    expect(completenessText(report, { entity: 'annarcher' }, page).at(-1)).toMatch(/^2022-02-05 +\? +\? /)
  })

  it('do not reach into another season', async () => {
    const report = await completeness(season.store, { range: days('2021-01-01', '2021-12-31'), entity: 'jodoe' })
    expect(windowOf(report, '2021-11-08', 'l30d')).toEqual(whole(0))
  })
})

describe('a league from which things were taken', () => {
  let league: SmallSeason
  beforeAll(async () => {
    league = await SmallSeason.open()
    played('2021-11-01', 'BKN@MIL').plays('MIL', 'Tra Ded').plays('MIL', 'Star Man').plays('BKN', 'Ben Ch')
    played('2021-11-01', 'BOS@NYK')
    played('2021-11-03', 'MIL@BKN').plays('MIL', 'Tra Ded').inactive('MIL', 'Star Man').sits('BKN', 'Ben Ch')
    played('2021-11-03', 'NYK@BOS')
    played('2021-11-05', 'BOS@MIL').plays('BOS', 'Tra Ded').plays('MIL', 'Star Man')
    played('2021-11-05', 'NYK@BKN').plays('BKN', 'Ben Ch')
    played('2021-11-07', 'NYK@BOS').plays('BOS', 'Tra Ded')
    played('2021-11-07', 'BKN@MIL').plays('MIL', 'Star Man').plays('BKN', 'Ben Ch')
    await league.build()
  })
  afterAll(() => league.close())

  function played(day: string, teams: string): SmallGame {
    const [away = '', home = ''] = teams.split('@')
    return league.game(day, teams).final(90, 80).plays(away, `${away} One`).plays(home, `${home} One`)
  }

  /** Takes box scores out of the raw tables. */
  async function take(ofThese: (game: { readonly day: string; readonly home: string }) => boolean): Promise<void> {
    const taken = new Set(league.games.filter(({ facts }) => ofThese(facts)).map(({ facts }) => facts.id))
    league.change((row, { tells }) => ((tells === 'stat line' || tells === 'team totals') && taken.has(String(row['nba_game_id'])) ? undefined : row))
    await league.land()
  }

  const week = async (entity: string): Promise<Partial<WindowEntry> | undefined> =>
    windowOf(await completeness(league.store, { range: days('2021-11-07', '2021-11-07'), entity }), '2021-11-07', 'l7d')

  const gap = (known: number, missing: readonly string[], repair: string): Readonly<Record<string, unknown>> => {
    const expected = known + missing.length
    return { expected, known, share: known / expected, state: 'incomplete', missing, class: 'data gap', repair }
  }

  it('is whole before', async () => {
    expect([await week('milone'), await week('traded'), await week('starman'), await week('bench')]).toEqual([
      whole(3),
      whole(3),
      whole(2, 'did not play'),
      whole(2, 'did not play'),
    ])
  })

  it('misses a game of a traded player, with the team of that day, and none of others', async () => {
    await league.store.run(`delete from nba_analytics.player_game_summary where player_lookup = 'traded' and game_date = '2021-11-03'`)
    expect(await week('traded')).toEqual(gap(2, ['2021-11-03'], 'backcourt backfill --start-date 2021-11-03 --end-date 2021-11-03'))
    const { gaps } = await completeness(league.store, { range: days('2021-11-04', '2021-11-07') })
    expect(gaps.map(({ game, teams, status }) => [game, teams, status])).toEqual([['20211103_MIL_BKN', ['MIL'], 'no row']])
    await league.build()
    expect(await week('traded')).toEqual(whole(3))
  })

  it('misses a box score, but not who was inactive or on the bench', async () => {
    await take(({ day, home }) => day === '2021-11-01' && home === 'MIL')
    const missed = (known: number): object => gap(known, ['2021-11-01'], 'import the box score of 20211101_BKN_MIL')
    expect([await week('MIL'), await week('milone'), await week('traded')]).toEqual([missed(2), missed(2), missed(2)])
    expect([await week('starman'), await week('bench')]).toEqual([missed(1), missed(1)])
    expect([await week('BOS'), await week('nykone')]).toEqual([whole(3), whole(3)])
  })

  it('misses a whole day', async () => {
    await take(({ day }) => day === '2021-11-05')
    const missed = (known: number, games: readonly string[]): object =>
      gap(known, games.length > 1 ? ['2021-11-01', '2021-11-05'] : ['2021-11-05'], `import the box score of ${games.join(', ')}`)
    expect([await week('BOS'), await week('nykone')]).toEqual([missed(2, ['20211105_BOS_MIL']), missed(2, ['20211105_NYK_BKN'])])
    expect([await week('milone'), await week('starman'), await week('bench')]).toEqual([
      missed(1, ['20211101_BKN_MIL', '20211105_BOS_MIL']),
      missed(0, ['20211101_BKN_MIL', '20211105_BOS_MIL']),
      missed(0, ['20211101_BKN_MIL', '20211105_NYK_BKN']),
    ])
  })
})
