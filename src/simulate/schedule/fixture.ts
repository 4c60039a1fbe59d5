import type { Day } from '../../calendar.ts'
import type { Arena, Team } from '../teams.ts'
import type { Network } from './broadcast.ts'

/** Part of a season, told by the first three digits of a game id. */
export type Phase = 'regular season' | 'play-in' | 'play-offs'

/** A game of a series or of the play-in, in the words of the schedule. */
export interface Stage {
  /** `East First Round`. */
  readonly label: string
  /** `Game 1`. */
  readonly subLabel: string
  /** Title of the page at Basketball-Reference: `2022 NBA Finals Game 6`. */
  readonly pageTitle: string
  readonly ifNecessary: boolean
}

/** A game in the schedule, before anything is known about its end. */
export interface Fixture {
  /** Ten digits, as the league numbers its games. */
  readonly id: string
  readonly day: Day
  /** Tip-off in minutes after midnight, US Eastern. */
  readonly tip: number
  readonly phase: Phase
  readonly home: Team
  readonly away: Team
  readonly arena: Arena
  readonly neutral: boolean
  readonly network: Network | undefined
  readonly stage: Stage | undefined
}
