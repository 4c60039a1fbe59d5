import type { JSX } from 'preact'
import type { PlanGraphMembers } from '../../serve/documents.ts'
import { useDocument } from '../document.ts'
import { count, counted, duration, instant, short } from '../format.ts'
import { Pages } from '../parts/pages.tsx'
import { Command, Fetched } from '../parts/said.tsx'
import { Table, type Column } from '../parts/table.tsx'
import { withGiven } from '../route.ts'
import { reasonInWords } from '../status.ts'
import { PlanGraph } from './plan-graph.tsx'

type Unit = PlanGraphMembers['units'][number]

/** A plan before it is carried out, and after: what it rebuilds, and why. */
export function PlanView({ plan, from }: { readonly plan: string; readonly from: number }): JSX.Element {
  const found = useDocument<PlanGraphMembers>(withGiven('/api/plan', { plan, from }))
  return (
    <>
      <p>
        <a href="/run">all runs and plans</a>
      </p>
      <Fetched from={found} what="the plan">
        {document => <Planned plan={document} from={from} />}
      </Fetched>
    </>
  )
}

function Planned({ plan, from }: { readonly plan: PlanGraphMembers; readonly from: number }): JSX.Element {
  const { counts, expected_ms, created_at, total, units } = plan
  return (
    <>
      <p>
        made {instant(created_at)}: {counted(counts.build, 'unit')} to build, about {duration(expected_ms)}; {count(counts.unchanged)} stay,{' '}
        {count(counts.waiting)} wait, {count(counts.blocked)} blocked
      </p>
      {plan.run === null ? (
        <p>
          carry it out: <Command line={`backcourt apply ${plan.plan}`} />
        </p>
      ) : (
        <p>
          carried out by <a href={withGiven('/run', { run: plan.run })}>run {plan.run}</a>
        </p>
      )}
      {counts.build === 0 ? <p class="nothing">Nothing has changed that any unit depends on.</p> : <PlanGraph plan={plan} />}
      <Table caption="its units" columns={unitColumns} rows={units} keyOf={({ table, date }) => `${table} ${date}`} empty="It has no units." />
      <Pages from={from} shown={units.length} total={total} to={at => withGiven('/run', { plan: plan.plan, from: at })} />
    </>
  )
}

const unitColumns: readonly Column<Unit>[] = [
  { label: 'date', text: true, by: ({ date }) => date, show: ({ date }) => <a href={withGiven('/calendar', { date })}>{date}</a> },
  { label: 'table', text: true, by: ({ table }) => table, show: ({ table }) => short(table) },
  { label: 'does', text: true, by: ({ action }) => action, show: ({ action }) => action },
  { label: 'rows, at most', by: ({ rows_affected }) => rows_affected, show: ({ rows_affected }) => count(rows_affected) },
  { label: 'because', text: 'prose', show: ({ reasons }) => reasons.map(reasonInWords).join('; ') },
]
