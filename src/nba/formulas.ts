import { nearest, ratio, roundedUnits } from '../sql/operations.ts'
import { raw, sql, type Sql } from '../sql/sql.ts'

/** Field-goal, free-throw and turnover counts that the formulas take, as SQL expressions. */
export interface ShotCounts {
  readonly points: string
  readonly fgAttempts: string
  readonly ftAttempts: string
}

/** A hundred times FGA + 0.44 × FTA: the shooting part of possessions, in whole numbers. */
function shootingHundredths(fgAttempts: string, ftAttempts: string): Sql {
  return raw(`(100 * ${fgAttempts} + 44 * ${ftAttempts})`)
}

/** Times a team had the ball, times 100: shots taken, 0.44 of free throws, turnovers, less own missed shots it rebounded. */
export function possessionHundredths(box: string): Sql {
  return raw(
    `(100 * ${box}.fg_attempted + 44 * ${box}.ft_attempted + 100 * ${box}.turnovers + 100 * coalesce(${box}.team_turnovers, 0) - 100 * ${box}.offensive_rebounds)`,
  )
}

/** Points per 100 possessions, in hundredths. */
export function ratingHundredths(points: string, possessionsTimes100: string): Sql {
  return roundedUnits(raw(`10000 * ${points}`), raw(possessionsTimes100), 2)
}

/** 48 × the mean of both teams' possessions ÷ (48 + 5 per overtime), in tenths. */
export function paceTenths(ownTimes100: string, opponentTimes100: string, overtimes: string): Sql {
  return roundedUnits(raw(`48 * (${ownTimes100} + ${opponentTimes100})`), raw(`(200 * (48 + 5 * ${overtimes}))`), 1)
}

/** Points ÷ (2 × (FGA + 0.44 × FTA)). */
export function trueShooting({ points, fgAttempts, ftAttempts }: ShotCounts): Sql {
  return ratio(raw(`50 * ${points}`), shootingHundredths(fgAttempts, ftAttempts), 3)
}

/** (FGM + 0.5 × 3PM) ÷ FGA. */
export function effectiveFieldGoal(made: string, threesMade: string, attempts: string): Sql {
  return ratio(raw(`(2 * ${made} + ${threesMade})`), raw(`(2 * ${attempts})`), 3)
}

/**
 * Share of the team's possessions that the player ended while on court, in tenths of a percent:
 * 100 × (FGA + 0.44 × FTA + TOV) × (team minutes ÷ 5) ÷ (minutes × (team FGA + 0.44 × team FTA + players' TOV)), minutes from seconds.
 */
export function usageTenths(player: string, team: string): Sql {
  const ended = `(100 * ${player}.field_goals_attempted + 44 * ${player}.free_throws_attempted + 100 * ${player}.turnovers)`
  const all = `(100 * ${team}.fg_attempted + 44 * ${team}.ft_attempted + 100 * ${team}.turnovers)`
  const teamSeconds = `(60 * (240 + 25 * ${team}.overtime_periods))`
  return roundedUnits(raw(`100 * ${ended} * ${teamSeconds}`), raw(`(5 * ${player}.seconds_played * ${all})`), 1)
}

/** Free throws per 100 possessions of pace, in thousandths: 100 × FTA ÷ pace. */
export function freeThrowRateThousandths(attempts: string, paceInTenths: string): Sql {
  return roundedUnits(sql`1000 * ${raw(attempts)}`, raw(paceInTenths), 3)
}

/** A place on earth, as SQL expressions in degrees. */
export interface Place {
  readonly latitude: string
  readonly longitude: string
}

const EARTH_RADIUS_MILES = 3959
const RADIANS = '0.017453292519943295e0'

/** Great-circle distance in whole miles, by the haversine formula on a sphere of 3,959 miles. */
export function miles(from: Place, to: Place): Sql {
  const half = (a: string, b: string): string => `sin((${b} - ${a}) * ${RADIANS} / 2e0)`
  const [north, east] = [half(from.latitude, to.latitude), half(from.longitude, to.longitude)]
  const chord = `${north} * ${north} + cos(${from.latitude} * ${RADIANS}) * cos(${to.latitude} * ${RADIANS}) * ${east} * ${east}`
  return nearest(raw(`2e0 * asin(sqrt(${chord})) * ${EARTH_RADIUS_MILES}e0`))
}
