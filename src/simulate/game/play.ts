import type { GameList } from '../people/availability.ts'
import type { Random } from '../random.ts'
import type { Team } from '../teams.ts'
import { drawLines, drawStints, type Stint, type TeamBox } from './box-score.ts'
import { pointsOf } from './statistics.ts'
import { drawTotals, type Form, type TeamTotals } from './team-totals.ts'

/** One team as it comes to a game. */
export interface Side {
  readonly team: Team
  readonly list: GameList
}

/** A game about to start. */
export interface Matchup {
  readonly home: Side
  readonly away: Side
  /** Set where the game must have this winner. */
  readonly winner?: 'home' | 'away'
}

/** The box score of a game. */
export interface BoxScore {
  readonly overtimes: number
  readonly home: TeamBox
  readonly away: TeamBox
}

const regulationSeconds = 48 * 60
const overtimeSeconds = 5 * 60
const homeAdvantage = 0.01
// So much better does a team shoot that is one unit of talent per man ahead.
const talentEffect = 0.092

/** Plays a game: no ties, and overtime games are close. */
export function playGame(matchup: Matchup, random: Random): BoxScore {
  const overtimes = random.chance(0.056) ? random.pickWeighted([1, 2, 3], count => [0, 85, 13, 2][count] ?? 0) : 0
  const gameSeconds = regulationSeconds + overtimes * overtimeSeconds
  const homeStints = drawStints(matchup.home.list, gameSeconds, random)
  const awayStints = drawStints(matchup.away.list, gameSeconds, random)
  const edge = talentEffect * (talentOnCourt(homeStints) - talentOnCourt(awayStints))
  const forms = [formOf(homeStints, 1 + edge / 2 + homeAdvantage), formOf(awayStints, 1 - edge / 2 - homeAdvantage)] as const
  const [home, away] = decide(forms, { overtimes, winner: matchup.winner }, random)
  const margin = pointsOf(home.statistics) - pointsOf(away.statistics)
  const box = (side: Side, { stints, totals, sign }: { stints: Stint[]; totals: TeamTotals; sign: number }): TeamBox => ({
    team: side.team,
    lines: drawLines(stints, totals, { frame: { margin: sign * margin, gameSeconds }, random }),
    absences: side.list.absences,
    inactive: side.list.inactive,
    hurt: side.list.hurt,
    totals: totals.statistics,
    teamTurnovers: totals.teamTurnovers,
    points: pointsOf(totals.statistics),
    margin: sign * margin,
  })
  return {
    overtimes,
    home: box(matchup.home, { stints: homeStints, totals: home, sign: 1 }),
    away: box(matchup.away, { stints: awayStints, totals: away, sign: -1 }),
  }
}

// Redraws until the result fits; about 97 of 100 games without overtime fit at once.
function decide(
  forms: readonly [Form, Form],
  { overtimes, winner }: { overtimes: number; winner: 'home' | 'away' | undefined },
  random: Random,
): [TeamTotals, TeamTotals] {
  const length = 1 + (overtimes * overtimeSeconds) / regulationSeconds
  for (;;) {
    const totals = drawTotals(forms, { possessions: random.normal(99.9, 3.7) * length, length }, random)
    const margin = pointsOf(totals[0].statistics) - pointsOf(totals[1].statistics)
    const tooFar = overtimes > 0 && Math.abs(margin) > 12
    const wrongWinner = winner !== undefined && (winner === 'home') !== margin > 0
    if (margin !== 0 && !tooFar && !wrongWinner) return totals
  }
}

function talentOnCourt(stints: readonly Stint[]): number {
  const seconds = stints.reduce((sum, stint) => sum + stint.seconds, 0)
  return stints.reduce((sum, stint) => sum + stint.seconds * stint.player.skills.talent, 0) / seconds
}

function formOf(stints: readonly Stint[], shooting: number): Form {
  const weights = stints.map(({ player, seconds }) => seconds * player.skills.usage)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const mean = (of: (stint: Stint) => number): number => stints.reduce((sum, stint, index) => sum + of(stint) * (weights[index] ?? 0), 0) / total
  return {
    twoPercentage: mean(({ player }) => player.skills.twoPercentage) * shooting,
    threePercentage: mean(({ player }) => player.skills.threePercentage) * shooting,
    freeThrowPercentage: mean(({ player }) => player.skills.freeThrowPercentage),
    threeShare: mean(({ player }) => player.skills.threeShare),
    freeThrowRate: mean(({ player }) => player.skills.freeThrowRate),
  }
}
