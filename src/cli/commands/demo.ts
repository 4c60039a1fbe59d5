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
      `Simulates a month of a season, imports it, computes the five tables, proves that they are complete and shows some rows. Everything lands in ${FOLDER}/; running it again starts anew.`,
    )
    .addHelpText(
      'before',
      examples(['backcourt demo', 'backcourt sql --store backcourt-demo/demo.duckdb "from nba_analytics.player_game_summary limit 5"']),
    )
    .action(async () => {
      if (session.options.store !== undefined) {
        throw new BackcourtError('usage', `demo makes a store of its own, ${FOLDER}/demo.duckdb`, { where: '--store', next: 'backcourt demo' })
      }
      await session.run(() => demo(session))
    })
}

async function demo(session: Session): Promise<Outcome<DemoMembers>> {
  const feeds = path.join(FOLDER, 'feeds')
  const typedStore = path.join(FOLDER, 'demo.duckdb')
  const store = session.pathOf(typedStore)
  for (const old of [feeds, typedStore, `${typedStore}.wal`]) rmSync(session.pathOf(old), { recursive: true, force: true })
  session.progress.note(`simulating ${DAYS} days of a season that could have been …`)
  const simulated = await simulateInto(feeds, { seasons: 1, seed: SEED, days: DAYS }, session)
  return holdStoreAt(store, { session, mode: 'create' }, async opened => {
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
