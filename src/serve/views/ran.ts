import { BackcourtError } from '../../errors.ts'
import { listRuns, type RunUnit } from '../../ledger/runs.ts'
import type { Store } from '../../store/store.ts'
import type { RanMembers, RanTable } from '../documents.ts'

const UNITS = 200

/** A run: what it did to each table, and its units, those at fault first, from one on. Throws not_found. */
export async function ran(store: Store, run: number, from: number): Promise<RanMembers> {
  const [found] = await listRuns(store, run)
  if (found === undefined) throw new BackcourtError('not_found', `there is no run ${run}`, { where: String(run), next: 'backcourt runs lists them' })
  const tables = await store.rows<RanTable>(TABLES(run))
  return { run: found, tables, total: tables.reduce((sum, { units }) => sum + units, 0), units: await unitsFrom(store, run, from) }
}

const STATUSES = ['done', 'unchanged', 'empty', 'waiting', 'blocked', 'failed'] as const

/** Rows of a first build are those of its units; what is changed later is logged by kind. */
const TABLES = (run: number): string => `
  with logged as (
    select table_name, ${['inserted', 'updated', 'deleted'].map(kind => `cast(count(*) filter (where kind = '${kind}') as bigint) as ${kind}`).join(', ')}
    from nba_processing.row_changes
    where run = ${run}
    group by table_name
  )
  select
    'nba_analytics.' || u.table_name as "table",
    count(*) as units,
    ${STATUSES.map(status => `cast(count(*) filter (where u.status = '${status}') as bigint) as ${status}`).join(', ')},
    cast(sum(u.row_count) filter (where u.status in ('done', 'unchanged')) as bigint) as rows,
    coalesce(any_value(l.inserted), 0) as inserted,
    coalesce(any_value(l.updated), 0) as updated,
    coalesce(any_value(l.deleted), 0) as deleted,
    cast(sum(u.duration_ms) as bigint) as duration_ms
  from nba_processing.units as u
  left join logged as l
    on l.table_name = u.table_name
  where u.run = ${run}
  group by u.table_name
  order by u.table_name`

function unitsFrom(store: Store, run: number, from: number): Promise<Pick<RunUnit, 'table' | 'date' | 'status' | 'rows' | 'reason'>[]> {
  return store.rows(`
    select 'nba_analytics.' || table_name as "table", cast(game_date as varchar) as date, status, row_count as rows, reason
    from nba_processing.units
    where run = ${run}
    order by case status when 'failed' then 0 when 'blocked' then 1 when 'waiting' then 2 else 3 end, table_name, game_date
    limit ${UNITS} offset ${from}`)
}
