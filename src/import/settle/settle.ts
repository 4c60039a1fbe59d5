import { gameStates, resolvedGames } from '../../nba/game-states.ts'
import { playerIdentities } from '../../nba/player-identities.ts'
import type { Store } from '../../store/store.ts'
import { qualifiedName } from '../../table/source.ts'
import { derivedStatement, writeDerived } from './derived.ts'
import { updateDigests } from './digests.ts'
import { imports } from '../../ledger/import-tables.ts'
import { people, resolvePeople, type PeopleResolved } from './people.ts'
import { foldEvents } from './event-facts.ts'
import { isStale, openImports, type Inputs } from './stale.ts'
import { unequalSums } from './team-sums.ts'

/** The newest import whose consequences are still open; null when there is none. */
export async function unsettledImport(store: Store): Promise<number | null> {
  const [open] = await store.rows<{ last: number | null }>(
    `select max(import_number) as last from ${qualifiedName(imports)} where not people_resolved`,
  )
  return open?.last ?? null
}

/** What settling found. */
export interface Settlement {
  /** Undefined when nobody could be another. */
  readonly people: PeopleResolved | undefined
  /** Sentences. */
  readonly findings: readonly string[]
}

export type ResolvePeople = (store: Store, importNumber: number) => Promise<PeopleResolved>

const games: Inputs = { table: gameStates, query: resolvedGames, told: [] }

/**
 * Brings what follows from raw rows in line with them after imports: identities, game states, event facts and input digests, in one transaction. People are resolved where somebody
 * or a finding can be another, or always by a function of the caller. Team totals are compared with the stat lines of the games that were touched.
 */
export async function settleImports(store: Store, resolve?: ResolvePeople): Promise<Settlement> {
  const open = await openImports(store)
  if (open === undefined) return { people: undefined, findings: [] }
  const { last } = open
  return store.transaction(async () => {
    const anew = resolve ?? ((await isStale(store, people, open)) ? resolvePeople : undefined)
    const resolved = await anew?.(store, last)
    if (await isStale(store, games, open)) await writeGameStates(store, last)
    const folded = await foldEvents(store, open)
    await updateDigests(store, { ...open, touched: [...open.touched, ...folded, ...(resolved === undefined ? [] : [playerIdentities])] })
    await store.run(`update ${qualifiedName(imports)} set people_resolved = true where not people_resolved`)
    return { people: resolved, findings: [...(resolved?.findings ?? []), ...(await unequalSums(store, open))] }
  })
}

async function writeGameStates(store: Store, importNumber: number): Promise<void> {
  await store.run(`create or replace temp table resolved_games as ${derivedStatement(store, games)}`)
  await writeDerived(store, { ...games, from: 'resolved_games', importNumber })
  await store.run('drop table temp.resolved_games')
}
