import { createHash } from 'node:crypto'
import type { Day } from '../calendar.ts'
import type { Citation } from '../ledger/unit-states.ts'
import type { Plan, PlannedUnit } from './plan.ts'
import type { InputChange } from './read-reach.ts'

/** A plan as it is saved: pure data. */
export interface PlanDocument extends Plan {
  /** Short id, a digest of everything else. */
  readonly plan: string
  /** `processed_at` of what it writes, ISO text. */
  readonly created_at: string
  /** The day that it is seen as of; null for that of the newest final game. */
  readonly as_of: Day | null
  /** Qualified names of the tables that it is about. */
  readonly tables: readonly string[]
  readonly inputs_changed: readonly InputChange[]
  /** Changed input rows in all, listed or not. */
  readonly change_count: number
  /** What the inputs of its seasons were when it was made. */
  readonly cites: readonly Citation[]
  readonly fingerprints: Readonly<Record<string, string>>
  /** The last import that it has seen. */
  readonly import_number: number
  /** Whether the units that it leaves alone are up to date, too. */
  readonly complete: boolean
  readonly expected_ms: number
}

/** Gives a plan its id. */
export function nameplate(plan: Omit<PlanDocument, 'plan'>): PlanDocument {
  return { plan: createHash('sha256').update(JSON.stringify(plan)).digest('hex').slice(0, 8), ...plan }
}

/** A plan from its saved text; one of an older Backcourt rebuilds whole dates. */
export function parsePlan(text: string): PlanDocument {
  const { as_of = null, ...document } = JSON.parse(text) as Omit<PlanDocument, 'as_of'> & Partial<Pick<PlanDocument, 'as_of'>>
  const units = document.units.map(unit => ({
    ...unit,
    games: (unit.games as PlannedUnit['games'] | undefined) ?? null,
    reasons: unit.reasons.map(reason => ({ ...reason, more: (reason.more as number | undefined) ?? 0 })),
  }))
  return { ...document, as_of, units }
}

/** 16 hex digits that change with the inputs of a season that the plan cites. */
export function inputDigest({ cites }: PlanDocument, season: number): string {
  const cited = cites.filter(cite => cite.season === season).map(({ table, rows, digest }) => [table, rows, digest])
  return createHash('sha256').update(JSON.stringify(cited)).digest('hex').slice(0, 16)
}
