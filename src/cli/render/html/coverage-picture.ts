import type { CoverageState, GroupCoverage } from '../../../check/report.ts'
import { shortName } from '../backfill-report.ts'
import { escaped } from './page.ts'

const CELL = 14
const LEFT = 64
const TOP = 18
const DAYS = 31

const STATES: Readonly<Record<CoverageState, string>> = {
  complete: 'every expected row is there, once, with a hash',
  partial: 'some rows are missing, too many or without a hash',
  missing: 'no row is there',
  waiting: 'games wait for a result',
  empty: 'no games',
  uncovered: 'no schedule says whether there were games',
}

/** A shape for each state in a square of 12, so that colour is never the only sign. */
const SHAPES: Readonly<Record<CoverageState, string>> = {
  complete: 'M0 0h12v12h-12z',
  partial: 'M0 12h12v-12z',
  missing: 'M0 0h12v12h-12zM3 3v6h6v-6z',
  waiting: 'M6 0l6 6l-6 6l-6 -6z',
  empty: 'M4 4h4v4h-4z',
  uncovered: 'M1 1h10v10h-10z',
}

/** The coverage of each table as a picture: a line for each month, a square for each day. */
export function coveragePictures(groups: readonly GroupCoverage[]): string[] {
  const tables = [...new Set(groups.map(({ table }) => table))]
  return [legend(), ...tables.map(table => `<h3>${escaped(shortName(table))}</h3>\n${picture(groups.filter(group => group.table === table))}`)]
}

function picture(days: readonly GroupCoverage[]): string {
  const months = [...new Set(days.map(({ group }) => group.slice(0, 7)))]
  const height = TOP + months.length * CELL
  const numbers = [1, 8, 15, 22, 29].map(day => `<text x="${LEFT + (day - 1) * CELL}" y="12">${day}</text>`)
  const lines = months.map((month, index) => `<text x="0" y="${TOP + index * CELL + 10}">${month}</text>`)
  const cells = days.map(({ group, state, expected, rows }) => {
    const [x, y] = [LEFT + (Number(group.slice(8)) - 1) * CELL, TOP + months.indexOf(group.slice(0, 7)) * CELL]
    const told = expected === 0 && rows === 0 ? state : `${state}, ${rows} of ${expected} rows`
    return `<path class="${state}" d="${SHAPES[state]}" transform="translate(${x} ${y})"><title>${group}: ${told}</title></path>`
  })
  return `<svg viewBox="0 0 ${LEFT + DAYS * CELL} ${height}" width="${LEFT + DAYS * CELL}" role="img" aria-label="coverage by day">${[...numbers, ...lines, ...cells].join('')}</svg>`
}

function legend(): string {
  const items = (Object.keys(STATES) as CoverageState[]).map(
    state => `<svg width="12" height="12" aria-hidden="true"><path class="${state}" d="${SHAPES[state]}"/></svg> ${state}: ${STATES[state]}`,
  )
  return `<p class="dim">${items.join('<br>')}</p>`
}
