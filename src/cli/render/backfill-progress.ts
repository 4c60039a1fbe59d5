import type { BackfillEvent } from '../../apply/report.ts'
import { count, duration } from './amounts.ts'
import { plannedLine, shortName } from './backfill-report.ts'
import type { Progress } from './progress.ts'

const BAR_WIDTH = 20
const NAME_WIDTH = 28

/** Shows a backfill while it works: one live line per table. */
export function backfillProgress(progress: Progress): (event: BackfillEvent) => void {
  return event => {
    switch (event.kind) {
      case 'planned':
        progress.note(plannedLine(event))
        break
      case 'chunk':
        progress.live(event.table, chunkLine(event))
        break
      case 'table': {
        const { table, units, rows_written, duration_ms } = event.outcome
        const done = { table, unitsDone: units, unitsPlanned: units, rows: rows_written }
        progress.live(table, `${soFar(done)}   ${duration(duration_ms)}`)
        break
      }
    }
  }
}

function chunkLine(event: Extract<BackfillEvent, { kind: 'chunk' }>): string {
  return `${soFar(event)}   ${count(event.rowsPerSecond)} rows/s, ${duration(event.millisecondsLeft)} left`
}

interface SoFar {
  readonly table: string
  readonly unitsDone: number
  readonly unitsPlanned: number
  readonly rows: number
}

function soFar({ table, unitsDone, unitsPlanned, rows }: SoFar): string {
  const filled = unitsPlanned === 0 ? BAR_WIDTH : Math.round((BAR_WIDTH * unitsDone) / unitsPlanned)
  const bar = '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled)
  const days = `${count(unitsDone)}/${count(unitsPlanned)} days`
  return `${shortName(table).padEnd(NAME_WIDTH)} ${days.padStart(13)} ${count(rows).padStart(9)} rows   ${bar}`
}
