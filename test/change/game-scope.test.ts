import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PlanDocument } from '../../src/change/plan-document.ts'
import { playerLookup } from '../../src/nba/player-lookup.ts'
import { differences, standApart, Template, type Book, type Import } from './book.ts'
import { LeagueFiles, type Fields } from './league-files.ts'

const RANGE = ['2021-10-15', '2021-12-31'] as const
const LEAGUE = LeagueFiles.simulated({ seasons: 1, seed: 3, teams: 6, games: 14, days: 40 })

/** The game of two teams on a day. */
function gameOf(day: string, away: string, home: string): string {
  const found = LEAGUE.schedule.find(
    ({ gameDateEst, awayTeam, homeTeam }) => gameDateEst.startsWith(day) && awayTeam.teamTricode === away && homeTeam.teamTricode === home,
  )
  if (found === undefined) throw new Error(`no game ${away}@${home} on ${day}`)
  return found.gameId
}

/** The Lakers meet the Nuggets; then both play on the trade day, the Nuggets later, against others. */
const MEETING = gameOf('2021-10-28', 'LAL', 'DEN')
const TRADE_DAY = '2021-10-31'
const LAKERS = gameOf(TRADE_DAY, 'BOS', 'LAL')
const NUGGETS = gameOf(TRADE_DAY, 'GSW', 'DEN')
const AFTER = gameOf('2021-11-03', 'GSW', 'DEN')

/** A line of some file about a game and a team, made into one of somebody else. */
function lineLike(file: 'box' | 'inactives', game: string, as: Fields): Fields {
  const like = LEAGUE.tables[file].find(line => LEAGUE.gameOf(line) === game && line['reason'] !== 'Did Not Play')
  return { ...like, bref_player_id: 'tatetr01', player: 'Traded Tate', ...as }
}

const PLAYED = lineLike('box', MEETING, { bref_team: 'LAL', pts: '20', is_starter_section: 'False' })
const PLAYED_LATER = lineLike('box', AFTER, { bref_team: 'DEN', is_starter_section: 'False' })
const FOR_LAKERS = lineLike('inactives', LAKERS, { bref_team: 'LAL' })
const FOR_NUGGETS = lineLike('inactives', NUGGETS, { bref_team: 'DEN' })

/** The league with somebody who is traded from the Lakers to the Nuggets: both list him on the trade day. */
function traded(box: readonly Fields[], inactives: readonly Fields[]): LeagueFiles {
  return LEAGUE.with('box', [...LEAGUE.tables.box, ...box]).with('inactives', [...LEAGUE.tables.inactives, ...inactives])
}

/** A day without any line on players, until one is offered. */
const UNOFFERED = '2021-10-25'
const TRADED = traded([PLAYED, PLAYED_LATER], [FOR_LAKERS, FOR_NUGGETS]).altered('props', line =>
  LEAGUE.dateOf(LEAGUE.gameOf(line) ?? '') === UNOFFERED ? undefined : line,
)

let template: Template
beforeAll(async () => {
  template = await Template.of(TRADED, RANGE)
})
afterAll(() => template.close())

/** What an import came to. */
interface Outcome {
  readonly plan: PlanDocument
  /** `TABLE KEY` of rows that were written or went. */
  readonly written: readonly string[]
  /** The game of the traded player's row on the trade day, and what is the matter with it. */
  readonly row: readonly unknown[]
}

/** Builds what imports reach, one after the other, and compares with a build from scratch each time. */
async function after(...imports: readonly (readonly [LeagueFiles, Import])[]): Promise<Outcome> {
  const book = await template.open()
  try {
    let outcome: Outcome | undefined
    for (const [league, what] of imports) {
      await book.import(league, what)
      outcome = await rebuilt(book)
    }
    return outcome as Outcome
  } finally {
    await book.close()
  }
}

async function rebuilt(book: Book): Promise<Outcome> {
  const before = await book.written()
  const plan = await book.plan()
  const report = await book.apply(plan)
  expect(report.failures).toEqual([])
  expect(standApart(await book.standing(), await book.scratch())).toEqual([])
  expect((await book.plan()).units).toEqual([])
  const row = await book.store.rows(`
    select nba_game_id as game, team_abbr as team, array_to_string(quality_issues, ' ') like '%listed_twice%' as twice
    from nba_analytics.upcoming_player_game_context
    where player_lookup = 'tradedtate' and game_date = date '${TRADE_DAY}'`)
  return { plan, written: differences(before, await book.written()), row }
}

