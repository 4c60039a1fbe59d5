import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { get } from 'node:http'
import { connect } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { ERROR_DOCUMENT } from '../cli/contract.ts'
import type { FakeWorld } from '../cli/fake-world.ts'
import { builtWorld, served, type Site } from './site.ts'

/** Engines beside other work are slow; nothing here depends on how slow. */
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

let folder = ''
let world: FakeWorld
let site: Site

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'backcourt-serve-'))
  world = await builtWorld(folder)
  site = await served(folder)
})

afterAll(async () => {
  await site.close()
  rmSync(folder, { recursive: true, force: true })
})

const inAddress = encodeURIComponent

/** What comes back for bytes that no client would send. */
async function raw(sent: string): Promise<string> {
  const socket = connect(site.port, '127.0.0.1')
  socket.write(sent)
  return text(socket)
}

describe('/api', () => {
  it.each([
    ['runs', ['runs']],
    ['runs?run=1', ['runs', 'show', '1']],
    ['status', ['status']],
    ['formats', ['formats']],
    ['tables?table=pgs', ['tables', 'pgs']],
    ['tables?table=pgs&column=ts_pct', ['tables', 'pgs', 'ts_pct']],
    ['coverage', ['coverage']],
    ['coverage?date=2021-10-20&tables=pgs,togs', ['coverage', '--date', '2021-10-20', '--tables', 'pgs,togs']],
    ['coverage?date=2021-10-20&by=date', ['coverage', '--date', '2021-10-20', '--by', 'date']],
    ['completeness?date=2021-10-20', ['completeness', '--date', '2021-10-20']],
    ['coverage?start_date=2021-10-19&end_date=2021-10-20', ['coverage', '--start-date', '2021-10-19', '--end-date', '2021-10-20']],
    ['validate?date=2021-10-20', ['validate', '--date', '2021-10-20']],
    ['corrections?since=1', ['corrections', '--since', '1']],
    ['why?table=togs&key=2021-10-19/ATL', ['why', 'togs', '2021-10-19/ATL']],
    ['asof?table=utgc&key=2021-10-20&known_at=tip', ['asof', 'utgc', '2021-10-20', '--known-at', 'tip']],
  ])('answers %s with the document of the command', async (asked, argv) => {
    expect(await site.document(asked)).toEqual((await world.json(...argv)).document)
  })

  it('answers sql and changes as the command does', async () => {
    const statement = 'select player_lookup, points, ts_pct from nba_analytics.player_game_summary order by 2 desc, 1 limit 5'
    expect(await site.document(`sql?statement=${inAddress(statement)}`)).toEqual((await world.json('sql', statement)).document)
    const lines = await site.ask('/api/changes?since=0&table=togs')
    expect(lines.text).toBe((await world.run('changes', '--since', '0', '--table', 'togs')).out)
    expect(lines.headers['content-type']).toContain('application/x-ndjson')
  })

  it.each([
    ['coverage?date=2021-02-30', 400, 'usage', 'date: 2021-02-30 is no day: February 2021 has 28'],
    ['coverage?day=2021-02-03', 400, 'usage', 'day: expected one of start_date, end_date, season, date, tables, as_of, by, got day'],
    ['coverage?date=2021-10-19&date=2021-10-20', 400, 'usage', 'date: expected it once, got it 2 times'],
    ['coverage?start_date=2021-10-20&end_date=2021-10-19', 400, 'usage', '--start-date 2021-10-20 is after --end-date 2021-10-19'],
    ['coverage?by=week', 400, 'usage', 'by: expected one of date, month, team, got week'],
    ['plan?plan=nothing', 404, 'not_found', 'no plan nothing'],
    ['ran?run=99', 404, 'not_found', 'there is no run 99'],
    ['exported?statement=show%20tables&format=csv', 400, 'usage', 'statement: expected a query, whose rows can be written'],
    ['exported?statement=select%201&format=xlsx', 400, 'usage', 'format: expected one of csv, parquet, got xlsx'],
    ['leaders?of=coaches', 400, 'usage', 'of: expected one of players, teams, got coaches'],
    ['formats?x=1', 400, 'usage', 'x: expected no parameters, got x'],
    ['runs?run=one', 400, 'usage', 'run: expected a whole number, got one'],
    ['runs?run=99', 404, 'not_found', 'no run 99: the runs are 1 to 1'],
    ['why?table=pgs', 400, 'usage', 'key: expected a value, got none'],
    ['why?table=nothing&key=2021-10-19/ATL', 400, 'unknown_name', 'no table named "nothing"'],
    ['player?player=nobody', 404, 'not_found', 'no player is looked up as nobody'],
    ['team?team=XXX', 404, 'not_found', 'no games of a team XXX are known'],
    ['team?team=ATLANTA', 400, 'usage', 'team: expected at most 3 characters, got 7 of them'],
    ['search?q=%00%07', 400, 'usage', 'q: expected a text without control characters, got some'],
    [
      `row?table=pgs&key=2021-10-19/${inAddress("x' or 'a'='a")}`,
      404,
      'not_found',
      "nba_analytics.player_game_summary has no row 2021-10-19/x' or 'a'='a",
    ],
    ['sql', 400, 'usage', 'statement: expected a value, got none'],
    [`sql?statement=${inAddress('selec 1')}`, 400, 'usage', 'expected a statement that reads, got SELEC'],
    ['nothing', 404, 'not_found', '/api/nothing is nothing that is served'],
  ])('refuses %s', async (asked, ...expected) => {
    const answered = await site.ask(`/api/${asked}`)
    const { error } = ERROR_DOCUMENT.parse(JSON.parse(answered.text))
    expect([answered.status, error.code, error.message]).toEqual(expected)
  })
})

