import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, vi } from 'vitest'
import { openStore } from '../../../src/open-store.ts'
import { fakeWorld, type FakeWorld } from '../../cli/fake-world.ts'
import { served, writeCorrection, type Site } from '../../serve/site.ts'
import { browser, builtPage, CHROMIUM, complaintsOf } from '../browser.ts'

/** A browser beside other work is slow; nothing here depends on how slow. */
vi.setConfig({ testTimeout: 300_000 })

export let folder = ''
export let world: FakeWorld
export let site: Site
let chromium: Browser
/** The one page that all tests look at. */
export let page: Page
export let complaints: string[]
export let player = ''
export let first = ''
export let plan = ''

export const store = (): string => path.join(folder, 'backcourt.duckdb')

/** Four simulated weeks, built; then a free throw of the best scorer's first game that counts after all; and a row that went behind the ledger's back. */
beforeAll(async () => {
  if (CHROMIUM === undefined) return
  folder = mkdtempSync(path.join(os.tmpdir(), 'backcourt-page-'))
  world = fakeWorld({ cwd: folder })
  const starting = browser()
  await world.run('simulate', '--out', 'feeds', '--days', '27', '--season', '2021-22')
  await world.run('import', 'feeds')
  await world.run('backfill')
  const [best] = await asked(
    'select player_lookup, cast(min(game_date) as varchar) as first from nba_analytics.player_game_summary group by 1 order by sum(points) desc, 1 limit 1',
  )
  player = String(best?.['player_lookup'])
  first = String(best?.['first'])
  writeCorrection(folder, player)
  await world.run('import', 'correction.csv')
  plan = String((await world.json('plan')).document['plan'])
  await world.run('apply', plan)
  const written = await openStore(store())
  await written.run(`delete from nba_analytics.team_offense_game_summary where game_date = date '2021-11-08' and team_abbr = (${FIRST_TEAM})`)
  await written.close()
  site = await served(folder, await builtPage())
  chromium = await starting
  page = await newPage({ viewport: { width: 1200, height: 900 } })
  complaints = complaintsOf(page, site.address)
}, 300_000)

/** The team whose row went: the first of those that the defence table has of that date. */
export const EXPECTED = `select '/' || min(defending_team_abbr) as row_key from nba_analytics.team_defense_game_summary where game_date = date '2021-11-08'`

const FIRST_TEAM = `select min(team_abbr) from nba_analytics.team_offense_game_summary where game_date = date '2021-11-08'`

afterAll(async () => {
  if (CHROMIUM === undefined) return
  await chromium.close()
  await site.close()
  rmSync(folder, { recursive: true, force: true })
})

type Rows = readonly Readonly<Record<string, string | number | boolean | null>>[]

/** The rows of a statement on the season. */
export async function asked(statement: string): Promise<Rows> {
  return (await world.json('sql', statement)).document['rows'] as Rows
}

/** Another page of the same browser. */
export async function newPage(options: Parameters<Browser['newPage']>[0] = {}): Promise<Page> {
  const page = await chromium.newPage(options)
  page.setDefaultTimeout(120_000)
  return page
}

/** The texts of a table's body, by its caption. */
export async function cells(page: Page, caption: string): Promise<string[][]> {
  return page.evaluate<string[][]>(`
    [...[...document.querySelectorAll('table')].find(table => table.caption?.textContent.includes(${JSON.stringify(caption)})).tBodies[0].rows]
      .map(row => [...row.cells].map(cell => cell.textContent))`)
}
