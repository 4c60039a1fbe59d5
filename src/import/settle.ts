import { gameStates, resolvedGames } from '../nba/game-states.ts'
import type { Span } from '../sql/dialect.ts'
import type { Store } from '../store/store.ts'
import { compileQuery } from '../table/compile.ts'
import { qualifiedName } from '../table/source.ts'
import { writeDerived } from './derived.ts'
import { updateDigests } from './digests.ts'
import { imports } from './ledger.ts'
import { resolvePeople, type PeopleResolved } from './people.ts'

/** The newest import whose consequences are still open; null when there is none. */
export async function unsettledImport(store: Store): Promise<number | null> {
  const [open] = await store.rows<{ last: number | null }>(
    `select max(import_number) as last from ${qualifiedName(imports)} where not people_resolved`,
  )
  return open?.last ?? null
}

export type ResolvePeople = (store: Store, importNumber: number) => Promise<PeopleResolved>

const ALL_SEASONS: Span = { firstDay: '0001-01-01', lastDay: '9999-12-31', firstSeason: 0, lastSeason: 9999 }

/** Brings what follows from raw rows in line with them after imports: identities, game states and input digests, in one transaction. Undefined when nothing was open. */
export async function settleImports(store: Store, resolve: ResolvePeople = resolvePeople): Promise<PeopleResolved | undefined> {
  const last = await unsettledImport(store)
  if (last === null) return undefined
  return store.transaction(async () => {
    const people = await resolve(store, last)
    await store.run(`create or replace temp table resolved_games as ${compileQuery(resolvedGames, { dialect: store.dialect, span: ALL_SEASONS })}`)
    await writeDerived(store, { table: gameStates, from: 'resolved_games', importNumber: last })
    await store.run('drop table temp.resolved_games')
    await updateDigests(store, last)
    await store.run(`update ${qualifiedName(imports)} set people_resolved = true where not people_resolved`)
    return people
  })
}
