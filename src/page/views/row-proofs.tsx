import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { AsOfMembers, HashExplainMembers } from '../../cli/documents.ts'
import { useDocument } from '../document.ts'
import { count, exact } from '../format.ts'
import { Opened } from '../parts/opened.tsx'
import { Command, Fetched } from '../parts/said.tsx'
import { Table, type Column } from '../parts/table.tsx'
import { withGiven } from '../route.ts'

interface RowProps {
  readonly table: string
  readonly name: string
}

/** The row as it was known before the tip, or at an instant, against how it stands now. */
export function Then({ table, name, beforeTip }: RowProps & { readonly beforeTip: boolean }): JSX.Element {
  return (
    <Opened summary={beforeTip ? 'known at the tip against now' : 'known then against now'}>
      {() => <At table={table} name={name} beforeTip={beforeTip} />}
    </Opened>
  )
}

function At({ table, name, beforeTip }: RowProps & { readonly beforeTip: boolean }): JSX.Element {
  const [typed, setTyped] = useState('')
  const [instant, setInstant] = useState(beforeTip ? 'tip' : '')
  const ask = (event: SubmitEvent): void => {
    event.preventDefault()
    setInstant(typed === '' && beforeTip ? 'tip' : `${typed}:00Z`)
  }
  return (
    <>
      <form class="steps" onSubmit={ask}>
        <label>
          what this store knew at (UTC) <input type="datetime-local" value={typed} onInput={event => setTyped(event.currentTarget.value)} />
        </label>
        <button type="submit" disabled={typed === '' && !beforeTip}>
          compare
        </button>
      </form>
      {instant === '' ? null : <Differences table={table} name={name} instant={instant} />}
    </>
  )
}

type Difference = AsOfMembers['differs'][number]

const columns: readonly Column<Difference>[] = [
  { label: 'field', text: true, show: ({ field }) => field },
  { label: 'then', text: true, show: ({ then }) => exact(then) },
  { label: 'now', text: true, show: ({ now }) => exact(now) },
]

function Differences({ table, name, instant }: RowProps & { readonly instant: string }): JSX.Element {
  const then = useDocument<AsOfMembers>(withGiven('/api/asof', { table, key: name, known_at: instant }))
  const when = instant === 'tip' ? 'known at the tip' : `known at ${instant}`
  return (
    <Fetched from={then} what="what was known then">
      {({ rows, differs }) =>
        rows.length === 0 ? (
          <p class="nothing">Then there was no such row.</p>
        ) : (
          <Table
            caption={`${when}, against now`}
            columns={columns}
            rows={differs}
            keyOf={({ field }) => field}
            empty={`What was ${when} is what stands here now, in every field.`}
          />
        )
      }
    </Fetched>
  )
}

/** The text that the row's hash is made of. */
export function HashText({ table, name }: RowProps): JSX.Element {
  return <Opened summary="the text of its hash">{() => <Text table={table} name={name} />}</Opened>
}

function Text({ table, name }: RowProps): JSX.Element {
  const explained = useDocument<HashExplainMembers>(withGiven('/api/hash', { table, key: name }))
  return (
    <Fetched from={explained} what="the text">
      {({ recipe, rule, text, hash, stored, fields }) => (
        <>
          <p>
            {count(fields.length)} fields by recipe {recipe}
            {rule === null ? '' : `, ${rule}`}; the first 16 hex digits of its SHA-256 are <code>{hash}</code>
            {stored === hash ? ', as stored.' : `; stored is ${stored ?? 'none'}.`}
          </p>
          <pre class="text">{text}</pre>
          <Command line={`backcourt hash explain ${table} ${name}`} />
        </>
      )}
    </Fetched>
  )
}
