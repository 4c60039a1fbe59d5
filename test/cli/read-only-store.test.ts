import { chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DOCUMENTS, ERROR_DOCUMENT } from './contract.ts'
import { fakeWorld, type Ended, type FakeWorld } from './fake-world.ts'
import { asNobody } from '../as-nobody.ts'

let folder = ''
let key = ''

/** Two days, built, and files that were not imported yet; a copy of the store for each test. */
beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'backcourt-read-only-'))
  chmodSync(folder, 0o755)
  await world().run('simulate', '--out', 'feeds', '--days', '2', '--season', '2021-22')
  await world().run('simulate', '--out', 'more', '--days', '3', '--season', '2021-22')
  await world().run('import', 'feeds')
  await world().run('backfill')
  await world().run('plan', '--force')
  const query = "select min(bref_game_id || '/' || bref_player_id) as key from nba_raw.bref_inactives where ended_by is null"
  key = DOCUMENTS.sql.parse((await world().json('sql', query)).document).rows[0]?.['key'] as string
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

function world(cwd = folder): FakeWorld {
  return fakeWorld({ cwd })
}

interface Modes {
  readonly file: number
  readonly folder: number
}

/** Runs a command line on a copy of the store, alone in a folder, with these modes. */
async function onCopy(modes: Modes, run: (store: string) => Promise<Ended>): Promise<Ended> {
  const alone = mkdtempSync(path.join(folder, 'copy-'))
  const store = path.join(alone, 's.duckdb')
  copyFileSync(path.join(folder, 'backcourt.duckdb'), store)
  writeFileSync(`${store}.status.json`, '{}')
  chmodSync(store, modes.file)
  chmodSync(alone, modes.folder)
  const before = readFileSync(store)
  const ended = await asNobody(() => run(store))
  expect(readFileSync(store).equals(before)).toBe(true)
  chmodSync(alone, 0o755)
  return ended
}

const WRITING: readonly (readonly [verb: string, argv: () => readonly string[]])[] = [
  ['import', () => ['import', 'more']],
  ['plan', () => ['plan']],
  ['backfill', () => ['backfill', '--force']],
  ['apply', () => ['apply', 'last']],
  ['remove', () => ['remove', 'bref_inactives', key]],
]

describe.each([
  ['file', { file: 0o444, folder: 0o777 }],
  ['folder', { file: 0o666, folder: 0o555 }],
] as const)('a store whose %s may only be read', (_, modes) => {
  it.each(WRITING)('is refused by %s with what to do, exit 3', async (_verb, argv) => {
    const { code, out, err } = await onCopy(modes, store => world().run(...argv(), '--store', store))
    expect({ code, out }).toEqual({ code: 3, out: '' })
    expect(err).toMatch(
      /(?:^|to build\n)error: \S+s\.duckdb may not be written\n {2}let yourself write the file and its folder, or name another store with --store\n$/,
    )
  })

  it('is an error document with --json', async () => {
    const { code, out } = await onCopy(modes, store => world().run('plan', '--store', store, '--json'))
    expect(code).toBe(3)
    expect(ERROR_DOCUMENT.parse(JSON.parse(out))).toMatchObject({ command: 'plan', error: { code: 'store_unreadable' } })
  })

  it('is read, and exported from', async () => {
    const open = mkdtempSync(path.join(folder, 'open-'))
    chmodSync(open, 0o777)
    const exported = await onCopy(modes, store => world().run('export', 'togs', '--out', path.join(open, 'teams.csv'), '--store', store))
    expect(exported).toMatchObject({ code: 0, err: '' })
    expect((await onCopy(modes, store => world().run('runs', '--store', store))).code).toBe(0)
  })
})

describe('a store that may not even be read', () => {
  it('says so', async () => {
    const { code, err } = await onCopy({ file: 0o000, folder: 0o755 }, store => world().run('runs', '--store', store))
    expect(code).toBe(3)
    expect(err).toMatch(/^error: \S+s\.duckdb may not be read\n {2}let yourself read the file, or name another store with --store\n$/)
  })
})

describe('a file that may not be read or written', () => {
  it('is no fault of the store: import and export name it', async () => {
    writeFileSync(path.join(folder, 'secret.csv'), 'GAME_ID\n1\n', { mode: 0o000 })
    const locked = mkdtempSync(path.join(folder, 'locked-'))
    chmodSync(locked, 0o555)
    const open = { file: 0o666, folder: 0o777 }
    const imported = await asNobody(() => world().run('import', 'secret.csv', '--store', ':memory:'))
    expect(imported.out).toMatch(/^secret\.csv +not recognised/)
    const exported = await onCopy(open, store => world().run('export', 'togs', '--out', path.join(locked, 'x.csv'), '--store', store))
    expect(exported).toMatchObject({ code: 2, err: expect.stringContaining('x.csv cannot be written: ') as string })
  })
})
