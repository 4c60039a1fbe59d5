import type { BigQuery } from '@google-cloud/bigquery'
import { setTimeout } from 'node:timers/promises'
import { BackcourtError, messageOf } from '../../errors.ts'
import type { WarehouseAddress } from './address.ts'

/** One request to the service. */
export interface ServiceRequest {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** Below the project, as `/datasets`. */
  readonly path: string
  readonly body?: unknown
  readonly parameters?: Readonly<Record<string, string | number | boolean | undefined>>
}

/** What the service answers when it refuses. */
export interface Refusal {
  readonly code?: number | string
  readonly message?: string
  readonly errors?: readonly { readonly reason?: string; readonly message?: string }[]
}

/** The service refused for good: `status` is HTTP's, `reason` the service's word for it. */
export class Refused extends BackcourtError {
  readonly status: number
  readonly reason: string

  constructor(location: string, { code, message = 'no reason given', errors = [] }: Refusal) {
    super('store_invalid', `${location}: ${message.split('\n')[0] ?? ''}`, {
      where: location,
      next: `backcourt doctor --warehouse '${location}' tells what is not as it should be`,
    })
    this.status = Number(code)
    this.reason = errors[0]?.reason ?? ''
  }
}

/** Pauses before a request is tried again, in milliseconds. */
const PAUSES: readonly number[] = [250, 1000, 4000, 10_000]

/** The service by its official client: who we are, where it is, and requests that are tried again while it is busy or not reached. */
export class Service {
  readonly client: BigQuery
  readonly #address: WarehouseAddress

  private constructor(client: BigQuery, address: WarehouseAddress) {
    this.client = client
    this.#address = address
  }

  /** `server` is another server than Google's, which asks nobody who he is. */
  static async connect(address: WarehouseAddress, server: string | undefined): Promise<Service> {
    const [{ BigQuery }, { PassThroughClient }] = await Promise.all([import('@google-cloud/bigquery'), import('google-auth-library')])
    const elsewhere = server === undefined ? {} : { apiEndpoint: server, authClient: new PassThroughClient() }
    const client = new BigQuery({ projectId: address.project, userAgent: 'backcourt', autoRetry: false, ...elsewhere })
    // With BIGQUERY_EMULATOR_HOST the client leaves the path out that servers answer under.
    if (server !== undefined) client.baseUrl = `${server.replace(/\/$/, '')}/bigquery/v2`
    return new Service(client, address)
  }

  /** The answer to a request; undefined for what is not there. Throws store_unreadable, Refused. */
  async find<T>(request: ServiceRequest): Promise<T | undefined> {
    try {
      return await this.ask<T>(request)
    } catch (error) {
      if (error instanceof Refused && error.status === 404) return undefined
      throw error
    }
  }

  /** The answer to a request. Throws store_unreadable, Refused. */
  ask<T>({ method, path, body, parameters }: ServiceRequest): Promise<T> {
    return this.again(async () => {
      return new Promise<T>((resolve, reject) => {
        const options = { method, uri: path, json: body ?? true, qs: parameters }
        this.client.request(options, (error: Error | null, answer: unknown) => (error === null ? resolve(answer as T) : reject(error)))
      })
    })
  }

  /** Does work that asks the service, and again while it is busy, silent for so many milliseconds, or not reached. Throws store_unreadable, Refused. */
  async again<T>(work: () => Promise<T>, patience: number = this.#address.patience): Promise<T> {
    for (const pause of [...PAUSES, undefined]) {
      try {
        return await inTime(work(), patience)
      } catch (error) {
        if (error instanceof BackcourtError) throw error
        if (pause === undefined || !isPassing(error as Refusal)) throw this.#explained(error)
        await setTimeout(pause)
      }
    }
    throw new TypeError('a loop without an end ended')
  }

  #explained(error: unknown): unknown {
    const { code } = error as Refusal
    const { location, project } = this.#address
    const details = { where: location, cause: error }
    if (code === 401 || code === 403 || /default credentials|invalid_grant/i.test(messageOf(error)))
      return new BackcourtError('store_unreadable', `${location} may not be used: ${firstLine(error)}`, {
        ...details,
        next: `gcloud auth application-default login, with the roles BigQuery Data Editor and BigQuery Job User in ${project}`,
      })
    if (isPassing(error as Refusal))
      return new BackcourtError('store_unreadable', `${location} cannot be reached: ${firstLine(error)}`, {
        ...details,
        next: 'the same command goes on once it can',
      })
    return typeof code === 'number' ? new Refused(location, error as Refusal) : error
  }
}

/** What is not answered by then may have arrived; whoever waits for it hears that the line is dead. */
async function inTime<T>(work: Promise<T>, patience: number): Promise<T> {
  const waited = new AbortController()
  const late = setTimeout(patience, undefined, { signal: waited.signal }).then(() => {
    throw Object.assign(new Error(`no answer in ${patience / 1000} s`), { code: 'ETIMEDOUT' })
  })
  late.catch(() => undefined)
  try {
    return await Promise.race([work, late])
  } finally {
    waited.abort()
  }
}

function firstLine(error: unknown): string {
  return messageOf(error).split('\n')[0] ?? ''
}

/** Whether the same request may succeed in a moment. */
function isPassing({ code, message = '' }: Refusal): boolean {
  if (typeof code === 'number') return code === 429 || code >= 500
  return /ECONNRESET|ECONNREFUSED|ETIMEDOUT|EPIPE|EAI_AGAIN|ENOTFOUND|socket hang up|network/i.test(`${code ?? ''} ${message}`)
}
