import { addDays, type Day } from '../../src/calendar.ts'
import { playerLookup } from '../../src/nba/player-lookup.ts'
import { espnTeamRosters } from '../../src/nba/sources/espn-team-rosters.ts'
import { injuryTransactions } from '../../src/nba/sources/injury-transactions.ts'
import { nbacInjuryReport } from '../../src/nba/sources/nbac-injury-report.ts'
import { nbacRefereeGameAssignments } from '../../src/nba/sources/nbac-referee-game-assignments.ts'
import type { RawRow, SmallGame, SmallSeason } from './small-season.ts'

/** Name and lookup of somebody. */
export function named(who: string): RawRow {
  return { player_full_name: who, player_lookup: playerLookup(who) }
}

/** A report on somebody of a team before or after the tip of a game, which is at 23:30. */
export function report(
  season: SmallSeason,
  game: SmallGame,
  { team, who, status, at }: { team: string; who: string; status: string; at: string },
): void {
  const { day } = game.facts
  const when = { snapshot_timestamp: `${day} ${at}`, report_date: day, report_hour: Number(at.slice(0, 2)) - 5, tip_utc: `${day} 23:30:00` }
  season.put(nbacInjuryReport, {
    ...game.ofGame,
    ...named(`${team} ${who}`),
    ...when,
    feed: 'nba_injury_report',
    team_abbr: team,
    injury_status: status,
    reason: 'Injury/Illness - Knee',
    reason_category: 'injury_illness',
  })
}

/** Who is on a team on a day, with age or birthday. */
export function roster(season: SmallSeason, day: string, team: string): void {
  for (const [place, who] of ['Two', 'Three', 'Four', 'Nine'].entries()) {
    const age = place % 2 === 0 ? { age: 20 + place } : { birth_date: `199${place}-11-20` }
    season.put(espnTeamRosters, { ...named(`${team} ${who}`), ...age, feed: 'espn', roster_date: day, team_abbr: team })
  }
}

/** A move to the injured list or back from it. */
export function transaction(season: SmallSeason, day: string, { who, status }: { who: string; status: 'out' | 'back' }): void {
  season.put(injuryTransactions, {
    ...named(who),
    feed: 'transactions',
    injured_on: day,
    season_year: 2021,
    team_name: who.slice(0, 3),
    status,
    notes: `${status} with a knee`,
    turn: 1,
  })
}

/** Officials of every game; reports before and after the tips of every second day, transactions and rosters of every week. */
export function tellReports(season: SmallSeason): void {
  for (const game of season.games) {
    const { day, away, home } = game.facts
    for (const place of [1, 2, 3, 4])
      season.put(nbacRefereeGameAssignments, {
        ...game.ofGame,
        feed: 'nba_referees',
        official_position: place,
        official_code: 100 + ((Number(day.slice(8)) + place) % 9),
      })
    for (const team of Number(day.slice(8)) % 2 === 0 ? [away, home] : []) {
      report(season, game, { team, who: 'Two', status: 'questionable', at: '15:30:00' })
      report(season, game, { team, who: 'Three', status: 'out', at: '22:30:00' })
      report(season, game, { team, who: 'Four', status: 'probable', at: '22:30:00' })
      report(season, game, { team, who: 'Five', status: 'doubtful', at: '23:50:00' })
    }
    if (Number(day.slice(8)) % 7 !== 0) continue
    for (const team of [away, home]) {
      roster(season, day, team)
      transaction(season, day, { who: `${team} Two`, status: 'out' })
      transaction(season, addDays(day as Day, 4), { who: `${team} Two`, status: 'back' })
    }
  }
}
