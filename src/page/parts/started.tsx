import type { JSX } from 'preact'
import type { BackfillMembers, DemoMembers, ImportMembers, PlanMembers } from '../../cli/documents.ts'
import { heldOver, refusedDrop } from '../dropped.ts'
import { count, counted, duration, short } from '../format.ts'
import { forget, mayStart, started, type Started } from '../starts.ts'
import { Failure } from './said.tsx'
import { Table, type Column } from './table.tsx'

/** What was started from the page: that it runs, and what came of it, on whichever view. */
export function StartedHere(): JSX.Element {
  const now = started.value
  return (
    <>
      {heldOver.value ? <div class="dropping">{mayStart() === 'yes' ? 'drop to import' : 'this page imports nothing'}</div> : null}
      <div role="status" class="happening">
        {refusedDrop.value === undefined ? null : <p class="note">{refusedDrop.value}</p>}
        {now?.running === true ? <p class="note">{[`${now.verb} runs …`, now.about].filter(text => text !== '').join(' ')}</p> : null}
      </div>
      {now === undefined || now.running ? null : <Ended started={now} />}
    </>
  )
}

function Ended({ started: ended }: { readonly started: Started }): JSX.Element {
  const { verb, document, error } = ended
  return (
    <section class="panel came" aria-label={`what came of ${verb}`}>
      <h2>
        {verb}{' '}
        <button type="button" onClick={forget}>
          close
        </button>
      </h2>
      {error === undefined ? null : <Failure error={error} />}
      <Outcome started={ended} />
      {document?.warnings.map(warning => (
        <p key={warning} class="note">
          {warning}
        </p>
      ))}
    </section>
  )
}

function Outcome({ started: { verb, document } }: { readonly started: Started }): JSX.Element | null {
  if (document === undefined) return null
  if (verb === 'plan') return 'counts' in document ? <p>{planned(document as PlanMembers)}</p> : null
  if (verb === 'import') return 'files' in document ? <Imported imported={document as ImportMembers} /> : null
  if (verb === 'demo') return 'backfill' in document ? <p>{shown(document as DemoMembers)}</p> : null
  return 'units' in document ? <p>{built(document as BackfillMembers)}</p> : null
}

function planned({ counts, expected_ms }: PlanMembers): string {
  return `${counted(counts.build, 'unit')} to build, about ${duration(expected_ms)}; ${count(counts.unchanged)} stay, ${count(counts.waiting)} wait, ${count(counts.blocked)} blocked`
}

function built({ run, units }: BackfillMembers): string {
  return `run ${run ?? '–'}: ${count(units.done)} done, ${count(units.unchanged)} unchanged, ${count(units.empty)} empty, ${count(units.waiting)} waiting, ${count(units.blocked)} blocked, ${count(units.failed)} failed`
}

function shown({ import: { files }, backfill }: DemoMembers): string {
  return `a simulated month: ${counted(files.length, 'file')} imported; ${built(backfill)}`
}

/** A file, or what it holds for a table. */
interface Line {
  readonly path: string
  readonly format: string
  readonly table: string
  readonly counts: ImportMembers['files'][number]['tables'][number] | undefined
}

function Imported({ imported: { files, unrecognised, unreadable, quarantined, duration_ms } }: { readonly imported: ImportMembers }): JSX.Element {
  const lines = files.flatMap(({ path, format, skipped, tables }): Line[] => {
    if (skipped) return [{ path, format: `${format} (known already)`, table: '', counts: undefined }]
    return tables.map(counts => ({ path, format, table: short(counts.table), counts }))
  })
  const others = [
    ...unrecognised.map(({ path, looked_for }) => ({ path, why: looked_for })),
    ...unreadable.map(({ path, reason }) => ({ path, why: reason })),
  ]
  const refused = quarantined === 0 ? '' : `; ${counted(quarantined, 'row')} in quarantine`
  return (
    <>
      <p>
        {`${counted(files.length, 'file')} taken in ${duration(duration_ms)}${refused}. `}
        {files.length === 0 ? null : <a href="/run">Build what that reaches</a>}
      </p>
      {lines.length === 0 ? null : <Table caption="what each file was taken for" columns={lineColumns} rows={lines} />}
      {others.length === 0 ? null : <Table caption="files that were not taken" columns={otherColumns} rows={others} />}
    </>
  )
}

const number = (
  label: string,
  name: 'read' | 'stored' | 'changed' | 'unchanged' | 'duplicate' | 'undecided' | 'rejected',
  title: string,
): Column<Line> => ({
  label,
  title,
  by: ({ counts }) => counts?.[name],
  show: ({ counts }) => count(counts?.[name]),
})

const lineColumns: readonly Column<Line>[] = [
  { label: 'file', text: true, by: ({ path }) => path, show: ({ path }) => path },
  { label: 'taken for', text: true, by: ({ format }) => format, show: ({ format }) => format },
  { label: 'table', text: true, by: ({ table }) => table, show: ({ table }) => table },
  number('read', 'read', 'rows of the file for that table'),
  number('new', 'stored', 'rows of new keys'),
  number('changed', 'changed', 'new versions of known keys'),
  number('same', 'unchanged', 'rows equal to the current version'),
  number('double', 'duplicate', 'keys that occur again later'),
  number('undecided', 'undecided', 'rows of games whose teams are not known yet'),
  number('rejected', 'rejected', 'rows in quarantine'),
]

const otherColumns: readonly Column<{ readonly path: string; readonly why: string }>[] = [
  { label: 'file', text: true, show: ({ path }) => path },
  { label: 'why, and what may help', text: 'prose', show: ({ why }) => why },
]
