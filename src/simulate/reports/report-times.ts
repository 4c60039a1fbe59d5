import type { Day } from '../../calendar.ts'
import { twelveHourClock, type Moment } from '../dates.ts'
import type { Season } from '../season.ts'

/** From this day on there is a report every quarter of an hour, before it one at half past every hour. */
const QUARTERLY_SINCE = '2025-12-20'

/** When the last report at or before a minute of a day came out. */
export function lastReport({ day, minutes }: Moment): Moment {
  return { day, minutes: isQuarterly(day) ? Math.floor(minutes / 15) * 15 : Math.floor((minutes - 30) / 60) * 60 + 30 }
}

/** `Injury-Report_2021-10-19_05PM`; names of reports at half past have the hour alone. */
export function reportName({ day, minutes }: Moment): string {
  const [clock = '', half = ''] = twelveHourClock(minutes).split(' ')
  const [hour = '', minute = ''] = clock.split(':')
  return `Injury-Report_${day}_${hour.padStart(2, '0')}${isQuarterly(day) ? `_${minute}` : ''}${half}`
}

/** `10/19/21 05:30 PM`. */
export function reportTime({ day, minutes }: Moment): string {
  return `${day.slice(5, 7)}/${day.slice(8)}/${day.slice(2, 4)} ${twelveHourClock(minutes).padStart(8, '0')}`
}

/** The last reports before the tips of a day. */
export function reportsBeforeTips({ games }: Season, day: Day): Moment[] {
  const minutes = games.filter(game => game.day === day).map(({ tip }) => lastReport({ day, minutes: tip }).minutes)
  return [...new Set(minutes)].toSorted((one, other) => one - other).map(at => ({ day, minutes: at }))
}

function isQuarterly(day: Day): boolean {
  return day >= QUARTERLY_SINCE
}
