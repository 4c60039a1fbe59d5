import type { Day } from '../calendar.ts'
import { easternTime } from './eastern.ts'

/** A game as far as it matters to whoever brings it. */
export interface ScheduledGame {
  readonly id: string
  readonly date: Day
  /** Milliseconds; the evening of the day where nobody tells. */
  readonly tip: number
  /** Whether the schedule has its result. */
  readonly over: boolean
}

/** Regular season, play-offs, play-in and Cup final. */
const COUNTED = /^00[2456]\d{7}$/

interface ScheduleDocument {
  readonly leagueSchedule: {
    readonly gameDates: readonly {
      readonly games: readonly {
        readonly gameId: string
        readonly gameDateEst?: string
        readonly gameDateTimeUTC?: string
        readonly gameStatus?: number
      }[]
    }[]
  }
}

/** The counted games of a league schedule. */
export function gamesOf(text: string): ScheduledGame[] {
  const { leagueSchedule } = JSON.parse(text) as ScheduleDocument
  return leagueSchedule.gameDates
    .flatMap(({ games }) => games)
    .filter(({ gameId }) => COUNTED.test(gameId))
    .map(({ gameId, gameDateEst, gameDateTimeUTC, gameStatus }) =>
      gameAt({ id: gameId, date: gameDateEst?.slice(0, 10), tip: gameDateTimeUTC, over: gameStatus === 3 }),
    )
}

interface Told {
  readonly id: string
  readonly date: string | undefined
  /** ISO text in UTC. */
  readonly tip: string | null | undefined
  readonly over: boolean
}

/** A game from what is told of it. Tips before 1950 stand for none. */
export function gameAt({ id, date, tip, over }: Told): ScheduledGame {
  const told = tip == null ? Number.NaN : Date.parse(tip)
  const known = !Number.isNaN(told) && told > Date.UTC(1950, 0)
  const day = (date ?? easternTime(told).day) as Day
  return { id, date: day, tip: known ? told : Date.parse(`${day}T23:00:00Z`), over }
}
