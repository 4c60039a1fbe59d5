import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { seasonLabel } from '../src/calendar.ts'

/** The program as it is built. */
const PROGRAM = process.env['BENCH_PROGRAM'] ?? fileURLToPath(new URL('../dist/cli/bin.js', import.meta.url))
/** The season with which all begin. */
export const FIRST_SEASON = 2013

/** What a command took, as it told at its end. */
interface Usage {
  /** Of all processors, system included. */
  readonly seconds: number
  readonly wall: number
  readonly megabytes: number
}

/** Lets each command tell what it used when it ends: a child tells its parent no memory. */
const TELLS = `import { writeFileSync } from 'node:fs'
process.on('exit', () => writeFileSync(process.env.USAGE_FILE, JSON.stringify(process.resourceUsage())))`

/** Every command over so many seasons with every feed, each as a process of its own, one number of seasons after the other; then how each grows. */
export function measureScale(folder: string, counts: readonly number[]): void {
  const measured = counts.map(seasons => ({ seasons, usage: measureSeasons(folder, seasons) }))
  const [few, many] = [measured[0], measured.at(-1)]
  if (few === undefined || many === undefined || few === many) return
  for (const [command, { seconds, megabytes }] of many.usage) {
    const exponent = Math.log(seconds / (few.usage.get(command)?.seconds ?? seconds)) / Math.log(many.seasons / few.seasons)
    console.log(
      `${command.padEnd(12)} grows with seasons to the power of ${exponent.toFixed(2)}, ${(seconds / many.seasons).toFixed(1)} s a season, at most ${megabytes} MB`,
    )
  }
}

function measureSeasons(folder: string, seasons: number): Map<string, Usage> {
  const [feeds, store, correction] = [path.join(folder, 'feeds'), path.join(folder, 'scale.duckdb'), path.join(folder, 'correction.csv')]
  const used = new Map<string, Usage>()
  const run = (name: string, ...words: string[]): void => {
    const usage = runCommand(folder, [...words, ...(words[0] === 'simulate' ? [] : ['--store', store])])
    used.set(name, usage)
    console.log(
      `${String(seasons).padStart(2)} seasons  ${name.padEnd(12)} ${usage.seconds.toFixed(1).padStart(7)} s of processors  ${usage.wall.toFixed(1).padStart(7)} s  peak ${usage.megabytes} MB`,
    )
  }
  run('simulate', 'simulate', '--seasons', String(seasons), '--season', seasonLabel(FIRST_SEASON), '--out', feeds)
  run('import', 'import', feeds)
  run('backfill', 'backfill')
  run('coverage', 'coverage')
  writeFileSync(correction, correctedRow(feeds, seasons))
  run('correction', 'import', correction)
  run('apply', 'backfill')
  for (const name of readdirSync(folder)) rmSync(path.join(folder, name), { recursive: true })
  return used
}

function runCommand(folder: string, words: readonly string[]): Usage {
  const [tells, file] = [path.join(folder, 'tells.mjs'), path.join(folder, 'usage.json')]
  writeFileSync(tells, TELLS)
  const start = performance.now()
  const { status, stderr } = spawnSync(process.execPath, ['--import', pathToFileURL(tells).href, PROGRAM, ...words, '--quiet'], {
    encoding: 'utf8',
    env: { ...process.env, USAGE_FILE: file },
  })
  if (status !== 0) throw new Error(`${words[0]} ended with ${status}: ${stderr}`)
  const { userCPUTime, systemCPUTime, maxRSS } = JSON.parse(readFileSync(file, 'utf8')) as NodeJS.ResourceUsage
  return { seconds: (userCPUTime + systemCPUTime) / 1e6, wall: (performance.now() - start) / 1000, megabytes: Math.round(maxRSS / 1024) }
}

/** A row of the middle season’s player log with one more point. */
export function correctedRow(feeds: string, seasons: number): string {
  const season = FIRST_SEASON + Math.floor(seasons / 2)
  const file = path.join(feeds, 'nba_api', `player_game_logs_${seasonLabel(season)}.csv`)
  const lines = readFileSync(file, 'utf8').split('\n')
  const [header = '', line = ''] = [lines[0], lines[Math.floor(lines.length / 4)]]
  const points = header.split(',').indexOf('PTS')
  const fields = line.split(',').map((field, place) => (place === points ? String(Number(field) + 1) : field))
  return `${header}\n${fields.join(',')}\n`
}
