import { rmSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { withStore } from '../../src/cli/open-store.ts'
import { DOCUMENTS } from './contract.ts'
import { fakeWorld, type FakeWorld } from './fake-world.ts'

/** A world with the feeds of three simulated days, and a store of those that are named. */
async function worldWith(...feeds: readonly string[]): Promise<FakeWorld> {
  const world = fakeWorld()
  await world.run('simulate', '--out', 'feeds', '--days', '3', '--season', '2021-22')
  await world.run('import', ...feeds.map(feed => `feeds/${feed}`))
  return world
}

/** Everybody of the first season twice, under another id and the same name. */
const NAMESAKES = `
  insert into nba_raw.nbac_player_boxscores select * replace (nba_player_id + 1000000 as nba_player_id) from nba_raw.nbac_player_boxscores where game_date < date '2022-01-01';
  insert into nba_reference.player_identities
  select * replace (cast(nba_player_id + 1000000 as varchar) as source_player_id, 'nba:' || (nba_player_id + 1000000) as person_id, nba_player_id + 1000000 as nba_player_id)
  from nba_reference.player_identities
  where source = 'nba'`

describe('dates that no schedule covers', () => {
  it('are blocked, told once a table, counted whole, and not written down', async () => {
    const world = await worldWith('.')
    const { code, document } = await world.json('backfill', '--season', '2027-28')
    const { units, failures } = DOCUMENTS.backfill.parse(document)
    expect({ code, units }).toEqual({
      code: 1,
      units: { planned: 1370, done: 0, unchanged: 0, empty: 0, waiting: 0, failed: 0, blocked: 1370 },
    })
    expect(failures).toHaveLength(5)
    expect(failures[0]).toEqual({
      table: 'nba_analytics.player_game_summary',
      date: '2027-10-01',
      error: 'no schedule covers 2027-28: import one (274 dates to 2028-06-30)',
    })
    const written = await world.json('sql', 'select cast(count(*) as bigint) as n from nba_processing.units')
    expect(DOCUMENTS.sql.parse(written.document).rows).toEqual([{ n: 0 }])
  })

  it.each(['plan', 'coverage', 'backfill'])('are told by %s, with exit code 1 and what to do', async verb => {
    const world = await worldWith('.')
    const { code, out, err } = await world.run(verb, '--start-date', '1946-11-01', '--end-date', '1950-01-01')
    expect(code).toBe(1)
    expect(out).toContain('no schedule covers 1946-47: import one')
    expect(err).toContain('next: backcourt import PATH…\n')
  })

  it('are built like others once their schedule is there', async () => {
    const world = await worldWith('.')
    await world.run('simulate', '--out', 'later', '--days', '3', '--season', '2022-23')
    expect((await world.run('backfill', '--season', '2022-23')).code).toBe(1)
    await world.run('import', 'later')
    const { code, document } = await world.json('backfill', '--season', '2022-23')
    expect(code).toBe(0)
    expect(DOCUMENTS.backfill.parse(document).units.done).toBe(15)
  }, 60_000)
})

describe('the hint after an import', () => {
  it('names the box scores that are missing after a schedule alone', async () => {
    const world = await worldWith()
    const { err } = await world.run('import', 'feeds/schedule')
    expect(err).toContain('warning: the store holds no box scores, so nothing can be built: import game logs or box scores\n')
    expect(err).toContain('next: backcourt import PATH…\n')
  })

  it('names the schedule that is missing when nothing could be stored', async () => {
    const world = await worldWith()
    const { err } = await world.run('import', 'feeds/basketball_reference')
    expect(err).toContain('warning: the store holds no schedule, so nothing can be built: import one\n')
    expect(err).toContain('next: backcourt import PATH…\n')
  })
})

describe('team box scores without player lines', () => {
  it('block the units of players, and coverage names each team and asks for files', async () => {
    const world = await worldWith('schedule', 'nba_api/team_game_logs_2021-22.csv')
    const { code, out } = await world.run('backfill')
    expect(code).toBe(1)
    expect(out).toContain('player box scores were not imported: import them (2021')
    const told = await world.run('coverage', '--tables', 'pgs', '--season', '2021-22')
    expect(told.code).toBe(1)
    expect(told.out).toMatch(
      /missing 2021-1\d-\d\d\/[A-Z]{3} {3}[A-Z]{3} has a team box score and no player lines in \d{8}_[A-Z]{3}_[A-Z]{3}: import its player box score/,
    )
    expect(told.err).toContain('next: backcourt import PATH…\n')
  })
})

describe('a run that stopped at an error', () => {
  it('is resumed, whatever ended it', async () => {
    const world = await worldWith('.')
    const store = path.join(world.cwd, 'backcourt.duckdb')
    const later = path.join(world.cwd, 'later')
    await world.run('simulate', '--out', 'later', '--days', '3', '--season', '2022-23')
    await world.run('import', 'later')
    rmSync(later, { recursive: true })
    await withStore(store, { mode: 'write' }, opened => opened.run(NAMESAKES))
    const stopped = await world.run('backfill', '--stop-on-error')
    expect(stopped.code).toBe(1)
    expect(stopped.err).toMatch(/warning: the run stopped at an error: \d+ units were not tried \(backcourt resume goes on\)/)
    expect(stopped.err).toContain('next: backcourt resume\n')
    const resumed = await world.json('resume')
    expect(DOCUMENTS.resume.parse(resumed.document).units.done).toBeGreaterThan(0)
    expect((await world.run('resume')).out).toContain('there is nothing to resume')
  }, 60_000)
})
