import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PlanDocument } from '../../src/change/plan-document.ts'
import { playerLookup } from '../../src/nba/player-lookup.ts'
import { differences, standApart, Template, type Book } from './book.ts'
import { LeagueFiles, type Fields, type ScheduledGame } from './league-files.ts'

/** What a change came to: the plan, and keys of rows that were written or deleted, by table. */
interface Outcome {
  readonly plan: PlanDocument
  readonly changed: Readonly<Record<string, readonly string[]>>
}

/** Plans and applies what was imported, and checks everything that holds for every change. */
async function expectExactly(book: Book, before: ReadonlyMap<string, string>): Promise<Outcome> {
  const clocks = await book.written()
  const plan = await book.plan()
  const ids = new Set(plan.inputs_changed.map(change => change.id))
  const listed = plan.inputs_changed.length < MOST_LISTED
  const unexplained = plan.units.flatMap(({ table, date, reasons }) => {
    const caused = reasons.filter(({ why, changes }) => why === 'never built' || (changes.length > 0 && changes.every(id => !listed || ids.has(id))))
    return caused.length > 0 && caused.length === reasons.length ? [] : [`${table} ${date}: ${JSON.stringify(reasons)}`]
  })
  expect(unexplained).toEqual([])
  const report = await book.apply(plan)
  expect(report.failures).toEqual([])
  const standing = await book.standing()
  const after = standing.rows
  expect(standApart(standing, await book.scratch()), 'rows that differ from a build from scratch').toEqual([])
  const differing = differences(before, after)
  const moved = differences(clocks, await book.written())
  expect(short(without(moved, differing)), 'rows that were written and are the same').toEqual([])
  expect(short(without(differing, moved)), 'rows that differ and were not written').toEqual([])
  expect(report.tables.reduce((sum, table) => sum + table.rows_written, 0)).toBe(differing.length)
  const again = await book.plan()
  expect(again.units.map(unit => `${unit.table} ${unit.date}`)).toEqual([])
  const repeated = [await book.apply(plan), await book.apply(again)]
  expect(repeated.flatMap(({ tables }) => tables.map(table => table.rows_written)).filter(rows => rows > 0)).toEqual([])
  expect(differences(after, await book.rows())).toEqual([])
  return { plan, changed: byTable(differing) }
}

/** A plan lists so many changed inputs and counts the others. */
const MOST_LISTED = 200

function without(keys: readonly string[], others: readonly string[]): string[] {
  return keys.filter(key => !others.includes(key))
}

function short(keys: readonly string[]): string[] {
  return keys.length > 12 ? [...keys.slice(0, 12), `and ${keys.length - 12} more`] : [...keys]
}

function byTable(keys: readonly string[]): Record<string, string[]> {
  const tables: Record<string, string[]> = {}
  for (const key of keys) {
    const [table = '', row = ''] = key.split(' ')
    tables[table] = [...(tables[table] ?? []), row]
  }
  return tables
}

/** `TABLE field BEFORE→AFTER` of every changed field, sorted; new and vanished rows as `TABLE added`. */
function causes({ inputs_changed }: PlanDocument): string[] {
  const told = inputs_changed.flatMap(({ table, kind, fields }) => {
    const name = table.replace(/^nba_\w+\./, '')
    return kind === 'changed' ? fields.map(({ field, before, after }) => `${name} ${field} ${before}→${after}`) : [`${name} ${kind}`]
  })
  return [...new Set(told)].toSorted()
}

function whys({ units }: PlanDocument): string[] {
  return [...new Set(units.flatMap(unit => unit.reasons.map(reason => reason.why)))].toSorted()
}

/** Adds to whole numbers of a line. */
function plus(fields: Fields, columns: readonly string[], by: number = 1): Fields {
  return { ...fields, ...Object.fromEntries(columns.map(column => [column, String(Number(fields[column]) + by)])) }
}

const RANGE = ['2021-10-15', '2021-12-31'] as const
const PLAYED = LeagueFiles.simulated({ seasons: 1, seed: 3, teams: 6, games: 14, days: 40 })
const [FUTURE = '', NEXT = ''] = PLAYED.gameIds.slice(-4)
/** The last four games are still to be played. */
const LEAGUE = PLAYED.gameIds.slice(-4).reduce<LeagueFiles>((league, game) => league.unplayed(game), PLAYED)
/** A game of the regular season with many games before and after it. */
const GAME = LEAGUE.gameIds[9] ?? ''
const DATE = LEAGUE.dateOf(GAME)
/** The same league, in which that game was not played when it should have been. */
const POSTPONED = LEAGUE.unplayed(GAME)

