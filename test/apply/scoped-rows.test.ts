import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { playerGames } from '../../src/nba/facts/player-games.ts'
import { models } from '../../src/nba/models/index.ts'
import type { Scope, Span } from '../../src/sql/dialect.ts'
import { inScope } from '../../src/sql/scope.ts'
import { dropScratch } from '../../src/store/temporary.ts'
import { compileModel } from '../../src/table/compile.ts'
import type { Model } from '../../src/table/model.ts'
import { addDays } from '../../src/calendar.ts'
import { LEAGUE, smallLeague } from '../season/small-league.ts'
import { tellReports } from '../season/small-reports.ts'
import type { SmallGame, SmallSeason } from '../season/small-season.ts'
import { fillStanding } from '../season/standing.ts'

const WHOLE: Span = { firstDay: LEAGUE.firstDay, lastDay: LEAGUE.lastScheduled, firstSeason: 2021, lastSeason: 2021 }

let season: SmallSeason

const TEAMS = ['BKN', 'BOS', 'CHI', 'MIL'] as const
/** Two players of one name but for the suffix meet, and a line is told for that name. */
let TWINS: SmallGame

beforeAll(async () => {
  season = await smallLeague()
  tellReports(season)
  const day = addDays(LEAGUE.firstDay, 32)
  TWINS = season.games.find(({ facts }) => facts.day === day) as SmallGame
  const line = { pts: 10, fgm: 5, fga: 10, seconds: 1000 }
  TWINS.plays(TWINS.facts.away, 'Sam Twin', line).plays(TWINS.facts.home, 'Sam Twin Jr', line)
  TWINS.prop('Sam Twin', ['draftkings', `${day} 15:00:00`, 12.5], { commence_time: `${day} 23:30:00` })
  await season.land()
})
afterAll(() => season.close())

/** Games of a day of the league. */
function gamesOn(day: string): string[] {
  return season.games.filter(({ facts }) => facts.day === day).map(({ facts }) => facts.id)
}

/** Rows of each table that a build of the scope computes and one of the whole season does not, or the other way round; -1 where there is nothing to compare. */
async function differing(scope: Scope, days: readonly [string, string], of: readonly Model[] = models): Promise<Record<string, number>> {
  const { store } = season
  const span: Span = { ...WHOLE, firstDay: days[0], lastDay: days[1], scope }
  const ready = await fillStanding(store, span)
  const counts: Record<string, number> = {}
  for (const model of of) {
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

/** Everybody whose games are read for a scope on a day. */
async function personsRead(scope: Scope, day: string): Promise<number> {
  const { store } = season
  const ready = await fillStanding(store, { ...WHOLE, firstDay: day, lastDay: day, scope })
  const [row] = await store.rows<{ persons: number }>(`select cast(count(distinct person_id) as bigint) as persons from ${ready.get(playerGames)}`)
  await dropScratch(store, ready.values())
  return row?.persons ?? -1
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

  it('are those of the whole season: games that are still to be played, alone', async () => {
    const day = addDays(LEAGUE.lastPlayed, 2)
    expect(await differing({ dates: [], games: gamesOn(day) }, [day, day])).toEqual(none)
  })
})

describe('rows of a team in a few games', () => {
  /** What is reached through a player or his team-mates stands in tables of players. */
  const ofPlayers = models.filter(({ grain }) => grain.includes('player_lookup'))
  const none = Object.fromEntries(ofPlayers.map(({ name }) => [name, 0]))

  /** Each game of a team from one day to another, as a scope names its rows. */
  function gamesOf(team: string, days: readonly [string, string]): string[] {
    const played = season.games.filter(({ facts }) => facts.day >= days[0] && facts.day <= days[1] && [facts.away, facts.home].includes(team))
    return played.map(({ facts }) => `${facts.id}/${team}`)
  }

  it.for(TEAMS)('are those of the whole season: %s, a trade day among them', async team => {
    const days = [addDays(LEAGUE.tradeDay, -2), LEAGUE.lastPlayed] as const
    expect(await differing({ dates: [], games: gamesOf(team, days) }, days, ofPlayers)).toEqual(none)
  })

  it.for(TEAMS)('are those of the whole season: %s, games that are still to be played', async team => {
    const days = [addDays(LEAGUE.lastPlayed, 1), LEAGUE.lastScheduled] as const
    expect(await differing({ dates: [], games: gamesOf(team, days) }, days, ofPlayers)).toEqual(none)
  })

  it('are those of the whole season: one team beside whole games', async () => {
    const days = [LEAGUE.tradeDay, addDays(LEAGUE.tradeDay, 6)] as const
    expect(await differing({ dates: [], games: [...gamesOn(LEAGUE.tradeDay), ...gamesOf('MIL', days)] }, days, ofPlayers)).toEqual(none)
  })

  it('are those of the whole season: lines name somebody of the other team', async () => {
    const sides = [TWINS.facts.away, TWINS.facts.home].map(team => `${TWINS.facts.id}/${team}`)
    const { day } = TWINS.facts
    for (const side of sides) expect(await differing({ dates: [], games: [side] }, [day, day], ofPlayers)).toEqual(none)
  })

  it('are computed from games of nobody else, but where lines name players', async () => {
    const [plain, offered] = [addDays(LEAGUE.firstDay, 31), addDays(LEAGUE.firstDay, 30)]
    const persons = async (day: string): Promise<number> => personsRead({ dates: [], games: gamesOf('MIL', [day, day]) }, day)
    expect([await persons(plain), await persons(offered)]).toEqual([8, 17])
    expect(await personsRead({ dates: [plain], games: [] }, plain)).toBeGreaterThan(30)
  })

  describe('where totals of some games are sums of stat lines', () => {
    const day = addDays(LEAGUE.firstDay, 30)

    beforeAll(async () => {
      const summed = season.games.filter(({ facts }) => facts.day > addDays(LEAGUE.firstDay, 24) && facts.day < addDays(LEAGUE.firstDay, 28))
      const ids = summed.map(({ facts }) => `'${facts.id}'`).join(', ')
      await season.store.run(`update nba_raw.nbac_team_boxscore set fg_attempted = null where nba_game_id in (${ids})`)
      await season.store.run(`update nba_raw.bref_team_boxscores set fg_attempted = null where nba_game_id in (${ids})`)
    })

    it('are those of the whole season', async () => {
      for (const { facts } of season.games.filter(game => game.facts.day === day)) {
        for (const team of [facts.away, facts.home]) {
          expect(await differing({ dates: [], games: [`${facts.id}/${team}`] }, [day, day], ofPlayers)).toEqual(none)
        }
      }
    })

    it('are computed from the games of whom they are sums of, too', async () => {
      const plain = addDays(LEAGUE.firstDay, 31)
      expect(await personsRead({ dates: [], games: gamesOf('MIL', [plain, plain]) }, plain)).toBeGreaterThan(30)
    })
  })
})
