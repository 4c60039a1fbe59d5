import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openStore } from '../../src/open-store.ts'
import { share, signed, weekday } from '../../src/page/format.ts'
import { removeStatus, writeStatus } from '../../src/cli/status-file.ts'
import { fakeWorld, type FakeWorld } from '../cli/fake-world.ts'
import { served, writeCorrection, type Site } from '../serve/site.ts'
import { browser, builtPage, CHROMIUM, complaintsOf, settled, show } from './browser.ts'

/** A browser beside other work is slow; nothing here depends on how slow. */
vi.setConfig({ testTimeout: 300_000 })

let folder = ''
let world: FakeWorld
let site: Site
let chromium: Browser
/** The one page that all tests look at. */
let page: Page
let complaints: string[]
let player = ''
let first = ''
let plan = ''

const store = (): string => path.join(folder, 'backcourt.duckdb')

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
const EXPECTED = `select '/' || min(defending_team_abbr) as row_key from nba_analytics.team_defense_game_summary where game_date = date '2021-11-08'`

const FIRST_TEAM = `select min(team_abbr) from nba_analytics.team_offense_game_summary where game_date = date '2021-11-08'`

afterAll(async () => {
  if (CHROMIUM === undefined) return
  await chromium.close()
  await site.close()
  rmSync(folder, { recursive: true, force: true })
})

type Rows = readonly Readonly<Record<string, string | number | boolean | null>>[]

async function asked(statement: string): Promise<Rows> {
  return (await world.json('sql', statement)).document['rows'] as Rows
}

async function newPage(options: Parameters<Browser['newPage']>[0] = {}): Promise<Page> {
  const page = await chromium.newPage(options)
  page.setDefaultTimeout(120_000)
  return page
}

/** The texts of a table's body, by its caption. */
async function cells(page: Page, caption: string): Promise<string[][]> {
  return page.evaluate<string[][]>(`
    [...[...document.querySelectorAll('table')].find(table => table.caption?.textContent.includes(${JSON.stringify(caption)})).tBodies[0].rows]
      .map(row => [...row.cells].map(cell => cell.textContent))`)
}

const VIEWS = (): readonly string[] => [
  '/calendar?season=2021-22&date=2021-11-08',
  '/calendar?season=all',
  '/tonight/2021-11-10',
  '/player',
  `/player/${player}`,
  '/team',
  '/team/LAL',
  `/row/pgs/${first}/${player}`,
  '/row/utgc/2021-11-10/BOS',
  '/changes',
  '/feeds',
  '/run',
  '/run?run=2',
  `/run?plan=${plan}`,
  '/definitions',
  '/definitions?table=player_game_summary&column=ts_pct',
  '/ask?sql=select%20unnest(%5B1%2C%203%2C%202%5D)%20as%20one',
]

/** Rows, cells and bars that are drawn as those before them: looking at each would take minutes. */
const ALIKE = [
  'tbody tr:nth-child(n+7)',
  '.months > :nth-child(n+2)',
  '.bars a:nth-child(n+5)',
  '.panel:nth-of-type(n+2)',
  '.names details:nth-child(n+3)',
]

/** What of axe depends on colours and widths; the rest is the same in each. */
const LOOKS = ['color-contrast', 'link-in-text-block', 'scrollable-region-focusable', 'target-size']

