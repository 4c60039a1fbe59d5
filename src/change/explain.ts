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
    const scheduled = ofGame.filter(other => other.table.endsWith('_schedule'))
    return (scheduled.length > 0 ? scheduled : ofGame).slice(0, ROWS_OF_A_GAME)
  }
}

/** The table and key that the id of a change is made of. */
export function idParts(id: string): { readonly table: string; readonly key: string } {
  const space = id.indexOf(' ')
  return { table: id.slice(0, space), key: id.slice(space + 1) }
}

/** Which row changed, for a person: date and player or team where they are known, else its key. */
export function rowName({ date, who, key }: Pick<InputChange, 'date' | 'who' | 'key'>): string {
  return date === null || who === null ? key : `${date}/${who}`
}

/** `points 33 → 34, ft_made 5 → 6`. */
export function fieldsText(fields: readonly { readonly field: string; readonly before: unknown; readonly after: unknown }[]): string {
  return fields.map(({ field, before, after }) => `${field} ${valueText(before)} → ${valueText(after)}`).join(', ')
}

function valueText(value: unknown): string {
  if (value === null || value === undefined) return '–'
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** `nba_raw.nbac_player_boxscores 2021-11-10/lebronjames points 33 → 34 (corrections.csv row 1, import 4)`. */
export function changeSentence(change: InputChange): string {
  const fields = change.fields.length === 0 ? '' : ` ${fieldsText(change.fields)}`
  return `${change.table} ${rowName(change)}${fields} (${change.cause})`
}
