import { addDays, type Day, toEpochDay } from '../calendar.ts'
import type { Zone } from './teams.ts'

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'] as const

/** 0 is Sunday. */
export function weekdayOf(day: Day): number {
  return (((toEpochDay(day) + 4) % 7) + 7) % 7
}

/** `Tue`. */
export function weekdayName(day: Day): string {
  return weekdays[weekdayOf(day)] ?? ''
}

/** `October 19, 2021`. */
export function longDate(day: Day): string {
  return `${months[Number(day.slice(5, 7)) - 1]} ${Number(day.slice(8))}, ${day.slice(0, 4)}`
}

/** The first day from `day` on that falls on this weekday. */
export function nextWeekday(day: Day, weekday: number): Day {
  return addDays(day, (weekday - weekdayOf(day) + 7) % 7)
}

/** A day and the minutes since its midnight. */
export interface Moment {
  readonly day: Day
  readonly minutes: number
}

/** The same moment, some minutes later; crosses midnight where it must. */
export function shifted(moment: Moment, minutes: number): Moment {
  const total = moment.minutes + minutes
  const days = Math.floor(total / 1440)
  return { day: addDays(moment.day, days), minutes: total - days * 1440 }
}

/** An evening in US Eastern time as UTC. */
export function toUtc(moment: Moment): Moment {
  return shifted(moment, easternSummerTime(moment.day) ? 240 : 300)
}

/** US Eastern time as the clock at a venue shows it. */
export function toLocal(moment: Moment, zone: Zone): Moment {
  const arizona = easternSummerTime(moment.day) ? 180 : 120
  const behind: Readonly<Record<Zone, number>> = { Eastern: 0, Central: 60, Mountain: 120, Arizona: arizona, Pacific: 180 }
  return shifted(moment, -behind[zone])
}

/** `2021-10-19T19:30:00Z`: the schedule feed writes Z after every time, Eastern ones too. */
export function isoText(moment: Moment): string {
  return `${moment.day}T${clock(moment)}Z`
}

/** `19:30:00`. */
export function clock(moment: Moment): string {
  return `${String(Math.floor(moment.minutes / 60)).padStart(2, '0')}:${String(moment.minutes % 60).padStart(2, '0')}:00`
}

/** `7:30 PM`. */
export function twelveHourClock(minutes: number): string {
  const hour = Math.floor(minutes / 60)
  return `${hour % 12 === 0 ? 12 : hour % 12}:${String(minutes % 60).padStart(2, '0')} ${hour < 12 ? 'AM' : 'PM'}`
}

/** Whether Eastern Daylight Time holds: from the second Sunday of March to the day before the first Sunday of November. */
export function easternSummerTime(day: Day): boolean {
  const year = day.slice(0, 4)
  return day >= nextWeekday(`${year}-03-08` as Day, 0) && day < nextWeekday(`${year}-11-01` as Day, 0)
}
