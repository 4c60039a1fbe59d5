import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findInputChanges } from '../../src/change/input-changes.ts'
import { countPlaces, locateChanges, locatePlayers } from '../../src/change/places.ts'
import { reachGames } from '../../src/change/reach.ts'
import { models } from '../../src/nba/models/index.ts'
import { playerLookup } from '../../src/nba/player-lookup.ts'
import { sql } from '../../src/sql/sql.ts'
import type { Store } from '../../src/store/store.ts'
import { compileQuery } from '../../src/table/compile.ts'
import { Book, differences, standApart } from './book.ts'
import { LeagueFiles, type Fields } from './league-files.ts'

const SIMULATED = LeagueFiles.simulated({ seasons: 1, seed: 3, teams: 6, games: 18, days: 48 })
/** Boston and Denver have played eleven games, and meet others on 11-21, 11-24 and 11-28; the Lakers on 11-27, too. */
const PLAYED = SIMULATED.gameIds
  .filter(game => SIMULATED.dateOf(game) > '2021-11-10')
  .reduce<LeagueFiles>((league, game) => league.unplayed(game), SIMULATED)

const out = (day: string, who?: string) => ({ day, status: 'out', who })
const back = (day: string, who?: string) => ({ day, status: 'back', who })
const ALL = ['11-21', '11-24', '11-28']

/** Who it is of, the transactions that he has, and the days of the later games that his corrected line reaches. */
const TRANSACTIONS = [
  ['is out: every later game', 'Drew Hawthorne', [out('11-19')], ALL],
  ['is out from the day of a game on: the games after it', 'Rhys Gadsden', [out('11-21')], ['11-24', '11-28']],
  ['comes back: games until the day of his return', 'Marquis Reyes', [out('11-19'), back('11-24')], ['11-21', '11-24']],
  ['is back the day before a game: none from that on', 'Wesley Rutledge', [out('11-19'), back('11-23')], ['11-21']],
  ['is out again: the games after that', 'Payton Roche Jr.', [out('11-19'), back('11-20'), out('11-22')], ['11-24', '11-28']],
  ['goes and comes on one day: as one who is out', 'Hamidou Yarborough', [out('11-19'), back('11-19'), back('11-24')], ['11-21', '11-24']],
  ['comes and goes on one day: as one who is out', 'Yves Radović', [out('11-19'), back('11-20'), out('11-20')], ALL],
  ['was out and is back: none', 'Simone Haddad', [out('11-15'), back('11-16')], []],
  ['was out in the season before: none', 'Jovan Dunmore', [{ ...out('11-19'), year: 2020 }], []],
  ['is out by another spelling: every later game', 'Gaël Etienne', [out('11-19', 'Gael Stephane Etienne')], ALL],
  ['comes back by another spelling: at least the games until then', 'Isaiah Fairchild', [out('11-19'), back('11-21', 'Zay Fairchild')], ALL],
  ['is out while a stranger comes back: every later game', 'Kyrin Walcott', [out('11-19'), back('11-20', 'Kyron Walcott')], ALL],
] as const

const REPORTS = [
  ['is out by a report: its game', 'Darian Goodluck Jr.', 'Out', ['11-27']],
  ['is doubtful by a report: its game', 'Shawn Lockhart', 'Doubtful', ['11-27']],
  ['is questionable by a report: none', 'Corey Kingsley', 'Questionable', []],
] as const

const ALIASES: readonly (readonly [alias: string, of: string])[] = [
  ['Gael Stephane Etienne', 'Gaël Etienne'],
  ['Zay Fairchild', 'Isaiah Fairchild'],
]

function transactionLine(
  name: string,
  { day, status, who = name, year = 2021 }: (typeof TRANSACTIONS)[number][2][number] & { year?: number },
): Fields {
  const [acquired, relinquished] = status === 'back' ? [who, ''] : ['', who]
  return { Date: `${year}-${day}`, Team: 'Celtics', Acquired: acquired, Relinquished: relinquished, Notes: `${status} with a knee` }
}

/** What the simulation reports of somebody else of the Lakers on 11-27, told of him. */
function reportLine(name: string, status: string): Fields {
  const like = SIMULATED.tables.reports.find(line => line['Game Date'] === '11/27/2021' && line['Team'] === 'Los Angeles Lakers')
  const [first = '', ...last] = name.split(' ')
  return { ...like, 'Player Name': `${last.join(' ')}, ${first}`, 'Current Status': status }
}

const LEAGUE = PLAYED.with(
  'transactions',
  TRANSACTIONS.flatMap(([, who, told]) => told.map(line => transactionLine(who, line))),
)
  .with(
    'reports',
    REPORTS.map(([, who, status]) => reportLine(who, status)),
  )
  .withAliases(ALIASES.map(([alias, of]) => ({ alias_lookup: playerLookup(alias), nba_canonical_lookup: playerLookup(of), is_active: 'true' })))

const CORRECTED_PEOPLE: ReadonlySet<string> = new Set([...TRANSACTIONS, ...REPORTS].map(([, who]) => who))
/** So many points in the first game that whoever has played ten is a star by those of the season. */
const CORRECTED = LEAGUE.altered('playerLog', line =>
  CORRECTED_PEOPLE.has(line['PLAYER_NAME'] ?? '') && LEAGUE.dateOf(LEAGUE.gameOf(line) ?? '') === '2021-10-19' ? { ...line, PTS: '99' } : line,
)

/** Lookups to the days that stars who are out reach from their stat lines. */
async function daysReached(store: Store): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = await findInputChanges(store, 1)
  if (found === undefined) throw new Error('nothing has changed')
  const located = await locatePlayers(
    store,
    await locateChanges(store, found, { baseline: 1, asked: sql`select game_date from nba_processing.unit_states` }),
  )
  const reached = await reachGames(store, located, { models, touched: await countPlaces(store, located) })
  const query = sql`
    select distinct p.player_lookup, cast(r.game_date as string) as day
    from ${reached} as r
    join ${located.places} as p on p.change_id = r.change_id
    where r.why like '%stars who are out'
    order by day`
  const days = new Map<string, string[]>()
  for (const row of await store.rows<{ player_lookup: string; day: string }>(compileQuery(query, store)))
    days.set(row.player_lookup, [...(days.get(row.player_lookup) ?? []), row.day.slice('2021-'.length)])
  return days
}

describe('the corrected stat line of one who', () => {
  let book: Book
  let reached: ReadonlyMap<string, readonly string[]>
  beforeAll(async () => {
    book = await Book.open(['2021-10-15', '2021-12-31'])
    await book.import(LEAGUE)
    await book.backfill()
    await book.import(CORRECTED, { files: ['playerLog'] })
    reached = await daysReached(book.store)
  })
  afterAll(() => book.close())

  it.for([...TRANSACTIONS, ...REPORTS])('%s', ([, who, , days]) => {
    expect(reached.get(playerLookup(who)) ?? []).toEqual(days)
  })

  it('reaches every row that is another', async () => {
    const before = await book.written()
    await book.apply(await book.plan())
    const written = differences(before, await book.written())
    for (const day of ALL) expect(written.filter(key => key.startsWith(`upcoming_player_game_context 2021-${day}`)).length).toBeGreaterThan(10)
    expect(standApart(await book.standing(), await book.rebuilt())).toEqual([])
  })
})
