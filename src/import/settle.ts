import { gameStates, resolvedGames } from '../nba/game-states.ts'
import { playerIdentities } from '../nba/player-identities.ts'
import type { Store } from '../store/store.ts'
import { qualifiedName } from '../table/source.ts'
import { derivedStatement, writeDerived } from './derived.ts'
import { updateDigests } from './digests.ts'
import { imports } from './ledger.ts'
import { people, resolvePeople, type PeopleResolved } from './people.ts'
import { isStale, openImports, type Inputs } from './stale.ts'

/** The newest import whose consequences are still open; null when there is none. */
export async function unsettledImport(store: Store): Promise<number | null> {
  const [open] = await store.rows<{ last: number | null }>(
    `select max(import_number) as last from ${qualifiedName(imports)} where not people_resolved`,
  )
  return open?.last ?? null
}

export type ResolvePeople = (store: Store, importNumber: number) => Promise<PeopleResolved>

const games: Inputs = { table: gameStates, query: resolvedGames, told: [] }

/**
 * Brings what follows from raw rows in line with them after imports: identities, game states and input digests, in one transaction. People are resolved where somebody
 * or a finding can be another, or always by a function of the caller. Undefined when there was nothing to resolve.
 */
export async function settleImports(store: Store, resolve?: ResolvePeople): Promise<PeopleResolved | undefined> {
  const open = await openImports(store)
  if (open === undefined) return undefined
  const { last } = open
  return store.transaction(async () => {
    const anew = resolve ?? ((await isStale(store, people, open)) ? resolvePeople : undefined)
    const found = await anew?.(store, last)
    if (await isStale(store, games, open)) await writeGameStates(store, last)
    await updateDigests(store, { ...open, touched: found === undefined ? open.touched : [...open.touched, playerIdentities] })
    await store.run(`update ${qualifiedName(imports)} set people_resolved = true where not people_resolved`)
    return found
  })
}

async function writeGameStates(store: Store, importNumber: number): Promise<void> {
  await store.run(`create or replace temp table resolved_games as ${derivedStatement(store, games)}`)
  await writeDerived(store, { ...games, from: 'resolved_games', importNumber })
  await store.run('drop table temp.resolved_games')
}
