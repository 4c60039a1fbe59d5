import type { BoxScore } from './game/play.ts'
import type { Fixture } from './schedule/fixture.ts'
import type { Team } from './teams.ts'

/** Wins and losses after a game: of the season, of the play-in or of the series. */
export interface WinLoss {
  readonly wins: number
  readonly losses: number
}

/** Counts wins of the season and of each series. */
export interface Standings {
  /** Counts a result and returns where both teams stand after it. */
  record(fixture: Fixture, box: BoxScore): { readonly home: WinLoss; readonly away: WinLoss }
  /** Teams by regular-season wins, then by points scored more than allowed. */
  ranked(teams: readonly Team[]): Team[]
}

interface Tally extends WinLoss {
  readonly difference: number
}

const blank: Tally = { wins: 0, losses: 0, difference: 0 }

/** Standings before the first game of a season. */
export function createStandings(): Standings {
  const tallies = new Map<string, Tally>()
  const add = (key: string, margin: number): Tally => {
    const before = tallies.get(key) ?? blank
    const won = margin > 0 ? 1 : 0
    const after = { wins: before.wins + won, losses: before.losses + 1 - won, difference: before.difference + margin }
    tallies.set(key, after)
    return after
  }
  const seasonOf = (team: Team): Tally => tallies.get(keyOf('regular season', team)) ?? blank
  return {
    record(fixture, box) {
      const competition = fixture.phase === 'play-offs' ? fixture.id.slice(0, 9) : fixture.phase
      return {
        home: add(keyOf(competition, fixture.home), box.home.margin),
        away: add(keyOf(competition, fixture.away), box.away.margin),
      }
    },
    ranked: teams =>
      teams.toSorted((left, right) => {
        const [one, other] = [seasonOf(left), seasonOf(right)]
        return other.wins - one.wins || other.difference - one.difference || left.id - right.id
      }),
  }
}

function keyOf(competition: string, team: Team): string {
  return `${competition} ${team.tricode}`
}
