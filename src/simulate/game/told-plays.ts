import type { Play } from './plays.ts'

const QUARTER = 720
const OVERTIME = 300

/** What is told of a period at a second: a play, or that the period begins or ends. */
export interface Told {
  readonly period: number
  /** Seconds since the tip. */
  readonly at: number
  /** Seconds until the period ends. */
  readonly left: number
  readonly what: Play | 'start' | 'end'
}

/** The plays of a game period by period; who changes between two periods does so before the later one begins. */
export function* inPeriods(plays: readonly Play[], overtimes: number): Generator<Told> {
  let next = 0
  for (let period = 1; period <= 4 + overtimes; period++) {
    const [begin, end] = [beginOf(period), beginOf(period + 1)]
    const told = (at: number, what: Told['what']): Told => ({ period, at, left: end - at, what })
    for (; next < plays.length && (plays[next] as Play).at === begin; next++) yield told(begin, plays[next] as Play)
    yield told(begin, 'start')
    for (; next < plays.length && (plays[next] as Play).at < end; next++) yield told((plays[next] as Play).at, plays[next] as Play)
    yield told(end, 'end')
  }
}

/** When a period begins, in seconds since the tip. */
function beginOf(period: number): number {
  return period <= 4 ? (period - 1) * QUARTER : 4 * QUARTER + (period - 5) * OVERTIME
}

/** How long a game takes. */
export function secondsOf(overtimes: number): number {
  return beginOf(5 + overtimes)
}

/** What the league says of a play besides; of a share of the shots, the same ones always. */
export function qualifiersOf({ at, spot, kind }: Play): Qualifier[] {
  const near = spot !== undefined && spot.x * spot.x + spot.y * spot.y < 120 * 120
  return [
    ...(kind === 'two' && near ? (['pointsinthepaint'] as const) : []),
    ...(at % 9 === 0 ? (['fastbreak'] as const) : []),
    ...(at % 8 === 3 ? (['2ndchance'] as const) : []),
  ]
}

export type Qualifier = 'pointsinthepaint' | 'fastbreak' | '2ndchance'
