import { ratio, roundedUnits } from '../../../sql/operations.ts'
import { sql, type Sql } from '../../../sql/sql.ts'
import { content, type ModelColumn } from '../../../table/column.ts'
import { ageInYears } from '../../facts/roster-entries.ts'

function minutes(seconds: Sql): Sql {
  return roundedUnits(seconds, sql`60`, 0)
}

/** Rest, games and minutes behind him. */
export const ofFatigue: Readonly<Record<string, ModelColumn>> = {
  back_to_back: content.bool('Whether he played yesterday', { from: sql`coalesce(c.days_rest = 1, false)` }),
  days_rest: content.int('Days since he last played in the season; 1 is a back-to-back', { unit: 'days' }),
  days_rest_before_last_game: content.int('Days between his last two games', { unit: 'days', from: sql`c.days_before` }),
  days_since_2_plus_days_rest: content.int('Days since the last game that he played after a gap of 2 days or more', {
    unit: 'days',
    from: sql`c.days_since_2_days_rest`,
  }),
  games_in_last_7_days: content.int('Games that he played from 7 days to 1 day before', { from: sql`c.games_last_7` }),
  games_in_last_14_days: content.int('Games that he played from 14 days to 1 day before', { from: sql`c.games_last_14` }),
  minutes_in_last_7_days: content.int('Minutes on court in those 7 days, rounded; NULL when those of one of the games are unknown', {
    unit: 'minutes',
    from: minutes(sql`c.seconds_last_7`),
  }),
  minutes_in_last_14_days: content.int('Minutes on court in those 14 days, rounded; NULL when those of one of the games are unknown', {
    unit: 'minutes',
    from: minutes(sql`c.seconds_last_14`),
  }),
  avg_minutes_per_game_last_7: content.float(
    'Minutes per game that he played in those 7 days; NULL without a game, or when the minutes of one are unknown',
    { unit: 'minutes', scale: 1, from: ratio(sql`c.seconds_last_7`, sql`60 * c.games_last_7`, 1) },
  ),
  back_to_backs_last_14_days: content.int('Pairs of games on consecutive days in those 14 days', { from: sql`c.back_to_backs_last_14` }),
  fourth_quarter_minutes_last_7: content.int(
    'Minutes on court in fourth quarters of the last 7 days, rounded; NULL when those of one of the games are unknown',
    { unit: 'minutes', from: minutes(sql`c.fourth_quarter_seconds_last_7`) },
  ),
  clutch_minutes_last_7_games: content.int(
    'Minutes on court in clutch time of his last 7 games of the season, rounded: the last five minutes of the fourth quarter and overtime while the margin is 5 or less; NULL without a game, or when those of one are unknown',
    { unit: 'minutes', from: minutes(sql`c.clutch_seconds_last_7`) },
  ),
  player_age: content.int('Age in whole years, by the newest roster up to the day that tells his birthday or age', {
    unit: 'years',
    from: ageInYears,
  }),
}
