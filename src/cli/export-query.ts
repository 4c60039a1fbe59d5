import type { DayRange } from '../calendar.ts'
import { BackcourtError } from '../errors.ts'
import type { Model } from '../table/model.ts'
import { qualifiedName, type Source } from '../table/source.ts'
import type { StoredTable } from '../table/stored.ts'

/** The rows of a table as they are exported: the current ones, some game dates where asked for, in the order of the key. */
export function exportQuery(table: Model | Source | StoredTable, range: DayRange | undefined): string {
  if (range !== undefined && !('game_date' in table.columns)) {
    throw new BackcourtError('usage', `${table.name} has no game dates to choose from`, { where: table.name })
  }
  const key = table.kind === 'model' ? table.grain : table.key
  const conditions = [
    ...(table.kind === 'source' ? ['ended_by is null'] : []),
    ...(range === undefined ? [] : [`game_date between date '${range.first}' and date '${range.last}'`]),
  ]
  const where = conditions.length === 0 ? '' : ` where ${conditions.join(' and ')}`
  return `select * from ${qualifiedName(table)}${where} order by ${key.join(', ')}`
}
