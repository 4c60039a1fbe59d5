import { changeFinder, idParts, type FindChanges } from '../change/change-finder.ts'
import type { Reason } from '../change/plan.ts'
import type { PlanDocument } from '../change/plan-document.ts'
import type { InputChange } from '../change/read-reach.ts'
import type { Chunk } from './build-units.ts'

/** Why a row changed: a sentence, and the changed input behind it where there is one. */
export interface Cause {
  readonly why: string
  readonly table: string | null
  readonly key: string | null
  /** Lookup of the player, else tricode of the team that the input is about. */
  readonly who: string | null
  readonly date: string | null
  readonly file: string | null
  readonly row: number | null
  /** File, row and import as a phrase. */
  readonly cause: string | null
  readonly fields: InputChange['fields']
  /** Further changes behind the same reason that are not kept. */
  readonly more: number
}

/** The causes of each unit of a chunk, by date, as JSON text. */
export function causesOf(document: PlanDocument, chunk: Chunk): ReadonlyMap<string, string> {
  const find = changeFinder(document.inputs_changed)
  return new Map(chunk.units.map(unit => [unit.date, JSON.stringify(unit.reasons.flatMap(reason => causesBehind(reason, find)))]))
}

function causesBehind({ why, changes: ids, more }: Reason, find: FindChanges): Cause[] {
  if (ids.length === 0) return [{ why, ...NO_INPUT, more }]
  // Few of many concern the row, and every row would carry them.
  if (more > ids.length) return [{ why, ...NO_INPUT, more: ids.length + more }]
  return ids.flatMap((id): Cause[] => {
    const found = find(id)
    if (found.length === 0) return [{ why, ...NO_INPUT, ...idParts(id), more }]
    return found.map(({ table, key, who, date, file, row, cause, fields }) => ({ why, table, key, who, date, file, row, cause, fields, more }))
  })
}

const NO_INPUT: Omit<Cause, 'why' | 'more'> = { table: null, key: null, who: null, date: null, file: null, row: null, cause: null, fields: [] }
