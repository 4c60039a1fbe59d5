import { describe, expect, it } from 'vitest'
import { weekday } from '../../../src/page/format.ts'
import { CHROMIUM, settled, show } from '../browser.ts'
import { faultsOf, LOOKS } from '../faults.ts'
import { asked, complaints, first, page, plan, player, site } from './season.ts'

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
      const dark = await faultsOf(page, { width: 400, colorScheme: 'dark', only: LOOKS })
      const light = await faultsOf(page, { width: 1600, colorScheme: 'light' })
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
