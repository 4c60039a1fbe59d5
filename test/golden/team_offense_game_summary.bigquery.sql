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
nbac_team_boxscore as (select feed, game_id, nba_game_id, game_date, team_id, team_abbr, team_name, minutes, player_minutes, points, fg_made, fg_attempted, three_pt_made, three_pt_attempted, ft_made, ft_attempted, offensive_rebounds, defensive_rebounds, total_rebounds, assists, steals, blocks, turnovers, personal_fouls, turnovers_with_team, points_in_paint, fast_break_points, second_chance_points, plus_minus, import_number from nba_raw.nbac_team_boxscore where ended_by is null),
bref_team_boxscores as (select feed, game_id, nba_game_id, game_date, bref_game_id, team_abbr, team_minutes, points, fg_made, fg_attempted, three_pt_made, three_pt_attempted, ft_made, ft_attempted, offensive_rebounds, defensive_rebounds, total_rebounds, assists, steals, blocks, personal_fouls, turnovers_with_team, import_number from nba_raw.bref_team_boxscores where ended_by is null),
espn_team_boxscore as (select feed, game_id, nba_game_id, game_date, espn_game_id, team_abbr, team_minutes, points, fg_made, fg_attempted, three_pt_made, three_pt_attempted, ft_made, ft_attempted, offensive_rebounds, defensive_rebounds, total_rebounds, assists, steals, blocks, turnovers, personal_fouls, team_turnovers, import_number from nba_raw.espn_team_boxscore where ended_by is null),
counted_totals as ( select nba_game_id, team_abbr from nbac_team_boxscore where points is not null
    union all select nba_game_id, team_abbr from bref_team_boxscores where points is not null
    union all select nba_game_id, team_abbr from espn_team_boxscore where points is not null),
