import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'

const HOME = process.env['BACKCOURT_BIGQUERY_SERVER'] ?? path.join(import.meta.dirname, 'server')
const PROGRAM = path.join(HOME, 'bin', 'local-bigquery')

/** For the title of a test that needs the server: empty, or why it is skipped. */
export const serverMissing: boolean = !existsSync(PROGRAM) || process.env['BACKCOURT_WAREHOUSES'] === undefined
export const serverHint: string = serverMissing ? ' (skipped: it takes minutes; bash test/bigquery/install.sh, then BACKCOURT_WAREHOUSES=1)' : ''

/** A server that speaks BigQuery, with nothing in it. */
export interface LocalServer {
  readonly address: string
  stop(): void
}

export async function startServer(): Promise<LocalServer> {
  const data = mkdtempSync(path.join(tmpdir(), 'local-bigquery-'))
  const port = await freePort()
  const options = ['--host', '127.0.0.1', '--port', String(port), '--grpc-port', String(await freePort()), '--project', 'test', '--data-dir', data]
  const server = spawn(PROGRAM, options, { stdio: 'ignore', env: { ...process.env, HOME: path.join(HOME, 'home') } })
  const address = `http://127.0.0.1:${port}`
  while (server.exitCode === null && !(await answers(address))) await setTimeout(100)
  if (server.exitCode !== null) throw new Error(`${PROGRAM} ended with code ${server.exitCode}`)
  return {
    address,
    stop: () => {
      server.kill('SIGKILL')
      rmSync(data, { recursive: true, force: true })
    },
  }
}

async function answers(address: string): Promise<boolean> {
  return fetch(`${address}/bigquery/v2/projects/test/datasets`).then(
    answer => answer.ok,
    () => false,
  )
}

function freePort(): Promise<number> {
  return new Promise(resolve => {
    const probe = createServer()
    probe.listen(0, '127.0.0.1', () => {
      const bound = probe.address()
      probe.close(() => resolve(typeof bound === 'object' && bound !== null ? bound.port : 0))
    })
  })
}
