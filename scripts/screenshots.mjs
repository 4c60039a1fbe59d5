// Writes a picture of each view of the page into docs/, of the store of `npm run demo`. Needs a browser: apt-get install chromium, or BACKCOURT_CHROMIUM.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const program = path.join(root, 'dist', 'cli', 'bin.js')
const store = path.join(root, 'backcourt-demo', 'demo.duckdb')
const docs = path.join(root, 'docs')

const browserPath = [process.env.BACKCOURT_CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(place => place && existsSync(place))
if (browserPath === undefined) {
  process.stderr.write('error: no browser here\n  apt-get install chromium, or name one with BACKCOURT_CHROMIUM\n')
  process.exit(2)
}
if (!existsSync(store)) spawnSync(process.execPath, [program, 'demo'], { cwd: root, stdio: 'inherit' })

/** The address at which a server that was started answers. */
function addressOf(server) {
  return new Promise((resolve, reject) => {
    let said = ''
    server.stdout.on('data', chunk => {
      said += chunk
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0]
      if (address !== undefined) resolve(address)
    })
    server.once('exit', () => reject(new Error('the server ended')))
  })
}

/** The views, and the names of their pictures; a player and a row of the demo are looked up. */
async function viewsAt(address) {
  const statement = encodeURIComponent(
    'select player_lookup, cast(max(game_date) as varchar) as last from nba_analytics.player_game_summary group by 1 order by sum(points) desc, 1 limit 1',
  )
  const [best] = (await (await fetch(`${address}/api/sql?statement=${statement}`)).json()).rows
  return {
    calendar: `/calendar?date=${best.last}`,
    tonight: `/tonight/${best.last}`,
    players: '/player',
    player: `/player/${best.player_lookup}`,
    teams: '/team',
    team: '/team/LAL',
    row: `/row/player_game_summary/${best.last}/${best.player_lookup}`,
    changes: '/changes',
    feeds: '/feeds',
    runs: '/run',
    definitions: '/definitions?table=player_game_summary&column=ts_pct',
    ask: `/ask?sql=${encodeURIComponent('select game_date, player_full_name, points, ts_pct\nfrom nba_analytics.player_game_summary\norder by points desc, game_date\nlimit 10')}`,
  }
}

const server = spawn(process.execPath, [program, 'serve', '--port', '0', '--store', store], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
try {
  const address = await addressOf(server)
  mkdirSync(docs, { recursive: true })
  const browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox'] })
  for (const colorScheme of ['light', 'dark']) {
    const page = await browser.newPage({ viewport: { width: 1200, height: 750 }, colorScheme })
    for (const [name, view] of Object.entries(await viewsAt(address))) {
      await page.goto(`${address}${view}`)
      await page.locator('h1').waitFor()
      for (const said of [/^reading .* …$/, /^comparing with .* …$/, /^counting .* …$/])
        await page.getByText(said).first().waitFor({ state: 'detached' })
      const file = path.join(docs, `${name}-${colorScheme}.png`)
      await page.screenshot({ path: file })
      process.stdout.write(`${path.relative(root, file)}\n`)
    }
    await page.close()
  }
  await browser.close()
} finally {
  server.kill('SIGINT')
}
