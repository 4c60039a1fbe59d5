import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { removeStatus, writeStatus } from '../../../src/cli/status-file.ts'
import { served } from '../../serve/site.ts'
import { builtPage, CHROMIUM, complaintsOf, show } from '../browser.ts'
import { faultsOf } from '../faults.ts'
import { cells, folder, newPage, page, site, store, world } from './season.ts'

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
    await page.getByText('you see the last whole state of the store').waitFor()
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
        expect([name, await faultsOf(twin, { width, colorScheme })]).toEqual([name, []])
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
    expect(await faultsOf(page, { width: 1200, colorScheme: 'light' })).toEqual([])
    await allowing.close()
  })
})
