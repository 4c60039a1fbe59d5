import { parseDay } from '../../calendar.ts'
import type { AsOfRequest } from '../../check/asof.ts'
import type { Store } from '../../store/store.ts'
import type { AsOfMembers } from '../documents.ts'
import { holdStore } from '../hold-store.ts'
import { tableNamed } from '../names.ts'
import type { Outcome } from '../outcome.ts'
import { asOfText } from '../render/asof-report.ts'
import type { Session } from '../session.ts'
import { examples, type Program } from '../verb.ts'

/** `backcourt asof`. */
export function addAsOf(program: Program, session: Session): void {
  program
    .command('asof')
    .summary('a row, or all of a date, as it was or would have been known then')
    .description(
      'Computes a row of an analytics table, or all rows of a date, from what was known before the tip (--known-at tip), or from what this store knew at an instant, and tells where the stored rows differ. Changes nothing.',
    )
    .addHelpText(
      'before',
      examples([
        'backcourt asof utgc 2021-10-25 --known-at tip --store backcourt-demo/demo.duckdb',
        'backcourt asof pgs 2021-11-10/lebronjames --known-at 2021-11-11T12:00:00Z',
      ]),
    )
    .argument('<table>', 'an analytics table: name, beginning or initials')
    .argument('<key>', 'DATE, or DATE/KEY: 2021-11-10, 2021-11-10/lebronjames, 2021-11-10/LAL')
    .requiredOption('--known-at <tip|TIME>', 'tip, or an instant such as 2021-11-11T12:00:00Z')
    .action(async (typed, key, options) => {
      const { models } = await import('../../nba/models/index.ts')
      const [date = '', ...who] = key.split('/')
      const request = {
        model: tableNamed(typed, models),
        date: parseDay(date, 'KEY'),
        key: who.length === 0 ? undefined : who.join('/'),
        knownAt: options.knownAt,
      }
      await session.run(() => holdStore(session, 'read', store => asOfIn(store, request)))
    })
}

/** The rows as they were or would have been known. */
export async function asOfIn(store: Store, request: AsOfRequest): Promise<Outcome<AsOfMembers>> {
  const { asOf } = await import('../../check/asof.ts')
  const report = await asOf(store, request)
  return { exitCode: 0, members: report, warnings: [], text: page => asOfText(report, page) }
}
