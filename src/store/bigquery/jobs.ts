import type { JobLoadMetadata } from '@google-cloud/bigquery'
import { createHash } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { BackcourtError, QueryError } from '../../errors.ts'
import type { JobsDone, TableShape } from '../engine.ts'
import type { Row } from '../store.ts'
import type { WarehouseAddress } from './address.ts'
import { Refused, type Service } from './service.ts'
import { rowOf, schemaOf, type WireField, type WireRow } from './wire.ts'

/** In whose name jobs run. */
export interface JobsOf {
  readonly address: WarehouseAddress
  /** Where the datasets are. */
  readonly region: string
  /** Whoever runs them, told apart from all others. */
  readonly owner: string
  /** The verb. */
  readonly command: string
}

/** A page of rows, of a result or of a table. */
export interface RowsPage {
  readonly schema?: { readonly fields?: readonly WireField[] }
  readonly rows?: readonly WireRow[]
  readonly pageToken?: string
  readonly jobComplete?: boolean
}

interface JobAnswer {
  readonly status?: { readonly state?: string; readonly errorResult?: JobFault }
  readonly statistics?: {
    readonly totalBytesProcessed?: string
    readonly numChildJobs?: string
    readonly parentJobId?: string
    readonly query?: { readonly totalBytesBilled?: string; readonly totalBytesProcessed?: string; readonly dmlStats?: { readonly dmlMode?: string } }
  }
}

interface JobFault {
  readonly reason?: string
  readonly message?: string
}

/** Times that a job is started anew under another id when the service failed at it. */
const ATTEMPTS = 4
const PAGE = 20_000
/** A file may take so many times as long to send as an answer may to come. */
const UPLOADING = 10
const LOAD = 'load rows into'
const PASSING = new Set([
  'backendError',
  'internalError',
  'jobBackendError',
  'jobInternalError',
  'rateLimitExceeded',
  'jobRateLimitExceeded',
  'tableUnavailable',
])

/** How often this process has opened a warehouse: ids of one must not be taken for those of another. */
let opened = 0

/** Jobs of one process, each by an id that stays the same when its start has to be asked for again, so that no job runs twice. */
export class Jobs {
  readonly #service: Service
  readonly #of: JobsOf
  /** Tells these jobs, and what they leave between two of them, apart from those of all others. */
  readonly mark: string
  #count = 0
  #queries = 0
  #loads = 0
  #bytes = 0
  readonly #modes = new Set<string>()

  constructor(service: Service, of: JobsOf) {
    this.#service = service
    this.#of = of
    opened += 1
    this.mark = createHash('sha256').update(`${of.owner} ${opened}`).digest('hex').slice(0, 12)
  }

