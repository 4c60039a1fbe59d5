import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import type { Day } from '../../src/calendar.ts'
import { contentNetwork, type ContentNetwork, type Season } from '../../src/simulate/index.ts'

/** What goes wrong with an answer. */
export type Fault = (answer: ServerResponse, body: string) => void

export interface Seen {
  readonly path: string
  readonly status: number
  readonly headers: IncomingMessage['headers']
}

/** A content network on this machine, as it stands on the morning after a day; it remembers who asked for what. */
export interface LeagueServer {
  readonly base: string
  /** Requests since they were last taken. */
  take(): Seen[]
  /** Lets it be the morning after a day. */
  become(day: Day): void
  /** Texts that are served instead; undefined takes one back. */
  serve(path: string, text: string | undefined): void
  /** A fault of the answers to paths that end so, for so many times. */
  fail(ending: string, fault: Fault, times?: number): void
  read(path: string): string
  /** Whether a text was ever served as a whole. */
  serves(text: string): boolean
  /** Calls back at every request with how many there were since they were last taken; returns what ends it. */
  listen(hear: (requests: number) => void): () => void
  /** The most connections that were ever open at the same time. */
  readonly mostConnections: number
  close(): Promise<void>
}

export const boxPath = (game: string): string => `static/json/liveData/boxscore/boxscore_${game}.json`
export const playsPath = (game: string): string => `static/json/liveData/playbyplay/playbyplay_${game}.json`
export const SCHEDULE = 'static/json/staticData/scheduleLeagueV2.json'

export async function leagueServer(season: Season, until: Day): Promise<LeagueServer> {
  let network: ContentNetwork = contentNetwork(season, until)
  let seen: Seen[] = []
  const instead = new Map<string, string>()
  const faults: { ending: string; fault: Fault; times: number }[] = []
  const sockets = new Set<Socket>()
  const served = new Set<string>()
  const ears = new Set<(requests: number) => void>()
  let arrived = 0
  let most = 0

  function textOf(path: string): string | undefined {
    return instead.get(path) ?? network.read(path)
  }

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const path = (request.url ?? '').slice(1)
    response.on('close', () => seen.push({ path, status: response.statusCode, headers: request.headers }))
    arrived++
    for (const hear of ears) hear(arrived)
    const body = textOf(path)
    const broken = faults.find(({ ending, times }) => times > 0 && path.endsWith(ending))
    if (broken !== undefined) {
      broken.times--
      return broken.fault(response, body ?? '')
    }
    if (body === undefined) return missing(response, '')
    served.add(body)
    const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`
    if (request.headers['if-none-match'] === etag) return void response.writeHead(304, { etag }).end()
    const packed = request.headers['accept-encoding'] === 'gzip' && path.endsWith('.json')
    response.writeHead(200, { etag, ...(packed ? { 'content-encoding': 'gzip' } : {}) }).end(packed ? gzipSync(body) : body)
  }

  const server: Server = createServer(answer)
  server.on('connection', socket => {
    sockets.add(socket)
    most = Math.max(most, sockets.size)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    take() {
      const taken = seen
      seen = []
      arrived = 0
      return taken
    },
    become: day => void (network = contentNetwork(season, day)),
    serve: (path, text) => void (text === undefined ? instead.delete(path) : instead.set(path, text)),
    fail: (ending, fault, times = Number.POSITIVE_INFINITY) => void faults.unshift({ ending, fault, times }),
    read: path => textOf(path) ?? '',
    serves: text => served.has(text),
    listen(hear) {
      ears.add(hear)
      return () => ears.delete(hear)
    },
    get mostConnections() {
      return most
    },
    close: () =>
      new Promise(resolve => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}

export const refused: Fault = response => void response.writeHead(403).end('Access Denied')
export const missing: Fault = response => void response.writeHead(404).end('no such file')
export const failing: Fault = response => void response.writeHead(500).end('oops')
export const page: Fault = response =>
  void response.writeHead(200, { 'content-type': 'text/html' }).end('<!DOCTYPE html><title>Just a moment</title>\n<p>…')
export const halfOf: Fault = (response, body) => void response.writeHead(200).end(body.slice(0, body.length / 2))
export const cut: Fault = (response, body) => {
  response.writeHead(200, { 'content-length': Buffer.byteLength(body) })
  response.write(body.slice(0, 100), () => response.destroy())
}
export const busy =
  (pause: string): Fault =>
  response =>
    void response.writeHead(429, { 'retry-after': pause }).end()
/** Never answers. */
export const silent: Fault = () => undefined
