import type { Day, DayRange } from '../calendar.ts'
import { gameStates } from '../nba/game-states.ts'
import { dayLiteral, literal } from '../sql/operations.ts'
import { join, raw, sql, type Sql } from '../sql/sql.ts'
import type { Warehouse } from '../store/engine.ts'
import type { Store } from '../store/store.ts'
import type { Model } from '../table/model.ts'
import { qualifiedName } from '../table/source.ts'
import { unitStates } from './plan-tables.ts'
import type { UnitState } from './units.ts'

/** Rows and digest of one input table over the game dates of one season. */
export interface Citation {
  readonly table: string
  readonly season: number
  readonly rows: number
  readonly digest: string
}

/** How the units of a range stand. They come as one text: thousands of small values take longer to hand over than to parse. */
export async function readStates(store: Store, range: DayRange, models: readonly Model[]): Promise<UnitState[]> {
  const stored = await storedCounts(store, range, models)
  const rows = await store.rows<{ states: string | null }>(`
    select cast(to_json(list({
      'table': u.table_name, 'date': cast(u.game_date as varchar), 'status': u.status, 'rows': u.row_count, 'storedRows': coalesce(s.stored_rows, 0),
      'reason': u.reason, 'fingerprint': u.fingerprint, 'importNumber': u.import_number, 'run': u.run, 'asOf': r.as_of
    } order by u.table_name, u.game_date)) as varchar) as states
    from ${qualifiedName(unitStates)} as u
    left join (${stored.join(' union all ')}) as s
      on s.table_name = u.table_name and s.game_date = u.game_date
    left join (select run, json_extract_string(options, '$.as_of') as as_of from nba_processing.runs) as r
      on r.run = u.run
    where u.table_name in (${models.map(({ name }) => store.dialect.text(name)).join(', ')}) and u.game_date between date '${range.first}' and date '${range.last}'`)
  return rows.flatMap(({ states }) => JSON.parse(states ?? '[]') as UnitState[])
}

/**
 * How many rows each date of each table has, as queries of table_name, game_date and stored_rows. Of one that is kept in a warehouse the ledger tells where the table has as many rows as
 * were written, which asking for is no job; the dates of others are counted there, by one job for all.
 */
async function storedCounts(store: Store, range: DayRange, models: readonly Model[]): Promise<string[]> {
  if (store.desk === undefined)
    return models.map(
      model => `select '${model.name}' as table_name, game_date, count(*) as stored_rows from ${qualifiedName(model)} group by game_date`,
    )
  const others = await otherThanWritten(store, store.desk.warehouse, models)
  const queries = others.map(
    model => `select '${model.name}' as table_name, cast(game_date as string) as date, count(*) as stored_rows from ${qualifiedName(model)}
      where game_date between date '${range.first}' and date '${range.last}' group by game_date`,
  )
  const rows = queries.length === 0 ? [] : await store.desk.warehouse.rows<StoredCount>(queries.join(' union all '))
  return models.flatMap(model => {
    if (!others.includes(model))
      return [`select table_name, game_date, row_count as stored_rows from ${qualifiedName(unitStates)} where table_name = '${model.name}'`]
    const counted = rows.filter(row => row.table_name === model.name).map(row => `('${model.name}', date '${row.date}', ${row.stored_rows})`)
    return [counted.length === 0 ? NOTHING_STORED : `select * from (values ${counted.join(', ')}) as v(table_name, game_date, stored_rows)`]
  })
}

/** The tables that hold more or fewer rows than the ledger says were written; those that were never built are none. */
async function otherThanWritten(store: Store, warehouse: Warehouse, models: readonly Model[]): Promise<Model[]> {
  const written = await store.rows<{ name: string; rows: number }>(
    `select table_name as name, cast(sum(row_count) as bigint) as rows from ${qualifiedName(unitStates)} group by table_name`,
  )
  const built = models.filter(({ name }) => written.some(table => table.name === name))
  const facts = await warehouse.factsOf(built.map(qualifiedName))
  return built.filter(model => facts.get(qualifiedName(model))?.rows !== written.find(({ name }) => name === model.name)?.rows)
}

