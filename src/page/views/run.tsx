import type { JSX } from 'preact'
import type { RunsMembers, StatusMembers } from '../../cli/documents.ts'
import type { PlansMembers } from '../../serve/documents.ts'
import { useDocument } from '../document.ts'
import { count, duration, instant, short } from '../format.ts'
import { live } from '../live.ts'
import { Command, Fetched } from '../parts/said.tsx'
import { Table, type Column } from '../parts/table.tsx'
import { withGiven, type Route } from '../route.ts'
import { PlanView } from './plan.tsx'
import { RanView } from './ran.tsx'
import { Start } from './start.tsx'

type Run = RunsMembers['runs'][number]

/** The run that is on, as it goes; plans and runs; one of either. */
export function RunView({ route: { given } }: { readonly route: Route }): JSX.Element {
  const { run, plan, from } = given
  return (
    <>
      <h1>{run !== undefined ? `Run ${run}` : plan !== undefined ? `Plan ${plan}` : 'Runs'}</h1>
      <Now />
      {run !== undefined ? (
        <RanView run={run} from={Number(from ?? 0)} />
      ) : plan !== undefined ? (
        <PlanView plan={plan} from={Number(from ?? 0)} />
      ) : (
        <All />
      )}
    </>
  )
}

function All(): JSX.Element {
  const runs = useDocument<RunsMembers>('/api/runs')
  const plans = useDocument<PlansMembers>('/api/plans')
  return (
    <>
      <Start />
      <Fetched from={plans} what="the plans">
        {document => <Open plans={document.plans} />}
      </Fetched>
      <Fetched from={runs} what="the runs">
        {document => (
          <>
            <Table
              caption="runs, newest first, and how each table of each date ended"
              columns={runColumns}
              rows={document.runs}
              keyOf={row => String(row.run)}
              empty={
                <>
                  Nothing has been built yet: <code>backcourt backfill</code>
                </>
              }
            />
            <Repair runs={document.runs} />
          </>
        )}
      </Fetched>
    </>
  )
}

/** The newest plan that nothing has carried out, and all plans. */
function Open({ plans }: { readonly plans: PlansMembers['plans'] }): JSX.Element | null {
  const [newest] = plans
  if (newest === undefined) return null
  return (
    <>
      {newest.run === null ? (
        <p class="note">
          plan <a href={withGiven('/run', { plan: newest.plan })}>{newest.plan}</a> of {instant(newest.created_at)} is not applied:{' '}
          <Command line={`backcourt apply ${newest.plan}`} />
        </p>
      ) : null}
      <details>
        <summary>plans, and why each rebuilds what it does</summary>
        <Table caption="plans, newest first" columns={planColumns} rows={plans} keyOf={({ plan }) => plan} />
      </details>
    </>
  )
}

const planColumns: readonly Column<PlansMembers['plans'][number]>[] = [
  { label: 'plan', text: true, show: ({ plan }) => <a href={withGiven('/run', { plan })}>{plan}</a> },
  { label: 'made', text: true, show: ({ created_at }) => instant(created_at) },
  {
    label: 'carried out by',
    text: true,
    show: ({ run, outcome }) => (run === null ? 'nothing yet' : <a href={withGiven('/run', { run })}>{`run ${run}, ${outcome ?? ''}`}</a>),
  },
]

type Running = NonNullable<StatusMembers['running']>

function Now(): JSX.Element {
  const { running, writer } = live.value ?? {}
  if (writer == null) return <p class="quiet">nothing is running</p>
  const planned = running?.units_planned ?? null
  return (
    <section class="panel" aria-label="the run that is on">
      <h2>On now</h2>
      <p>{writer}</p>
      {running == null || planned === null ? null : (
        <>
          <progress value={running.units_done} max={Math.max(1, planned)} aria-label="units done" />
          <p>
            {count(running.units_done)} of {count(planned)} units
            {running.rate === null ? '' : `, ${running.rate} a second`}
            {running.eta_ms === null ? '' : `, ${duration(running.eta_ms)} left`}
          </p>
          {running.tables.length === 0 ? null : (
            <Table caption="by table" columns={progressColumns} rows={running.tables} keyOf={({ table }) => table} />
          )}
        </>
      )}
    </section>
  )
}

const progressColumns: readonly Column<Running['tables'][number]>[] = [
  { label: 'table', text: true, show: ({ table }) => short(table) },
  { label: 'units', show: ({ units_done, units_planned }) => `${count(units_done)} of ${count(units_planned)}` },
  {
    label: 'progress',
    text: true,
    show: ({ table, units_done, units_planned }) => (
      <progress value={units_done} max={Math.max(1, units_planned)} aria-label={`units of ${short(table)} done`} />
    ),
  },
  { label: 'rows', show: ({ rows }) => count(rows) },
  { label: 'rows/s', show: ({ rate }) => count(rate) },
  { label: 'left', show: ({ eta_ms }) => duration(eta_ms) },
]

function Repair({ runs: [last] }: { readonly runs: readonly Run[] }): JSX.Element | null {
  const line = last?.outcome === 'interrupted' ? 'backcourt resume' : (last?.units.failed ?? 0) > 0 ? 'backcourt retry' : undefined
  return line === undefined ? null : (
    <p>
      next: <Command line={line} />
    </p>
  )
}

const of = (status: keyof Run['units']): Column<Run> => ({
  label: status,
  by: ({ units }) => units[status],
  show: ({ units }) => count(units[status]),
})

const runColumns: readonly Column<Run>[] = [
  { label: 'run', by: ({ run }) => run, show: ({ run }) => <a href={withGiven('/run', { run })}>{run}</a> },
  { label: 'at', text: true, show: ({ at }) => instant(at) },
  { label: 'command', text: true, show: ({ command }) => command },
  { label: 'outcome', text: true, by: ({ outcome }) => outcome, show: ({ outcome }) => outcome },
  of('done'),
  of('unchanged'),
  of('empty'),
  of('waiting'),
  of('blocked'),
  of('failed'),
  { label: 'rows written', by: ({ rows_written }) => rows_written, show: ({ rows_written }) => count(rows_written) },
  { label: 'took', by: ({ duration_ms }) => duration_ms, show: ({ duration_ms }) => duration(duration_ms) },
]