/** `DATE TABLE` to the games of each planned unit, those of one team with `/TEAM`, null for all of the date. */
function gamesOf({ units }: PlanDocument): Map<string, readonly string[] | null> {
  return new Map(units.map(unit => [`${unit.date} ${unit.table}`, unit.games]))
}

/** NBA ids of the games of a team on a date. */
function gamesOn(date: string, team: string): string[] {
  const of = LEAGUE.schedule.filter(
    ({ gameDateEst, awayTeam, homeTeam }) => gameDateEst.startsWith(date) && [awayTeam.teamTricode, homeTeam.teamTricode].includes(team),
  )
  return of.map(game => game.gameId)
}

describe('a correction of points', () => {
  const GAME = gameOf('2021-10-25', 'MIL', 'DEN')
  const DATE = LEAGUE.dateOf(GAME)

  it('of a player plans the game that he played, and the rows of his team in later games', async () => {
    const line =
      LEAGUE.tables.playerLog.find(({ GAME_ID: game, TEAM_ABBREVIATION: team, MIN: min }) => game === GAME && team === 'DEN' && Number(min) > 20) ??
      {}
    const who = playerLookup(line['PLAYER_NAME'] ?? '')
    const league = TRADED.altered('playerLog', other => (other === line ? { ...line, PTS: '41' } : other))
    const { plan, written } = await after([league, { files: ['playerLog'] }])
    const games = gamesOf(plan)
    expect(games.get(`${DATE} player_game_summary`)).toEqual([GAME])
    const later = [...games].filter(([unit]) => !unit.startsWith(DATE))
    expect(later.length).toBeGreaterThan(5)
    expect(later).toEqual(later.map(([unit]) => [unit, gamesOn(unit.slice(0, 10), 'DEN').map(game => `${game}/DEN`)]))
    expect(new Set(later.map(([unit]) => unit.slice(11)))).toEqual(new Set(['upcoming_player_game_context']))
    expect(written.filter(key => !key.endsWith(`/${who}`))).toEqual([])
    expect(written.length).toBeGreaterThan(5)
  })

  it('of a team plans the game, and later games of the two teams', async () => {
    const league = TRADED.altered('teamLog', line =>
      line['GAME_ID'] === GAME && line['WL'] === 'W' ? { ...line, PTS: String(Number(line['PTS']) + 1) } : line,
    )
    const { plan } = await after([league, { files: ['teamLog'] }])
    const games = gamesOf(plan)
    expect(games.get(`${DATE} team_offense_game_summary`)).toEqual([GAME])
    expect(games.get(`${DATE} team_defense_game_summary`)).toEqual([GAME])
    const theirs = (date: string): string[] => [...new Set([...gamesOn(date, 'MIL'), ...gamesOn(date, 'DEN')])]
    const strangers = [...games].filter(([unit, found]) => found === null || found.some(game => !theirs(unit.slice(0, 10)).includes(game)))
    expect(strangers).toEqual([])
    expect(new Set([...games.keys()].map(unit => unit.slice(11))).size).toBe(5)
  })

  it('together with a change of who is listed on that date plans the whole date', async () => {
    const absent = TRADED.tables.box.find(line => TRADED.gameOf(line) === gameOf(DATE, 'LAL', 'GSW') && line['reason'] === 'Did Not Play')
    const league = TRADED.altered('playerLog', line => (line['GAME_ID'] === GAME ? { ...line, PTS: '41' } : line)).altered('box', line =>
      line === absent ? { ...line, reason: 'Did Not Dress' } : line,
    )
    const { plan } = await after([league, { files: ['playerLog', 'box'] }])
    expect(gamesOf(plan).get(`${DATE} player_game_summary`)).toBeNull()
    expect(gamesOf(plan).get(`${DATE} upcoming_player_game_context`)).toBeNull()
  })
})

describe('a change of who is listed', () => {
  it.for([
    ['why somebody did not play', 'box', (line: Fields) => (line['reason'] === 'Did Not Play' ? { ...line, reason: 'Did Not Dress' } : line)],
    ['for whom somebody is inactive', 'inactives', (line: Fields) => ({ ...line, bref_team: line['bref_team'] === 'LAL' ? 'DEN' : 'LAL' })],
    ['who is inactive', 'inactives', (line: Fields) => ({ ...line, bref_player_id: `${line['bref_player_id']}x`, player: `${line['player']} X` })],
  ] as const)('plans whole dates: %s', async ([, file, alter]) => {
    const league = TRADED.only(game => game === MEETING).altered(file, alter)
    const { plan } = await after([league, { files: [file], replace: true }])
    expect([...gamesOf(plan).values()].filter(games => games !== null)).toEqual([])
    expect(new Set(plan.units.filter(unit => unit.date === '2021-10-28').map(unit => unit.table)).size).toBe(5)
  })
})

