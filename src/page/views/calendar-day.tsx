import type { JSX } from 'preact'
import type { CoverageMembers, GroupCoverage } from '../../cli/documents.ts'
import type { DayMembers } from '../../serve/documents.ts'
import { useDocument } from '../document.ts'
import { count, percentage, short, UNKNOWN, weekday } from '../format.ts'
import { Command, Fetched } from '../parts/said.tsx'
import { StateSign } from '../parts/status-sign.tsx'
import { Table, type Column } from '../parts/table.tsx'
import { rowAddress, withGiven } from '../route.ts'
import { repairOf, stateOf } from '../status.ts'
import { Score } from './score.tsx'

type Unit = DayMembers['units'][number]
type Finding = CoverageMembers['findings'][number]

interface DayProps {
  readonly date: string
  /** How its keys compare with those that are expected, by table; undefined while they are being compared. */
  readonly compared: readonly GroupCoverage[] | undefined
}

/** A date of the calendar: its games, its units, which keys are missing and why, and the command that repairs it. */
export function Day({ date, compared }: DayProps): JSX.Element {
  const day = useDocument<DayMembers>(withGiven('/api/day', { date }))
  // Keys are asked for one by one only where something is wrong with them.
  const whole = compared?.every(({ state }) => state === 'complete' || state === 'empty' || state === 'waiting') === true
  const coverage = useDocument<CoverageMembers>(compared === undefined || whole ? undefined : withGiven('/api/coverage', { date }))
  const findings = whole ? [] : coverage.document?.findings
  return (
    <section class="panel" aria-label={`the date ${date}`}>
      <h2>
        {weekday(date)} {date}
      </h2>
      <Fetched from={day} what="the date">
        {document => <Opened day={document} compared={compared} findings={findings} />}
      </Fetched>
    </section>
  )
}

interface OpenedProps {
  readonly day: DayMembers
  readonly compared: readonly GroupCoverage[] | undefined
  readonly findings: readonly Finding[] | undefined
}

function Opened({ day, compared, findings }: OpenedProps): JSX.Element {
  const { date, games, units } = day
  const missing = findings?.filter(({ kind }) => kind === 'missing').length ?? 0
  const repair = repairOf(
    date,
    units.map(unit => unit.status),
    missing,
  )
  return (
    <>
      {games.length === 0 ? (
        <p class="nothing">No games on this date.</p>
      ) : (
        <ul class="games">
          {games.map(game => (
            <li key={game.nba_game_id}>
              <Score game={game} />
            </li>
          ))}
        </ul>
      )}
      <p>
        <a href={`/tonight/${date}`}>Before its tips</a>: form, rest, lines, and who was out
      </p>
      <Table caption={`tables on ${date}`} columns={unitColumns(compared)} rows={units} keyOf={unit => unit.table} />
      <Missing date={date} findings={findings} />
      {repair === undefined || games.length === 0 ? null : (
        <p>
          next: <Command line={repair} />
        </p>
      )}
    </>
  )
}

function unitColumns(compared: readonly GroupCoverage[] | undefined): readonly Column<Unit>[] {
  const covered = ({ table }: Unit): GroupCoverage | undefined => compared?.find(each => each.table === table)
  return [
    { label: 'table', text: true, show: ({ table }) => <a href={withGiven('/definitions', { table })}>{short(table)}</a> },
    { label: 'stands', text: true, show: unit => <StateSign state={stateOf(unit.status, covered(unit)?.state)} /> },
    { label: 'rows', show: unit => count(covered(unit)?.rows ?? unit.rows) },
    { label: 'expected', show: unit => count(covered(unit)?.expected) },
    { label: 'missing', show: unit => count(covered(unit)?.missing) },
    { label: 'coverage', show: unit => percentage(covered(unit)?.coverage ?? null) },
    { label: 'run', show: ({ run }) => (run === null ? UNKNOWN : <a href={withGiven('/run', { run })}>{run}</a>) },
    { label: 'reason', text: 'prose', show: ({ status, reason }) => reason ?? (status === null ? 'no run has built it' : '') },
  ]
}

interface MissingProps {
  readonly date: string
  readonly findings: readonly Finding[] | undefined
}

function Missing({ date, findings }: MissingProps): JSX.Element {
  const columns: readonly Column<Finding>[] = [
    { label: 'key', text: true, show: ({ table, key }) => <a href={rowAddress(table, key)}>{key}</a> },
    { label: 'table', text: true, show: ({ table }) => short(table) },
    { label: 'found', text: true, show: ({ kind }) => kind },
    { label: 'why it is expected', text: 'prose', show: ({ explanation }) => explanation },
  ]
  if (findings === undefined) return <p class="quiet">comparing with schedule and box scores …</p>
  return <Table caption={`findings of ${date}`} columns={columns} rows={findings} empty="Every expected row is there, once, with a hash." />
}
