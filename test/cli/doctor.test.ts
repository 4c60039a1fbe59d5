import { cpSync, linkSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { DOCUMENTS, ERROR_DOCUMENT } from './contract.ts'
import { fakeWorld, type FakeOptions, type FakeWorld } from './fake-world.ts'

/** A world with a store of three simulated days. */
async function worldWithStore(options: FakeOptions = {}): Promise<FakeWorld> {
  const world = fakeWorld(options)
  await world.run('simulate', '--out', 'feeds', '--days', '3', '--season', '2021-22')
  expect((await world.run('import', 'feeds')).code).toBe(0)
  return world
}

function storeOf(world: FakeWorld): string {
  return path.join(world.cwd, 'backcourt.duckdb')
}

function damage(file: string): void {
  writeFileSync(file, readFileSync(file).fill(0xff, 12_288))
}

describe('doctor', () => {
  it('says that a whole store is whole', async () => {
    const world = await worldWithStore()
    expect(await world.run('doctor')).toEqual({ code: 0, out: 'the store opens, and every row of it can be read\n', err: '' })
    expect(await world.run('doctor', '--restore')).toEqual({ code: 0, out: 'the store is whole: there is nothing to restore\n', err: '' })
  })

  it('finds a damaged store and puts a whole copy in its place', async () => {
    const world = await worldWithStore()
    cpSync(storeOf(world), `${storeOf(world)}.interrupted`)
    damage(storeOf(world))
    const refused = await world.run('coverage')
    expect(refused.code).toBe(3)
    expect(refused.err).toMatch(
      /^error: .*backcourt\.duckdb is damaged: .*\n {2}backcourt doctor tells what can still be read; backcourt doctor --restore/,
    )
    const { code, document } = await world.json('doctor')
    expect(code).toBe(1)
    expect(DOCUMENTS.doctor.parse(document).findings[0]).toMatchObject({ severity: 'error', object: storeOf(world) })
    const restored = await world.json('doctor', '--restore')
    expect(DOCUMENTS.doctor.parse(restored.document).restored).toHaveLength(1)
    expect((await world.run('backfill')).code).toBe(0)
  }, 120_000)

  it('has nothing to look at where there is no store', async () => {
    const { code, document } = await fakeWorld().json('doctor')
    expect({ code, error: ERROR_DOCUMENT.parse(document).error.code }).toEqual({ code: 3, error: 'store_missing' })
  })
})

describe('a store in the folder that is imported', () => {
  it('is no input, by whatever name', async () => {
    const world = await worldWithStore()
    linkSync(storeOf(world), path.join(world.cwd, 'feeds', 'linked.duckdb'))
    symlinkSync(storeOf(world), path.join(world.cwd, 'feeds', 'pointed.duckdb'))
    const { code, document } = await world.json('import', '.')
    expect(code).toBe(0)
    expect(DOCUMENTS.import.parse(document).unrecognised.map(({ path: file }) => path.basename(file))).toEqual([])
  })

  it('is refused when it is named', async () => {
    const world = await worldWithStore()
    const { code, err } = await world.run('import', 'backcourt.duckdb')
    expect(code).toBe(2)
    expect(err).toContain('backcourt.duckdb: is a file of the store itself')
  })
})

describe('settings of the engine', () => {
  it('are taken from the environment', async () => {
    const world = await worldWithStore({ env: { BACKCOURT_THREADS: '1', BACKCOURT_MEMORY_LIMIT: '300MB', BACKCOURT_TEMP: 'spill' } })
    const { out } = await world.run('sql', `select current_setting('threads') as threads, current_setting('memory_limit') as memory`)
    expect(out).toMatch(/1\s+286\.1 MiB/)
  })

  it.each([
    ['BACKCOURT_THREADS', 'many', 'a whole number from 1 on'],
    ['BACKCOURT_MEMORY_LIMIT', 'all', 'a size, as 500MB or 4GB'],
  ])('%s %s is refused', async (name, value, expected) => {
    const world = await worldWithStore()
    const { code, err } = await fakeWorld({ cwd: world.cwd, env: { [name]: value } }).run('plan')
    expect(code).toBe(2)
    expect(err).toContain(`error: ${name} is ${value}: expected ${expected}`)
  })

  it('too little memory is said as such, with the way out', async () => {
    const world = await worldWithStore()
    const small = fakeWorld({ cwd: world.cwd, env: { BACKCOURT_MEMORY_LIMIT: '20MB' } })
    const { code, err } = await small.run('sql', 'select list(hash(a.range)) from range(100000000) a')
    expect(code).toBe(3)
    expect(err).toMatch(/^error: the engine's memory.* did not suffice\n.*BACKCOURT_MEMORY_LIMIT=4GB/)
  })
})
