import { describe, expect, it } from 'vitest'
import { CHROMIUM, settled, show } from '../browser.ts'
import { cells, page, player, site } from './season.ts'

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

  it('is told what the mouse is told', async () => {
    await show(page, `${site.address}/calendar`)
    await page.locator('.months a[tabindex="0"]').focus()
    await page.keyboard.press('ArrowDown')
    expect(await page.locator('.told').innerText()).toBe(await page.evaluate('document.activeElement.title'))
    await show(page, `${site.address}/player/${player}`)
    await page.locator('.bars a').first().focus()
    expect(await page.locator('.told', { hasText: 'points' }).innerText()).toMatch(
      /^2021-1\d-\d\d (?:at|against) [A-Z]{3}: \d+ points, (?:won|lost)$/,
    )
    await page.getByLabel('spot by spot').focus()
    const first = await page.locator('output').innerText()
    await page.keyboard.press('ArrowRight')
    const second = await page.locator('output').innerText()
    expect([first, second]).toEqual([expect.stringMatching(/points per shot, the league/), expect.stringMatching(/points per shot, the league/)])
    expect(second).not.toBe(first)
    expect(await page.locator('.hexagon.chosen title').textContent()).toBe(second)
    const heading = page.getByRole('columnheader', { name: 'TS%' }).first()
    await heading.getByRole('button').focus()
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Tab')
    expect(await page.evaluate('getComputedStyle(document.activeElement.closest("th"), "::after").content')).toBe('"true shooting over the season"')
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
