import type { BackfillMembers, ImportMembers } from '../documents.ts'
import type { FetchMembers } from '../fetch-documents.ts'
import { BackcourtError } from '../../errors.ts'
import type { FetchReport, FetchRequest } from '../../fetch/report.ts'
import type { ScheduledGame } from '../../fetch/schedule.ts'
import type { Store } from '../../store/store.ts'
import { applyFetched } from '../apply-fetched.ts'
import { fetchSettings, outHint, type FetchOptions } from '../fetch-settings.ts'
import { holdStore } from '../hold-store.ts'
import { withRange } from '../options.ts'
import type { Outcome } from '../outcome.ts'
import { dueText, fetchText, fetchWarnings } from '../render/fetch-report.ts'
import type { Session } from '../session.ts'
import { examples, type Program } from '../verb.ts'
import { importInto } from './import.ts'

type Options = FetchOptions & {
  readonly import: boolean
  readonly apply?: true | undefined
  readonly dryRun?: true | undefined
  readonly terms?: true | undefined
  readonly acceptTerms?: true | undefined
}

/** `backcourt fetch`. */
export function addFetch(program: Program, session: Session): void {
  const verb = program
    .command('fetch')
    .summary('what the schedule says is due, as raw files; then imports them')
    .description(
      'Asks the NBA for what is due: the schedule, box scores and play-by-play of games that ended since the last fetch, those of 1, 2, 7 and 30 days ago once more, and injury reports. One request at a time; unchanged files are not sent again. Keeps the files as they came, and imports them.',
    )
    .addHelpText(
      'before',
      examples([
        'backcourt fetch --terms',
        'backcourt fetch --store backcourt-demo/demo.duckdb --accept-terms --dry-run',
        'backcourt fetch --apply',
        'backcourt fetch --date 2025-11-05 --no-import --out ~/nba/fetched',
      ]),
    )
    .option('--out <folder>', 'where the files are kept (else beside the store: backcourt-fetched)')
    .option('--no-import', 'only keep the files')
    .option('--apply', 'plan and apply what the new files reach')
    .option('--dry-run', 'only show what is due, and why')
    .option('--terms', 'whose data it is, and under which terms')
    .option('--accept-terms', 'acknowledge them, once for each folder (or BACKCOURT_FETCH_TERMS=accepted)')
    .option('--nba-base <url>', 'where the content network is (or BACKCOURT_NBA_BASE)')
    .option('--reports-base <url>', 'where the injury reports are (or BACKCOURT_REPORTS_BASE; else as --nba-base)')
  withRange(verb).action(async options => {
    await session.run(async () => (options.terms === true ? termsOutcome() : fetchOutcome(options, session)))
  })
}

const NOTHING: FetchMembers = { requests: 0, files: [], failures: [], running: [], import: null, backfill: null, circuits: [] }

async function termsOutcome(): Promise<Outcome<FetchMembers>> {
  const { TERMS } = await import('../../fetch/terms.ts')
  return { exitCode: 0, members: { ...NOTHING, terms: TERMS.join('\n') }, warnings: [], text: () => TERMS, next: 'fetch --accept-terms' }
}

async function fetchOutcome(options: Options, session: Session): Promise<Outcome<FetchMembers>> {
  const settings = fetchSettings(options, session)
  await checkTerms(settings.folder, options, session)
  const request: FetchRequest = { ...settings, games: await gamesKnown(session) }
  const { fetchDue, dueNow } = await import('../../fetch/fetch.ts')
  const outside = { network: session.world.network, writer: session.world }
  if (options.dryRun === true) {
    const due = dueNow(request, outside).map(({ resource, reason }) => ({ url: resource.address, reason }))
    return { exitCode: 0, members: { ...NOTHING, due }, warnings: [], text: page => dueText(due, page), next: 'fetch' }
  }
  const started = session.elapsed()
  const report = await fetchDue(request, {
    ...outside,
    listen: ({ due, number, of }) => session.progress.live('fetch', `${number}/${of}  ${due.resource.stem}  ${due.reason}`),
    checkpoint: () => session.checkInterrupt(),
  })
  const told = { duration_ms: session.elapsed() - started, folder: session.shown(settings.folder) }
  return withImport({ report, told, options }, session)
}

interface Fetched {
  readonly report: FetchReport
  readonly told: { readonly duration_ms: number; readonly folder: string }
  readonly options: Options
}

/** What came of a fetch, and of what follows it. */
async function withImport({ report, told, options }: Fetched, session: Session): Promise<Outcome<FetchMembers>> {
  const { requests, files, failures, circuits, running } = report
  const wanted = options.import && (report.toImport.length > 0 || options.apply === true)
  const [imported, built] = wanted ? await holdStore(session, 'import', store => follow(store, { report, options }, session)) : []
  const found = failures.some(({ status, url }) => !(status === 404 && url.endsWith('.pdf'))) || report.leftAlone > 0
  const exitCode = found ? 1 : (built?.exitCode ?? 0)
  return {
    exitCode,
    members: { requests, files, failures, running, import: imported?.members ?? null, backfill: built?.members ?? null, circuits },
    warnings: [
      ...fetchWarnings(report),
      ...(imported?.warnings ?? []),
      ...(imported?.error === undefined ? [] : [imported.error.message]),
      ...(built?.warnings ?? []),
    ],
    text: page => [...fetchText(report, told), ...(imported?.text(page) ?? []), ...(built?.text(page) ?? [])],
    next: built?.next ?? (built === undefined ? (imported?.next ?? (options.import ? undefined : `import ${told.folder}`)) : undefined),
  }
}

/** Imports what has not landed yet, and builds what it reaches. */
async function follow(
  store: Store,
  { report, options }: Pick<Fetched, 'report' | 'options'>,
  session: Session,
): Promise<readonly [Outcome<ImportMembers> | undefined, Outcome<BackfillMembers> | undefined]> {
  const { notLanded } = await import('../../ledger/landed-files.ts')
  const paths = await notLanded(store, report.toImport)
  const imported = paths.length === 0 ? undefined : await importInto(store, { paths, replace: false, force: false, now: session.now() }, session)
  return [imported, options.apply === true ? await applyFetched(store, session) : undefined]
}

/** Throws usage where nobody has acknowledged the terms; remembers who does. */
async function checkTerms(folder: string, options: Options, { world }: Session): Promise<void> {
  const { remember, remembered } = await import('../../fetch/memory.ts')
  const memory = remembered(folder)
  if (memory.terms_accepted !== null || world.env['BACKCOURT_FETCH_TERMS'] === 'accepted') return
  if (options.acceptTerms === true) return remember(folder, { ...memory, terms_accepted: world.now().toISOString() }, world)
  throw new BackcourtError('usage', 'the files belong to the NBA, and their use has terms: nobody has acknowledged them for this folder yet', {
    where: folder,
    next: `backcourt fetch --terms shows them, backcourt fetch --accept-terms${outHint(options)} acknowledges them once`,
  })
}

/** The games that the store knows, where there is one. */
async function gamesKnown(session: Session): Promise<ScheduledGame[]> {
  const { storeExists } = await import('../../store/duckdb/snapshot.ts')
  if (session.warehouse === undefined && !storeExists(session.store)) return []
  const { gamesInStore } = await import('../../fetch/store-games.ts')
  return holdStore(session, 'read', gamesInStore).catch((error: unknown) => {
    // One that was never finished, because whoever made it was stopped, knows none: importing finishes it.
    if (error instanceof BackcourtError && error.code === 'store_invalid') return []
    throw error
  })
}
