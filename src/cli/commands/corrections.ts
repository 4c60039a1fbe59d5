import { BackcourtError } from '../../errors.ts'
import type { NoticedSince } from '../../ledger/corrections.ts'
import type { Store } from '../../store/store.ts'
import type { CorrectionsMembers } from '../fetch-documents.ts'
import { holdStore } from '../hold-store.ts'
import type { Outcome } from '../outcome.ts'
import { correctionsText } from '../render/corrections-text.ts'
import type { Session } from '../session.ts'
import { examples, type Program } from '../verb.ts'
import { instantOf } from './changes.ts'

/** `backcourt corrections`. */
export function addCorrections(program: Program, session: Session): void {
  program
    .command('corrections')
    .summary('stat corrections: what later files said differently')
    .description(
      'Lists the statistics of players and teams that a later file told differently from an earlier one: who, which field, before and after, when it was noticed, in which file, and how many analytics rows moved because of it.',
    )
    .addHelpText(
      'before',
      examples([
        'backcourt corrections --store backcourt-demo/demo.duckdb',
        'backcourt corrections --since 2026-11-23',
        'backcourt corrections --since 12 --json',
      ]),
    )
    .option('--since <import-or-time>', 'only those that were noticed after this import, or after this instant', '0')
    .action(async options => {
      const since = noticedSince(options.since)
      await session.run(() => holdStore(session, 'read', store => correctionsIn(store, since, file => session.shown(file))))
    })
}

/** An import or an instant. Throws usage. */
export function noticedSince(typed: string): NoticedSince {
  if (/^\d{1,9}$/.test(typed)) return { import: Number(typed) }
  const time = instantOf(typed)
  if (time !== undefined) return { time }
  throw new BackcourtError('usage', `--since: expected the number of an import or an instant as 2026-11-23T09:00:00Z, got "${typed}"`, {
    where: '--since',
    next: '--since 2026-11-23',
  })
}

/** The corrections since then; paths as `shown` writes them. */
export async function correctionsIn(store: Store, since: NoticedSince, shown: (file: string) => string): Promise<Outcome<CorrectionsMembers>> {
  const { listCorrections } = await import('../../ledger/corrections.ts')
  const corrections = await listCorrections(store, since)
  return { exitCode: 0, members: { corrections }, warnings: [], text: page => correctionsText(corrections, { page, shown }) }
}
