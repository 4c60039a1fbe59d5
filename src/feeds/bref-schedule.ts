import { brefGames } from '../nba/sources/bref-games.ts'
import { dayOf } from './dates.ts'
import { expecting, from, type Expression } from './expression.ts'
import { defineFormat, type Format, type PartSpec } from './format.ts'

interface ScheduleColumns {
  readonly date: string
  readonly start: string
  readonly home: string
  readonly visitor: string
  readonly arena: string
  readonly attendance: string
}

/** `7:30p` in Eastern time on a day. */
function tipOf(day: Expression, start: string): Expression {
  return expecting(
    'a tip-off as 7:30p',
    from`case when ${start} is not null then coalesce(cast(timezone('UTC', timezone('America/New_York',
      try_strptime(${day} || ' ' || replace(replace(lower(${start}), 'p', ' PM'), 'a', ' AM'), '%Y-%m-%d %I:%M %p'))) as varchar), ${start}) end`,
  )
}

/** A page of the site's schedule: when and where each game is, by full team names. */
function schedule({ date, start, home, visitor, arena, attendance }: ScheduleColumns): PartSpec {
  const day = dayOf(date)
  return {
    target: brefGames,
    signature: [date, home, visitor],
    optional: [start, arena, attendance],
    where: from`${date} <> 'Date'`,
    game: { day, team: home },
    columns: {
      tip_text: start,
      tip_utc: tipOf(day, start),
      arena_text: arena,
      attendance: from`replace(${attendance}, ',', '')`,
    },
  }
}

export const brefSchedule: Format = defineFormat({
  name: 'Basketball-Reference schedule',
  feed: 'basketball_reference',
  phase: 'facts',
  parts: [
    schedule({
      date: 'Date',
      start: 'Start (ET)',
      home: 'Home/Neutral',
      visitor: 'Visitor/Neutral',
      arena: 'Arena',
      attendance: 'Attend.',
    }),
    schedule({
      date: 'date_game',
      start: 'game_start_time',
      home: 'home_team_name',
      visitor: 'visitor_team_name',
      arena: 'arena_name',
      attendance: 'attendance',
    }),
  ],
})
