import { addDays, type DayRange } from '../../calendar.ts'
import { BackcourtError } from '../../errors.ts'
import type { Pending, Stretch } from '../../check/hand-off-report.ts'
import type { TableCoverage } from '../../check/report.ts'
import type { Store } from '../../store/store.ts'
import type { ReportMembers } from '../documents.ts'
import { holdStore } from '../hold-store.ts'
import { withRange } from '../options.ts'
import type { Outcome } from '../outcome.ts'
import { askedRange, rangeIn } from '../range.ts'
import { handOffText } from '../render/hand-off.ts'
import type { Session } from '../session.ts'
import { examples, type Program } from '../verb.ts'

/** `backcourt report`. */
export function addReport(program: Program, session: Session): void {
  const verb = program
    .command('report')
    .summary('the hand-off note')
    .description(
      'Writes a note, as Markdown or one HTML page, for whoever comes next: what was asked, how the tables stand, what ran and what it changed, what failed and how to go on, quality issues, open decisions with what each would cost. Each figure stands beside the query that gives it. Changes nothing.',
    )
    .addHelpText(
      'before',
      examples([
        'backcourt report --store backcourt-demo/demo.duckdb',
        'backcourt report --season 2021-22 --since 3 > note.md',
        'backcourt report --html > note.html',
        'backcourt report --json',
      ]),
    )
    .option('--html', 'as one page with the coverage as a picture, instead of Markdown')
    .option('--since <run>', 'only runs after this one, as the last note says', '0')
  withRange(verb).action(async options => {
    const asked = askedRange(options, 'report')
    const since = sinceNamed(options.since)
    await session.run(() =>
      holdStore(session, 'read', async store => reportOf(store, session, { range: await rangeIn(store, asked), since, html: options.html === true })),
    )
  })
}

/** The number of a run. Throws usage. */
function sinceNamed(typed: string): number {
  if (/^\d{1,9}$/.test(typed)) return Number(typed)
  throw new BackcourtError('usage', `--since: expected the number of a run, got "${typed}"`, {
    where: '--since',
    next: 'backcourt runs lists the runs',
  })
}

interface Asked {
  readonly range: DayRange | undefined
  readonly since: number
  readonly html: boolean
}

async function reportOf(store: Store, session: Session, asked: Asked): Promise<Outcome<ReportMembers>> {
  const [{ coverage }, { handOff }] = await Promise.all([import('../../check/coverage.ts'), import('../../check/hand-off.ts')])
  const covered = await coverage(store, { range: asked.range, tables: [], by: 'date' })
  const { range } = covered
  const pending = await pendingIn(store, session, range)
  const rest = await restOf(store, range)
  const note = await handOff(store, { range, since: asked.since, coverage: covered.tables, pending, rest, elapsed: () => session.elapsed() })
  const next = `report --start-date ${range.first} --end-date ${range.last} --since ${note.last_run}`
  const html = asked.html
    ? (await import('../render/html/hand-off-html.ts')).handOffHtml(note, { groups: covered.groups, next: `backcourt ${next}` })
    : undefined
  return {
    exitCode: 0,
    members: { range: note.range, since: note.since, last_run: note.last_run, sections: note.sections },
    warnings: covered.warnings,
    text: () => (html === undefined ? handOffText(note, `backcourt ${next}`) : html.split('\n').slice(0, -1)),
  }
}

/** What the store knows of before and after a range. */
async function restOf(store: Store, range: DayRange): Promise<Stretch | undefined> {
  const [{ coverage }, { playedRange }] = await Promise.all([import('../../check/coverage.ts'), import('../../change/calendar.ts')])
  const played = await playedRange(store)
  if (played === undefined) return undefined
  const around = [
    { first: played.first, last: addDays(range.first, -1) },
    { first: addDays(range.last, 1), last: played.last },
  ]
  const ranges = around.filter(({ first, last }) => first <= last)
  const covered: TableCoverage[] = []
  for (const range of ranges) covered.push(...(await coverage(store, { range, tables: [] })).tables)
  return ranges.length === 0 ? undefined : { name: 'the rest of the history', ranges, coverage: covered }
}

/** What a plan for the range would build. */
async function pendingIn(store: Store, session: Session, range: DayRange): Promise<Pending> {
  const [{ createPlan }, { planMembers }] = await Promise.all([import('../../change/create-plan.ts'), import('../plan-members.ts')])
  const options = { force: false, onlyMissing: false, onlyFailed: false }
  const plan = planMembers(await createPlan(store, { range, tables: [], options, now: session.now(), unless: 'built' }))
  const rows = plan.units.reduce((sum, unit) => sum + unit.rows_affected, 0)
  return { units: plan.counts.build, rows, expected_ms: plan.expected_ms }
}
