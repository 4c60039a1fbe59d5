import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { BackcourtError } from '../../errors.ts'
import type { Store } from '../../store/store.ts'
import type { Model } from '../../table/model.ts'
import { draftOf } from '../../whole-file.ts'
import type { PublishMembers } from '../documents.ts'
import type { Manifest } from '../manifest.ts'
import { holdStoreAt } from '../hold-store.ts'
import type { Outcome } from '../outcome.ts'
import { counted } from '../render/amounts.ts'
import { filesText } from '../render/files-text.ts'
import type { ChangedKey, Covered } from '../render/html/publication.ts'
import type { Session } from '../session.ts'
import { version } from '../version.ts'
import { examples, type Program } from '../verb.ts'
import { writeExport } from '../write-export.ts'

const MANIFEST = 'manifest.json'

/** `backcourt publish`. */
export function addPublish(program: Program, session: Session): void {
  program
    .command('publish')
    .summary('the five tables, their dictionary and what changed, for others')
    .description(
      'Writes the five tables as Parquet and CSV into a folder, with a manifest (rows, digests, recipe, version, changes since the last publication) and pages that open from a file or any web host: calendar, changes, definitions. Each file is there as a whole or not at all, the manifest last.',
    )
    .addHelpText('before', examples(['backcourt publish public --store backcourt-demo/demo.duckdb', 'backcourt publish /srv/www/nba --json']))
    .argument('<dir>', 'the folder; a publication that is there is brought up to date')
    .action(async dir => {
      const folder = session.pathOf(dir)
      await session.run(async () => {
        prepare(folder)
        return holdStoreAt(session.store, { session, mode: { exportInto: folder } }, store => publishInto(store, session, folder))
      })
    })
}

/** Throws bad_input for what is no folder, and for a folder of somebody else's files. */
function prepare(folder: string): void {
  if (existsSync(folder) && !statSync(folder).isDirectory())
    throw new BackcourtError('bad_input', `${folder} is no folder`, { where: folder, next: 'name another one' })
  mkdirSync(path.join(folder, 'tables'), { recursive: true })
}

