import type { Day, DayRange } from '../calendar.ts'
import { BackcourtError } from '../errors.ts'
import type { Store } from '../store/store.ts'
import type { Model } from '../table/model.ts'
import { qualifiedName } from '../table/source.ts'
import { plans, unitStates } from './ledger.ts'
import { parsePlan, type Citation, type PlanDocument } from './plan-document.ts'
import type { UnitState } from './plan.ts'

/** How the units of a range stand. They come as one text per table: thousands of small values take longer to hand over than to parse. */
export async function readStates(store: Store, range: DayRange, models: readonly Model[]): Promise<UnitState[]> {
  const parts = models.map(
    model => `
    select cast(to_json(list({
      'table': u.table_name, 'date': cast(u.game_date as varchar), 'status': u.status, 'rows': u.row_count, 'storedRows': coalesce(s.stored_rows, 0),
      'reason': u.reason, 'fingerprint': u.fingerprint, 'importNumber': u.import_number, 'run': u.run
    } order by u.game_date)) as varchar) as states
    from ${qualifiedName(unitStates)} as u
    left join (select game_date, count(*) as stored_rows from ${qualifiedName(model)} group by game_date) as s
      on s.game_date = u.game_date
    where u.table_name = ${store.dialect.text(model.name)} and u.game_date between date '${range.first}' and date '${range.last}'`,
  )
  const rows = await store.rows<{ states: string | null }>(parts.join(' union all '))
  return rows.flatMap(({ states }) => JSON.parse(states ?? '[]') as UnitState[])
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
      from nba_reference.game_states
      where ended_by is null and season_year in (${seasons.join(', ')})
      group by season_year
    ) as s
      on d.game_date is null or d.game_date between s.first_date and s.last_date
    group by d.table_name, s.season_year
    order by d.table_name, s.season_year`)
}

export async function savePlan(store: Store, document: PlanDocument): Promise<void> {
  const text = (value: string): string => store.dialect.text(value)
  await store.run(`delete from ${qualifiedName(plans)} where plan = ${text(document.plan)};
    insert into ${qualifiedName(plans)} (plan, created_at, document) values (${text(document.plan)}, timestamp ${text(document.created_at)}, ${text(JSON.stringify(document))})`)
}

/** A saved plan by its id or the beginning of it. Throws not_found. */
export async function loadPlan(store: Store, id: string): Promise<PlanDocument> {
  const rows = await store.rows<{ plan: string; document: string }>(
    `select plan, document from ${qualifiedName(plans)} where starts_with(plan, ${store.dialect.text(id)}) order by created_at desc`,
  )
  const [found, other] = rows
  if (found === undefined || (other !== undefined && other.plan !== found.plan && found.plan !== id)) {
    const problem = found === undefined ? `no plan ${id}` : `several plans begin with ${id}: ${rows.map(row => row.plan).join(', ')}`
    throw new BackcourtError('not_found', problem, { where: id, next: 'backcourt plan makes one' })
  }
  return parsePlan(found.document)
}
