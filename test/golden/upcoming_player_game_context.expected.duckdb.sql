with nbac_player_boxscores as not materialized (select feed, game_id, nba_game_id, game_date, nba_player_id, player_full_name, player_lookup, team_abbr, player_status, dnp_reason, starter, minutes, seconds_played, minutes_rounded, points, field_goals_made, field_goals_attempted, three_pointers_made, three_pointers_attempted, free_throws_made, free_throws_attempted, offensive_rebounds, defensive_rebounds, total_rebounds, assists, steals, blocks, turnovers, personal_fouls, plus_minus, import_number from nba_raw.nbac_player_boxscores where ended_by is null),
bref_player_boxscores as not materialized (select feed, game_id, nba_game_id, game_date, bref_game_id, bref_player_id, player_full_name, player_lookup, team_abbr, player_status, dnp_reason, starter, seconds_played, minutes_rounded, points, field_goals_made, field_goals_attempted, three_pointers_made, three_pointers_attempted, free_throws_made, free_throws_attempted, offensive_rebounds, defensive_rebounds, total_rebounds, assists, steals, blocks, turnovers, personal_fouls, plus_minus, import_number from nba_raw.bref_player_boxscores where ended_by is null),
espn_player_boxscores as not materialized (select feed, game_id, nba_game_id, game_date, espn_game_id, espn_player_id, player_full_name, player_lookup, team_abbr, player_status, dnp_reason, starter, minutes_rounded, points, field_goals_made, field_goals_attempted, three_pointers_made, three_pointers_attempted, free_throws_made, free_throws_attempted, offensive_rebounds, defensive_rebounds, total_rebounds, assists, steals, blocks, turnovers, personal_fouls, plus_minus, import_number from nba_raw.espn_player_boxscores where ended_by is null),
bdl_player_boxscores as not materialized (select feed, game_id, nba_game_id, game_date, bdl_player_id, player_full_name, player_lookup, team_abbr, player_status, minutes_rounded, points, field_goals_made, field_goals_attempted, three_pointers_made, three_pointers_attempted, free_throws_made, free_throws_attempted, offensive_rebounds, defensive_rebounds, total_rebounds, assists, steals, blocks, turnovers, personal_fouls, plus_minus, import_number from nba_raw.bdl_player_boxscores where ended_by is null),
nbac_inactive_players as not materialized (select feed, game_id, nba_game_id, game_date, nba_player_id, player_full_name, player_lookup, team_abbr, reason, description, import_number from nba_raw.nbac_inactive_players where ended_by is null),
bref_inactives as not materialized (select feed, game_id, nba_game_id, game_date, bref_game_id, bref_player_id, player_full_name, player_lookup, team_abbr, import_number from nba_raw.bref_inactives where ended_by is null),
player_identities as not materialized (select feed, source, source_player_id, person_id, nba_player_id, player_full_name, player_lookup, universal_player_id, linked_by, import_number from nba_reference.player_identities where ended_by is null),
nbac_schedule as not materialized (select feed, game_id, nba_game_id, game_date, season_year, home_team_tricode, away_team_tricode, game_status, home_team_score, away_team_score, game_datetime_utc, arena_name, arena_city, arena_state, neutral_site_flag, has_national_tv, national_broadcasters, game_label, game_sub_label, game_subtype, import_number from nba_raw.nbac_schedule where ended_by is null),
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
    where g.season_year between 2021 and 2021),
team_slots as materialized (
    select g.*, g.home_team as team_abbr, g.away_team as opponent_team_abbr, true as home_game
    from games as g
    union all
    select g.*, g.away_team as team_abbr, g.home_team as opponent_team_abbr, false as home_game
    from games as g),
upcoming_sides as materialized (
    select s.*, date_diff('day', date '1970-01-01', s.game_date) as day
    from team_slots as s
    where s.state = 'upcoming' or (s.state = 'final' and s.line_teams = 0)),
