import { parseDay } from '../../calendar.ts'
import type { ImportReport, ImportRequest, SuggestedMapping } from '../../import/report.ts'
import type { Store } from '../../store/store.ts'
import type { ErrorMember, ImportMembers } from '../documents.ts'
import { buildHint, missingInput } from '../build-hint.ts'
import { holdStore, NO_RUN, publish } from '../hold-store.ts'
import type { Outcome } from '../outcome.ts'
import { importProgress } from '../render/import-progress.ts'
import { importText } from '../render/import-report.ts'
import type { Session } from '../session.ts'
import { examples, type Program } from '../verb.ts'
import { checkSuggestion, fileOf, writeSuggestion } from '../write-suggestion.ts'

/** `backcourt import`. */
export function addImport(program: Program, session: Session): void {
  program
    .command('import')
    .summary('raw files into raw tables')
    .description(
      'Reads raw files (CSV, JSON, Parquet, xlsx, SQLite, also in zip or gzip), says what it took each one for, and stores their rows in raw tables.',
    )
    .addHelpText('before', examples(['backcourt import backcourt-demo/feeds', 'backcourt import ~/nba/schedule.json.gz ~/nba/game_logs']))
    .argument('<paths...>', 'files, folders or globs')
    .option('--mapping <file>', 'a YAML file that names your columns in the words of a known format')
    .option('--suggest <file>', 'write a mapping for the first file that nearly fits a format')
    .option('--replace', 'the files are the whole truth for each feed, table and game date that they hold')
    .option('--roster-date <day>', 'the day of rosters, which tell none (else that in the name of the file, else today)')
    .option('--paths-from <folder>', 'write files down by their path from this folder (else by their full path)')
    .option('--force', 'take files again whose bytes landed before')
    .action(async (paths, options) => {
      const request: Omit<ImportRequest, 'now'> = {
        paths: paths.map(typed => session.pathOf(typed)),
        ...(options.mapping === undefined ? {} : { mapping: session.pathOf(options.mapping) }),
        ...(options.rosterDate === undefined ? {} : { rosterDate: parseDay(options.rosterDate, '--roster-date') }),
        ...(options.pathsFrom === undefined ? {} : { toldFrom: session.pathOf(options.pathsFrom) }),
        replace: options.replace === true,
        force: options.force === true,
      }
      const suggest = options.suggest === undefined ? undefined : session.pathOf(options.suggest)
      await session.run(() => {
        checkSuggestion(suggest)
        return holdStore(session, 'import', async store => {
          const outcome = await importInto(store, { ...request, now: session.now() }, session)
          return suggest === undefined ? outcome : withSuggestion(outcome, suggest, session)
        })
      })
    })
}

/** What came of an import, and mappings that may do for what it did not recognise. */
interface ImportOutcome extends Outcome<ImportMembers> {
  readonly suggestions: readonly SuggestedMapping[]
}

/** The outcome, with the first suggestion written to a file. */
async function withSuggestion(outcome: ImportOutcome, file: string, session: Session): Promise<Outcome<ImportMembers>> {
  const [first] = outcome.suggestions
  const where = session.shown(file)
  if (first === undefined)
    return { ...outcome, warnings: [...outcome.warnings, `--suggest: no file nearly fits a format, so ${where} was not written`] }
  await writeSuggestion(first, file, session)
  const path = await fileOf(first, session)
  const todo = first.missing.length === 0 ? 'check it' : `fill in ${first.missing.join(', ')}`
  const next = `import --mapping ${where} ${path}`
  return {
    ...outcome,
    text: page => [...outcome.text(page), `a mapping of ${path} to ${first.format} was written to ${where}: ${todo}`],
    error: outcome.error === undefined ? undefined : { ...outcome.error, next: `backcourt ${next}` },
    next,
  }
}

/** Imports files, and tells what came of it. */
export async function importInto(store: Store, request: ImportRequest, session: Session): Promise<ImportOutcome> {
  const { importFiles } = await import('../../import/import.ts')
  const started = session.elapsed()
  const follow = importProgress(session.progress, file => session.shown(file))
  const report = await importFiles(store, request, {
    listen: event => {
      const files = follow(event)
      // Whoever looks sees each hundredth: a status for each of ten thousand files would cost as much as a file.
      if (files.done % Math.ceil(files.known / 100) === 0) publish(store, session, { ...NO_RUN, files })
      session.checkInterrupt()
    },
  })
  const duration_ms = session.elapsed() - started
  const { warnings, suggestions, ...found } = report
  const hint = report.files.length > 0 ? await buildHint(store) : await unrecognisedHint(report, session)
  const error = errorOf(report, hint, session)
  return {
    suggestions,
    exitCode: error === undefined ? 0 : 2,
    members: { ...found, duration_ms, peak_rss_mb: session.world.memory() },
    warnings: [...warnings, ...(report.files.length > 0 ? [(await missingInput(store)) ?? []].flat() : [])],
    error,
    text: page => importText(asShown(report, session), duration_ms, page),
    next: hint,
  }
}

/** What to do about files that are not recognised: a mapping for one that nearly fits. */
async function unrecognisedHint({ unrecognised, suggestions }: ImportReport, session: Session): Promise<string | undefined> {
  const [first] = suggestions
  if (first === undefined) return unrecognised.length > 0 ? 'formats' : undefined
  return `import --suggest mapping.yaml ${await fileOf(first, session)}`
}

/** The report with paths as a person reads them. */
function asShown(report: ImportReport, session: Session): ImportReport {
  const shown = <T extends { readonly path: string }>(files: readonly T[]): T[] => files.map(file => ({ ...file, path: session.shown(file.path) }))
  return { ...report, files: shown(report.files), unrecognised: shown(report.unrecognised), unreadable: shown(report.unreadable) }
}

function errorOf(report: ImportReport, hint: string | undefined, session: Session): ErrorMember | undefined {
  const { files, unreadable, unrecognised } = report
  const [path] = unreadable
  if (path) return { code: 'not_found', message: `${session.shown(path.path)}: ${path.reason}`, where: path.path, next: null }
  if (files.length > 0) return undefined
  const where = unrecognised[0]?.path ?? null
  return { code: 'nothing_imported', message: 'no file was recognised', where, next: `backcourt ${hint ?? 'formats'}` }
}
