import type { Play } from '../game/plays.ts'
import { feetOf, type Spot } from '../game/spot.ts'
import type { Game, Result } from '../season.ts'
import type { Field } from './csv.ts'
import type { Event } from './play-by-play-v2.ts'

const whereColumns = ['ACTION_TYPE', 'SHOT_TYPE', 'SHOT_ZONE_BASIC', 'SHOT_DISTANCE', 'LOC_X', 'LOC_Y'] as const

/** Columns of ShotChartDetail, without names of teams and finer zones. */
export const shotChartColumns: readonly string[] = [
  'GAME_ID',
  'GAME_EVENT_ID',
  'PLAYER_ID',
  'PLAYER_NAME',
  'TEAM_ID',
  'PERIOD',
  'MINUTES_REMAINING',
  'SECONDS_REMAINING',
  'EVENT_TYPE',
  ...whereColumns,
  'SHOT_MADE_FLAG',
  'GAME_DATE',
  'HTM',
  'VTM',
]

/** The shots among the events of a game; the feed cuts their distances. */
export function shotRows(game: Game, result: Result, events: readonly Event[]): Field[][] {
  return events.flatMap(({ number, period, left, shot }) =>
    shot?.player === undefined || shot.spot === undefined
      ? []
      : [
          [
            game.id,
            number,
            shot.player.nbaId,
            shot.player.nbaName,
            result[shot.side].team.id,
            period,
            Math.floor(left / 60),
            left % 60,
            shot.made === true ? 'Made Shot' : 'Missed Shot',
            ...whereFields(shot, shot.spot),
            shot.made === true ? 1 : 0,
            game.day.replaceAll('-', ''),
            game.home.tricode,
            game.away.tricode,
          ],
        ],
  )
}

function whereFields({ kind }: Play, spot: Spot): Field[] {
  const feet = Math.floor(feetOf(spot))
  const action = feet < 4 ? 'Layup Shot' : 'Jump Shot'
  return [action, kind === 'three' ? '3PT Field Goal' : '2PT Field Goal', zoneOf(kind, spot), feet, spot.x, spot.y]
}

/** The corners end 9.25 feet before the hoop, the paint is 16 feet wide and ends at the free-throw line. */
function zoneOf(kind: Play['kind'], spot: Spot): string {
  if (kind === 'three') return spot.y > 92 ? 'Above the Break 3' : spot.x < 0 ? 'Left Corner 3' : 'Right Corner 3'
  if (feetOf(spot) < 4) return 'Restricted Area'
  return Math.abs(spot.x) <= 80 && spot.y <= 137 ? 'In The Paint (Non-RA)' : 'Mid-Range'
}