played_games as materialized (select * from games where state = 'final' and box_teams > 0 and game_date <= date '2021-11-19'),
counted_identities as not materialized (select source, source_player_id, person_id from player_identities),
bref_player_boxscores_rows as materialized (
    select r.*, i.person_id, r.player_status || ' ' || cast(r.bref_game_id as string) || ' ' || cast(r.bref_player_id as string) as turn
    from bref_player_boxscores as r
    join played_games as g
      on g.nba_game_id = r.nba_game_id
    join counted_identities as i
      on i.source = 'bref' and i.source_player_id = cast(r.bref_player_id as string)),
espn_player_boxscores_rows as materialized (
    select r.*, i.person_id, r.player_status || ' ' || cast(r.feed as string) || ' ' || cast(r.espn_game_id as string) || ' ' || cast(r.espn_player_id as string) as turn
    from espn_player_boxscores as r
    join played_games as g
      on g.nba_game_id = r.nba_game_id
    join counted_identities as i
      on i.source = 'espn' and i.source_player_id = cast(r.espn_player_id as string)),
bdl_player_boxscores_rows as materialized (
    select r.*, i.person_id, r.player_status || ' ' || cast(r.feed as string) || ' ' || cast(r.nba_game_id as string) || ' ' || cast(r.bdl_player_id as string) as turn
    from bdl_player_boxscores as r
    join played_games as g
      on g.nba_game_id = r.nba_game_id
    join counted_identities as i
      on i.source = 'balldontlie' and i.source_player_id = cast(r.bdl_player_id as string)),
