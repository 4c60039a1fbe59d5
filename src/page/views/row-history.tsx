import type { JSX } from 'preact'
import type { WhyMembers } from '../../cli/documents.ts'
import { instant, listed, short } from '../format.ts'
import { withGiven } from '../route.ts'
import { reasonInWords } from '../status.ts'

type Entry = WhyMembers['history'][number]

/** The changes of a row, newest first: fields before and after, and the imported rows behind them. */
export function History({ history, hash, recipe }: Pick<WhyMembers, 'history' | 'hash' | 'recipe'>): JSX.Element {
  return (
    <>
      <p>
        {hash === null ? 'The row is not there any more.' : 'hash '}
        {hash === null ? null : <code>{hash}</code>} {recipe === null ? '' : `(${recipe})`}
      </p>
      <ol class="history">
        {history.map((entry, index) => (
          <li key={index}>
            <Change entry={entry} />
          </li>
        ))}
      </ol>
    </>
  )
}

function Change({ entry: { run, at, kind, fields, reasons, causes } }: { readonly entry: Entry }): JSX.Element {
  return (
    <>
      <strong>{kind}</strong> {run === null ? '' : <a href={withGiven('/run', { run })}>run {run}</a>} <span class="quiet">{instant(at)}</span>
      <Fields fields={fields} />
      <Reasons kind={kind} reasons={reasons} />
      {causes.length === 0 ? null : (
        <ul class="causes">
          {causes.map(({ table, key, file, row }) => (
            <li key={`${table} ${key}`}>
              {short(table)} {key} <Origin file={file} row={row} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

/** Why it changed; a row that was not there before needs no reason. */
function Reasons({ kind, reasons }: Pick<Entry, 'kind' | 'reasons'>): JSX.Element | null {
  if (kind === 'created') return <p>for the first time{reasons.length === 0 ? '' : ', from what was imported by then'}</p>
  return reasons.length === 0 ? null : <p>because of {reasons.map(reasonInWords).join('; ')}</p>
}

/** The imported file by its name; its path as a title. */
function Origin({ file, row }: Pick<Entry['causes'][number], 'file' | 'row'>): JSX.Element {
  return (
    <span class="quiet" title={file ?? undefined}>
      from {file === null ? 'elsewhere' : file.split(/[/\\]/).at(-1)}
      {row === null ? '' : ` row ${row}`}
    </span>
  )
}

/** Changed fields, before and after. */
export function Fields({ fields }: Pick<Entry, 'fields'>): JSX.Element | null {
  if (fields.length === 0) return null
  return (
    <ul class="fields">
      {fields.map(({ field, before, after }) => (
        <li key={field}>
          {field} <del>{listed(before)}</del> <span aria-label="became">→</span> <ins>{listed(after)}</ins>
        </li>
      ))}
    </ul>
  )
}
