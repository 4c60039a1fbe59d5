/**
 * Measures the page of `backcourt serve` on a store that is built: server and painted time of each view, frames while ten thousand dates are scrolled by, and memory after long
 * clicking. `npm run bench:page -- FILE`; needs Chromium, or BACKCOURT_CHROMIUM.
 */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { chromium, type Browser, type Page } from 'playwright-core'
import { bundlePage } from '../scripts/build-page.mjs'

const PROGRAM = path.resolve(import.meta.dirname, '..', 'dist/cli/bin.js')
const CHROMIUM = [process.env['BACKCOURT_CHROMIUM'], '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
  place => place !== undefined && existsSync(place),
)
const TIMES = 5
const CLICKS = Number(process.env['CLICKS'] ?? 300)

const say = (line: string): void => void process.stdout.write(`${line}\n`)
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

const [store = 'backcourt-demo/demo.duckdb'] = process.argv.slice(2)
const server = spawn(process.execPath, [PROGRAM, 'serve', '--port', '0', '--store', store], { stdio: ['ignore', 'pipe', 'inherit'] })
const address = await new Promise<string>((resolve, reject) => {
  let said = ''
  server.stdout.on('data', (chunk: Buffer) => {
    said += String(chunk)
    const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0]
    if (found !== undefined) resolve(found)
  })
  server.once('exit', () => reject(new Error('the server ended')))
})

/** Processor milliseconds that the server has taken, where the system tells. */
function processorTime(): number {
  const stat = existsSync(`/proc/${server.pid}/stat`) ? readFileSync(`/proc/${server.pid}/stat`, 'utf8') : ''
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * 10
}

const asked = async (statement: string): Promise<Record<string, string>> => {
  const response = await fetch(`${address}/api/sql?statement=${encodeURIComponent(statement)}`)
  return ((await response.json()) as { rows: Record<string, string>[] }).rows[0] ?? {}
}
const best = await asked(
  'select player_lookup, cast(max(game_date) as varchar) as last, max(season_year) as year from nba_analytics.player_game_summary group by 1 order by count(*) desc, 1 limit 1',
)
const season = `${best['year']}-${String((Number(best['year']) + 1) % 100).padStart(2, '0')}`

const VIEWS: readonly (readonly [view: string, documents: readonly string[]])[] = [
  ['/calendar', ['calendar']],
  [`/calendar?season=${season}&date=${best['last']}`, [`calendar?season=${season}`, `day?date=${best['last']}`]],
  ['/calendar?season=all', ['calendar']],
  [`/tonight/${best['last']}`, [`tonight?date=${best['last']}`]],
  ['/player', []],
  [`/player/${best['player_lookup']}`, [`player?player=${best['player_lookup']}`, `shots?player=${best['player_lookup']}&season=${season}`]],
  ['/team/LAL', ['team?team=LAL']],
  [
    `/row/player_game_summary/${best['last']}/${best['player_lookup']}`,
    ['row', 'why'].map(name => `${name}?table=pgs&key=${best['last']}/${best['player_lookup']}`),
  ],
  ['/changes', ['moved']],
  ['/feeds', ['feeds']],
  ['/run', ['runs', 'plans']],
  ['/run?run=1', ['ran?run=1']],
  ['/definitions', ['tables']],
  ['/ask?sql=select%201%20as%20one', ['sql?statement=select%201%20as%20one']],
]
/** Documents that come after a view is painted, or that somebody opens. */
const LATER = [
  `coverage?season=${season}&by=date`,
  `completeness?date=${best['last']}`,
  `asof?table=upgc&key=${best['last']}/${best['player_lookup']}&known_at=tip`,
  `hash?table=pgs&key=${best['last']}/${best['player_lookup']}`,
  'search?q=le',
  'held',
]

say(`store ${store}`)
const files = await bundlePage()
say(`page ${(files.reduce((sum, [, bytes]) => sum + gzipSync(bytes, { level: 9 }).length, 0) / 1024).toFixed(1)} KB gzipped`)

say('\ndocument: processor and wall milliseconds of the first answer')
for (const name of [...new Set(VIEWS.flatMap(([, documents]) => documents)), ...LATER]) {
  const [before, started] = [processorTime(), performance.now()]
  const response = await fetch(`${address}/api/${name}`)
  const size = (await response.arrayBuffer()).byteLength
  say(
    `${name.slice(0, 70).padEnd(72)}${String(processorTime() - before).padStart(6)}${(performance.now() - started).toFixed(0).padStart(7)}   ${(size / 1024).toFixed(0)} KB`,
  )
}

const browser: Browser = await chromium.launch({ executablePath: CHROMIUM ?? '', args: ['--no-sandbox', '--disable-dev-shm-usage'] })
const page: Page = await browser.newPage({ viewport: { width: 1200, height: 900 } })
page.setDefaultTimeout(120_000)
const wrong: string[] = []
page.on('pageerror', error => wrong.push(error.message))