stat_lines as materialized (
    select r.nba_game_id, i.person_id, 2 * case r.feed when 'nba_live' then 1 when 'nba_schedule_v2' then 2 when 'nba_box_score_v3' then 3 when 'nba_box_score_v2' then 4 when 'nba_referees' then 5 when 'nba_injury_report' then 6 when 'nba_rosters' then 7 when 'nba_players' then 8 when 'nba_schedule_table' then 9 when 'nba_scoreboard' then 10 when 'nba_play_by_play_v2' then 11 when 'nba_play_by_play_v3' then 12 when 'nba_league_game_log' then 13 when 'kaggle' then 14 when 'bigdataball' then 15 when 'nba_shot_chart' then 16 when 'basketball_reference' then 17 when 'basketball_reference_export' then 18 when 'espn' then 19 when 'odds_api' then 20 when 'prop_tables' then 21 when 'odds_archive' then 22 when 'bettingpros' then 23 when 'transactions' then 24 when 'balldontlie' then 25 when 'user' then 26 when 'derived' then 27 end + case r.player_status when 'active' then 0 else 1 end as place, 'nbac_player_boxscores' as told_by, r.team_abbr,
      r.player_status,
      r.dnp_reason,
      r.starter,
      r.seconds_played,
      r.minutes_rounded,
      r.plus_minus,
      r.points,
      r.field_goals_made,
      r.field_goals_attempted,
      r.three_pointers_made,
      r.three_pointers_attempted,
      r.free_throws_made,
      r.free_throws_attempted,
      r.offensive_rebounds,
      r.defensive_rebounds,
      r.total_rebounds,
      r.assists,
      r.steals,
      r.blocks,
      r.turnovers,
      r.personal_fouls
    from nbac_player_boxscores as r
    join played_games as g
      on g.nba_game_id = r.nba_game_id
    join counted_identities as i
      on i.source = 'nba' and i.source_player_id = cast(r.nba_player_id as string)
    union all
    select r.nba_game_id, r.person_id, 2 * case r.feed when 'nba_live' then 1 when 'nba_schedule_v2' then 2 when 'nba_box_score_v3' then 3 when 'nba_box_score_v2' then 4 when 'nba_referees' then 5 when 'nba_injury_report' then 6 when 'nba_rosters' then 7 when 'nba_players' then 8 when 'nba_schedule_table' then 9 when 'nba_scoreboard' then 10 when 'nba_play_by_play_v2' then 11 when 'nba_play_by_play_v3' then 12 when 'nba_league_game_log' then 13 when 'kaggle' then 14 when 'bigdataball' then 15 when 'nba_shot_chart' then 16 when 'basketball_reference' then 17 when 'basketball_reference_export' then 18 when 'espn' then 19 when 'odds_api' then 20 when 'prop_tables' then 21 when 'odds_archive' then 22 when 'bettingpros' then 23 when 'transactions' then 24 when 'balldontlie' then 25 when 'user' then 26 when 'derived' then 27 end + case r.player_status when 'active' then 0 else 1 end as place, 'bref_player_boxscores' as told_by, r.team_abbr,
      r.player_status,
      r.dnp_reason,
      r.starter,
      r.seconds_played,
      r.minutes_rounded,
      r.plus_minus,
      r.points,
      r.field_goals_made,
      r.field_goals_attempted,
      r.three_pointers_made,
      r.three_pointers_attempted,
      r.free_throws_made,
      r.free_throws_attempted,
      r.offensive_rebounds,
      r.defensive_rebounds,
      r.total_rebounds,
      r.assists,
      r.steals,
      r.blocks,
      r.turnovers,
      r.personal_fouls
    from bref_player_boxscores_rows as r
    join (select feed, nba_game_id, person_id, min(turn) as turn from bref_player_boxscores_rows group by feed, nba_game_id, person_id) as f
      on f.feed = r.feed and f.nba_game_id = r.nba_game_id and f.person_id = r.person_id and f.turn = r.turn
    union all
    select r.nba_game_id, r.person_id, 2 * case r.feed when 'nba_live' then 1 when 'nba_schedule_v2' then 2 when 'nba_box_score_v3' then 3 when 'nba_box_score_v2' then 4 when 'nba_referees' then 5 when 'nba_injury_report' then 6 when 'nba_rosters' then 7 when 'nba_players' then 8 when 'nba_schedule_table' then 9 when 'nba_scoreboard' then 10 when 'nba_play_by_play_v2' then 11 when 'nba_play_by_play_v3' then 12 when 'nba_league_game_log' then 13 when 'kaggle' then 14 when 'bigdataball' then 15 when 'nba_shot_chart' then 16 when 'basketball_reference' then 17 when 'basketball_reference_export' then 18 when 'espn' then 19 when 'odds_api' then 20 when 'prop_tables' then 21 when 'odds_archive' then 22 when 'bettingpros' then 23 when 'transactions' then 24 when 'balldontlie' then 25 when 'user' then 26 when 'derived' then 27 end + case r.player_status when 'active' then 0 else 1 end as place, 'espn_player_boxscores' as told_by, r.team_abbr,
      r.player_status,
      r.dnp_reason,
      r.starter,
      cast(null as BIGINT) as seconds_played,
      r.minutes_rounded,
      r.plus_minus,
      r.points,
      r.field_goals_made,
      r.field_goals_attempted,
      r.three_pointers_made,
      r.three_pointers_attempted,
      r.free_throws_made,
      r.free_throws_attempted,
      r.offensive_rebounds,
      r.defensive_rebounds,
      r.total_rebounds,
      r.assists,
      r.steals,
      r.blocks,
      r.turnovers,
      r.personal_fouls
    from espn_player_boxscores_rows as r
    join (select feed, nba_game_id, person_id, min(turn) as turn from espn_player_boxscores_rows group by feed, nba_game_id, person_id) as f
      on f.feed = r.feed and f.nba_game_id = r.nba_game_id and f.person_id = r.person_id and f.turn = r.turn
    union all
    select r.nba_game_id, r.person_id, 2 * case r.feed when 'nba_live' then 1 when 'nba_schedule_v2' then 2 when 'nba_box_score_v3' then 3 when 'nba_box_score_v2' then 4 when 'nba_referees' then 5 when 'nba_injury_report' then 6 when 'nba_rosters' then 7 when 'nba_players' then 8 when 'nba_schedule_table' then 9 when 'nba_scoreboard' then 10 when 'nba_play_by_play_v2' then 11 when 'nba_play_by_play_v3' then 12 when 'nba_league_game_log' then 13 when 'kaggle' then 14 when 'bigdataball' then 15 when 'nba_shot_chart' then 16 when 'basketball_reference' then 17 when 'basketball_reference_export' then 18 when 'espn' then 19 when 'odds_api' then 20 when 'prop_tables' then 21 when 'odds_archive' then 22 when 'bettingpros' then 23 when 'transactions' then 24 when 'balldontlie' then 25 when 'user' then 26 when 'derived' then 27 end + case r.player_status when 'active' then 0 else 1 end as place, 'bdl_player_boxscores' as told_by, r.team_abbr,
      r.player_status,
      cast(null as VARCHAR) as dnp_reason,
      cast(null as BOOLEAN) as starter,
      cast(null as BIGINT) as seconds_played,
      r.minutes_rounded,
      r.plus_minus,
      r.points,
      r.field_goals_made,
      r.field_goals_attempted,
      r.three_pointers_made,
      r.three_pointers_attempted,
      r.free_throws_made,
      r.free_throws_attempted,
      r.offensive_rebounds,
      r.defensive_rebounds,
      r.total_rebounds,
      r.assists,
      r.steals,
      r.blocks,
      r.turnovers,
      r.personal_fouls
    from bdl_player_boxscores_rows as r
    join (select feed, nba_game_id, person_id, min(turn) as turn from bdl_player_boxscores_rows group by feed, nba_game_id, person_id) as f
      on f.feed = r.feed and f.nba_game_id = r.nba_game_id and f.person_id = r.person_id and f.turn = r.turn),
