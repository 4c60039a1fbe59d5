import type { Circuit } from './memory.ts'
import { examineBody, type Body, type GameState } from './body.ts'
import { NoAnswer, type Answer, type Network } from './network.ts'
import type { Resource } from './resources.ts'

/** How hosts are treated. */
export interface Manners {
  readonly userAgent: string
  /** Least milliseconds between two requests to a host. */
  readonly gap: number
  /** Milliseconds until a request counts as timed out. */
  readonly timeout: number
  /** Called while waiting; throws where the person wants to stop. */
  readonly checkpoint: () => void
}

/** How asking for something ended. */
export type Asked =
  | { readonly kind: 'new'; readonly answer: Answer; readonly state: GameState | undefined }
  | { readonly kind: 'same' }
  | { readonly kind: 'failed'; readonly status: number | null; readonly why: string }
  /** Not asked: the host is left alone. */
  | { readonly kind: 'left alone' }

/** What was told the last time, to be told only what is new. */
export interface Validators {
  readonly etag: string | null
  readonly last_modified: string | null
}

const TRIES = 3
const TIMEOUTS = 3
const HOUR = 3_600_000
const FIRST_PAUSE = 1000
/** Who asks for a longer pause is left alone until then. */
const LONGEST_PAUSE = 120_000
const SLICE = 250
/** The content network answers those who come from the league's own pages. */
const REFERER = 'https://www.nba.com/'

/** Asks one thing after the other, so that a host never has more than one connection; leaves a host alone that refuses. */
export class Asker {
  requests: number = 0
  readonly #network: Network
  readonly #manners: Manners
  readonly #circuits: Map<string, Circuit>
  readonly #lastAsked = new Map<string, number>()
  readonly #timeouts = new Map<string, number>()

  constructor(network: Network, manners: Manners, circuits: readonly Circuit[]) {
    this.#network = network
    this.#manners = manners
    const now = network.now().getTime()
    this.#circuits = new Map(circuits.filter(({ until }) => Date.parse(until) > now).map(circuit => [circuit.host, circuit]))
  }

  /** Hosts that are left alone now. */
  get circuits(): readonly Circuit[] {
    return [...this.#circuits.values()]
  }

  /** Asks for a thing, up to three times where that may help. */
  async ask(resource: Resource, validators: Validators | undefined): Promise<Asked> {
    const { host } = new URL(resource.address)
    for (let tries = 1; ; tries++) {
      if (this.#circuits.has(host)) return { kind: 'left alone' }
      await this.#keepDistance(host)
      const told = await this.#once(resource, { host, validators })
      if (told.kind !== 'again') return told
      if (tries === TRIES || this.#circuits.has(host)) return { kind: 'failed', status: told.status, why: told.why }
      await this.#pause(told.after ?? FIRST_PAUSE * 2 ** (tries - 1) * (0.5 + this.#network.chance()))
    }
  }

  async #once(
    resource: Resource,
    { host, validators }: { readonly host: string; readonly validators: Validators | undefined },
  ): Promise<Asked | Again> {
    this.requests++
    try {
      const { timeout } = this.#manners
      const answer = await this.#network.request(resource.address, { headers: this.#headers(validators), timeout })
      this.#timeouts.delete(host)
      return this.#judge(resource, { host, answer })
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error
      if (error.kind === 'timeout') this.#timedOut(host)
      return { kind: 'again', status: null, why: error.message, after: undefined }
    } finally {
      this.#lastAsked.set(host, this.#network.now().getTime())
    }
  }

  #headers(validators: Validators | undefined): Record<string, string> {
    return {
      'user-agent': this.#manners.userAgent,
      referer: REFERER,
      ...(validators?.etag == null ? {} : { 'if-none-match': validators.etag }),
      ...(validators?.last_modified == null ? {} : { 'if-modified-since': validators.last_modified }),
    }
  }

  #judge(resource: Resource, { host, answer }: { readonly host: string; readonly answer: Answer }): Asked | Again {
    const { status } = answer
    if (status === 304) return { kind: 'same' }
    if (status === 200) return bodyOf(answer, examineBody(resource, answer))
    if (status === 403) {
      this.#open(host, HOUR, 'it answered 403: it does not want to be asked')
      return { kind: 'failed', status, why: 'refused (403)' }
    }
    const after = retryAfter(answer, this.#network.now().getTime())
    if ((status === 429 || status === 503) && after !== undefined && after > LONGEST_PAUSE) {
      this.#open(host, after, `it answered ${status} and asked for a pause of ${Math.round(after / 1000)} s`)
      return { kind: 'failed', status, why: `too many requests (${status})` }
    }
    if (status === 429 || status >= 500)
      return { kind: 'again', status, why: status === 429 ? 'too many requests (429)' : `the server failed (${status})`, after }
    if (status === 404 || status === 410) return { kind: 'failed', status, why: `is not there (${status})` }
    const to = answer.headers['location']
    return { kind: 'failed', status, why: `answered ${status}${to === undefined ? '' : `, moved to ${to}`}` }
  }

  #timedOut(host: string): void {
    const times = (this.#timeouts.get(host) ?? 0) + 1
    this.#timeouts.set(host, times)
    if (times >= TIMEOUTS) this.#open(host, HOUR, `${times} requests in a row timed out`)
  }

  #open(host: string, milliseconds: number, why: string): void {
    const until = new Date(this.#network.now().getTime() + milliseconds).toISOString()
    this.#circuits.set(host, { host, until, why })
  }

  async #keepDistance(host: string): Promise<void> {
    const last = this.#lastAsked.get(host)
    if (last !== undefined) await this.#pause(last + this.#manners.gap - this.#network.now().getTime())
  }

  /** In slices, so that it can be stopped. */
  async #pause(milliseconds: number): Promise<void> {
    this.#manners.checkpoint()
    for (let left = milliseconds; left > 0; left -= SLICE) {
      await this.#network.wait(Math.min(left, SLICE))
      this.#manners.checkpoint()
    }
  }
}

interface Again {
  readonly kind: 'again'
  readonly status: number | null
  readonly why: string
  /** Milliseconds that the host asked for. */
  readonly after: number | undefined
}

function bodyOf(answer: Answer, body: Body): Asked | Again {
  if (body.kind === 'good') return { kind: 'new', answer, state: body.state }
  if (body.kind === 'wrong') return { kind: 'failed', status: 200, why: body.why }
  return { kind: 'again', status: 200, why: body.why, after: undefined }
}

/** Milliseconds that an answer asks to wait: seconds or a date. */
function retryAfter({ headers }: Answer, now: number): number | undefined {
  const told = headers['retry-after']
  if (told === undefined) return undefined
  const milliseconds = /^\d+$/.test(told) ? 1000 * Number(told) : Date.parse(told) - now
  return Number.isNaN(milliseconds) ? undefined : Math.max(0, milliseconds)
}
