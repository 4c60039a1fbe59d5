import { tells } from '../nba/sources/index.ts'
import type { InputChange } from './read-reach.ts'

const ROWS_OF_A_GAME = 3

/** Finds listed changes by id. That a game stands differently is told by the raw rows of that game. */
export type FindChanges = (id: string) => readonly InputChange[]

/** Makes the finder for the changes that a plan lists. */
export function changeFinder(changes: readonly InputChange[]): FindChanges {
  const byId = new Map(changes.map(change => [change.id, change]))
  const byGame = new Map<string, InputChange[]>()
  for (const change of changes) {
    if (change.game !== null) byGame.set(change.game, [...(byGame.get(change.game) ?? []), change])
  }
  return id => {
    const change = byId.get(id)
    if (change !== undefined) return [change]
    const ofGame = byGame.get(idParts(id).key) ?? []
    const scheduled = ofGame.filter(other => tells(other.table, 'fixture'))
    return (scheduled.length > 0 ? scheduled : ofGame).slice(0, ROWS_OF_A_GAME)
  }
}

/** The table and key that the id of a change is made of. */
export function idParts(id: string): { readonly table: string; readonly key: string } {
  const space = id.indexOf(' ')
  return { table: id.slice(0, space), key: id.slice(space + 1) }
}