inactive_lines as materialized (
    select nba_game_id, person_id, min(team_abbr) as team_abbr, coalesce(bool_or(told_by = 'nbac_inactive_players'), false) as from_nbac_inactive_players, coalesce(bool_or(told_by = 'bref_inactives'), false) as from_bref_inactives
    from (
      select r.nba_game_id, i.person_id, r.team_abbr, 'nbac_inactive_players' as told_by
      from nbac_inactive_players as r
      join games as g
        on g.nba_game_id = r.nba_game_id
      join counted_identities as i
        on i.source = 'nba' and i.source_player_id = cast(r.nba_player_id as string)
    union all
      select r.nba_game_id, i.person_id, r.team_abbr, 'bref_inactives' as told_by
      from bref_inactives as r
      join games as g
        on g.nba_game_id = r.nba_game_id
      join counted_identities as i
        on i.source = 'bref' and i.source_player_id = cast(r.bref_player_id as string)
    ) as r
    group by nba_game_id, person_id),
player_event_facts as not materialized (select feed, game_id, nba_game_id, game_date, nba_player_id, team_abbr, paint_attempts, paint_makes, mid_range_attempts, mid_range_makes, three_pt_attempts, three_pt_makes, points, assisted_fg_makes, unassisted_fg_makes, assists_given, and1_count, paint_blocks, mid_range_blocks, three_pt_blocks, fourth_quarter_points, clutch_points, fourth_quarter_seconds, clutch_seconds, started, import_number from nba_reference.player_event_facts where ended_by is null),
team_event_facts as not materialized (select feed, game_id, nba_game_id, game_date, team_abbr, events_from, zones_from, events_table, zones_table, paint_attempts, paint_makes, mid_range_attempts, mid_range_makes, three_pt_attempts, three_pt_makes, points, paint_blocks, mid_range_blocks, three_pt_blocks, fourth_quarter_points, clutch_points, team_turnovers, second_chance_points, fast_break_points, official_points_in_paint, overtime_periods, referee_crew_id, starters_known, fourth_quarter_timed, clutch_timed, import_number from nba_reference.team_event_facts where ended_by is null),
player_games as materialized (
    select
      g.nba_game_id,
      g.game_id,
      g.game_date,
      g.season_year,
      g.tip_utc,
      l.person_id,
      l.team_abbr,
      l.player_status,
      l.dnp_reason,
      l.on_inactive_list,
      coalesce(l.starter, case when l.player_status = 'active' and e.starters_known then coalesce(x.started, false) end) as starter,
      e.events_from,
      e.zones_from,
      e.events_table,
      e.zones_table,
      coalesce(e.zones_from is not null and coalesce(x.paint_attempts, 0) + coalesce(x.mid_range_attempts, 0) = l.field_goals_attempted - l.three_pointers_attempted and coalesce(x.paint_makes, 0) + coalesce(x.mid_range_makes, 0) = l.field_goals_made - l.three_pointers_made, false) as zones_agree,
      coalesce(e.events_from is not null and coalesce(x.assisted_fg_makes, 0) + coalesce(x.unassisted_fg_makes, 0) = l.field_goals_made and e.events_from is not null and coalesce(x.paint_blocks, 0) + coalesce(x.mid_range_blocks, 0) + coalesce(x.three_pt_blocks, 0) = l.blocks and e.events_from is not null and coalesce(x.points, 0) = l.points, false) as events_agree,
      case when l.player_status = 'active' and e.zones_from is not null and coalesce(x.paint_attempts, 0) + coalesce(x.mid_range_attempts, 0) = l.field_goals_attempted - l.three_pointers_attempted and coalesce(x.paint_makes, 0) + coalesce(x.mid_range_makes, 0) = l.field_goals_made - l.three_pointers_made then coalesce(x.paint_attempts, 0) end as paint_attempts,
      case when l.player_status = 'active' and e.zones_from is not null and coalesce(x.paint_attempts, 0) + coalesce(x.mid_range_attempts, 0) = l.field_goals_attempted - l.three_pointers_attempted and coalesce(x.paint_makes, 0) + coalesce(x.mid_range_makes, 0) = l.field_goals_made - l.three_pointers_made then coalesce(x.paint_makes, 0) end as paint_makes,
      case when l.player_status = 'active' and e.zones_from is not null and coalesce(x.paint_attempts, 0) + coalesce(x.mid_range_attempts, 0) = l.field_goals_attempted - l.three_pointers_attempted and coalesce(x.paint_makes, 0) + coalesce(x.mid_range_makes, 0) = l.field_goals_made - l.three_pointers_made then coalesce(x.mid_range_attempts, 0) end as mid_range_attempts,
      case when l.player_status = 'active' and e.zones_from is not null and coalesce(x.paint_attempts, 0) + coalesce(x.mid_range_attempts, 0) = l.field_goals_attempted - l.three_pointers_attempted and coalesce(x.paint_makes, 0) + coalesce(x.mid_range_makes, 0) = l.field_goals_made - l.three_pointers_made then coalesce(x.mid_range_makes, 0) end as mid_range_makes,
      case when l.player_status = 'active' and e.events_from is not null and coalesce(x.assisted_fg_makes, 0) + coalesce(x.unassisted_fg_makes, 0) = l.field_goals_made then coalesce(x.assisted_fg_makes, 0) end as assisted_fg_makes,
      case when l.player_status = 'active' and e.events_from is not null and coalesce(x.assisted_fg_makes, 0) + coalesce(x.unassisted_fg_makes, 0) = l.field_goals_made then coalesce(x.unassisted_fg_makes, 0) end as unassisted_fg_makes,
      case when l.player_status = 'active' and e.events_from is not null and coalesce(x.assisted_fg_makes, 0) + coalesce(x.unassisted_fg_makes, 0) = l.field_goals_made then coalesce(x.and1_count, 0) end as and1_count,
      case when l.player_status = 'active' and e.events_from is not null and coalesce(x.paint_blocks, 0) + coalesce(x.mid_range_blocks, 0) + coalesce(x.three_pt_blocks, 0) = l.blocks then coalesce(x.paint_blocks, 0) end as paint_blocks,
      case when l.player_status = 'active' and e.events_from is not null and coalesce(x.paint_blocks, 0) + coalesce(x.mid_range_blocks, 0) + coalesce(x.three_pt_blocks, 0) = l.blocks then coalesce(x.mid_range_blocks, 0) end as mid_range_blocks,
      case when l.player_status = 'active' and e.events_from is not null and coalesce(x.paint_blocks, 0) + coalesce(x.mid_range_blocks, 0) + coalesce(x.three_pt_blocks, 0) = l.blocks then coalesce(x.three_pt_blocks, 0) end as three_pt_blocks,
      case when l.player_status = 'active' and e.events_from is not null and coalesce(x.points, 0) = l.points then coalesce(x.fourth_quarter_points, 0) end as fourth_quarter_points,
      case when l.player_status = 'active' and e.events_from is not null and coalesce(x.points, 0) = l.points then coalesce(x.clutch_points, 0) end as clutch_points,
      case when l.player_status = 'active' and e.fourth_quarter_timed then coalesce(x.fourth_quarter_seconds, 0) end as fourth_quarter_seconds,
      case when l.player_status = 'active' and e.clutch_timed then coalesce(x.clutch_seconds, 0) end as clutch_seconds,
      coalesce(l.seconds_told, 60 * l.minutes_told) as seconds_played,
      l.plus_minus,
      l.seconds_told is not null as has_seconds,
      l.from_nbac_player_boxscores,
      l.from_bref_player_boxscores,
      l.from_espn_player_boxscores,
      l.from_bdl_player_boxscores,
      l.from_nbac_inactive_players,
      l.from_bref_inactives,
      l.points,
      l.field_goals_made,
      l.field_goals_attempted,
      l.three_pointers_made,
      l.three_pointers_attempted,
      l.free_throws_made,
      l.free_throws_attempted,
      l.offensive_rebounds,
      l.defensive_rebounds,
      l.total_rebounds,
      l.assists,
      l.steals,
      l.blocks,
      l.turnovers,
      l.personal_fouls
    from (
      select
        nba_game_id,
        person_id,
        min(player_status) as player_status,
        bool_or(told_by is null) as on_inactive_list,
        bool_or(from_nbac_inactive_players) as from_nbac_inactive_players,
      bool_or(from_bref_inactives) as from_bref_inactives,
        arg_min(seconds_played, place) as seconds_told,
        arg_min(minutes_rounded, place) as minutes_told,
        coalesce(bool_or(told_by = 'nbac_player_boxscores'), false) as from_nbac_player_boxscores,
        coalesce(bool_or(told_by = 'bref_player_boxscores'), false) as from_bref_player_boxscores,
        coalesce(bool_or(told_by = 'espn_player_boxscores'), false) as from_espn_player_boxscores,
        coalesce(bool_or(told_by = 'bdl_player_boxscores'), false) as from_bdl_player_boxscores,
        arg_min(team_abbr, place) as team_abbr,
      arg_min(dnp_reason, place) as dnp_reason,
      arg_min(starter, place) as starter,
      arg_min(plus_minus, place) as plus_minus,
      arg_min(points, place) as points,
      arg_min(field_goals_made, place) as field_goals_made,
      arg_min(field_goals_attempted, place) as field_goals_attempted,
      arg_min(three_pointers_made, place) as three_pointers_made,
      arg_min(three_pointers_attempted, place) as three_pointers_attempted,
      arg_min(free_throws_made, place) as free_throws_made,
      arg_min(free_throws_attempted, place) as free_throws_attempted,
      arg_min(offensive_rebounds, place) as offensive_rebounds,
      arg_min(defensive_rebounds, place) as defensive_rebounds,
      arg_min(total_rebounds, place) as total_rebounds,
      arg_min(assists, place) as assists,
      arg_min(steals, place) as steals,
      arg_min(blocks, place) as blocks,
      arg_min(turnovers, place) as turnovers,
      arg_min(personal_fouls, place) as personal_fouls
      from (
        select l.*, false as from_nbac_inactive_players,
      false as from_bref_inactives from stat_lines as l
        union all
        select nba_game_id, person_id, 1000, null, team_abbr, 'inactive', null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, from_nbac_inactive_players,
      from_bref_inactives
        from inactive_lines
      ) as told
      group by nba_game_id, person_id
    ) as l
    join played_games as g
      on g.nba_game_id = l.nba_game_id
    left join (
      select f.*, i.person_id
      from player_event_facts as f
      join games as g
        on g.nba_game_id = f.nba_game_id
      join counted_identities as i
        on i.source = 'nba' and i.source_player_id = cast(f.nba_player_id as string)
    ) as x
      on x.nba_game_id = l.nba_game_id and x.person_id = l.person_id and x.team_abbr = l.team_abbr
    left join team_event_facts as e
      on e.nba_game_id = l.nba_game_id and e.team_abbr = l.team_abbr),
