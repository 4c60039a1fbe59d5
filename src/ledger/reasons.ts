/** Why a date is reached by other dates, where nobody asked whose games they are, in the words of the change log. */
export const SEASON_SO_FAR = 'the season so far'
export const CALENDAR = 'the calendar of the season'
export const AHEAD = 'the game ahead'
export const ROSTERS = 'the rosters of games ahead'
export const SOMEBODY_ELSE = 'players are somebody else'

/** Why dates are reached by other dates than their own. */
export const FROM_ELSEWHERE: ReadonlySet<string> = new Set([SEASON_SO_FAR, CALENDAR, AHEAD, ROSTERS, SOMEBODY_ELSE])
