import path from 'node:path'
import { expect, it } from 'vitest'
import { openStore } from '../../src/open-store.ts'
import { DOCUMENTS } from './contract.ts'
import { fakeWorld } from './fake-world.ts'

it('validate finds nothing in a simulated week, and a number that was changed behind its back', async () => {
  const world = fakeWorld()
  expect((await world.run('validate')).err).toContain('no store at')
  await world.run('simulate', '--out', 'feeds', '--days', '6')
  await world.run('import', 'feeds')
  expect((await world.run('validate')).err).toContain('nothing has been built yet')
  await world.run('backfill')

  const whole = await world.json('validate', '--leaks', '--games', '2')
  const { checks, leaks } = DOCUMENTS.validate.parse(whole.document)
  expect(checks.filter(({ failing }) => failing > 0)).toEqual([])
  expect(whole.code).toBe(0)
  expect(leaks?.games).toBeGreaterThanOrEqual(2)
  expect(checks.filter(({ check }) => check === 'nothing_leaks').map(({ rows_checked }) => rows_checked > 0)).toEqual([true, true])

  const store = await openStore(path.join(world.cwd, 'backcourt.duckdb'))
  await store.run('update nba_analytics.team_offense_game_summary set assists = assists + 1 where home_game')
  await store.close()
  const damaged = await world.run('validate', '--only', 'players_are_the_team,allowed_is_done', '--tables', 'togs')
  expect(damaged.code).toBe(1)
  expect(damaged.out).toMatch(
    /^players_are_the_team .*\n {2}What the players of a team did.*\n {2}fails 2021-10-19\/\w+ {3}assists: \d+ in the team’s row, \d+ of its players/m,
  )
  expect(damaged.out).not.toContain('allowed_is_done')
  expect(damaged.err).toMatch(/next: backcourt why team_offense_game_summary 2021-10-19\/\w+\nnext: backcourt backfill --start-date 2021-10-19 /)
  expect((await world.run('validate', '--only', 'players_are_the_teams')).err).toContain('did you mean players_are_the_team?')
  expect((await world.run('validate', '--leaks', '--games', 'many')).code).toBe(2)
})
