import { readFileSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import path from 'node:path'
import { Session } from '../../src/cli/session.ts'
import { startsOf } from '../../src/cli/served/starts.ts'
import { startServing } from '../../src/cli/served/start.ts'
import { writersOf } from '../../src/cli/proc.ts'
import { pageOf, type PageFiles } from '../../src/serve/page-files.ts'
import type { Listening } from '../../src/serve/server.ts'
import { fakeWorld, type FakeWorld } from '../cli/fake-world.ts'

/** A page of one file, where the page itself plays no role. */
export const PLAIN_PAGE: PageFiles = pageOf([
  ['index.html', Buffer.from('<!doctype html><title>page</title>')],
  ['page.js', Buffer.from('export {}')],
])

/** What an address answered. */
export interface Answered {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
}

/** A request as any program can make it, also one that no browser would. */
export interface Asked {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Buffer
}

/** A store that is served, and how to ask it. */
export interface Site extends Listening {
  readonly address: string
  /** By which runs are started; empty where none may be. */
  readonly token: string
  /** Asks for a path, which is sent as it is. */
  ask(path: string, asked?: Asked): Promise<Answered>
  /** The document at `/api/…`. */
  document(path: string): Promise<Record<string, unknown>>
}

/** A world with a store of so many simulated days, built. */
export async function builtWorld(cwd: string, days = 3): Promise<FakeWorld> {
  const world = fakeWorld({ cwd })
  await world.run('simulate', '--out', 'feeds', '--days', String(days), '--season', '2021-22')
  await world.run('import', 'feeds')
  await world.run('backfill')
  return world
}

/** Writes `correction.csv`: the first game of a player in the feeds of a folder, with one more free throw, made. */
export function writeCorrection(folder: string, player: string): void {
  const log = readFileSync(path.join(folder, 'feeds/nba_api/player_game_logs_2021-22.csv'), 'utf8')
  const [heading = '', ...lines] = log.trim().split('\n')
  const names = heading.split(',')
  const lookup = (line: string): string =>
    (line.split(',')[names.indexOf('PLAYER_NAME')] ?? '')
      .normalize('NFD')
      .replaceAll(/[^A-Za-z]/g, '')
      .toLowerCase()
  const line = lines.find(each => lookup(each) === player) ?? ''
  const more = line.split(',').map((value, index) => (['PTS', 'FTM', 'FTA'].includes(names[index] ?? '') ? String(Number(value) + 1) : value))
  writeFileSync(path.join(folder, 'correction.csv'), `${heading}\n${more.join(',')}\n`)
}

/** How it is served: in which world, and whether runs may be started. */
export interface ServedOptions {
  readonly world?: FakeWorld
  readonly allowRuns?: boolean
}

/** Serves the store of a folder, as `backcourt serve` does. */
export async function served(
  cwd: string,
  page: PageFiles = PLAIN_PAGE,
  { world = fakeWorld({ cwd }), allowRuns = false }: ServedOptions = {},
): Promise<Site> {
  Object.assign(world, { writersOf })
  const session = new Session(world, () => ({ store: path.join(cwd, 'backcourt.duckdb') }))
  const starts = allowRuns ? startsOf(session) : undefined
  const listening = await startServing(session, { port: 0, page, engine: {}, starts })
  const ask = (asked: string, how?: Asked): Promise<Answered> => send(listening.port, asked, how)
  return {
    ...listening,
    address: `http://127.0.0.1:${listening.port}`,
    token: starts?.token ?? '',
    ask,
    document: async asked => JSON.parse((await ask(`/api/${asked}`)).text) as Record<string, unknown>,
  }
}

/** The body by which files are sent: their list, and their bytes. */
export function bodyOf(files: Readonly<Record<string, string | Buffer>>): Buffer {
  const contents = Object.values(files).map(content => Buffer.from(content))
  const list = Object.keys(files).map((name, index) => ({ name, size: contents[index]?.length }))
  return Buffer.concat([Buffer.from(`${JSON.stringify(list)}\n`), ...contents])
}

function send(port: number, asked: string, { method = 'GET', headers = {}, body }: Asked = {}): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const sent = request({ port, host: '127.0.0.1', path: asked, method, headers: { host: `127.0.0.1:${port}`, ...headers } }, response => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        text += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