describe('the page', () => {
  it('is the answer at the address of every view', async () => {
    for (const view of ['', 'calendar', 'row/pgs/2021-10-19/somebody', 'ask?sql=select%201']) {
      const answered = await site.ask(`/${view}`)
      expect([view, answered.status, answered.text]).toEqual([view, 200, '<!doctype html><title>page</title>'])
    }
    expect((await site.ask('/page.js')).headers['content-type']).toBe('text/javascript; charset=utf-8')
  })

  it.each([
    '/../../../etc/passwd',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/page.js/../../backcourt.duckdb',
    '/backcourt.duckdb',
    '//etc/passwd',
    '/\\..\\x',
    '/%',
  ])('never is a file at %s', async asked => {
    const { status, text } = await site.ask(asked)
    expect([200, 400, 404]).toContain(status)
    expect(['', '<!doctype html><title>page</title>']).toContain(text)
  })

  it.each(['*', 'http://evil.example/', 'http://127.0.0.1/api/status'])('is not at %s, which is no path', async asked => {
    const { status, text } = await site.ask(asked)
    expect([status, ERROR_DOCUMENT.parse(JSON.parse(text)).error.message]).toEqual([403, `expected a path, got ${asked}`])
  })

  it('may load nothing from elsewhere and run nothing inline, and is shown inside no other page', async () => {
    for (const asked of ['/', '/api/status', '/page.js', '/api/nothing']) {
      const { headers } = await site.ask(asked)
      expect(headers['content-security-policy']).toBe(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      )
      expect(headers['x-content-type-options']).toBe('nosniff')
      expect(Object.keys(headers).filter(name => name.startsWith('access-control-'))).toEqual([])
    }
  })
})

