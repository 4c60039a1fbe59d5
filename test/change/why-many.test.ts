import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Day } from '../../src/calendar.ts'
import { rowHistory } from '../../src/ledger/row-history.ts'
import { playerGameSummary } from '../../src/nba/models/player-game-summary.ts'
import { playerLookup } from '../../src/nba/player-lookup.ts'
import { Template, type Book } from './book.ts'
import { LeagueFiles } from './league-files.ts'

const RANGE = ['2021-10-12', '2022-07-31'] as const
const LEAGUE = LeagueFiles.simulated({ seasons: 1, seed: 5, teams: 6, games: 6 })
const DATE = busiest()

/** The date with the most lines in the player log. */
function busiest(): Day {
  const lines = new Map<string, number>()
  for (const { GAME_DATE: date = '' } of LEAGUE.tables.playerLog) lines.set(date, (lines.get(date) ?? 0) + 1)
  return [...lines].toSorted(([, a], [, b]) => b - a)[0]?.[0] as Day
}

describe('a correction of every line of a date', () => {
  let template: Template
  let book: Book
  beforeAll(async () => {
    template = await Template.of(LEAGUE, RANGE)
    book = await template.open()
    const stolen = LEAGUE.altered('playerLog', line => (line['GAME_DATE'] === DATE ? { ...line, STL: String(Number(line['STL']) + 1) } : line))
    await book.import(stolen, { files: ['playerLog'] })
    await book.backfill()
  })
  afterAll(async () => {
    await book.close()
    template.close()
  })

  it('is more than a plan names', () => {
    expect(LEAGUE.tables.playerLog.filter(line => line['GAME_DATE'] === DATE).length).toBeGreaterThan(20)
  })

  it('is told of each row by the line of that player, and of nobody else', async () => {
    const rows = await book.store.rows<{ who: string; id: number }>(`
      select s.player_lookup as who, max(i.nba_player_id) as id
      from nba_analytics.player_game_summary as s
      join nba_reference.player_identities as i
        on i.player_lookup = s.player_lookup
      where s.game_date = date '${DATE}' and i.nba_player_id is not null
      group by s.player_lookup`)
    expect(rows.length).toBeGreaterThan(20)
    for (const { who, id } of rows) {
      const { entries } = await rowHistory(book.store, { model: playerGameSummary, date: DATE, who })
      expect(entries.map(entry => entry.kind)).toEqual(['updated', 'created'])
      const own = entries[0]?.causes.map(({ why, table, key, file }) => ({ why, table, id: key?.split('/').at(-1), file: file?.split('/').at(-1) }))
      expect(own).toEqual([{ why: 'its box score', table: 'nba_raw.nbac_player_boxscores', id: String(id), file: 'player_game_logs.csv' }])
    }
  })
})

describe('a correction beside a change of the schedule', () => {
  it('is told with it: a change that is about nobody concerns the rows that it reaches', async () => {
    const template = await Template.of(LEAGUE, RANGE)
    const book = await template.open()
    const line = LEAGUE.tables.playerLog.find(({ GAME_DATE }) => GAME_DATE === DATE)
    const game = line?.['GAME_ID'] ?? ''
    const later = LEAGUE.rescheduled(game, found => ({ ...found, gameDateTimeUTC: found.gameDateTimeUTC.replace('T23:', 'T22:') }))
    const both = later.altered('playerLog', other => (other === line ? { ...other, STL: '9' } : other))
    expect(later.game(game).gameDateTimeUTC).not.toBe(LEAGUE.game(game).gameDateTimeUTC)
    await book.import(both, { files: ['schedule', 'playerLog'] })
    await book.backfill()
    const who = playerLookup(line?.['PLAYER_NAME'] ?? '')
    const { entries } = await rowHistory(book.store, { model: playerGameSummary, date: DATE, who })
    expect(new Set(entries[0]?.causes.map(({ table }) => table))).toEqual(new Set(['nba_raw.nbac_player_boxscores', 'nba_raw.nbac_schedule']))
    await book.close()
    template.close()
  })
})
