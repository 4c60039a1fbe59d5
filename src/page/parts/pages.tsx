import type { JSX } from 'preact'
import { count } from '../format.ts'

interface PagesProps {
  /** How many are before those that are shown. */
  readonly from: number
  readonly shown: number
  readonly total: number
  /** The address that begins after so many. */
  readonly to: (from: number) => string
}

const STEP = 200

/** Which part of a long list is shown, and the parts beside it. */
export function Pages({ from, shown, total, to }: PagesProps): JSX.Element | null {
  if (shown >= total) return null
  return (
    <p class="steps">
      <span>
        {count(from + 1)} to {count(from + shown)} of {count(total)}
      </span>
      {from > 0 ? (
        <a href={to(Math.max(0, from - STEP))} data-stay="">
          before
        </a>
      ) : null}
      {from + shown < total ? (
        <a href={to(from + shown)} data-stay="">
          after
        </a>
      ) : null}
    </p>
  )
}
