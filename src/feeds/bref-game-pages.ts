import { brefGames } from '../nba/sources/bref-games.ts'
import { expecting, from, timeIn, verbatim } from './expression.ts'
import { defineFormat, type Format } from './format.ts'

/** The site writes Eastern time at every venue. */
const tipUtc = expecting(
  'a tip-off as 7:30 PM, October 19, 2021',
  from`coalesce(
    cast(timezone('UTC', timezone('America/New_York', ${timeIn(from`${'tip_text'}`, verbatim(`'%I:%M %p, %B %d, %Y'`))})) as varchar),
    ${'tip_text'})`,
)

export const brefGamePages: Format = defineFormat({
  name: 'Basketball-Reference games',
  feed: 'basketball_reference',
  phase: 'facts',
  parts: [
    {
      target: brefGames,
      signature: ['bref_game_id', 'tip_text'],
      optional: ['title', 'event_label', 'attendance'],
      game: 'bref_game_id',
      columns: {
        bref_game_id: 'bref_game_id',
        title: 'title',
        event_label: 'event_label',
        tip_text: 'tip_text',
        tip_utc: tipUtc,
        arena_text: 'arena_text',
        attendance: from`replace(${'attendance'}, ',', '')`,
      },
    },
  ],
})