/** What is wrong with a view at a width and in colours: too wide, or a finding of axe. */
async function faultsAt(
  width: number,
  colorScheme: 'light' | 'dark',
  { only, of = page }: { readonly only?: readonly string[]; readonly of?: Page } = {},
): Promise<string[]> {
  await of.setViewportSize({ width, height: 900 })
  await of.emulateMedia({ colorScheme })
  const wide = await of.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
  if ((await of.evaluate('typeof axe')) === 'undefined') await of.evaluate(axe.source)
  // Whatever is excluded is still walked through: what stands for others is taken away before.
  await of.evaluate(`for (const each of document.querySelectorAll(${JSON.stringify(ALIKE.join(', '))})) each.remove()`)
  const rules = only === undefined ? {} : { runOnly: { type: 'rule', values: only } }
  const { violations } = await of.evaluate<axe.AxeResults>(`axe.run(document, ${JSON.stringify({ ...rules, resultTypes: ['violations'] })})`)
  const findings = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 120)}`)
  return wide > 0 ? [`${width}: ${wide} px too wide`, ...findings] : findings
}

/** Opens everything that is folded. */
async function unfold(): Promise<void> {
  await page.evaluate('for (const each of document.querySelectorAll("main details:not(.names details)")) each.open = true')
  await settled(page)
}

describe.skipIf(CHROMIUM === undefined)('every view', () => {
  it('is whole at 1600 px in light and at 400 px in dark: nothing is complained of, nothing overflows, no finding of axe', async () => {
    const found: string[] = []
    for (const view of VIEWS()) {
      await page.setViewportSize({ width: 1600, height: 900 })
      await show(page, `${site.address}${view}`)
      await unfold()
      // The narrow width comes first: what is too wide there is seen before rows are taken away.
      const dark = await faultsAt(400, 'dark', { only: LOOKS })
      const light = await faultsAt(1600, 'light')
      for (const fault of [...dark, ...light, ...complaints.splice(0)]) found.push(`${view}: ${fault}`)
    }
    await page.setViewportSize({ width: 1200, height: 900 })
    await page.emulateMedia({ colorScheme: 'light' })
    expect(found).toEqual([])
  })
})

describe.skipIf(CHROMIUM === undefined)('a newcomer', () => {
  it('reads at 400 px no word that is broken', async () => {
    await page.setViewportSize({ width: 400, height: 900 })
    for (const view of ['/changes?since=0', `/row/pgs/${first}/${player}`, '/run?run=2', '/definitions?table=pgs', '/calendar?date=2021-11-08']) {
      await show(page, `${site.address}${view}`)
      const broken = await page.evaluate<string[]>(`
        [...document.querySelectorAll('main td.text')].filter(cell => /^\\w+$/.test(cell.textContent) && cell.clientHeight >= 2 * parseFloat(getComputedStyle(cell).lineHeight) && cell.parentNode.cells.length > 2)
          .filter(cell => { const range = document.createRange(); range.selectNodeContents(cell); return range.getBoundingClientRect().height >= 2 * parseFloat(getComputedStyle(cell).lineHeight) })
          .map(cell => cell.textContent)`)
      expect([view, broken]).toEqual([view, []])
    }
    await page.setViewportSize({ width: 1200, height: 900 })
  })

  it('is told what the rows of the calendar are, and that a season is not known', async () => {
    await show(page, `${site.address}/calendar`)
    expect(await page.getByRole('list', { name: 'what the rows stand for' }).innerText()).toContain('upgc upcoming_player_game_context')
    await show(page, `${site.address}/calendar?season=1999-00`)
    await page.getByText('No game of 1999-00 is known.').waitFor()
  })

  it('sees whose row it is, and when', async () => {
    const [row] = await asked(`select player_full_name as name from nba_analytics.player_game_summary where player_lookup = '${player}' limit 1`)
    await show(page, `${site.address}/row/pgs/${first}/${player}`)
    expect(await page.locator('h1').innerText()).toBe(`${String(row?.['name'])}, ${weekday(first)} ${first}`)
    await show(page, `${site.address}/row/utgc/2021-11-10/BOS`)
    expect(await page.locator('h1').innerText()).toBe('BOS, Wed 2021-11-10')
  })
})

describe.skipIf(CHROMIUM === undefined)('numbers on the page', () => {
  it('of a player are those of the query', async () => {
    await show(page, `${site.address}/player/${player}`)
    const rows = await asked(`
      select cast(game_date as varchar) as game_date, points, assists, minutes_played, ts_pct, plus_minus, fg_makes || '-' || fg_attempts as fg
      from nba_analytics.player_game_summary where player_lookup = '${player}' order by game_date desc`)
    const shown = await cells(page, 'games of 2021-22')
    expect(shown.map(row => [row[0], row[4], row[5], row[8], row[12], row[15], row[17]])).toEqual(
      rows.map(row => [
        row['game_date'],
        Number(row['minutes_played']).toFixed(1),
        String(row['points']),
        String(row['assists']),
        row['fg'],
        share(row['ts_pct']),
        signed(row['plus_minus']),
      ]),
    )
    const [season] = await asked(`
      select cast(count(*) as bigint) as games, avg(points) as points, sum(points) / (2 * (sum(fg_attempts) + 0.44 * sum(ft_attempts))) as ts
      from nba_analytics.player_game_summary where player_lookup = '${player}'`)
    const [line = []] = await cells(page, 'per game, by season')
    expect([line[2], line[5], line[14]]).toEqual([String(season?.['games']), Number(season?.['points']).toFixed(1), share(Number(season?.['ts']))])
  })

  it('of a team are those of the query', async () => {
    await show(page, `${site.address}/team/LAL`)
    const rows = await asked(`
      select cast(o.game_date as varchar) as game_date, o.points_scored, d.points_allowed, o.offensive_rating, d.defensive_rating
      from nba_analytics.team_offense_game_summary as o
      join nba_analytics.team_defense_game_summary as d on d.game_date = o.game_date and d.defending_team_abbr = o.team_abbr
      where o.team_abbr = 'LAL' order by 1 desc`)
    const shown = await cells(page, 'games of 2021-22')
    expect(shown.map(row => [row[0], row[3], row[4], row[7], row[8]])).toEqual(
      rows.map(row => [
        row['game_date'],
        String(row['points_scored']),
        String(row['points_allowed']),
        Number(row['offensive_rating']).toFixed(1),
        Number(row['defensive_rating']).toFixed(1),
      ]),
    )
  })

  it('of a row are its values, none of them rounded, beside every column that is known', async () => {
    await show(page, `${site.address}/row/togs/2021-11-10/BOS`)
    const [row = {}] = await asked(`from nba_analytics.team_offense_game_summary where game_date = '2021-11-10' and team_abbr = 'BOS'`)
    const shown = await page.evaluate<[string, string][]>(
      `[...document.querySelectorAll('[data-column]')].map(each => [each.dataset.column, each.textContent])`,
    )
    expect(shown.length).toBeGreaterThan(20)
    for (const [column, text] of shown) {
      const value = row[column] ?? null
      expect([column, text]).toEqual([column, value === null ? 'NULL' : typeof value === 'string' ? value : JSON.stringify(value)])
    }
  })

  it('of the calendar are those of the ledger', async () => {
    await show(page, `${site.address}/calendar`)
    const [row] = await asked(
      'select cast(count(*) as bigint) as games, count(distinct game_date) as dates from nba_reference.game_states where ended_by is null',
    )
    await page.getByText(`${Number(row?.['games']).toLocaleString('en-US')} games on ${row?.['dates']} dates`).waitFor()
    expect(await page.locator('.months a').count()).toBe(5 * Number(row?.['dates']))
  })

  it('of a calendar tell what is missing of a date, and the command that repairs it', async () => {
    await show(page, `${site.address}/calendar?date=2021-11-08`)
    const [gone] = await asked(`select '2021-11-08' || row_key as key from (${EXPECTED})`)
    await page.getByText('next: backcourt backfill --date 2021-11-08').waitFor()
    const [line = []] = await cells(page, 'findings of 2021-11-08')
    expect([line[0], line[1], line[2]]).toEqual([gone?.['key'], 'team_offense_game_summary', 'missing'])
    const states = await page.evaluate<string[]>(`[...document.querySelectorAll('.months a[aria-current]')].map(each => each.className)`)
    expect(states).toEqual(['sign complete', 'sign partial', 'sign complete', 'sign complete', 'sign complete'])
    await show(page, `${site.address}/calendar?season=all`)
    await page.locator('.months a').nth(100).waitFor()
  })

  it('of a night are those of the query, and say which windows behind them are whole', async () => {
    await show(page, `${site.address}/tonight/2021-11-10`)
    const [row] = await asked(`
      select team_abbr, count(*) filter (where win_flag) || '-' || count(*) filter (where not win_flag) as record
      from nba_analytics.team_offense_game_summary
      where game_date < '2021-11-10' and team_abbr in (select away_team from nba_reference.game_states where game_date = '2021-11-10')
      group by all order by 1 limit 1`)
    const game = page.locator('.compared').filter({ has: page.getByRole('columnheader', { name: String(row?.['team_abbr']), exact: true }) })
    expect(await game.locator('tr', { hasText: 'won and lost' }).locator('td').first().innerText()).toBe(row?.['record'])
    await game
      .getByText(/^all \d+$/)
      .first()
      .waitFor()
  })

  it('of a night tell who is out and who is only reported, once each, by the names of their rows', async () => {
    await show(page, `${site.address}/tonight/2021-11-10`)
    const rows = await asked(`
      select c.player_full_name as name, i.player_lookup is not null or c.player_status = 'out' as is_out, coalesce(case when i.player_lookup is not null then 'inactive' end, c.player_status) as status
      from nba_analytics.upcoming_player_game_context as c
      left join (
        select r.nba_game_id, p.player_lookup
        from nba_raw.bref_inactives as r
        join nba_reference.player_identities as p on p.source = 'bref' and p.source_player_id = r.bref_player_id and p.ended_by is null
        where r.ended_by is null
      ) as i on i.nba_game_id = c.nba_game_id and i.player_lookup = c.player_lookup
      where c.game_date = '2021-11-10' and (i.player_lookup is not null or c.player_status is not null)`)
    const told = await page.evaluate<[string, string, string][]>(
      `[...document.querySelectorAll('.sides li')].map(each => [each.querySelector('a').textContent, each.closest('ul').previousElementSibling.textContent, each.querySelector('.quiet').textContent.split(':')[0]])`,
    )
    const expected = rows.map(({ name, is_out, status }) => `${String(name)} ${is_out === true ? 'out' : 'on the injury report'} ${String(status)}`)
    expect(new Set(told.map(([name, heading, status]) => `${name} ${heading.slice(5)} ${status}`))).toEqual(new Set(expected))
    expect(told).toHaveLength(expected.length)
    expect(new Set(rows.map(row => row['is_out'])).size).toBe(2)
    await show(page, `${site.address}/tonight/${first}`)
    await page.getByText('no form: it is the first game of the season').first().waitFor()
  })

  it('of a change are those before and after, down to the file', async () => {
    await show(page, `${site.address}/changes`)
    const [changed] = await asked(`select row_key from nba_processing.row_changes where table_name = 'player_game_summary' order by 1 limit 1`)
    const key = String(changed?.['row_key'])
    await page.getByRole('link', { name: key, exact: true }).last().click()
    await settled(page)
    const history = await page.locator('.history li').first().innerText()
    expect(history).toMatch(/^updated run 2/)
    expect(history).toMatch(/points \d+ → \d+/)
    expect(history).toContain('correction.csv row 1')
    const points = /points (\d+) → (\d+)/.exec(history)
    await show(page, `${site.address}/player/${player}`)
    const [corrected = []] = await cells(page, 'corrected statistics')
    expect([corrected[0], corrected[1]]).toEqual([first, expect.stringContaining(`points ${points?.[1]} → ${points?.[2]}`)])
    expect(await page.locator('.lines .dot').count()).toBeGreaterThan(20)
    await show(page, `${site.address}/changes?since=0`)
    expect((await cells(page, 'statistics that are others now')).map(([name]) => name)).toEqual([key])
  })
})

describe.skipIf(CHROMIUM === undefined)('proofs', () => {
  it('of a row are the text of its hash, and what was known of it at the tip', async () => {
    await show(page, `${site.address}/row/utgc/2021-11-10/BOS`)
    await page.getByText('known at the tip against now').click()
    await page.getByText('in every field').waitFor()
    await page.getByText('the text of its hash').click()
    const text = await page.locator('pre.text').innerText()
    const [row] = await asked(`select data_hash from nba_analytics.upcoming_team_game_context where game_date = '2021-11-10' and team_abbr = 'BOS'`)
    expect(createHash('sha256').update(text).digest('hex').slice(0, 16)).toBe(row?.['data_hash'])
  })

  it('of a plan are the ways from what changed to the rows that can change', async () => {
    await show(page, `${site.address}/run?plan=${plan}`)
    const titles = await page.evaluate<string[]>(
      `[...document.querySelectorAll('.graph-node')].map(each => each.parentNode.querySelector('title').textContent)`,
    )
    expect(titles[0]).toMatch(new RegExp(`^${first}/${player} – nbac_player_boxscores .*points \\d+ → \\d+.*correction.csv row 1`))
    expect(titles.join('\n')).toContain(`${player}’s last 10 games`)
    const units = await cells(page, 'its units')
    expect(units.length).toBeGreaterThan(3)
    expect(await page.locator('.graph-edge').count()).toBeGreaterThan(3)
    await show(page, `${site.address}/run?run=2`)
    expect((await cells(page, 'what it did to each table')).reduce((sum, row) => sum + Number(row[10]), 0)).toBeGreaterThan(0)
  })
})

describe.skipIf(CHROMIUM === undefined)('what is asked', () => {
  it('is written with names that are pressed, drawn, and kept as CSV and Parquet', async () => {
    await show(page, `${site.address}/ask`)
    await page.getByLabel('SQL').fill('select game_date, sum(points) as points from  group by all order by all')
    await page.evaluate('document.querySelector("#statement").setSelectionRange(45, 45)')
    await page.locator('.names summary').first().click()
    await page.locator('.names .name').first().click()
    await page.keyboard.press('Control+Enter')
    await page.getByText(/^\d+ rows$/).waitFor()
    await page.getByText('chart', { exact: true }).click()
    expect(await page.locator('.lines .dot').count()).toBe((await cells(page, 'rows')).length)
    for (const [name, start] of [
      ['CSV', 'game_date,points'],
      ['Parquet', 'PAR1'],
    ] as const) {
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name, exact: true }).click()])
      expect(readFileSync(await download.path(), 'latin1').slice(0, start.length)).toBe(start)
    }
  })

  it('of definitions is looked for in all tables', async () => {
    await show(page, `${site.address}/definitions`)
    await page.getByRole('searchbox', { name: 'columns of all tables' }).fill('true shooting')
    const found = await cells(page, 'columns that hold')
    expect(new Set(found.map(([, table]) => table)).size).toBeGreaterThan(1)
  })
})

/** Whether what has the focus is in the view and is seen to have it. */
const SEEN = `document.activeElement.closest('main') !== null && document.activeElement.matches(':focus-visible') && getComputedStyle(document.activeElement).outlineStyle !== 'none'`

/** Presses a key until something holds, as a person would who looks for it. */
async function pressUntil(key: string, holds: string): Promise<void> {
  for (let pressed = 0; pressed < 120; pressed += 1) {
    await page.keyboard.press(key)
    if (await page.evaluate<boolean>(holds)) return
  }
  throw new Error(`${key} never leads to where ${holds}`)
}

describe.skipIf(CHROMIUM === undefined)('the keyboard', () => {
  it('searches, follows what is found, and goes back', async () => {
    await show(page, `${site.address}/feeds`)
    await page.keyboard.press('/')
    await page.keyboard.type('2021-11-1')
    await page.getByRole('option').first().waitFor()
    await page.keyboard.press('ArrowDown')
    expect(await page.locator('[aria-selected="true"]').innerText()).toContain('2021-11-11')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/tonight/2021-11-11')
    await page.getByRole('link', { name: '2021-11-12 →' }).waitFor()
    await page.keyboard.press(']')
    await page.waitForURL('**/tonight/2021-11-12')
    await page.getByRole('link', { name: '← 2021-11-11' }).waitFor()
    await page.keyboard.press('[')
    await page.waitForURL('**/tonight/2021-11-11')
    for (const before of ['12', '11']) {
      await page.goBack()
      await page.waitForURL(`**/tonight/2021-11-${before}`)
    }
    await page.goBack()
    await page.waitForURL('**/feeds')
    await settled(page)
    expect(await page.locator('h1').innerText()).toBe('Feeds')
    await page.keyboard.press('/')
    await page.keyboard.type('zzzz')
    await page.getByText('nothing is called so').waitFor()
    await page.keyboard.press('Escape')
    await page.getByText('nothing is called so').waitFor({ state: 'detached' })
  })

  it('makes the whole tour: from view to view, into each, and on to what it leads to', async () => {
    await show(page, `${site.address}/ask`)
    await page.locator('#main').focus()
    for (const view of ['Ask', 'Definitions', 'Runs', 'Feeds', 'Changes', 'Teams', 'Players', 'Tonight', 'Calendar']) {
      await pressUntil('Shift+Tab', `document.activeElement.closest('nav') !== null && document.activeElement.textContent === '${view}'`)
      await page.keyboard.press('Enter')
      await settled(page)
      expect([view, await page.evaluate('document.activeElement.id')]).toEqual([view, 'main'])
      await page.locator('main :is(a, button, input, textarea, summary, [tabindex="0"])').first().waitFor()
      for (const place of [1, 2, 3]) {
        await page.keyboard.press('Tab')
        expect([view, place, await page.evaluate(SEEN)]).toEqual([view, place, true])
      }
    }
    await show(page, `${site.address}/player`)
    for (const [leads, heading] of [
      ['/player/', 'H1'],
      ['/row/', 'H1'],
      ['/definitions?', 'H1'],
    ]) {
      await page.locator('#main').focus()
      await pressUntil('Tab', `(document.activeElement.getAttribute('href') ?? '').startsWith('${leads}')`)
      await page.keyboard.press('Enter')
      await page.waitForURL(`**${leads}**`)
      await settled(page)
      expect(await page.evaluate(`document.querySelector('main').firstElementChild.tagName`)).toBe(heading)
    }
  })

  it('goes from cell to cell of the calendar and opens a date', async () => {
    await show(page, `${site.address}/calendar`)
    await page.locator('.months a[tabindex="0"]').focus()
    for (const key of ['ArrowRight', 'ArrowDown', 'ArrowRight', 'ArrowUp', 'ArrowLeft']) await page.keyboard.press(key)
    expect(await page.evaluate('({ ...document.activeElement.dataset })')).toMatchObject({ row: '0', place: '1' })
    await page.keyboard.press('Enter')
    await page.getByText('Every expected row is there, once, with a hash.').waitFor()
    expect(page.url()).toContain('date=2021-10-20')
  })

  it('runs a statement, sorts a table, and skips to the content', async () => {
    await show(page, `${site.address}/ask`)
    await page.getByLabel('SQL').fill('select unnest([2, 1, null, 3]) as n')
    await page.keyboard.press('Control+Enter')
    await page.getByText('4 rows').waitFor()
    await page.getByRole('button', { name: 'n', exact: true }).focus()
    await page.keyboard.press('Enter')
    expect((await cells(page, '4 rows')).flat()).toEqual(['3', '2', '1', 'NULL'])
    await page.keyboard.press('Enter')
    expect((await cells(page, '4 rows')).flat()).toEqual(['1', '2', '3', 'NULL'])
    await page.getByLabel('SQL').fill('drop table x')
    await page.keyboard.press('Control+Enter')
    await page.getByText('expected a statement that reads, got DROP').waitFor()
    await show(page, `${site.address}/run`)
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.textContent.trim()')).toBe('to the content')
    await page.keyboard.press('Enter')
    expect(await page.evaluate('document.activeElement.id')).toBe('main')
  })
})

/** Lets the page think that it is seen, or not. */
async function turn(visibility: 'visible' | 'hidden'): Promise<void> {
  await page.evaluate(
    `Object.defineProperty(document, 'visibilityState', { value: '${visibility}', configurable: true }); document.dispatchEvent(new Event('visibilitychange'))`,
  )
}

describe.skipIf(CHROMIUM === undefined)('what goes on', () => {
  it('is listened to only while the page is seen, so that other pages of the browser have connections left', async () => {
    await show(page, `${site.address}/run`)
    await page.getByText('nothing is running').waitFor()
    const ended = page.waitForEvent('requestfailed', request => request.url().endsWith('/events'))
    await turn('hidden')
    await ended
    const again = page.waitForRequest(`${site.address}/events`)
    await turn('visible')
    expect((await again).url()).toBe(`${site.address}/events`)
  })

  it('is told while it goes on, and what came of it is shown when it has ended', async () => {
    await show(page, `${site.address}/run`)
    await page.getByText('nothing is running').waitFor()
    writeStatus(store(), {
      run: 3,
      pid: 4711,
      mark: 'this one',
      command: 'backfill',
      started_at: '2026-11-23T09:00:00Z',
      units_done: 3,
      units_planned: 12,
      rate: 2,
      eta_ms: 4500,
      tables: [{ table: 'nba_analytics.player_game_summary', units_done: 3, units_planned: 4, rows: 612, rate: 408, eta_ms: 500 }],
    })
    await page.getByText('you see the store as it was before').waitFor()
    await page.getByText('3 of 12 units, 2 a second, 4.5 s left').waitFor()
    expect(await cells(page, 'by table')).toEqual([['player_game_summary', '3 of 4', '', '612', '408', '0.5 s']])
    removeStatus(store())
    await page.getByText('nothing is running').waitFor()
    await world.run('backfill', '--date', '2021-11-10', '--force')
    await page.getByRole('rowheader', { name: '3' }).waitFor()
    expect((await cells(page, 'runs, newest first')).map(([run]) => run)).toEqual(['3', '2', '1'])
  })
})

describe.skipIf(CHROMIUM === undefined)('the static twin', () => {
  it('opens from files, asks for nothing else, and is whole at 400 px and 1600 px', async () => {
    await world.run('publish', 'public')
    writeFileSync(path.join(folder, 'public', 'report.html'), (await world.run('report', '--html')).out)
    const twin = await newPage()
    const said = complaintsOf(twin, 'file://')
    for (const name of ['index.html', 'changes.html', 'definitions.html', 'report.html']) {
      for (const [width, colorScheme] of [
        [1600, 'light'],
        [400, 'dark'],
      ] as const) {
        await twin.goto(`file://${path.join(folder, 'public', name)}`)
        expect([name, await faultsAt(width, colorScheme, { of: twin })]).toEqual([name, []])
      }
    }
    expect(said).toEqual([])
    await twin.close()
  })
})

