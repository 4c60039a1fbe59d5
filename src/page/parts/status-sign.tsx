import type { JSX } from 'preact'
import type { UnitStatus } from '../../ledger/units.ts'
import { count } from '../format.ts'
import { lookOf, STATES, type CellState } from '../status.ts'

/** How a unit stands: sign and word. */
export function StatusSign({ status }: { readonly status: UnitStatus | null }): JSX.Element {
  const { name, sign, word, about } = lookOf(status)
  return <Signed name={name} sign={sign} word={word} about={about} />
}

/** How a date stands in a table: sign and word. */
export function StateSign({ state }: { readonly state: CellState }): JSX.Element {
  return <Signed name={state} {...STATES[state]} />
}

interface SignedProps {
  readonly name: string
  readonly sign: string
  readonly word: string
  readonly about: string
}

function Signed({ name, sign, word, about }: SignedProps): JSX.Element {
  return (
    <span class="status" title={about}>
      <span class={`sign ${name}`} aria-hidden="true">
        {sign}
      </span>{' '}
      {word}
    </span>
  )
}

/** What the signs of a calendar stand for, and how many there are of each. */
export function Legend({ counts }: { readonly counts: Readonly<Record<CellState, number>> | undefined }): JSX.Element {
  return (
    <ul class="legend" aria-label="what the signs stand for">
      {Object.entries(STATES).map(([name, look]) => (
        <li key={name}>
          <Signed name={name} {...look} /> {counts === undefined ? '' : <span class="quiet">{count(counts[name as CellState])}</span>}
        </li>
      ))}
    </ul>
  )
}
