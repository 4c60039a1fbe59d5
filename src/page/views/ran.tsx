import type { JSX } from 'preact'
import type { RanMembers, RanTable } from '../../serve/documents.ts'
import { useDocument } from '../document.ts'
import { count, duration, instant, short } from '../format.ts'
import { Pages } from '../parts/pages.tsx'
import { Command, Fetched } from '../parts/said.tsx'
import { StatusSign } from '../parts/status-sign.tsx'
import { Table, type Column } from '../parts/table.tsx'
import { withGiven } from '../route.ts'

type Unit = RanMembers['units'][number]

/** One run: what it did to each table, and its units, those at fault first. */
export function RanView({ run, from }: { readonly run: string; readonly from: number }): JSX.Element {
  const ran = useDocument<RanMembers>(withGiven('/api/ran', { run, from }))
  return (
    <>
      <p>
        <a href="/run">all runs</a> · <a href={withGiven('/changes', { run })}>rows that it changed</a>
      </p>
      <Fetched from={ran} what="the run">
        {document => <Ran ran={document} from={from} />}
      </Fetched>
    </>
  )
}

function Ran({ ran: { run, tables, units, total }, from }: { readonly ran: RanMembers; readonly from: number }): JSX.Element {
  const next = run.outcome === 'interrupted' ? 'backcourt resume' : run.units.failed > 0 ? 'backcourt retry' : undefined
  return (
    <>
      <p>
        {instant(run.at)}, <code>backcourt {run.command}</code>, {run.outcome}; {count(run.rows_written)} rows written in {duration(run.duration_ms)};
        plan <a href={withGiven('/run', { plan: run.plan })}>{run.plan}</a>
      </p>
      {next === undefined ? null : (
        <p>
          next: <Command line={next} />
        </p>
      )}
      <Table caption="what it did to each table" columns={tableColumns} rows={tables} keyOf={({ table }) => table} empty="It recorded no units." />
      <Table
        caption="its units, those at fault first"
        columns={unitColumns}
        rows={units}
        keyOf={({ table, date }) => `${table} ${date}`}
        empty="It recorded no units."
      />
      <Pages from={from} shown={units.length} total={total} to={at => withGiven('/run', { run: run.run, from: at })} />
    </>
  )
}

const amount = (label: Exclude<keyof RanTable, 'table'>, title?: string): Column<RanTable> => ({
  label,
  ...(title === undefined ? {} : { title }),
  by: row => row[label],
  show: row => count(row[label]),
})

const tableColumns: readonly Column<RanTable>[] = [
  { label: 'table', text: true, by: ({ table }) => table, show: ({ table }) => short(table) },
  ...(['units', 'done', 'unchanged', 'empty', 'waiting', 'blocked', 'failed'] as const).map(name => amount(name)),
  amount('rows', 'rows that its units have'),
  amount('inserted', 'rows that came to a unit that was built before'),
  amount('updated', 'rows that were there and became others'),
  amount('deleted', 'rows that went'),
  { label: 'took', title: 'over all lines', by: ({ duration_ms }) => duration_ms, show: ({ duration_ms }) => duration(duration_ms) },
]

const unitColumns: readonly Column<Unit>[] = [
  { label: 'date', text: true, by: ({ date }) => date, show: ({ date }) => <a href={withGiven('/calendar', { date })}>{date}</a> },
  { label: 'table', text: true, by: ({ table }) => table, show: ({ table }) => short(table) },
  { label: 'ended', text: true, by: ({ status }) => status, show: ({ status }) => <StatusSign status={status} /> },
  { label: 'rows', by: ({ rows }) => rows, show: ({ rows }) => count(rows) },
  { label: 'reason', text: 'prose', show: ({ reason }) => reason ?? '' },
]
