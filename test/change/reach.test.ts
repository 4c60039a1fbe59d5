import { describe, expect, it } from 'vitest'
import type { Day } from '../../src/calendar.ts'
import { playerLookup } from '../../src/nba/player-lookup.ts'
import { standApart, Template, type Book } from './book.ts'
import { LeagueFiles } from './league-files.ts'

const RANGE = ['2021-10-15', '2021-12-31'] as const
const PLAYED = LeagueFiles.simulated({ seasons: 1, seed: 3, teams: 6, games: 14, days: 40 })
/** The last four games (MIL@BKN, LAL@GSW on 11-19; BKN@MIL, LAL@GSW on 11-26) are still to be played. */
const LEAGUE = PLAYED.gameIds.slice(-4).reduce<LeagueFiles>((league, game) => league.unplayed(game), PLAYED)

async function apartAfter(change: (book: Book) => Promise<unknown>): Promise<string[]> {
  const template = await Template.of(LEAGUE, RANGE)
  const book = await template.open()
  await change(book)
  await book.backfill()
  const apart = standApart(await book.standing(), await book.scratch())
  await book.close()
  template.close()
  return apart
}

describe('rosters of games ahead', () => {
  const LAST = '0022100037' // MIL@LAL 2021-11-16, the last game of LAL and MIL
  const INACTIVE = LEAGUE.tables.inactives.findLast(line => LEAGUE.gameOf(line) === LAST) ?? {}
  const SAT = LEAGUE.tables.box.findLast(line => LEAGUE.gameOf(line) === LAST) ?? {}
  const LINE = LEAGUE.tables.playerLog.findLast(line => LEAGUE.gameOf(line) === LAST) ?? {}
  const NEW = { bref_player_id: 'newcom01', player: 'Newly Comer' }

  it('get somebody whom an inactive list names for the first time', async () => {
    const league = LEAGUE.with('inactives', [...LEAGUE.tables.inactives, { ...INACTIVE, ...NEW }])
    expect(await apartAfter(book => book.import(league, { files: ['inactives'] }))).toEqual([])
  })
  it('get somebody whom a box score names for the first time', async () => {
    const league = LEAGUE.with('box', [...LEAGUE.tables.box, { ...SAT, ...NEW }])
    expect(await apartAfter(book => book.import(league, { files: ['box'] }))).toEqual([])
  })
  it('follow the inactive list that names him for the other team', async () => {
    const other = { ...INACTIVE, bref_team: INACTIVE['bref_team'] === 'MIL' ? 'LAL' : 'MIL' }
    const league = LEAGUE.altered('inactives', line => (line === INACTIVE ? other : line)).only(game => game === LAST)
    expect(await apartAfter(book => book.import(league, { files: ['inactives'], replace: true }))).toEqual([])
  })
  it('take over a new name', async () => {
    const lookup = playerLookup(LINE['PLAYER_NAME'] ?? '')
    const longer = (column: string) => (line: Readonly<Record<string, string>>) =>
      playerLookup(line[column] ?? '') === lookup ? { ...line, [column]: `${line[column]} III` } : line
    const league = LEAGUE.altered('playerLog', longer('PLAYER_NAME')).altered('box', longer('player')).altered('inactives', longer('player'))
    expect(await apartAfter(book => book.import(league, { files: ['playerLog', 'box', 'inactives'] }))).toEqual([])
  })
})

describe('a correction that turns a result', () => {
  const GAME = LEAGUE.gameIds[9] ?? ''
  const LINES = LEAGUE.tables.teamLog.filter(line => line['GAME_ID'] === GAME)
  const LOSER = LINES.find(line => line['WL'] === 'L') ?? {}
  const GAP = Math.abs(Number(LINES[0]?.['PTS']) - Number(LINES[1]?.['PTS']))
  const TURNED = LEAGUE.altered('teamLog', line => (line === LOSER ? { ...line, PTS: String(Number(line['PTS']) + 2 * GAP) } : line))

  it('reaches the other tables after team_offense_game_summary was built alone', async () => {
    const apart = await apartAfter(async book => {
      await book.import(TURNED, { files: ['teamLog'] })
      await book.backfill({ tables: ['team_offense_game_summary'] })
    })
    expect(apart).toEqual([])
  })
  it('reaches later dates after its own date was built alone', async () => {
    const day = LEAGUE.dateOf(GAME) as Day
    const apart = await apartAfter(async book => {
      await book.import(TURNED, { files: ['teamLog'] })
      await book.backfill({ range: { first: day, last: day } })
    })
    expect(apart).toEqual([])
  })
  it('reaches what it reaches when the other source is corrected the other way', async () => {
    const both = TURNED.altered('totals', line =>
      LEAGUE.gameOf(line) === GAME && line['bref_team'] === LOSER['TEAM_ABBREVIATION'] && line['table'] === 'basic'
        ? { ...line, pts: String(Number(line['pts']) - 2 * GAP - 1) }
        : line,
    )
    expect(await apartAfter(book => book.import(both, { files: ['teamLog', 'totals'] }))).toEqual([])
  })
})
