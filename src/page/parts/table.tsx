import type { ComponentChildren, JSX } from 'preact'
import { useState } from 'preact/hooks'
import { count } from '../format.ts'

/** A column of a table. */
export interface Column<R> {
  readonly label: string
  /** What the label stands for. */
  readonly title?: string
  readonly show: (row: R) => ComponentChildren
  /** What the column is sorted by; numbers also stand to the right. */
  readonly by?: (row: R) => unknown
  /** Words stand to the left; `prose` is of many, and keeps room for a few beside each other. */
  readonly text?: boolean | 'prose'
}

interface TableProps<R> {
  readonly caption: string
  readonly columns: readonly Column<R>[]
  readonly rows: readonly R[]
  readonly keyOf?: (row: R) => string
  /** What to say when there are no rows. */
  readonly empty?: ComponentChildren
}

interface Order {
  readonly column: number
  readonly down: boolean
}

/** Rows that are drawn at first, and more at each press: whoever looks for one sorts or searches. */
const DRAWN = 200

/** A table that scrolls by itself where it is wider than the page, and is sorted by whichever column is pressed. */
export function Table<R>({ caption, columns, rows, keyOf, empty }: TableProps<R>): JSX.Element {
  const [order, setOrder] = useState<Order>()
  const [drawn, setDrawn] = useState(DRAWN)
  if (rows.length === 0 && empty !== undefined) return <p class="nothing">{empty}</p>
  const press = (column: number): void => setOrder({ column, down: order?.column === column ? !order.down : classOf(columns[column]?.text) === '' })
  const sorted = order === undefined ? rows : inOrder(rows, columns[order.column]?.by, order.down)
  const beyond = sorted.length - drawn
  return (
    <div class="scroll" role="region" aria-label={caption} tabIndex={0}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <Head columns={columns} order={order} press={press} />
        </thead>
        <tbody>
          {sorted.slice(0, drawn).map((row, index) => (
            <Line key={keyOf?.(row) ?? index} row={row} columns={columns} />
          ))}
        </tbody>
      </table>
      {beyond <= 0 ? null : (
        <button type="button" onClick={() => setDrawn(drawn + 5 * DRAWN)}>
          {count(Math.min(beyond, 5 * DRAWN))} more of {count(sorted.length)}
        </button>
      )}
    </div>
  )
}

interface HeadProps<R> {
  readonly columns: readonly Column<R>[]
  readonly order: Order | undefined
  readonly press: (column: number) => void
}

function Head<R>({ columns, order, press }: HeadProps<R>): JSX.Element {
  return (
    <tr>
      {columns.map((column, index) => (
        <th
          key={column.label}
          scope="col"
          class={classOf(column.text)}
          title={column.title}
          data-about={column.title}
          aria-sort={sortOf(order, index)}
        >
          {column.by === undefined ? (
            column.label
          ) : (
            <button type="button" onClick={() => press(index)}>
              {column.label}
              <span aria-hidden="true">{order?.column === index ? (order.down ? ' ↓' : ' ↑') : ''}</span>
            </button>
          )}
        </th>
      ))}
    </tr>
  )
}

function Line<R>({ row, columns }: { readonly row: R; readonly columns: readonly Column<R>[] }): JSX.Element {
  return (
    <tr>
      {columns.map(({ label, text, show }, index) => {
        const shown = show(row)
        const name = typeof shown === 'string' && DAY.test(shown) ? `${classOf(text)} day` : classOf(text)
        return index === 0 ? (
          <th key={label} scope="row" class={name}>
            {shown}
          </th>
        ) : (
          <td key={label} class={name}>
            {shown}
          </td>
        )
      })}
    </tr>
  )
}

/** A day is not broken at its hyphens. */
const DAY = /^\d{4}-\d\d-\d\d$/

function classOf(text: Column<unknown>['text']): string {
  if (text === 'prose') return 'text prose'
  return text === true ? 'text' : ''
}

function sortOf(order: Order | undefined, index: number): 'ascending' | 'descending' | 'none' {
  if (order?.column !== index) return 'none'
  return order.down ? 'descending' : 'ascending'
}

/** Unknown values come last, whichever way the others are sorted. */
function inOrder<R>(rows: readonly R[], by: ((row: R) => unknown) | undefined, down: boolean): readonly R[] {
  if (by === undefined) return rows
  const known = (row: R): boolean => by(row) !== null && by(row) !== undefined
  const compared = (a: R, b: R): number => {
    const [one, other] = [by(a), by(b)]
    const order = typeof one === 'number' && typeof other === 'number' ? one - other : String(one).localeCompare(String(other))
    return down ? -order : order
  }
  return [...rows.filter(known).toSorted(compared), ...rows.filter(row => !known(row))]
}
