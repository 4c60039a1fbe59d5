import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { fakeWorld, type FakeWorld } from '../cli/fake-world.ts'
import { served, type Site } from '../serve/site.ts'
import { browser, builtPage, CHROMIUM, complaintsOf, show } from './browser.ts'
import { faultsOf } from './faults.ts'

/** A browser beside other work is slow; nothing here depends on how slow. */
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

let folder = ''
let chromium: Browser

const SCHEDULE = 'schedule_league_v2_2021-22.json'
const feed = (...names: readonly string[]): string => path.join(folder, 'feeds', ...names)

beforeAll(async () => {
  if (CHROMIUM === undefined) return
  folder = mkdtempSync(path.join(os.tmpdir(), 'backcourt-starting-'))
  chromium = await browser()
  await fakeWorld({ cwd: folder }).run('simulate', '--out', 'feeds', '--days', '1', '--season', '2021-22')
})

afterAll(async () => {
  if (CHROMIUM === undefined) return
  await chromium.close()
  rmSync(folder, { recursive: true, force: true })
})

/** A page of a site that has no store yet. */
interface Opened {
  readonly site: Site
  readonly world: FakeWorld
  readonly page: Page
  readonly complaints: string[]
}

/** Opens a view of a site without a store, as whoever started it does. */
async function opened(view: string, allowRuns = true): Promise<Opened> {
  const cwd = mkdtempSync(path.join(folder, 'site-'))
  const world = fakeWorld({ cwd, env: { BACKCOURT_TEMP: cwd } })
  const site = await served(cwd, await builtPage(), { allowRuns, world })
  const page = await chromium.newPage({ viewport: { width: 1200, height: 900 } })
  page.setDefaultTimeout(120_000)
  onTestFinished(async () => {
    await page.close()
    await site.close()
  })
  const complaints = complaintsOf(page, site.address)
  await show(page, `${site.address}/${view}${allowRuns ? `#token=${site.token}` : ''}`)
  return { site, world, page, complaints }
}

/** Drops files and folders on the page, as a hand does. */
async function drop(page: Page, files: readonly string[]): Promise<void> {
  const cdp = await page.context().newCDPSession(page)
  const data = { items: [], files: [...files], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    if (type === 'drop') await page.locator('.dropping').waitFor()
    await cdp.send('Input.dispatchDragEvent', { type, x: 600, y: 700, data })
  }
}

/** The texts of a table's body, by its caption. */
async function rowsOf(page: Page, caption: string): Promise<string[][]> {
  const rows = page.getByRole('table', { name: caption }).locator('tbody tr')
  await rows.first().waitFor()
  return rows.evaluateAll(found =>
    found.map(row => [...(row as unknown as { readonly cells: Iterable<{ textContent: string }> }).cells].map(({ textContent }) => textContent)),
  )
}

/** Faults in both looks; a store that is missing is answered as such, which the browser writes down. */
async function faults({ page, complaints }: Opened): Promise<string[]> {
  const dark = await faultsOf(page, { width: 400, colorScheme: 'dark' })
  const light = await faultsOf(page, { width: 1200, colorScheme: 'light' })
  return [...dark, ...light, ...complaints.filter(complaint => !complaint.includes('503'))]
}

describe.skipIf(CHROMIUM === undefined)('a page without a store', () => {
  it('says how one is made, and offers nothing that it may not do', async () => {
    const here = await opened('calendar', false)
    await here.page.getByText('No store yet').waitFor()
    expect(await here.page.locator('main code').allInnerTexts()).toEqual([
      'backcourt demo',
      'backcourt serve --store backcourt-demo/demo.duckdb',
      'backcourt import PATH…',
      '--allow-runs',
    ])
    expect(await here.page.locator('main input').count()).toBe(0)
    expect(await faults(here)).toEqual([])
    await drop(here.page, [feed('schedule', SCHEDULE)])
    await here.page.getByText('Nothing is imported: this page may only read.').waitFor()
    expect(readdirSync(here.world.cwd)).toEqual([])
    await here.page.getByRole('link', { name: 'Definitions' }).click()
    await here.page.getByText('player_game_summary').first().waitFor()
  })

  it('makes the demo by one click and shows it, and how far it is meanwhile', async () => {
    const here = await opened('calendar')
    const { page } = here
    await page.getByText('No store yet').waitFor()
    expect(await faults(here)).toEqual([])
    await page.getByRole('button', { name: 'make the demo' }).click()
    await page.getByText('demo runs …').waitFor()
    await page.getByText(/\d+ of \d+ files/).waitFor()
    await page
      .getByText(/\d+ of \d+ units/)
      .first()
      .waitFor()
    await page.getByText(/^a simulated month: \d+ files imported; run 1: \d+ done/).waitFor()
    await page.getByText(/^[\d,]+ games? on \d+ dates?$/).waitFor()
    await page.locator('.months a').first().waitFor()
    const { rows } = (await here.world.json('sql', 'select count(distinct game_date) as dates from nba_reference.game_states where ended_by is null'))
      .document
    expect(await page.locator('.months a').count()).toBe(5 * Number((rows as readonly { readonly dates: number }[])[0]?.dates))
    expect(await faults(here)).toEqual([])
  })
})

describe.skipIf(CHROMIUM === undefined)('files', () => {
  it('that are dropped anywhere are imported under their names, folders with what is in them, and the report is shown', async () => {
    writeFileSync(path.join(folder, 'notes.csv'), 'a,b\n1,2\n')
    const here = await opened('calendar')
    const { page } = here
    await page.getByText('No store yet').waitFor()
    await drop(page, [feed('nba_api'), feed('schedule', SCHEDULE), path.join(folder, 'notes.csv')])
    await page.getByText('4 files taken in').waitFor()
    const taken = await rowsOf(page, 'what each file was taken for')
    expect(new Set(taken.map(([file]) => file))).toEqual(
      new Set([
        SCHEDULE,
        ...['box_score_summaries_2021-10.json', 'player_game_logs_2021-22.csv', 'team_game_logs_2021-22.csv'].map(name => `nba_api/${name}`),
      ]),
    )
    const [notes = []] = await rowsOf(page, 'files that were not taken')
    expect([notes[0], notes[1]]).toEqual(['notes.csv', expect.stringContaining('its columns are a, b')])
    await page.getByText(/^[\d,]+ games? on \d+ dates?$/).waitFor()
    expect(await faults(here)).toEqual([])
    const { rows } = (await here.world.json('sql', 'select distinct source_file as file from nba_raw.nbac_schedule order by 1')).document
    expect(rows).toContainEqual({ file: SCHEDULE })
    await page.getByRole('button', { name: 'close' }).click()
    await page.getByText('4 files taken in').waitFor({ state: 'detached' })
  })

  it('are chosen by keyboard in Feeds', async () => {
    const here = await opened('feeds')
    const { page, world } = here
    await world.run('import', path.relative(world.cwd, feed('schedule')))
    await page.getByText('imports, newest first').waitFor()
    // Whoever waits for the dialog from the beginning misses none.
    const choosing = page.waitForEvent('filechooser')
    await page.locator('input[type="file"]:enabled').waitFor()
    await page.locator('#main').focus()
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.type')).toBe('file')
    await page.keyboard.press('Enter')
    const chooser = await choosing
    await chooser.setFiles([feed('rosters', 'common_team_roster_2021-10-18.csv')])
    await page.getByText('1 file taken in').waitFor()
    const [taken = []] = await rowsOf(page, 'what each file was taken for')
    expect([taken[0], taken[2]]).toEqual(['common_team_roster_2021-10-18.csv', 'espn_team_rosters'])
    await page.getByRole('table', { name: 'imports, newest first' }).getByRole('rowheader', { name: '2' }).waitFor()
    expect(await faults(here)).toEqual([])
  })

  it('that hold nothing that is known leave what was looked for', async () => {
    const logs = readFileSync(feed('nba_api', 'player_game_logs_2021-22.csv'), 'utf8')
    writeFileSync(path.join(folder, 'logs.csv'), logs.replace('PLUS_MINUS', 'PM'))
    const { page } = await opened('feeds')
    await page.getByText('No store yet').waitFor()
    await drop(page, [path.join(folder, 'logs.csv')])
    await page.getByText('no file was recognised').waitFor()
    expect((await rowsOf(page, 'files that were not taken'))[0]?.[1]).toContain('--suggest FILE writes a mapping')
  })
})
