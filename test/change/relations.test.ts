import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Day } from '../../src/calendar.ts'
import { gamesCounted, gamesTold, PLAYED_RANGE } from '../../src/change/calendar.ts'
import { daysAsked, daysOfPlayers, daysOfTeams } from '../../src/change/days.ts'
import { identityTellers } from '../../src/change/identity-tellers.ts'
import { changedRows, differingTables, findInputChanges, inputTables } from '../../src/change/input-changes.ts'
import { namedFirst, rowsListed } from '../../src/change/listed-changes.ts'
import { countPlaces, locateChanges, locatePlayers, placesCounted } from '../../src/change/places.ts'
import { placesOf } from '../../src/change/places-of-changes.ts'
import { crowdsOf, seasonsOf, wholeDates } from '../../src/change/reach-dates.ts'
import { gamesReached } from '../../src/change/reach.ts'
import { reasonsOfDates, reasonsOfGames } from '../../src/change/read-reach.ts'
import {
  crowds,
  datesReached,
  followedPlaces,
  inputChanges,
  listedChanges,
  places,
  reached,
  reasonsReached,
  relations,
} from '../../src/change/relations.ts'
import { seasonsTurned } from '../../src/change/viewpoint.ts'
import { declaredTables } from '../../src/declared-tables.ts'
import { models } from '../../src/nba/models/index.ts'
import { bigquery } from '../../src/sql/bigquery.ts'
import { duckdb } from '../../src/sql/duckdb.ts'
import { sql, type Sql } from '../../src/sql/sql.ts'
import type { Row } from '../../src/store/store.ts'
import { fillTemporary } from '../../src/store/temporary.ts'
import { compileQuery } from '../../src/table/compile.ts'
import { qualifiedName } from '../../src/table/source.ts'
import { rowsFor } from '../../src/table/temporary.ts'
import { declared, storedContents, type Contents, type OracleTable } from '../oracle/catalog.ts'
import { oracleHint, oracleMissing, startOracle, type Oracle } from '../oracle/zetasql.ts'
import { Template, type Book } from './book.ts'
import { LeagueFiles } from './league-files.ts'

const FOLDER = path.resolve(import.meta.dirname, '../../src/change')
const RANGE = ['2021-10-15', '2021-11-30'] as const
const PLAYED = LeagueFiles.simulated({ seasons: 1, seed: 3, teams: 4, games: 8, days: 24 })
const LEAGUE = PLAYED.gameIds.slice(-2).reduce<LeagueFiles>((league, game) => league.unplayed(game), PLAYED)
const [CORRECTED = '', MOVED = ''] = LEAGUE.gameIds.slice(3)

/** Points, a result, a name, an inactive list and a day are others. */
const CHANGED = LEAGUE.altered('playerLog', line => (LEAGUE.gameOf(line) === CORRECTED ? { ...line, PTS: String(Number(line['PTS']) + 1) } : line))
  .altered('teamLog', line => (LEAGUE.gameOf(line) === CORRECTED && line['WL'] === 'L' ? { ...line, PTS: '199' } : line))
  .altered('box', line => ({ ...line, player: `${line['player']} III` }))
  .altered('inactives', line => (LEAGUE.gameOf(line) === CORRECTED ? { ...line, player: `${line['player']} X` } : line))
  .rescheduled(MOVED, game => ({ ...game, gameDateEst: '2021-11-20T00:00:00Z', gameDateTimeUTC: '2021-11-20T23:30:00Z' }))

const ORACLE_TABLES: readonly OracleTable[] = [
  ...declaredTables().map(declared),
  ...relations.map(({ name, columns }) => ({
    name,
    columns: Object.fromEntries(Object.entries(columns).map(([column, { type }]) => [column, type])),
  })),
]

/** Every query between changed rows and a plan, by what it finds. */
type Queries = readonly (readonly [string, Sql])[]

