import type { JSX } from 'preact'
import { Told } from './told.tsx'

/** A bar: its value, what it stands for, and where it leads. */
export interface Bar {
  readonly value: number | undefined
  readonly about: string
  readonly address: string
  /** Drawn hollow, as for a lost game. */
  readonly hollow: boolean
}

interface BarsProps {
  readonly title: string
  readonly bars: readonly Bar[]
  /** A line across, as for an average. */
  readonly line?: { readonly value: number; readonly about: string } | undefined
}

const HEIGHT = 120
const STEP = 12

/** Values in order, one bar each, from zero up or down. */
export function Bars({ title, bars, line }: BarsProps): JSX.Element {
  const values = bars.flatMap(({ value }) => (value === undefined ? [] : [value]))
  const top = Math.max(1, ...values, line?.value ?? 0)
  const bottom = Math.min(0, ...values)
  const y = (value: number): number => ((top - value) / (top - bottom)) * HEIGHT
  const width = Math.max(STEP, bars.length * STEP)
  return (
    <figure class="bars">
      <figcaption>
        {title}
        {line === undefined ? '' : `; the line is ${line.about}`}
      </figcaption>
      <Told>
        <div class="scroll" role="region" aria-label={title} tabIndex={0}>
          <svg viewBox={`0 0 ${width} ${HEIGHT}`} width={width} height={HEIGHT} role="group" aria-label={title}>
            {bars.map(({ value = 0, about, address, hollow }, index) => (
              <a key={address} href={address} aria-label={about}>
                <rect class="hit" x={index * STEP} y={0} width={STEP} height={HEIGHT} />
                <rect
                  class={hollow ? 'bar hollow' : 'bar'}
                  x={index * STEP + 2}
                  y={Math.min(y(0), y(value))}
                  width={STEP - 4}
                  height={Math.max(1, Math.abs(y(0) - y(value)))}
                >
                  <title>{about}</title>
                </rect>
              </a>
            ))}
            {line === undefined ? null : <line class="average" x1={0} x2={width} y1={y(line.value)} y2={y(line.value)} />}
          </svg>
        </div>
      </Told>
    </figure>
  )
}
