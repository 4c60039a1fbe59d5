import type { BigQuery } from '@google-cloud/bigquery'
import { setTimeout } from 'node:timers/promises'
import { BackcourtError, messageOf, QueryError } from '../../errors.ts'
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

  /** The answer to a request; undefined for what is not there. Throws store_unreadable, and refusals of other kinds as they came. */
  async find<T>(request: ServiceRequest): Promise<T | undefined> {
    try {
      return await this.ask<T>(request)
    } catch (error) {
      if ((error as Refusal).code === 404) return undefined
      throw error
    }
  }

  /** The answer to a request. Throws store_unreadable, and refusals of other kinds as they came. */
  ask<T>({ method, path, body, parameters }: ServiceRequest): Promise<T> {
    return this.again(async () => {
      return new Promise<T>((resolve, reject) => {
        const options = { method, uri: path, json: body ?? true, qs: parameters }
        this.client.request(options, (error: Error | null, answer: unknown) => (error === null ? resolve(answer as T) : reject(error)))
      })
    })
  }

  /** Does work that asks the service, and again while it is busy or not reached. */
  async again<T>(work: () => Promise<T>): Promise<T> {
    for (const pause of [...PAUSES, undefined]) {
      try {
        return await work()
      } catch (error) {
        if (error instanceof BackcourtError || error instanceof QueryError) throw error
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
    return error
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
