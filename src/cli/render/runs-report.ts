import type { RunEntry, RunUnit } from '../../ledger/runs.ts'
import type { Page } from '../outcome.ts'
import { count, counted, duration } from './amounts.ts'
import { shortName } from './backfill-report.ts'
import { layOut } from './layout.ts'
import { atText } from './why-report.ts'

const UNITS_SHOWN = 20

/** Runs, newest first, a line each. */
export function runsText(runs: readonly RunEntry[], page: Page): string[] {
  if (runs.length === 0) return ['no run yet']
  const numbers = ['units', 'failed', 'rows written', 'time'].map(title => ({ title, align: 'right' as const }))
  const [heading = '', ...lines] = layOut(
    [{ title: 'run', align: 'right' }, { title: 'started (UTC)' }, { title: 'command' }, { title: 'plan' }, { title: 'outcome' }, ...numbers],
    runs.map(run => [
      String(run.run),
      atText(run.at),
      run.command,
      run.plan,
      run.outcome,
      count(unitsOf(run)),
      count(run.units.failed + run.units.blocked),
      run.rows_written === null ? '–' : count(run.rows_written),
      run.duration_ms === null ? '–' : duration(run.duration_ms),
    ]),
  )
  return [page.paint('bold', heading), ...lines]
}

function unitsOf({ units }: RunEntry): number {
  return Object.values(units).reduce((sum, units) => sum + units, 0)
}

/** One run in a line. */
export function runLine(run: RunEntry): string {
  const written = run.rows_written === null ? '' : `, ${counted(run.rows_written, 'row')} written`
  const time = run.duration_ms === null ? '' : ` in ${duration(run.duration_ms)}`
  return `run ${run.run} (backcourt ${run.command}, ${atText(run.at)} UTC): ${run.outcome}, ${counted(unitsOf(run), 'unit')}${written}${time}`
}

/** One run with its plan, its options, and what it did to which units. */
export function runText(run: RunEntry, units: readonly RunUnit[], page: Page): string[] {
  const statuses = Object.entries(run.units).filter(([, units]) => units > 0)
  const told = statuses.length === 0 ? 'none' : statuses.map(([status, units]) => `${count(units)} ${status}`).join(', ')
  const faults = units.filter(unit => unit.status === 'failed' || unit.status === 'blocked')
  const shown = faults
    .slice(0, UNITS_SHOWN)
    .map(unit => `  ${page.paint('red', unit.status)} ${unit.table} ${unit.date}  ${unit.reason ?? ''}`.trimEnd())
  const more = faults.length > shown.length ? [`  and ${count(faults.length - shown.length)} more; --json has them all`] : []
  return [
    page.paint('bold', runLine(run)),
    `  plan ${run.plan}`,
    `  options ${JSON.stringify(run.options)}`,
    `  units ${told}`,
    ...tableLines(units),
    ...shown,
    ...more,
  ]
}

function tableLines(units: readonly RunUnit[]): string[] {
  const tables = [...new Set(units.map(unit => unit.table))].toSorted()
  const rows = tables.map(table => {
    const own = units.filter(unit => unit.table === table).toSorted((a, b) => a.date.localeCompare(b.date))
    return [`  ${shortName(table)}`, `${own[0]?.date ?? ''} … ${own.at(-1)?.date ?? ''}`, counted(own.length, 'day')]
  })
  return layOut([{ title: '' }, { title: '' }, { title: '', align: 'right' }], rows).slice(1)
}
