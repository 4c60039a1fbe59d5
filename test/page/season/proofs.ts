import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { CHROMIUM, show } from '../browser.ts'
import { asked, cells, first, page, plan, player, site } from './season.ts'

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