const NOTHING_STORED = `select '' as table_name, null::date as game_date, 0 as stored_rows where false`

interface StoredCount {
  readonly table_name: string
  readonly date: Day
  readonly stored_rows: number
}

/** The imports that units of a range have seen last, oldest first. */
export async function importsSeen(store: Store, range: DayRange, models: readonly Model[]): Promise<number[]> {
  const rows = await store.rows<{ seen: number }>(`
    select distinct import_number as seen
    from ${qualifiedName(unitStates)}
    where table_name in (${models.map(model => store.dialect.text(model.name)).join(', ')}) and game_date between date '${range.first}' and date '${range.last}'
    order by seen`)
  return rows.map(row => row.seen)
}

/** A query of the dates with units that have seen an import last. */
export function datesSeen({ range, models, baseline }: { range: DayRange; models: readonly Model[]; baseline: number }): Sql {
  const tables = join(
    models.map(model => literal(model.name)),
    ', ',
  )
  return sql`select game_date from ${raw(qualifiedName(unitStates))}
    where table_name in (${tables}) and game_date between ${dayLiteral(range.first)} and ${dayLiteral(range.last)} and import_number = ${baseline}`
}

/** A query of how the units of a table stand: game_date, status, run, reason. */
export function standingsOf(store: Store, model: Model): string {
  return `select game_date, status, run, reason from ${qualifiedName(unitStates)} where table_name = ${store.dialect.text(model.name)}`
}

/** First to last date that any unit was built for; undefined when none was. */
export async function builtRange(store: Store): Promise<DayRange | undefined> {
  const [row] = await store.rows<{ first: Day | null; last: Day | null }>(
    `select cast(min(game_date) as varchar) as first, cast(max(game_date) as varchar) as last from ${qualifiedName(unitStates)}`,
  )
  return row?.first == null || row.last === null ? undefined : { first: row.first, last: row.last }
}

/** First to last date of which the last import changed an input; undefined when it changed none. */
export async function touchedRange(store: Store): Promise<DayRange | undefined> {
  const [row] = await store.rows<{ first: Day | null; last: Day | null }>(`
    select cast(min(game_date) as varchar) as first, cast(max(game_date) as varchar) as last
    from nba_processing.input_digests
    where import_number = (select max(import_number) from nba_processing.input_digests)`)
  return row?.first == null || row.last === null ? undefined : { first: row.first, last: row.last }
}

/** The last import that identities, game states and digests have followed; 0 without any. */
export async function lastImport(store: Store): Promise<number> {
  const [row] = await store.rows<{ last: number }>('select coalesce(max(import_number), 0) as last from nba_processing.imports where people_resolved')
  return row?.last ?? 0
}

/** Rows and digest of every input table over the game dates of each of the seasons, from the digests that imports keep. */
export async function readCitations(store: Store, seasons: readonly number[]): Promise<Citation[]> {
  if (seasons.length === 0) return []
  return store.rows<Citation>(`
    select
      d.table_name as "table",
      s.season_year as season,
      cast(sum(d.row_count) as bigint) as rows,
      cast(sum(cast(d.digest as hugeint)) % 18446744073709551616 as varchar) as digest
    from (
      select table_name, game_date, arg_max(row_count, import_number) as row_count, arg_max(digest, import_number) as digest
      from nba_processing.input_digests
      group by table_name, game_date
    ) as d
    join (
      select season_year, min(game_date) as first_date, max(game_date) as last_date
      from ${qualifiedName(gameStates)}
      where ended_by is null and season_year in (${seasons.join(', ')})
      group by season_year
    ) as s
      on d.game_date is null or d.game_date between s.first_date and s.last_date
    group by d.table_name, s.season_year
    order by d.table_name, s.season_year`)
}
