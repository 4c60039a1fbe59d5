import type { Random } from '../random.ts'
import type { Statistics } from './statistics.ts'

/** What a team brings to a game, before chance. */
export interface Form {
  /** Chance of a two and of a three to go in, with the opponent's defence counted. */
  readonly twoPercentage: number
  readonly threePercentage: number
  readonly freeThrowPercentage: number
  readonly threeShare: number
  readonly freeThrowRate: number
}

/** A team's totals in a game. */
export interface TeamTotals {
  readonly statistics: Statistics
  /** Turnovers of no player: shot clock, five seconds, … */
  readonly teamTurnovers: number
}

/** How long and how fast a game is. */
export interface Tempo {
  /** Possessions of each team in the whole game, overtime included. */
  readonly possessions: number
  /** 1 for a game of 48 minutes. */
  readonly length: number
}

type Attack = Omit<Statistics, 'dreb' | 'stl' | 'blk' | 'pf' | 'ast'> & { readonly teamTurnovers: number }

/** Draws the totals of both teams; each answers the other: steals need turnovers, defensive rebounds need misses. */
export function drawTotals([home, away]: readonly [Form, Form], tempo: Tempo, random: Random): [TeamTotals, TeamTotals] {
  const homeAttack = drawAttack(home, tempo, random)
  const awayAttack = drawAttack(away, tempo, random)
  return [complete(homeAttack, awayAttack, random), complete(awayAttack, homeAttack, random)]
}

/** A whole number near `mean`, inside the limits. */
function near(mean: number, spread: { deviation: number; low: number; high: number }, random: Random): number {
  return Math.min(spread.high, Math.max(spread.low, Math.round(random.normal(mean, spread.deviation))))
}

function drawAttack(form: Form, { possessions, length }: Tempo, random: Random): Attack {
  const tov = near(12.9 * length, { deviation: 3.6, low: 3, high: 30 }, random)
  const teamTurnovers = random.pickWeighted([0, 1, 2], count => [50, 38, 12][count] ?? 0)
  const fta = near(21.1 * length * form.freeThrowRate, { deviation: 6.2, low: 2, high: 60 }, random)
  const drawnRebounds = near(10.3 * length, { deviation: 3.4, low: 1, high: 30 }, random)
  const fga = Math.max(50, Math.round(possessions - 0.44 * fta - tov - teamTurnovers + drawnRebounds))
  const fg3a = near(fga * form.threeShare, { deviation: 4.8, low: 8, high: Math.floor(fga * 0.7) }, random)
  const fg3m = drawMakes(fg3a, form.threePercentage, random)
  const fgm = fg3m + drawMakes(fga - fg3a, form.twoPercentage, random)
  const ftm = drawMakes(fta, form.freeThrowPercentage, random)
  const oreb = Math.max(0, Math.min(drawnRebounds, reboundable({ fga, fgm, fta, ftm }) - 8))
  return { fga, fgm, fg3a, fg3m, fta, ftm, oreb, tov, teamTurnovers }
}

// Less spread than a binomial: real margins vary less than independent shots would make them.
function drawMakes(attempts: number, percentage: number, random: Random): number {
  const deviation = 0.75 * Math.sqrt(attempts * percentage * (1 - percentage))
  return near(attempts * percentage, { deviation, low: 0, high: attempts }, random)
}

// Most missed free throws are not the last of their trip: nobody can rebound them.
function reboundable(shots: Pick<Statistics, 'fga' | 'fgm' | 'fta' | 'ftm'>): number {
  return shots.fga - shots.fgm + Math.floor(0.45 * (shots.fta - shots.ftm))
}

function complete(own: Attack, opponent: Attack, random: Random): TeamTotals {
  const { teamTurnovers, ...attack } = own
  const misses = opponent.fga - opponent.fgm
  const loose = reboundable(opponent) - opponent.oreb
  const statistics: Statistics = {
    ...attack,
    dreb: near(0.89 * loose, { deviation: 1.6, low: Math.min(1, loose), high: loose }, random),
    ast: near(0.605 * own.fgm, { deviation: 3.4, low: Math.min(5, own.fgm), high: Math.floor(0.95 * own.fgm) }, random),
    stl: near(0.58 * opponent.tov, { deviation: 1.9, low: 0, high: opponent.tov }, random),
    blk: near(0.1 * misses, { deviation: 2.1, low: 0, high: Math.min(misses, 18) }, random),
    pf: near(9.8 + 0.45 * opponent.fta, { deviation: 2.4, low: 5, high: 40 }, random),
  }
  return { statistics, teamTurnovers }
}
