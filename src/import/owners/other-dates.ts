import type { Day, DayRange } from '../../calendar.ts'
import { ownersDigests } from '../../ledger/import-tables.ts'
import type { Dialect } from '../../sql/dialect.ts'
import type { Store } from '../../store/store.ts'
import { rowText } from '../../table/row-text.ts'
import { qualifiedName } from '../../table/source.ts'
import { inPlace, textColumns, type OwnersTable } from './owners-table.ts'

/** What a table holds on a game date; on null all of it, where its rows have none. */
export interface DateDigest {
  readonly day: Day | null
  readonly row_count: number
  readonly digest: string
}

/** A table, and its game dates that are not as they were when they were read last. */
export interface OtherDates {
  readonly table: OwnersTable
  /** As they are now; without rows where they have vanished. */
  readonly dates: readonly DateDigest[]
}

/** The tables that hold other rows in a range of game dates than were read last, by one job. */
export async function otherDates(store: Store, tables: readonly OwnersTable[], range: DayRange): Promise<OtherDates[]> {
  const warehouse = store.desk?.warehouse
  if (warehouse === undefined || tables.length === 0) return []
  const now = await warehouse.rows<DateDigest & { name: string }>(
    tables.map(table => digestQuery(table, warehouse.dialect, range)).join('\nunion all\n'),
  )
  const before = await store.rows<DateDigest & { name: string }>(
    `select table_name as name, game_date as day, row_count, digest from ${qualifiedName(ownersDigests)}
     where game_date between date '${range.first}' and date '${range.last}' or game_date is null`,
  )
  return tables.flatMap(table => {
    const own = (digests: typeof now): Map<Day | null, DateDigest> =>
      new Map(digests.filter(({ name }) => name === table.name).map(({ name: _, ...digest }) => [digest.day, digest]))
    const [is, was] = [own(now), own(before)]
    const days = [...new Set([...is.keys(), ...was.keys()])].filter(day => {
      const [one, other] = [is.get(day), was.get(day)]
      return one?.digest !== other?.digest || one?.row_count !== other?.row_count
    })
    const dates = days.map(day => is.get(day) ?? { day, row_count: 0, digest: '0' })
    return dates.length === 0 ? [] : [{ table, dates: dates.toSorted((a, b) => (a.day ?? '').localeCompare(b.day ?? '')) }]
  })
}

/** A query of what a table holds on each game date of a range. */
export function digestQuery(table: OwnersTable, dialect: Dialect, range: DayRange): string {
  const texts = Object.fromEntries([...table.columns.keys()].map(name => [name, 'string' as const]))
  const ofGame = table.source.ofGame
  const bounds = ofGame ? ` and game_date between date '${range.first}' and date '${range.last}'` : ''
  return `select ${dialect.text(table.name)} as name, ${ofGame ? `game_date` : 'cast(null as string)'} as day, count(*) as row_count, ${dialect.digestSum('row_text')} as digest
    from (select ${ofGame ? 'game_date, ' : ''}${rowText(texts, dialect)} as row_text
      from (select ${textColumns(table, dialect)} from ${inPlace(table)} where ${table.where}${bounds}) as texts) as r
    group by day`
}

/** Notes that a table was read on these dates. */
export async function noteRead(store: Store, { table, dates }: OtherDates): Promise<void> {
  const days = dates.map(({ day }) => (day === null ? 'game_date is null' : `game_date = date '${day}'`))
  await store.run(`delete from ${qualifiedName(ownersDigests)} where table_name = ${store.dialect.text(table.name)} and (${days.join(' or ')})`)
  const rows = dates.filter(({ row_count }) => row_count > 0)
  if (rows.length === 0) return
  const values = rows.map(
    ({ day, row_count, digest }) =>
      `(${store.dialect.text(table.name)}, ${day === null ? 'null' : `date '${day}'`}, ${row_count}, ${store.dialect.text(digest)})`,
  )
  await store.run(`insert into ${qualifiedName(ownersDigests)} (table_name, game_date, row_count, digest) values ${values.join(', ')}`)
}
