import { firstSeason, int, lastSeason } from '../../sql/operations.ts'
import { sql } from '../../sql/sql.ts'
import { defineShared, type SharedQuery } from '../../table/shared.ts'
import { brefGames } from '../sources/bref-games.ts'
import { boxRows } from './box-teams.ts'
import { scheduleGames } from './schedule-games.ts'

const judgedGames: SharedQuery = defineShared({
  name: 'judged_games',
  about:
    'Counted games of all seasons, and whether each is final; the number of teams that have a box score for those of the seasons that are computed, and for those without a score.',
  query: sql`
    select
      s.*,
      coalesce(b.box_teams, 0) as box_teams,
      (s.home_score is not null and s.away_score is not null) or coalesce(b.box_teams, 0) = 2 as is_final
    from ${scheduleGames} as s
    left join (
      select r.nba_game_id, ${int(sql`count(distinct r.team_abbr)`)} as box_teams
      from (${boxRows}
      ) as r
      join ${scheduleGames} as w
        on w.nba_game_id = r.nba_game_id
      where w.season_year between ${firstSeason} and ${lastSeason} or w.home_score is null or w.away_score is null
      group by r.nba_game_id
    ) as b
      on b.nba_game_id = s.nba_game_id`,
})

export const games: SharedQuery = defineShared({
  name: 'games',
  about:
    'One row per counted game of the seasons that are computed; state is final, upcoming, or waiting: should have been played and has no result.',
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
      coalesce(g.tip_utc, b.tip_utc) as tip_utc,
      coalesce(g.national_tv_first, g.national_tv_second) as national_tv,
      case when substr(g.nba_game_id, 1, 3) = '002' then 1 else 0 end as regular_season,
      case when substr(g.nba_game_id, 1, 3) in ('004', '005') then 1 else 0 end as playoffs,
      case
        when g.is_final then 'final'
        when g.game_date < (select max(game_date) from ${judgedGames} where is_final) then 'waiting'
        else 'upcoming'
      end as state
    from ${judgedGames} as g
    left join (select nba_game_id, max(tip_utc) as tip_utc from ${brefGames} group by nba_game_id) as b
      on b.nba_game_id = g.nba_game_id
    where g.season_year between ${firstSeason} and ${lastSeason}`,
})
