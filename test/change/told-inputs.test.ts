import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { playerLookup } from '../../src/nba/player-lookup.ts'
import { differences, standApart, Template } from './book.ts'
import { LeagueFiles, type CsvName, type Fields } from './league-files.ts'

const LEAGUE = LeagueFiles.simulated({ seasons: 1, seed: 3, teams: 6, games: 14, days: 40 }).told()
/** A game in the middle of the season whose events are told. */
const GAME = LEAGUE.gameIds[18] ?? ''
const DATE = LEAGUE.dateOf(GAME)
const { homeTeam, awayTeam } = LEAGUE.game(GAME)
const [HOME, AWAY] = [homeTeam.teamTricode, awayTeam.teamTricode]

const [PGS, TOGS, TDGS, UTGC, UPGC] = [
  'player_game_summary',
  'team_offense_game_summary',
  'team_defense_game_summary',
  'upcoming_team_game_context',
  'upcoming_player_game_context',
] as const

let template: Template
beforeAll(async () => {
  template = await Template.of(LEAGUE, ['2021-10-15', '2021-12-31'])
})
afterAll(() => template.close())

interface Reached {
  /** `TABLE DATE` of the planned units, each with the games that it is confined to. */
  readonly planned: readonly string[]
  /** `TABLE KEY` of the rows that were written. */
  readonly written: readonly string[]
}

/** What a file reaches in which one line of the game is another; the store ends as one that is built from scratch. */
async function changed(file: CsvName, isIt: (line: Fields) => boolean, change: Fields): Promise<Reached> {
  const line = LEAGUE.tables[file].find(other => LEAGUE.gameOf(other) === GAME && isIt(other))
  if (line === undefined) throw new Error(`no such line in ${file}`)
  const book = await template.open()
  try {
    const before = await book.written()
    await book.import(
      LEAGUE.altered(file, other => (other === line ? { ...line, ...change } : other)),
      { files: [file] },
    )
    const plan = await book.plan()
    const report = await book.apply(plan)
    expect(report.failures).toEqual([])
    expect(standApart(await book.standing(), await book.scratch())).toEqual([])
    const planned = plan.units.map(({ table, date, games }) => `${table} ${date} ${games?.join(' ') ?? 'all'}`)
    return { planned, written: differences(before, await book.written()) }
  } finally {
    await book.close()
  }
}

const units = (...tables: readonly string[]): string[] => tables.map(table => `${table} ${DATE} ${GAME}`)

describe('a game of which one thing is told otherwise', () => {
  it('as one shot of its events: the row of who took it, those of his team and its opponent, and no other', async () => {
    const isPaint = (line: Fields): boolean => line['HOMEDESCRIPTION'] === `Shot 3' Jump Shot` && line['PLAYER1_TEAM_ABBREVIATION'] === HOME
    const shot = LEAGUE.tables.events.find(line => line['GAME_ID'] === GAME && isPaint(line))
    const shooter = LEAGUE.tables.playerLog.find(line => line['PLAYER_ID'] === shot?.['PLAYER1_ID'])
    const { planned, written } = await changed('events', isPaint, { HOMEDESCRIPTION: `Shot 12' Jump Shot` })
    expect(planned).toEqual(units(PGS, TOGS, TDGS))
    expect(written).toEqual([`${PGS} ${DATE}/${playerLookup(shooter?.['PLAYER_NAME'] ?? '')}`, `${TDGS} ${DATE}/${AWAY}`, `${TOGS} ${DATE}/${HOME}`])
  })

  it('as its closing line: the rows before its tip', async () => {
    const { planned, written } = await changed('closing', () => true, { spread: '9' })
    expect(planned).toEqual(units(UTGC, UPGC))
    expect(written.filter(key => key.startsWith(UTGC))).toEqual([AWAY, HOME].toSorted().map(team => `${UTGC} ${DATE}/${team}`))
    expect(written.every(key => key.startsWith(`${UTGC} ${DATE}`) || key.startsWith(`${UPGC} ${DATE}`))).toBe(true)
  })

  it('as an injury report at noon: the rows before its tip', async () => {
    const { planned, written } = await changed('reports', line => line['Team'] === HOME && (line['Report Time'] ?? '').endsWith('12:30 PM'), {
      'Current Status': 'Available',
    })
    expect(planned).toEqual([UTGC, UPGC].map(table => `${table} ${DATE} all`))
    expect(written).toContain(`${UTGC} ${DATE}/${HOME}`)
    expect(written.every(key => key.startsWith(`${UTGC} ${DATE}`) || key.startsWith(`${UPGC} ${DATE}`))).toBe(true)
  })

  it('as a report that came out during the game: nothing', async () => {
    const { written } = await changed('reports', line => line['Team'] === HOME && (line['Report Time'] ?? '').endsWith('10:30 PM'), {
      'Current Status': 'Available',
    })
    expect(written).toEqual([])
  })

  it('as one of its officials: the rows of both teams after it', async () => {
    const { planned, written } = await changed('officials', () => true, { official2_code: '999' })
    expect(planned).toEqual(units(TOGS, TDGS))
    expect(written).toEqual([TDGS, TOGS].flatMap(table => [AWAY, HOME].toSorted().map(team => `${table} ${DATE}/${team}`)))
  })
})
