import type { Day } from '../calendar.ts'

/** A moment as clocks in New York show it. */
export interface EasternTime {
  readonly day: Day
  /** Minutes after midnight. */
  readonly minutes: number
}

let clock: Intl.DateTimeFormat | undefined

/** Made when it is first asked: loading the time zones takes longer than most commands wait for it. */
function easternClock(): Intl.DateTimeFormat {
  clock ??= new Intl.DateTimeFormat('en-CA', {
    timeZone: 'America/New_York',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })
  return clock
}

/** An instant, in milliseconds, in US Eastern time. */
export function easternTime(instant: number): EasternTime {
  const parts = Object.fromEntries(
    easternClock()
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  )
  return { day: `${parts['year']}-${parts['month']}-${parts['day']}` as Day, minutes: 60 * Number(parts['hour']) + Number(parts['minute']) }
}
