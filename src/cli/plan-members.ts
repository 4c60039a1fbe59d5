import { changeFinder, type FindChanges } from '../change/change-finder.ts'
import { changeSentence } from '../change/explain.ts'
import { expectedRows, type PlannedUnit, type Reason } from '../change/plan.ts'
import type { PlanDocument } from '../change/plan-document.ts'
import type { PlanMembers, UnitDocument } from './documents.ts'

const CHANGES_NAMED = 5

/** A plan as scripts read it. */
export function planMembers(document: PlanDocument): PlanMembers {
  const find = changeFinder(document.inputs_changed)
  return {
    plan: document.plan,
    inputs_changed: document.inputs_changed.map(({ table, date, key, kind, fields, cause }) => ({ table, date, key, kind, fields, cause })),
    units: [...document.units.map(unit => unitDocument(unit, find)), ...document.idle.filter(unit => unit.news).map(idleDocument)],
    counts: document.counts,
    expected_ms: document.expected_ms,
  }
}

function unitDocument(unit: PlannedUnit, find: FindChanges): UnitDocument {
  return {
    table: `nba_analytics.${unit.table}`,
    date: unit.date,
    action: unit.reasons.some(reason => reason.why === 'never built') ? 'build' : 'rebuild',
    rows_affected: rowsAffected(unit, find),
    reasons: unit.reasons.map(reason => sentence(reason, find)),
  }
}

function idleDocument({ table, date, status, reason }: PlanDocument['idle'][number]): UnitDocument {
  return { table: `nba_analytics.${table}`, date, action: status, rows_affected: 0, reasons: [reason] }
}

/** A reason with the changes behind it: `lebronjames’s last 10 games: nba_raw.… points 33 → 34 (corrections.csv row 1, import 4)`. */
function sentence({ why, changes, more: beyond }: Reason, find: FindChanges): string {
  if (changes.length === 0) return why
  const named = changes.slice(0, CHANGES_NAMED).map(id => find(id).map(changeSentence).join('; ') || id)
  const unnamed = beyond + Math.max(0, changes.length - CHANGES_NAMED)
  const more = unnamed > 0 ? `; and ${unnamed} more` : ''
  return `${why}: ${[...new Set(named)].join('; ')}${more}`
}

const LISTED_BY_A_TEAM = 17
const PLAYED_IN_A_GAME = 22

/** Rows that the reasons can concern, at most: those of the persons and teams that they name, else all. */
function rowsAffected(unit: PlannedUnit, find: FindChanges): number {
  const { table, reasons } = unit
  const subjects = reasons.map(reason => subjectOf(reason, find))
  if (subjects.includes(undefined)) return expectedRows([unit])
  const names = [...new Set(subjects.flatMap(names => names ?? []))]
  const perTeam = table === 'upcoming_player_game_context' ? LISTED_BY_A_TEAM : 1
  const rows = names.reduce((sum, name) => sum + (/^\d+$/.test(name) ? PLAYED_IN_A_GAME : isTeam(name) ? perTeam : 1), 0)
  return Math.min(expectedRows([unit]), rows)
}

/** The persons, teams or games that a reason concerns; undefined when it can concern every row. */
function subjectOf({ why, changes }: Reason, find: FindChanges): readonly string[] | undefined {
  const named = /^(\S+)’s /.exec(why)?.[1]
  if (named !== undefined) return [named]
  if (why !== 'its box score' && why !== 'the totals of its teams') return undefined
  const who = changes.flatMap(id => find(id).map(change => (why === 'its box score' ? change.who : change.game)))
  return who.length === 0 || who.includes(null) ? undefined : who.flatMap(name => name ?? [])
}

function isTeam(name: string): boolean {
  return /^[A-Z]{3}$/.test(name)
}
