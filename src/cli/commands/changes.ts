import { existsSync, statSync } from 'node:fs'
import { BackcourtError } from '../../errors.ts'
import type { Since } from '../../ledger/changes.ts'
import type { Store } from '../../store/store.ts'
import type { Model } from '../../table/model.ts'
import { draftOf, type Draft } from '../../whole-file.ts'
import { writeExport } from '../write-export.ts'
import { holdStore } from '../hold-store.ts'
import { toJson } from '../json.ts'
import { tablesNamed } from '../names.ts'
import type { Outcome } from '../outcome.ts'
import { filesText } from '../render/files-text.ts'
import type { Session } from '../session.ts'
import { examples, type Program } from '../verb.ts'

/** `backcourt changes`. */
export function addChanges(program: Program, session: Session): void {
  program
    .command('changes')
    .summary('changed keys for readers downstream')
    .description(
      'Prints a JSON line for each row whose data_hash changed after a run or an instant, in the order of the runs; --out writes them into a Parquet file. The number of a run is the surer bookmark: the clock of a change is that of its plan.',
    )
    .addHelpText(
      'before',
      examples([
        'backcourt changes --since 0 --store backcourt-demo/demo.duckdb --table pgs',
        'backcourt changes --since 2026-11-23T09:00:00Z --table pgs,togs',
        'backcourt changes --since 3 --out changes.parquet',
      ]),
    )
    .requiredOption('--since <run-or-time>', 'changes after this run (0: all), or after this instant')
    .option('--table <names>', 'some tables only, by name, beginning or initials: pgs,upcoming_team')
    .option('--out <file>', 'a Parquet file to write')
    .option('--force', 'write over a file that exists')
    .action(async options => {
      const since = sinceNamed(options.since)
      const { models } = await import('../../nba/models/index.ts')
      const named = tablesNamed(options.table, models)
      const chosen = named.length === 0 ? models : named
      const file = options.out === undefined ? undefined : session.pathOf(options.out)
      if (file !== undefined) refuseFile(file, options.force === true)
      const draft = file === undefined ? undefined : draftOf(file, session.world)
      await session.run(() =>
        holdStore(session, draft === undefined ? 'read' : { exportTo: draft.file }, async (store): Promise<Outcome> => {
          if (draft === undefined) return changesSince(store, since, chosen)
          await refuseFuture(store, since)
          return writeChanges({ store, since, models: chosen, draft, session })
        }),
      )
    })
}

/** A run or an instant. Throws usage. */
export function sinceNamed(typed: string): Since {
  if (/^\d{1,9}$/.test(typed)) return { run: Number(typed) }
  const time = instantOf(typed)
  if (time === undefined) {
    throw new BackcourtError('usage', `--since: expected the number of a run or an instant as 2026-11-23T09:00:00Z, got "${typed}"`, {
      where: '--since',
      next: 'backcourt runs lists the runs',
    })
  }
  return { time }
}

/** A day or an instant as ISO text in UTC; undefined for anything else. */
export function instantOf(typed: string): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?)?$/.test(typed)) return undefined
  const instant = zoned(typed)
  return Number.isNaN(instant) ? undefined : new Date(instant).toISOString()
}

/** Milliseconds of an instant; without a zone it is UTC. */
function zoned(typed: string): number {
  const text = typed.replace(' ', 'T')
  return Date.parse(text.length === 10 || /(?:Z|[+-]\d{2}:\d{2})$/.test(text) ? text : `${text}Z`)
}

async function refuseFuture(store: Store, since: Since): Promise<void> {
  if (!('run' in since) || since.run === 0) return
  const { nextRun } = await import('../../ledger/runs.ts')
  const last = (await nextRun(store)) - 1
  if (since.run > last) {
    const found = last === 0 ? 'the store has no runs' : `the last run is ${last}`
    throw new BackcourtError('not_found', `no run ${since.run}: ${found}`, { where: '--since', next: 'backcourt runs lists them' })
  }
}

/** Changes as JSON lines. Throws not_found for a run that is not there yet. */
export async function changesSince(store: Store, since: Since, models: readonly Model[]): Promise<Outcome> {
  await refuseFuture(store, since)
  return linesOf(store, since, models)
}

async function linesOf(store: Store, since: Since, models: readonly Model[]): Promise<Outcome> {
  const { listChanges } = await import('../../ledger/changes.ts')
  const changes = await listChanges(store, since, models)
  return { exitCode: 0, members: {}, warnings: [], isLines: true, text: () => changes.map(change => toJson(change)) }
}

interface Written {
  readonly store: Store
  readonly since: Since
  readonly models: readonly Model[]
  readonly draft: Draft
  readonly session: Session
}

async function writeChanges({ store, since, models, draft, session }: Written): Promise<Outcome> {
  const started = session.elapsed()
  const [{ changesQuery }, { exportRows }] = await Promise.all([import('../../ledger/changes.ts'), import('../../store/export.ts')])
  const query = changesQuery(store, since, models)
  const rows = await writeExport(draft, session, file => exportRows(store, { query, file, format: 'parquet' }))
  const files = [{ path: draft.target, rows, bytes: statSync(draft.target).size }]
  const duration_ms = session.elapsed() - started
  return {
    exitCode: 0,
    members: { files, duration_ms },
    warnings: [],
    text: () =>
      filesText(
        files.map(each => ({ ...each, path: session.shown(each.path) })),
        duration_ms,
      ),
  }
}

function refuseFile(file: string, force: boolean): void {
  if (!file.toLowerCase().endsWith('.parquet')) {
    throw new BackcourtError('usage', `--out: expected a file that ends in .parquet, got "${file}"`, {
      where: '--out',
      next: '--out changes.parquet',
    })
  }
  if (!force && existsSync(file)) throw new BackcourtError('bad_input', `${file} exists`, { where: '--out', next: '--force writes over it' })
}
