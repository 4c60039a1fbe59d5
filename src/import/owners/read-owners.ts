import type { DayRange } from '../../calendar.ts'
import { sources } from '../../nba/sources/index.ts'
import type { Store } from '../../store/store.ts'
import { qualifiedName } from '../../table/source.ts'
import { literal } from '../literals.ts'
import { followPlaces, places, readPlaces } from '../place/placement.ts'
import { stageRows } from '../place/stage.ts'
import { recordImport } from '../session.ts'
import { rowCount } from '../summary.ts'
import { noteRead, otherDates, type OtherDates } from './other-dates.ts'
import { inPlace, ownersTables } from './owners-table.ts'
import { ownersRows, typeRows } from './typed-rows.ts'

/** What of an owner's tables is read, and the instant that the ledger carries. */
export interface OwnersReading {
  readonly range: DayRange
  readonly now: string
}

/**
 * Takes the rows of the raw tables that the owner of a warehouse loads himself: digests on the engine tell the game dates that are not as they were read last,
 * and only their rows are brought and compared with the versions that are known. A desk of a warehouse without such tables, and a store in a file, have none. Returns sentences.
 */
export async function readOwners(store: Store, { range, now }: OwnersReading): Promise<readonly string[]> {
  if (store.desk === undefined) return []
  const tables = await ownersTables(store.desk.warehouse)
  const unread = tables.flatMap(({ name, unread: why }) => (why === undefined ? [] : [`${name} is not read: ${why}`]))
  const readable = tables.filter(table => table.unread === undefined)
  const found = await otherDates(store, readable, range)
  if (found.length === 0) return unread
  await readPlaces(store)
  const importNumber = await store.transaction(() =>
    recordImport(store, { kind: 'import', now, details: { tables: found.map(({ table }) => table.name), ...range } }),
  )
  const isPlace = ({ table }: OtherDates): boolean => places.includes(table.source)
  const sentences: string[] = []
  for (const other of [...found.filter(isPlace), ...found.filter(each => !isPlace(each))]) {
    await bring(store, other)
    sentences.push(await store.transaction(() => land(store, other, importNumber)))
  }
  return [...unread, ...sentences]
}

/** Brings the rows of a table's dates as texts: by one job, or where most of it is wanted by listing it all. */
async function bring(store: Store, other: OtherDates): Promise<void> {
  const { table, dates } = other
  const columns = Object.fromEntries([...table.columns.keys()].map(name => [name, 'string' as const]))
  const wanted = dates.reduce((sum, { row_count }) => sum + row_count, 0)
  const listed = table.where === 'true' && wanted > table.rows / 2
  const brought = await store.desk?.bringRows(
    'brought_rows',
    { name: inPlace(table), columns },
    listed ? undefined : `${table.where} and ${ofDates('game_date', other)}`,
  )
  const rows = `select ${literal(store, table.name)} as source_file, * from ${brought ?? ''} where ${ofDates('cast(game_date as date)', other)}`
  await stageRows(store, rows, { copy: true })
}

/** SQL that a day is one of the dates; true for a table that has none. */
function ofDates(day: string, { table, dates }: OtherDates): string {
  return table.source.ofGame ? `${day} in (${dates.map(each => `date '${each.day ?? ''}'`).join(', ')})` : 'true'
}

/** Makes the versions of a table's dates what was brought. Returns a sentence. */
async function land(store: Store, other: OtherDates, importNumber: number): Promise<string> {
  const { table } = other
  const { source } = table
  await typeRows(store, table)
  const name = qualifiedName(source)
  const columns = Object.keys(source.columns)
  const sameKey = source.key.map(column => `r.${column} = t.${column}`).join(' and ')
  const same = columns.map(column => `r.${column} is not distinct from t.${column}`).join(' and ')
  const isOf = `t.source_file = ${literal(store, name)} and ${ofDates('t.game_date', other)}`
  const rows = `(select * from ${ownersRows} where flaw is null)`
  await store.run(`update ${name} as t set ended_by = ${importNumber}
    where t.ended_by is null and not exists (select 1 from ${rows} as r where ${sameKey} and ${same})
      and ((${isOf}) or exists (select 1 from ${rows} as r where ${sameKey}))`)
  await store.run(`insert into ${name} (${columns.join(', ')}, import_number, source_file, source_row)
    select ${columns.join(', ')}, ${importNumber}, ${literal(store, name)}, source_row
    from ${rows} as r
    where not exists (select 1 from ${name} as t where t.ended_by is null and ${sameKey})
    order by source_row`)
  if (places.includes(source)) await followPlaces(store, sources)
  await noteRead(store, other)
  return sentence(store, other, importNumber)
}

async function sentence(store: Store, { table, dates }: OtherDates, importNumber: number): Promise<string> {
  const name = qualifiedName(table.source)
  const [told] = await store.rows<{ came: number; went: number }>(`select
    (select count(*) from ${name} where import_number = ${importNumber}) as came, (select count(*) from ${name} where ended_by = ${importNumber}) as went`)
  const flaws = await store.rows<{ flaw: string; rows: number }>(
    `select flaw, count(*) as rows from ${ownersRows} where flaw is not null group by flaw order by flaw`,
  )
  const [first, last] = [dates[0]?.day, dates.at(-1)?.day]
  const when = first == null ? '' : ` on ${dates.length === 1 ? first : `${dates.length} dates from ${first} to ${last ?? ''}`}`
  const left = flaws.length === 0 ? '' : `; left out: ${flaws.map(({ flaw, rows }) => `${rowCount(rows)} ${flaw}`).join(', ')}`
  const lacking = table.lacking.length === 0 ? '' : `; it has no ${table.lacking.join(', ')}: NULL`
  return `${name} holds other rows than were read last${when}: ${told?.came ?? 0} new or changed, ${told?.went ?? 0} ended${left}${lacking}`
}
