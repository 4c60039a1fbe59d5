import type { Day } from '../../calendar.ts'

/** A date whose games were played. */
export interface PlayedDate {
  readonly date: Day
  readonly season: number
  readonly games: number
}

/** Draws dates by chance until they hold so many games; the same seed draws the same. In the order of the calendar. */
export function drawDates(dates: readonly PlayedDate[], { games, seed }: { readonly games: number; readonly seed: number }): PlayedDate[] {
  const left = [...dates]
  const drawn: PlayedDate[] = []
  const next = numbers(seed)
  let held = 0
  while (left.length > 0 && held < games) {
    const [date] = left.splice(next() % left.length, 1)
    if (date === undefined) break
    drawn.push(date)
    held += date.games
  }
  return drawn.toSorted((a, b) => (a.date < b.date ? -1 : 1))
}

const MODULUS = 2_147_483_647

/** Whole numbers that look like chance (Lehmer's). */
function numbers(seed: number): () => number {
  let state = 1 + (Math.abs(Math.trunc(seed)) % (MODULUS - 1))
  return () => {
    state = (state * 48_271) % MODULUS
    return state
  }
}
