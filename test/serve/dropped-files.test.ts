import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { placeIn } from '../../src/serve/dropped-files.ts'
import { DOCUMENTS, ERROR_DOCUMENT } from '../cli/contract.ts'
import { fakeWorld } from '../cli/fake-world.ts'
import { bodyOf, PLAIN_PAGE, served, type Answered, type Site } from './site.ts'

/** Engines beside other work are slow; nothing here depends on how slow. */
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

let folder = ''
let rosters = Buffer.alloc(0)
let schedule = Buffer.alloc(0)

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'backcourt-dropped-test-'))
  await fakeWorld({ cwd: folder }).run('simulate', '--out', 'feeds', '--days', '1', '--season', '2021-22')
  rosters = readFileSync(path.join(folder, 'feeds/rosters/common_team_roster_2021-10-18.csv'))
  schedule = readFileSync(path.join(folder, 'feeds/schedule/schedule_league_v2_2021-22.json'))
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A site without a store, whose files lie in a folder of its own. */
async function open(allowRuns = true): Promise<Site & { readonly scratch: string; readonly cwd: string }> {
  const cwd = mkdtempSync(path.join(folder, 'site-'))
  const scratch = mkdtempSync(path.join(folder, 'scratch-'))
  const site = await served(cwd, PLAIN_PAGE, { allowRuns, world: fakeWorld({ cwd, env: { BACKCOURT_TEMP: scratch } }) })
  onTestFinished(() => site.close())
  return { ...site, scratch, cwd }
}

const headersOf = ({ address, token }: Site): Record<string, string> => ({ origin: address, 'x-backcourt-token': token })

function drop(site: Site, body: Buffer, headers: Readonly<Record<string, string>> = headersOf(site)): Promise<Answered> {
  return site.ask('/start/import', { method: 'POST', headers: { 'content-length': String(body.length), ...headers }, body })
}

const messageIn = ({ text }: Answered): string => ERROR_DOCUMENT.parse(JSON.parse(text)).error.message

describe('files that are dropped', () => {
  it('are imported under the names that they had, also where there was no store; the report is that of the command', async () => {
    const site = await open()
    const body = bodyOf({ 'season/schedule.json': schedule, 'rosters_2021-10-19.csv': rosters, 'notes.txt': 'a,b\n1,2\n' })
    const report = DOCUMENTS.import.parse(JSON.parse((await drop(site, body)).text))
    expect(report.files.map(file => file.path).toSorted()).toEqual(['rosters_2021-10-19.csv', 'season/schedule.json'])
    expect(report.unrecognised.map(file => file.path)).toEqual(['notes.txt'])
    const { rows } = (await fakeWorld({ cwd: site.cwd }).json('sql', 'select distinct source_file as file from nba_raw.nbac_schedule')).document as {
      readonly rows: readonly { readonly file: string }[]
    }
    expect(rows).toEqual([{ file: 'season/schedule.json' }])
    expect((await site.document('feeds'))['files']).toContainEqual(expect.objectContaining({ path: 'rosters_2021-10-19.csv' }))
    expect(readdirSync(site.scratch)).toEqual([])
    const again = DOCUMENTS.import.parse(JSON.parse((await drop(site, bodyOf({ 'schedule.json': schedule }))).text))
    expect(again.files.map(file => file.skipped)).toEqual([true])
  })

  it('tell the day of a roster by their name', async () => {
    const site = await open()
    await drop(site, bodyOf({ 'schedule.json': schedule }))
    await drop(site, bodyOf({ 'rosters_2021-10-17.csv': rosters }))
    const { rows } = (
      await fakeWorld({ cwd: site.cwd }).json(
        'sql',
        'select distinct cast(roster_date as varchar) as day from nba_raw.espn_team_rosters where ended_by is null',
      )
    ).document as { readonly rows: readonly { readonly day: string }[] }
    expect(rows).toEqual([{ day: '2021-10-17' }])
  })
})

