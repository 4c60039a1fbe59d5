import { describe, expect, it } from 'vitest'
import { fakeWorld, temporaryFolder } from './fake-world.ts'

const LEDGER = `
  select 'import ' || import_number as entry, started_at as instant from nba_processing.imports
  union all select 'plan', created_at from nba_processing.plans
  union all select 'run ' || run, started_at from nba_processing.runs
  order by instant, entry`

describe('a clock that is set back', () => {
  it('dates nothing before the last entry of the ledger, and is told', async () => {
    const cwd = temporaryFolder()
    const before = fakeWorld({ cwd, hour: 12 })
    await before.run('simulate', '--out', 'one', '--days', '2', '--season', '2021-22')
    await before.run('simulate', '--out', 'two', '--days', '3', '--season', '2021-22')
    await before.run('import', 'one')
    await before.run('backfill')
    const after = fakeWorld({ cwd, hour: 9 })
    const warning =
      /^warning: the clock says 2026-11-23 09:00:0\d UTC, but the store has entries of 2026-11-23 12:00:\d\d UTC: new ones are dated after those$/m
    const imported = await after.run('import', 'two')
    expect(imported).toMatchObject({ code: 0, err: expect.stringMatching(warning) as string })
    expect((await after.json('backfill')).document).toMatchObject({
      warnings: expect.arrayContaining([expect.stringMatching(/^the clock says/)]) as unknown,
    })
    const { document } = await after.json('sql', LEDGER)
    const entries = (document['rows'] as { readonly entry: string; readonly instant: string }[]).filter(({ entry }) => entry !== 'plan')
    expect(entries.map(({ entry }) => entry)).toEqual(['import 1', 'run 1', 'import 2', 'run 2'])
    const since = entries[1]!.instant
    const changed = (await after.run('changes', '--since', since)).out.trim().split('\n')
    expect(changed).toEqual((await after.run('changes', '--since', '1')).out.trim().split('\n'))
    expect(changed.length).toBeGreaterThan(10)
  })

  it('is put right without a word where it is a small step', async () => {
    const cwd = temporaryFolder()
    await fakeWorld({ cwd }).run('simulate', '--out', 'one', '--days', '1', '--season', '2021-22')
    const before = fakeWorld({ cwd })
    await before.run('import', 'one')
    expect((await fakeWorld({ cwd }).run('import', 'one', '--force')).err).not.toContain('clock')
  })
})
