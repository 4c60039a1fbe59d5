import { games } from '../../nba/facts/games.ts'
import { freeThrowRateThousandths } from '../../nba/formulas.ts'
import { playerGameSummary } from '../../nba/models/player-game-summary.ts'
import { teamDefenseGameSummary } from '../../nba/models/team-defense-game-summary.ts'
import { teamOffenseGameSummary } from '../../nba/models/team-offense-game-summary.ts'
import { upcomingPlayerGameContext } from '../../nba/models/upcoming-player-game-context.ts'
import { upcomingTeamGameContext } from '../../nba/models/upcoming-team-game-context.ts'
import { epochDay, fromUnits, inRange, int, roundedUnits } from '../../sql/operations.ts'
import { join, raw, sql, type Sql } from '../../sql/sql.ts'
import { defineShared, type SharedQuery } from '../../table/shared.ts'
import type { Model } from '../../table/model.ts'
import { alike, keyOf, stored, where, type Check, type Claim } from './check.ts'

/** Dates before which every game that counts has rows in a table of summaries: only there do its rows tell what windows hold. */
function datesBuiltBefore(model: Model): Sql {
  const before = (count: Sql): Sql =>
    int(sql`coalesce(sum(${count}) over (partition by season_year order by game_date rows between unbounded preceding and 1 preceding), 0)`)
  return sql`
      select season_year, game_date, ${before(sql`games`)} = ${before(sql`built`)} as is_whole
      from (
        select g.season_year, g.game_date, ${int(sql`sum(case when g.state = 'waiting' then 0 else 1 end)`)} as games, ${int(sql`count(b.nba_game_id)`)} as built
        from ${games} as g
        left join (select distinct nba_game_id from ${stored(model)}) as b
          on b.nba_game_id = g.nba_game_id
        group by g.season_year, g.game_date
      ) as days`
}

/** Who a row is about where two people share a lookup. */
const person = (row: string): Sql => raw(`coalesce(${row}.universal_player_id, ${row}.player_lookup)`)

const playersBefore: SharedQuery = defineShared({
  name: 'validated_player_games',
  about: 'Stored games of each player before each of his rows, the last one first.',
  query: sql`
    select u.game_date as before_date, u.player_lookup, ${epochDay(sql`u.game_date`)} - ${epochDay(sql`p.game_date`)} as days_ago,
      p.points, p.fg_makes, p.fg_attempts, ${int(sql`round(10 * p.usage_rate)`)} as usage_x10,
      row_number() over (partition by u.game_date, u.player_lookup, ${person('u')} order by p.game_date desc, p.nba_game_id desc) as back
    from ${stored(upcomingPlayerGameContext)} as u
    join ${stored(playerGameSummary)} as p
      on p.player_lookup = u.player_lookup and p.season_year = u.season_year and p.game_date < u.game_date and ${person('p')} = ${person('u')}
    where ${inRange('u.game_date')}`,
})

/** A sum, or a count of what is known, over the last games. */
const last = (games: number, of: string, how: 'sum' | 'count' = 'sum'): Sql => int(raw(`${how}(case when back <= ${games} then ${of} end)`))

/** A mean over the last games. */
const mean = (games: number, of: string, scale: number): Sql => roundedUnits(last(games, of), last(games, of, 'count'), scale)

const shooting = (made: Sql, attempted: Sql): Sql => roundedUnits(made, attempted, 3)

/** Columns that follow from stored games, each by the expression over these. */
const PLAYER_WINDOWS: Readonly<Record<string, Sql>> = {
  l5_games_used: last(5, '1', 'count'),
  l10_games_used: last(10, '1', 'count'),
  points_avg_last_5: fromUnits(mean(5, 'points', 1), 1),
  points_avg_last_10: fromUnits(mean(10, 'points', 1), 1),
  avg_usage_rate_last_7_games: fromUnits(mean(7, 'usage_x10', 0), 1),
  projected_usage_rate: fromUnits(mean(10, 'usage_x10', 0), 1),
  shooting_pct_decline_last_5: fromUnits(
    sql`${shooting(int(sql`sum(fg_makes)`), int(sql`sum(fg_attempts)`))} - ${shooting(last(5, 'fg_makes'), last(5, 'fg_attempts'))}`,
    3,
  ),
  days_rest: int(sql`min(days_ago)`),
  games_in_last_7_days: int(sql`sum(case when days_ago <= 7 then 1 else 0 end)`),
  games_in_last_14_days: int(sql`sum(case when days_ago <= 14 then 1 else 0 end)`),
}