describe('whoever drops files', () => {
  it('is refused without the token, from another origin, at another host, and where no runs are allowed; nothing is kept', async () => {
    const site = await open()
    const body = bodyOf({ 'schedule.json': schedule })
    const { origin = '', 'x-backcourt-token': token = '' } = headersOf(site)
    const refused = async (headers: Record<string, string>): Promise<number> => (await drop(site, body, headers)).status
    expect(await refused({ origin })).toBe(400)
    expect(await refused({ origin, 'x-backcourt-token': '0'.repeat(32) })).toBe(400)
    expect(await refused({ 'x-backcourt-token': token })).toBe(403)
    expect(await refused({ origin: 'http://evil.example', 'x-backcourt-token': token })).toBe(403)
    expect(await refused({ origin, host: 'evil.example', 'x-backcourt-token': token })).toBe(403)
    expect(await refused({ origin, 'sec-fetch-site': 'cross-site', 'x-backcourt-token': token })).toBe(403)
    const silent = await open(false)
    expect((await drop(silent, body, { ...headersOf(silent), 'x-backcourt-token': '' })).status).toBe(405)
    for (const { cwd, scratch } of [site, silent]) expect([readdirSync(scratch), readdirSync(cwd)]).toEqual([[], []])
  })

  it('is told how much may be dropped, before a byte of it is read', async () => {
    const site = await open()
    const announced = { ...headersOf(site), 'content-length': String(4 * 1024 ** 3 + 1) }
    const answered = await new Promise<string>((resolve, reject) => {
      const headers = { host: `127.0.0.1:${site.port}`, ...announced }
      const sent = request({ port: site.port, host: '127.0.0.1', path: '/start/import', method: 'POST', headers }, response => {
        response.setEncoding('utf8').once('data', (text: string) => {
          sent.destroy()
          resolve(text)
        })
      })
      sent.on('error', reject)
      sent.flushHeaders()
    })
    expect(ERROR_DOCUMENT.parse(JSON.parse(answered)).error).toMatchObject({
      message: 'files that are dropped may have 4 GB together, got 4.0',
      next: 'import larger ones in a shell: backcourt import PATH…',
    })
    expect(readdirSync(site.scratch)).toEqual([])
  })

  it.each([
    ['no list', Buffer.from('no list\n'), 'expected a list of names and sizes, got no list'],
    ['a list of nothing', Buffer.from('[]\n'), 'expected a list of names and sizes, got []'],
    ['a size below zero', Buffer.from('[{"name":"a","size":-1}]\n'), 'expected a list of names and sizes, got [{"name":"a","size":-1}]'],
    ['nothing', Buffer.alloc(0), 'expected a list of files of at most 4 MB, got none'],
    ['a list without end', Buffer.alloc(5 * 1024 ** 2, 'x'), 'expected a list of files of at most 4 MB, got none'],
    ['more than was listed', Buffer.from('[{"name":"a","size":1}]\nabc'), 'expected the 27 bytes that were announced, got a list of 25'],
    ['two files of one name', bodyOf({ 'a/b.csv': 'x', 'a\\b.csv': 'y' }), 'expected files of different names, got b.csv twice'],
    ['a file as the folder of another', bodyOf({ a: 'x', 'a/b.csv': 'y' }), 'expected files of different names, got b.csv twice'],
  ])('is told what was expected, with %s', async (_, body, message) => {
    const site = await open()
    const answered = await drop(site, body)
    expect([answered.status, messageIn(answered)]).toEqual([400, `dropped files: ${message}`])
    expect([readdirSync(site.scratch), readdirSync(site.cwd)]).toEqual([[], []])
  })

  it('leaves nothing behind by going away in the middle, and the next one is served', async () => {
    const site = await open()
    const body = bodyOf({ 'schedule.json': schedule })
    const headers = { host: `127.0.0.1:${site.port}`, ...headersOf(site), 'content-length': String(body.length) }
    const sent = request({ port: site.port, host: '127.0.0.1', path: '/start/import', method: 'POST', headers })
    sent.on('error', () => undefined)
    sent.write(body.subarray(0, body.length - 1000))
    await vi.waitFor(() => expect(readdirSync(site.scratch)).toHaveLength(1), { timeout: 10_000 })
    sent.destroy()
    await vi.waitFor(() => expect(readdirSync(site.scratch)).toEqual([]), { timeout: 10_000 })
    expect(existsSync(path.join(site.cwd, 'backcourt.duckdb'))).toBe(false)
    expect(DOCUMENTS.import.parse(JSON.parse((await drop(site, body)).text)).files).toHaveLength(1)
  })
})

describe('a folder that a process left', () => {
  it('goes with the next import', async () => {
    const site = await open()
    mkdirSync(path.join(site.scratch, 'backcourt-sent-to-1234-0f0f0f0f'))
    mkdirSync(path.join(site.scratch, 'backcourt-sent-to-4711-0f0f0f0f'))
    await drop(site, bodyOf({ 'schedule.json': schedule }))
    expect(readdirSync(site.scratch)).toEqual(['backcourt-sent-to-4711-0f0f0f0f'])
  })
})

describe('placeIn', () => {
  it.each([
    ['rosters_2021-10-19.csv', 'rosters_2021-10-19.csv'],
    ['season/2021/log (1).csv', 'season/2021/log (1).csv'],
    ['../../etc/passwd', 'etc/passwd'],
    ['..\\..\\windows\\system.ini', 'windows/system.ini'],
    ['/etc/passwd', 'etc/passwd'],
    ['C:\\x.csv', 'C_/x.csv'],
    ['a/./b/../c.csv', 'a/b/c.csv'],
    ['.hidden.csv', '_hidden.csv'],
    ['a\u0000b\n.csv', 'a_b_.csv'],
    ['Dončić*?.csv', 'Dončić__.csv'],
    ['', 'file'],
    ['..', 'file'],
    ['/', 'file'],
    [`${'x'.repeat(300)}.csv`, `${'x'.repeat(196)}.csv`],
    [`${'č'.repeat(300)}.csv`, `${'č'.repeat(98)}.csv`],
    [`${'a/'.repeat(30)}b.csv`, 'a/a/a/a/a/a/a/b.csv'],
  ])('puts %j below the folder', (name, inside) => {
    expect(placeIn('/scratch', name)).toBe(`/scratch/${inside}`)
  })
})
