import { parseDay } from '../../calendar.ts'
import { BackcourtError } from '../../errors.ts'
import type { Store } from '../../store/store.ts'
import type { Model } from '../../table/model.ts'
import { qualifiedName } from '../../table/source.ts'
import type { RowMembers } from '../documents.ts'

/** A row of an analytics table by DATE/KEY, with all its columns. Throws usage, not_found. */
export async function rowOf(store: Store, model: Model, typed: string): Promise<RowMembers> {
  const [day = '', who = ''] = typed.split('/')
  const date = parseDay(day, 'key')
  const column = model.grain.find(name => name !== 'game_date') ?? 'game_date'
  const name = column === 'player_lookup' ? who.toLowerCase() : who.toUpperCase()
  const [row] = await store.rows(`select * from ${qualifiedName(model)} where game_date = date '${date}' and ${column} = ${store.dialect.text(name)}`)
  const key = `${date}/${name}`
  if (row === undefined) throw new BackcourtError('not_found', `${qualifiedName(model)} has no row ${key}`, { where: key })
  return { table: qualifiedName(model), key, row }
}
