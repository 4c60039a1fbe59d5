import type { IncomingHttpHeaders } from 'node:http'

/** Why a request is not answered. */
export interface Refusal {
  readonly status: 403 | 405
  readonly message: string
}

/** What a request says of itself. */
export interface Asked {
  readonly method?: string | undefined
  readonly url?: string | undefined
  readonly headers: IncomingHttpHeaders
}

/** Names by which a person reaches this machine alone. */
const OWN_NAMES = ['127.0.0.1', 'localhost', '[::1]']

/** Where a request arrives. */
export interface Arrival {
  readonly port: number
  /** Whether its address starts something, and so is asked for by POST, by the page itself only. */
  readonly starts: boolean
}

/**
 * Refuses whatever does not come from this machine and the page itself: a name that somebody points at this machine (DNS rebinding), another page's request, and
 * everything but GET, or POST where something is started.
 */
export function refusalOf({ method, url = '/', headers }: Asked, { port, starts }: Arrival): Refusal | undefined {
  if (starts && method !== 'POST') return { status: 405, message: `expected POST, got ${method ?? 'nothing'}` }
  if (!starts && method !== 'GET') return { status: 405, message: `expected GET, got ${method ?? 'nothing'}: nothing here can be changed` }
  if (!url.startsWith('/')) return { status: 403, message: `expected a path, got ${url.slice(0, 80)}` }
  const hosts = OWN_NAMES.map(name => `${name}:${port}`)
  const host = headers.host?.toLowerCase()
  if (host === undefined || !hosts.includes(host)) return { status: 403, message: `expected the host ${hosts[0]}, got ${host ?? 'none'}` }
  const { origin } = headers
  if ((starts || origin !== undefined) && origin?.toLowerCase() !== `http://${host}`)
    return { status: 403, message: `expected the page's own origin, got ${origin ?? 'none'}` }
  const site = headers['sec-fetch-site']
  const visits = headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document'
  if (site === undefined || site === 'same-origin' || site === 'none' || visits) return undefined
  return { status: 403, message: 'expected a request of the page itself, got one of another page' }
}
