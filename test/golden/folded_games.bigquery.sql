with nbac_schedule as (select feed, game_id, nba_game_id, game_date, season_year, home_team_tricode, away_team_tricode, game_status, home_team_score, away_team_score, game_datetime_utc, arena_name, arena_city, arena_state, neutral_site_flag, has_national_tv, national_broadcasters, game_label, game_sub_label, game_subtype, import_number from nba_raw.nbac_schedule where ended_by is null),
ranked_schedule as (
    select
      s.*,
      case
        when substr(s.nba_game_id, 1, 3) <> '002' then null
        when lower(coalesce(s.game_label, '') || ' ' || coalesce(s.game_sub_label, '') || ' ' || coalesce(s.game_subtype, '')) like '%quarterfinal%' or lower(coalesce(s.game_label, '') || ' ' || coalesce(s.game_sub_label, '') || ' ' || coalesce(s.game_subtype, '')) like '%semifinal%' or lower(coalesce(s.game_label, '') || ' ' || coalesce(s.game_sub_label, '') || ' ' || coalesce(s.game_subtype, '')) like '%knockout%' then 'knockout'
        when lower(coalesce(s.game_label, '') || ' ' || coalesce(s.game_sub_label, '') || ' ' || coalesce(s.game_subtype, '')) like '%nba cup%' or lower(coalesce(s.game_label, '') || ' ' || coalesce(s.game_sub_label, '') || ' ' || coalesce(s.game_subtype, '')) like '%in-season%' then 'group'
      end as cup_stage,
      case s.feed when 'nba_live' then 1 when 'nba_schedule_v2' then 2 when 'nba_box_score_v3' then 3 when 'nba_box_score_v2' then 4 when 'nba_referees' then 5 when 'nba_injury_report' then 6 when 'nba_rosters' then 7 when 'nba_players' then 8 when 'nba_schedule_table' then 9 when 'nba_scoreboard' then 10 when 'nba_play_by_play_v2' then 11 when 'nba_play_by_play_v3' then 12 when 'nba_league_game_log' then 13 when 'kaggle' then 14 when 'bigdataball' then 15 when 'nba_shot_chart' then 16 when 'basketball_reference' then 17 when 'basketball_reference_export' then 18 when 'espn' then 19 when 'odds_api' then 20 when 'prop_tables' then 21 when 'odds_archive' then 22 when 'bettingpros' then 23 when 'transactions' then 24 when 'balldontlie' then 25 when 'user' then 26 when 'derived' then 27 end as feed_rank,
      case when s.feed in ('nba_league_game_log', 'kaggle') then 0 else 1000 * s.import_number end - case s.feed when 'nba_live' then 1 when 'nba_schedule_v2' then 2 when 'nba_box_score_v3' then 3 when 'nba_box_score_v2' then 4 when 'nba_referees' then 5 when 'nba_injury_report' then 6 when 'nba_rosters' then 7 when 'nba_players' then 8 when 'nba_schedule_table' then 9 when 'nba_scoreboard' then 10 when 'nba_play_by_play_v2' then 11 when 'nba_play_by_play_v3' then 12 when 'nba_league_game_log' then 13 when 'kaggle' then 14 when 'bigdataball' then 15 when 'nba_shot_chart' then 16 when 'basketball_reference' then 17 when 'basketball_reference_export' then 18 when 'espn' then 19 when 'odds_api' then 20 when 'prop_tables' then 21 when 'odds_archive' then 22 when 'bettingpros' then 23 when 'transactions' then 24 when 'balldontlie' then 25 when 'user' then 26 when 'derived' then 27 end as recency
    from nbac_schedule as s
    where substr(s.nba_game_id, 1, 3) in ('002', '004', '005', '006')),
schedule_games as (
    select
      r.nba_game_id,
      max(case when r.recency = n.recency then game_date end) as game_date,
      max(case when r.recency = n.recency then season_year end) as season_year,
      max(case when r.recency = n.recency then home_team_tricode end) as home_team,
      max(case when r.recency = n.recency then away_team_tricode end) as away_team,
      max(case when r.recency = n.recency then home_team_score end) as home_score,
      max(case when r.recency = n.recency then away_team_score end) as away_score,
      array_agg(game_datetime_utc order by if(game_datetime_utc is null, 1, 0), feed_rank limit 1)[safe_offset(0)] as tip_utc,
      array_agg(has_national_tv order by if(has_national_tv is null, 1, 0), feed_rank limit 1)[safe_offset(0)] as national_tv,
      array_agg(cup_stage order by if(cup_stage is null, 1, 0), feed_rank limit 1)[safe_offset(0)] as cup_stage,
      array_agg(arena_name order by if(arena_name is null, 1, 0), feed_rank limit 1)[safe_offset(0)] as arena_name,
      array_agg(arena_city order by if(arena_city is null, 1, 0), feed_rank limit 1)[safe_offset(0)] as arena_city
    from ranked_schedule as r
    join (select nba_game_id, max(recency) as recency from ranked_schedule group by nba_game_id) as n
      on n.nba_game_id = r.nba_game_id
    group by r.nba_game_id),
