import type { JSX } from 'preact'
import type { PlanGraphMembers, PlanNode } from '../../serve/documents.ts'
import { counted } from '../format.ts'
import { reasonInWords } from '../status.ts'

const WIDTH = 240
const HEIGHT = 40
const GAP = 12
const BETWEEN = 70
const HEAD = 24
/** Characters that fit into a node. */
const FITS = 33

interface Placed {
  readonly node: PlanNode
  readonly x: number
  readonly y: number
}

/** The reasons of a plan, from changed inputs by the windows that they are in to tables and dates: thicker lines stand for more units. */
export function PlanGraph({ plan: { columns, edges } }: { readonly plan: PlanGraphMembers }): JSX.Element {
  const filled = columns.filter(({ nodes }) => nodes.length > 0)
  const most = Math.max(...filled.map(({ nodes }) => nodes.length))
  const places = new Map<string, Placed>()
  for (const [column, { nodes }] of filled.entries()) {
    const down = ((most - nodes.length) * (HEIGHT + GAP)) / 2
    for (const [row, node] of nodes.entries()) places.set(node.id, { node, x: column * (WIDTH + BETWEEN), y: HEAD + down + row * (HEIGHT + GAP) })
  }
  const width = filled.length * (WIDTH + BETWEEN) - BETWEEN
  const height = HEAD + most * (HEIGHT + GAP)
  const title = 'why it rebuilds what it does'
  return (
    <figure class="bars">
      <figcaption>{title}: from what changed to the rows that can change</figcaption>
      <div class="scroll" role="region" aria-label={title} tabIndex={0}>
        <svg class="graph" viewBox={`-1 0 ${width + 2} ${height}`} width={width + 2} height={height} role="group" aria-label={title}>
          {filled.map(({ name }, column) => (
            <text key={name} class="graph-head" x={column * (WIDTH + BETWEEN)} y={14}>
              {name}
            </text>
          ))}
          {edges.map(({ from, to, units }) => (
            <Edge key={`${from} ${to}`} from={places.get(from)} to={places.get(to)} units={units} />
          ))}
          {[...places.values()].map(place => (
            <Node key={place.node.id} {...place} />
          ))}
        </svg>
      </div>
    </figure>
  )
}

interface EdgeProps {
  readonly from: Placed | undefined
  readonly to: Placed | undefined
  readonly units: number
}

function Edge({ from, to, units }: EdgeProps): JSX.Element | null {
  if (from === undefined || to === undefined) return null
  const [x1, y1, x2, y2] = [from.x + WIDTH, from.y + HEIGHT / 2, to.x, to.y + HEIGHT / 2]
  const middle = (x1 + x2) / 2
  return (
    <path class="graph-edge" d={`M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`} stroke-width={1 + Math.log2(units)}>
      <title>{`${from.node.label} → ${to.node.label}: ${counted(units, 'unit')}`}</title>
    </path>
  )
}

function Node({ node, x, y }: Placed): JSX.Element {
  const { about, units, address } = node
  const label = reasonInWords(node.label)
  const box = (
    <>
      <rect class="graph-node" x={x} y={y} width={WIDTH} height={HEIGHT} rx={4} />
      <text class="graph-label" x={x + 8} y={y + 16}>
        {fitting(label)}
      </text>
      <text class="graph-about" x={x + 8} y={y + 32}>
        {fitting(about === '' || about === node.label ? counted(units, 'unit') : about)}
      </text>
      <title>{[label, about, counted(units, 'unit')].filter(text => text !== '').join(' – ')}</title>
    </>
  )
  return address === null ? <g>{box}</g> : <a href={address}>{box}</a>
}

function fitting(text: string): string {
  return text.length <= FITS ? text : `${text.slice(0, FITS - 1)}…`
}
