import type { Random } from '../random.ts'

/** Guard, forward or centre. */
export type Position = 'G' | 'F' | 'C'

/** How a player plays: shares and weights against an average player of the league, who has 1. */
export interface Skills {
  /** Quality against the league; 0 is average, most are within ±2. */
  readonly talent: number
  readonly usage: number
  /** Share of his shots taken from behind the arc. */
  readonly threeShare: number
  readonly twoPercentage: number
  readonly threePercentage: number
  readonly freeThrowPercentage: number
  readonly freeThrowRate: number
  readonly offensiveRebounding: number
  readonly defensiveRebounding: number
  readonly passing: number
  readonly stealing: number
  readonly blocking: number
  readonly turnoverRate: number
  readonly foulRate: number
}

/** A person who plays, with the spelling of each source. Persons keep id and names for life. */
export interface Player {
  readonly nbaId: number
  readonly nbaName: string
  readonly brefId: string
  readonly brefName: string
  readonly position: Position
  /** Season in which he entered the league; 0 for those who were there before the first one. */
  readonly rookieSeason: number
  readonly birthYear: number
  readonly skills: Skills
  /** Held back by an injury all season and gone after it: listed, never in a league game log. */
  readonly outAllSeason: boolean
}

/** His name without the first one: `Jones Jr.`. */
export function familyName({ nbaName }: Player): string {
  return nbaName.slice(nbaName.indexOf(' ') + 1)
}

interface Average {
  readonly threeShare: number
  readonly offensiveRebounding: number
  readonly defensiveRebounding: number
  readonly passing: number
  readonly blocking: number
  readonly twoPercentage: number
}

const averages: Readonly<Record<Position, Average>> = {
  G: { threeShare: 0.485, offensiveRebounding: 0.5, defensiveRebounding: 0.75, passing: 1.6, blocking: 0.5, twoPercentage: 0.515 },
  F: { threeShare: 0.425, offensiveRebounding: 0.95, defensiveRebounding: 1.05, passing: 0.75, blocking: 0.9, twoPercentage: 0.545 },
  C: { threeShare: 0.172, offensiveRebounding: 2.2, defensiveRebounding: 1.5, passing: 0.6, blocking: 2.2, twoPercentage: 0.605 },
}

/** Draws the skills of a player of some talent. */
export function drawSkills(position: Position, talent: number, random: Random): Skills {
  const average = averages[position]
  const spread = (mean: number, deviation: number): number => mean * Math.max(0.25, random.normal(1, deviation))
  return {
    talent,
    usage: spread(1 + 0.16 * talent, 0.14),
    threeShare: Math.min(0.8, spread(average.threeShare, 0.3)),
    twoPercentage: spread(average.twoPercentage, 0.06),
    threePercentage: spread(0.358, 0.08),
    freeThrowPercentage: Math.min(0.93, spread(0.775, 0.09)),
    freeThrowRate: spread(1, 0.3),
    offensiveRebounding: spread(average.offensiveRebounding, 0.25),
    defensiveRebounding: spread(average.defensiveRebounding, 0.2),
    passing: spread(average.passing, 0.35),
    stealing: spread(1, 0.25),
    blocking: spread(average.blocking, 0.35),
    turnoverRate: spread(1, 0.2),
    foulRate: spread(position === 'C' ? 1.25 : 1, 0.2),
  }
}

/** The player a year on: the young get better, the old get worse. */
export function aged(player: Player, season: number, random: Random): Player {
  const age = season - player.birthYear
  const talent = 0.96 * player.skills.talent + random.normal(age < 27 ? 0.12 : age < 31 ? -0.04 : -0.2, 0.25)
  const usage = Math.max(0.4, player.skills.usage + 0.16 * (talent - player.skills.talent))
  return { ...player, skills: { ...player.skills, talent, usage } }
}
