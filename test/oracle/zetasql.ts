import { spawn, type ChildProcess } from 'node:child_process'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import path from 'node:path'
import type { Row } from '../../src/store/store.ts'
import { flatCatalog, nestedCatalog, onlyNamed, wireContents, withFlatNames, type Contents, type OracleTable, type WireCatalog } from './catalog.ts'
import { fromWire, type WireValue } from './values.ts'

/** Google's SQL engine in its own process, to judge what we write. It knows GoogleSQL's grammar, types and arithmetic, not BigQuery's storage. */
export interface Oracle {
  /** Checks grammar, names and types of a statement. Rejects with the engine's message. */
  analyse(statement: string, tables?: readonly OracleTable[]): Promise<void>
  /**
   * The rows of a query over the given contents, values as a store returns them. The engine takes requests up to 4 MB (about 20,000 raw rows), so
   * tables and import columns that the query does not name are left out.
   */
  rows(query: string, tables?: readonly OracleTable[], contents?: Contents): Promise<Row[]>
  stop(): void
}

const INSTALL = 'npm ci --prefix test/oracle'
const PACKAGE = '@fivetrandevelopers/zetasql'
const resolve = createRequire(new URL('package.json', import.meta.url))

/** Why the engine cannot run here, with the command that would enable it; undefined when it can. */
export const oracleMissing: string | undefined = findMissing()

/** For the title of a test that needs the engine: empty, or why it is skipped. */
export const oracleHint: string = oracleMissing === undefined ? '' : ` (skipped: ${oracleMissing})`

function findMissing(): string | undefined {
  if (!['linux x64', 'linux arm64', 'darwin x64', 'darwin arm64'].includes(`${process.platform} ${process.arch}`)) {
    return `Google's engine is not available for ${process.platform} ${process.arch}`
  }
  try {
    resolve.resolve(PACKAGE)
    return undefined
  } catch {
    return `Google's engine is not installed; run: ${INSTALL}`
  }
}

/** Starts the engine on a free port of the loopback interface. The caller stops it. */
export async function startOracle(): Promise<Oracle> {
  if (oracleMissing !== undefined) throw new Error(oracleMissing)
  const folder = path.join(path.dirname(resolve.resolve(PACKAGE)), 'zetasql')
  const port = await freePort()
  const engine = spawn(path.join(folder, executableName()), ['localhost', String(port)], { stdio: 'ignore' })
  process.once('exit', () => engine.kill('SIGKILL'))
  try {
    const client = await connect(folder, port)
    const language = await languageOptions(client)
    return new ZetaSql({ client, engine, language })
  } catch (error) {
    engine.kill('SIGKILL')
    throw error
  }
}

function executableName(): string {
  return `remote_server${process.arch.startsWith('arm') ? '_arm' : ''}${process.platform === 'darwin' ? '' : '.so'}`
}

function freePort(): Promise<number> {
  return new Promise((settle, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => settle(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

type Done = (error: Error | null, response: unknown) => void
type Method = 'getLanguageOptions' | 'analyze' | 'evaluateQuery'
type Client = { readonly [method in Method]: (request: object, done: Done) => void } & {
  waitForReady(deadline: number, done: (error?: Error) => void): void
  close(): void
}
type ClientClass = new (address: string, credentials: unknown, options: object) => Client

/** What we use of the two gRPC packages, which only the oracle's own package.json brings. */
interface Grpc {
  readonly credentials: { createInsecure(): unknown }
  loadPackageDefinition(definition: unknown): { zetasql: { local_service: { ZetaSqlLocalService: ClientClass } } }
}
interface ProtoLoader {
  loadSync(file: string, options: object): unknown
}

async function connect(folder: string, port: number): Promise<Client> {
  const grpc = resolve('@grpc/grpc-js') as Grpc
  const loader = resolve('@grpc/proto-loader') as ProtoLoader
  const definition = loader.loadSync('local_service.proto', {
    oneofs: true,
    longs: String,
    enums: String,
    includeDirs: [path.join(folder, 'protos')],
  })
  const Service = grpc.loadPackageDefinition(definition).zetasql.local_service.ZetaSqlLocalService
  const sizes = { 'grpc.max_receive_message_length': -1, 'grpc.max_send_message_length': -1 }
  const client = new Service(`localhost:${port}`, grpc.credentials.createInsecure(), sizes)
  await new Promise<void>((settle, reject) => {
    client.waitForReady(Date.now() + 20_000, error => (error === undefined ? settle() : reject(error)))
  })
  return client
}

function ask<R>(client: Client, method: Method, request: object): Promise<R> {
  return new Promise((settle, reject) => {
    client[method](request, (error, response) => (error === null ? settle(response as R) : reject(new Error(messageOf(error), { cause: error }))))
  })
}

function messageOf(error: Error): string {
  return (error as Error & { details?: string }).details ?? error.message
}

const STATEMENTS = [
  'QUERY',
  'CREATE_TABLE',
  'CREATE_TABLE_AS_SELECT',
  'CREATE_SCHEMA',
  'INSERT',
  'UPDATE',
  'DELETE',
  'MERGE',
  'BEGIN',
  'COMMIT',
  'ROLLBACK',
]

async function languageOptions(client: Client): Promise<object> {
  const language = await ask<object>(client, 'getLanguageOptions', { maximumFeatures: true })
  return { ...language, productMode: 'PRODUCT_EXTERNAL', supportedStatementKinds: STATEMENTS.map(kind => `RESOLVED_${kind}_STMT`) }
}

interface QueryResponse {
  readonly content?: { readonly tableData?: { readonly row?: readonly { readonly cell?: readonly WireValue[] }[] } }
  readonly prepared?: { readonly columns?: readonly { readonly name: string }[] }
}

class ZetaSql implements Oracle {
  readonly #client: Client
  readonly #engine: ChildProcess
  readonly #language: object

  constructor(parts: { readonly client: Client; readonly engine: ChildProcess; readonly language: object }) {
    this.#client = parts.client
    this.#engine = parts.engine
    this.#language = parts.language
  }

  async analyse(statement: string, tables: readonly OracleTable[] = []): Promise<void> {
    await ask(this.#client, 'analyze', { sqlStatement: statement, ...this.#request(nestedCatalog(tables)) })
  }

  async rows(query: string, tables: readonly OracleTable[] = [], contents: Contents = {}): Promise<Row[]> {
    const named = onlyNamed(tables, query)
    const response = await ask<QueryResponse>(this.#client, 'evaluateQuery', {
      sql: withFlatNames(query, named),
      tableContent: wireContents(named, contents),
      ...this.#request(flatCatalog(named)),
    })
    const names = (response.prepared?.columns ?? []).map(column => column.name)
    return (response.content?.tableData?.row ?? []).map(row => Object.fromEntries(names.map((name, index) => [name, fromWire(row.cell?.[index])])))
  }

  stop(): void {
    this.#client.close()
    this.#engine.kill('SIGKILL')
  }

  #request(catalog: WireCatalog): object {
    return {
      options: { languageOptions: this.#language, defaultTimezone: 'UTC' },
      simpleCatalog: { ...catalog, builtinFunctionOptions: { languageOptions: this.#language } },
    }
  }
}
