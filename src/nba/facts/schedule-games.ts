import { raw, sql } from '../../sql/sql.ts'
import { defineShared, type SharedQuery } from '../../table/shared.ts'
import { nbacSchedule } from '../sources/nbac-schedule.ts'

/** Prefixes of NBA game ids whose games count: regular season, play-offs, play-in, Cup final. */
export const COUNTED_GAMES: readonly string[] = ['002', '004', '005', '006']

const FEED_RANK = raw(`case s.feed when 'nba_schedule_v2' then 1 when 'nba_schedule_table' then 2 else 3 end`)

const rankedSchedule: SharedQuery = defineShared({
  name: 'ranked_schedule',
  about: 'Rows of counted games in every schedule feed, with a number that is greatest in the newest import and there in the best feed.',
  query: sql`
    select
      s.*,
      ${FEED_RANK} as feed_rank,
      10 * s.import_number - ${FEED_RANK} as recency
    from ${nbacSchedule} as s
    where substr(s.nba_game_id, 1, 3) in ('002', '004', '005', '006')`,
})

export const scheduleGames: SharedQuery = defineShared({
  name: 'schedule_games',
  about:
    'One row per counted game of all seasons: date, teams, status and scores from the newest import, everything else from the best feed that tells it.',
  query: sql`
    select
      r.nba_game_id,
      max(case when r.recency = n.recency then game_date end) as game_date,
      max(case when r.recency = n.recency then season_year end) as season_year,
      max(case when r.recency = n.recency then home_team_tricode end) as home_team,
      max(case when r.recency = n.recency then away_team_tricode end) as away_team,
      max(case when r.recency = n.recency then home_team_score end) as home_score,
      max(case when r.recency = n.recency then away_team_score end) as away_score,
      max(game_datetime_utc) as tip_utc,
      max(case when feed_rank = 1 then has_national_tv end) as national_tv_first,
      max(case when feed_rank = 2 then has_national_tv end) as national_tv_second
    from ${rankedSchedule} as r
    join (select nba_game_id, max(recency) as recency from ${rankedSchedule} group by nba_game_id) as n
      on n.nba_game_id = r.nba_game_id
    group by r.nba_game_id`,
})
