import type { JSX } from 'preact'

/** A value on a line, and what it stands for. */
export interface Point {
  readonly value: number | undefined
  readonly about: string
}

interface LinesProps {
  readonly title: string
  readonly points: readonly Point[]
  readonly write: (value: number) => string
  /** Points that a second, thicker line takes the mean of; none without it. */
  readonly mean?: number
}

const WIDTH = 480
const HEIGHT = 110
const EDGE = 6

/** Values in order as dots, joined where none is unknown between, and their mean over the last few as a line. */
export function Lines({ title, points, write, mean }: LinesProps): JSX.Element | null {
  const known = points.flatMap(({ value }) => (value === undefined ? [] : [value]))
  if (known.length < 2) return null
  const [least, most] = [Math.min(...known), Math.max(...known)]
  const x = (index: number): number => EDGE + (index / Math.max(1, points.length - 1)) * (WIDTH - 2 * EDGE)
  const y = (value: number): number => EDGE + ((most - value) / (most - least || 1)) * (HEIGHT - 2 * EDGE)
  const values = points.map(({ value }) => value)
  return (
    <figure class="lines">
      <figcaption>
        {title}{' '}
        <span class="quiet">
          from {write(least)} to {write(most)}
          {mean === undefined ? '' : `; the line is the mean of the last ${mean}`}
        </span>
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`${title}: ${known.length} values from ${write(least)} to ${write(most)}`}>
        <path class="line thin" d={pathOf(values, x, y)} />
        {mean === undefined ? null : <path class="line" d={pathOf(meansOf(values, mean), x, y)} />}
        {points.map(({ value, about }, index) =>
          value === undefined ? null : (
            <circle key={index} class="dot" cx={x(index)} cy={y(value)} r={points.length > 120 ? 1.5 : 2.5}>
              <title>{about}</title>
            </circle>
          ),
        )}
      </svg>
    </figure>
  )
}

type Scale = (value: number) => number

function pathOf(values: readonly (number | undefined)[], x: Scale, y: Scale): string {
  let open = false
  return values
    .map((value, index) => {
      if (value === undefined) {
        open = false
        return ''
      }
      const step = `${open ? 'L' : 'M'}${x(index).toFixed(1)} ${y(value).toFixed(1)}`
      open = true
      return step
    })
    .join('')
}

/** The mean of each value and those before it, as far as they are known. */
export function meansOf(values: readonly (number | undefined)[], over: number): (number | undefined)[] {
  return values.map((_, index) => {
    const known = values.slice(Math.max(0, index - over + 1), index + 1).filter(value => value !== undefined)
    return known.length === 0 ? undefined : known.reduce((sum, value) => sum + value, 0) / known.length
  })
}
