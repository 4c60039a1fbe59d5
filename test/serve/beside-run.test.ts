import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { builtWorld, served } from './site.ts'

const ROOT = path.resolve(import.meta.dirname, '..', '..')

let folder = ''

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'backcourt-beside-'))
  await builtWorld(folder, 6)
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Runs a command in a process of its own, and returns its exit code. */
function command(...argv: readonly string[]): Promise<number | null> {
  const program = path.join(ROOT, 'src/cli/bin.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', program, ...argv], { cwd: ROOT, stdio: 'ignore' })
  return new Promise(resolve => {
    child.on('close', code => resolve(code))
  })
}

/** How many runs an answer knows, whether all of them have ended, and how many units each of the five tables has. */
const STATEMENT = `
  select
    (select cast(count(*) as bigint) from nba_processing.runs) as runs,
    (select cast(count(*) as bigint) from nba_processing.runs where outcome <> 'done') as open,
    (select cast(count(*) as bigint) from nba_processing.units where run = (select max(run) from nba_processing.runs)) as units`

it('a run goes through while the page is asked without a pause, and no answer holds half of it', async () => {
  const store = path.join(folder, 'backcourt.duckdb')
  const site = await served(folder)
  const asked = `/api/sql?statement=${encodeURIComponent(STATEMENT)}`
  const answers = new Set<string>()
  const over = new AbortController()
  const asking = Array.from({ length: 3 }, async () => {
    while (!over.signal.aborted) {
      const { status, text } = await site.ask(asked)
      const { rows } = JSON.parse(text) as { readonly rows?: readonly unknown[] }
      answers.add(`${status} ${JSON.stringify(rows?.[0])}`)
    }
  })
  expect(await command('backfill', '--force', '--quiet', '--store', store)).toBe(0)
  expect(await command('backfill', '--force', '--quiet', '--store', store)).toBe(0)
  await site.ask(asked)
  over.abort()
  await Promise.all(asking)
  answers.add(`200 ${JSON.stringify(((await site.document(asked.slice(5)))['rows'] as readonly unknown[])[0])}`)
  await site.close()
  expect([...answers].toSorted()).toEqual([1, 2, 3].filter(runs => answers.has(whole(runs))).map(whole))
  expect(answers.has(whole(3))).toBe(true)
}, 180_000)

function whole(runs: number): string {
  return `200 {"runs":${runs},"open":0,"units":30}`
}
