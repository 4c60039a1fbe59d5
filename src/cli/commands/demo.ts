import { rmSync } from 'node:fs'
import path from 'node:path'
import { BackcourtError } from '../../errors.ts'
import { highlights, type Highlights } from '../demo-highlights.ts'
import type { DemoMembers } from '../documents.ts'
import { holdStoreAt } from '../hold-store.ts'
import type { Outcome, Page } from '../outcome.ts'
import { rowsText } from '../render/rows.ts'
import type { Session } from '../session.ts'
import { examples, type Program } from '../verb.ts'
import { backfillIn } from './backfill.ts'
import { coverageOf } from './coverage.ts'
import { importInto } from './import.ts'
import { simulateInto } from './simulate.ts'

const FOLDER = 'backcourt-demo'
const SEED = 2021
const DAYS = 32

/** `backcourt demo`. */
export function addDemo(program: Program, session: Session): void {
  program
    .command('demo')
    .summary('a simulated month, from raw files to five tables')
    .description(
      `Simulates a month of a season, imports it, computes the five tables, proves that they are complete and shows some rows. Everything lands in ${FOLDER}/, where running it again starts anew; --store names another file for the store, which must not be there yet.`,
    )
    .addHelpText(
      'before',
      examples(['backcourt demo', 'backcourt sql --store backcourt-demo/demo.duckdb "from nba_analytics.player_game_summary limit 5"']),
    )
    .action(async () => {
      await session.run(() => demo(session, session.options.store ?? path.join(FOLDER, 'demo.duckdb')))
    })
}

async function demo(session: Session, typedStore: string): Promise<Outcome<DemoMembers>> {
  const feeds = path.join(FOLDER, 'feeds')
  const store = session.pathOf(typedStore)
  await clearWay(session, store)
  session.progress.note(`simulating ${DAYS} days of a season that could have been …`)
  const simulated = await simulateInto(feeds, { seasons: 1, seed: SEED, days: DAYS }, session)
  return holdStoreAt(store, { session, mode: 'import' }, async opened => {
    session.progress.note('importing them …')
    const request = { paths: [session.pathOf(feeds)], replace: false, force: false, now: session.now() }
    const imported = await importInto(opened, request, session)
    const built = await backfillIn(opened, session)
    const checked = await coverageOf(opened, { range: undefined, tables: [] })
    const shown = await highlights(opened)
    const steps = [simulated, imported, built, checked]
    return {
      exitCode: steps.some(step => step.exitCode !== 0) ? 1 : 0,
      members: { simulate: simulated.members, import: imported.members, backfill: built.members, coverage: checked.members },
      warnings: steps.flatMap(step => step.warnings),
      text: page => [
        ...stepsText(
          [
            ['import', imported],
            ['backfill', built],
            ['coverage', checked],
          ],
          page,
        ),
        ...highlightsText(shown, page),
      ],
      next: hints(typedStore),
    }
  })
}

/** Takes the demo before away. Throws usage where a store stands that is none of it: nobody's rows are simulated over. */
async function clearWay(session: Session, store: string): Promise<void> {
  const { storeExists } = await import('../../store/duckdb/snapshot.ts')
  const own = session.pathOf(path.join(FOLDER, 'demo.duckdb'))
  if (store !== own && storeExists(store)) {
    throw new BackcourtError('usage', `demo makes a new store, and there is one at ${store}`, { where: '--store', next: 'backcourt demo' })
  }
  for (const old of [path.join(FOLDER, 'feeds'), ...(store === own ? [own, `${own}.wal`] : [])])
    rmSync(session.pathOf(old), { recursive: true, force: true })
}

function stepsText(steps: readonly (readonly [string, Outcome])[], page: Page): string[] {
  return steps.flatMap(([verb, outcome]) => [page.paint('cyan', `backcourt ${verb}`), ...outcome.text(page), ''])
}

function highlightsText(shown: Highlights, page: Page): string[] {
  return shown.flatMap(({ title, columns, rows }) => [page.paint('cyan', title), ...rowsText(columns, rows, page), ''])
}

function hints(store: string): string[] {
  return [
    `sql --store ${store} "select player_full_name, points, ts_pct from nba_analytics.player_game_summary order by points desc limit 10"`,
    `export pgs --store ${store} --out players.csv`,
    'tables upgc',
  ]
}
