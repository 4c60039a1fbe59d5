import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { BackfillMembers, ErrorMember, PlanMembers } from '../../cli/documents.ts'
import { ask, type Envelope } from '../document.ts'
import { count, counted, duration } from '../format.ts'
import { live } from '../live.ts'
import { Failure } from '../parts/said.tsx'
import { withGiven } from '../route.ts'
import { keepToken, token } from '../token.ts'

type Came = Envelope & (PlanMembers | BackfillMembers)

const VERBS = [
  { verb: 'plan', about: 'what would be rebuilt, and why' },
  { verb: 'backfill', about: 'build what is missing or changed' },
  { verb: 'retry', about: 'build what failed or was blocked' },
] as const

/** Starts plan, backfill and retry, where that was allowed when serving began. */
export function Start(): JSX.Element | null {
  const [first, setFirst] = useState('')
  const [last, setLast] = useState('')
  const [running, setRunning] = useState<string>()
  const [came, setCame] = useState<{ readonly document: Came | undefined; readonly error: ErrorMember | undefined }>()
  if (live.value?.starts !== true) return null
  if (token.value === '') return <AskForToken />
  const start = async (verb: string): Promise<void> => {
    setCame(undefined)
    setRunning(verb)
    const address = withGiven(`/start/${verb}`, { start_date: first, end_date: last })
    setCame(await ask<PlanMembers | BackfillMembers>(address, { method: 'POST', headers: { 'x-backcourt-token': token.value } }))
    setRunning(undefined)
  }
  return (
    <section class="panel" aria-label="start a run">
      <h2>Start</h2>
      <p class="steps">
        <DayField label="from" value={first} keep={setFirst} /> <DayField label="to" value={last} keep={setLast} />
        {VERBS.map(({ verb, about }) => (
          <button
            key={verb}
            type="button"
            title={about}
            disabled={running !== undefined || live.value?.writer != null}
            onClick={() => void start(verb)}
          >
            {verb}
          </button>
        ))}
      </p>
      <div role="status">{running === undefined ? null : `${running} runs …`}</div>
      {came?.error === undefined ? null : <Failure error={came.error} />}
      {came?.document === undefined ? null : <Outcome document={came.document} />}
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

function AskForToken(): JSX.Element {
  return (
    <label class="field">
      To start runs here: the token behind <code>#token=</code> in the address that <code>backcourt serve</code> printed{' '}
      <input type="text" autoComplete="off" onChange={event => keepToken(event.currentTarget.value.trim())} />
    </label>
  )
}

function Outcome({ document }: { readonly document: Came }): JSX.Element {
  const { warnings } = document
  return (
    <>
      <p>{'counts' in document ? planned(document) : built(document)}</p>
      {warnings.map(warning => (
        <p key={warning} class="note">
          {warning}
        </p>
      ))}
    </>
  )
}

function planned({ counts, expected_ms }: PlanMembers): string {
  return `${counted(counts.build, 'unit')} to build, about ${duration(expected_ms)}; ${count(counts.unchanged)} stay, ${count(counts.waiting)} wait, ${count(counts.blocked)} blocked`
}

function built({ run, units }: BackfillMembers): string {
  return `run ${run ?? '–'}: ${count(units.done)} done, ${count(units.unchanged)} unchanged, ${count(units.empty)} empty, ${count(units.waiting)} waiting, ${count(units.blocked)} blocked, ${count(units.failed)} failed`
}
