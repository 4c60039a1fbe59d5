import { firstKnown } from '../../sql/operations.ts'
import { raw, sql, type Sql } from '../../sql/sql.ts'
import { defineShared, type SharedQuery } from '../../table/shared.ts'
import { feedRank, fixtureRecency } from '../feeds.ts'
import { factsOf } from '../sources/index.ts'

/** Prefixes of NBA game ids whose games count: regular season, play-offs, play-in, Cup final. */
export const COUNTED_GAMES: readonly string[] = ['002', '004', '005', '006']

/** What a schedule calls a game of the Cup: its label, the one below it, its kind. */
const CUP_WORDS: Sql = sql`lower(coalesce(s.game_label, '') || ' ' || coalesce(s.game_sub_label, '') || ' ' || coalesce(s.game_subtype, ''))`

/** The stage of the Cup by these words; NULL for games that are none of the Cup. */
const CUP_STAGE: Sql = sql`case
        when substr(s.nba_game_id, 1, 3) <> '002' then null
        when ${CUP_WORDS} like '%quarterfinal%' or ${CUP_WORDS} like '%semifinal%' or ${CUP_WORDS} like '%knockout%' then 'knockout'
        when ${CUP_WORDS} like '%nba cup%' or ${CUP_WORDS} like '%in-season%' then 'group'
      end`

const rankedSchedule: SharedQuery = defineShared({
  name: 'ranked_schedule',
  about: 'Rows of counted games in every schedule feed, with a number that is greatest in the newest import and there in the best feed.',
  query: sql`
    select
      s.*,
      ${CUP_STAGE} as cup_stage,
      ${feedRank('s.feed')} as feed_rank,
      ${fixtureRecency('s')} as recency
    from ${factsOf('fixture')} as s
    where substr(s.nba_game_id, 1, 3) in (${raw(COUNTED_GAMES.map(prefix => `'${prefix}'`).join(', '))})`,
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
      ${firstKnown(sql`game_datetime_utc`, sql`feed_rank`)} as tip_utc,
      ${firstKnown(sql`has_national_tv`, sql`feed_rank`)} as national_tv,
      ${firstKnown(sql`cup_stage`, sql`feed_rank`)} as cup_stage,
      ${firstKnown(sql`arena_name`, sql`feed_rank`)} as arena_name,
      ${firstKnown(sql`arena_city`, sql`feed_rank`)} as arena_city
    from ${rankedSchedule} as r
    join (select nba_game_id, max(recency) as recency from ${rankedSchedule} group by nba_game_id) as n
      on n.nba_game_id = r.nba_game_id
    group by r.nba_game_id`,
})
