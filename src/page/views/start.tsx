import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { AskForToken } from '../parts/ask-for-token.tsx'
import { isBusy, mayStart, start } from '../starts.ts'

const VERBS = [
  { verb: 'plan', about: 'says what would be rebuilt, and why' },
  { verb: 'backfill', about: 'builds what is missing or changed' },
  { verb: 'retry', about: 'builds what failed or was blocked' },
] as const

/** Starts plan, backfill and retry, where that was allowed when serving began. */
export function Start(): JSX.Element | null {
  const [first, setFirst] = useState('')
  const [last, setLast] = useState('')
  if (mayStart() === 'no') return null
  if (mayStart() === 'locked') return <AskForToken />
  return (
    <section class="panel" aria-label="start a run">
      <h2>Start</h2>
      <p class="steps">
        <DayField label="from" value={first} keep={setFirst} /> <DayField label="to" value={last} keep={setLast} />
      </p>
      <ul class="verbs">
        {VERBS.map(({ verb, about }) => (
          <li key={verb}>
            <button type="button" disabled={isBusy()} onClick={() => void start(verb, { given: { start_date: first, end_date: last } })}>
              {verb}
            </button>{' '}
            <span class="quiet">{about}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

interface DayFieldProps {
  readonly label: string
  readonly value: string
  readonly keep: (day: string) => void
}

function DayField({ label, value, keep }: DayFieldProps): JSX.Element {
  return (
    <label>
      {label} <input type="date" value={value} onInput={event => keep(event.currentTarget.value)} />
    </label>
  )
}
