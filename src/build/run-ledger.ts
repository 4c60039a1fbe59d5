import { unitStates } from '../change/ledger.ts'
import type { PlanDocument } from '../change/plan-document.ts'
import type { Store } from '../store/store.ts'
import { qualifiedName } from '../table/source.ts'
import type { BuiltUnit } from './build-units.ts'
import { NOTHING_WRITTEN } from './write-units.ts'
import { runs, units } from './ledger.ts'

/** Opens a run in the ledger and returns its number. */
export async function startRun(
  store: Store,
  run: { readonly command: string; readonly plan: PlanDocument; readonly options: unknown },
): Promise<number> {
  const text = (value: string): string => store.dialect.text(value)
  const [row] = await store.rows<{ run: number }>(`select coalesce(max(run), 0) + 1 as run from ${qualifiedName(runs)}`)
  const number = row?.run ?? 1
  await store.run(`insert into ${qualifiedName(runs)} (run, command, plan, options, started_at, outcome)
    values (${number}, ${text(run.command)}, ${text(run.plan.plan)}, ${text(JSON.stringify(run.options))}, timestamp ${text(run.plan.created_at)}, 'running')`)
  return number
}

/** Writes how units ended and how they stand now, in the transaction that writes their rows. A failed unit keeps the rows that it had. */
export async function recordUnits(
  store: Store,
  run: { readonly run: number; readonly plan: PlanDocument },
  outcomes: readonly BuiltUnit[],
): Promise<void> {
  if (outcomes.length === 0) return
  const text = (value: string | undefined): string => (value === undefined ? 'null' : store.dialect.text(value))
  const facts = outcomes.map(
    unit =>
      `(${text(unit.table)}, date ${text(unit.date)}, ${text(unit.status)}, cast(${unit.rows} as bigint), cast(${text(unit.reason)} as varchar), ${text(run.plan.fingerprints[unit.table])})`,
  )
  await store.run(`create or replace temp table ended_units as select * from (values ${facts.join(', ')}) as ended(table_name, game_date, status, row_count, reason, fingerprint);
    insert into ${qualifiedName(units)} (run, table_name, game_date, status, row_count, reason)
    select ${run.run}, table_name, game_date, status, row_count, reason from ended_units;
    create or replace temp table former_units as
    select s.* from ${qualifiedName(unitStates)} as s join ended_units as e on e.table_name = s.table_name and e.game_date = s.game_date;
    delete from ${qualifiedName(unitStates)} as s using ended_units as e where e.table_name = s.table_name and e.game_date = s.game_date;
    insert into ${qualifiedName(unitStates)} (table_name, game_date, status, row_count, reason, fingerprint, import_number, plan, run, attempts)
    select
      e.table_name,
      e.game_date,
      e.status,
      case when e.status = 'failed' then coalesce(f.row_count, 0) else e.row_count end,
      e.reason,
      e.fingerprint,
      ${run.plan.import_number},
      ${text(run.plan.plan)},
      ${run.run},
      case when e.status = 'failed' then coalesce(f.attempts, 0) + 1 else 0 end
    from ended_units as e
    left join former_units as f
      on f.table_name = e.table_name and f.game_date = e.game_date;
    drop table temp.ended_units;
    drop table temp.former_units`)
}

/** Writes down units without games or results, as far as the ledger does not know them. */
export async function recordIdle(store: Store, run: { readonly run: number; readonly plan: PlanDocument }): Promise<void> {
  const news = run.plan.idle.filter(unit => unit.news)
  const outcomes = news.map(({ table, date, status, reason }) => ({ table, date, status, reason, rows: 0, written: NOTHING_WRITTEN }))
  await store.transaction(() => recordUnits(store, run, outcomes))
}

/** Notes that the units which a complete plan leaves alone have seen its imports: no change up to them reaches these units. */
export async function recordUntouched(store: Store, plan: PlanDocument): Promise<void> {
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