/** Without a game behind them counts are 0. */
const COUNTED = new Set(['l5_games_used', 'l10_games_used', 'games_in_last_7_days', 'games_in_last_14_days'])

const beside = (windows: Readonly<Record<string, Sql>>, counted: ReadonlySet<string>): Sql =>
  join(
    Object.keys(windows).map(name => sql`u.${raw(name)}, ${raw(counted.has(name) ? `coalesce(w.${name}, 0)` : `w.${name}`)} as again_${raw(name)}`),
    ', ',
  )

const again = (names: readonly string[]): Claim[] =>
  names.map(name =>
    where(raw('is_whole'), alike({ what: name, one: raw(name), other: raw(`again_${name}`), words: ['in the row', 'from the stored games'] })),
  )

const playerWindows: Check = {
  name: 'windows_are_the_games',
  meaning: 'Averages, rest and games behind a player follow from the stored rows of his games before that date.',
  table: upcomingPlayerGameContext,
  rows: sql`
    select ${keyOf(upcomingPlayerGameContext, 'u')} as key, u.game_date, d.is_whole, ${beside(PLAYER_WINDOWS, COUNTED)}
    from ${stored(upcomingPlayerGameContext)} as u
    join (${datesBuiltBefore(playerGameSummary)}) as d
      on d.season_year = u.season_year and d.game_date = u.game_date
    left join (
      select before_date, player_lookup, ${join(
        Object.entries(PLAYER_WINDOWS).map(([name, value]) => sql`${value} as ${raw(name)}`),
        ', ',
      )}
      from ${playersBefore}
      group by before_date, player_lookup
    ) as w
      on w.before_date = u.game_date and w.player_lookup = u.player_lookup
    where ${inRange('u.game_date')}`,
  claims: again(Object.keys(PLAYER_WINDOWS)),
}

const teamsBefore: SharedQuery = defineShared({
  name: 'validated_team_games',
  about: 'Stored games of each team before each of its games, the last one first.',
  query: sql`
    select u.game_date as before_date, u.team_abbr, ${epochDay(sql`u.game_date`)} - ${epochDay(sql`t.game_date`)} as days_ago,
      t.margin_of_victory, t.win_flag, case when substr(t.nba_game_id, 1, 3) = '002' then 1 else 0 end as regular_season,
      ${int(sql`round(10 * t.pace)`)} as pace_x10, ${int(sql`round(100 * d.defensive_rating)`)} as defensive_rating_x100, d.opp_ft_attempts,
      row_number() over (partition by u.game_date, u.team_abbr order by t.game_date desc, t.nba_game_id desc) as back
    from (
      select game_date, season_year, team_abbr from ${stored(upcomingTeamGameContext)} where ${inRange('game_date')}
      union distinct
      select game_date, season_year, opponent_team_abbr from ${stored(upcomingPlayerGameContext)} where ${inRange('game_date')}
      union distinct
      select game_date, season_year, team_abbr from ${stored(upcomingPlayerGameContext)} where ${inRange('game_date')}
    ) as u
    join ${stored(teamOffenseGameSummary)} as t
      on t.team_abbr = u.team_abbr and t.season_year = u.season_year and t.game_date < u.game_date
    left join ${stored(teamDefenseGameSummary)} as d
      on d.nba_game_id = t.nba_game_id and d.defending_team_abbr = t.team_abbr`,
})

const TEAM_WINDOWS: Readonly<Record<string, Sql>> = {
  days_since_last_game: int(sql`min(days_ago)`),
  games_in_last_7_days: int(sql`sum(case when days_ago <= 7 then 1 else 0 end)`),
  games_in_last_14_days: int(sql`sum(case when days_ago <= 14 then 1 else 0 end)`),
  game_number_in_season: sql`1 + ${int(sql`sum(regular_season)`)}`,
  last_game_margin: int(sql`max(case when back = 1 then margin_of_victory end)`),
  team_win_streak_entering: int(sql`coalesce(min(case when not win_flag then back end) - 1, count(*))`),
  team_loss_streak_entering: int(sql`coalesce(min(case when win_flag then back end) - 1, count(*))`),
}