  get done(): JobsDone {
    return { queries: this.#queries, loads: this.#loads, bytesBilled: this.#bytes, dmlModes: [...this.#modes].toSorted() }
  }

  /** Runs a statement or a script; the rows of its last statement. Throws QueryError, store_locked, query_failed where it would bill too much. */
  async query(text: string): Promise<Row[]> {
    this.#queries += 1
    const { maximumBytes } = this.#of.address
    const limit = maximumBytes === undefined ? {} : { maximumBytesBilled: String(maximumBytes) }
    const id = await this.#toEnd(text, job => this.#start(job, { query: { query: text, useLegacySql: false, ...limit }, labels: this.#labels() }))
    return this.#results(id)
  }

  /** Runs a statement that is no work: it does not count. */
  async aside(text: string): Promise<void> {
    await this.#toEnd(text, job => this.#start(job, { query: { query: text, useLegacySql: false }, labels: this.#labels() }))
  }

  /** Bytes that a query would read, by a job that does not run. Throws QueryError. */
  async estimate(text: string): Promise<number> {
    const configuration = { query: { query: text, useLegacySql: false }, dryRun: true, labels: this.#labels() }
    const body = { jobReference: { projectId: this.#of.address.project, location: this.#of.region }, configuration }
    const answer = await this.#service.ask<JobAnswer>({ method: 'POST', path: '/jobs', body }).catch((error: unknown) => {
      throw error instanceof Refused ? this.#failure(text, error) : error
    })
    return Number(answer.statistics?.totalBytesProcessed ?? 0)
  }

  /** Loads a file into a table, whose rows it takes the place of. */
  async load(file: { readonly path: string; readonly format: 'parquet' | 'ndjson' }, { name, columns }: TableShape): Promise<void> {
    this.#loads += 1
    const [dataset = '', table = ''] = name.split('.')
    const metadata = {
      sourceFormat: file.format === 'parquet' ? 'PARQUET' : 'NEWLINE_DELIMITED_JSON',
      schema: { fields: schemaOf(columns) },
      writeDisposition: 'WRITE_TRUNCATE',
      createDisposition: 'CREATE_IF_NEEDED',
      parquetOptions: { enableListInference: true },
      location: this.#of.region,
      labels: this.#labels(),
    }
    const target = this.#service.client.dataset(dataset, { projectId: this.#of.address.project }).table(table)
    const load = async (jobId: string): Promise<void> => {
      await target.createLoadJob(file.path, { ...metadata, jobId } as JobLoadMetadata)
    }
    await this.#toEnd(`${LOAD} ${name}`, jobId => this.#service.again(() => load(jobId), UPLOADING * this.#of.address.patience))
  }

  #labels(): Record<string, string> {
    return { tool: 'backcourt', verb: this.#of.command.replace(/[^a-z0-9_-]/g, '_') }
  }

  async #start(jobId: string, configuration: object): Promise<void> {
    const jobReference = { projectId: this.#of.address.project, jobId, location: this.#of.region }
    await this.#service.ask({ method: 'POST', path: '/jobs', body: { jobReference, configuration } })
  }

  /** Starts a job, waits for its end, and starts it anew where the service was at fault; its id. */
  async #toEnd(text: string, start: (id: string) => Promise<void>): Promise<string> {
    this.#count += 1
    for (let attempt = 1; ; attempt += 1) {
      const id = `backcourt_${this.mark}_${this.#count}_${attempt}`
      await start(id).catch((error: unknown) => {
        // A job of this id is there: an earlier request for it did arrive.
        if (!(error instanceof Refused && error.status === 409)) throw error instanceof Refused ? this.#failure(text, error) : error
      })
      const { status, statistics } = await this.#ended(id)
      const fault = status?.errorResult
      if (fault === undefined) {
        this.#bytes += Number(statistics?.query?.totalBytesBilled ?? 0)
        for (const job of [{ statistics }, ...(await this.#statementsOf(id, statistics))]) {
          const mode = job.statistics?.query?.dmlStats?.dmlMode
          if (mode !== undefined) this.#modes.add(mode)
        }
        return id
      }
      if (attempt === ATTEMPTS || !isPassing(fault)) throw this.#failure(text, fault)
      await setTimeout(500 * 2 ** attempt)
    }
  }

  async #ended(id: string): Promise<JobAnswer> {
    for (let pause = 50; ; pause = Math.min(2000, 2 * pause)) {
      const parameters = { location: this.#of.region }
      const answer = await this.#service.ask<JobAnswer>({ method: 'GET', path: `/jobs/${id}`, parameters })
      if (answer.status?.state === 'DONE') return answer
      await setTimeout(pause)
    }
  }

  /** What the service tells of the statements of a script; nothing where it does not. */
  async #statementsOf(id: string, statistics: JobAnswer['statistics']): Promise<readonly JobAnswer[]> {
    if (Number(statistics?.numChildJobs ?? 0) === 0) return []
    const parameters = { parentJobId: id, projection: 'full', maxResults: 1000 }
    const listed = await this.#service
      .ask<{ readonly jobs?: readonly JobAnswer[] }>({ method: 'GET', path: '/jobs', parameters })
      .catch(() => undefined)
    return (listed?.jobs ?? []).filter(job => job.statistics?.parentJobId === id)
  }

  async #results(id: string): Promise<Row[]> {
    const rows: Row[] = []
    let pageToken: string | undefined
    do {
      const parameters = { location: this.#of.region, maxResults: PAGE, pageToken, 'formatOptions.useInt64Timestamp': true }
      const page = await this.#service.ask<RowsPage>({ method: 'GET', path: `/queries/${id}`, parameters })
      const fields = page.schema?.fields ?? []
      for (const row of page.rows ?? []) rows.push(rowOf(fields, row))
      pageToken = page.pageToken
    } while (pageToken !== undefined)
    return rows
  }

  #failure(text: string, fault: JobFault): Error {
    const { reason, message = 'no reason given' } = fault
    const { location } = this.#of.address
    if (message.includes(LOST))
      return new BackcourtError('store_locked', `${location} was taken over by another process: nothing of this step was written`, {
        where: location,
        next: 'wait until it has finished, then run the same command again',
      })
    if (reason === 'bytesBilledLimitExceeded')
      return new BackcourtError('query_failed', `a job on ${location} would bill more than its limit: ${message}`, {
        where: location,
        next: 'ask for fewer dates, or raise max_bytes in the address',
      })
    if (reason === 'notFound' || text.startsWith(LOAD))
      return fault instanceof Refused ? fault : new Refused(location, { code: 400, message, errors: [fault] })
    if (reason === 'accessDenied') return new BackcourtError('store_unreadable', `${location}: ${message}`, { where: location })
    return new QueryError(text, new Error(message))
  }
}

/** What a script says when the lock that it needs belongs to somebody else. */
export const LOST = 'backcourt does not hold this warehouse any more'

function isPassing({ reason = '', message = '' }: JobFault): boolean {
  return PASSING.has(reason) || /concurrent update|transaction is aborted/i.test(message)
}
