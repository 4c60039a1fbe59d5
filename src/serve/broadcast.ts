import type { ServerResponse } from 'node:http'

const LOOK_AGAIN_MS = 100
const LISTENERS = 32

/** Tells everybody who listens how something stands, whenever it stands otherwise, as server-sent events. Looks only while somebody listens. */
export class Broadcast {
  readonly #look: () => string
  readonly #listeners = new Set<ServerResponse>()
  #timer: NodeJS.Timeout | undefined
  #last = ''

  constructor(look: () => string) {
    this.#look = look
  }

  /** Somebody begins to listen, and hears at once how it stands. */
  join(response: ServerResponse, headers: Readonly<Record<string, string>>): void {
    if (this.#listeners.size >= LISTENERS) {
      response.writeHead(503, { ...headers, 'Content-Type': 'text/plain; charset=utf-8' })
      response.end(`${LISTENERS} pages listen already: close some of them\n`)
      return
    }
    response.writeHead(200, { ...headers, 'Content-Type': 'text/event-stream; charset=utf-8' })
    this.#tell()
    this.#listeners.add(response)
    response.once('close', () => this.#leave(response))
    response.write(eventOf(this.#last))
    this.#timer ??= setInterval(() => this.#tell(), LOOK_AGAIN_MS)
  }

  end(): void {
    for (const listener of this.#listeners) listener.end()
    clearInterval(this.#timer)
  }

  #tell(): void {
    const now = this.#look()
    if (now === this.#last) return
    this.#last = now
    for (const listener of this.#listeners) listener.write(eventOf(now))
  }

  #leave(response: ServerResponse): void {
    this.#listeners.delete(response)
    if (this.#listeners.size > 0) return
    clearInterval(this.#timer)
    this.#timer = undefined
  }
}

function eventOf(data: string): string {
  return `event: status\ndata: ${data}\n\n`
}