/** Somebody who missed a free throw in that game, as Basketball-Reference and NBA.com have him. */
const BOX = LEAGUE.tables.box.find(line => LEAGUE.gameOf(line) === GAME && Number(line['fta']) > Number(line['ft'])) ?? {}
const LOOKUP = playerLookup(BOX['player'] ?? '')
const LOG =
  LEAGUE.tables.playerLog.find(
    line => line['GAME_ID'] === GAME && playerLookup(line['PLAYER_NAME'] ?? '') === LOOKUP && line['PTS'] === BOX['pts'],
  ) ?? {}
const TEAM = LOG['TEAM_ABBREVIATION'] ?? ''

/** His line, his team's line and the same at the other source, altered. */
function corrected(log: readonly string[], bref: readonly string[]): LeagueFiles {
  return LEAGUE.altered('playerLog', line => (line === LOG ? plus(line, log) : line))
    .altered('teamLog', line => (line['GAME_ID'] === GAME && line['TEAM_ABBREVIATION'] === TEAM ? plus(line, log) : line))
    .altered('box', line => (line === BOX ? plus(line, bref) : line))
    .altered('totals', line =>
      LEAGUE.gameOf(line) === GAME && line['bref_team'] === BOX['bref_team'] && line['table'] === 'basic' ? plus(line, bref) : line,
    )
}

let whole: Template
let postponed: Template
beforeAll(async () => {
  whole = await Template.of(LEAGUE, RANGE)
  postponed = await Template.of(POSTPONED, RANGE)
})
afterAll(() => {
  whole.close()
  postponed.close()
})

/** Starts from a built league, imports something, and checks the outcome. */
async function afterChange(template: Template, change: (book: Book) => Promise<unknown>): Promise<Outcome> {
  const book = await template.open()
  try {
    const before = await book.rows()
    await change(book)
    return await expectExactly(book, before)
  } finally {
    await book.close()
  }
}

describe('a missed free throw that counts', () => {
  it('reaches its own rows and every later row whose window holds it', async () => {
    const { plan, changed } = await afterChange(whole, book => book.import(corrected(['FTM', 'PTS'], ['ft', 'pts'])))
    expect(causes(plan)).toContain(`nbac_player_boxscores points ${LOG['PTS']}→${Number(LOG['PTS']) + 1}`)
    expect(causes(plan).map(cause => cause.replace(/ \d+→\d+/, ''))).toEqual(
      [
        ...['bref_player_boxscores', 'nbac_player_boxscores'].flatMap(table => [`${table} free_throws_made`, `${table} points`]),
        ...['bref_team_boxscores', 'nbac_team_boxscore'].flatMap(table => [`${table} ft_made`, `${table} points`]),
      ].toSorted(),
    )
    expect(changed['player_game_summary']).toContain(`${DATE}/${LOOKUP}`)
    expect(changed['team_offense_game_summary']).toContain(`${DATE}/${TEAM}`)
    const upcoming = changed['upcoming_player_game_context'] ?? []
    expect(upcoming.filter(key => key.endsWith(`/${LOOKUP}`)).length).toBeGreaterThan(3)
    expect(upcoming.every(key => key > DATE)).toBe(true)
  })

  it('is not there for a file that is imported again after the correction, until it is forced', async () => {
    await afterChange(whole, async book => {
      const before = await book.rows()
      await book.import(corrected(['FTM', 'PTS'], ['ft', 'pts']))
      await book.backfill()
      const values = await book.rows()
      expect(differences(before, values)).not.toEqual([])
      const skipped = await book.import(LEAGUE)
      expect(skipped.import).toBeNull()
      expect(skipped.files.every(file => file.skipped)).toBe(true)
      expect((await book.plan()).units).toEqual([])
      await book.import(LEAGUE, { force: true })
      const plan = await book.plan()
      expect(plan.units.length).toBeGreaterThan(5)
      await book.apply(plan)
      expect(differences(before, await book.rows())).toEqual([])
    })
  })
})