describe.skipIf(CHROMIUM === undefined)('runs', () => {
  it('are started from the page by whoever came with the token', async () => {
    const allowing = await served(folder, await builtPage(), { allowRuns: true })
    await show(page, `${allowing.address}/run`)
    await page.getByText('the token behind').waitFor()
    await page.goto('about:blank')
    await show(page, `${allowing.address}/run#token=${allowing.token}`)
    expect(page.url()).toBe(`${allowing.address}/run`)
    await page.getByLabel('from').fill('2021-11-10')
    await page.getByLabel('to').fill('2021-11-11')
    await page.getByRole('button', { name: 'plan' }).click()
    await page.getByText('0 units to build').waitFor()
    await page.getByRole('button', { name: 'backfill' }).click()
    await page.getByText(/^run \d+: /).waitFor()
    expect(await faultsAt(1200, 'light')).toEqual([])
    await allowing.close()
  })
})

describe.skipIf(CHROMIUM === undefined)('a store without anything', () => {
  it('says in every view what to do', async () => {
    const bare = mkdtempSync(path.join(folder, 'bare-'))
    const empty = fakeWorld({ cwd: bare })
    writeFileSync(path.join(bare, 'aliases.csv'), 'alias_lookup,player_lookup\n')
    await empty.run('import', 'aliases.csv')
    const other = await served(bare, await builtPage())
    const said: Record<string, string> = {}
    for (const view of [
      'calendar',
      'tonight',
      'player',
      'team',
      'changes',
      'feeds',
      'run',
      'row',
      'somewhere',
      'player/nobody',
      'tonight/2021-11-10',
    ]) {
      await show(page, `${other.address}/${view}`)
      said[view] = await page.locator('main').innerText()
    }
    expect(said['calendar']).toContain('backcourt import PATH…')
    expect(said['tonight']).toContain('backcourt import PATH…')
    expect(said['player']).toContain('backcourt backfill')
    expect(said['team']).toContain('backcourt backfill')
    expect(said['changes']).toContain('No row has changed since it was first built')
    expect(said['feeds']).toContain('No row waits in quarantine.')
    expect(said['run']).toContain('backcourt backfill')
    expect(said['row']).toContain('/row/player_game_summary/2021-11-10/lebronjames')
    expect(said['somewhere']).toContain('No view has this address')
    expect(said['player/nobody']).toContain('no player is looked up as nobody')
    expect(said['tonight/2021-11-10']).toContain('No games on 2021-11-10.')
    await other.close()
  })
})