async function publishInto(store: Store, session: Session, folder: string): Promise<Outcome<PublishMembers>> {
  const started = session.elapsed()
  const [{ models }, { coverage }, { builtRange }] = await Promise.all([
    import('../../nba/models/index.ts'),
    import('../../check/coverage.ts'),
    import('../../check/built-range.ts'),
  ])
  const range = await builtRange(store, models)
  if (range === undefined) throw new BackcourtError('bad_input', 'nothing has been built yet', { next: 'backcourt backfill' })
  const covered = await coverage(store, { range, tables: [], by: 'date' })
  const previous = manifestIn(folder)
  const changed = await changesSince(store, session, { folder, previous, models })
  const tables: Manifest['tables'][number][] = []
  for (const model of models) tables.push(await publishTable(store, session, { folder, model, changed }))
  const manifest: Manifest = { backcourt: version(), published_at: session.now(), previous: previous?.published_at ?? null, range, tables }
  const pages = await writePages(session, folder, { manifest, covered, changed: changed ?? [] })
  await writeWholeText(session, path.join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`)
  const written = [...tables.flatMap(({ files, rows }) => files.map(file => ({ ...file, rows }))), ...pages, MANIFEST].map(file =>
    typeof file === 'string' ? { path: file, rows: 0, bytes: statSync(path.join(folder, file)).size } : file,
  )
  const files = written.map(({ path: name, rows, bytes }) => ({ path: path.join(folder, name), rows, bytes }))
  const duration_ms = session.elapsed() - started
  const complete = covered.tables.every(table => (table.coverage ?? 1) >= 1)
  return {
    exitCode: 0,
    members: { manifest, files, duration_ms },
    warnings: complete ? [] : ['not every expected row is there: backcourt coverage tells which are missing'],
    text: () => [
      ...filesText(
        files.map(file => ({ ...file, path: session.shown(file.path) })),
        duration_ms,
      ),
      changed === undefined ? 'the first publication' : `${counted(changed.length, 'row')} changed since ${previous?.published_at ?? ''}`,
    ],
  }
}

/** The manifest of the last publication; undefined where there is none that can be read. */
function manifestIn(folder: string): Manifest | undefined {
  const file = path.join(folder, MANIFEST)
  if (!existsSync(file)) return undefined
  try {
    const found = JSON.parse(readFileSync(file, 'utf8')) as Partial<Manifest>
    return typeof found.published_at === 'string' && Array.isArray(found.tables) ? (found as Manifest) : undefined
  } catch {
    throw new BackcourtError('bad_input', `${file} is no manifest of a publication`, { where: file, next: 'name another folder' })
  }
}

interface Republishing {
  readonly folder: string
  readonly previous: Manifest | undefined
  readonly models: readonly Model[]
}

/** Rows whose hash is another than in the last publication, also as a file; undefined where there was none. */
async function changesSince(store: Store, session: Session, { folder, previous, models }: Republishing): Promise<ChangedKey[] | undefined> {
  const before = models
    .map(model => ({ model, file: path.join(folder, fileOf(model, 'parquet')) }))
    .filter(({ file }) => previous !== undefined && existsSync(file))
  if (before.length === 0) return undefined
  const [{ changesQuery }, { exportRows }] = await Promise.all([import('../../check/publication-changes.ts'), import('../../store/export.ts')])
  const query = changesQuery(store, before)
  await writeExport(draftOf(path.join(folder, 'changes.csv'), session.world), session, file => exportRows(store, { query, file, format: 'csv' }))
  return store.rows<ChangedKey>(`select "table", key, kind from (${query}) as changed`)
}

function fileOf({ name }: Model, format: 'parquet' | 'csv'): string {
  return `tables/${name}.${format}`
}

interface Publishing {
  readonly folder: string
  readonly model: Model
  readonly changed: readonly ChangedKey[] | undefined
}

async function publishTable(store: Store, session: Session, { folder, model, changed }: Publishing): Promise<Manifest['tables'][number]> {
  const [{ qualifiedName }, { exportQuery }, { exportRows }, { tableDigest }] = await Promise.all([
    import('../../table/source.ts'),
    import('../export-query.ts'),
    import('../../store/export.ts'),
    import('../../check/publication-changes.ts'),
  ])
  const files: Manifest['tables'][number]['files'][number][] = []
  for (const format of ['parquet', 'csv'] as const) {
    const name = fileOf(model, format)
    const target = path.join(folder, name)
    await writeExport(draftOf(target, session.world), session, file => exportRows(store, { query: exportQuery(model, undefined), file, format }))
    files.push({ path: name, bytes: statSync(target).size, sha256: createHash('sha256').update(readFileSync(target)).digest('hex') })
  }
  const own = changed?.filter(({ table }) => table === qualifiedName(model))
  const count = (kind: ChangedKey['kind']): number => own?.filter(change => change.kind === kind).length ?? 0
  return {
    table: qualifiedName(model),
    ...(await tableDigest(store, model)),
    recipe: model.recipes[0].name,
    changes: own === undefined ? null : { inserted: count('inserted'), updated: count('updated'), deleted: count('deleted') },
    files,
  }
}

interface Pages {
  readonly manifest: Manifest
  readonly covered: Covered
  readonly changed: readonly ChangedKey[]
}

async function writePages(session: Session, folder: string, { manifest, covered, changed }: Pages): Promise<string[]> {
  const [{ calendarPage, changesPage, definitionsPage }, { tableDocument }, { models }] = await Promise.all([
    import('../render/html/publication.ts'),
    import('../table-documents.ts'),
    import('../../nba/models/index.ts'),
  ])
  const pages: Readonly<Record<string, string>> = {
    'index.html': calendarPage(manifest, covered),
    'changes.html': changesPage(manifest, changed),
    'definitions.html': definitionsPage(models.map(tableDocument)),
  }
  for (const [name, text] of Object.entries(pages)) await writeWholeText(session, path.join(folder, name), text)
  return Object.keys(pages)
}

async function writeWholeText(session: Session, file: string, text: string): Promise<void> {
  await writeExport(draftOf(file, session.world), session, draft => writeFile(draft, text))
}
