import type { PlanMembers } from '../documents.ts'
import { holdStore } from '../hold-store.ts'
import { planner, type MadePlan } from '../make-plan.ts'
import { withChoice, withRange, withTables } from '../options.ts'
import type { Outcome } from '../outcome.ts'
import { planMembers } from '../plan-members.ts'
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
  withChoice(withTables(withRange(verb))).action(async options => {
    const plan = await planner(options, session)
    await session.run(() =>
      holdStore(session, 'write', async store => {
        const { savePlan } = await import('../../change/states.ts')
        const made = await plan(store, 'built')
        await savePlan(store, made.document)
        const { document } = made
        const outcome = planOutcome(made)
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
export function planOutcome({ document, warnings }: MadePlan): Outcome<PlanMembers> {
  const { build, blocked } = document.counts
  return { exitCode: build === 0 && blocked > 0 ? 1 : 0, members: planMembers(document), warnings, text: page => planText(document, page) }
}
