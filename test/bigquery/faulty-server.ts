import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http'

/** Stands before a server and spoils what passes, as told. */
export class FaultyServer {
  readonly address: string
  lost = 0
  readonly #server: Server
  #toLose = 0
  #held: { readonly text: string; readonly reached: () => void; readonly go: Promise<void> } | undefined

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

  /** Lets that many starts of jobs through, and cuts the line before they are answered. */
  loseAnswers(count: number): void {
    this.#toLose = count
    this.lost = 0
  }

  /** Keeps the next job whose text holds these words until `go`. */
  holdNextJob(text: string): { readonly reached: Promise<void>; readonly go: () => void } {
    let go = (): void => undefined
    let reach = (): void => undefined
    const gone = new Promise<void>(resolve => (go = resolve))
    const reached = new Promise<void>(resolve => (reach = resolve))
    this.#held = { text, reached: reach, go: gone }
    return { reached, go }
  }

  stop(): void {
    this.#server.closeAllConnections()
    this.#server.close()
  }

  async #pass(target: string, asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const body: Buffer[] = []
    for await (const piece of asked) body.push(piece as Buffer)
    const content = Buffer.concat(body)
    const starts = asked.method === 'POST' && /\/jobs(?:\?|$)/.test(asked.url ?? '')
    const held = this.#held
    if (held !== undefined && starts && content.includes(held.text)) {
      this.#held = undefined
      held.reached()
      await held.go
    }
    const passed = request(`${target}${asked.url}`, { method: asked.method, headers: asked.headers }, from => {
      if (starts && this.#toLose > 0) {
        this.#toLose -= 1
        this.lost += 1
        from.resume()
        asked.socket.destroy()
        return
      }
      answer.writeHead(from.statusCode ?? 500, from.headers)
      from.pipe(answer)
    })
    passed.on('error', () => asked.socket.destroy())
    passed.end(content)
  }
}