async function fillAll(book: Book): Promise<Queries> {
  const { store } = book
  const found = await findInputChanges(store, 1)
  if (found === undefined) throw new Error('nothing has changed')
  const { changes } = found
  const asked = sql`select game_date from nba_processing.unit_states`
  const located = await locatePlayers(store, await locateChanges(store, found, { baseline: 1, asked }))
  const touched = await countPlaces(store, located)
  const followed = { models, touched }
  const counted = { ...located, crowds: await fillTemporary(store, crowds, [crowdsOf(located, seasonsOf(touched))]) }
  await fillTemporary(store, followedPlaces, [])
  const games = await fillTemporary(store, reached, gamesReached(located, followed))
  const dates = await fillTemporary(store, datesReached, wholeDates(counted, followed))
  const reasons = await fillTemporary(store, reasonsReached, [reasonsOfGames(games)])
  const listed = await fillTemporary(store, listedChanges, [namedFirst({ changes, reasons })])
  const [first, last, between] = [...RANGE, '2021-11-01'] as unknown as [Day, Day, Day]
  const range = { first, last }
  return [
    ['tables that differ', differingTables(1)],
    ['changed rows', rowsFor(inputChanges, [changedRows(inputTables(), 1)])],
    ['dates that are asked about', daysAsked(asked)],
    ['days of teams', daysOfTeams(changes, located.asked)],
    ['days of players', daysOfPlayers(located.asked, located.places)],
    ['places', rowsFor(places, placesOf({ ...located, changes, baseline: 1 }, new Set(inputTables().map(qualifiedName))))],
    ['how many places there are', placesCounted(located)],
    ['crowds', crowdsOf(located, seasonsOf(touched))],
    ['games that are reached', rowsFor(reached, gamesReached(located, followed))],
    ['dates that are reached', rowsFor(datesReached, wholeDates(counted, followed))],
    ['reasons of games', reasonsOfGames(games)],
    ['reasons of dates', reasonsOfDates(dates)],
    ['changes that are listed', rowsFor(listedChanges, [namedFirst({ changes, reasons })])],
    ['whom they are about', rowsListed(listed)],
    ['who tells of identities', identityTellers(listed, 1)],
    ['games by date', gamesCounted(range, between)],
    ['games that lack box scores', gamesTold(range)],
    ['dates with box scores', PLAYED_RANGE],
    ['seasons seen as of another day', seasonsTurned(between, [null, last])],
  ]
}

describe('temporary tables', () => {
  it.each(relations.map(relation => [relation.name, relation] as const))(
    '%s is filled by the file that it names, and handed to those',
    (_, relation) => {
      const text = (file: string): string => readFileSync(path.join(FOLDER, file), 'utf8')
      const declaration = new RegExp(`export const (\\w+): TemporaryTable<'${relation.name}'>`).exec(text('relations.ts'))?.[1] ?? 'none'
      const type = new RegExp(`export type (\\w+) = Filled<'${relation.name}'>`).exec(text('relations.ts'))?.[1] ?? 'none'
      expect(text(relation.madeBy)).toMatch(new RegExp(`fillTemporary\\(\\s*store,\\s*${declaration}\\b`))
      const handed = new RegExp(`\\b(?:${type}|Located\\w*|Locating|Crowded)\\b`)
      expect(relation.readBy.filter(reader => !handed.test(text(reader)))).toEqual([])
    },
  )
})

describe('what stands between changed rows and a plan', () => {
  let template: Template
  let book: Book
  let queries: Queries
  beforeAll(async () => {
    template = await Template.of(LEAGUE, RANGE)
    book = await template.open()
    await book.import(CHANGED)
    queries = await fillAll(book)
  })
  afterAll(async () => {
    await book.close()
    template.close()
  })

  it.each(relations.map(relation => [relation.name, relation] as const))('%s has the declared columns', async (name, { columns }) => {
    const found = await book.store.describe(`select * from temp.${name}`)
    expect(found).toEqual(Object.entries(columns).map(([column, { type }]) => ({ name: column, type: duckdb.typeName(type) })))
  })

  it.each(relations.filter(({ name }) => name !== 'followed_places').map(({ name }) => [name]))('%s holds rows', async name => {
    expect(await book.store.rows(`select 1 from temp.${name} limit 1`)).toHaveLength(1)
  })

  describe.skipIf(oracleMissing !== undefined)(`in Google’s engine${oracleHint}`, () => {
    let oracle: Oracle
    let contents: Contents
    beforeAll(async () => {
      oracle = await startOracle()
      contents = await storedContents(book.store, ORACLE_TABLES)
    })
    afterAll(() => oracle.stop())

    it('is the same, query by query', async () => {
      for (const [what, query] of queries) {
        const found = await oracle.rows(compileQuery(query, { dialect: bigquery }), ORACLE_TABLES, contents)
        const own = await book.store.rows(compileQuery(query, { dialect: duckdb }))
        expect({ what, rows: inOrder(found) }).toEqual({ what, rows: inOrder(own) })
      }
    }, 180_000)
  })
})

/** Rows in an order that both engines share, with whole numbers of any width alike. */
function inOrder(rows: readonly Row[]): unknown[] {
  return rows
    .map(row => JSON.stringify(row, (_, value: unknown) => (typeof value === 'bigint' ? Number(value) : value)))
    .toSorted()
    .map(text => JSON.parse(text) as unknown)
}