people as materialized (
    select
      person_id,
      max(nba_player_id) as nba_player_id,
      max(player_full_name) as player_full_name,
      max(player_lookup) as player_lookup,
      max(universal_player_id) as universal_player_id
    from player_identities
    group by person_id),
double_listings as materialized (
    select person_id, game_date, cast(count(*) as bigint) as listings
    from player_games
    group by person_id, game_date
    having count(*) > 1),
picked_listings as materialized (
    select
      w.nba_game_id,
      w.person_id,
      d.listings,
      row_number() over (
        partition by w.person_id, w.game_date
        order by
          case player_status when 'active' then 1 when 'dnp' then 2 else 3 end,
          case when team_abbr = last_team then 0 else 1 end,
          tip_utc desc nulls last,
          team_abbr desc,
          nba_game_id
      ) as pick
    from (
      select
        p.*,
        last_value(case when player_status = 'active' then team_abbr end ignore nulls) over (
          partition by person_id, season_year
          order by date_diff('day', date '1970-01-01', p.game_date)
          range between unbounded preceding and 1 preceding
        ) as last_team
      from player_games as p
      where person_id in (select person_id from double_listings)
    ) as w
    join double_listings as d
      on d.person_id = w.person_id and d.game_date = w.game_date),
listed_players as not materialized (
    select
      p.*,
      date_diff('day', date '1970-01-01', p.game_date) as day,
      coalesce(k.listings, 1) as listings,
      i.player_full_name,
      i.player_lookup,
      i.universal_player_id,
      i.nba_player_id
    from player_games as p
    join people as i
      on i.person_id = p.person_id
    left join picked_listings as k
      on k.nba_game_id = p.nba_game_id and k.person_id = p.person_id
    where k.pick is null or k.pick = 1 or p.player_status = 'active'),
