import { BackcourtError } from '../../errors.ts'
import type { HashedTable } from '../../hash/hashed-table.ts'
import type { VerifiedTable } from '../../hash/report.ts'
import type { Stamping } from '../../hash/stamp.ts'
import type { Answering } from '../../hash/verify.ts'
import type { Store } from '../../store/store.ts'
import type { Model } from '../../table/model.ts'
import type { Recipe } from '../../table/recipe.ts'
import type { HashExplainMembers, HashStampMembers, HashVerifyMembers } from '../documents.ts'
import type { HashedTables, HashOptions, HashWork } from '../hashed-tables.ts'
import { nearest } from '../nearest.ts'
import type { Outcome } from '../outcome.ts'
import { explainedText, stampedText, verifiedText } from '../render/hash-report.ts'
import type { Session } from '../session.ts'
import { examples, type Program } from '../verb.ts'

const WORDS = ['verify', 'stamp', 'explain'] as const

/** `backcourt hash verify`, `hash stamp`, `hash explain`. */
export function addHash(program: Program, session: Session): void {
  program
    .command('hash')
    .summary('prove, fill, show the bytes of data_hash')
    .description(
      'verify recomputes the hash of every stored row from its values and compares. stamp fills the hashes that are missing, without computing rows anew. explain shows the text that the hash of a row is made of, field by field. On the tables of the store or the warehouse, or with --file on those of any DuckDB or Parquet file.',
    )
    .addHelpText(
      'before',
      examples([
        'backcourt hash verify --store backcourt-demo/demo.duckdb',
        'backcourt hash explain togs 2021-10-19/ATL --store backcourt-demo/demo.duckdb',
        'backcourt hash stamp --file warehouse.duckdb --dry-run',
      ]),
    )
    .argument('<what>', 'verify, stamp or explain')
    .argument('[table]', 'a table only, as --table')
    .argument('[key]', 'DATE/KEY, for explain: 2021-11-10/lebronjames')
    .option('--table <name>', 'one of the five tables: name, beginning or initials')
    .option('--file <file>', 'a DuckDB or Parquet file that holds such tables, instead of the store')
    .option('--recipe <name>', 'content-1 or seed-1, for rows that do not say (else content-1 in a store, seed-1 in a file)')
    .option('--rule <name>', 'how stamp writes what rows do not tell, as whole_minutes')
    .option('--dry-run', 'stamp: only count')
    .action(async (...[what, table, key, options]) => {
      if (!isWord(what)) throw wrongWord(what)
      session.command = `hash ${what}`
      const asked = { ...options, table: options.table ?? table }
      if (what === 'verify') return session.run(() => verify(session, asked))
      if (what === 'stamp') return session.run(() => stamp(session, asked))
      if (asked.table !== undefined && key !== undefined) return session.run(() => explain(session, asked, key))
      throw new BackcourtError('usage', 'hash explain: expected a table and a key', { next: 'backcourt hash explain pgs 2021-11-10/lebronjames' })
    })
}

function isWord(typed: string): typed is (typeof WORDS)[number] {
  return (WORDS as readonly string[]).includes(typed)
}

function wrongWord(typed: string): BackcourtError {
  const meant = nearest(typed, WORDS)
  return new BackcourtError('unknown_name', `hash: expected verify, stamp or explain, got "${typed}"`, {
    where: typed,
    next: meant === undefined ? 'backcourt hash verify' : `did you mean ${meant}?`,
  })
}

async function withHashedTables<T>(what: HashWork, work: (found: HashedTables) => Promise<T>): Promise<T> {
  const tables = await import('../hashed-tables.ts')
  return tables.withHashedTables(what, work)
}

/** The recipe of rows that name none. Throws unknown_name. */
async function fallbackOf({ model }: HashedTable, { recipe, file }: HashOptions, inWarehouse = false): Promise<Recipe> {
  const { recipeNamed } = await import('../../hash/hashed-table.ts')
  return recipeNamed(model, recipe ?? (file === undefined && !inWarehouse ? model.recipes[0].name : 'seed-1'))
}

function verify(session: Session, options: HashOptions): Promise<Outcome<HashVerifyMembers>> {
  return withHashedTables({ session, options, writes: false }, async ({ store, tables: found }) => {
    const { verifyHashes } = await import('../../hash/verify.ts')
    const tables: VerifiedTable[] = []
    for (const table of found)
      tables.push(...(await verifyHashes(store, { table, fallback: await fallbackOf(table, options, session.warehouse !== undefined) })))
    const differs = tables.some(({ different }) => different > 0)
    const absent = tables.reduce((sum, table) => sum + table.absent, 0)
    return {
      exitCode: differs ? 1 : 0,
      members: { tables },
      warnings: [],
      text: page => verifiedText(tables, page),
      next: absent > 0 ? `hash stamp${fileHint(options, session)}` : undefined,
    }
  })
}

function fileHint({ file, table }: HashOptions, session: Session): string {
  const named = table === undefined ? '' : ` --table ${table}`
  return file === undefined ? named : `${named} --file ${session.shown(session.pathOf(file))}`
}

function stamp(session: Session, options: HashOptions): Promise<Outcome<HashStampMembers>> {
  const dryRun = options.dryRun === true
  return withHashedTables({ session, options, writes: !dryRun }, async ({ store, tables: found, rewrite }) => {
    const { stampHashes } = await import('../../hash/stamp.ts')
    const stampings: Stamping[] = []
    for (const table of found) {
      const request = { table, recipe: await fallbackOf(table, options, session.warehouse !== undefined), rule: options.rule, dryRun }
      stampings.push(rewrite === undefined || dryRun ? await stampHashes(store, request) : await rewrite(store, request))
      session.checkInterrupt()
    }
    const tables = stampings.map(({ added: _, ...table }) => table)
    return {
      exitCode: 0,
      members: { tables },
      warnings: stampings.flatMap(({ table, added }) =>
        added.map(column => `${table} had no column ${column}: it ${dryRun ? 'would be' : 'was'} added`),
      ),
      text: page => stampedText(tables, { page, dryRun }),
      next: dryRun ? `hash stamp${fileHint(options, session)}` : `hash verify${fileHint(options, session)}`,
    }
  })
}

function explain(session: Session, options: HashOptions, key: string): Promise<Outcome<HashExplainMembers>> {
  return withHashedTables({ session, options, writes: false }, async ({ store, tables: [table] }) => {
    if (table === undefined) throw new Error('a table was asked for, and none was found')
    return { exitCode: 0, ...(await explained(store, { table, key, options })) }
  })
}

/** The text of a row of the store. */
export async function explainedIn(store: Store, model: Model, key: string): Promise<Outcome<HashExplainMembers>> {
  const { storedTable } = await import('../../hash/hashed-table.ts')
  const table = await storedTable(store, model)
  return { exitCode: 0, ...(await explained(store, { table, key, options: {} })) }
}

interface Explanation {
  readonly table: HashedTable
  readonly key: string
  readonly options: HashOptions
}

async function explained(store: Answering, { table, key, options }: Explanation): Promise<Omit<Outcome<HashExplainMembers>, 'exitCode'>> {
  const { explainHash } = await import('../../hash/explain.ts')
  const row = await explainHash(store, { table, key, recipe: options.recipe, fallback: await fallbackOf(table, options) })
  return { members: row, warnings: [], text: page => explainedText(row, page) }
}
