import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http'

/** What is asked of the service. Jobs are told apart by what their scripts do. */
export const CALLS = [
  'find dataset',
  'list tables',
  'look at table',
  'list rows',
  'estimate',
  'send file',
  'start taking',
  'start computing',
  'start writing',
  'start leaving',
  'start writing and leaving',
  'ask for the end',
  'read results',
] as const
export type Call = (typeof CALLS)[number] | 'keep alive'

/** What goes wrong for a moment: the request comes to nothing, or its answer does. */
export const PASSING = ['429', '500', '503', 'no answer in time', 'line cut', 'answer lost'] as const
/** What the service refuses for good. */
export const REFUSING = ['not in this location', 'mode changed', 'too many bytes'] as const
export type Fault = (typeof PASSING)[number] | (typeof REFUSING)[number]

const REFUSALS: Readonly<Partial<Record<Fault, { readonly status: number; readonly reason: string; readonly message: string }>>> = {
  '429': { status: 429, reason: 'rateLimitExceeded', message: 'Exceeded rate limits: too many api requests per user per method' },
  '500': { status: 500, reason: 'internalError', message: 'An internal error occurred and the request could not be completed' },
  '503': { status: 503, reason: 'backendError', message: 'Error encountered during execution. Retrying may solve the problem.' },
  'not in this location': { status: 404, reason: 'notFound', message: 'Not found: Dataset test:w_nba_raw was not found in location US' },
  'mode changed': {
    status: 400,
    reason: 'invalid',
    message: 'Provided Schema does not match Table test:w_nba_raw.t. Field day has changed mode from REQUIRED to NULLABLE',
  },
  'too many bytes': {
    status: 400,
    reason: 'bytesBilledLimitExceeded',
    message: 'Query exceeded limit for bytes billed: 1000000. 10485760 or higher required.',
  },
}

interface Trap {
  readonly matches: (call: Call | undefined, content: Buffer) => boolean
  readonly fault: Fault | 'wait' | 'told'
  readonly reached: () => void
  readonly go?: Promise<void>
}

/** Stands before a server, counts what passes, and spoils it as told. */
export class FaultyServer {
  readonly address: string
  /** What jobs do, by their ids: one that is asked for twice is one. Dry runs are none. */
  readonly jobs: Map<string, Call> = new Map()
  /** Without questions whether a job has ended, of which there are more on a busy machine. */
  requests = 0
  lost = 0
  /** Requests that the server has not answered yet, whether or not somebody still waits for it. */
  unanswered = 0
  /** What passes in the place of what is asked. */
  instead: (content: Buffer) => Promise<Buffer> = content => Promise.resolve(content)
  /** Is told of each request before it passes, with its number. */
  onRequest: (number: number) => void = () => undefined
  readonly #server: Server
  #traps: Trap[] = []

  private constructor(server: Server, address: string) {
    this.#server = server
    this.address = address
  }

  static async start(target: string): Promise<FaultyServer> {
    const server = createServer()
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve)
    })
    const bound = server.address()
    const faulty = new FaultyServer(server, `http://127.0.0.1:${typeof bound === 'object' && bound !== null ? bound.port : 0}`)
    server.on('request', (asked: IncomingMessage, answer: ServerResponse) => void faulty.#pass(target, asked, answer))
    return faulty
  }

  /** Spoils the next call of a kind; `done` tells whether it came. */
  spoil(call: Call, fault: Fault): { readonly done: () => boolean } {
    let came = false
    this.#traps.push({ matches: found => found === call, fault, reached: () => (came = true) })
    return { done: () => came }
  }

  /** Lets that many starts of jobs through, and cuts the line before they are answered. */
  loseAnswers(count: number): void {
    this.lost = 0
    for (let n = 0; n < count; n += 1)
      this.#traps.push({ matches: call => call?.startsWith('start') === true, fault: 'answer lost', reached: () => (this.lost += 1) })
  }

  /** Keeps the next job whose text holds these words until `go`. */
  holdNextJob(text: string): { readonly reached: Promise<void>; readonly go: () => void } {
    let go = (): void => undefined
    let reach = (): void => undefined
    const gone = new Promise<void>(resolve => (go = resolve))
    const reached = new Promise<void>(resolve => (reach = resolve))
    this.#traps.push({
      matches: (call, content) => call?.startsWith('start') === true && content.includes(text),
      fault: 'wait',
      reached: reach,
      go: gone,
    })
    return { reached, go }
  }

  stop(): void {
    this.#server.closeAllConnections()
    this.#server.close()
  }

  async #pass(target: string, asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const body: Buffer[] = []
    for await (const piece of asked) body.push(piece as Buffer)
    const content = await this.instead(Buffer.concat(body))
    const call = callOf(asked.method ?? '', asked.url ?? '', content)
    if (call !== 'ask for the end') this.onRequest((this.requests += 1))
    const id = /"jobId":"([^"]+)"/.exec(content.toString('latin1'))?.[1]
    if (id !== undefined && call !== undefined && call !== 'estimate') this.jobs.set(id, call)
    const trap = this.#traps.find(({ matches }) => matches(call, content))
    this.#traps = this.#traps.filter(other => other !== trap)
    trap?.reached()
    await trap?.go
    const refusal = trap === undefined ? undefined : REFUSALS[trap.fault as Fault]
    if (trap?.fault === 'no answer in time') return
    if (trap?.fault === 'line cut') return void asked.socket.destroy()
    if (refusal !== undefined) return refuse(answer, refusal)
    this.unanswered += 1
    const headers = { ...asked.headers, ...(content.length > 0 ? { 'content-length': content.length } : {}) }
    const passed = request(`${target}${asked.url}`, { method: asked.method, headers }, from => {
      this.unanswered -= 1
      if (trap?.fault === 'answer lost') {
        from.resume()
        asked.socket.destroy()
        return
      }
      answer.writeHead(from.statusCode ?? 500, from.headers)
      from.pipe(answer)
    })
    passed.on('error', () => {
      this.unanswered -= 1
      asked.socket.destroy()
    })
    passed.end(content)
  }
}

function refuse(
  answer: ServerResponse,
  { status, reason, message }: { readonly status: number; readonly reason: string; readonly message: string },
): void {
  answer.writeHead(status, { 'content-type': 'application/json' })
  answer.end(JSON.stringify({ error: { code: status, message, errors: [{ reason, message, domain: 'global' }] } }))
}

function callOf(method: string, url: string, content: Buffer): Call | undefined {
  const path = url.split('?')[0] ?? ''
  if (method === 'POST') return path.endsWith('/jobs') ? jobOf(path, content) : undefined
  if (/\/jobs\/[^/]+$/.test(path)) return 'ask for the end'
  if (/\/queries\/[^/]+$/.test(path)) return 'read results'
  if (path.endsWith('/tables')) return 'list tables'
  if (path.endsWith('/data')) return 'list rows'
  return /\/tables\/[^/]+$/.test(path) ? 'look at table' : 'find dataset'
}

function jobOf(path: string, content: Buffer): Call {
  if (path.startsWith('/upload/')) return 'send file'
  if (content.includes('"dryRun":true')) return 'estimate'
  const leaves = content.includes('set owner = null')
  if (content.includes('begin transaction')) return leaves ? 'start writing and leaving' : 'start writing'
  if (leaves) return 'start leaving'
  // Whoever takes the lock in front of other statements asserts that he has it.
  if (content.includes('taken_at = current_timestamp()') && !content.includes('assert exists')) return 'start taking'
  return content.includes('taken_at = ') || !content.includes('set heartbeat_at = current_timestamp()') ? 'start computing' : 'keep alive'
}