describe('a change of', () => {
  it('one defensive rebound reaches the rows of its game', async () => {
    const { plan, changed } = await afterChange(whole, book => book.import(corrected(['DREB', 'REB'], ['drb', 'trb'])))
    expect(causes(plan).some(cause => cause.startsWith('nbac_player_boxscores defensive_rebounds'))).toBe(true)
    expect(whys(plan)).toEqual(['its box score'])
    expect(changed['player_game_summary']).toEqual([`${DATE}/${LOOKUP}`])
    expect(
      Object.values(changed)
        .flat()
        .every(key => key.startsWith(DATE)),
    ).toBe(true)
    expect(changed['upcoming_player_game_context']).toBeUndefined()
  })

  it('who started reaches his row and the later rows that count starters', async () => {
    const other = BOX['is_starter_section'] === 'true' ? 'false' : 'true'
    const league = LEAGUE.altered('box', line => (line === BOX ? { ...line, is_starter_section: other } : line))
    const { plan, changed } = await afterChange(whole, book => book.import(league, { files: ['box'] }))
    expect(causes(plan)).toEqual([`bref_player_boxscores starter ${BOX['is_starter_section']}→${other}`])
    expect(changed['player_game_summary']).toEqual([`${DATE}/${LOOKUP}`])
  })

  it('minutes reaches his row, his team’s usage, and his later rows', async () => {
    const league = LEAGUE.altered('box', line => (line === BOX ? { ...line, mp: '7:31' } : line))
    const { plan, changed } = await afterChange(whole, book => book.import(league, { files: ['box'] }))
    expect(causes(plan)).toEqual([expect.stringMatching(/^bref_player_boxscores seconds_played \d+→451$/)])
    expect(changed['player_game_summary']).toEqual([`${DATE}/${LOOKUP}`])
    expect((changed['upcoming_player_game_context'] ?? []).every(key => key.endsWith(`/${LOOKUP}`))).toBe(true)
  })

  it('a reason for not playing reaches what tells it', async () => {
    const absent = LEAGUE.tables.box.find(line => LEAGUE.gameOf(line) === GAME && line['reason'] === 'Did Not Play')
    const league = LEAGUE.altered('box', line => (line === absent ? { ...line, reason: 'Did Not Dress' } : line))
    const { plan, changed } = await afterChange(whole, book => book.import(league, { files: ['box'] }))
    expect(absent).toBeDefined()
    expect(causes(plan)).toEqual(['bref_player_boxscores dnp_reason Did Not Play→Did Not Dress'])
    expect(Object.keys(changed)).toContain('team_offense_game_summary')
  })

  it('the date of a game ahead moves its rows and the rest around it', async () => {
    const league = LEAGUE.rescheduled(FUTURE, game => onDate(game, '2021-12-03'))
    const { plan, changed } = await afterChange(whole, book => book.import(league, { files: ['schedule'] }))
    expect(causes(plan)).toEqual(expect.arrayContaining([`nbac_schedule game_date ${LEAGUE.dateOf(FUTURE)}→2021-12-03`]))
    const teams = [LEAGUE.game(FUTURE).homeTeam.teamTricode, LEAGUE.game(FUTURE).awayTeam.teamTricode]
    expect(changed['upcoming_team_game_context']).toEqual(
      expect.arrayContaining([`${LEAGUE.dateOf(FUTURE)}/${teams[0]}`, `2021-12-03/${teams[0]}`, `2021-12-03/${teams[1]}`]),
    )
  })

  it('national television of the next game reaches the game before it', async () => {
    const on = LEAGUE.game(NEXT).broadcasters.nationalTvBroadcasters.length > 0
    const channel = { broadcasterScope: 'natl', broadcasterDisplay: 'TNT' }
    const league = LEAGUE.rescheduled(NEXT, game => ({
      ...game,
      broadcasters: { ...game.broadcasters, nationalTvBroadcasters: on ? [] : [channel] },
    }))
    const { plan } = await afterChange(whole, book => book.import(league, { files: ['schedule'] }))
    expect(causes(plan)).toContain(`nbac_schedule has_national_tv ${String(on)}→${String(!on)}`)
  })

  it('an alias reaches every row of the person whom it joins', async () => {
    const [id, name] = [BOX['bref_player_id'], 'Zebulon Newcomer']
    const stranger = LEAGUE.altered('box', line =>
      line['bref_player_id'] === id ? { ...line, player: name, mp: plusSecond(line['mp'] ?? ''), pts: line['pts'] === '' ? '' : '99' } : line,
    ).altered('inactives', line => (line['bref_player_id'] === id ? { ...line, player: name } : line))
    const book = await whole.open()
    await book.import(stranger, { files: ['box', 'inactives'] })
    await book.backfill()
    const before = await book.rows()
    expect([...before.keys()].some(key => key.endsWith('/zebulonnewcomer'))).toBe(true)
    await book.import(aliases([{ alias_lookup: 'zebulonnewcomer', nba_canonical_lookup: LOOKUP }]), { files: ['aliases'] })
    const { plan, changed } = await expectExactly(book, before)
    expect(causes(plan)).toEqual(expect.arrayContaining([`player_identities player_lookup zebulonnewcomer→${LOOKUP}`]))
    expect([...new Set(plan.inputs_changed.map(change => change.cause))]).toEqual([
      'follows from player_aliases.csv row 1, import 3',
      'new in player_aliases.csv row 1, import 3',
    ])
    expect((changed['player_game_summary'] ?? []).every(key => [LOOKUP, 'zebulonnewcomer'].some(lookup => key.endsWith(`/${lookup}`)))).toBe(true)
    expect([...(await book.rows()).keys()].some(key => key.endsWith('/zebulonnewcomer'))).toBe(false)
    await book.close()
  })

  it('home and away reaches both teams', async () => {
    const league = LEAGUE.rescheduled(GAME, game => ({ ...game, homeTeam: game.awayTeam, awayTeam: game.homeTeam }))
    const { plan, changed } = await afterChange(whole, book => book.import(league, { files: ['schedule'] }))
    expect(causes(plan)).toEqual(expect.arrayContaining([expect.stringMatching(/^nbac_schedule home_team_tricode/)]))
    expect((changed['team_offense_game_summary'] ?? []).filter(key => key.startsWith(DATE)).length).toBeGreaterThanOrEqual(2)
  })
})

