import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { STANDING } from '../../src/apply/shared-tables.ts'
import { models } from '../../src/nba/models/index.ts'
import type { Scope, Span } from '../../src/sql/dialect.ts'
import { inScope } from '../../src/sql/scope.ts'
import type { Relation } from '../../src/sql/sql.ts'
import { computeScratch, dropScratch } from '../../src/store/temporary.ts'
import { compileModel } from '../../src/table/compile.ts'
import { addDays } from '../../src/calendar.ts'
import { LEAGUE, smallLeague } from '../season/small-league.ts'
import type { SmallSeason } from '../season/small-season.ts'

const WHOLE: Span = { firstDay: LEAGUE.firstDay, lastDay: LEAGUE.lastScheduled, firstSeason: 2021, lastSeason: 2021 }

let season: SmallSeason

beforeAll(async () => {
  season = await smallLeague()
  await season.land()
})
afterAll(() => season.close())

/** Games of a day of the league. */
function gamesOn(day: string): string[] {
  return season.games.filter(({ facts }) => facts.day === day).map(({ facts }) => facts.id)
}

/** Rows of each table that a build of the scope computes and one of the whole season does not, or the other way round; -1 where there is nothing to compare. */
async function differing(scope: Scope, days: readonly [string, string]): Promise<Record<string, number>> {
  const { store } = season
  const span: Span = { ...WHOLE, firstDay: days[0], lastDay: days[1], scope }
  const ready = new Map<Relation, string>()
  for (const query of STANDING) {
    const name = `${store.scratch}.scoped_${query.name}`
    await computeScratch(store, { query, name, span, ready })
    ready.set(query, name)
  }
  const counts: Record<string, number> = {}
  for (const model of models) {
    const whole = `select * from (${compileModel(model, { dialect: store.dialect, span: WHOLE })}) as r where ${inScope(scope, 'r', store.dialect)}`
    const scoped = compileModel(model, { dialect: store.dialect, span, ready })
    const [row] = await store.rows<{ differ: number; rows: number }>(`
      with whole as materialized (${whole}), scoped as materialized (${scoped})
      select
        (select cast(count(*) as bigint) from ((from whole except all from scoped) union all (from scoped except all from whole)) as d) as differ,
        (select cast(count(*) as bigint) from whole) as rows`)
    counts[model.name] = row?.rows === 0 && model.beforeTip ? -1 : (row?.differ ?? -1)
  }
  await dropScratch(store, ready.values())
  return counts
}

describe('rows of a few games', () => {
  const none = Object.fromEntries(models.map(({ name }) => [name, 0]))

  it('are those of the whole season: games of one day', async () => {
    const day = addDays(LEAGUE.firstDay, 30)
    expect(await differing({ dates: [], games: gamesOn(day).slice(0, 1) }, [day, day])).toEqual(none)
  })

  it('are those of the whole season: a trade day, and whole dates beside it', async () => {
    const later = addDays(LEAGUE.firstDay, 34)
    const scope = { dates: [later], games: gamesOn(LEAGUE.tradeDay) }
    expect(await differing(scope, [LEAGUE.tradeDay, later])).toEqual(none)
  })

  it('are those of the whole season: games that are still to be played', async () => {
    const day = addDays(LEAGUE.lastPlayed, 2)
    expect(await differing({ dates: [day], games: gamesOn(LEAGUE.lastPlayed) }, [LEAGUE.lastPlayed, day])).toEqual(none)
  })
})
