import { BackcourtError } from '../errors.ts'
import type { Store } from '../store/store.ts'
import { unitKey, type UnitOutcome, type UnitStatus } from './units.ts'

/** A run as the ledger has it. */
export interface RunEntry {
  readonly run: number
  readonly command: string
  readonly plan: string
  readonly at: string
  /** A run that was killed counts as interrupted. */
  readonly outcome: 'done' | 'failed' | 'interrupted'
  /** The units that it recorded, by how they ended. */
  readonly units: Readonly<Record<UnitStatus, number>>
  readonly rows_written: number | null
  readonly duration_ms: number | null
  readonly options: Readonly<Record<string, unknown>>
}

/** How one unit ended in one run. */
export interface RunUnit {
  readonly table: string
  readonly date: string
  readonly status: UnitStatus
  readonly rows: number
  readonly reason: string | null
  /** Times that it was tried since it was last good, this one included; null where an older Backcourt wrote it. */
  readonly attempts: number | null
  /** Its share of the time that its chunk took. */
  readonly duration_ms: number | null
  readonly fingerprint: string | null
  /** Digest of the inputs of its season; null when nothing was computed. */
  readonly input_digest: string | null
}

type StoredRun = Omit<RunEntry, 'options' | 'units'> & Record<UnitStatus, number> & { readonly options: string }

const STATUSES: readonly UnitStatus[] = ['done', 'unchanged', 'empty', 'waiting', 'failed', 'blocked']

/** Runs, newest first: all of them, or one by its number. Whoever reads this has the store, so none can be running. */
export async function listRuns(store: Store, run?: number): Promise<RunEntry[]> {
  const counts = STATUSES.map(status => `cast(count(*) filter (where u.status = '${status}') as bigint) as ${status}`)
  const rows = await store.rows<StoredRun>(`
    select
      r.run,
      r.command,
      r.plan,
      r.started_at as at,
      case when r.outcome = 'running' then 'interrupted' else r.outcome end as outcome,
      ${counts.join(', ')},
      r.rows_written,
      r.duration_ms,
      r.options
    from nba_processing.runs as r
    left join nba_processing.units as u
      on u.run = r.run
    ${run === undefined ? '' : `where r.run = ${run}`}
    group by all
    order by r.run desc`)
  return rows.map(({ done, unchanged, empty, waiting, failed, blocked, options, ...entry }) => ({
    ...entry,
    units: { done, unchanged, empty, waiting, failed, blocked },
    options: JSON.parse(options) as RunEntry['options'],
  }))
}

/** The units that a run recorded, those at fault first. */
export function runUnits(store: Store, run: number): Promise<RunUnit[]> {
  return store.rows<RunUnit>(`
    select 'nba_analytics.' || table_name as "table", cast(game_date as varchar) as date, status, row_count as rows, reason, attempts, duration_ms, fingerprint, input_digest
    from nba_processing.units
    where run = ${run}
    order by case status when 'failed' then 0 when 'blocked' then 1 when 'waiting' then 2 else 3 end, table_name, game_date`)
}

/** The number that the next run gets. */
export async function nextRun(store: Store): Promise<number> {
  const [row] = await store.rows<{ run: number }>('select coalesce(max(run), 0) + 1 as run from nba_processing.runs')
  return row?.run ?? 1
}

/** What was interrupted and how it was asked for. */
export interface OpenRun {
  readonly run: number
  readonly plan: string
  readonly newestFirst: boolean
  readonly stopOnError: boolean
}

/**
 * The newest run that left units of its plan untried, whatever ended it: Ctrl-C, a kill, a full disk, the first error with `--stop-on-error`. Units that a later run has
 * built count as tried. It goes on beyond the error that stopped it. Undefined when there is none.
 */
export async function openRun(store: Store): Promise<OpenRun | undefined> {
  const runs = await store.rows<{ run: number; plan: string; options: string; document: string; failed: boolean }>(`
    select r.run, r.plan, r.options, p.document, r.outcome = 'failed' as failed
    from nba_processing.runs as r
    join nba_processing.plans as p
      on p.plan = r.plan
    where r.outcome <> 'done'
      and not exists (select 1 from nba_processing.runs as l where l.plan = r.plan and l.run > r.run and l.outcome = 'done')
    order by r.run desc`)
  for (const { run, plan, options, document, failed } of runs) {
    const { units } = JSON.parse(document) as { readonly units: readonly Pick<UnitOutcome, 'table' | 'date'>[] }
    const tried = await unitsSince(store, run)
    if (units.every(unit => tried.has(unitKey(unit.table, unit.date)))) continue
    const { newestFirst, stopOnError } = JSON.parse(options) as Partial<OpenRun>
    return { run, plan, newestFirst: newestFirst === true, stopOnError: stopOnError === true && !failed }
  }
  return undefined
}

/** Units that a run or a later one has tried. */
async function unitsSince(store: Store, run: number): Promise<Set<string>> {
  const rows = await store.rows<{ table: string; date: string }>(
    `select table_name as "table", cast(game_date as varchar) as date from nba_processing.unit_states where run >= ${run}`,
  )
  return new Set(rows.map(row => unitKey(row.table, row.date)))
}

/** Milliseconds that a row took in runs of some size; undefined before the first. */
export async function millisecondsPerRow(store: Store): Promise<number | undefined> {
  const [measured] = await store.rows<{ rows: number | null; ms: number | null }>(
    `select cast(sum(rows_written) as bigint) as rows, cast(sum(duration_ms) as bigint) as ms from nba_processing.runs where outcome = 'done' and rows_written > 1000`,
  )
  return measured?.rows == null || measured.ms === null ? undefined : measured.ms / measured.rows
}

/** Id of the newest saved plan. Throws not_found when none was saved. */
export async function lastPlan(store: Store): Promise<string> {
  const [row] = await store.rows<{ plan: string }>('select plan from nba_processing.plans order by created_at desc, rowid desc limit 1')
  if (row === undefined) throw new BackcourtError('not_found', 'no plan was saved yet', { next: 'backcourt plan' })
  return row.plan
}
