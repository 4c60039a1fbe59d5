import type { JSX } from 'preact'
import type { CalendarCell, CalendarDate, CalendarMembers } from '../../serve/documents.ts'
import { counted, month, short, weekday } from '../format.ts'
import { withGiven } from '../route.ts'
import { Nearby } from '../parts/nearby.tsx'
import { Told } from '../parts/told.tsx'
import { STATES, type CellState } from '../status.ts'

interface GridProps {
  readonly calendar: CalendarMembers
  /** By table, then by place of the date. */
  readonly states: readonly (readonly CellState[])[]
  /** The date that is open. */
  readonly date: string | undefined
}

/** Height in pixels of a month that is not drawn. */
const MONTH_HEIGHT = 154

/** The months of a season side by side, each with a row per table; `apart`, drawn only while they are near the screen. Arrow keys go from cell to cell. */
export function Months({ calendar, states, date, apart = false }: GridProps & { readonly apart?: boolean }): JSX.Element {
  const months = [...new Set(calendar.dates.map(day => day.date.slice(0, 7)))]
  const start = calendar.dates.findIndex(day => day.date === date)
  return (
    <Told class="months" onKeyDown={step}>
      {months.map(name => {
        const month = (): JSX.Element => <Month name={name} calendar={calendar} states={states} date={date} start={Math.max(0, start)} />
        return apart ? (
          <Nearby key={name} class="apart" height={MONTH_HEIGHT}>
            {month}
          </Nearby>
        ) : (
          <div key={name}>{month()}</div>
        )
      })}
    </Told>
  )
}

interface MonthProps extends GridProps {
  /** As `2021-11`. */
  readonly name: string
  /** Place of the date by which the tab key comes in. */
  readonly start: number
}

function Month({ name, calendar, states, date, start }: MonthProps): JSX.Element {
  const places = calendar.dates.flatMap((day, place) => (day.date.startsWith(name) ? [place] : []))
  return (
    <table class="month">
      <caption>{month(`${name}-01`)}</caption>
      <thead>
        <tr>
          <td />
          {places.map(place => (
            <DateHead key={place} day={calendar.dates[place]} />
          ))}
        </tr>
      </thead>
      <tbody>
        {calendar.tables.map((table, row) => (
          <tr key={table.table}>
            <th scope="row" title={short(table.table)}>
              {table.initials}
            </th>
            {places.map(place => (
              <Cell
                key={place}
                at={{ row, place }}
                day={calendar.dates[place]}
                cell={table.cells[place]}
                state={states[row]?.[place]}
                table={table.table}
                season={calendar.season}
                tab={row === 0 && place === start}
                open={calendar.dates[place]?.date === date}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function DateHead({ day }: { readonly day: CalendarDate | undefined }): JSX.Element | null {
  if (day === undefined) return null
  const number = Number(day.date.slice(8))
  return (
    <th scope="col" title={`${weekday(day.date)} ${day.date}, ${counted(day.games, 'game')}`}>
      {number}
    </th>
  )
}

interface CellProps {
  readonly at: { readonly row: number; readonly place: number }
  readonly day: CalendarDate | undefined
  readonly cell: CalendarCell | undefined
  readonly state: CellState | undefined
  readonly table: string
  readonly season: string | null
  readonly tab: boolean
  readonly open: boolean
}

function Cell({ at, day, cell, state, table, season, tab, open }: CellProps): JSX.Element | null {
  if (day === undefined || cell === undefined || state === undefined) return null
  const { sign, word } = STATES[state]
  const about = `${short(table)}, ${weekday(day.date)} ${day.date}: ${word}, ${counted(cell.rows, 'row')}${cell.reason === null ? '' : `, ${cell.reason}`}`
  return (
    <td class={open ? 'open' : ''}>
      <a
        class={`sign ${state}`}
        href={withGiven('/calendar', { season, date: day.date })}
        data-stay=""
        data-row={at.row}
        data-place={at.place}
        tabIndex={tab ? 0 : -1}
        aria-label={about}
        aria-current={open ? 'date' : undefined}
        title={about}
      >
        {sign}
      </a>
    </td>
  )
}

const STEPS: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }

/** From cell to cell by the arrow keys, also from month to month. */
function step(event: KeyboardEvent): void {
  const move = STEPS[event.key]
  const from = event.target instanceof HTMLElement ? event.target.dataset : undefined
  if (move === undefined || from?.['place'] === undefined) return
  const [row, place] = [Number(from['row']) + move[0], Number(from['place']) + move[1]]
  const next = document.querySelector<HTMLElement>(`.months a[data-row="${row}"][data-place="${place}"]`)
  if (next === null) return
  event.preventDefault()
  next.focus()
}
