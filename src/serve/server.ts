import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { BackcourtError, messageOf, type ErrorCode } from '../errors.ts'
import type { Answer, Endpoint, Question, WriteDocument } from './endpoint.ts'
import type { Broadcast } from './broadcast.ts'
import { refusalOf } from './guard.ts'
import type { LastWhole } from './last-whole.ts'
import type { PageFiles } from './page-files.ts'
import { startVerb, type Starts } from './starts.ts'

/** What is served. */
export interface Site {
  readonly port: number
  readonly last: LastWhole
  /** By their name below `/api/`. */
  readonly endpoints: ReadonlyMap<string, Endpoint>
  readonly page: PageFiles
  readonly write: WriteDocument
  /** What `/events` tells. */
  readonly broadcast: Broadcast
  /** What may be started by a POST to `/start/`; undefined where nothing may. */
  readonly starts: Starts | undefined
}

/** A site that answers. */
export interface Listening {
  /** Its port, also where any was asked for. */
  readonly port: number
  close(): Promise<void>
}

/** Connections that the system holds while those before them are taken up: beyond them it drops some. */
const CONNECTIONS_WAITING = 16_384

/** Addresses of the page, by their first word. */
const VIEWS = new Set(['', 'calendar', 'run', 'row', 'player', 'team', 'tonight', 'changes', 'feeds', 'definitions', 'ask'])

const HEADERS = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-store',
} as const

/** HTTP status of an error; what is not listed is 500. */
const STATUS: Readonly<Partial<Record<ErrorCode, number>>> = {
  usage: 400,
  unknown_name: 400,
  bad_input: 400,
  query_failed: 400,
  not_found: 404,
  store_missing: 503,
  store_locked: 503,
  store_invalid: 503,
  store_unreadable: 503,
  store_full: 503,
  store_damaged: 503,
  out_of_memory: 503,
  interrupted: 503,
}

/** Serves a site to this machine alone. Throws usage when the port is taken. */
export async function serve(site: Site): Promise<Listening> {
  const server = createServer()
  const port = await listen(server, site.port)
  server.on('clientError', refuseUnread)
  server.on('request', (request, response) => {
    void respond({ ...site, port }, request, response)
  })
  return {
    port,
    close: async () => {
      site.broadcast.end()
      const closed = new Promise<void>(resolve => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
      await site.last.close()
    },
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why = error.code === 'EADDRINUSE' ? `port ${port} is taken` : messageOf(error)
      reject(new BackcourtError('usage', why, { where: '--port', next: `backcourt serve --port ${port + 1}`, cause: error }))
    })
    server.listen({ port, host: '127.0.0.1', backlog: CONNECTIONS_WAITING }, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}

/** A connection of which nothing was read as a request. */
interface Unread {
  readonly writable: boolean
  destroy(): unknown
  end(text: string): unknown
}

/** Answers what is no request, or one that is too long: nothing of it was read. */
function refuseUnread(error: NodeJS.ErrnoException, socket: Unread): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy()
    return
  }
  const [status, message] =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? ['431 Request Header Fields Too Large', 'the address and headers of a request may have 16 KB together']
      : ['400 Bad Request', 'expected a request of HTTP/1.1']
  const head = ['Connection: close', 'Content-Type: text/plain; charset=utf-8', `Content-Length: ${message.length + 1}`]
  socket.end(`HTTP/1.1 ${status}\r\n${head.join('\r\n')}\r\n\r\n${message}\n`)
}

