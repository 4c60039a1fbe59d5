import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fakeWorld, temporaryFolder } from './fake-world.ts'

const BIN = path.resolve(import.meta.dirname, '../../src/cli/bin.ts')
const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href

let folder = ''

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'backcourt-export-'))
  await fakeWorld({ cwd: folder }).run('simulate', '--out', 'feeds', '--days', '10', '--season', '2021-22')
  await fakeWorld({ cwd: folder }).run('import', 'feeds')
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Runs a command line in a process that is killed as soon as a file appears in the folder. */
function killedAtFirstFile(into: string, ...argv: string[]): Promise<void> {
  return new Promise(resolve => {
    const child = spawn(process.execPath, ['--import', TSX, BIN, ...argv], { cwd: folder, stdio: 'ignore' })
    const watcher = watch(into, () => child.kill('SIGKILL'))
    child.on('exit', () => {
      watcher.close()
      resolve()
    })
  })
}

describe.each(['csv', 'json', 'parquet'])('an export to %s', format => {
  it('that is killed leaves no half of a file under its name, and the next one nothing beside it', async () => {
    const into = temporaryFolder()
    const file = path.join(into, `x.${format}`)
    const argv = ['export', 'nbac_player_boxscores', '--out', file] as const
    await killedAtFirstFile(into, ...argv)
    const left = existsSync(file) ? readFileSync(file) : undefined
    expect((await fakeWorld({ cwd: folder }).run(...argv, '--force')).code).toBe(0)
    expect(left ?? readFileSync(file)).toEqual(readFileSync(file))
    expect(readdirSync(into)).toEqual([`x.${format}`])
  })
})

describe.each([
  ['simulate', ['simulate', '--out', 'again', '--days', '1'], 'again/basketball_reference/games_meta_2021-22.csv'],
  ['changes', ['changes', '--since', '0', '--out', 'changes.parquet', '--force'], 'changes.parquet'],
])('%s', (_, argv, name) => {
  it('takes away what one that was killed left of a file', async () => {
    const world = fakeWorld({ cwd: folder })
    await world.run(...argv)
    const left = path.join(folder, path.dirname(name), `.backcourt-99999-${path.basename(name)}`)
    expect(existsSync(path.join(folder, name))).toBe(true)
    writeFileSync(left, 'half')
    expect((await world.run(...argv)).code).toBe(0)
    expect(existsSync(left)).toBe(false)
  })
})
