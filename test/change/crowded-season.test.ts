import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { PlanDocument } from '../../src/change/plan-document.ts'
import { standApart, Template, type Book } from './book.ts'
import { LeagueFiles } from './league-files.ts'

const RANGE = ['2021-10-15', '2021-12-31'] as const
const LEAGUE = LeagueFiles.simulated({ seasons: 1, seed: 3, teams: 6, games: 14, days: 40 })
/** Everybody has an assist more. */
const ALTERED = LEAGUE.altered('playerLog', line => ({ ...line, AST: String(Number(line['AST']) + 1) }))

function unitsOf({ units }: PlanDocument): string[] {
  return units.map(unit => `${unit.table} ${unit.date}`)
}

describe('a season with more changes than are worth following', () => {
  let template: Template
  let book: Book
  beforeAll(async () => {
    template = await Template.of(LEAGUE, RANGE)
  })
  afterAll(() => template.close())
  beforeEach(async () => {
    book = await template.open()
    await book.import(ALTERED, { files: ['playerLog'] })
    return () => book.close()
  })

  it('is planned whole, so nothing is left out that following each change would find', async () => {
    const followed = unitsOf(await book.plan())
    const whole = unitsOf(await book.crowdedPlan(10))
    expect(followed.filter(unit => !whole.includes(unit))).toEqual([])
    expect(followed.length).toBeGreaterThan(50)
  })

  it('gives a reason that counts all changes and names some', async () => {
    const { units } = await book.crowdedPlan(10)
    const changes = LEAGUE.tables.playerLog.length
    for (const { reasons, games } of units) {
      expect(games).toBeNull()
      expect(reasons).toHaveLength(1)
      expect(reasons[0]?.why).toMatch(/^\d+ changes of the season$/)
      expect((reasons[0]?.changes.length ?? 0) + (reasons[0]?.more ?? 0)).toBeGreaterThanOrEqual(changes)
    }
  })

  it('has one row for each table, date and named change, whatever the number of changes', async () => {
    const { units } = await book.crowdedPlan(10)
    expect(units.every(({ reasons }) => reasons.every(({ changes }) => changes.length <= 20))).toBe(true)
  })

  it('is equal to a build from scratch after it was built', async () => {
    await book.apply(await book.crowdedPlan(10))
    expect(standApart(await book.standing(), await book.scratch())).toEqual([])
  })

  it('is followed change by change below that number', async () => {
    expect(unitsOf(await book.crowdedPlan(100_000))).toEqual(unitsOf(await book.plan()))
  })
})
