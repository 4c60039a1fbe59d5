import http from 'node:http'
import https from 'node:https'
import { gunzipSync } from 'node:zlib'
import { NoAnswer, type Answer, type Asking } from '../fetch/network.ts'

const ONE_CONNECTION = { keepAlive: true, maxSockets: 1 }
const plain = { request: http.request, agent: new http.Agent(ONE_CONNECTION) }
const secure = { request: https.request, agent: new https.Agent(ONE_CONNECTION) }

/** Asks a host over its one connection, by way of no proxy, and waits for the whole answer. Throws NoAnswer. */
export function askHost(address: string, { headers, timeout }: Asking): Promise<Answer> {
  const url = new URL(address)
  const { request, agent } = url.protocol === 'https:' ? secure : plain
  return new Promise((resolve, reject) => {
    const asking = request(url, { agent, headers: { ...headers, 'accept-encoding': 'gzip' } }, response => {
      const pieces: Buffer[] = []
      response.on('data', (piece: Buffer) => pieces.push(piece))
      response.on('error', fail)
      response.on('end', () => {
        clearTimeout(timer)
        try {
          resolve({ status: response.statusCode ?? 0, headers: told(response), body: unpacked(response, Buffer.concat(pieces)) })
        } catch (error) {
          fail(error as Error)
        }
      })
    })
    const timer = setTimeout(() => {
      reject(new NoAnswer('timeout', `no answer within ${timeout / 1000} s`))
      asking.destroy()
    }, timeout)
    const fail = (error: Error): void => {
      clearTimeout(timer)
      reject(new NoAnswer('broken', `no whole answer: ${error.message}`))
    }
    asking.on('error', fail).end()
  })
}

function unpacked({ headers }: http.IncomingMessage, body: Buffer): Buffer {
  return headers['content-encoding'] === 'gzip' && body.byteLength > 0 ? gunzipSync(body) : body
}

function told({ headers }: http.IncomingMessage): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')]))
}
