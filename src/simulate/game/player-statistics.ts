import type { Player, Skills } from '../people/player.ts'
import type { Random } from '../random.ts'
import { shareMakes, shareOut } from './share-out.ts'
import type { Statistics } from './statistics.ts'

/** A player and his time on court. */
export interface TimeOnCourt {
  readonly player: Player
  readonly seconds: number
}

type Columns = Readonly<Record<keyof Statistics, readonly number[]>>
type Shooting = Pick<Columns, 'fgm' | 'fga' | 'fg3m' | 'fg3a' | 'ftm' | 'fta'>

const mostFouls = 6

/** Hands a team's totals to its players; every statistic adds up to the total again. */
export function drawPlayerStatistics(players: readonly TimeOnCourt[], totals: Statistics, random: Random): Statistics[] {
  const share = (total: number, weightOf: (skills: Skills) => number): number[] => shareOut(total, { weights: weightsOf(players, weightOf) }, random)
  const shooting = drawShooting(players, totals, random)
  // Nobody assists his own shot.
  const assistable = shooting.fgm.map(own => totals.fgm - own)
  const columns: Columns = {
    ...shooting,
    oreb: share(totals.oreb, skills => skills.offensiveRebounding),
    dreb: share(totals.dreb, skills => skills.defensiveRebounding),
    ast: shareOut(totals.ast, { weights: weightsOf(players, passing), limits: assistable }, random),
    stl: share(totals.stl, skills => skills.stealing),
    blk: share(totals.blk, skills => skills.blocking),
    tov: share(totals.tov, skills => skills.turnoverRate * (0.4 + 0.6 * skills.usage * skills.passing)),
    pf: shareMakes(totals.pf, { attempts: players.map(() => mostFouls), skills: weightsOf(players, fouling) }, random),
  }
  return players.map((_, index) => lineAt(columns, index))
}

function passing(skills: Skills): number {
  return skills.passing * skills.usage
}

function fouling(skills: Skills): number {
  return skills.foulRate
}

function weightsOf(players: readonly TimeOnCourt[], weightOf: (skills: Skills) => number): number[] {
  return players.map(({ player, seconds }) => seconds * Math.max(0.05, weightOf(player.skills)))
}

function drawShooting(players: readonly TimeOnCourt[], totals: Statistics, random: Random): Shooting {
  const heat = players.map(({ player, seconds }) => seconds * player.skills.usage * Math.max(0.3, random.normal(1, 0.24)))
  const attempts = (total: number, part: (skills: Skills) => number): number[] =>
    shareOut(total, { weights: players.map(({ player }, index) => (heat[index] ?? 0) * part(player.skills)) }, random)
  const makes = (total: number, tried: number[], chance: (skills: Skills) => number): number[] =>
    shareMakes(total, { attempts: tried, skills: players.map(({ player }) => chance(player.skills)) }, random)

  const fg3a = attempts(totals.fg3a, skills => skills.threeShare)
  const fg2a = attempts(totals.fga - totals.fg3a, skills => 1 - skills.threeShare)
  const pairs = attempts(Math.floor(totals.fta / 2), skills => skills.freeThrowRate)
  const singles = attempts(totals.fta % 2, skills => skills.freeThrowRate)
  const fta = sums(sums(pairs, pairs), singles)
  const fg3m = makes(totals.fg3m, fg3a, skills => skills.threePercentage)
  const fg2m = makes(totals.fgm - totals.fg3m, fg2a, skills => skills.twoPercentage)
  const ftm = makes(totals.ftm, fta, skills => skills.freeThrowPercentage)
  return { fga: sums(fg2a, fg3a), fgm: sums(fg2m, fg3m), fg3a, fg3m, fta, ftm }
}

function sums(left: readonly number[], right: readonly number[]): number[] {
  return left.map((value, index) => value + (right[index] ?? 0))
}

function lineAt(columns: Columns, index: number): Statistics {
  const at = (name: keyof Statistics): number => columns[name][index] ?? 0
  return {
    fgm: at('fgm'),
    fga: at('fga'),
    fg3m: at('fg3m'),
    fg3a: at('fg3a'),
    ftm: at('ftm'),
    fta: at('fta'),
    oreb: at('oreb'),
    dreb: at('dreb'),
    ast: at('ast'),
    stl: at('stl'),
    blk: at('blk'),
    tov: at('tov'),
    pf: at('pf'),
  }
}