nbac_player_boxscores as (select feed, game_id, nba_game_id, game_date, nba_player_id, player_full_name, player_lookup, team_abbr, player_status, dnp_reason, starter, minutes, seconds_played, minutes_rounded, points, field_goals_made, field_goals_attempted, three_pointers_made, three_pointers_attempted, free_throws_made, free_throws_attempted, offensive_rebounds, defensive_rebounds, total_rebounds, assists, steals, blocks, turnovers, personal_fouls, plus_minus, import_number from nba_raw.nbac_player_boxscores where ended_by is null),
bref_player_boxscores as (select feed, game_id, nba_game_id, game_date, bref_game_id, bref_player_id, player_full_name, player_lookup, team_abbr, player_status, dnp_reason, starter, seconds_played, minutes_rounded, points, field_goals_made, field_goals_attempted, three_pointers_made, three_pointers_attempted, free_throws_made, free_throws_attempted, offensive_rebounds, defensive_rebounds, total_rebounds, assists, steals, blocks, turnovers, personal_fouls, plus_minus, import_number from nba_raw.bref_player_boxscores where ended_by is null),
espn_player_boxscores as (select feed, game_id, nba_game_id, game_date, espn_game_id, espn_player_id, player_full_name, player_lookup, team_abbr, player_status, dnp_reason, starter, minutes_rounded, points, field_goals_made, field_goals_attempted, three_pointers_made, three_pointers_attempted, free_throws_made, free_throws_attempted, offensive_rebounds, defensive_rebounds, total_rebounds, assists, steals, blocks, turnovers, personal_fouls, plus_minus, import_number from nba_raw.espn_player_boxscores where ended_by is null),
bdl_player_boxscores as (select feed, game_id, nba_game_id, game_date, bdl_player_id, player_full_name, player_lookup, team_abbr, player_status, minutes_rounded, points, field_goals_made, field_goals_attempted, three_pointers_made, three_pointers_attempted, free_throws_made, free_throws_attempted, offensive_rebounds, defensive_rebounds, total_rebounds, assists, steals, blocks, turnovers, personal_fouls, plus_minus, import_number from nba_raw.bdl_player_boxscores where ended_by is null),
judged_games as (
    select
      s.*,
      coalesce(b.box_teams, 0) as box_teams,
      coalesce(b.line_teams, 0) as line_teams,
      (s.home_score is not null and s.away_score is not null) or coalesce(b.box_teams, 0) = 2 as is_final
    from schedule_games as s
    left join (
      select r.nba_game_id, (count(distinct r.team_abbr)) as box_teams, (count(distinct case when r.lined = 1 then r.team_abbr end)) as line_teams
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
bref_games as (select feed, game_id, nba_game_id, game_date, bref_game_id, title, event_label, tip_text, tip_utc, arena_text, attendance, import_number from nba_raw.bref_games where ended_by is null),
odds_api_game_lines as (select feed, game_id, nba_game_id, game_date, odds_api_event_id, home_team_abbr, away_team_abbr, bookmaker_key, bookmaker_title, bookmaker_last_update, market_key, market_last_update, outcome_name, outcome_team_abbr, outcome_price, outcome_point, snapshot_timestamp, commence_time, import_number from nba_raw.odds_api_game_lines where ended_by is null),
odds_api_player_points_props as (select feed, game_id, nba_game_id, game_date, odds_api_event_id, home_team_abbr, away_team_abbr, player_name, player_lookup, bookmaker, over_price, under_price, over_price_american, under_price_american, snapshot_timestamp, commence_time, minutes_before_tipoff, is_pregame, points_line, market, import_number from nba_raw.odds_api_player_points_props where ended_by is null),
tip_times as (
    select nba_game_id, array_agg(tip_utc order by if(tip_utc is null, 1, 0), place limit 1)[safe_offset(0)] as tip_utc
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
games as (
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
      coalesce(g.arena_name, regexp_replace(b.arena_text, r',.*', '')) as arena_name,
      coalesce(g.arena_city, case when b.arena_text like '%,%' then regexp_replace(regexp_replace(b.arena_text, r'^[^,]*, *', ''), r',.*', '') end) as arena_city,
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
team_slots as (
    select g.*, g.home_team as team_abbr, g.away_team as opponent_team_abbr, true as home_game
    from games as g
    union all
    select g.*, g.away_team as team_abbr, g.home_team as opponent_team_abbr, false as home_game
    from games as g),
bref_team_boxscores_rows as (
    select r.*, cast(1000000 + r.import_number as string) || cast(r.bref_game_id as string) || cast(r.team_abbr as string) as turn
    from bref_team_boxscores as r
    join games as g
      on g.nba_game_id = r.nba_game_id),
espn_team_boxscore_rows as (
    select r.*, cast(1000000 + r.import_number as string) || cast(r.feed as string) || cast(r.espn_game_id as string) || cast(r.team_abbr as string) as turn
    from espn_team_boxscore as r
    join games as g
      on g.nba_game_id = r.nba_game_id),
team_totals as (
    select
      nba_game_id,
      team_abbr,
      logical_or(told_by = 'nbac_team_boxscore') as from_nbac_team_boxscore,
      logical_or(told_by = 'bref_team_boxscores') as from_bref_team_boxscores,
      logical_or(told_by = 'espn_team_boxscore') as from_espn_team_boxscore,
      array_agg(team_minutes order by if(team_minutes is null, 1, 0), place limit 1)[safe_offset(0)] as team_minutes,
      array_agg(turnovers_with_team order by if(turnovers_with_team is null, 1, 0), place limit 1)[safe_offset(0)] as turnovers_with_team,
      array_agg(second_chance_points order by if(second_chance_points is null, 1, 0), place limit 1)[safe_offset(0)] as second_chance_points,
      array_agg(fast_break_points order by if(fast_break_points is null, 1, 0), place limit 1)[safe_offset(0)] as fast_break_points,
      array_agg(points_in_paint order by if(points_in_paint is null, 1, 0), place limit 1)[safe_offset(0)] as points_in_paint,
      array_agg(points order by if(points is null, 1, 0), place limit 1)[safe_offset(0)] as points,
      array_agg(fg_made order by if(fg_made is null, 1, 0), place limit 1)[safe_offset(0)] as fg_made,
      array_agg(fg_attempted order by if(fg_attempted is null, 1, 0), place limit 1)[safe_offset(0)] as fg_attempted,
      array_agg(three_pt_made order by if(three_pt_made is null, 1, 0), place limit 1)[safe_offset(0)] as three_pt_made,
      array_agg(three_pt_attempted order by if(three_pt_attempted is null, 1, 0), place limit 1)[safe_offset(0)] as three_pt_attempted,
      array_agg(ft_made order by if(ft_made is null, 1, 0), place limit 1)[safe_offset(0)] as ft_made,
      array_agg(ft_attempted order by if(ft_attempted is null, 1, 0), place limit 1)[safe_offset(0)] as ft_attempted,
      array_agg(offensive_rebounds order by if(offensive_rebounds is null, 1, 0), place limit 1)[safe_offset(0)] as offensive_rebounds,
      array_agg(defensive_rebounds order by if(defensive_rebounds is null, 1, 0), place limit 1)[safe_offset(0)] as defensive_rebounds,
      array_agg(total_rebounds order by if(total_rebounds is null, 1, 0), place limit 1)[safe_offset(0)] as total_rebounds,
      array_agg(assists order by if(assists is null, 1, 0), place limit 1)[safe_offset(0)] as assists,
      array_agg(steals order by if(steals is null, 1, 0), place limit 1)[safe_offset(0)] as steals,
      array_agg(blocks order by if(blocks is null, 1, 0), place limit 1)[safe_offset(0)] as blocks,
      array_agg(turnovers order by if(turnovers is null, 1, 0), place limit 1)[safe_offset(0)] as turnovers,
      array_agg(personal_fouls order by if(personal_fouls is null, 1, 0), place limit 1)[safe_offset(0)] as personal_fouls
    from (
    select r.nba_game_id, r.team_abbr, case r.feed when 'nba_live' then 1 when 'nba_schedule_v2' then 2 when 'nba_box_score_v3' then 3 when 'nba_box_score_v2' then 4 when 'nba_referees' then 5 when 'nba_injury_report' then 6 when 'nba_rosters' then 7 when 'nba_players' then 8 when 'nba_schedule_table' then 9 when 'nba_scoreboard' then 10 when 'nba_play_by_play_v2' then 11 when 'nba_play_by_play_v3' then 12 when 'nba_league_game_log' then 13 when 'kaggle' then 14 when 'bigdataball' then 15 when 'nba_shot_chart' then 16 when 'basketball_reference' then 17 when 'basketball_reference_export' then 18 when 'espn' then 19 when 'odds_api' then 20 when 'prop_tables' then 21 when 'odds_archive' then 22 when 'bettingpros' then 23 when 'transactions' then 24 when 'balldontlie' then 25 when 'user' then 26 when 'derived' then 27 end as place, 'nbac_team_boxscore' as told_by, r.player_minutes as team_minutes, r.turnovers_with_team,
      r.second_chance_points,
      r.fast_break_points,
      r.points_in_paint,
      r.points,
      r.fg_made,
      r.fg_attempted,
      r.three_pt_made,
      r.three_pt_attempted,
      r.ft_made,
      r.ft_attempted,
      r.offensive_rebounds,
      r.defensive_rebounds,
      r.total_rebounds,
      r.assists,
      r.steals,
      r.blocks,
      r.turnovers,
      r.personal_fouls
    from nbac_team_boxscore as r
    join games as g
      on g.nba_game_id = r.nba_game_id
    union all
    select r.nba_game_id, r.team_abbr, case r.feed when 'nba_live' then 1 when 'nba_schedule_v2' then 2 when 'nba_box_score_v3' then 3 when 'nba_box_score_v2' then 4 when 'nba_referees' then 5 when 'nba_injury_report' then 6 when 'nba_rosters' then 7 when 'nba_players' then 8 when 'nba_schedule_table' then 9 when 'nba_scoreboard' then 10 when 'nba_play_by_play_v2' then 11 when 'nba_play_by_play_v3' then 12 when 'nba_league_game_log' then 13 when 'kaggle' then 14 when 'bigdataball' then 15 when 'nba_shot_chart' then 16 when 'basketball_reference' then 17 when 'basketball_reference_export' then 18 when 'espn' then 19 when 'odds_api' then 20 when 'prop_tables' then 21 when 'odds_archive' then 22 when 'bettingpros' then 23 when 'transactions' then 24 when 'balldontlie' then 25 when 'user' then 26 when 'derived' then 27 end as place, 'bref_team_boxscores' as told_by, r.team_minutes as team_minutes, r.turnovers_with_team,
      cast(null as INT64) as second_chance_points,
      cast(null as INT64) as fast_break_points,
      cast(null as INT64) as points_in_paint,
      r.points,
      r.fg_made,
      r.fg_attempted,
      r.three_pt_made,
      r.three_pt_attempted,
      r.ft_made,
      r.ft_attempted,
      r.offensive_rebounds,
      r.defensive_rebounds,
      r.total_rebounds,
      r.assists,
      r.steals,
      r.blocks,
      cast(null as INT64) as turnovers,
      r.personal_fouls
    from bref_team_boxscores_rows as r
    join (select feed, nba_game_id, team_abbr, max(turn) as turn from bref_team_boxscores_rows group by feed, nba_game_id, team_abbr) as n
      on n.feed = r.feed and n.nba_game_id = r.nba_game_id and n.team_abbr = r.team_abbr and n.turn = r.turn
    union all
    select r.nba_game_id, r.team_abbr, case r.feed when 'nba_live' then 1 when 'nba_schedule_v2' then 2 when 'nba_box_score_v3' then 3 when 'nba_box_score_v2' then 4 when 'nba_referees' then 5 when 'nba_injury_report' then 6 when 'nba_rosters' then 7 when 'nba_players' then 8 when 'nba_schedule_table' then 9 when 'nba_scoreboard' then 10 when 'nba_play_by_play_v2' then 11 when 'nba_play_by_play_v3' then 12 when 'nba_league_game_log' then 13 when 'kaggle' then 14 when 'bigdataball' then 15 when 'nba_shot_chart' then 16 when 'basketball_reference' then 17 when 'basketball_reference_export' then 18 when 'espn' then 19 when 'odds_api' then 20 when 'prop_tables' then 21 when 'odds_archive' then 22 when 'bettingpros' then 23 when 'transactions' then 24 when 'balldontlie' then 25 when 'user' then 26 when 'derived' then 27 end as place, 'espn_team_boxscore' as told_by, r.team_minutes as team_minutes, cast(null as INT64) as turnovers_with_team,
      cast(null as INT64) as second_chance_points,
      cast(null as INT64) as fast_break_points,
      cast(null as INT64) as points_in_paint,
      r.points,
      r.fg_made,
      r.fg_attempted,
      r.three_pt_made,
      r.three_pt_attempted,
      r.ft_made,
      r.ft_attempted,
      r.offensive_rebounds,
      r.defensive_rebounds,
      r.total_rebounds,
      r.assists,
      r.steals,
      r.blocks,
      r.turnovers,
      r.personal_fouls
    from espn_team_boxscore_rows as r
    join (select feed, nba_game_id, team_abbr, max(turn) as turn from espn_team_boxscore_rows group by feed, nba_game_id, team_abbr) as n
      on n.feed = r.feed and n.nba_game_id = r.nba_game_id and n.team_abbr = r.team_abbr and n.turn = r.turn
    ) as told
    group by nba_game_id, team_abbr),
played_games as (select * from games where state = 'final' and box_teams > 0 and game_date <= date '2021-11-19'),
player_identities as (select feed, source, source_player_id, person_id, nba_player_id, player_full_name, player_lookup, universal_player_id, linked_by, import_number from nba_reference.player_identities where ended_by is null),
counted_identities as (select source, source_player_id, person_id from player_identities),
bref_player_boxscores_rows as (
    select r.*, i.person_id, r.player_status || ' ' || cast(r.bref_game_id as string) || ' ' || cast(r.bref_player_id as string) as turn
    from bref_player_boxscores as r
    join played_games as g
      on g.nba_game_id = r.nba_game_id
    join counted_identities as i
      on i.source = 'bref' and i.source_player_id = cast(r.bref_player_id as string)),
espn_player_boxscores_rows as (
    select r.*, i.person_id, r.player_status || ' ' || cast(r.feed as string) || ' ' || cast(r.espn_game_id as string) || ' ' || cast(r.espn_player_id as string) as turn
    from espn_player_boxscores as r
    join played_games as g
      on g.nba_game_id = r.nba_game_id
    join counted_identities as i
      on i.source = 'espn' and i.source_player_id = cast(r.espn_player_id as string)),
bdl_player_boxscores_rows as (
    select r.*, i.person_id, r.player_status || ' ' || cast(r.feed as string) || ' ' || cast(r.nba_game_id as string) || ' ' || cast(r.bdl_player_id as string) as turn
    from bdl_player_boxscores as r
    join played_games as g
      on g.nba_game_id = r.nba_game_id
    join counted_identities as i
      on i.source = 'balldontlie' and i.source_player_id = cast(r.bdl_player_id as string)),
stat_lines as (
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
      cast(null as INT64) as seconds_played,
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
      cast(null as STRING) as dnp_reason,
      cast(null as BOOL) as starter,
      cast(null as INT64) as seconds_played,
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
nbac_inactive_players as (select feed, game_id, nba_game_id, game_date, nba_player_id, player_full_name, player_lookup, team_abbr, reason, description, import_number from nba_raw.nbac_inactive_players where ended_by is null),
bref_inactives as (select feed, game_id, nba_game_id, game_date, bref_game_id, bref_player_id, player_full_name, player_lookup, team_abbr, import_number from nba_raw.bref_inactives where ended_by is null),
inactive_lines as (
    select nba_game_id, person_id, min(team_abbr) as team_abbr, coalesce(logical_or(told_by = 'nbac_inactive_players'), false) as from_nbac_inactive_players, coalesce(logical_or(told_by = 'bref_inactives'), false) as from_bref_inactives
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
player_event_facts as (select feed, game_id, nba_game_id, game_date, nba_player_id, team_abbr, paint_attempts, paint_makes, mid_range_attempts, mid_range_makes, three_pt_attempts, three_pt_makes, points, assisted_fg_makes, unassisted_fg_makes, assists_given, and1_count, paint_blocks, mid_range_blocks, three_pt_blocks, fourth_quarter_points, clutch_points, fourth_quarter_seconds, clutch_seconds, started, import_number from nba_reference.player_event_facts where ended_by is null),
team_event_facts as (select feed, game_id, nba_game_id, game_date, team_abbr, events_from, zones_from, events_table, zones_table, paint_attempts, paint_makes, mid_range_attempts, mid_range_makes, three_pt_attempts, three_pt_makes, points, paint_blocks, mid_range_blocks, three_pt_blocks, fourth_quarter_points, clutch_points, team_turnovers, second_chance_points, fast_break_points, official_points_in_paint, overtime_periods, referee_crew_id, starters_known, fourth_quarter_timed, clutch_timed, import_number from nba_reference.team_event_facts where ended_by is null),
player_games as (
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
        logical_or(told_by is null) as on_inactive_list,
        logical_or(from_nbac_inactive_players) as from_nbac_inactive_players,
      logical_or(from_bref_inactives) as from_bref_inactives,
        array_agg(seconds_played order by if(seconds_played is null, 1, 0), place limit 1)[safe_offset(0)] as seconds_told,
        array_agg(minutes_rounded order by if(minutes_rounded is null, 1, 0), place limit 1)[safe_offset(0)] as minutes_told,
        coalesce(logical_or(told_by = 'nbac_player_boxscores'), false) as from_nbac_player_boxscores,
        coalesce(logical_or(told_by = 'bref_player_boxscores'), false) as from_bref_player_boxscores,
        coalesce(logical_or(told_by = 'espn_player_boxscores'), false) as from_espn_player_boxscores,
        coalesce(logical_or(told_by = 'bdl_player_boxscores'), false) as from_bdl_player_boxscores,
        array_agg(team_abbr order by if(team_abbr is null, 1, 0), place limit 1)[safe_offset(0)] as team_abbr,
      array_agg(dnp_reason order by if(dnp_reason is null, 1, 0), place limit 1)[safe_offset(0)] as dnp_reason,
      array_agg(starter order by if(starter is null, 1, 0), place limit 1)[safe_offset(0)] as starter,
      array_agg(plus_minus order by if(plus_minus is null, 1, 0), place limit 1)[safe_offset(0)] as plus_minus,
      array_agg(points order by if(points is null, 1, 0), place limit 1)[safe_offset(0)] as points,
      array_agg(field_goals_made order by if(field_goals_made is null, 1, 0), place limit 1)[safe_offset(0)] as field_goals_made,
      array_agg(field_goals_attempted order by if(field_goals_attempted is null, 1, 0), place limit 1)[safe_offset(0)] as field_goals_attempted,
      array_agg(three_pointers_made order by if(three_pointers_made is null, 1, 0), place limit 1)[safe_offset(0)] as three_pointers_made,
      array_agg(three_pointers_attempted order by if(three_pointers_attempted is null, 1, 0), place limit 1)[safe_offset(0)] as three_pointers_attempted,
      array_agg(free_throws_made order by if(free_throws_made is null, 1, 0), place limit 1)[safe_offset(0)] as free_throws_made,
      array_agg(free_throws_attempted order by if(free_throws_attempted is null, 1, 0), place limit 1)[safe_offset(0)] as free_throws_attempted,
      array_agg(offensive_rebounds order by if(offensive_rebounds is null, 1, 0), place limit 1)[safe_offset(0)] as offensive_rebounds,
      array_agg(defensive_rebounds order by if(defensive_rebounds is null, 1, 0), place limit 1)[safe_offset(0)] as defensive_rebounds,
      array_agg(total_rebounds order by if(total_rebounds is null, 1, 0), place limit 1)[safe_offset(0)] as total_rebounds,
      array_agg(assists order by if(assists is null, 1, 0), place limit 1)[safe_offset(0)] as assists,
      array_agg(steals order by if(steals is null, 1, 0), place limit 1)[safe_offset(0)] as steals,
      array_agg(blocks order by if(blocks is null, 1, 0), place limit 1)[safe_offset(0)] as blocks,
      array_agg(turnovers order by if(turnovers is null, 1, 0), place limit 1)[safe_offset(0)] as turnovers,
      array_agg(personal_fouls order by if(personal_fouls is null, 1, 0), place limit 1)[safe_offset(0)] as personal_fouls
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
team_sums as (
    select
      nba_game_id,
      team_abbr,
      (sum(seconds_played)) as player_seconds,
      logical_or(from_nbac_player_boxscores) as from_nbac_player_boxscores,
      logical_or(from_bref_player_boxscores) as from_bref_player_boxscores,
      logical_or(from_espn_player_boxscores) as from_espn_player_boxscores,
      logical_or(from_bdl_player_boxscores) as from_bdl_player_boxscores,
      (sum(points)) as points,
      (sum(field_goals_made)) as fg_made,
      (sum(field_goals_attempted)) as fg_attempted,
      (sum(three_pointers_made)) as three_pt_made,
      (sum(three_pointers_attempted)) as three_pt_attempted,
      (sum(free_throws_made)) as ft_made,
      (sum(free_throws_attempted)) as ft_attempted,
      (sum(offensive_rebounds)) as offensive_rebounds,
      (sum(defensive_rebounds)) as defensive_rebounds,
      (sum(total_rebounds)) as total_rebounds,
      (sum(assists)) as assists,
      (sum(steals)) as steals,
      (sum(blocks)) as blocks,
      (sum(turnovers)) as turnovers,
      (sum(personal_fouls)) as personal_fouls
    from player_games
    where player_status = 'active'
    group by nba_game_id, team_abbr),
team_boxes as (
    select
      t.*,
      coalesce(b.from_nbac_team_boxscore, false) as from_nbac_team_boxscore,
      coalesce(b.from_bref_team_boxscores, false) as from_bref_team_boxscores,
      coalesce(b.from_espn_team_boxscore, false) as from_espn_team_boxscore,
      b.turnovers is null and coalesce(p.from_nbac_player_boxscores, false) as from_nbac_player_boxscores,
      b.turnovers is null and coalesce(p.from_bref_player_boxscores, false) as from_bref_player_boxscores,
      b.turnovers is null and coalesce(p.from_espn_player_boxscores, false) as from_espn_player_boxscores,
      b.turnovers is null and coalesce(p.from_bdl_player_boxscores, false) as from_bdl_player_boxscores,
      e.events_from,
      e.zones_from,
      e.events_table,
      e.zones_table,
      coalesce(e.events_from is not null and e.points = coalesce(b.points, p.points), false) as events_agree,
      coalesce(e.paint_attempts + e.mid_range_attempts = coalesce(b.fg_attempted, p.fg_attempted) - coalesce(b.three_pt_attempted, p.three_pt_attempted) and e.paint_makes + e.mid_range_makes = coalesce(b.fg_made, p.fg_made) - coalesce(b.three_pt_made, p.three_pt_made) and e.three_pt_attempts = coalesce(b.three_pt_attempted, p.three_pt_attempted), false) as zones_agree,
      coalesce(e.events_from is not null and e.paint_blocks + e.mid_range_blocks + e.three_pt_blocks = coalesce(b.blocks, p.blocks), false) as blocks_agree,
      e.overtime_periods as overtimes_by_events,
      coalesce(case when e.events_from is not null and e.points = coalesce(b.points, p.points) then e.team_turnovers end, b.turnovers_with_team - coalesce(b.turnovers, p.turnovers)) as team_turnovers,
      case when e.paint_attempts + e.mid_range_attempts = coalesce(b.fg_attempted, p.fg_attempted) - coalesce(b.three_pt_attempted, p.three_pt_attempted) and e.paint_makes + e.mid_range_makes = coalesce(b.fg_made, p.fg_made) - coalesce(b.three_pt_made, p.three_pt_made) and e.three_pt_attempts = coalesce(b.three_pt_attempted, p.three_pt_attempted) then e.paint_attempts end as paint_attempts,
      case when e.paint_attempts + e.mid_range_attempts = coalesce(b.fg_attempted, p.fg_attempted) - coalesce(b.three_pt_attempted, p.three_pt_attempted) and e.paint_makes + e.mid_range_makes = coalesce(b.fg_made, p.fg_made) - coalesce(b.three_pt_made, p.three_pt_made) and e.three_pt_attempts = coalesce(b.three_pt_attempted, p.three_pt_attempted) then e.paint_makes end as paint_makes,
      case when e.paint_attempts + e.mid_range_attempts = coalesce(b.fg_attempted, p.fg_attempted) - coalesce(b.three_pt_attempted, p.three_pt_attempted) and e.paint_makes + e.mid_range_makes = coalesce(b.fg_made, p.fg_made) - coalesce(b.three_pt_made, p.three_pt_made) and e.three_pt_attempts = coalesce(b.three_pt_attempted, p.three_pt_attempted) then e.mid_range_attempts end as mid_range_attempts,
      case when e.paint_attempts + e.mid_range_attempts = coalesce(b.fg_attempted, p.fg_attempted) - coalesce(b.three_pt_attempted, p.three_pt_attempted) and e.paint_makes + e.mid_range_makes = coalesce(b.fg_made, p.fg_made) - coalesce(b.three_pt_made, p.three_pt_made) and e.three_pt_attempts = coalesce(b.three_pt_attempted, p.three_pt_attempted) then e.mid_range_makes end as mid_range_makes,
      case when e.events_from is not null and e.paint_blocks + e.mid_range_blocks + e.three_pt_blocks = coalesce(b.blocks, p.blocks) then e.paint_blocks end as paint_blocks,
      case when e.events_from is not null and e.paint_blocks + e.mid_range_blocks + e.three_pt_blocks = coalesce(b.blocks, p.blocks) then e.mid_range_blocks end as mid_range_blocks,
      case when e.events_from is not null and e.paint_blocks + e.mid_range_blocks + e.three_pt_blocks = coalesce(b.blocks, p.blocks) then e.three_pt_blocks end as three_pt_blocks,
      coalesce(b.second_chance_points, case when e.events_from is not null and e.points = coalesce(b.points, p.points) then e.second_chance_points end) as second_chance_points,
      coalesce(b.fast_break_points, case when e.events_from is not null and e.points = coalesce(b.points, p.points) then e.fast_break_points end) as fast_break_points,
      coalesce(b.points_in_paint, case when e.events_from is not null and e.points = coalesce(b.points, p.points) then e.official_points_in_paint end) as official_points_in_paint,
      coalesce(b.team_minutes, div((p.player_seconds), nullif((60), 0))) as team_minutes,
      coalesce(b.points, p.points) as points,
      coalesce(b.fg_made, p.fg_made) as fg_made,
      coalesce(b.fg_attempted, p.fg_attempted) as fg_attempted,
      coalesce(b.three_pt_made, p.three_pt_made) as three_pt_made,
      coalesce(b.three_pt_attempted, p.three_pt_attempted) as three_pt_attempted,
      coalesce(b.ft_made, p.ft_made) as ft_made,
      coalesce(b.ft_attempted, p.ft_attempted) as ft_attempted,
      coalesce(b.offensive_rebounds, p.offensive_rebounds) as offensive_rebounds,
      coalesce(b.defensive_rebounds, p.defensive_rebounds) as defensive_rebounds,
      coalesce(b.total_rebounds, p.total_rebounds) as total_rebounds,
      coalesce(b.assists, p.assists) as assists,
      coalesce(b.steals, p.steals) as steals,
      coalesce(b.blocks, p.blocks) as blocks,
      coalesce(b.turnovers, p.turnovers) as turnovers,
      coalesce(b.personal_fouls, p.personal_fouls) as personal_fouls
    from team_slots as t
    left join team_totals as b
      on b.nba_game_id = t.nba_game_id and b.team_abbr = t.team_abbr
    left join team_sums as p
      on p.nba_game_id = t.nba_game_id and p.team_abbr = t.team_abbr
    left join team_event_facts as e
      on e.nba_game_id = t.nba_game_id and e.team_abbr = t.team_abbr
    where t.state = 'final' and t.game_date <= date '2021-11-19'),
rated_boxes as (
    select
      t.*,
      (100 * t.fg_attempted + 44 * t.ft_attempted + 100 * t.turnovers + 100 * coalesce(t.team_turnovers, 0) - 100 * t.offensive_rebounds) as possessions_x100,
      o.overtime_periods
    from team_boxes as t
    join (
      select
        nba_game_id,
        coalesce(
          max(overtimes_by_events),
          (sign(sum(team_minutes) - 240 * count(team_minutes)) * div((2 * abs(sum(team_minutes) - 240 * count(team_minutes)) + nullif(25 * count(team_minutes), 0)), (2 * nullif(25 * count(team_minutes), 0))))
        ) as overtime_periods
      from team_boxes
      group by nba_game_id
    ) as o
      on o.nba_game_id = t.nba_game_id),
game_indexes as (
    select
      own.nba_game_id,
      own.team_abbr,
      row_number() over (partition by own.team_abbr, own.season_year order by own.game_date, own.nba_game_id) as game_index
    from rated_boxes as own
    join rated_boxes as opp
      on opp.nba_game_id = own.nba_game_id and opp.team_abbr = own.opponent_team_abbr
    where own.points is not null and opp.points is not null),
team_games as (
    select
      own.*,
      opp.team_turnovers as opp_team_turnovers,
      opp.possessions_x100 as opp_possessions_x100,
      opp.points as opp_points,
      opp.fg_made as opp_fg_made,
      opp.fg_attempted as opp_fg_attempted,
      opp.three_pt_made as opp_three_pt_made,
      opp.three_pt_attempted as opp_three_pt_attempted,
      opp.ft_made as opp_ft_made,
      opp.ft_attempted as opp_ft_attempted,
      opp.offensive_rebounds as opp_offensive_rebounds,
      opp.defensive_rebounds as opp_defensive_rebounds,
      opp.total_rebounds as opp_total_rebounds,
      opp.assists as opp_assists,
      opp.steals as opp_steals,
      opp.blocks as opp_blocks,
      opp.turnovers as opp_turnovers,
      opp.personal_fouls as opp_personal_fouls,
      opp.paint_attempts as opp_paint_attempts,
      opp.paint_makes as opp_paint_makes,
      opp.mid_range_attempts as opp_mid_range_attempts,
      opp.mid_range_makes as opp_mid_range_makes,
      opp.paint_blocks as opp_paint_blocks,
      opp.mid_range_blocks as opp_mid_range_blocks,
      opp.three_pt_blocks as opp_three_pt_blocks,
      opp.second_chance_points as opp_second_chance_points,
      opp.fast_break_points as opp_fast_break_points,
      opp.official_points_in_paint as opp_official_points_in_paint,
      opp.zones_agree as opp_zones_agree,
      (sign(10000 * own.points) * div((200 * abs(10000 * own.points) + nullif(own.possessions_x100, 0)), (2 * nullif(own.possessions_x100, 0)))) as offensive_rating_x100,
      (sign(10000 * opp.points) * div((200 * abs(10000 * opp.points) + nullif(opp.possessions_x100, 0)), (2 * nullif(opp.possessions_x100, 0)))) as defensive_rating_x100,
      (sign(48 * (own.possessions_x100 + opp.possessions_x100)) * div((20 * abs(48 * (own.possessions_x100 + opp.possessions_x100)) + nullif((200 * (48 + 5 * own.overtime_periods)), 0)), (2 * nullif((200 * (48 + 5 * own.overtime_periods)), 0)))) as pace_x10,
      i.game_index
    from rated_boxes as own
    join rated_boxes as opp
      on opp.nba_game_id = own.nba_game_id and opp.team_abbr = own.opponent_team_abbr
    join game_indexes as i
      on i.nba_game_id = own.nba_game_id and i.team_abbr = own.team_abbr),
calendar_sides as (
    select
      t.*,
      unix_date(t.game_date) as day,
      row_number() over (partition by t.team_abbr, t.season_year order by t.game_date, t.nba_game_id) as schedule_index,
      case when p.nba_game_id is null then 0 else 1 end as played,
      case when t.state = 'waiting' then 0 else 1 end as counted,
      case substr(t.nba_game_id, 1, 3)
        when '002' then case when t.cup_stage = 'knockout' then 'knockout' else 'fixed' end
        when '004' then 'series'
        else 'single'
      end as certainty,
      case
        when p.points > p.opp_points then t.team_abbr
        when p.points < p.opp_points then t.opponent_team_abbr
        else t.series_winner
      end as winner
    from team_slots as t
    left join team_games as p
      on p.nba_game_id = t.nba_game_id and p.team_abbr = t.team_abbr),
calendar_windows as (
    select
      nba_game_id,
      team_abbr,
      (coalesce(sum(played) over (partition by team_abbr, season_year order by day range between unbounded preceding and 1 preceding), 0)) as played_before,
      max(case when counted = 1 then day end) over (partition by team_abbr, season_year order by day range between unbounded preceding and 1 preceding) as last_day,
      (coalesce(sum(counted) over (partition by team_abbr, season_year order by day range between 7 preceding and 1 preceding), 0)) as games_last_7,
      (coalesce(sum(counted) over (partition by team_abbr, season_year order by day range between 14 preceding and 1 preceding), 0)) as games_last_14,
      (sum(counted) over schedule_so_far) as counted_index
    from (
      select nba_game_id, team_abbr, season_year, game_date, day, home_game, played, counted
      from calendar_sides
    ) as c
    window
      schedule_so_far as (partition by team_abbr, season_year order by game_date, nba_game_id rows between unbounded preceding and current row)),
series_games as (
    select
      nba_game_id,
      team_abbr,
      number,
      4 + least(
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
      from calendar_sides
      where certainty = 'series'
    ) as s
    window earlier as (partition by team_abbr, season_year, opponent_team_abbr order by day range between unbounded preceding and 1 preceding)),
cup_rounds as (
    select nba_game_id, team_abbr, season_year, day, 0 as round
    from calendar_sides
    where cup_stage = 'group'
    union all
    select nba_game_id, team_abbr, season_year, day, row_number() over (partition by team_abbr, season_year order by day, nba_game_id) as round
    from calendar_sides
    where cup_stage = 'knockout'),
knockout_games as (
    select k.nba_game_id, k.team_abbr, max(p.day) as decided_on
    from cup_rounds as k
    join cup_rounds as p
      on p.season_year = k.season_year and p.round = k.round - 1
    group by k.nba_game_id, k.team_abbr),
promised_sides as (
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
    from calendar_sides as c
    left join series_games as s
      on s.nba_game_id = c.nba_game_id and s.team_abbr = c.team_abbr
    left join knockout_games as k
      on k.nba_game_id = c.nba_game_id and k.team_abbr = c.team_abbr),
certain_games as (
    select
      c.nba_game_id,
      c.team_abbr,
      (sum(case when f.day <= c.day + 7 then 1 else 0 end)) as games_next_7,
      min(f.schedule_index) as next_index
    from promised_sides as c
    join promised_sides as f
      on f.team_abbr = c.team_abbr and f.season_year = c.season_year and f.day > c.day
    where c.game_date between date '2021-10-19' and date '2021-11-19' and (
      f.certainty = 'fixed'
      or (f.certainty = 'series' and f.opponent_team_abbr = c.opponent_team_abbr and f.number <= c.certain_to)
      or (f.certainty = 'knockout' and f.decided_on < c.day)
    )
    group by c.nba_game_id, c.team_abbr),
team_calendar as (
    select
      c.*,
      w.played_before,
      w.last_day,
      w.games_last_7,
      w.games_last_14,
      w.counted_index,
      coalesce(a.games_next_7, 0) as games_next_7,
      n.day as next_day,
      n.opponent_team_abbr as next_opponent,
      n.national_tv as next_national_tv
    from calendar_sides as c
    join calendar_windows as w
      on w.nba_game_id = c.nba_game_id and w.team_abbr = c.team_abbr
    left join certain_games as a
      on a.nba_game_id = c.nba_game_id and a.team_abbr = c.team_abbr
    left join calendar_sides as n
      on n.team_abbr = c.team_abbr and n.season_year = c.season_year and n.schedule_index = a.next_index),
road_trips as (
    select
      nba_game_id,
      team_abbr,
      counted_index - coalesce(max(case when home_game then counted_index end) over (
        partition by team_abbr, season_year order by counted_index rows between unbounded preceding and current row
      ), 0) as road_games_in_a_row
    from (
      select nba_game_id, team_abbr, season_year, home_game, counted_index from team_calendar where counted = 1
    ) as c),
team_form as (
    select
      team_abbr,
      season_year,
      game_index,
      game_date,
      unix_date(game_date) as day,
      points - opp_points as margin,
      (sum(1) over last_ten) as games_of_last_ten,
      (sign(sum(pace_x10) over last_ten) * div((2 * abs(sum(pace_x10) over last_ten) + nullif(count(pace_x10) over last_ten, 0)), (2 * nullif(count(pace_x10) over last_ten, 0)))) as pace_x10_last_ten,
      (sign(sum(defensive_rating_x100) over last_ten) * div((2 * abs(sum(defensive_rating_x100) over last_ten) + nullif(count(defensive_rating_x100) over last_ten, 0)), (2 * nullif(count(defensive_rating_x100) over last_ten, 0)))) as defensive_rating_x100_last_ten,
      (sign(sum(ft_rate_x1000) over last_ten) * div((2 * abs(sum(ft_rate_x1000) over last_ten) + nullif(count(ft_rate_x1000) over last_ten, 0)), (2 * nullif(count(ft_rate_x1000) over last_ten, 0)))) as ft_rate_allowed_x1000_last_ten,
      (sum(case when points > opp_points then 1 else 0 end) over season_so_far) as wins,
      game_index - coalesce(max(case when points < opp_points then game_index end) over season_so_far, 0) as win_streak,
      game_index - coalesce(max(case when points > opp_points then game_index end) over season_so_far, 0) as loss_streak,
      (sum(regular_season) over season_so_far) as regular_season_games
    from (
      select t.*, (sign(1000 * opp_ft_attempted) * div((2000 * abs(1000 * opp_ft_attempted) + nullif(pace_x10, 0)), (2 * nullif(pace_x10, 0)))) as ft_rate_x1000
      from team_games as t
    ) as rated
    window
      season_so_far as (partition by team_abbr, season_year order by game_index rows between unbounded preceding and current row),
      last_ten as (partition by team_abbr, season_year order by game_index rows between 9 preceding and current row)),
next_opponents as (
    select c.nba_game_id, c.team_abbr, max(f.wins) as wins, max(f.game_index) as games
    from team_calendar as c
    join team_form as f
      on f.team_abbr = c.next_opponent and f.season_year = c.season_year and f.day < c.day
    where c.game_date between date '2021-10-19' and date '2021-11-19'
    group by c.nba_game_id, c.team_abbr),
team_context as (
    select
      c.*,
      c.day - c.last_day as days_since_last_game,
      t.road_games_in_a_row,
      f.margin as last_margin,
      f.win_streak,
      f.loss_streak,
      f.regular_season_games,
      f.games_of_last_ten,
      f.pace_x10_last_ten,
      f.defensive_rating_x100_last_ten,
      f.ft_rate_allowed_x1000_last_ten,
      o.wins as next_opponent_wins,
      o.games as next_opponent_games
    from team_calendar as c
    join road_trips as t
      on t.nba_game_id = c.nba_game_id and t.team_abbr = c.team_abbr
    left join team_form as f
      on f.team_abbr = c.team_abbr and f.season_year = c.season_year and f.game_index = c.played_before
    left join next_opponents as o
      on o.nba_game_id = c.nba_game_id and o.team_abbr = c.team_abbr
    where c.counted = 1 and c.game_date between date '2021-10-19' and date '2021-11-19'),
starts as (
    select g.team_abbr, g.season_year, g.game_index, p.person_id
    from player_games as p
    join team_games as g
      on g.nba_game_id = p.nba_game_id and g.team_abbr = p.team_abbr
    where p.starter and p.player_status = 'active'),
games_with_starters as (
    select c.nba_game_id, c.team_abbr, count(*) as known
    from team_context as c
    join (select distinct team_abbr, season_year, game_index from starts) as s
      on s.team_abbr = c.team_abbr and s.season_year = c.season_year and s.game_index between c.played_before - 9 and c.played_before
    group by c.nba_game_id, c.team_abbr),
out_players as (
    select
      nba_game_id,
      team_abbr,
      person_id,
      case
        when player_status = 'inactive' then 1
        when player_status = 'dnp' and (dnp_reason in ('Did Not Dress', 'Not With Team', 'Player Suspended') or substr(dnp_reason, 1, 3) in ('DND', 'NWT')) then 1
        else 0
      end as out_after,
      case when on_inactive_list then 1 else 0 end as out_before_tip
    from player_games
    where on_inactive_list or player_status <> 'active'
    union all
    select l.nba_game_id, l.team_abbr, l.person_id, 0 as out_after, 1 as out_before_tip
    from inactive_lines as l
    join team_context as c
      on c.nba_game_id = l.nba_game_id and c.team_abbr = l.team_abbr and (c.state = 'upcoming' or c.box_teams = 0)),
regulars_out as (
    select
      o.nba_game_id,
      o.team_abbr,
      o.person_id,
      o.out_after,
      o.out_before_tip,
      case when 2 * count(s.person_id) >= case when c.played_before < 10 then c.played_before else 10 end then 1 else 0 end as regular
    from out_players as o
    join team_context as c
      on c.nba_game_id = o.nba_game_id and c.team_abbr = o.team_abbr
    left join starts as s
      on s.person_id = o.person_id and s.team_abbr = o.team_abbr and s.season_year = c.season_year
      and s.game_index between c.played_before - 9 and c.played_before
    group by o.nba_game_id, o.team_abbr, o.person_id, o.out_after, o.out_before_tip, c.played_before),
availability as (
    select
      c.nba_game_id,
      c.team_abbr,
      coalesce(o.players_out, 0) as players_out,
      case when k.known > 0 then coalesce(o.starters_out, 0) end as starters_out,
      case when k.known > 0 then coalesce(o.starters_out_before_tip, 0) end as starters_out_before_tip
    from team_context as c
    join (select distinct nba_game_id from inactive_lines) as l
      on l.nba_game_id = c.nba_game_id
    left join games_with_starters as k
      on k.nba_game_id = c.nba_game_id and k.team_abbr = c.team_abbr
    left join (
      select
        nba_game_id,
        team_abbr,
        (sum(out_after)) as players_out,
        (sum(out_after * regular)) as starters_out,
        (sum(out_before_tip * regular)) as starters_out_before_tip
      from regulars_out
      group by nba_game_id, team_abbr
    ) as o
      on o.nba_game_id = c.nba_game_id and o.team_abbr = c.team_abbr),
nbac_referee_game_assignments as (select feed, game_id, nba_game_id, game_date, official_position, official_code, official_name, jersey_number, import_number from nba_raw.nbac_referee_game_assignments where ended_by is null),
told_crews as (
    select a.nba_game_id, case a.feed when 'nba_live' then 1 when 'nba_schedule_v2' then 2 when 'nba_box_score_v3' then 3 when 'nba_box_score_v2' then 4 when 'nba_referees' then 5 when 'nba_injury_report' then 6 when 'nba_rosters' then 7 when 'nba_players' then 8 when 'nba_schedule_table' then 9 when 'nba_scoreboard' then 10 when 'nba_play_by_play_v2' then 11 when 'nba_play_by_play_v3' then 12 when 'nba_league_game_log' then 13 when 'kaggle' then 14 when 'bigdataball' then 15 when 'nba_shot_chart' then 16 when 'basketball_reference' then 17 when 'basketball_reference_export' then 18 when 'espn' then 19 when 'odds_api' then 20 when 'prop_tables' then 21 when 'odds_archive' then 22 when 'bettingpros' then 23 when 'transactions' then 24 when 'balldontlie' then 25 when 'user' then 26 when 'derived' then 27 end as place, case when count(distinct a.official_code) = 3 then cast(min(a.official_code) as string) || '_' || cast((sum(distinct a.official_code) - min(a.official_code) - max(a.official_code)) as string) || '_' || cast(max(a.official_code) as string) end as crew
    from nbac_referee_game_assignments as a
    join played_games as g
      on g.nba_game_id = a.nba_game_id
    where a.official_position <= 3
    group by a.nba_game_id, a.feed
    union all
    select e.nba_game_id, 28 as place, max(e.referee_crew_id) as crew
    from team_event_facts as e
    join played_games as g
      on g.nba_game_id = e.nba_game_id
    group by e.nba_game_id),
referee_crews as (
    select nba_game_id, array_agg(crew order by if(crew is null, 1, 0), place limit 1)[safe_offset(0)] as referee_crew_id
    from told_crews
    group by nba_game_id)

select
  game_id, nba_game_id, game_date, team_abbr, opponent_team_abbr, season_year, points_scored, fg_attempts, fg_makes, three_pt_attempts, three_pt_makes, ft_attempts, ft_makes, rebounds, assists, turnovers, team_turnovers, personal_fouls, team_paint_attempts, team_paint_makes, team_mid_range_attempts, team_mid_range_makes, points_in_paint_scored, official_points_in_paint_scored, second_chance_points_scored, fast_break_points_scored, offensive_rating, pace, possessions, ts_pct, home_game, win_flag, margin_of_victory, overtime_periods, players_inactive, starters_inactive, referee_crew_id, shot_zones_available, shot_zones_source, quality_score, quality_tier, quality_issues, data_sources,
  substr(to_hex(sha256(hashed_text)), 1, 16) as data_hash,
  'content-1' as data_hash_recipe
from (
select typed.*, concat('{"assists": ', coalesce(cast(assists as string), 'null'), ', "fast_break_points_scored": ', coalesce(cast(fast_break_points_scored as string), 'null'), ', "fg_attempts": ', coalesce(cast(fg_attempts as string), 'null'), ', "fg_makes": ', coalesce(cast(fg_makes as string), 'null'), ', "ft_attempts": ', coalesce(cast(ft_attempts as string), 'null'), ', "ft_makes": ', coalesce(cast(ft_makes as string), 'null'), ', "game_date": ', coalesce(concat('"', cast(game_date as string), '"'), 'null'), ', "game_id": ', coalesce(concat('"', if(regexp_contains(game_id, r'^[ !#-\[\]-~]*$'), game_id, (select string_agg(case when c = 34 then r'\"' when c = 92 then r'\\' when c = 10 then r'\n' when c = 13 then r'\r' when c = 9 then r'\t' when c = 8 then r'\b' when c = 12 then r'\f' when c between 32 and 126 then code_points_to_string([c]) when c < 65536 then concat(r'\u', format('%04x', c)) else concat(r'\u', format('%04x', 55296 + ((c - 65536) >> 10)), r'\u', format('%04x', 56320 + ((c - 65536) & 1023))) end, '' order by place) from unnest(to_code_points(game_id)) as c with offset as place)), '"'), 'null'), ', "home_game": ', coalesce(cast(home_game as string), 'null'), ', "margin_of_victory": ', coalesce(cast(margin_of_victory as string), 'null'), ', "nba_game_id": ', coalesce(concat('"', if(regexp_contains(nba_game_id, r'^[ !#-\[\]-~]*$'), nba_game_id, (select string_agg(case when c = 34 then r'\"' when c = 92 then r'\\' when c = 10 then r'\n' when c = 13 then r'\r' when c = 9 then r'\t' when c = 8 then r'\b' when c = 12 then r'\f' when c between 32 and 126 then code_points_to_string([c]) when c < 65536 then concat(r'\u', format('%04x', c)) else concat(r'\u', format('%04x', 55296 + ((c - 65536) >> 10)), r'\u', format('%04x', 56320 + ((c - 65536) & 1023))) end, '' order by place) from unnest(to_code_points(nba_game_id)) as c with offset as place)), '"'), 'null'), ', "offensive_rating": ', coalesce((select if(regexp_contains(digits, r'[.eIN]'), digits, concat(digits, '.0')) from (select case when is_nan(offensive_rating) then 'NaN' when is_inf(offensive_rating) then if(offensive_rating > 0, 'Infinity', '-Infinity') when offensive_rating = 0 then if(ieee_divide(1, offensive_rating) < 0, '-0.0', '0.0') when abs(offensive_rating) < 2.2250738585072014e-308 then array(select digits from (select format('%.*g', count, offensive_rating) as digits, count from unnest(generate_array(1, 17)) as count) where cast(digits as float64) = offensive_rating order by count)[offset(0)] when not (abs(offensive_rating) >= 1e15 and abs(offensive_rating) < 1e16) and cast(format('%.15g', offensive_rating) as float64) = offensive_rating then format('%.15g', offensive_rating) when cast(format('%.16g', offensive_rating) as float64) = offensive_rating then format('%.16g', offensive_rating) when abs(offensive_rating) >= 1e16 and abs(offensive_rating) < 1e17 then format('%.16e', offensive_rating) else (select if(safe_cast(up as float64) = offensive_rating, up, format('%.17g', offensive_rating)) from (select (select concat(regexp_extract(digits, r'^(.*)[0-9]e'), cast(cast(regexp_extract(digits, r'([0-9])e') as int64) + 1 as string), regexp_extract(digits, r'e.*$')) from (select format('%.15e', offensive_rating) as digits)) as up)) end as digits)), 'null'), ', "official_points_in_paint_scored": ', coalesce(cast(official_points_in_paint_scored as string), 'null'), ', "opponent_team_abbr": ', coalesce(concat('"', if(regexp_contains(opponent_team_abbr, r'^[ !#-\[\]-~]*$'), opponent_team_abbr, (select string_agg(case when c = 34 then r'\"' when c = 92 then r'\\' when c = 10 then r'\n' when c = 13 then r'\r' when c = 9 then r'\t' when c = 8 then r'\b' when c = 12 then r'\f' when c between 32 and 126 then code_points_to_string([c]) when c < 65536 then concat(r'\u', format('%04x', c)) else concat(r'\u', format('%04x', 55296 + ((c - 65536) >> 10)), r'\u', format('%04x', 56320 + ((c - 65536) & 1023))) end, '' order by place) from unnest(to_code_points(opponent_team_abbr)) as c with offset as place)), '"'), 'null'), ', "overtime_periods": ', coalesce(cast(overtime_periods as string), 'null'), ', "pace": ', coalesce((select if(regexp_contains(digits, r'[.eIN]'), digits, concat(digits, '.0')) from (select case when is_nan(pace) then 'NaN' when is_inf(pace) then if(pace > 0, 'Infinity', '-Infinity') when pace = 0 then if(ieee_divide(1, pace) < 0, '-0.0', '0.0') when abs(pace) < 2.2250738585072014e-308 then array(select digits from (select format('%.*g', count, pace) as digits, count from unnest(generate_array(1, 17)) as count) where cast(digits as float64) = pace order by count)[offset(0)] when not (abs(pace) >= 1e15 and abs(pace) < 1e16) and cast(format('%.15g', pace) as float64) = pace then format('%.15g', pace) when cast(format('%.16g', pace) as float64) = pace then format('%.16g', pace) when abs(pace) >= 1e16 and abs(pace) < 1e17 then format('%.16e', pace) else (select if(safe_cast(up as float64) = pace, up, format('%.17g', pace)) from (select (select concat(regexp_extract(digits, r'^(.*)[0-9]e'), cast(cast(regexp_extract(digits, r'([0-9])e') as int64) + 1 as string), regexp_extract(digits, r'e.*$')) from (select format('%.15e', pace) as digits)) as up)) end as digits)), 'null'), ', "personal_fouls": ', coalesce(cast(personal_fouls as string), 'null'), ', "players_inactive": ', coalesce(cast(players_inactive as string), 'null'), ', "points_in_paint_scored": ', coalesce(cast(points_in_paint_scored as string), 'null'), ', "points_scored": ', coalesce(cast(points_scored as string), 'null'), ', "possessions": ', coalesce((select if(regexp_contains(digits, r'[.eIN]'), digits, concat(digits, '.0')) from (select case when is_nan(possessions) then 'NaN' when is_inf(possessions) then if(possessions > 0, 'Infinity', '-Infinity') when possessions = 0 then if(ieee_divide(1, possessions) < 0, '-0.0', '0.0') when abs(possessions) < 2.2250738585072014e-308 then array(select digits from (select format('%.*g', count, possessions) as digits, count from unnest(generate_array(1, 17)) as count) where cast(digits as float64) = possessions order by count)[offset(0)] when not (abs(possessions) >= 1e15 and abs(possessions) < 1e16) and cast(format('%.15g', possessions) as float64) = possessions then format('%.15g', possessions) when cast(format('%.16g', possessions) as float64) = possessions then format('%.16g', possessions) when abs(possessions) >= 1e16 and abs(possessions) < 1e17 then format('%.16e', possessions) else (select if(safe_cast(up as float64) = possessions, up, format('%.17g', possessions)) from (select (select concat(regexp_extract(digits, r'^(.*)[0-9]e'), cast(cast(regexp_extract(digits, r'([0-9])e') as int64) + 1 as string), regexp_extract(digits, r'e.*$')) from (select format('%.15e', possessions) as digits)) as up)) end as digits)), 'null'), ', "rebounds": ', coalesce(cast(rebounds as string), 'null'), ', "referee_crew_id": ', coalesce(concat('"', if(regexp_contains(referee_crew_id, r'^[ !#-\[\]-~]*$'), referee_crew_id, (select string_agg(case when c = 34 then r'\"' when c = 92 then r'\\' when c = 10 then r'\n' when c = 13 then r'\r' when c = 9 then r'\t' when c = 8 then r'\b' when c = 12 then r'\f' when c between 32 and 126 then code_points_to_string([c]) when c < 65536 then concat(r'\u', format('%04x', c)) else concat(r'\u', format('%04x', 55296 + ((c - 65536) >> 10)), r'\u', format('%04x', 56320 + ((c - 65536) & 1023))) end, '' order by place) from unnest(to_code_points(referee_crew_id)) as c with offset as place)), '"'), 'null'), ', "season_year": ', coalesce(cast(season_year as string), 'null'), ', "second_chance_points_scored": ', coalesce(cast(second_chance_points_scored as string), 'null'), ', "starters_inactive": ', coalesce(cast(starters_inactive as string), 'null'), ', "team_abbr": ', coalesce(concat('"', if(regexp_contains(team_abbr, r'^[ !#-\[\]-~]*$'), team_abbr, (select string_agg(case when c = 34 then r'\"' when c = 92 then r'\\' when c = 10 then r'\n' when c = 13 then r'\r' when c = 9 then r'\t' when c = 8 then r'\b' when c = 12 then r'\f' when c between 32 and 126 then code_points_to_string([c]) when c < 65536 then concat(r'\u', format('%04x', c)) else concat(r'\u', format('%04x', 55296 + ((c - 65536) >> 10)), r'\u', format('%04x', 56320 + ((c - 65536) & 1023))) end, '' order by place) from unnest(to_code_points(team_abbr)) as c with offset as place)), '"'), 'null'), ', "team_mid_range_attempts": ', coalesce(cast(team_mid_range_attempts as string), 'null'), ', "team_mid_range_makes": ', coalesce(cast(team_mid_range_makes as string), 'null'), ', "team_paint_attempts": ', coalesce(cast(team_paint_attempts as string), 'null'), ', "team_paint_makes": ', coalesce(cast(team_paint_makes as string), 'null'), ', "team_turnovers": ', coalesce(cast(team_turnovers as string), 'null'), ', "three_pt_attempts": ', coalesce(cast(three_pt_attempts as string), 'null'), ', "three_pt_makes": ', coalesce(cast(three_pt_makes as string), 'null'), ', "ts_pct": ', coalesce((select if(regexp_contains(digits, r'[.eIN]'), digits, concat(digits, '.0')) from (select case when is_nan(ts_pct) then 'NaN' when is_inf(ts_pct) then if(ts_pct > 0, 'Infinity', '-Infinity') when ts_pct = 0 then if(ieee_divide(1, ts_pct) < 0, '-0.0', '0.0') when abs(ts_pct) < 2.2250738585072014e-308 then array(select digits from (select format('%.*g', count, ts_pct) as digits, count from unnest(generate_array(1, 17)) as count) where cast(digits as float64) = ts_pct order by count)[offset(0)] when not (abs(ts_pct) >= 1e15 and abs(ts_pct) < 1e16) and cast(format('%.15g', ts_pct) as float64) = ts_pct then format('%.15g', ts_pct) when cast(format('%.16g', ts_pct) as float64) = ts_pct then format('%.16g', ts_pct) when abs(ts_pct) >= 1e16 and abs(ts_pct) < 1e17 then format('%.16e', ts_pct) else (select if(safe_cast(up as float64) = ts_pct, up, format('%.17g', ts_pct)) from (select (select concat(regexp_extract(digits, r'^(.*)[0-9]e'), cast(cast(regexp_extract(digits, r'([0-9])e') as int64) + 1 as string), regexp_extract(digits, r'e.*$')) from (select format('%.15e', ts_pct) as digits)) as up)) end as digits)), 'null'), ', "turnovers": ', coalesce(cast(turnovers as string), 'null'), ', "win_flag": ', coalesce(cast(win_flag as string), 'null'), '}') as hashed_text
from (
  select
    cast(result.game_id as STRING) as game_id,
    cast(result.nba_game_id as STRING) as nba_game_id,
    cast(result.game_date as DATE) as game_date,
    cast(result.team_abbr as STRING) as team_abbr,
    cast(result.opponent_team_abbr as STRING) as opponent_team_abbr,
    cast(result.season_year as INT64) as season_year,
    cast(result.points_scored as INT64) as points_scored,
    cast(result.fg_attempts as INT64) as fg_attempts,
    cast(result.fg_makes as INT64) as fg_makes,
    cast(result.three_pt_attempts as INT64) as three_pt_attempts,
    cast(result.three_pt_makes as INT64) as three_pt_makes,
    cast(result.ft_attempts as INT64) as ft_attempts,
    cast(result.ft_makes as INT64) as ft_makes,
    cast(result.rebounds as INT64) as rebounds,
    cast(result.assists as INT64) as assists,
    cast(result.turnovers as INT64) as turnovers,
    cast(result.team_turnovers as INT64) as team_turnovers,
    cast(result.personal_fouls as INT64) as personal_fouls,
    cast(result.team_paint_attempts as INT64) as team_paint_attempts,
    cast(result.team_paint_makes as INT64) as team_paint_makes,
    cast(result.team_mid_range_attempts as INT64) as team_mid_range_attempts,
    cast(result.team_mid_range_makes as INT64) as team_mid_range_makes,
    cast(result.points_in_paint_scored as INT64) as points_in_paint_scored,
    cast(result.official_points_in_paint_scored as INT64) as official_points_in_paint_scored,
    cast(result.second_chance_points_scored as INT64) as second_chance_points_scored,
    cast(result.fast_break_points_scored as INT64) as fast_break_points_scored,
    cast(result.offensive_rating as FLOAT64) as offensive_rating,
    cast(result.pace as FLOAT64) as pace,
    cast(result.possessions as FLOAT64) as possessions,
    cast(result.ts_pct as FLOAT64) as ts_pct,
    cast(result.home_game as BOOL) as home_game,
    cast(result.win_flag as BOOL) as win_flag,
    cast(result.margin_of_victory as INT64) as margin_of_victory,
    cast(result.overtime_periods as INT64) as overtime_periods,
    cast(result.players_inactive as INT64) as players_inactive,
    cast(result.starters_inactive as INT64) as starters_inactive,
    cast(result.referee_crew_id as STRING) as referee_crew_id,
    cast(result.shot_zones_available as BOOL) as shot_zones_available,
    cast(result.shot_zones_source as STRING) as shot_zones_source,
    cast(100 - result.quality_deduction as FLOAT64) as quality_score,
    case when result.quality_deduction <= 5 then 'gold' when result.quality_deduction <= 20 then 'silver' when result.quality_deduction <= 40 then 'bronze' else 'poor' end as quality_tier,
    array(select text from unnest(array<string>[cast(case when (result.events_from is not null and not result.events_agree) or (result.zones_from is not null and not result.zones_agree) then 'events_differ' end as string), cast(case when result.players_inactive is null then 'no_inactive_list' end as string), cast(case when result.referee_crew_id is null then 'no_officials' end as string), cast(case when result.overtime_periods is null then 'no_overtime' end as string), cast(case when result.events_from is null then 'no_play_by_play' end as string), cast(case when result.team_turnovers is null then 'no_team_turnovers' end as string)]) as text where text is not null order by text) as quality_issues,
    array(select text from unnest(array<string>[cast(case when result.from_nbac_player_boxscores then 'nbac_player_boxscores' end as string), cast(case when result.from_bref_player_boxscores then 'bref_player_boxscores' end as string), cast(case when result.from_espn_player_boxscores then 'espn_player_boxscores' end as string), cast(case when result.from_bdl_player_boxscores then 'bdl_player_boxscores' end as string), cast(case when result.from_nbac_team_boxscore then 'nbac_team_boxscore' end as string), cast(case when result.from_bref_team_boxscores then 'bref_team_boxscores' end as string), cast(case when result.from_espn_team_boxscore then 'espn_team_boxscore' end as string), cast(case when coalesce(result.events_table = 'nbac_play_by_play', false) or coalesce(result.zones_table = 'nbac_play_by_play', false) then 'nbac_play_by_play' end as string), cast(case when coalesce(result.events_table = 'bigdataball_play_by_play', false) or coalesce(result.zones_table = 'bigdataball_play_by_play', false) then 'bigdataball_play_by_play' end as string), cast(case when coalesce(result.events_table = 'nbac_shot_chart', false) or coalesce(result.zones_table = 'nbac_shot_chart', false) then 'nbac_shot_chart' end as string)]) as text where text is not null order by text) as data_sources
  from (
  select result.*, 0 + case when (result.events_from is not null and not result.events_agree) or (result.zones_from is not null and not result.zones_agree) then 5 else 0 end + case when result.players_inactive is null then 5 else 0 end + case when result.referee_crew_id is null then 5 else 0 end + case when result.overtime_periods is null then 5 else 0 end + case when result.events_from is null then 5 else 0 end + case when result.team_turnovers is null then 5 else 0 end as quality_deduction
  from (
    select
      t.*,
      t.points as points_scored,
      t.fg_attempted as fg_attempts,
      t.fg_made as fg_makes,
      t.three_pt_attempted as three_pt_attempts,
      t.three_pt_made as three_pt_makes,
      t.ft_attempted as ft_attempts,
      t.ft_made as ft_makes,
      t.total_rebounds as rebounds,
      t.paint_attempts as team_paint_attempts,
      t.paint_makes as team_paint_makes,
      t.mid_range_attempts as team_mid_range_attempts,
      t.mid_range_makes as team_mid_range_makes,
      2 * t.paint_makes as points_in_paint_scored,
      t.official_points_in_paint as official_points_in_paint_scored,
      t.second_chance_points as second_chance_points_scored,
      t.fast_break_points as fast_break_points_scored,
      t.zones_agree as shot_zones_available,
      case when t.zones_agree then t.zones_from end as shot_zones_source,
      (cast(t.offensive_rating_x100 as float64) / 1e2) as offensive_rating,
      (cast(t.pace_x10 as float64) / 1e1) as pace,
      (cast(t.possessions_x100 as float64) / 1e2) as possessions,
      (cast((sign(50 * t.points) * div((2000 * abs(50 * t.points) + nullif((100 * t.fg_attempted + 44 * t.ft_attempted), 0)), (2 * nullif((100 * t.fg_attempted + 44 * t.ft_attempted), 0)))) as float64) / 1e3) as ts_pct,
      t.points > t.opp_points as win_flag,
      t.points - t.opp_points as margin_of_victory,
      a.players_out as players_inactive,
      a.starters_out as starters_inactive,
      r.referee_crew_id
    from team_games as t
    left join availability as a
      on a.nba_game_id = t.nba_game_id and a.team_abbr = t.team_abbr
    left join referee_crews as r
      on r.nba_game_id = t.nba_game_id
  ) as result
  where result.game_date between date '2021-10-19' and date '2021-11-19'
  ) as result
) as typed
) as typed