describe('somebody whom two teams list on one date', () => {
  const INTO_LAKERS = [{ game: LAKERS, team: 'LAL', twice: true }]
  /** His last game was one for the Nuggets after all. */
  const BY_NUGGETS = traded([{ ...PLAYED, bref_team: 'DEN' }, PLAYED_LATER], [FOR_LAKERS, FOR_NUGGETS])
  const INTO_NUGGETS = [{ game: NUGGETS, team: 'DEN', twice: true }]

  it('stands in the game of the team that he played for last', async () => {
    const { row } = await after([TRADED, { force: true }])
    expect(row).toEqual(INTO_LAKERS)
  })

  it('moves to the other game when his last game turns out to be one for the other team', async () => {
    const { plan, row } = await after([BY_NUGGETS, { files: ['box'] }])
    expect(gamesOf(plan).get(`${TRADE_DAY} upcoming_player_game_context`)).toBeNull()
    expect(row).toEqual(INTO_NUGGETS)
  })

  it('moves and comes back', async () => {
    const { row } = await after([BY_NUGGETS, { files: ['box'] }], [TRADED, { files: ['box'], force: true }])
    expect(row).toEqual(INTO_LAKERS)
  })

  it.for([
    ['is not in its box score after all', []],
    ['was one in which he did not play', [{ ...PLAYED, mp: '', pts: '', fg: '', fga: '', ft: '', fta: '', reason: 'Did Not Play' }]],
  ])('moves to the later game when his last game %s', async ([, box]) => {
    const league = traded([...(box as Fields[]), PLAYED_LATER], [FOR_LAKERS, FOR_NUGGETS])
    const { row } = await after([league, { files: ['box'], replace: true }])
    expect(row).toEqual(INTO_NUGGETS)
  })

  it('moves to the later game when his last game is put behind that date', async () => {
    const league = TRADED.rescheduled(MEETING, game => ({ ...game, gameDateEst: '2021-11-01T00:00:00Z', gameDateTimeUTC: '2021-11-01T23:30:00Z' }))
    expect((await after([league, { files: ['schedule'] }])).row).toEqual(INTO_NUGGETS)
  })

  it('moves with the later tip-off where nothing else decides', async () => {
    const league = TRADED.rescheduled(LAKERS, game => ({ ...game, gameDateTimeUTC: '2021-11-01T03:00:00Z' }))
    const nobodys = traded([PLAYED_LATER], [FOR_LAKERS, FOR_NUGGETS])
    const { row } = await after([nobodys, { files: ['box'], replace: true }], [league, { files: ['schedule'] }])
    expect(row).toEqual(INTO_LAKERS)
  })

  it('is rebuilt in the game where he stands when the points of his last game change', async () => {
    const { plan, row, written } = await after([traded([{ ...PLAYED, pts: '31' }, PLAYED_LATER], [FOR_LAKERS, FOR_NUGGETS]), { files: ['box'] }])
    expect(gamesOf(plan).get(`${TRADE_DAY} upcoming_player_game_context`)).toEqual([`${LAKERS}/LAL`])
    expect(row).toEqual(INTO_LAKERS)
    expect(written.filter(key => key.includes(TRADE_DAY))).toEqual([`upcoming_player_game_context ${TRADE_DAY}/tradedtate`])
  })

  it('moves also when his points change at the same time', async () => {
    const { row } = await after([traded([{ ...PLAYED, pts: '31', bref_team: 'DEN' }, PLAYED_LATER], [FOR_LAKERS, FOR_NUGGETS]), { files: ['box'] }])
    expect(row).toEqual(INTO_NUGGETS)
  })
})

