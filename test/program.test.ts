import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundleProgram } from '../scripts/build-program.mjs'
import { modelFingerprints } from '../src/change/model-fingerprints.evaluated.ts'
import type * as Library from '../src/index.ts'
import { wordsOfModels } from '../src/nba/words-of-models.evaluated.ts'

const ROOT = path.resolve(import.meta.dirname, '..')

/** Where packages are found, as they are from `dist`, and two folders below the manifest. */
const folder = path.join(ROOT, `.program-${process.pid}`)
const scratch = mkdtempSync(path.join(tmpdir(), 'backcourt-program-'))

function run(...args: readonly string[]): { readonly code: number | null; readonly out: string; readonly err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(folder, 'cli', 'bin.js'), ...args], { cwd: scratch, encoding: 'utf8' })
  return { code: status, out: stdout, err: stderr }
}

describe('the program as it is shipped', () => {
  beforeAll(() => bundleProgram(folder))
  afterAll(() => {
    for (const each of [folder, scratch]) rmSync(each, { recursive: true, force: true })
  })

  it('tells its version', () => {
    expect(run('--version')).toEqual({ code: 0, out: '0.1.0\n', err: '' })
  })

  it('imports files and builds the tables', () => {
    expect(run('simulate', '--out', 'feeds', '--days', '4', '--quiet').code).toBe(0)
    expect(run('--store', 'a.duckdb', 'import', 'feeds', '--quiet').code).toBe(0)
    expect(run('--store', 'a.duckdb', 'backfill', '--quiet').code).toBe(0)
    const { code, out } = run('--store', 'a.duckdb', 'coverage', '--json')
    expect(code).toBe(0)
    const { tables } = JSON.parse(out) as { readonly tables: readonly { readonly coverage: number }[] }
    expect(tables.map(({ coverage }) => coverage)).toEqual([1, 1, 1, 1, 1])
  })

  it('holds the packages that every command needs, with their licences, and finds only the engine elsewhere', () => {
    const parts = readdirSync(path.join(folder, 'parts'))
    const asked = parts.flatMap(
      name =>
        readFileSync(path.join(folder, 'parts', name), 'utf8').match(
          /(?:require\d*\(|from )['"](?:@duckdb\/[\w-]+|(?:@commander-js\/)?(?:extra-typings|commander))['"]/g,
        ) ?? [],
    )
    expect([...new Set(asked)]).toEqual(['require("@duckdb/node-bindings"'])
    expect(parts.filter(name => name.startsWith('LICENSE')).toSorted()).toEqual([
      'LICENSE.commander',
      'LICENSE.commander-js-extra-typings',
      'LICENSE.duckdb-node-api',
    ])
  })

  it('knows what follows from the declarations without working it out', () => {
    const texts = readdirSync(path.join(folder, 'parts')).map(name => readFileSync(path.join(folder, 'parts', name), 'utf8'))
    const told = [...Object.values(modelFingerprints), ...wordsOfModels].filter(word => !texts.some(text => text.includes(`"${word}"`)))
    expect(told).toEqual([])
    expect(texts.some(text => text.includes('wordsBehind'))).toBe(false)
  })

  it('says what is wrong, without the lines of its own code', () => {
    const { code, err } = run('--store', 'none.duckdb', 'coverage')
    expect(code).toBeGreaterThan(0)
    expect(err).toMatch(/^error: /)
    expect(err).not.toContain('.js:')
  })

  it('is the library, too', async () => {
    const library = (await import(pathToFileURL(path.join(folder, 'index.js')).href)) as typeof Library
    const store = await library.openStore(path.join(scratch, 'a.duckdb'))
    expect(await store.rows('select count(*) > 0 as built from nba_analytics.player_game_summary')).toEqual([{ built: true }])
    await store.close()
    expect(existsSync(path.join(scratch, 'a.duckdb'))).toBe(true)
  })
})
