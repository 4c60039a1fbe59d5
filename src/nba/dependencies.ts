import type { Dependency } from '../table/dependency.ts'

/** Fields that say whether and for whom somebody is listed. */
export const LISTING: readonly string[] = ['player_status', 'dnp_reason', 'team_abbr']

/** Fields of a stat line that its usage rate is made of. */
export const USAGE: readonly string[] = ['field_goals_attempted', 'free_throws_attempted', 'turnovers', 'seconds_played', 'minutes_rounded']

/** Fields of team totals that possessions and minutes are made of. */
export const POSSESSIONS: readonly string[] = [
  'fg_attempted',
  'ft_attempted',
  'turnovers',
  'turnovers_with_team',
  'offensive_rebounds',
  'player_minutes',
  'team_minutes',
]

/** Fields of a game that say when, where and whether it is played. */
const FIXTURE: readonly string[] = ['game_id', 'game_date', 'state', 'box_teams', 'line_teams', 'home_team', 'away_team', 'season_year']

/** Fields that say which games ahead are certain. */
const CERTAINTY: readonly string[] = ['cup_stage', 'series_winner']

/** What every table depends on: who is listed for the games of its date, and which games these are. */
export const OF_ITS_DATE: readonly Dependency[] = [
  { on: 'stat line', fields: LISTING, within: { kind: 'same date' }, as: 'its listing' },
  { on: 'inactive list', within: { kind: 'same date' }, as: 'its inactive list' },
  { on: 'identity', fields: ['person_id'], within: { kind: 'person season' }, as: 'somebody else' },
  { on: 'game', fields: FIXTURE, within: { kind: 'same date' }, as: 'its games' },
]

/** What a table with names depends on beside that. */
export const OF_ITS_PLAYERS: readonly Dependency[] = [
  {
    on: 'identity',
    fields: ['player_full_name', 'player_lookup', 'universal_player_id', 'nba_player_id'],
    within: { kind: 'same date' },
    as: 'the name of a player',
  },
  { on: 'game', fields: ['tip_utc'], within: { kind: 'same date' }, as: 'its tip-off' },
]

/** What a table depends on that tells spread and total. */
export const OF_ITS_GAME_LINES: readonly Dependency[] = [
  { on: 'game line', within: { kind: 'same date' }, as: 'the lines of its game' },
  { on: 'game', fields: ['tip_utc'], within: { kind: 'same date' }, as: 'its tip-off' },
]

/** What a table depends on that tells lines on the points of players. */
export const OF_ITS_POINTS_LINES: readonly Dependency[] = [{ on: 'points line', within: { kind: 'same date' }, as: 'a line on points' }]

/** What a table depends on that looks at a team's games before or after. */
export const OF_THE_CALENDAR: readonly Dependency[] = [
  { on: 'game', fields: [...FIXTURE, ...CERTAINTY], within: { kind: 'calendar' }, as: 'the calendar of the season' },
]

/** What a table depends on that follows teams from venue to venue. */
export const OF_TRAVEL: readonly Dependency[] = [
  { on: 'game', fields: ['venue', 'latitude', 'longitude', 'time_zone', 'distances'], within: { kind: 'calendar' }, as: 'travel' },
]

/** What events tell of who started. */
const STARTED = { player: ['started'], team: ['starters_known'] } as const

/** Fields of what events tell of a team that possessions and minutes are made of, and those that they are checked by. */
export const POSSESSIONS_BY_EVENTS: readonly string[] = ['events_from', 'points', 'team_turnovers', 'overtime_periods']

/** Fields of what events tell of a team that say which times of its players are known, and how long the game lasted. */
export const TIMED_BY_EVENTS: readonly string[] = ['events_from', 'fourth_quarter_timed', 'clutch_timed', 'overtime_periods']

/** What a table depends on that has what events tell of the games of its date. */
export const OF_ITS_EVENTS: readonly Dependency[] = [
  { on: 'player events', within: { kind: 'same date' }, as: 'its events' },
  { on: 'team events', within: { kind: 'same date' }, as: 'its events' },
]

/** What a table depends on that counts regular starters. */
export const OF_STARTERS: readonly Dependency[] = [
  { on: 'player events', fields: STARTED.player, within: { kind: 'team games', games: 10, side: 'both' }, as: 'starters' },
  { on: 'team events', fields: STARTED.team, within: { kind: 'team games', games: 10, side: 'both' }, as: 'starters' },
  { on: 'stat line', fields: ['starter', ...LISTING], within: { kind: 'team games', games: 10, side: 'both' }, as: 'starters' },
]

/** What a table depends on that has rows for the rosters of games ahead, which follow from the listings of so many days before. */
export function ofRosters(days: number): readonly Dependency[] {
  const within = { kind: 'rosters ahead', days } as const
  return [
    { on: 'stat line', fields: LISTING, within, as: 'the rosters of games ahead' },
    { on: 'inactive list', within, as: 'the rosters of games ahead' },
    { on: 'identity', within, as: 'the rosters of games ahead' },
  ]
}