describe('somebody whom a second team lists additionally', () => {
  const ONCE = traded([PLAYED, PLAYED_LATER], [FOR_LAKERS])
  const whole = (league: LeagueFiles): LeagueFiles => league.only(game => [LAKERS, NUGGETS].includes(game))

  it('keeps his row, which says so, and loses the remark with the listing', async () => {
    const once = await after([whole(ONCE), { files: ['inactives'], replace: true }])
    expect(once.row).toEqual([{ game: LAKERS, team: 'LAL', twice: false }])
    const twice = await after([whole(ONCE), { files: ['inactives'], replace: true }], [TRADED, { files: ['inactives'], force: true }])
    expect(twice.row).toEqual([{ game: LAKERS, team: 'LAL', twice: true }])
    expect(gamesOf(twice.plan).get(`${TRADE_DAY} upcoming_player_game_context`)).toBeNull()
  })

  it('moves to its game when he has played for it last', async () => {
    const before = traded([{ ...PLAYED, bref_team: 'DEN' }, PLAYED_LATER], [FOR_LAKERS])
    const alone = [whole(before), { files: ['inactives'], replace: true }] as const
    const { row } = await after([before, { files: ['box'] }], alone, [TRADED, { files: ['inactives'], force: true }])
    expect(row).toEqual([{ game: NUGGETS, team: 'DEN', twice: true }])
  })

  it('under another name, which an alias joins, has one row instead of two', async () => {
    const other = { ...FOR_NUGGETS, bref_player_id: 'tatetr02', player: 'Tradston Tate' }
    const line = LEAGUE.tables.playerLog.find(({ GAME_ID: game, TEAM_ABBREVIATION: team }) => game === AFTER && team === 'DEN')
    const known = { ...line, PLAYER_ID: '1799999', PLAYER_NAME: 'Traded Tate' }
    const apart = traded([PLAYED, PLAYED_LATER], [FOR_LAKERS, other]).with('playerLog', [known])
    const alias = { alias_lookup: 'tradstontate', nba_canonical_lookup: 'tradedtate', is_active: 'true' }
    const { row, plan } = await after(
      [whole(apart), { files: ['inactives'], replace: true }],
      [apart, { files: ['playerLog'] }],
      [apart.withAliases([alias]), { files: ['aliases'] }],
    )
    expect(gamesOf(plan).get(`${TRADE_DAY} upcoming_player_game_context`)).toBeNull()
    expect(row).toEqual([{ game: LAKERS, team: 'LAL', twice: true }])
  })
})

describe('a line', () => {
  const GAME = gameOf('2021-10-28', 'LAL', 'DEN')
  const DATE = '2021-10-28'
  const offered = LEAGUE.tables.props.filter(line => LEAGUE.gameOf(line) === GAME && line['bookmaker'] === 'draftkings')
  const last = offered.at(-1) ?? {}
  const who = playerLookup(last['player'] ?? '')

  it('that moves before the tip changes the rows of its player', async () => {
    const moved = {
      ...last,
      line: String(Number(last['line']) + 3),
      timestamp: new Date(Date.parse(last['commence_time'] ?? '') - 60_000).toISOString(),
    }
    const { plan, written } = await after([TRADED.with('props', [moved]), { files: ['props'] }])
    expect([...gamesOf(plan)]).toEqual([
      [`${DATE} player_game_summary`, [GAME]],
      [`${DATE} upcoming_player_game_context`, [GAME]],
    ])
    expect(written).toEqual([`player_game_summary ${DATE}/${who}`, `upcoming_player_game_context ${DATE}/${who}`])
  })

  it('that is the first one of a date tells everybody of the date that there are lines', async () => {
    const of = LEAGUE.tables.props.filter(line => LEAGUE.dateOf(LEAGUE.gameOf(line) ?? '') === UNOFFERED)
    const { plan, written } = await after([TRADED.with('props', of.slice(0, 1)), { files: ['props'] }])
    expect([...gamesOf(plan)]).toEqual([
      [`${UNOFFERED} player_game_summary`, null],
      [`${UNOFFERED} upcoming_player_game_context`, null],
    ])
    expect(written.filter(key => key.startsWith('player_game_summary')).length).toBeGreaterThan(20)
  })

  it('on a game that is corrected changes the rows of both teams and of their players', async () => {
    const league = TRADED.altered('closing', line => (LEAGUE.gameOf(line) === GAME ? { ...line, spread: '11.5' } : line))
    const { plan, written } = await after([league, { files: ['closing'] }])
    expect([...gamesOf(plan)]).toEqual([
      [`${DATE} upcoming_team_game_context`, [GAME]],
      [`${DATE} upcoming_player_game_context`, [GAME]],
    ])
    expect(written.filter(key => key.startsWith('upcoming_team'))).toEqual([
      `upcoming_team_game_context ${DATE}/DEN`,
      `upcoming_team_game_context ${DATE}/LAL`,
    ])
    expect(written.length).toBeGreaterThan(30)
  })
})
