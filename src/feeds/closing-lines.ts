import { oddsClosingLines } from '../nba/sources/odds-closing-lines.ts'
import { dayOf } from './dates.ts'
import { from } from './expression.ts'
import { defineFormat, type Format } from './format.ts'

/** One line per game, without book and time. A few games stand under the day after. */
export const closingLines: Format = defineFormat({
  name: 'closing lines',
  feed: 'odds_archive',
  phase: 'facts',
  parts: [
    {
      target: oddsClosingLines,
      signature: ['dates', 'away', 'home', 'whos_favored', 'spread', 'total', 'moneyline_away', 'moneyline_home'],
      game: { day: dayOf('dates'), teams: ['home', 'away'], orDaysBefore: 1 },
      teams: ['home_team_abbr', 'away_team_abbr', 'favored_team_abbr'],
      columns: {
        home_team_abbr: 'home',
        away_team_abbr: 'away',
        favored_team_abbr: from`case lower(${'whos_favored'}) when 'home' then ${'home'} when 'away' then ${'away'} end`,
        spread: 'spread',
        total: 'total',
        home_moneyline: 'moneyline_home',
        away_moneyline: 'moneyline_away',
      },
    },
  ],
})
