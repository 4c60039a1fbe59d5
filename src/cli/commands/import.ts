import type { ImportReport, ImportRequest } from '../../import/report.ts'
import type { Store } from '../../store/store.ts'
import type { ErrorMember, ImportMembers } from '../documents.ts'
import { buildHint, missingInput } from '../build-hint.ts'
import { holdStore } from '../hold-store.ts'
import type { Outcome } from '../outcome.ts'
import { importProgress } from '../render/import-progress.ts'
import { importText } from '../render/import-report.ts'
import type { Session } from '../session.ts'
import { examples, type Program } from '../verb.ts'

/** `backcourt import`. */
export function addImport(program: Program, session: Session): void {
  program
    .command('import')
    .summary('raw files into raw tables')
    .description('Reads raw files (CSV, JSON, Parquet, also gzipped), says what it took each one for, and stores their rows in raw tables.')
    .addHelpText('before', examples(['backcourt import backcourt-demo/feeds', 'backcourt import ~/nba/schedule.json.gz ~/nba/game_logs']))
    .argument('<paths...>', 'files, folders or globs')
    .option('--mapping <file>', 'a YAML file that names your columns in the words of a known format')
    .option('--replace', 'the files are the whole truth for each feed, table and game date that they hold')
    .option('--force', 'take files again whose bytes landed before')
    .action(async (paths, options) => {
      const request: Omit<ImportRequest, 'now'> = {
        paths: paths.map(typed => session.pathOf(typed)),
        ...(options.mapping === undefined ? {} : { mapping: session.pathOf(options.mapping) }),
        replace: options.replace === true,
        force: options.force === true,
      }
      await session.run(() => holdStore(session, 'create', store => importInto(store, { ...request, now: session.now() }, session)))
    })
}

/** Imports files, and tells what came of it. */
export async function importInto(store: Store, request: ImportRequest, session: Session): Promise<Outcome<ImportMembers>> {
  const { importFiles } = await import('../../import/import.ts')
  const started = session.elapsed()
  const show = importProgress(session.progress, file => session.shown(file))
  const report = await importFiles(store, request, {
    listen: event => {
      show(event)
      session.checkInterrupt()
    },
  })
  const duration_ms = session.elapsed() - started
  const { warnings, ...found } = report
  const error = errorOf(report, session)
  return {
    exitCode: error === undefined ? 0 : 2,
    members: { ...found, duration_ms, peak_rss_mb: session.world.memory() },
    warnings: [...warnings, ...(report.files.length > 0 ? [(await missingInput(store)) ?? []].flat() : [])],
    error,
    text: page => importText(asShown(report, session), duration_ms, page),
    next: report.files.length > 0 ? await buildHint(store) : report.unrecognised.length > 0 ? 'formats' : undefined,
  }
}

/** The report with paths as a person reads them. */
function asShown(report: ImportReport, session: Session): ImportReport {
  const shown = <T extends { readonly path: string }>(files: readonly T[]): T[] => files.map(file => ({ ...file, path: session.shown(file.path) }))
  return { ...report, files: shown(report.files), unrecognised: shown(report.unrecognised), unreadable: shown(report.unreadable) }
}

function errorOf({ files, unreadable, unrecognised }: ImportReport, session: Session): ErrorMember | undefined {
  const [path] = unreadable
  if (path) return { code: 'not_found', message: `${session.shown(path.path)}: ${path.reason}`, where: path.path, next: null }
  if (files.length > 0) return undefined
  const where = unrecognised[0]?.path ?? null
  return { code: 'nothing_imported', message: 'no file was recognised', where, next: 'backcourt formats' }
}
