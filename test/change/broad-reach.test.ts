import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findInputChanges } from '../../src/change/input-changes.ts'
import { countPlaces, locateChanges, locatePlayers } from '../../src/change/places.ts'
import { reachDates } from '../../src/change/reach-dates.ts'
import { reachGames } from '../../src/change/reach.ts'
import { models } from '../../src/nba/models/index.ts'
import { sql } from '../../src/sql/sql.ts'
import type { Store } from '../../src/store/store.ts'
import { compileQuery } from '../../src/table/compile.ts'
import type { Filled } from '../../src/table/temporary.ts'
import { Template } from './book.ts'
import { LeagueFiles, type Fields } from './league-files.ts'

const RANGE = ['2021-10-15', '2021-12-31'] as const
const PLAYED = LeagueFiles.simulated({ seasons: 1, seed: 3, teams: 6, games: 14, days: 40 })
/** The last four games are still to be played. */
const LEAGUE = PLAYED.gameIds.slice(-4).reduce<LeagueFiles>((league, game) => league.unplayed(game), PLAYED)
const GAME = LEAGUE.gameIds[9] ?? ''

function ofGame(alter: (fields: Fields) => Fields): (fields: Fields) => Fields {
  return line => (LEAGUE.gameOf(line) === GAME ? alter(line) : line)
}

const CHANGES: readonly (readonly [what: string, league: LeagueFiles])[] = [
  [
    'points of players',
    LEAGUE.altered(
      'playerLog',
      ofGame(line => ({ ...line, PTS: String(Number(line['PTS']) + 1) })),
    ),
  ],
  [
    'possessions of teams',
    LEAGUE.altered(
      'teamLog',
      ofGame(line => ({ ...line, TOV: String(Number(line['TOV']) + 1) })),
    ),
  ],
  [
    'a result',
    LEAGUE.altered(
      'teamLog',
      ofGame(line => (line['WL'] === 'L' ? { ...line, PTS: '199' } : line)),
    ),
  ],
  [
    'starters',
    LEAGUE.altered(
      'box',
      ofGame(line => ({ ...line, is_starter_section: line['is_starter_section'] === 'true' ? 'false' : 'true' })),
    ),
  ],
  [
    'who is listed',
    LEAGUE.altered(
      'box',
      ofGame(line => ({ ...line, reason: line['reason'] === 'Did Not Play' ? 'Did Not Dress' : (line['reason'] ?? '') })),
    ),
  ],
  [
    'who is inactive',
    LEAGUE.altered(
      'inactives',
      ofGame(line => ({ ...line, bref_player_id: `${line['bref_player_id']}x`, player: `${line['player']} X` })),
    ),
  ],
  [
    'the date of a game',
    LEAGUE.rescheduled(GAME, game => ({ ...game, gameDateEst: '2021-12-05T00:00:00Z', gameDateTimeUTC: '2021-12-05T23:30:00Z' })),
  ],
  [
    'television',
    LEAGUE.rescheduled(GAME, game => ({
      ...game,
      broadcasters: { nationalTvBroadcasters: [{ broadcasterScope: 'natl', broadcasterDisplay: 'TNT' }] },
    })),
  ],
  [
    'names',
    ['box', 'inactives'].reduce<LeagueFiles>(
      (league, file) => league.altered(file as 'box', line => ({ ...line, player: `${line['player']} III` })),
      LEAGUE,
    ),
  ],
]

/** `TABLE DATE` of what changes since the first import reach, one way and the other. */
async function bothWays(store: Store): Promise<{ readonly following: Set<string>; readonly dates: Set<string> }> {
  const units = async (table: Filled): Promise<Set<string>> => {
    const query = sql`select distinct table_name || ' ' || game_date as unit from ${table}`
    return new Set((await store.rows<{ unit: string }>(compileQuery(query, store))).map(row => row.unit))
  }
  const found = await findInputChanges(store, 1)
  if (found === undefined) throw new Error('nothing has changed')
  const located = await locateChanges(store, found, { baseline: 1, asked: sql`select game_date from nba_processing.unit_states` })
  const touched = await countPlaces(store, located)
  const following = await units(await reachGames(store, await locatePlayers(store, located), { models, touched }))
  return { following, dates: await units(await reachDates(store, located, { models, touched })) }
}

describe('reaching whole dates', () => {
  let template: Template
  beforeAll(async () => {
    template = await Template.of(LEAGUE, RANGE)
  })
  afterAll(() => template.close())

  it.for(CHANGES)('promises everything that following each change does: %s', async ([, league]) => {
    const book = await template.open()
    await book.import(league)
    const { following, dates } = await bothWays(book.store)
    expect(following.size).toBeGreaterThan(0)
    expect([...following].filter(unit => !dates.has(unit))).toEqual([])
    await book.close()
  })
})
