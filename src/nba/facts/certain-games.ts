import { askedGame, int } from '../../sql/operations.ts'
import { sql } from '../../sql/sql.ts'
import { defineShared, type SharedQuery } from '../../table/shared.ts'
import { calendarSides } from './calendar-sides.ts'

/** A series of best of seven goes on for four games, and one more for each that the trailing team has won. */
const SHORTEST_SERIES = 4

const seriesGames: SharedQuery = defineShared({
  name: 'series_games',
  about:
    'Sides of play-off games: the number of the game in its series, and the last number that was certain before it. A result that is not known counts for nobody.',
  query: sql`
    select
      nba_game_id,
      team_abbr,
      number,
      ${SHORTEST_SERIES} + least(
        coalesce(sum(won) over earlier, 0),
        coalesce(sum(lost) over earlier, 0)
      ) as certain_to
    from (
      select
        nba_game_id,
        team_abbr,
        season_year,
        opponent_team_abbr,
        day,
        case when winner = team_abbr then 1 else 0 end as won,
        case when winner = opponent_team_abbr then 1 else 0 end as lost,
        row_number() over (partition by team_abbr, season_year, opponent_team_abbr order by day, nba_game_id) as number
      from ${calendarSides}
      where certainty = 'series'
    ) as s
    window earlier as (partition by team_abbr, season_year, opponent_team_abbr order by day range between unbounded preceding and 1 preceding)`,
})

const cupRounds: SharedQuery = defineShared({
  name: 'cup_rounds',
  about: 'Sides of games of the Cup: 0 in the groups, then 1 for the first knock-out game of the team, 2 for the second.',
  query: sql`
    select nba_game_id, team_abbr, season_year, day, 0 as round
    from ${calendarSides}
    where cup_stage = 'group'
    union all
    select nba_game_id, team_abbr, season_year, day, row_number() over (partition by team_abbr, season_year order by day, nba_game_id) as round
    from ${calendarSides}
    where cup_stage = 'knockout'`,
})

const knockoutGames: SharedQuery = defineShared({
  name: 'knockout_games',
  about: 'Sides of knock-out games of the Cup, with the day of the last game of the round before: its teams are certain from the day after.',
  query: sql`
    select k.nba_game_id, k.team_abbr, max(p.day) as decided_on
    from ${cupRounds} as k
    join ${cupRounds} as p
      on p.season_year = k.season_year and p.round = k.round - 1
    group by k.nba_game_id, k.team_abbr`,
})

const promisedSides: SharedQuery = defineShared({
  name: 'promised_sides',
  about: 'Both sides of every game, with what decides from when on it is certain, and which games ahead are certain from it.',
  query: sql`
    select
      c.nba_game_id,
      c.team_abbr,
      c.season_year,
      c.opponent_team_abbr,
      c.game_date,
      c.day,
      c.schedule_index,
      c.certainty,
      s.number,
      s.certain_to,
      k.decided_on
    from ${calendarSides} as c
    left join ${seriesGames} as s
      on s.nba_game_id = c.nba_game_id and s.team_abbr = c.team_abbr
    left join ${knockoutGames} as k
      on k.nba_game_id = c.nba_game_id and k.team_abbr = c.team_abbr`,
})

export const certainGames: SharedQuery = defineShared({
  name: 'certain_games',
  about:
    'How many games of each side of a game that is asked about were certain before it in the 7 days after, and which was the next: those of the regular season; of a series that has begun or begins today, as many as it needs; knock-out games of the Cup once the round before is over; single games never.',
  query: sql`
    select
      c.nba_game_id,
      c.team_abbr,
      ${int(sql`sum(case when f.day <= c.day + 7 then 1 else 0 end)`)} as games_next_7,
      min(f.schedule_index) as next_index
    from ${promisedSides} as c
    join ${promisedSides} as f
      on f.team_abbr = c.team_abbr and f.season_year = c.season_year and f.day > c.day
    where ${askedGame('c')} and (
      f.certainty = 'fixed'
      or (f.certainty = 'series' and f.opponent_team_abbr = c.opponent_team_abbr and f.number <= c.certain_to)
      or (f.certainty = 'knockout' and f.decided_on < c.day)
    )
    group by c.nba_game_id, c.team_abbr`,
})
