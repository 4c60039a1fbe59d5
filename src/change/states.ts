import type { Day, DayRange } from '../calendar.ts'
import { BackcourtError } from '../errors.ts'
import type { Store } from '../store/store.ts'
import type { Model } from '../table/model.ts'
import { qualifiedName } from '../table/source.ts'
import { plans, unitStates } from './ledger.ts'
import type { Citation, PlanDocument } from './plan-document.ts'
import type { UnitState } from './plan.ts'

/** How the units of a range stand. */
export async function readStates(store: Store, range: DayRange, models: readonly Model[]): Promise<UnitState[]> {
  const stored = models.map(
    model =>
      `select '${model.name}' as table_name, game_date, cast(count(*) as bigint) as stored_rows from ${qualifiedName(model)} group by game_date`,
  )
  return store.rows<UnitState>(`
    select
      u.table_name as "table", cast(u.game_date as varchar) as date, u.status, u.row_count as rows, coalesce(s.stored_rows, 0) as "storedRows",
      u.reason, u.fingerprint, u.import_number as "importNumber", u.run
    from ${qualifiedName(unitStates)} as u
    left join (${stored.join(' union all ')}) as s
      on s.table_name = u.table_name and s.game_date = u.game_date
    where u.table_name in (${models.map(model => store.dialect.text(model.name)).join(', ')}) and u.game_date between date '${range.first}' and date '${range.last}'
    order by u.table_name, u.game_date`)
}

/** First to last date that any unit was built for; undefined when none was. */
export async function builtRange(store: Store): Promise<DayRange | undefined> {
  const [row] = await store.rows<{ first: Day | null; last: Day | null }>(
    `select cast(min(game_date) as varchar) as first, cast(max(game_date) as varchar) as last from ${qualifiedName(unitStates)}`,
  )
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
  return JSON.parse(found.document) as PlanDocument
}