espn_team_rosters as not materialized (select feed, roster_date, team_abbr, player_full_name, player_lookup, espn_player_id, nba_player_id, age, birth_date, position, jersey_number, import_number from nba_raw.espn_team_rosters where ended_by is null),
player_aliases as not materialized (select feed, alias_lookup, nba_canonical_lookup, is_active, import_number from nba_reference.player_aliases where ended_by is null),
persons_by_name as materialized (
    select player_lookup, min(person_id) as person_id
    from (
      select player_lookup, person_id from people
      union all
      select a.alias_lookup as player_lookup, p.person_id
      from player_aliases as a
      join people as p
        on p.player_lookup = a.nba_canonical_lookup
      where a.is_active
    ) as names
    group by player_lookup
    having count(distinct names.person_id) = 1),
roster_entries as materialized (
    select person_id, day, max(team_abbr) as team_abbr, max(age) as age, max(birth_date) as birth_date
    from (
      select
        coalesce('nba:' || cast(r.nba_player_id as string), p.person_id) as person_id,
        date_diff('day', date '1970-01-01', r.roster_date) as day,
        r.team_abbr,
        r.age,
        r.birth_date
      from espn_team_rosters as r
      left join persons_by_name as p
        on p.player_lookup = r.player_lookup
    ) as entries
    where person_id is not null
    group by person_id, day),