describe('a game', () => {
  it('that comes late reaches its own date and what follows', async () => {
    const { plan, changed } = await afterChange(postponed, book => book.import(LEAGUE))
    expect(causes(plan)).toEqual(
      expect.arrayContaining([
        'bref_player_boxscores added',
        expect.stringMatching(/^nbac_schedule home_team_score null→\d+$/),
        'nbac_team_boxscore added',
      ]),
    )
    expect(changed['player_game_summary']).toContain(`${DATE}/${LOOKUP}`)
  })

  it('that comes late in parts is blocked, then built', async () => {
    const book = await postponed.open()
    let before = await book.rows()
    for (const files of [['schedule'], ['box', 'inactives', 'pages', 'totals'], ['playerLog', 'teamLog']] as const) {
      await book.import(LEAGUE, { files })
      await expectExactlyOrBlocked(book, before)
      before = await book.rows()
    }
    expect(before.has(`player_game_summary ${DATE}/${LOOKUP}`)).toBe(true)
    await book.close()
  })

  it('that was postponed moves to its new date', async () => {
    const league = POSTPONED.rescheduled(GAME, game => onDate(game, '2021-12-05'))
    const { plan } = await afterChange(postponed, book => book.import(league, { files: ['schedule'] }))
    expect(causes(plan)).toEqual(expect.arrayContaining([`nbac_schedule game_date ${DATE}→2021-12-05`]))
  })

  it('that files which are the whole truth lack is gone', async () => {
    const others = LEAGUE.only(game => game !== GAME && LEAGUE.dateOf(game) === DATE)
    const shared = others.gameIds.length > 0
    const { changed } = await afterChange(whole, async book => {
      await book.import(
        LEAGUE.only(game => game !== GAME),
        { replace: true },
      )
    })
    expect(changed['player_game_summary']).toContain(`${DATE}/${LOOKUP}`)
    expect(shared).toBe(true)
  })
})

describe('a season that is imported behind the one that is built', () => {
  it('leaves the built one alone but for what names its players', async () => {
    const both = LeagueFiles.simulated({ seasons: 2, seed: 5, teams: 4, games: 6 })
    const newer = both.only(game => game.startsWith('00222') || game.slice(3, 5) === '22')
    const template = await Template.of(newer, ['2021-10-01', '2023-01-31'])
    const book = await template.open()
    const before = await book.rows()
    await book.import(both)
    const { changed } = await expectExactly(book, before)
    const renamed = await book.store.rows<{ lookup: string }>(`
      select distinct n.player_lookup as lookup
      from nba_reference.player_identities as o
      join nba_reference.player_identities as n on n.source = o.source and n.source_player_id = o.source_player_id and n.import_number = o.ended_by
      order by lookup`)
    const keys = Object.values(changed).flat()
    const reached = keys.filter(key => key > '2022-09').map(key => key.split('/')[1] ?? '')
    expect(renamed.length).toBeGreaterThan(0)
    expect([...new Set(reached)].toSorted()).toEqual(renamed.map(row => row.lookup))
    expect(keys.filter(key => key < '2022-09').length).toBeGreaterThan(500)
    await book.close()
    template.close()
  })
})

/** As expectExactly, where a date may be blocked on the way. */
async function expectExactlyOrBlocked(book: Book, before: ReadonlyMap<string, string>): Promise<void> {
  const clocks = await book.written()
  await book.apply(await book.plan())
  const standing = await book.standing()
  const after = standing.rows
  expect(standApart(standing, await book.scratch())).toEqual([])
  expect(short(without(differences(clocks, await book.written()), differences(before, after)))).toEqual([])
  expect((await book.plan()).units).toEqual([])
}

function onDate(game: ScheduledGame, date: string): ScheduledGame {
  return { ...game, gameDateEst: `${date}T00:00:00Z`, gameDateTimeUTC: `${date}T23:30:00Z` }
}

function aliases(lines: readonly Fields[]): LeagueFiles {
  return LEAGUE.withAliases(lines)
}

function plusSecond(minutes: string): string {
  return minutes.replace(/:(\d\d)$/, (_, seconds: string) => `:${String((Number(seconds) + 1) % 60).padStart(2, '0')}`)
}
