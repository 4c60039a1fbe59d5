import { assert, constant, constantFrom, integer, nat, property, record } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toEpochDay } from '../../src/calendar.ts'
import { type Game, simulateSeason, simulateSeasons, type Team } from '../../src/simulate/index.ts'
import { playFaults, reportFaults } from './event-checks.ts'
import { boxesOf, boxScoreFaults, regularDays, regularGames } from './season-checks.ts'

const whole = simulateSeason({ seasons: 1, seed: 1 })
const small = simulateSeason({ seasons: 1, seed: 1, teams: 6, games: 20 })

describe('box scores', () => {
  it.each([
    ['a small league', small],
    ['thirty teams', whole],
  ])('hold every identity in all games of %s', (_, season) => {
    expect(boxScoreFaults(season)).toEqual([])
  })

  it('look like the league on average', () => {
    const boxes = boxesOf(whole)
    const mean = (of: (box: (typeof boxes)[number]) => number): number => boxes.reduce((sum, box) => sum + of(box), 0) / boxes.length
    const points = mean(box => box.points)
    expect(points).toBeGreaterThan(108)
    expect(points).toBeLessThan(116)
    expect(Math.sqrt(mean(box => (box.points - points) ** 2))).toBeCloseTo(12, -0.5)
    expect(Math.abs(mean(box => box.totals.fga) - 88)).toBeLessThan(2)
    expect(Math.abs(mean(box => box.totals.fg3a) - 35)).toBeLessThan(2)
    expect(Math.abs(mean(box => box.totals.fta) - 22)).toBeLessThan(1.5)
    expect(Math.abs(mean(box => box.totals.tov + box.teamTurnovers) - 13.8)).toBeLessThan(1)
    expect(Math.abs(mean(box => box.totals.fga + 0.44 * box.totals.fta + box.totals.tov + box.teamTurnovers - box.totals.oreb) - 100)).toBeLessThan(2)
  })

  it('go to overtime in about one game of twenty', () => {
    const share = whole.games.filter(game => (game.result?.overtimes ?? 0) > 0).length / whole.games.length
    expect(share).toBeGreaterThan(0.035)
    expect(share).toBeLessThan(0.075)
  })
})

describe('plays', () => {
  it('add up to the box score of every game, by five on court', () => {
    expect(playFaults(small)).toEqual([])
    expect(playFaults({ ...whole, games: whole.games.filter(({ result }, place) => place % 40 === 0 && (result?.overtimes ?? 0) < 2) })).toEqual([])
  })
})

describe('injury reports', () => {
  it('name nobody as out who plays', () => {
    expect(reportFaults(small).filter(fault => !fault.endsWith('no report before the tip'))).toEqual([])
  })
})