async function respond(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = urlOf(request)
  const [, first = '', name = '', ...rest] = url?.pathname.split('/') ?? []
  const starts = site.starts !== undefined && first === 'start'
  const refusal = refusalOf(request, { port: site.port, starts })
  if (refusal !== undefined || !starts) request.resume()
  if (refusal !== undefined) {
    const error = new BackcourtError('usage', refusal.message, { next: `open http://127.0.0.1:${site.port}/` })
    send(response, refusal.status, { type: JSON_TYPE, body: site.write('serve', error) })
    return
  }
  if (first === 'events' && url !== undefined) site.broadcast.join(response, HEADERS)
  else if (first === 'api' && url !== undefined && rest.length === 0) await answer(site, { name, search: url.searchParams }, response)
  else if (site.starts !== undefined && starts) {
    const start = startVerb(site.starts, name, { body: request, search: url?.searchParams ?? new URLSearchParams() })
    await start.then(body => send(response, 200, { type: JSON_TYPE, body })).catch((error: unknown) => sendError(site, { name, error }, response))
    request.resume()
  } else sendPage(site, url?.pathname ?? '', response)
}

/** The address that was asked for; undefined where it is none. */
function urlOf({ url = '/' }: IncomingMessage): URL | undefined {
  try {
    return new URL(url, 'http://127.0.0.1')
  } catch {
    return undefined
  }
}

async function answer({ endpoints, last, write }: Site, { name, search }: Question, response: ServerResponse): Promise<void> {
  const endpoint = endpoints.get(name)
  try {
    if (endpoint === undefined)
      throw new BackcourtError('not_found', `/api/${name.slice(0, 80)} is nothing that is served`, {
        where: name,
        next: `there are ${[...endpoints.keys()].join(', ')}`,
      })
    const told = await endpoint.answer({ name, search }, last)
    send(
      response,
      200,
      bodyOf(told, () => writtenOf(told, () => write(name, told))),
    )
  } catch (error) {
    sendError({ write }, { name: endpoint === undefined ? 'serve' : name, error }, response)
  }
}

interface Failed {
  readonly name: string
  readonly error: unknown
}

function sendError({ write }: Pick<Site, 'write'>, { name, error }: Failed, response: ServerResponse): void {
  const told = error instanceof BackcourtError ? error : new BackcourtError('internal', `Backcourt failed: ${messageOf(error)}`, { cause: error })
  send(response, STATUS[told.code] ?? 500, { type: JSON_TYPE, body: write(name, told) })
}

/** The texts of answers that are kept. */
const WRITTEN = new WeakMap<Answer, string>()

function writtenOf(answer: Answer, write: () => string): string {
  const text = WRITTEN.get(answer) ?? write()
  WRITTEN.set(answer, text)
  return text
}

/** Throws bad_input for an answer that is too large for a page. */
function bodyOf({ lines, file }: Answer, write: () => string): Sent {
  if (file !== undefined) return { type: file.type, body: file.bytes, name: file.name }
  const body = lines === undefined ? write() : lines.map(line => `${line}\n`).join('')
  if (body.length > LARGEST) {
    throw new BackcourtError('bad_input', `the answer has more than ${LARGEST / MEGABYTE} MB`, { next: 'ask for less, or use the command line' })
  }
  return { type: lines === undefined ? JSON_TYPE : 'application/x-ndjson; charset=utf-8', body }
}

const MEGABYTE = 1024 * 1024
const LARGEST = 64 * MEGABYTE

const JSON_TYPE = 'application/json; charset=utf-8'

/** A file of the page by its name, and the page itself for each of its views. Nothing is looked up on the disk. */
function sendPage({ page }: Site, pathname: string, response: ServerResponse): void {
  const file = page.get(pathname.slice(1))
  const known = VIEWS.has(pathname.split('/')[1] ?? '')
  const sent = file ?? page.get('index.html')
  if (sent === undefined) send(response, 404, { type: 'text/plain; charset=utf-8', body: 'not found' })
  else send(response, file === undefined && !known ? 404 : 200, { type: sent.type, body: sent.bytes })
}

interface Sent {
  readonly type: string
  readonly body: string | Uint8Array
  /** The name under which it is kept, for a file. */
  readonly name?: string
}

function send(response: ServerResponse, status: number, { type, body, name }: Sent): void {
  const allow = status === 405 ? { Allow: 'GET' } : {}
  const kept = name === undefined ? {} : { 'Content-Disposition': `attachment; filename="${name}"` }
  response.writeHead(status, { ...HEADERS, ...allow, ...kept, 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) })
  response.end(body)
}