/** Milliseconds from a step within the page until two frames after its heading and first figures are there. */
const PAINTED = `(address, fresh) => new Promise(resolve => {
  const started = performance.now()
  history.pushState(null, '', address)
  dispatchEvent(new PopStateEvent('popstate'))
  const look = () => {
    const main = document.querySelector('main')
    const ready = main.querySelector('h1') !== null && main.querySelector('table, pre, .nothing, form, textarea, .months') !== null && ![...main.querySelectorAll('p.quiet')].some(each => /^reading /.test(each.textContent))
    if (ready) requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - started)))
    else requestAnimationFrame(look)
  }
  look()
})`

const cdp = await page.context().newCDPSession(page)
// What the page's own thread computes, however busy the machine is.
await cdp.send('Performance.enable', { timeDomain: 'threadTicks' })
const computed = async (): Promise<number> => {
  const { metrics } = await cdp.send('Performance.getMetrics')
  return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0)
}

say('\nview: milliseconds until painted, from a step within the page: median and best of several; processor milliseconds of the page, at the mean')
await page.goto(`${address}/definitions`)
await page.locator('table').first().waitFor()
for (const [view] of VIEWS) {
  const times: number[] = []
  let own = 0
  for (let time = 0; time < TIMES; time += 1) {
    await page.evaluate(`history.pushState(null, '', '/somewhere'); dispatchEvent(new PopStateEvent('popstate'))`)
    const before = await computed()
    times.push(await page.evaluate<number>(`(${PAINTED})(${JSON.stringify(view)})`))
    own += (await computed()) - before
  }
  const figures = [median(times), Math.min(...times), own / TIMES]
  say(`${view.slice(0, 70).padEnd(72)}${figures.map(figure => figure.toFixed(0).padStart(6)).join('')}`)
}
const first: number[] = []
for (let time = 0; time < TIMES; time += 1) {
  await page.goto(`${address}/calendar`)
  await page.locator('.months a').first().waitFor()
  first.push(await page.evaluate<number>(`performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN`))
}
say(`first paint after loading: median ${median(first).toFixed(0)}, best ${Math.min(...first).toFixed(0)}`)

// As many seasons as make ten thousand dates, each with the dates of one that is there.
const one = (await (await fetch(`${address}/api/calendar`)).json()) as { seasons: { season: string }[]; season: string; dates: { date: string }[] }
const many = Math.ceil(10_000 / one.dates.length)
await page.route('**/api/calendar*', route => {
  const asks = new URL(route.request().url()).searchParams.get('season')
  const seasons = Array.from({ length: many }, (_, index) => ({
    ...one.seasons[0],
    season: `${1900 + index}-${String((index + 1) % 100).padStart(2, '0')}`,
  }))
  return route.fulfill({ json: { ...one, seasons, season: asks ?? one.season } })
})
await page.goto(`${address}/calendar?season=all`)
await page.locator('.months a').first().waitFor()
const before = await computed()
const frames = await page.evaluate<number[]>(`new Promise(resolve => {
  const times = []
  let last = performance.now()
  const step = now => {
    times.push(now - last)
    last = now
    scrollBy(0, 60)
    if (scrollY + innerHeight >= document.documentElement.scrollHeight - 2 || times.length > 1200) resolve(times.slice(2))
    else requestAnimationFrame(step)
  }
  requestAnimationFrame(step)
})`)
const late = frames.filter(time => time > 20).length
say(
  `\nscrolling ${one.dates.length * many} dates by 60 px a frame: ${frames.length} frames, median ${median(frames).toFixed(1)} ms, ${late} later than 20 ms, the longest ${Math.max(...frames).toFixed(0)} ms; the page computes ${(((await computed()) - before) / frames.length).toFixed(1)} ms a frame`,
)
await page.unroute('**/api/calendar*')

const heap = async (): Promise<string> => {
  await cdp.send('HeapProfiler.collectGarbage')
  const { usedSize } = (await cdp.send('Runtime.getHeapUsage')) as { usedSize: number }
  const nodes = await page.evaluate<number>('document.querySelectorAll("*").length')
  return `${(usedSize / 1_048_576).toFixed(1)} MB in ${nodes} elements`
}
say('\nmemory after clicking through all views')
await page.goto(`${address}/calendar`)
for (let clicks = 0; clicks <= CLICKS; clicks += 1) {
  const [view] = VIEWS[clicks % VIEWS.length] ?? ['/calendar']
  await page.evaluate(`(${PAINTED})(${JSON.stringify(view)})`)
  if (clicks % Math.ceil(CLICKS / 6) === 0) {
    await page.evaluate(`(${PAINTED})('/calendar')`)
    say(`${String(clicks).padStart(6)} clicks: ${await heap()}; server ${memoryOf()}`)
  }
}
say(wrong.length === 0 ? 'nothing was thrown' : `thrown: ${[...new Set(wrong)].join('; ')}`)

function memoryOf(): string {
  const file = `/proc/${server.pid}/status`
  return existsSync(file) ? `${Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(file, 'utf8'))?.[1] ?? 0) / 1024)} MB` : 'unknown'
}

await browser.close()
server.kill('SIGINT')
