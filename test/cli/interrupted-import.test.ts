import { describe, expect, it } from 'vitest'
import { withStore } from '../../src/cli/open-store.ts'
import { fakeWorld, type FakeWorld } from './fake-world.ts'

const STORE = ['--store', 'a store.duckdb']

/** Imports a simulated week and takes back what identity resolution wrote, as if Ctrl-C had come before it. */
async function interruptedImport(): Promise<FakeWorld> {
  const world = fakeWorld()
  await world.run('simulate', '--out', 'feeds', '--days', '3', '--season', '2021-22')
  const { err } = await world.run('import', `${world.cwd}/feeds`, ...STORE)
  expect(err).toContain("next: backcourt backfill --store 'a store.duckdb'\n")
  await withStore(`${world.cwd}/a store.duckdb`, { mode: 'write' }, store =>
    store.run('delete from nba_reference.player_identities; update nba_processing.imports set people_resolved = false'),
  )
  return world
}

describe('an import that was stopped before people were resolved', () => {
  it('is told by coverage and finished by the next backfill', async () => {
    const world = await interruptedImport()
    const range = ['--season', '2021-22', '--tables', 'pgs', ...STORE]
    expect((await world.run('coverage', ...range)).err).toContain('warning: import 1 was stopped before its people were resolved')
    expect((await world.run('backfill', ...STORE)).code).toBe(0)
    const { code, err } = await world.run('coverage', ...STORE)
    expect({ code, err }).toEqual({ code: 0, err: '' })
  }, 60_000)
})
