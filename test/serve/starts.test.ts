import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { DOCUMENTS, ERROR_DOCUMENT } from '../cli/contract.ts'
import { fakeWorld } from '../cli/fake-world.ts'
import { builtWorld, PLAIN_PAGE, served, type Site } from './site.ts'

/** Engines beside other work are slow; nothing here depends on how slow. */
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

let folder = ''

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'backcourt-starts-'))
  await builtWorld(folder, 2)
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function open(allowRuns: boolean, world = fakeWorld({ cwd: folder })): Promise<Site> {
  const site = await served(folder, PLAIN_PAGE, { allowRuns, world })
  onTestFinished(() => site.close())
  return site
}

const headersOf = ({ address, token }: Site): Record<string, string> => ({ origin: address, 'x-backcourt-token': token, 'content-length': '0' })

describe('a site that allows no runs', () => {
  it('starts nothing', async () => {
    const site = await open(false)
    expect((await site.ask('/start/plan', { method: 'POST', headers: headersOf(site) })).status).toBe(405)
    expect((await site.ask('/start/plan')).status).toBe(404)
  })
})

describe('a site that allows runs', () => {
  it('starts them for the page itself and whoever has the token, and for nobody else', async () => {
    const site = await open(true)
    const { origin = '', ...rest } = headersOf(site)
    const refused = async (headers: Record<string, string>, asked = '/start/plan', method = 'POST'): Promise<number> =>
      (await site.ask(asked, { method, headers })).status
    expect(await refused(rest)).toBe(403)
    expect(await refused({ ...rest, origin: 'http://evil.example' })).toBe(403)
    expect(await refused({ ...rest, origin: 'null' })).toBe(403)
    expect(await refused({ ...rest, origin, host: 'evil.example' })).toBe(403)
    expect(await refused({ ...rest, origin, 'sec-fetch-site': 'same-site' })).toBe(403)
    expect(await refused({ origin, 'content-length': '0' })).toBe(400)
    expect(await refused({ ...rest, origin, 'x-backcourt-token': '0'.repeat(32) })).toBe(400)
    expect(await refused({ ...rest, origin, 'x-backcourt-token': 'short' })).toBe(400)
    expect(await refused({ ...rest, origin }, '/start/plan', 'GET')).toBe(405)
    expect(await refused({ ...rest, origin }, '/start/remove')).toBe(404)
    expect(await refused({ ...rest, origin }, '/start/backfill?force=true')).toBe(400)
    expect(await refused({ ...rest, origin }, '/start/backfill?date=2021-02-30')).toBe(400)
    expect((await site.document('runs'))['runs']).toHaveLength(1)
  })

  it('answers with the document of the command, and shows what it built', async () => {
    const site = await open(true)
    const post = async (asked: string): Promise<unknown> => JSON.parse((await site.ask(asked, { method: 'POST', headers: headersOf(site) })).text)
    expect(DOCUMENTS.plan.parse(await post('/start/plan')).units).toEqual([])
    const { run } = DOCUMENTS.backfill.parse(await post('/start/backfill?start_date=2021-10-19&end_date=2021-10-20&tables=pgs'))
    expect(((await site.document('runs'))['runs'] as readonly { readonly run: number }[])[0]?.run).toBe(run)
    expect(DOCUMENTS.nothingToRetry.parse(await post('/start/retry?season=2021-22')).run).toBeNull()
    expect(ERROR_DOCUMENT.parse(await post('/start/plan?tables=--force')).error.message).toBe('no table named "--force"')
    expect(ERROR_DOCUMENT.parse(await post('/start/plan?date=2021-10-19&season=2021-22')).error.code).toBe('usage')
  })

  it('makes the demo where there is no store, and never over one', async () => {
    const bare = mkdtempSync(path.join(folder, 'bare-'))
    const site = await served(bare, PLAIN_PAGE, { allowRuns: true })
    onTestFinished(() => site.close())
    const missing = await site.ask('/api/calendar')
    expect([missing.status, ERROR_DOCUMENT.parse(JSON.parse(missing.text)).error.code]).toEqual([503, 'store_missing'])
    const post = async (): Promise<unknown> => JSON.parse((await site.ask('/start/demo', { method: 'POST', headers: headersOf(site) })).text)
    expect(DOCUMENTS.demo.parse(await post()).coverage.tables.map(({ coverage }) => coverage)).toEqual([1, 1, 1, 1, 1])
    expect((await site.document('runs'))['runs']).toHaveLength(1)
    expect(ERROR_DOCUMENT.parse(await post()).error.message).toContain('demo makes a new store, and there is one at ')
    expect((await site.document('runs'))['runs']).toHaveLength(1)
  })

  it('starts one at a time, and says when one ended without a word', async () => {
    let end: (text: string) => void = () => undefined
    const world = Object.assign(fakeWorld({ cwd: folder }), { runOwn: () => new Promise<string>(resolve => (end = resolve)) })
    const site = await open(true, world)
    const post = { method: 'POST', headers: headersOf(site) }
    const first = site.ask('/start/backfill', post)
    await new Promise(resolve => setTimeout(resolve, 50))
    const second = ERROR_DOCUMENT.parse(JSON.parse((await site.ask('/start/plan', post)).text))
    expect([second.error.code, second.error.message]).toEqual(['store_locked', 'backfill is still running'])
    end('')
    expect(ERROR_DOCUMENT.parse(JSON.parse((await first).text)).error.message).toBe('backcourt backfill ended without a word')
  })
})
