import { bool, int, text, type Column } from '../../table/column.ts'

/** What happens in a game, whoever tells it. */
export const EVENT_TYPES = [
  'shot',
  'free throw',
  'rebound',
  'turnover',
  'foul',
  'technical foul',
  'violation',
  'substitution',
  'timeout',
  'jump ball',
  'ejection',
  'block',
  'steal',
  'period start',
  'period end',
  'other',
] as const

export type EventType = (typeof EVENT_TYPES)[number]

/** What the second person of an event did. */
export type SecondRole = 'assist' | 'block' | 'steal' | 'enters'

/** The number of an event, by which feeds tell events of a game apart. */
export const eventId: Column = int('Number that the feed gives the event', { required: true })

/** What every play-by-play tells of an event, besides who it is about. */
export const eventColumns: Readonly<Record<string, Column>> = {
  event_sequence: int('What events of the game are ordered by, as the feed tells them', { required: true }),
  period: int('Quarter; 5 is the first overtime', { required: true, between: [1, 14] }),
  clock_seconds: int('Whole seconds left in the period', { required: true, between: [0, 720], unit: 'seconds' }),
  event_type: text('shot, free throw, rebound, turnover, foul, technical foul, substitution, …: the same words for every feed', { required: true }),
  event_action_type: text('Its kind, as the feed writes it'),
  event_description: text('The feed’s own sentence'),
  shot_type: text('2PT, 3PT or FT'),
  shot_made: bool('Whether the shot or free throw went in'),
  shot_distance: int('Feet from the basket, rounded; 0 where a two is told without', { between: [0, 94], unit: 'feet' }),
  free_throw_total: int('How many free throws are taken for the foul; NULL for technical, flagrant and clear-path fouls', { between: [1, 3] }),
  score_home: int('Points of the home team after it, where the feed tells them', { between: [0, 300], unit: 'points' }),
  score_away: int('Points of the away team after it, where the feed tells them', { between: [0, 300], unit: 'points' }),
  player_1_team_abbr: text('Team of the person it is about, or the team itself'),
  player_2_role: text('What the second person did: assist, block, steal or enters'),
}

/** The ten slots of those on court. */
export const COURT: readonly string[] = ['home', 'away'].flatMap(side => [1, 2, 3, 4, 5].map(place => `${side}_player_${place}`))

/** A column for each of those on court. */
export function courtColumns(ending: string, column: (meaning: string) => Column, meaning: string): Record<string, Column> {
  return Object.fromEntries(
    COURT.map(slot => [`${slot}_${ending}`, column(`${meaning} of the ${slot.slice(0, 4)} team’s player ${slot.at(-1)} on court`)]),
  )
}
