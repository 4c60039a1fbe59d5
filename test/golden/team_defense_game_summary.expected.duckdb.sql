with nbac_schedule as not materialized (select feed, game_id, nba_game_id, game_date, season_year, home_team_tricode, away_team_tricode, game_status, home_team_score, away_team_score, game_datetime_utc, arena_name, arena_city, arena_state, neutral_site_flag, has_national_tv, national_broadcasters, game_label, game_sub_label, game_subtype, import_number from nba_raw.nbac_schedule where ended_by is null),
ranked_schedule as materialized (
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
schedule_games as materialized (
    select
      r.nba_game_id,
      max(case when r.recency = n.recency then game_date end) as game_date,
      max(case when r.recency = n.recency then season_year end) as season_year,
      max(case when r.recency = n.recency then home_team_tricode end) as home_team,
      max(case when r.recency = n.recency then away_team_tricode end) as away_team,
      max(case when r.recency = n.recency then home_team_score end) as home_score,
      max(case when r.recency = n.recency then away_team_score end) as away_score,
      arg_min(game_datetime_utc, feed_rank) as tip_utc,
      arg_min(has_national_tv, feed_rank) as national_tv,
      arg_min(cup_stage, feed_rank) as cup_stage,
      arg_min(arena_name, feed_rank) as arena_name,
      arg_min(arena_city, feed_rank) as arena_city
    from ranked_schedule as r
    join (select nba_game_id, max(recency) as recency from ranked_schedule group by nba_game_id) as n
      on n.nba_game_id = r.nba_game_id
    group by r.nba_game_id),
nbac_team_boxscore as not materialized (select feed, game_id, nba_game_id, game_date, team_id, team_abbr, team_name, minutes, player_minutes, points, fg_made, fg_attempted, three_pt_made, three_pt_attempted, ft_made, ft_attempted, offensive_rebounds, defensive_rebounds, total_rebounds, assists, steals, blocks, turnovers, personal_fouls, turnovers_with_team, points_in_paint, fast_break_points, second_chance_points, plus_minus, import_number from nba_raw.nbac_team_boxscore where ended_by is null),
bref_team_boxscores as not materialized (select feed, game_id, nba_game_id, game_date, bref_game_id, team_abbr, team_minutes, points, fg_made, fg_attempted, three_pt_made, three_pt_attempted, ft_made, ft_attempted, offensive_rebounds, defensive_rebounds, total_rebounds, assists, steals, blocks, personal_fouls, turnovers_with_team, import_number from nba_raw.bref_team_boxscores where ended_by is null),
espn_team_boxscore as not materialized (select feed, game_id, nba_game_id, game_date, espn_game_id, team_abbr, team_minutes, points, fg_made, fg_attempted, three_pt_made, three_pt_attempted, ft_made, ft_attempted, offensive_rebounds, defensive_rebounds, total_rebounds, assists, steals, blocks, turnovers, personal_fouls, team_turnovers, import_number from nba_raw.espn_team_boxscore where ended_by is null),
counted_totals as materialized ( select nba_game_id, team_abbr from nbac_team_boxscore where points is not null
    union all select nba_game_id, team_abbr from bref_team_boxscores where points is not null
    union all select nba_game_id, team_abbr from espn_team_boxscore where points is not null),
nbac_player_boxscores as not materialized (select feed, game_id, nba_game_id, game_date, nba_player_id, player_full_name, player_lookup, team_abbr, player_status, dnp_reason, starter, minutes, seconds_played, minutes_rounded, points, field_goals_made, field_goals_attempted, three_pointers_made, three_pointers_attempted, free_throws_made, free_throws_attempted, offensive_rebounds, defensive_rebounds, total_rebounds, assists, steals, blocks, turnovers, personal_fouls, plus_minus, import_number from nba_raw.nbac_player_boxscores where ended_by is null),
bref_player_boxscores as not materialized (select feed, game_id, nba_game_id, game_date, bref_game_id, bref_player_id, player_full_name, player_lookup, team_abbr, player_status, dnp_reason, starter, seconds_played, minutes_rounded, points, field_goals_made, field_goals_attempted, three_pointers_made, three_pointers_attempted, free_throws_made, free_throws_attempted, offensive_rebounds, defensive_rebounds, total_rebounds, assists, steals, blocks, turnovers, personal_fouls, plus_minus, import_number from nba_raw.bref_player_boxscores where ended_by is null),
espn_player_boxscores as not materialized (select feed, game_id, nba_game_id, game_date, espn_game_id, espn_player_id, player_full_name, player_lookup, team_abbr, player_status, dnp_reason, starter, minutes_rounded, points, field_goals_made, field_goals_attempted, three_pointers_made, three_pointers_attempted, free_throws_made, free_throws_attempted, offensive_rebounds, defensive_rebounds, total_rebounds, assists, steals, blocks, turnovers, personal_fouls, plus_minus, import_number from nba_raw.espn_player_boxscores where ended_by is null),
bdl_player_boxscores as not materialized (select feed, game_id, nba_game_id, game_date, bdl_player_id, player_full_name, player_lookup, team_abbr, player_status, minutes_rounded, points, field_goals_made, field_goals_attempted, three_pointers_made, three_pointers_attempted, free_throws_made, free_throws_attempted, offensive_rebounds, defensive_rebounds, total_rebounds, assists, steals, blocks, turnovers, personal_fouls, plus_minus, import_number from nba_raw.bdl_player_boxscores where ended_by is null),
judged_games as materialized (
    select
      s.*,
      coalesce(b.box_teams, 0) as box_teams,
      coalesce(b.line_teams, 0) as line_teams,
      (s.home_score is not null and s.away_score is not null) or coalesce(b.box_teams, 0) = 2 as is_final
    from schedule_games as s
    left join (
      select r.nba_game_id, cast(count(distinct r.team_abbr) as bigint) as box_teams, cast(count(distinct case when r.lined = 1 then r.team_abbr end) as bigint) as line_teams
      from (
    select nba_game_id, team_abbr, 0 as lined from counted_totals
    union all
    select nba_game_id, team_abbr, 1 as lined from nbac_player_boxscores where player_status = 'active'
    union all
    select nba_game_id, team_abbr, 1 as lined from bref_player_boxscores where player_status = 'active'
    union all
    select nba_game_id, team_abbr, 1 as lined from espn_player_boxscores where player_status = 'active'
    union all
    select nba_game_id, team_abbr, 1 as lined from bdl_player_boxscores where player_status = 'active'
      ) as r
      join schedule_games as w
        on w.nba_game_id = r.nba_game_id
      where w.season_year between 2021 and 2021 or w.home_score is null or w.away_score is null
      group by r.nba_game_id
    ) as b
      on b.nba_game_id = s.nba_game_id),
bref_games as not materialized (select feed, game_id, nba_game_id, game_date, bref_game_id, title, event_label, tip_text, tip_utc, arena_text, attendance, import_number from nba_raw.bref_games where ended_by is null),
odds_api_game_lines as not materialized (select feed, game_id, nba_game_id, game_date, odds_api_event_id, home_team_abbr, away_team_abbr, bookmaker_key, bookmaker_title, bookmaker_last_update, market_key, market_last_update, outcome_name, outcome_team_abbr, outcome_price, outcome_point, snapshot_timestamp, commence_time, import_number from nba_raw.odds_api_game_lines where ended_by is null),
odds_api_player_points_props as not materialized (select feed, game_id, nba_game_id, game_date, odds_api_event_id, home_team_abbr, away_team_abbr, player_name, player_lookup, bookmaker, over_price, under_price, over_price_american, under_price_american, snapshot_timestamp, commence_time, minutes_before_tipoff, is_pregame, points_line, market, import_number from nba_raw.odds_api_player_points_props where ended_by is null),
tip_times as materialized (
    select nba_game_id, arg_min(tip_utc, place) as tip_utc
    from (
      select nba_game_id, 1 as place, tip_utc from schedule_games
      union all
      select nba_game_id, 2 as place, max(tip_utc) as tip_utc from ( select nba_game_id, tip_utc from bref_games) as p group by nba_game_id
      union all
      select nba_game_id, 3 as place, min(tip_utc) as tip_utc from ( select nba_game_id, commence_time as tip_utc from odds_api_game_lines
    union all select nba_game_id, commence_time as tip_utc from odds_api_player_points_props) as c group by nba_game_id
    ) as told
    where tip_utc is not null
    group by nba_game_id),
games as materialized (
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
      coalesce(g.arena_name, regexp_replace(b.arena_text, ',.*', '', 'g')) as arena_name,
      coalesce(g.arena_city, case when b.arena_text like '%,%' then regexp_replace(regexp_replace(b.arena_text, '^[^,]*, *', '', 'g'), ',.*', '', 'g') end) as arena_city,
      case
        when substr(g.nba_game_id, 1, 3) <> '004' then null
        when g.home_score > g.away_score then g.home_team
        when g.home_score < g.away_score then g.away_team
      end as series_winner,
      case when substr(g.nba_game_id, 1, 3) = '002' then 1 else 0 end as regular_season,
      case when substr(g.nba_game_id, 1, 3) in ('004', '005') then 1 else 0 end as playoffs,
      case
        when g.is_final then 'final'
        when g.game_date < coalesce(cast(null as date), (select max(game_date) from judged_games where is_final)) then 'waiting'
        else 'upcoming'
      end as state
    from judged_games as g
    left join tip_times as t
      on t.nba_game_id = g.nba_game_id
    left join (select nba_game_id, max(arena_text) as arena_text from ( select nba_game_id, arena_text from bref_games) as pages group by nba_game_id) as b
      on b.nba_game_id = g.nba_game_id
    where g.season_year between 2021 and 2021)

    select game_date, home_team as defending_team_abbr, min(state || ' game ' || game_id) as explanation
    from (select * from games as g where g.state = 'final' and g.box_teams = 2 and g.game_date between date '2021-10-19' and date '2021-11-19') as expected_games
    group by game_date, home_team
    union all
    select game_date, away_team as defending_team_abbr, min(state || ' game ' || game_id) as explanation
    from (select * from games as g where g.state = 'final' and g.box_teams = 2 and g.game_date between date '2021-10-19' and date '2021-11-19') as expected_games
    group by game_date, away_team
