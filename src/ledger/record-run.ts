import { unitStates } from './plan-tables.ts'
import type { DayRange } from '../calendar.ts'
import type { Store } from '../store/store.ts'
import { qualifiedName } from '../table/source.ts'
import { NOTHING_WRITTEN, type BuiltUnit, type UnitOutcome } from './units.ts'
import { runs, units } from './run-tables.ts'

/** What the ledger keeps of the plan that a run carries out. */
export interface RecordedPlan {
  readonly plan: string
  readonly created_at: string
  readonly import_number: number
  readonly fingerprints: Readonly<Record<string, string>>
  /** Qualified names. */
  readonly tables: readonly string[]
  readonly range: DayRange
  readonly units: readonly Pick<UnitOutcome, 'table' | 'date'>[]
  readonly idle: readonly (Pick<UnitOutcome, 'table' | 'date' | 'status'> & { readonly reason: string; readonly news: boolean })[]
}

/** Opens a run in the ledger and returns its number. */
export async function startRun(
  store: Store,
  run: { readonly command: string; readonly plan: RecordedPlan; readonly options: unknown; readonly startedAt: string },
): Promise<number> {
  const text = (value: string): string => store.dialect.text(value)
  const [row] = await store.rows<{ run: number }>(`select coalesce(max(run), 0) + 1 as run from ${qualifiedName(runs)}`)
  const number = row?.run ?? 1
  await store.run(`insert into ${qualifiedName(runs)} (run, command, plan, options, planned_at, started_at, outcome)
    values (${number}, ${text(run.command)}, ${text(run.plan.plan)}, ${text(JSON.stringify(run.options))}, timestamp ${text(run.plan.created_at)}, timestamp ${text(run.startedAt)}, 'running')`)
  return number
}

/** What the ledger keeps of units beside how they ended. */
export interface UnitRecord {
  readonly run: number
  readonly plan: RecordedPlan
  /** Digest of the inputs that they were built from; null when they were not built. */
  readonly inputDigest: string | null
  /** How long they took together. */
  readonly milliseconds: number
}

/** Writes how units ended and how they stand now, in the transaction that writes their rows. */
export async function recordUnits(store: Store, record: UnitRecord, outcomes: readonly BuiltUnit[]): Promise<void> {
  if (outcomes.length === 0) return
  const ended = `(values ${endedUnits(store, record, outcomes).join(', ')}) as e(table_name, game_date, status, row_count, reason, fingerprint, duration_ms)`
  const { run, plan } = record
  const digest = record.inputDigest === null ? 'null' : store.dialect.text(record.inputDigest)
  await store.run(`insert into ${qualifiedName(units)} (run, table_name, game_date, status, row_count, reason, attempts, duration_ms, fingerprint, import_number, input_digest)
    select
      ${run}, e.table_name, e.game_date, e.status, e.row_count, e.reason, coalesce(s.attempts, 0) + 1, e.duration_ms, e.fingerprint, ${plan.import_number}, ${digest}
    from ${ended}
    left join ${qualifiedName(unitStates)} as s
      on s.table_name = e.table_name and s.game_date = e.game_date;
    merge into ${qualifiedName(unitStates)} as s
    using (select * from ${ended}) as e
      on s.table_name = e.table_name and s.game_date = e.game_date
    when matched then update set
      status = e.status,
      row_count = e.row_count,
      reason = e.reason,
      fingerprint = e.fingerprint,
      import_number = ${plan.import_number},
      plan = ${store.dialect.text(plan.plan)},
      run = ${run},
      attempts = case when e.status = 'failed' then s.attempts + 1 else 0 end
    when not matched then insert (table_name, game_date, status, row_count, reason, fingerprint, import_number, plan, run, attempts)
      values (e.table_name, e.game_date, e.status, e.row_count, e.reason, e.fingerprint, ${plan.import_number}, ${store.dialect.text(plan.plan)}, ${run}, case when e.status = 'failed' then 1 else 0 end)`)
}

/** The units as rows of values; what they took together is shared out by their rows. */
function endedUnits(store: Store, { plan, milliseconds }: UnitRecord, outcomes: readonly BuiltUnit[]): string[] {
  const text = (value: string | undefined): string => (value === undefined ? 'cast(null as varchar)' : store.dialect.text(value))
  const shares = outcomes.reduce((sum, unit) => sum + unit.rows + 1, 0)
  return outcomes.map(unit => {
    const share = Math.round((milliseconds * (unit.rows + 1)) / shares)
    return `(${text(unit.table)}, date ${text(unit.date)}, ${text(unit.status)}, cast(${unit.rows} as bigint), ${text(unit.reason)}, ${text(plan.fingerprints[unit.table])}, cast(${share} as bigint))`
  })
}

/** Writes down units without games or results, as far as the ledger does not know them; in a transaction. */
export async function recordIdle(store: Store, run: { readonly run: number; readonly plan: RecordedPlan }): Promise<void> {
  const news = run.plan.idle.filter(unit => unit.news)
  const outcomes = news.map(({ table, date, status, reason }) => ({ table, date, status, reason, rows: 0, written: NOTHING_WRITTEN }))
  await recordUnits(store, { ...run, inputDigest: null, milliseconds: 0 }, outcomes)
}

/** Notes that the units which a complete plan leaves alone have seen its imports: no change up to them reaches these units. */
export async function recordUntouched(store: Store, plan: RecordedPlan): Promise<void> {
  const tables = plan.tables.map(table => store.dialect.text(table.replace('nba_analytics.', '')))
  const planned =
    plan.units.length === 0
      ? 'false'
      : `exists (select 1 from (values ${plan.units.map(unit => `(${store.dialect.text(unit.table)}, date '${unit.date}')`).join(', ')}) as p(table_name, game_date) where p.table_name = s.table_name and p.game_date = s.game_date)`
  await store.run(`update ${qualifiedName(unitStates)} as s set import_number = ${plan.import_number}
    where s.table_name in (${tables.join(', ')}) and s.game_date between date '${plan.range.first}' and date '${plan.range.last}'
      and s.import_number < ${plan.import_number} and s.status <> 'failed' and not ${planned}`)
}

/** Closes a run in the ledger. */
export async function finishRun(
  store: Store,
  run: { readonly run: number; readonly outcome: string; readonly rows: number; readonly milliseconds: number },
): Promise<void> {
  await store.run(`update ${qualifiedName(runs)}
    set outcome = ${store.dialect.text(run.outcome)}, rows_written = ${run.rows}, duration_ms = ${Math.round(run.milliseconds)}
    where run = ${run.run}`)
}
