import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BackfillReport } from '../../src/apply/report.ts'
import { nbacSchedule } from '../../src/nba/sources/nbac-schedule.ts'
import type { Source } from '../../src/table/source.ts'
import { LEAGUE, smallLeague } from '../season/small-league.ts'
import type { RawRow, RawValue, SmallSeason } from '../season/small-season.ts'

const TABLES = ['upcoming_team_game_context', 'upcoming_player_game_context']
const DATES = ['2021-11-04', '2021-11-09', LEAGUE.tradeDay, '2021-11-21', LEAGUE.lastPlayed]

/** A box score row with other statistics; who is listed for which team stays. */
function altered(row: RawRow): RawRow {
  const names = Object.entries(row).map(([name, value]): [string, RawValue] => {
    if (typeof value === 'boolean') return [name, !value]
    return [name, typeof value === 'number' && !name.endsWith('_id') && name !== 'season_year' ? value * 3 + 1 : value]
  })
  return Object.fromEntries(names)
}

/** Whether a line had been offered before the tip. */
function isOffered(row: RawRow, source: Source): boolean {
  return source.knownAt === 'tip' || (source.knownAt === 'snapshot' && String(row['snapshot_timestamp']) <= String(row['commence_time']))
}

/** What was known after the tip-offs of a date, told otherwise: that date's results and statistics, and every other later one. */
function otherFuture(row: RawRow, source: Source, tip: string): RawRow | undefined {
  const day = String(row['game_date'] ?? '')
  if (!source.ofGame || day < tip) return row
  if (source === nbacSchedule) return day === tip ? altered(row) : { ...row, home_team_score: null, away_team_score: null }
  if (isOffered(row, source)) return day === tip ? row : undefined
  return day === tip || String(row['nba_game_id']).endsWith('7') ? altered(row) : undefined
}

/** What would be known on the eve of a date: its results and those after it are not there. */
function eve(row: RawRow, source: Source, tip: string): RawRow | undefined {
  const day = String(row['game_date'] ?? '')
  if (!source.ofGame || day < tip) return row
  if (source === nbacSchedule) return { ...row, home_team_score: null, away_team_score: null }
  return isOffered(row, source) && day === tip ? row : undefined
}

describe.each(DATES)('what was known before the games of %s', date => {
  let season: SmallSeason
  let report: BackfillReport
  let before: Map<unknown, unknown>

  beforeAll(async () => {
    season = await smallLeague()
    await season.build({ first: date, tables: TABLES })
    const rows = await season.rows('upcoming_player_game_context', 'true', `player_lookup as who, data_hash`)
    const teams = await season.rows('upcoming_team_game_context', 'true', 'team_abbr as who, data_hash')
    before = new Map([...rows, ...teams].map(row => [row['who'], row['data_hash']]))
  })
  afterAll(() => season.close())

  it('stays when everything later is told otherwise or deleted', async () => {
    season.change((row, source) => otherFuture(row, source, date))
    report = await season.build({ first: date, tables: TABLES, now: '2023-01-01T00:00:00.000Z', force: true })
    expect(before.size).toBeGreaterThan(30)
    expect(report.tables.map(table => [table.table, table.rows_written])).toEqual(TABLES.map(table => [`nba_analytics.${table}`, 0]))
    expect(report.tables.reduce((sum, table) => sum + table.unchanged, 0)).toBe(before.size)
  })

  it('was the same on the eve, for everybody who was expected then', async () => {
    season.change((row, source) => eve(row, source, date))
    await season.build({ first: date, tables: TABLES })
    const rows = await season.rows('upcoming_player_game_context', `player_lookup <> 'tradedplayer'`, `player_lookup as who, data_hash`)
    const teams = await season.rows('upcoming_team_game_context', 'true', 'team_abbr as who, data_hash')
    const both = [...rows, ...teams].filter(row => before.has(row['who']))
    expect(both.length).toBeGreaterThan(23)
    for (const row of both) expect(row).toEqual({ who: row['who'], data_hash: before.get(row['who']) })
  })
})
