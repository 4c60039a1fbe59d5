import type { JSX } from 'preact'
import type { MovedCount, MovedMembers, MovedRow } from '../../serve/documents.ts'
import { useDocument } from '../document.ts'
import { count, counted, instant, short } from '../format.ts'
import { Pages } from '../parts/pages.tsx'
import { Fetched } from '../parts/said.tsx'
import { Table, type Column } from '../parts/table.tsx'
import { rowAddress, withGiven, type Route } from '../route.ts'
import { Fields } from './row-history.tsx'

type RunCount = MovedCount & { readonly run: number; readonly at: string; readonly command: string }

/** What runs changed after the first build, and the rows of one of them, or of all since one, field by field; corrected statistics on top. */
export function ChangesView({ route: { given } }: { readonly route: Route }): JSX.Element {
  const { run, since, from } = given
  const moved = useDocument<MovedMembers>(withGiven('/api/moved', { run, since, from }))
  return (
    <>
      <h1>Changes</h1>
      <Fetched from={moved} what="the changes">
        {document => (document.runs.length === 0 ? <Nothing /> : <Moved moved={document} from={Number(from ?? 0)} />)}
      </Fetched>
    </>
  )
}

function Nothing(): JSX.Element {
  return (
    <p class="nothing">
      No row has changed since it was first built. After a correction: <code>backcourt import PATH…</code>, then <code>backcourt plan</code> and{' '}
      <code>backcourt apply last</code>.
    </p>
  )
}

function Moved({
  moved: { runs, run, since, total, corrections, rows },
  from,
}: {
  readonly moved: MovedMembers
  readonly from: number
}): JSX.Element {
  const counts: readonly RunCount[] = runs.flatMap(({ tables, ...entry }) => tables.map(table => ({ ...entry, ...table })))
  const what = run === null ? `After run ${since ?? 0}` : `Run ${run}`
  return (
    <>
      <h2>
        {what}: {counted(total, 'row')}
      </h2>
      {corrections.length === 0 ? null : (
        <Table caption="statistics that are others now" columns={rowColumns} rows={corrections} keyOf={row => `${row.run} ${row.key}`} />
      )}
      <Table
        caption={`changed rows, ${what.toLowerCase()}`}
        columns={rowColumns}
        rows={rows}
        keyOf={row => `${row.run} ${row.table} ${row.key}`}
        empty="No row that was there before was changed."
      />
      <Pages
        from={from}
        shown={rows.length}
        total={total}
        to={at => withGiven('/changes', { run: since === null ? run : undefined, since, from: at })}
      />
      <Table caption="rows that runs changed" columns={countColumns} rows={counts} keyOf={each => `${each.run} ${each.table}`} />
    </>
  )
}

const countColumns: readonly Column<RunCount>[] = [
  { label: 'run', by: ({ run }) => run, show: ({ run }) => <a href={withGiven('/changes', { run })}>{run}</a> },
  { label: 'and later', text: true, show: ({ run }) => <a href={withGiven('/changes', { since: run - 1 })}>since run {run - 1}</a> },
  { label: 'at', text: true, show: ({ at }) => instant(at) },
  { label: 'command', text: true, show: ({ command }) => command },
  { label: 'table', text: true, by: ({ table }) => table, show: ({ table }) => short(table) },
  { label: 'inserted', by: ({ inserted }) => inserted, show: ({ inserted }) => count(inserted) },
  { label: 'updated', by: ({ updated }) => updated, show: ({ updated }) => count(updated) },
  { label: 'deleted', by: ({ deleted }) => deleted, show: ({ deleted }) => count(deleted) },
]

const rowColumns: readonly Column<MovedRow>[] = [
  { label: 'key', text: true, by: ({ key }) => key, show: ({ table, key }) => <a href={rowAddress(table, key)}>{key}</a> },
  { label: 'fields', text: 'prose', show: ({ fields }) => <Fields fields={fields} /> },
  { label: 'table', text: true, by: ({ table }) => table, show: ({ table }) => short(table) },
  { label: 'kind', text: true, by: ({ kind }) => kind, show: ({ kind }) => kind },
  { label: 'run', by: ({ run }) => run, show: ({ run }) => <a href={withGiven('/run', { run })}>{run}</a> },
]
