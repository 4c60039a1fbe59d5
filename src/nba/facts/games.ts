import { asOf, firstSeason, int, lastDay, lastSeason, withoutPattern } from '../../sql/operations.ts'
import { sql, type Sql } from '../../sql/sql.ts'
import { defineShared, type SharedQuery } from '../../table/shared.ts'
import { sourcesOf } from '../sources/index.ts'
import { boxRows } from './box-teams.ts'
import { unionAll } from './items.ts'
import { scheduleGames } from './schedule-games.ts'
import { tipTimes } from './tip-times.ts'

const judgedGames: SharedQuery = defineShared({
  name: 'judged_games',
  about:
    'Counted games of all seasons, and whether each is final; the number of teams that have a box score, and stat lines of players, for those of the seasons that are computed, and for those without a score.',
  query: sql`
    select
      s.*,
      coalesce(b.box_teams, 0) as box_teams,
      coalesce(b.line_teams, 0) as line_teams,
      (s.home_score is not null and s.away_score is not null) or coalesce(b.box_teams, 0) = 2 as is_final
    from ${scheduleGames} as s
    left join (
      select r.nba_game_id, ${int(sql`count(distinct r.team_abbr)`)} as box_teams, ${int(sql`count(distinct case when r.lined = 1 then r.team_abbr end)`)} as line_teams
      from (${boxRows}
      ) as r
      join ${scheduleGames} as w
        on w.nba_game_id = r.nba_game_id
      where w.season_year between ${firstSeason} and ${lastSeason} or w.home_score is null or w.away_score is null
      group by r.nba_game_id
    ) as b
      on b.nba_game_id = s.nba_game_id`,
})

/** Arenas that pages of games tell. */
const gamePages: Sql = unionAll(sourcesOf('game page').map(source => sql` select nba_game_id, arena_text from ${source}`))

/** The first and the second part of an arena as pages tell it: arena, city, state. */
const PAGE_ARENA: Sql = withoutPattern(sql`b.arena_text`, ',.*')
const PAGE_CITY: Sql = sql`case when b.arena_text like '%,%' then ${withoutPattern(withoutPattern(sql`b.arena_text`, '^[^,]*, *'), ',.*')} end`

export const games: SharedQuery = defineShared({
  name: 'games',
  about:
    'One row per counted game of the seasons that are computed; state is final, upcoming, or waiting: should have been played, by the newest final game or the day that is looked from, and has no result.',
  query: sql`
    select
      g.nba_game_id,
      replace(cast(g.game_date as string), '-', '') || '_' || g.away_team || '_' || g.home_team as game_id,
      g.game_date,
      g.season_year,
      g.home_team,
      g.away_team,
      g.home_score,
      g.away_score,
      g.box_teams,
      g.line_teams,
      t.tip_utc,
      g.national_tv,
      g.cup_stage,
      coalesce(g.arena_name, ${PAGE_ARENA}) as arena_name,
      coalesce(g.arena_city, ${PAGE_CITY}) as arena_city,
      case
        when substr(g.nba_game_id, 1, 3) <> '004' then null
        when g.home_score > g.away_score then g.home_team
        when g.home_score < g.away_score then g.away_team
      end as series_winner,
      case when substr(g.nba_game_id, 1, 3) = '002' then 1 else 0 end as regular_season,
      case when substr(g.nba_game_id, 1, 3) in ('004', '005') then 1 else 0 end as playoffs,
      case
        when g.is_final then 'final'
        when g.game_date < coalesce(${asOf}, (select max(game_date) from ${judgedGames} where is_final)) then 'waiting'
        else 'upcoming'
      end as state
    from ${judgedGames} as g
    left join ${tipTimes} as t
      on t.nba_game_id = g.nba_game_id
    left join (select nba_game_id, max(arena_text) as arena_text from (${gamePages}) as pages group by nba_game_id) as b
      on b.nba_game_id = g.nba_game_id
    where g.season_year between ${firstSeason} and ${lastSeason}`,
})

export const playedGames: SharedQuery = defineShared({
  name: 'played_games',
  about: 'Games of the seasons that are computed, up to the last day of the range, that were played and have a box score.',
  query: sql`select * from ${games} where state = 'final' and box_teams > 0 and game_date <= ${lastDay}`,
})