describe('the schedule', () => {
  it('gives every team 82 games, 41 of them at home', () => {
    for (const team of whole.teams) {
      const games = regularGames(whole).filter(game => game.home === team || game.away === team)
      expect([games.length, games.filter(game => game.home === team).length]).toEqual([82, 41])
    }
  })

  it('lets every pair meet two to four times, as the divisions have it', () => {
    const met = new Map<string, number>()
    for (const game of regularGames(whole)) met.set(pairOf(game.home, game.away), (met.get(pairOf(game.home, game.away)) ?? 0) + 1)
    for (const [index, one] of whole.teams.entries()) {
      for (const other of whole.teams.slice(index + 1)) {
        const expected = one.conference !== other.conference ? [2] : one.division === other.division ? [4] : [3, 4]
        expect(expected).toContain(met.get(pairOf(one, other)))
      }
    }
  })

  it('never lets a team play twice on a day or on three days in a row', () => {
    for (const team of whole.teams) {
      const days = regularDays(whole, team)
      expect(days.filter((day, index) => index > 0 && day <= (days[index - 1] ?? 0))).toEqual([])
      expect(days.filter((day, index) => index > 1 && day - (days[index - 2] ?? 0) === 2)).toEqual([])
    }
  })

  it('gives every team twelve to seventeen back-to-backs', () => {
    const counts = whole.teams.map(team => regularDays(whole, team).filter((day, index, days) => day - (days[index - 1] ?? 0) === 1).length)
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(12)
    expect(Math.max(...counts)).toBeLessThanOrEqual(17)
  })

  it('starts on a Tuesday in October, pauses six days for the All-Star game and ends on a Sunday in April with everybody', () => {
    const days = [...new Set(regularGames(whole).map(game => game.day))]
    expect([days[0], days.at(-1)]).toEqual(['2021-10-19', '2022-04-10'])
    expect(days.filter(day => day >= '2022-02-18' && day <= '2022-02-23')).toEqual([])
    expect(days).toContain('2022-02-17')
    expect(days).toContain('2022-02-24')
    expect(regularGames(whole).filter(game => game.day === '2022-04-10')).toHaveLength(15)
  })

  it('numbers games as the league does', () => {
    const ids = whole.games.map(game => game.id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(regularGames(whole)[0]?.id).toBe('0022100001')
    expect(regularGames(whole).at(-1)?.id).toBe('0022101230')
    const playIn = whole.games.filter(game => game.phase === 'play-in').map(game => game.id)
    expect(playIn.toSorted()).toEqual(['0052100101', '0052100111', '0052100121', '0052100131', '0052100201', '0052100211'])
    for (const game of whole.games.filter(({ phase }) => phase === 'play-offs')) expect(game.id).toMatch(/^0042100[1-4][0-7][1-7]$/)
  })

  it('keeps one if-necessary game that was never played', () => {
    for (const season of [whole, small]) {
      const unplayed = season.games.filter(game => !game.result)
      expect(unplayed).toHaveLength(1)
      expect(unplayed[0]?.stage?.ifNecessary).toBe(true)
    }
  })

  it('ends every series with the fourth win of one team', () => {
    const series = new Map<string, Game[]>()
    for (const game of whole.games.filter(({ phase, result }) => phase === 'play-offs' && result)) {
      series.set(game.id.slice(0, 9), [...(series.get(game.id.slice(0, 9)) ?? []), game])
    }
    expect(series.size).toBe(15)
    for (const games of series.values()) {
      const last = games.at(-1)?.result?.records
      expect(Math.max(last?.home.wins ?? 0, last?.away.wins ?? 0)).toBe(4)
      expect((last?.home.wins ?? 0) + (last?.away.wins ?? 0)).toBe(games.length)
    }
  })
})

describe('people', () => {
  it('are in one game a day, but for those traded that day', () => {
    const seen = new Map<string, string>()
    const twice = new Set<string>()
    for (const game of whole.games) {
      for (const box of game.result ? [game.result.home, game.result.away] : []) {
        for (const player of [...box.lines.map(line => line.player), ...box.absences.map(absence => absence.player), ...box.inactive]) {
          const key = `${game.day} ${player.nbaId}`
          if (seen.has(key) && seen.get(key) !== game.id) twice.add(key)
          seen.set(key, game.id)
        }
      }
    }
    const listedTwice = whole.trades.filter(trade => trade.listedTwice).map(trade => `${trade.day} ${trade.player.nbaId}`)
    expect(listedTwice.length).toBeGreaterThan(0)
    expect([...twice].toSorted()).toEqual(listedTwice.toSorted())
  })

  it('traded on a day sit on the inactive list of the new team that day', () => {
    for (const trade of whole.trades.filter(({ listedTwice }) => listedTwice)) {
      const box = boxesOf({ ...whole, games: whole.games.filter(game => game.day === trade.day) }).find(({ team }) => team === trade.to)
      expect(box?.inactive).toContain(trade.player)
    }
  })

  it('change team in some trades each season', () => {
    const players = whole.trades.length
    expect(players).toBeGreaterThanOrEqual(20)
    expect(players).toBeLessThanOrEqual(60)
  })

  it('keep their ids and names from season to season while some go and others come', () => {
    const [first, second] = [...simulateSeasons({ seasons: 2, seed: 4, teams: 4, games: 12 })].map(season => {
      const boxes = boxesOf(season)
      return new Map(boxes.flatMap(box => box.lines.map(line => [line.player.nbaId, line.player.nbaName] as const)))
    })
    const stayed = [...(first ?? [])].filter(([id]) => second?.has(id))
    expect(stayed.length).toBeGreaterThan(20)
    for (const [id, name] of stayed) expect(second?.get(id)).toBe(name)
    expect([...(second ?? [])].some(([id]) => !first?.has(id))).toBe(true)
    expect([...(first ?? [])].some(([id]) => !second?.has(id))).toBe(true)
  })

  it('who have two first names have a stat line of their own in some game', () => {
    const nicknamed = new Map(
      boxesOf(whole)
        .flatMap(box => box.lines.map(line => ({ line, box })))
        .filter(
          ({ line: { player } }) => player.nbaName.split(' ')[0] !== player.brefName.split(' ')[0] && bare(player.nbaName) !== bare(player.brefName),
        )
        .map(({ line, box }) => [line.player.nbaId, { line, box }]),
    )
    expect(nicknamed.size).toBeGreaterThanOrEqual(3)
    for (const { line, box } of nicknamed.values()) {
      const text = JSON.stringify(line.statistics)
      expect(box.lines.filter(other => JSON.stringify(other.statistics) === text)).toHaveLength(1)
    }
  })
})

describe('any league', () => {
  it('holds all identities whatever the seed', () => {
    const leagues = record({ seed: nat(), teams: constantFrom(4, 6), games: integer({ min: 10, max: 14 }), seasons: constant(1) })
    assert(
      property(leagues, request => {
        const season = simulateSeason(request)
        expect(boxScoreFaults(season)).toEqual([])
        expect(season.games.filter(game => !game.result)).toHaveLength(1)
        for (const team of season.teams) {
          const days = regularDays(season, team)
          expect(days).toHaveLength(request.games)
          expect(new Set(days).size).toBe(days.length)
        }
        const first = toEpochDay(season.games[0]?.day ?? '')
        expect(
          season.games.every((game, index, games) => toEpochDay(game.day) >= (index === 0 ? first : toEpochDay(games[index - 1]?.day ?? ''))),
        ).toBe(true)
      }),
      { numRuns: 40 },
    )
  })
})

function pairOf(one: Team, other: Team): string {
  return [one.tricode, other.tricode].toSorted().join('-')
}

function bare(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[^a-z ]/gi, '')
    .split(' ')[0] as string
}
