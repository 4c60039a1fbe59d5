import type { Day } from '../../calendar.ts'
import { games } from '../../nba/facts/games.ts'
import { teamOffenseGameSummary } from '../../nba/models/team-offense-game-summary.ts'
import type { Span } from '../../sql/dialect.ts'
import { raw, sql } from '../../sql/sql.ts'
import type { Store } from '../../store/store.ts'
import { compileQuery } from '../../table/compile.ts'
import { qualifiedName } from '../../table/source.ts'

/** A game that was not certain from the first day of its season: of the play-offs or the Cup, or a single game. */
export interface LateFixture {
  /** 10 digits; of the play-offs all but the last are those of the series. */
  readonly game: string
  readonly date: Day
  readonly teams: readonly [string, string]
  readonly winner: string | null
  /** `group` or `knockout` of the Cup. */
  readonly stage: string | null
}

/** The games of a season of which it matters when they were certain, and who won those that were played. */
export async function lateFixtures(store: Store, season: number): Promise<LateFixture[]> {
  const span: Span = { firstDay: '0001-01-01', lastDay: '9999-12-31', firstSeason: season, lastSeason: season }
  const query = sql`
    select g.nba_game_id as game, cast(g.game_date as string) as date, g.home_team as home, g.away_team as away, g.cup_stage as stage,
      coalesce(case when g.home_score > g.away_score then g.home_team when g.home_score < g.away_score then g.away_team end, t.team_abbr) as winner
    from ${games} as g
    left join ${raw(qualifiedName(teamOffenseGameSummary))} as t
      on t.nba_game_id = g.nba_game_id and t.win_flag
    where g.regular_season = 0 or g.cup_stage is not null`
  const rows = await store.rows<Omit<LateFixture, 'teams'> & { home: string; away: string }>(compileQuery(query, { dialect: store.dialect, span }))
  return rows.map(({ home, away, ...fixture }) => ({ ...fixture, teams: [home, away] }))
}

/** Games after a date that were not certain before its tips. */
export function uncertainAfter(all: readonly LateFixture[], date: Day): string[] {
  const later = all.filter(fixture => fixture.date > date)
  return later.filter(fixture => !isCertain(fixture, all, date)).map(({ game }) => game)
}

/** Of seven games. */
const WINS_NEEDED = 4

function isCertain(fixture: LateFixture, all: readonly LateFixture[], date: Day): boolean {
  if (fixture.game.startsWith('004')) return isCertainInSeries(fixture, all, date)
  if (!fixture.game.startsWith('002')) return false
  if (fixture.stage !== 'knockout') return true
  const ofItsTeams = all.filter(({ stage, teams }) => stage !== null && teams.some(team => fixture.teams.includes(team)))
  return ofItsTeams.every(earlier => earlier.date >= fixture.date || earlier.date < date)
}

/** A series that has begun, today's game included, lasts four games at least, and one more for each that the trailing team has won. */
function isCertainInSeries({ game }: LateFixture, all: readonly LateFixture[], date: Day): boolean {
  const series = all.filter(other => other.game.slice(0, 9) === game.slice(0, 9))
  if (!series.some(other => other.date <= date)) return false
  const winners = series.flatMap(({ date: day, winner }) => (day < date && winner !== null ? [winner] : []))
  const leading = Math.max(0, ...winners.map(team => winners.filter(won => won === team).length))
  return Number(game.slice(9)) <= winners.length + WINS_NEEDED - leading
}
