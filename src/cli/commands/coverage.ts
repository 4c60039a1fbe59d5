import { Option } from '@commander-js/extra-typings'
import type { CoverageGrouping, CoverageReport, CoverageRequest } from '../../check/report.ts'
import type { Store } from '../../store/store.ts'
import type { CoverageMembers } from '../documents.ts'
import { buildHint } from '../build-hint.ts'
import { followOwners } from '../follow-owners.ts'
import { tablesNamed } from '../names.ts'
import { holdStore } from '../hold-store.ts'
import { askedAsOf, asOfHint, withAsOf, withRange, withTables } from '../options.ts'
import type { Outcome } from '../outcome.ts'
import { askedRange, rangeIn } from '../range.ts'
import { groupsText } from '../render/coverage-grid.ts'
import { coverageText } from '../render/coverage-report.ts'
import type { Session } from '../session.ts'
import { examples, type Program } from '../verb.ts'

/** What rows can be counted by. */
export const GROUPINGS: readonly CoverageGrouping[] = ['date', 'month', 'team']

/** `backcourt coverage`. */
export function addCoverage(program: Program, session: Session): void {
  const verb = program
    .command('coverage')
    .summary('is every expected row there, once, with a hash?')
    .description('Asks schedule and box scores which rows each table must have, and looks whether each is there, once, with a hash. Changes nothing.')
    .addHelpText(
      'before',
      examples([
        'backcourt coverage --store backcourt-demo/demo.duckdb',
        'backcourt coverage --start-date 2021-10-19 --end-date 2021-11-19 --json',
        'backcourt coverage --season 2021-22 --by date',
      ]),
    )
  const grouped = verb.addOption(new Option('--by <group>', 'also by date (a grid), month or team').choices(GROUPINGS))
  withAsOf(withTables(withRange(grouped))).action(async options => {
    const asked = askedRange(options, 'coverage')
    const asOf = askedAsOf(options)
    const { models } = await import('../../nba/models/index.ts')
    const tables = tablesNamed(options.tables, models).map(model => model.name)
    await session.run(() =>
      holdStore(session, 'read', async store => {
        const read = await followOwners(store, asked, session)
        const outcome = await coverageOf(store, { range: await rangeIn(store, asked), tables, asOf, by: options.by })
        return { ...outcome, warnings: [...read, ...outcome.warnings] }
      }),
    )
  })
}

/** Checks, and tells what was found. */
export async function coverageOf(store: Store, request: CoverageRequest): Promise<Outcome<CoverageMembers>> {
  const [{ coverage }, { unsettledImport }] = await Promise.all([import('../../check/coverage.ts'), import('../../import/settle/settle.ts')])
  const unresolved = await unsettledImport(store)
  const report = await coverage(store, request)
  const complete = isComplete(report)
  const { first, last } = report.range
  return {
    exitCode: complete ? 0 : 1,
    members: {
      tables: report.tables,
      ...(request.by === undefined ? {} : { groups: report.groups }),
      findings: report.findings,
      doubled: report.doubled,
    },
    warnings: [
      ...(unresolved === null
        ? []
        : [
            `import ${unresolved} was stopped before its people were resolved, so some are not expected yet: backcourt ${await buildHint(store)} goes on`,
          ]),
      ...report.warnings,
    ],
    text: page => [...coverageText(report, page), ...(request.by === undefined ? [] : ['', ...groupsText(report, request.by, page)])],
    next: complete ? undefined : report.buildable ? `backfill --start-date ${first} --end-date ${last}${asOfHint(request.asOf)}` : 'import PATH…',
  }
}

function isComplete({ tables, findings }: CoverageReport): boolean {
  return findings.length === 0 && tables.every(table => (table.coverage ?? 1) >= 1 && table.extra === 0 && table.duplicates === 0)
}
