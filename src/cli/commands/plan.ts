import type { WarehouseCost } from '../../apply/warehouse-cost.ts'
import type { PlanDocument } from '../../change/plan-document.ts'
import type { Store } from '../../store/store.ts'
import type { PlanMembers } from '../documents.ts'
import { holdStore } from '../hold-store.ts'
import { planner, type MadePlan } from '../make-plan.ts'
import { withAsOf, withChoice, withRange, withTables } from '../options.ts'
import type { Outcome } from '../outcome.ts'
import { bytes, counted } from '../render/amounts.ts'
import { planText } from '../render/plan-report.ts'
import type { Session } from '../session.ts'
import { examples, type Program } from '../verb.ts'

/** `backcourt plan`. */
export function addPlan(program: Program, session: Session): void {
  const verb = program
    .command('plan')
    .summary('what would be rebuilt, and why')
    .description(
      'Finds the units that changed inputs or definitions reach, with the reason for each, and saves them as a plan; without dates for all that is built.',
    )
    .addHelpText(
      'before',
      examples(['backcourt plan --store backcourt-demo/demo.duckdb', 'backcourt plan --season 2021-22 --tables pgs,upgc --only-failed --json']),
    )
  withAsOf(withChoice(withTables(withRange(verb)))).action(async options => {
    const plan = await planner(options, session)
    await session.run(() =>
      holdStore(session, 'write', async store => {
        const { savePlan } = await import('../../change/saved-plans.ts')
        const made = await plan(store, 'built')
        await savePlan(store, made.document)
        const { document } = made
        const outcome = await planOutcome(made, store)
        return {
          ...outcome,
          text: page => [...outcome.text(page), `plan ${document.plan} saved`],
          next: document.units.length > 0 ? `apply ${document.plan}` : document.counts.blocked > 0 ? 'import PATH…' : undefined,
        }
      }),
    )
  })
}

/** Tells a plan. One that builds nothing because inputs are missing is a finding. */
export async function planOutcome({ document, warnings }: MadePlan, store: Store): Promise<Outcome<PlanMembers>> {
  const { planMembers } = await import('../plan-members.ts')
  const { build, blocked } = document.counts
  const cost = await costIn(store, document)
  return {
    exitCode: build === 0 && blocked > 0 ? 1 : 0,
    members: { ...planMembers(document), ...cost },
    warnings,
    text: page => [...planText(document, page), ...costLines(cost)],
  }
}

/** What carrying a plan out costs in a warehouse. */
async function costIn({ desk }: Store, document: PlanDocument): Promise<WarehouseCost | undefined> {
  if (desk === undefined) return undefined
  const { warehouseCost } = await import('../../apply/warehouse-cost.ts')
  return warehouseCost(desk.warehouse, document)
}

function costLines(cost: WarehouseCost | undefined): string[] {
  return cost === undefined ? [] : [`in the warehouse: ${counted(cost.jobs, 'job')}, about ${bytes(cost.bytes)} read (by ${cost.bytes_by})`]
}