nbac_play_by_play as (select feed, game_id, nba_game_id, game_date, event_id, event_sequence, period, clock_seconds, event_type, event_action_type, event_description, shot_type, shot_made, shot_distance, free_throw_total, score_home, score_away, player_1_team_abbr, player_2_role, player_1_id, player_1_lookup, player_2_id, player_2_lookup, player_2_given, player_2_count, qualifiers, official_id, home_player_1_id, home_player_2_id, home_player_3_id, home_player_4_id, home_player_5_id, away_player_1_id, away_player_2_id, away_player_3_id, away_player_4_id, away_player_5_id, import_number from nba_raw.nbac_play_by_play where ended_by is null),
bigdataball_play_by_play as (select feed, game_id, nba_game_id, game_date, event_id, event_sequence, period, clock_seconds, event_type, event_action_type, event_description, shot_type, shot_made, shot_distance, free_throw_total, score_home, score_away, player_1_team_abbr, player_2_role, player_1_name, player_1_lookup, player_2_name, player_2_lookup, home_player_1_lookup, home_player_2_lookup, home_player_3_lookup, home_player_4_lookup, home_player_5_lookup, away_player_1_lookup, away_player_2_lookup, away_player_3_lookup, away_player_4_lookup, away_player_5_lookup, import_number from nba_raw.bigdataball_play_by_play where ended_by is null),
nbac_shot_chart as (select feed, game_id, nba_game_id, game_date, nba_player_id, shot_number, team_abbr, event_id, period, clock_seconds, shot_type, shot_made, shot_distance, action_type, zone_basic, loc_x, loc_y, import_number from nba_raw.nbac_shot_chart where ended_by is null)

  select
    g.nba_game_id,
    replace(cast(g.game_date as string), '-', '') || '_' || g.away_team || '_' || g.home_team as game_id,
    g.game_date,
    g.home_team,
    g.away_team,
    e.feed as event_feed,
    s.feed as shot_feed,
    e.told_by as event_table,
    s.told_by as shot_table,
    coalesce(e.feed in ('nba_play_by_play_v3', 'bigdataball'), false) as names_people
  from schedule_games as g
  left join (
    select nba_game_id, feed, told_by
    from (select nba_game_id, feed, told_by, row_number() over (partition by nba_game_id order by case feed when 'nba_live' then 1 when 'nba_schedule_v2' then 2 when 'nba_box_score_v3' then 3 when 'nba_box_score_v2' then 4 when 'nba_referees' then 5 when 'nba_injury_report' then 6 when 'nba_rosters' then 7 when 'nba_players' then 8 when 'nba_schedule_table' then 9 when 'nba_scoreboard' then 10 when 'nba_play_by_play_v2' then 11 when 'nba_play_by_play_v3' then 12 when 'nba_league_game_log' then 13 when 'kaggle' then 14 when 'bigdataball' then 15 when 'nba_shot_chart' then 16 when 'basketball_reference' then 17 when 'basketball_reference_export' then 18 when 'espn' then 19 when 'odds_api' then 20 when 'prop_tables' then 21 when 'odds_archive' then 22 when 'bettingpros' then 23 when 'transactions' then 24 when 'balldontlie' then 25 when 'user' then 26 when 'derived' then 27 end) as place from (
      select nba_game_id, feed, told_by
      from (
      select nba_game_id, feed, 'nbac_play_by_play' as told_by, period, event_type from nbac_play_by_play where nba_game_id in (select nba_game_id from touched_games)
    union all
      select nba_game_id, feed, 'bigdataball_play_by_play' as told_by, period, event_type from bigdataball_play_by_play where nba_game_id in (select nba_game_id from touched_games)) as e
      group by nba_game_id, feed, told_by
      having max(period) >= 4 and max(case when event_type = 'period end' then period end) = max(period)) as told) as ranked
    where place = 1) as e
    on e.nba_game_id = g.nba_game_id
  left join (
    select nba_game_id, feed, told_by
    from (select nba_game_id, feed, told_by, row_number() over (partition by nba_game_id order by case feed when 'nba_live' then 1 when 'nba_schedule_v2' then 2 when 'nba_box_score_v3' then 3 when 'nba_box_score_v2' then 4 when 'nba_referees' then 5 when 'nba_injury_report' then 6 when 'nba_rosters' then 7 when 'nba_players' then 8 when 'nba_schedule_table' then 9 when 'nba_scoreboard' then 10 when 'nba_play_by_play_v2' then 11 when 'nba_play_by_play_v3' then 12 when 'nba_league_game_log' then 13 when 'kaggle' then 14 when 'bigdataball' then 15 when 'nba_shot_chart' then 16 when 'basketball_reference' then 17 when 'basketball_reference_export' then 18 when 'espn' then 19 when 'odds_api' then 20 when 'prop_tables' then 21 when 'odds_archive' then 22 when 'bettingpros' then 23 when 'transactions' then 24 when 'balldontlie' then 25 when 'user' then 26 when 'derived' then 27 end) as place from ( select distinct nba_game_id, feed, 'nbac_shot_chart' as told_by from nbac_shot_chart where nba_game_id in (select nba_game_id from touched_games)) as told) as ranked
    where place = 1) as s
    on s.nba_game_id = g.nba_game_id
  where g.nba_game_id in (select nba_game_id from touched_games)
