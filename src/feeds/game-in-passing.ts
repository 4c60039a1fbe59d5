import { nbacSchedule } from '../nba/sources/nbac-schedule.ts'
import { dayOf, isDay } from './dates.ts'
import { from, nbaGameId, seasonYearOf, verbatim, type Expression } from './expression.ts'
import type { PartSpec } from './format.ts'

/** Columns of a log that say which game a row is of. */
export interface LoggedGame {
  readonly id: string
  readonly date: string
  /** `LAL @ GSW`, or `GSW vs. LAL` in the rows of the home team. */
  readonly matchup: string
}

const MATCHUP = verbatim(String.raw`[A-Z]{2,4} (@|vs\.?) [A-Z]{2,4}`)

/** The team whose row it is, by the match-up, which names it first. */
export function teamOfMatchup(matchup: string): Expression {
  return from`case when regexp_full_match(${matchup}, '${MATCHUP}') then string_split(${matchup}, ' ')[1] end`
}

/** The games that the rows of a log are of. */
export function gameInPassing({ id, date, matchup }: LoggedGame): PartSpec {
  const told: Expression = from`regexp_full_match(${matchup}, '${MATCHUP}')`
  const side = (place: 1 | -1): Expression => from`string_split(${matchup}, ' ')[${verbatim(String(place))}]`
  const away: Expression = from`contains(${matchup}, ' @ ')`
  return {
    target: nbacSchedule,
    signature: [id, date, matchup],
    where: from`${told} and ${isDay(date)}`,
    once: from`${id}`,
    inPassing: true,
    game: 'own',
    teams: ['home_team_tricode', 'away_team_tricode'],
    columns: {
      nba_game_id: nbaGameId(id),
      game_date: dayOf(date),
      season_year: seasonYearOf(nbaGameId(id)),
      home_team_tricode: from`case when ${away} then ${side(-1)} else ${side(1)} end`,
      away_team_tricode: from`case when ${away} then ${side(1)} else ${side(-1)} end`,
    },
  }
}
