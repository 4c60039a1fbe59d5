import { existsSync } from 'node:fs'
import { chromium, type Browser, type Page } from 'playwright-core'
import { bundlePage } from '../../scripts/build-page.mjs'
import { pageOf, type PageFiles } from '../../src/serve/page-files.ts'

/** Where a browser may be installed that playwright can steer. */
const PLACES = [
  process.env['BACKCOURT_CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** The browser of this machine; undefined where there is none. */
export const CHROMIUM: string | undefined = PLACES.find(place => place !== undefined && existsSync(place))

if (CHROMIUM === undefined)
  console.log('no browser here: tests of the page are skipped; apt-get install chromium, or BACKCOURT_CHROMIUM, enables them')

/** Starts it. */
export async function browser(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM ?? '', args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] })
}

/** The page as a build makes it. */
export async function builtPage(): Promise<PageFiles> {
  return pageOf(await bundlePage())
}

/** Everything that a page complained of or asked for outside of its own address. */
export function complaintsOf(page: Page, address: string): string[] {
  const complaints: string[] = []
  page.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(`${message.type()}: ${message.text()}`)
  })
  page.on('pageerror', error => complaints.push(`thrown: ${error.message}`))
  page.on('request', request => {
    if (!request.url().startsWith(address)) complaints.push(`asked for ${request.url()}`)
  })
  return complaints
}

/** Goes to a view and waits until it has read what it shows. */
export async function show(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await settled(page)
}

/** Waits until nothing on the page is being read. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1').waitFor()
  for (const said of ['reading', 'comparing with', 'counting'])
    await page
      .getByText(new RegExp(`^${said} .* …$`))
      .first()
      .waitFor({ state: 'detached' })
}
