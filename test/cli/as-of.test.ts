import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { type Cells, csvText, game, line, teamLine } from '../import/workspace.ts'
import { DOCUMENTS } from './contract.ts'
import { fakeWorld, type FakeWorld } from './fake-world.ts'

const PLAYED = ['2021-10-19', '2021-10-23']
const OPEN = '2021-10-21'
const RANGE = ['--start-date', '2021-10-19', '--end-date', '2021-10-23']

let world: FakeWorld
beforeEach(async () => {
  world = fakeWorld()
  const dates = [PLAYED[0], OPEN, PLAYED[1]].map((date, index) => ({ id: `002210000${index + 1}`, date: String(date) }))
  const results = dates.filter(({ date }) => date !== OPEN)
  save(
    'schedule.csv',
    dates.map(({ id, date }) => game(id, `${date} BKN@MIL`, date === OPEN ? {} : { home_score: 127, away_score: 104 })),
  )
  save(
    'teams.csv',
    results.flatMap(({ id, date }) => ['MIL', 'BKN'].map(team => teamLine(id, team, { GAME_DATE: date, PTS: 20 }))),
  )
  save(
    'players.csv',
    results.flatMap(({ id, date }) => ['MIL', 'BKN'].map((team, index) => line([id, team], [7 + index, `Jo ${team}`], { GAME_DATE: date }))),
  )
  await world.run('import', 'schedule.csv', 'teams.csv', 'players.csv')
})

function save(name: string, rows: readonly Cells[]): void {
  writeFileSync(path.join(world.cwd, name), csvText(rows))
}

/** Rows of the game without a result in the upcoming table of teams. */
async function openRows(): Promise<unknown> {
  const { document } = await world.json(
    'sql',
    `select cast(count(*) as bigint) as n from nba_analytics.upcoming_team_game_context where game_date = date '${OPEN}'`,
  )
  return DOCUMENTS.sql.parse(document).rows[0]?.['n']
}

describe('--as-of', () => {
  it('backfill: has rows of a game without a result that would wait, until it is built without', async () => {
    expect((await world.run('backfill', ...RANGE)).code).toBe(0)
    expect(await openRows()).toBe(0)
    const { code, err } = await world.run('backfill', ...RANGE, '--as-of', OPEN)
    expect(code).toBe(0)
    expect(err).toContain(`next: backcourt coverage --start-date 2021-10-19 --end-date 2021-10-23 --as-of ${OPEN}\n`)
    expect(await openRows()).toBe(2)
    await world.run('backfill', ...RANGE)
    expect(await openRows()).toBe(0)
  })

  it('plan: says why, and is carried out as of that day', async () => {
    await world.run('backfill', ...RANGE)
    const { out } = await world.run('plan', '--as-of', OPEN)
    expect(out).toContain(`seen as of ${OPEN}, built as of the newest final game`)
    expect((await world.run('apply', 'last')).code).toBe(0)
    expect(await openRows()).toBe(2)
    expect((await world.run('plan', '--as-of', OPEN)).out).toContain('0 units to rebuild')
  })

  it('backfill --dry-run: is kept in the hint, and writes nothing', async () => {
    const { err } = await world.run('backfill', ...RANGE, '--dry-run', '--as-of', OPEN)
    expect(err).toContain(`next: backcourt backfill --start-date 2021-10-19 --end-date 2021-10-23 --as-of ${OPEN}\n`)
    expect(await openRows()).toBe(0)
  })

  it('backfill: is kept in the hint when units fail', async () => {
    save('namesake.csv', [line(['0022100001', 'BKN'], [9, 'Jo MIL'])])
    await world.run('import', 'namesake.csv')
    const { code, err } = await world.run('backfill', ...RANGE, '--as-of', OPEN)
    expect(code).toBe(1)
    expect(err).toContain(`next: backcourt retry --as-of ${OPEN}\n`)
  })

  it('coverage: asks for what a build as of that day has', async () => {
    await world.run('backfill', ...RANGE, '--as-of', OPEN)
    expect((await world.run('coverage', ...RANGE, '--as-of', OPEN)).code).toBe(0)
    const { code, out } = await world.run('coverage', ...RANGE)
    expect(code).toBe(1)
    expect(out).toContain(`extra ${OPEN}/MIL`)
    await world.run('backfill', ...RANGE)
    const other = await world.run('coverage', ...RANGE, '--as-of', OPEN)
    expect(other.code).toBe(1)
    expect(other.err).toContain(`next: backcourt backfill --start-date 2021-10-19 --end-date 2021-10-23 --as-of ${OPEN}\n`)
  })

  it.each(['plan', 'backfill', 'retry', 'coverage'])('%s: is in the help, and refuses what is no day', async verb => {
    expect((await world.run(verb, '--help')).out).toMatch(/--as-of <day> +games without a result wait before this day/)
    const { code, err } = await world.run(verb, '--as-of', 'tomorrow')
    expect(code).toBe(2)
    expect(err).toContain('--as-of: expected a day as YYYY-MM-DD, got "tomorrow"')
  })
})