nbac_injury_report as not materialized (select feed, game_id, nba_game_id, game_date, snapshot_timestamp, report_date, report_hour, tip_utc, team_abbr, player_full_name, player_lookup, injury_status, reason, reason_category, import_number from nba_raw.nbac_injury_report where ended_by is null),
reports_before_tip as materialized (
    select r.nba_game_id, max(r.snapshot_timestamp) as last_report
    from nbac_injury_report as r
    join games as g
      on g.nba_game_id = r.nba_game_id
    where r.snapshot_timestamp <= coalesce(g.tip_utc, r.tip_utc)
    group by r.nba_game_id),
last_reports as materialized (
    select r.nba_game_id, r.team_abbr, r.player_lookup, r.injury_status, r.reason
    from nbac_injury_report as r
    join reports_before_tip as l
      on l.nba_game_id = r.nba_game_id and l.last_report = r.snapshot_timestamp),
reported_players as materialized (
    select r.nba_game_id, p.person_id, min(r.team_abbr) as team_abbr, min(r.injury_status) as status, min(r.reason) as reason
    from last_reports as r
    join persons_by_name as p
      on p.player_lookup = r.player_lookup
    group by r.nba_game_id, p.person_id),
expected_rosters as materialized (
    select u.nba_game_id, u.game_id, u.game_date, u.season_year, u.day, u.team_abbr, l.person_id
    from upcoming_sides as u
    join (
      select
        d.day,
        d.season_year,
        p.person_id,
        p.team_abbr,
        row_number() over (partition by d.day, d.season_year, p.person_id order by p.day desc, p.nba_game_id) as newest
      from (select distinct day, season_year from upcoming_sides) as d
      join (
        select season_year, day, day as known_day, person_id, team_abbr, nba_game_id from listed_players
        union all
        select null, day, day - 1, person_id, team_abbr, '' from roster_entries
      ) as p
        on coalesce(p.season_year, d.season_year) = d.season_year and p.known_day < d.day and p.day >= d.day - 30
    ) as l
      on l.day = u.day and l.season_year = u.season_year and l.team_abbr = u.team_abbr and l.newest = 1
    left join (
      select nba_game_id, person_id from inactive_lines
    ) as out_of_game
      on out_of_game.nba_game_id = u.nba_game_id and out_of_game.person_id = l.person_id
    left join (select distinct game_date, person_id from listed_players) as listed_elsewhere
      on listed_elsewhere.game_date = u.game_date and listed_elsewhere.person_id = l.person_id
    left join reported_players as ruled_out
      on ruled_out.nba_game_id = u.nba_game_id and ruled_out.person_id = l.person_id and ruled_out.status = 'out'
    where out_of_game.person_id is null and ruled_out.person_id is null and listed_elsewhere.person_id is null)

    select g.game_date, i.player_lookup, min('listed for ' || g.game_id || ' by ' || r.team_abbr || ' (' || r.how || ')') as explanation
    from (
      
      select r.nba_game_id, r.team_abbr, r.player_status as how, 'nba' as source, cast(r.nba_player_id as string) as source_player_id from nbac_player_boxscores as r
    union all
      select r.nba_game_id, r.team_abbr, r.player_status as how, 'bref' as source, cast(r.bref_player_id as string) as source_player_id from bref_player_boxscores as r
    union all
      select r.nba_game_id, r.team_abbr, r.player_status as how, 'espn' as source, cast(r.espn_player_id as string) as source_player_id from espn_player_boxscores as r
    union all
      select r.nba_game_id, r.team_abbr, r.player_status as how, 'balldontlie' as source, cast(r.bdl_player_id as string) as source_player_id from bdl_player_boxscores as r
    union all
      select r.nba_game_id, r.team_abbr, 'inactive' as how, 'nba' as source, cast(r.nba_player_id as string) as source_player_id from nbac_inactive_players as r
    union all
      select r.nba_game_id, r.team_abbr, 'inactive' as how, 'bref' as source, cast(r.bref_player_id as string) as source_player_id from bref_inactives as r
    ) as r
    join player_identities as i
      on i.source = r.source and i.source_player_id = r.source_player_id
    join games as g
      on g.nba_game_id = r.nba_game_id
    where g.state = 'final' and g.box_teams > 0 and g.game_date between date '2021-10-19' and date '2021-11-19'
    group by g.game_date, i.player_lookup, i.person_id
    union all
    select e.game_date, i.player_lookup, min('on the roster of ' || e.team_abbr || ' for ' || e.game_id) as explanation
    from expected_rosters as e
    join people as i
      on i.person_id = e.person_id
    where e.game_date between date '2021-10-19' and date '2021-11-19'
    group by e.game_date, i.player_lookup, i.person_id
