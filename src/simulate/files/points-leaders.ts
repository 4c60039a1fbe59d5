import type { TeamBox } from '../game/box-score.ts'
import { pointsOf } from '../game/statistics.ts'

/** The top scorer of a game as the schedule feed tells it. */
export interface PointsLeader {
  readonly personId: number
  readonly firstName: string
  readonly lastName: string
  readonly teamId: number
  readonly teamCity: string
  readonly teamName: string
  readonly teamTricode: string
  readonly points: number
}

/** The one player with the most points of both teams. */
export function pointsLeaders(boxes: readonly TeamBox[]): PointsLeader[] {
  const lines = boxes.flatMap(({ team, lines: teamLines }) =>
    teamLines.map(line => ({ team, player: line.player, points: pointsOf(line.statistics) })),
  )
  const [top] = lines.toSorted((left, right) => right.points - left.points)
  if (!top) return []
  const [firstName = '', ...rest] = top.player.nbaName.split(' ')
  const { team, points } = top
  return [
    {
      personId: top.player.nbaId,
      firstName,
      lastName: rest.join(' '),
      teamId: team.id,
      teamCity: team.city,
      teamName: team.nickname,
      teamTricode: team.tricode,
      points,
    },
  ]
}
