import { foldedGames, gamesToFold, NAMING_FEEDS, type FoldedGames } from '../../nba/events/folded-games.ts'
import { folding } from '../../nba/events/folding.ts'
import { playerEventRows } from '../../nba/events/player-event-rows.ts'
import { teamEventRows } from '../../nba/events/team-event-rows.ts'
import { playerEventFacts } from '../../nba/player-event-facts.ts'
import { playerIdentities } from '../../nba/player-identities.ts'
import { idColumnOf, issuerOf } from '../../nba/person-ids.ts'
import { sourcesOf } from '../../nba/sources/index.ts'
import { teamEventFacts } from '../../nba/team-event-facts.ts'
import { raw, type Sql } from '../../sql/sql.ts'
import type { Store } from '../../store/store.ts'
import { computeTemporary, dropTemporary, fillTemporary } from '../../store/temporary.ts'
import { compileQuery, relationsBehind } from '../../table/compile.ts'
import type { SharedQuery } from '../../table/shared.ts'
import { qualifiedName, type Source } from '../../table/source.ts'
import { otherRules, writeDerived, type Derivation } from './derived.ts'
import { touchedSince, type OpenImports } from './stale.ts'

const eventSources: readonly Source[] = [...sourcesOf('event'), ...sourcesOf('shot')]

/** Tables whose games are folded again when their rows change: events that name people are read with the stat lines of the game. */
const naming: readonly Source[] = sourcesOf('stat line')

/** Games whose facts can be others, and those of them that are folded together. */
const touchedGames = 'temp.touched_games'
const gamesOfSeason = 'temp.touched_games_of_season'
const ofGames = `select nba_game_id from ${gamesOfSeason}`

/** The season that an id of a game tells. */
const SEASON = 'substr(nba_game_id, 4, 2)'

/**
 * Folds the events of the games that open imports touched into facts of players and teams, all games with events when these are made by other rules than those of now.
 * A season at a time, so that many take no more memory than one. Returns the tables that it wrote, none when no game is touched.
 */
export async function foldEvents(store: Store, open: OpenImports): Promise<readonly Source[]> {
  const seasons = await findTouchedGames(store, open)
  for (const season of seasons) await foldSeason(store, season, open)
  await dropTemporary(store, [{ name: 'touched_games' }])
  return seasons.length === 0 ? [] : [playerEventFacts, teamEventFacts]
}

async function foldSeason(store: Store, season: string, open: OpenImports): Promise<void> {
  await store.run(
    `create or replace temp table touched_games_of_season as select nba_game_id from ${touchedGames} where ${SEASON} = ${store.dialect.text(season)}`,
  )
  const games = await fillTemporary(store, foldedGames, [gamesToFold(raw(ofGames))])
  const facts = factsOf(games)
  const shared = sharedBehind(facts.map(({ query }) => query))
  const ready = await computeTemporary(store, shared)
  for (const { table, query } of facts) {
    await store.run(`create or replace temp table folded_rows as ${compileQuery(query, { dialect: store.dialect, ready })}`)
    await writeDerived(store, { table, query, from: 'folded_rows', importNumber: open.last, of: `t.nba_game_id in (${ofGames})` })
  }
  await dropTemporary(store, [{ name: 'folded_rows' }, { name: 'touched_games_of_season' }, ...shared, games])
}

function factsOf(games: FoldedGames): readonly Derivation[] {
  const folded = folding(games)
  return [
    { table: playerEventFacts, query: playerEventRows(folded) },
    { table: teamEventFacts, query: teamEventRows(folded) },
  ]
}

function sharedBehind(queries: readonly Sql[]): SharedQuery[] {
  const all = new Set(queries.flatMap(query => relationsBehind(query)))
  return [...all].filter(relation => relation.kind === 'shared') as SharedQuery[]
}

/** Notes the games whose facts can be others than before the open imports. Returns their seasons. */
async function findTouchedGames(store: Store, open: OpenImports): Promise<string[]> {
  const queries = (await isByOtherRules(store)) ? toldGames : touchedSources(open)
  if (queries.length === 0) return []
  await store.run(`create or replace temp table touched_games as select distinct nba_game_id from (${queries.join(' union all ')}) as g`)
  const seasons = await store.rows<{ season: string }>(`select distinct ${SEASON} as season from ${touchedGames} order by season`)
  return seasons.map(({ season }) => season)
}

const toldGames: readonly string[] = eventSources.map(source => `select nba_game_id from ${qualifiedName(source)} where ended_by is null`)

async function isByOtherRules(store: Store): Promise<boolean> {
  const conditions = factsOf({ kind: 'temporary', name: foldedGames.name }).map(facts => otherRules(store, facts))
  const [row] = await store.rows<{ other: boolean }>(`select ${conditions.join(' or ')} as other`)
  return row?.other ?? true
}

/** Queries of the games that rows of touched tables are about, as far as facts follow from them. */
function touchedSources({ first, touched }: OpenImports): string[] {
  const since = (source: Source): string => `select nba_game_id from ${qualifiedName(source)} as r where ${touchedSince(first)}`
  const own = eventSources.filter(source => touched.includes(source)).map(since)
  const placed = sourcesOf('fixture')
    .filter(source => touched.includes(source))
    .map(source => `${since(source)} and nba_game_id in (${toldGames.join(' union all ')})`)
  const named = naming.flatMap(source => [
    ...(touched.includes(source) ? [`${since(source)} and ${NAMING}`] : []),
    `select nba_game_id from ${qualifiedName(source)} as r where ${NAMING} and exists (
      select 1 from ${qualifiedName(playerIdentities)} as i where i.source = '${issuerOf(source)}' and i.source_player_id = cast(r.${idColumnOf(source)} as varchar)
        and (i.import_number >= ${first} or i.ended_by >= ${first})
    )`,
  ])
  return [...own, ...placed, ...named]
}

/** Games with events that name people. */
const NAMING = `nba_game_id in (${sourcesOf('event')
  .map(
    source =>
      `select nba_game_id from ${qualifiedName(source)} where ended_by is null and feed in (${NAMING_FEEDS.map(feed => `'${feed}'`).join(', ')})`,
  )
  .join(' union all ')})`