describe('whoever asks', () => {
  it.each([
    ['another host, as after DNS rebinding', { host: 'evil.example:80' }],
    ['another port', { host: '127.0.0.1:1' }],
    ['a host that only begins like ours', { host: '127.0.0.1.evil.example' }],
    ['another origin', { origin: 'http://evil.example' }],
    ['no origin at all', { origin: 'null' }],
    ['an image of another page', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' }],
    ['a frame of another page', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' }],
    ['a page of another port of this machine', { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' }],
  ])('is refused with %s', async (_, headers) => {
    for (const asked of ['/', '/api/status', '/events']) {
      const answered = await site.ask(asked, { headers })
      expect(answered.status).toBe(403)
      expect(ERROR_DOCUMENT.parse(JSON.parse(answered.text)).error.code).toBe('usage')
    }
  })

  it.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('may not %s', async method => {
    const { status, headers } = await site.ask('/api/status', { method })
    expect([status, headers['allow']]).toEqual([405, 'GET'])
  })

  it.each([
    ['what is no request', 'GARBAGE\r\n\r\n', ['400 Bad Request', 'expected a request of HTTP/1.1']],
    [
      'an address without end',
      `GET /?x=${'x'.repeat(20_000)} HTTP/1.1\r\n\r\n`,
      ['431 Request Header Fields Too Large', 'the address and headers of a request may have 16 KB together'],
    ],
  ])('is told what was expected, with %s', async (_, sent, [status, message]) => {
    const answered = await raw(sent)
    expect([answered.split('\r\n')[0], answered.split('\r\n\r\n')[1]]).toEqual([`HTTP/1.1 ${status}`, `${message}\n`])
  })

  it('is told why not, when too many listen', async () => {
    const listeners = Array.from({ length: 32 }, () => get({ port: site.port, host: '127.0.0.1', path: '/events' }))
    await Promise.all(listeners.map(listener => once(listener, 'response')))
    const one = await site.ask('/events')
    expect([one.status, one.text]).toEqual([503, '32 pages listen already: close some of them\n'])
    for (const listener of listeners) listener.destroy()
  })

  it('is answered with localhost, and following a link from elsewhere', async () => {
    expect((await site.ask('/api/status', { headers: { host: `localhost:${site.port}` } })).status).toBe(200)
    const link = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }
    expect((await site.ask('/', { headers: link })).status).toBe(200)
  })

  it('is answered, however many ask at once', async () => {
    const asked = Array.from(
      { length: 120 },
      (_, index) => ['coverage?date=2021-10-19', 'calendar', 'search?q=at', 'tonight?date=2021-10-20'][index % 4] ?? '',
    )
    const answers = await Promise.all(asked.map(one => site.ask(`/api/${one}`)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    for (const kind of new Set(asked)) expect(new Set(answers.filter((_, index) => asked[index] === kind).map(({ text }) => text)).size).toBe(1)
  })
})

describe('views', () => {
  it('tell the numbers of the store', async () => {
    const calendar = await site.document('calendar')
    const { rows } = (
      await world.json(
        'sql',
        'select cast(count(*) as bigint) as n, count(distinct game_date) as dates from nba_reference.game_states where ended_by is null',
      )
    ).document as { readonly rows: readonly { readonly n: number; readonly dates: number }[] }
    const dates = calendar['dates'] as readonly { readonly games: number; readonly final: number }[]
    expect(dates.reduce((sum, { games }) => sum + games, 0)).toBe(rows[0]?.n)
    expect(dates).toHaveLength(rows[0]?.dates ?? 0)
    expect(calendar['season']).toBe('2021-22')
  })

  it('find players without their accents, teams, dates, tables and columns', async () => {
    const found = async (q: string): Promise<readonly { readonly kind: string; readonly label: string; readonly address: string }[]> =>
      (await site.document(`search?q=${inAddress(q)}`))['hits'] as never
    expect((await found('atl'))[0]).toMatchObject({ kind: 'team', label: 'ATL', address: '/team/ATL' })
    expect((await found('hawks'))[0]).toMatchObject({ kind: 'team', label: 'ATL', about: expect.stringMatching(/^Atlanta Hawks, \d/) as string })
    expect(await found('2021-10-2')).toContainEqual({
      kind: 'date',
      label: '2021-10-20',
      about: expect.any(String) as string,
      address: '/tonight/2021-10-20',
    })
    expect((await found('ts_pct'))[0]).toMatchObject({ kind: 'column', label: 'ts_pct' })
    expect((await found('player game summary'))[0]).toMatchObject({ kind: 'table', label: 'player_game_summary' })
    const [accented] = (
      await world.json(
        'sql',
        'select player_full_name as name, player_lookup as lookup from nba_reference.player_identities where player_full_name <> strip_accents(player_full_name) limit 1',
      )
    ).document['rows'] as readonly { readonly name: string; readonly lookup: string }[]
    const bare = accented?.name.normalize('NFD').replaceAll(/\p{M}/gu, '') ?? ''
    expect((await found(bare)).map(({ address }) => address)).toContain(`/player/${accented?.lookup}`)
    expect(await found("' or 1=1 --")).toEqual([])
  })
})