const TEAM_COUNTED = new Set(['games_in_last_7_days', 'games_in_last_14_days', 'team_win_streak_entering', 'team_loss_streak_entering'])

const teamWindows: Check = {
  name: 'windows_are_the_games',
  meaning: 'Rest, streaks and games behind a team follow from the stored rows of its games before that date.',
  table: upcomingTeamGameContext,
  rows: sql`
    select ${keyOf(upcomingTeamGameContext, 'u')} as key, u.game_date, d.is_whole, ${beside(
      Object.fromEntries(Object.entries(TEAM_WINDOWS).filter(([name]) => name !== 'game_number_in_season')),
      TEAM_COUNTED,
    )}, u.game_number_in_season, coalesce(w.game_number_in_season, 1) as again_game_number_in_season
    from ${stored(upcomingTeamGameContext)} as u
    join (${datesBuiltBefore(teamOffenseGameSummary)}) as d
      on d.season_year = u.season_year and d.game_date = u.game_date
    left join (
      select before_date, team_abbr, ${join(
        Object.entries(TEAM_WINDOWS).map(([name, value]) => sql`${value} as ${raw(name)}`),
        ', ',
      )}
      from ${teamsBefore}
      group by before_date, team_abbr
    ) as w
      on w.before_date = u.game_date and w.team_abbr = u.team_abbr
    where ${inRange('u.game_date')}`,
  claims: again(Object.keys(TEAM_WINDOWS)),
}

const teamMeans: SharedQuery = defineShared({
  name: 'validated_team_means',
  about:
    'Pace, defensive rating and free throws allowed over the last 10 stored games of a team before a date, in whole numbers of their last decimal.',
  query: sql`
    select before_date, team_abbr, ${mean(10, 'pace_x10', 0)} as pace, ${mean(10, 'defensive_rating_x100', 0)} as defensive_rating,
      ${mean(10, 'ft_rate_x1000', 0)} as ft_rate, ${int(sql`min(days_ago)`)} as days_ago
    from (select g.*, ${freeThrowRateThousandths('g.opp_ft_attempts', 'g.pace_x10')} as ft_rate_x1000 from ${teamsBefore} as g) as rated
    group by before_date, team_abbr`,
})

const OPPONENT: Readonly<Record<string, Sql>> = {
  opponent_pace_last_10: fromUnits(sql`o.pace`, 1),
  opponent_def_rating_last_10: fromUnits(sql`o.defensive_rating`, 2),
  opponent_ft_rate_allowed: fromUnits(sql`o.ft_rate`, 3),
  pace_differential: fromUnits(sql`t.pace - o.pace`, 1),
  opponent_days_rest: sql`o.days_ago`,
}

const opponentWindows: Check = {
  name: 'opponents_are_the_games',
  meaning: 'Pace, defense and rest of the opponent follow from the stored rows of its games before that date.',
  table: upcomingPlayerGameContext,
  rows: sql`
    select ${keyOf(upcomingPlayerGameContext, 'u')} as key, u.game_date, d.is_whole,
      ${join(
        Object.entries(OPPONENT).map(([name, value]) => sql`u.${raw(name)}, ${value} as again_${raw(name)}`),
        ', ',
      )}
    from ${stored(upcomingPlayerGameContext)} as u
    join (${datesBuiltBefore(teamOffenseGameSummary)}) as d
      on d.season_year = u.season_year and d.game_date = u.game_date
    left join ${teamMeans} as t
      on t.before_date = u.game_date and t.team_abbr = u.team_abbr
    left join ${teamMeans} as o
      on o.before_date = u.game_date and o.team_abbr = u.opponent_team_abbr
    where ${inRange('u.game_date')}`,
  claims: again(Object.keys(OPPONENT)),
}

/** Windows and averages, computed from the stored rows of games by another way than the models go. */
export const windowChecks: readonly Check[] = [playerWindows, teamWindows, opponentWindows]
