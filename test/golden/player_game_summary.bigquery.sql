with nbac_player_boxscores as (select feed, game_id, nba_game_id, game_date, nba_player_id, player_full_name, player_lookup, team_abbr, player_status, dnp_reason, starter, minutes, seconds_played, minutes_rounded, points, field_goals_made, field_goals_attempted, three_pointers_made, three_pointers_attempted, free_throws_made, free_throws_attempted, offensive_rebounds, defensive_rebounds, total_rebounds, assists, steals, blocks, turnovers, personal_fouls, plus_minus, import_number from nba_raw.nbac_player_boxscores where ended_by is null),
nbac_schedule as (select feed, game_id, nba_game_id, game_date, season_year, home_team_tricode, away_team_tricode, game_status, home_team_score, away_team_score, game_datetime_utc, arena_name, arena_city, arena_state, neutral_site_flag, has_national_tv, national_broadcasters, game_label, game_sub_label, game_subtype, import_number from nba_raw.nbac_schedule where ended_by is null),
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
people as (
    select
      person_id,
      max(nba_player_id) as nba_player_id,
      max(player_full_name) as player_full_name,
      max(player_lookup) as player_lookup,
      max(universal_player_id) as universal_player_id
    from player_identities
    group by person_id),
double_listings as (
    select person_id, game_date, (count(*)) as listings
    from player_games
    group by person_id, game_date
    having count(*) > 1),
picked_listings as (
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
          order by unix_date(p.game_date)
          range between unbounded preceding and 1 preceding
        ) as last_team
      from player_games as p
      where person_id in (select person_id from double_listings)
    ) as w
    join double_listings as d
      on d.person_id = w.person_id and d.game_date = w.game_date),
listed_players as (
    select
      p.*,
      unix_date(p.game_date) as day,
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
points_offers as (
    select
      l.nba_game_id,
      g.game_date,
      l.player_lookup as told,
      l.bookmaker as book,
      l.snapshot_timestamp,
      'odds_api_player_points_props' as told_by,
      cast(round(10 * l.points_line) as INT64) as line_x10
    from odds_api_player_points_props as l
    join games as g
      on g.nba_game_id = l.nba_game_id
    where (l.commence_time is null or l.snapshot_timestamp <= l.commence_time)
      and coalesce(l.is_pregame, true)
      and case when g.tip_utc is null then coalesce(l.is_pregame, false) else l.snapshot_timestamp <= g.tip_utc end),
prop_feeds as (
    select g.nba_game_id
    from games as g
    join (select game_date, min(snapshot_timestamp) as first_at from points_offers group by game_date) as o
      on o.game_date = g.game_date and (g.tip_utc is null or o.first_at <= g.tip_utc)),
upcoming_sides as (
    select s.*, unix_date(s.game_date) as day
    from team_slots as s
    where s.state = 'upcoming' or (s.state = 'final' and s.line_teams = 0)),
espn_team_rosters as (select feed, roster_date, team_abbr, player_full_name, player_lookup, espn_player_id, nba_player_id, age, birth_date, position, jersey_number, import_number from nba_raw.espn_team_rosters where ended_by is null),
player_aliases as (select feed, alias_lookup, nba_canonical_lookup, is_active, import_number from nba_reference.player_aliases where ended_by is null),
persons_by_name as (
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
roster_entries as (
    select person_id, day, max(team_abbr) as team_abbr, max(age) as age, max(birth_date) as birth_date
    from (
      select
        coalesce('nba:' || cast(r.nba_player_id as string), p.person_id) as person_id,
        unix_date(r.roster_date) as day,
        r.team_abbr,
        r.age,
        r.birth_date
      from espn_team_rosters as r
      left join persons_by_name as p
        on p.player_lookup = r.player_lookup
    ) as entries
    where person_id is not null
    group by person_id, day),
nbac_injury_report as (select feed, game_id, nba_game_id, game_date, snapshot_timestamp, report_date, report_hour, tip_utc, team_abbr, player_full_name, player_lookup, injury_status, reason, reason_category, import_number from nba_raw.nbac_injury_report where ended_by is null),
reports_before_tip as (
    select r.nba_game_id, max(r.snapshot_timestamp) as last_report
    from nbac_injury_report as r
    join games as g
      on g.nba_game_id = r.nba_game_id
    where r.snapshot_timestamp <= coalesce(g.tip_utc, r.tip_utc)
    group by r.nba_game_id),
last_reports as (
    select r.nba_game_id, r.team_abbr, r.player_lookup, r.injury_status, r.reason
    from nbac_injury_report as r
    join reports_before_tip as l
      on l.nba_game_id = r.nba_game_id and l.last_report = r.snapshot_timestamp),
reported_players as (
    select r.nba_game_id, p.person_id, min(r.team_abbr) as team_abbr, min(r.injury_status) as status, min(r.reason) as reason
    from last_reports as r
    join persons_by_name as p
      on p.player_lookup = r.player_lookup
    group by r.nba_game_id, p.person_id),
expected_rosters as (
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
    where out_of_game.person_id is null and ruled_out.person_id is null and listed_elsewhere.person_id is null),
named_slots as (
    select nba_game_id, person_id, player_lookup from listed_players
    union all
    select e.nba_game_id, e.person_id, i.player_lookup
    from expected_rosters as e
    join people as i
      on i.person_id = e.person_id),
offered_people as (
    select nba_game_id, told, min(person_id) as person_id
    from (
      select m.*, rank() over (partition by nba_game_id, told order by place) as pick
      from (
        select n.nba_game_id, n.told, s.person_id, 1 as place
        from (select distinct nba_game_id, told from points_offers) as n
        join named_slots as s
          on s.nba_game_id = n.nba_game_id and s.player_lookup = n.told
        union all
        select n.nba_game_id, n.told, s.person_id, 2 as place
        from (select distinct nba_game_id, told from points_offers) as n
        join player_aliases as a
          on a.alias_lookup = n.told and a.is_active
        join named_slots as s
          on s.nba_game_id = n.nba_game_id and s.player_lookup = a.nba_canonical_lookup
        union all
        select n.nba_game_id, n.told, s.person_id, 3 as place
        from (select distinct nba_game_id, told from points_offers) as n
        join named_slots as s
          on s.nba_game_id = n.nba_game_id and regexp_replace(s.player_lookup, r'(jr|sr|ii|iii|iv|v)$', '') = regexp_replace(n.told, r'(jr|sr|ii|iii|iv|v)$', '')
      ) as m
    ) as ranked
    where pick = 1
    group by nba_game_id, told
    having count(distinct ranked.person_id) = 1),
points_lines as (
    select
      nba_game_id,
      person_id,
      book,
      current_x10,
      opening_x10,
      from_odds_api_player_points_props
    from (
      select b.*, row_number() over (partition by nba_game_id, person_id order by case when book = 'draftkings' then 1 when book = 'fanduel' then 2 when book = 'closing' then 5 when book like '%consensus%' then 4 else 3 end, book) as pick
      from (
        select
          nba_game_id,
          person_id,
          book,
          array_agg(line_x10 order by if(line_x10 is null, 1, 0), snapshot_timestamp desc limit 1)[safe_offset(0)] as current_x10, array_agg(line_x10 order by if(line_x10 is null, 1, 0), snapshot_timestamp limit 1)[safe_offset(0)] as opening_x10, max(case when line_x10 is not null then snapshot_timestamp end) as read_at,
          coalesce(logical_or(told_by = 'odds_api_player_points_props'), false) as from_odds_api_player_points_props
        from (
          select o.nba_game_id, p.person_id, o.book, o.snapshot_timestamp, max(o.line_x10) as line_x10, min(o.told_by) as told_by
          from points_offers as o
          join offered_people as p
            on p.nba_game_id = o.nba_game_id and p.told = o.told
          group by o.nba_game_id, p.person_id, o.book, o.snapshot_timestamp
        ) as read
        group by nba_game_id, person_id, book
      ) as b
    ) as picked
    where pick = 1)

select
  player_lookup, universal_player_id, player_full_name, game_id, nba_game_id, game_date, team_abbr, opponent_team_abbr, season_year, home_game, points, minutes_played, assists, offensive_rebounds, defensive_rebounds, steals, blocks, turnovers, fg_attempts, fg_makes, three_pt_attempts, three_pt_makes, ft_attempts, ft_makes, plus_minus, personal_fouls, paint_attempts, paint_makes, mid_range_attempts, mid_range_makes, paint_blocks, mid_range_blocks, three_pt_blocks, and1_count, assisted_fg_makes, unassisted_fg_makes, usage_rate, ts_pct, efg_pct, starter_flag, win_flag, points_line, over_under_result, margin, opening_line, line_movement, points_line_source, opening_line_source, is_active, player_status, shot_zones_estimated, quality_score, quality_tier, quality_issues, data_sources,
  substr(to_hex(sha256(hashed_text)), 1, 16) as data_hash,
  'content-1' as data_hash_recipe
from (
select typed.*, concat('{"and1_count": ', coalesce(cast(and1_count as string), 'null'), ', "assisted_fg_makes": ', coalesce(cast(assisted_fg_makes as string), 'null'), ', "assists": ', coalesce(cast(assists as string), 'null'), ', "blocks": ', coalesce(cast(blocks as string), 'null'), ', "defensive_rebounds": ', coalesce(cast(defensive_rebounds as string), 'null'), ', "efg_pct": ', coalesce((select if(regexp_contains(digits, r'[.eIN]'), digits, concat(digits, '.0')) from (select case when is_nan(efg_pct) then 'NaN' when is_inf(efg_pct) then if(efg_pct > 0, 'Infinity', '-Infinity') when efg_pct = 0 then if(ieee_divide(1, efg_pct) < 0, '-0.0', '0.0') when abs(efg_pct) < 2.2250738585072014e-308 then array(select digits from (select format('%.*g', count, efg_pct) as digits, count from unnest(generate_array(1, 17)) as count) where cast(digits as float64) = efg_pct order by count)[offset(0)] when not (abs(efg_pct) >= 1e15 and abs(efg_pct) < 1e16) and cast(format('%.15g', efg_pct) as float64) = efg_pct then format('%.15g', efg_pct) when cast(format('%.16g', efg_pct) as float64) = efg_pct then format('%.16g', efg_pct) when abs(efg_pct) >= 1e16 and abs(efg_pct) < 1e17 then format('%.16e', efg_pct) else (select if(safe_cast(up as float64) = efg_pct, up, format('%.17g', efg_pct)) from (select (select concat(regexp_extract(digits, r'^(.*)[0-9]e'), cast(cast(regexp_extract(digits, r'([0-9])e') as int64) + 1 as string), regexp_extract(digits, r'e.*$')) from (select format('%.15e', efg_pct) as digits)) as up)) end as digits)), 'null'), ', "fg_attempts": ', coalesce(cast(fg_attempts as string), 'null'), ', "fg_makes": ', coalesce(cast(fg_makes as string), 'null'), ', "ft_attempts": ', coalesce(cast(ft_attempts as string), 'null'), ', "ft_makes": ', coalesce(cast(ft_makes as string), 'null'), ', "game_date": ', coalesce(concat('"', cast(game_date as string), '"'), 'null'), ', "game_id": ', coalesce(concat('"', if(regexp_contains(game_id, r'^[ !#-\[\]-~]*$'), game_id, (select string_agg(case when c = 34 then r'\"' when c = 92 then r'\\' when c = 10 then r'\n' when c = 13 then r'\r' when c = 9 then r'\t' when c = 8 then r'\b' when c = 12 then r'\f' when c between 32 and 126 then code_points_to_string([c]) when c < 65536 then concat(r'\u', format('%04x', c)) else concat(r'\u', format('%04x', 55296 + ((c - 65536) >> 10)), r'\u', format('%04x', 56320 + ((c - 65536) & 1023))) end, '' order by place) from unnest(to_code_points(game_id)) as c with offset as place)), '"'), 'null'), ', "home_game": ', coalesce(cast(home_game as string), 'null'), ', "is_active": ', coalesce(cast(is_active as string), 'null'), ', "line_movement": ', coalesce((select if(regexp_contains(digits, r'[.eIN]'), digits, concat(digits, '.0')) from (select case when is_nan(line_movement) then 'NaN' when is_inf(line_movement) then if(line_movement > 0, 'Infinity', '-Infinity') when line_movement = 0 then if(ieee_divide(1, line_movement) < 0, '-0.0', '0.0') when abs(line_movement) < 2.2250738585072014e-308 then array(select digits from (select format('%.*g', count, line_movement) as digits, count from unnest(generate_array(1, 17)) as count) where cast(digits as float64) = line_movement order by count)[offset(0)] when not (abs(line_movement) >= 1e15 and abs(line_movement) < 1e16) and cast(format('%.15g', line_movement) as float64) = line_movement then format('%.15g', line_movement) when cast(format('%.16g', line_movement) as float64) = line_movement then format('%.16g', line_movement) when abs(line_movement) >= 1e16 and abs(line_movement) < 1e17 then format('%.16e', line_movement) else (select if(safe_cast(up as float64) = line_movement, up, format('%.17g', line_movement)) from (select (select concat(regexp_extract(digits, r'^(.*)[0-9]e'), cast(cast(regexp_extract(digits, r'([0-9])e') as int64) + 1 as string), regexp_extract(digits, r'e.*$')) from (select format('%.15e', line_movement) as digits)) as up)) end as digits)), 'null'), ', "margin": ', coalesce((select if(regexp_contains(digits, r'[.eIN]'), digits, concat(digits, '.0')) from (select case when is_nan(margin) then 'NaN' when is_inf(margin) then if(margin > 0, 'Infinity', '-Infinity') when margin = 0 then if(ieee_divide(1, margin) < 0, '-0.0', '0.0') when abs(margin) < 2.2250738585072014e-308 then array(select digits from (select format('%.*g', count, margin) as digits, count from unnest(generate_array(1, 17)) as count) where cast(digits as float64) = margin order by count)[offset(0)] when not (abs(margin) >= 1e15 and abs(margin) < 1e16) and cast(format('%.15g', margin) as float64) = margin then format('%.15g', margin) when cast(format('%.16g', margin) as float64) = margin then format('%.16g', margin) when abs(margin) >= 1e16 and abs(margin) < 1e17 then format('%.16e', margin) else (select if(safe_cast(up as float64) = margin, up, format('%.17g', margin)) from (select (select concat(regexp_extract(digits, r'^(.*)[0-9]e'), cast(cast(regexp_extract(digits, r'([0-9])e') as int64) + 1 as string), regexp_extract(digits, r'e.*$')) from (select format('%.15e', margin) as digits)) as up)) end as digits)), 'null'), ', "mid_range_attempts": ', coalesce(cast(mid_range_attempts as string), 'null'), ', "mid_range_blocks": ', coalesce(cast(mid_range_blocks as string), 'null'), ', "mid_range_makes": ', coalesce(cast(mid_range_makes as string), 'null'), ', "minutes_played": ', coalesce((select if(regexp_contains(digits, r'[.eIN]'), digits, concat(digits, '.0')) from (select case when is_nan(minutes_played) then 'NaN' when is_inf(minutes_played) then if(minutes_played > 0, 'Infinity', '-Infinity') when minutes_played = 0 then if(ieee_divide(1, minutes_played) < 0, '-0.0', '0.0') when abs(minutes_played) < 2.2250738585072014e-308 then array(select digits from (select format('%.*g', count, minutes_played) as digits, count from unnest(generate_array(1, 17)) as count) where cast(digits as float64) = minutes_played order by count)[offset(0)] when not (abs(minutes_played) >= 1e15 and abs(minutes_played) < 1e16) and cast(format('%.15g', minutes_played) as float64) = minutes_played then format('%.15g', minutes_played) when cast(format('%.16g', minutes_played) as float64) = minutes_played then format('%.16g', minutes_played) when abs(minutes_played) >= 1e16 and abs(minutes_played) < 1e17 then format('%.16e', minutes_played) else (select if(safe_cast(up as float64) = minutes_played, up, format('%.17g', minutes_played)) from (select (select concat(regexp_extract(digits, r'^(.*)[0-9]e'), cast(cast(regexp_extract(digits, r'([0-9])e') as int64) + 1 as string), regexp_extract(digits, r'e.*$')) from (select format('%.15e', minutes_played) as digits)) as up)) end as digits)), 'null'), ', "nba_game_id": ', coalesce(concat('"', if(regexp_contains(nba_game_id, r'^[ !#-\[\]-~]*$'), nba_game_id, (select string_agg(case when c = 34 then r'\"' when c = 92 then r'\\' when c = 10 then r'\n' when c = 13 then r'\r' when c = 9 then r'\t' when c = 8 then r'\b' when c = 12 then r'\f' when c between 32 and 126 then code_points_to_string([c]) when c < 65536 then concat(r'\u', format('%04x', c)) else concat(r'\u', format('%04x', 55296 + ((c - 65536) >> 10)), r'\u', format('%04x', 56320 + ((c - 65536) & 1023))) end, '' order by place) from unnest(to_code_points(nba_game_id)) as c with offset as place)), '"'), 'null'), ', "offensive_rebounds": ', coalesce(cast(offensive_rebounds as string), 'null'), ', "opening_line": ', coalesce((select if(regexp_contains(digits, r'[.eIN]'), digits, concat(digits, '.0')) from (select case when is_nan(opening_line) then 'NaN' when is_inf(opening_line) then if(opening_line > 0, 'Infinity', '-Infinity') when opening_line = 0 then if(ieee_divide(1, opening_line) < 0, '-0.0', '0.0') when abs(opening_line) < 2.2250738585072014e-308 then array(select digits from (select format('%.*g', count, opening_line) as digits, count from unnest(generate_array(1, 17)) as count) where cast(digits as float64) = opening_line order by count)[offset(0)] when not (abs(opening_line) >= 1e15 and abs(opening_line) < 1e16) and cast(format('%.15g', opening_line) as float64) = opening_line then format('%.15g', opening_line) when cast(format('%.16g', opening_line) as float64) = opening_line then format('%.16g', opening_line) when abs(opening_line) >= 1e16 and abs(opening_line) < 1e17 then format('%.16e', opening_line) else (select if(safe_cast(up as float64) = opening_line, up, format('%.17g', opening_line)) from (select (select concat(regexp_extract(digits, r'^(.*)[0-9]e'), cast(cast(regexp_extract(digits, r'([0-9])e') as int64) + 1 as string), regexp_extract(digits, r'e.*$')) from (select format('%.15e', opening_line) as digits)) as up)) end as digits)), 'null'), ', "opening_line_source": ', coalesce(concat('"', if(regexp_contains(opening_line_source, r'^[ !#-\[\]-~]*$'), opening_line_source, (select string_agg(case when c = 34 then r'\"' when c = 92 then r'\\' when c = 10 then r'\n' when c = 13 then r'\r' when c = 9 then r'\t' when c = 8 then r'\b' when c = 12 then r'\f' when c between 32 and 126 then code_points_to_string([c]) when c < 65536 then concat(r'\u', format('%04x', c)) else concat(r'\u', format('%04x', 55296 + ((c - 65536) >> 10)), r'\u', format('%04x', 56320 + ((c - 65536) & 1023))) end, '' order by place) from unnest(to_code_points(opening_line_source)) as c with offset as place)), '"'), 'null'), ', "opponent_team_abbr": ', coalesce(concat('"', if(regexp_contains(opponent_team_abbr, r'^[ !#-\[\]-~]*$'), opponent_team_abbr, (select string_agg(case when c = 34 then r'\"' when c = 92 then r'\\' when c = 10 then r'\n' when c = 13 then r'\r' when c = 9 then r'\t' when c = 8 then r'\b' when c = 12 then r'\f' when c between 32 and 126 then code_points_to_string([c]) when c < 65536 then concat(r'\u', format('%04x', c)) else concat(r'\u', format('%04x', 55296 + ((c - 65536) >> 10)), r'\u', format('%04x', 56320 + ((c - 65536) & 1023))) end, '' order by place) from unnest(to_code_points(opponent_team_abbr)) as c with offset as place)), '"'), 'null'), ', "over_under_result": ', coalesce(concat('"', if(regexp_contains(over_under_result, r'^[ !#-\[\]-~]*$'), over_under_result, (select string_agg(case when c = 34 then r'\"' when c = 92 then r'\\' when c = 10 then r'\n' when c = 13 then r'\r' when c = 9 then r'\t' when c = 8 then r'\b' when c = 12 then r'\f' when c between 32 and 126 then code_points_to_string([c]) when c < 65536 then concat(r'\u', format('%04x', c)) else concat(r'\u', format('%04x', 55296 + ((c - 65536) >> 10)), r'\u', format('%04x', 56320 + ((c - 65536) & 1023))) end, '' order by place) from unnest(to_code_points(over_under_result)) as c with offset as place)), '"'), 'null'), ', "paint_attempts": ', coalesce(cast(paint_attempts as string), 'null'), ', "paint_blocks": ', coalesce(cast(paint_blocks as string), 'null'), ', "paint_makes": ', coalesce(cast(paint_makes as string), 'null'), ', "personal_fouls": ', coalesce(cast(personal_fouls as string), 'null'), ', "player_full_name": ', coalesce(concat('"', if(regexp_contains(player_full_name, r'^[ !#-\[\]-~]*$'), player_full_name, (select string_agg(case when c = 34 then r'\"' when c = 92 then r'\\' when c = 10 then r'\n' when c = 13 then r'\r' when c = 9 then r'\t' when c = 8 then r'\b' when c = 12 then r'\f' when c between 32 and 126 then code_points_to_string([c]) when c < 65536 then concat(r'\u', format('%04x', c)) else concat(r'\u', format('%04x', 55296 + ((c - 65536) >> 10)), r'\u', format('%04x', 56320 + ((c - 65536) & 1023))) end, '' order by place) from unnest(to_code_points(player_full_name)) as c with offset as place)), '"'), 'null'), ', "player_lookup": ', coalesce(concat('"', if(regexp_contains(player_lookup, r'^[ !#-\[\]-~]*$'), player_lookup, (select string_agg(case when c = 34 then r'\"' when c = 92 then r'\\' when c = 10 then r'\n' when c = 13 then r'\r' when c = 9 then r'\t' when c = 8 then r'\b' when c = 12 then r'\f' when c between 32 and 126 then code_points_to_string([c]) when c < 65536 then concat(r'\u', format('%04x', c)) else concat(r'\u', format('%04x', 55296 + ((c - 65536) >> 10)), r'\u', format('%04x', 56320 + ((c - 65536) & 1023))) end, '' order by place) from unnest(to_code_points(player_lookup)) as c with offset as place)), '"'), 'null'), ', "player_status": ', coalesce(concat('"', if(regexp_contains(player_status, r'^[ !#-\[\]-~]*$'), player_status, (select string_agg(case when c = 34 then r'\"' when c = 92 then r'\\' when c = 10 then r'\n' when c = 13 then r'\r' when c = 9 then r'\t' when c = 8 then r'\b' when c = 12 then r'\f' when c between 32 and 126 then code_points_to_string([c]) when c < 65536 then concat(r'\u', format('%04x', c)) else concat(r'\u', format('%04x', 55296 + ((c - 65536) >> 10)), r'\u', format('%04x', 56320 + ((c - 65536) & 1023))) end, '' order by place) from unnest(to_code_points(player_status)) as c with offset as place)), '"'), 'null'), ', "plus_minus": ', coalesce(cast(plus_minus as string), 'null'), ', "points": ', coalesce(cast(points as string), 'null'), ', "points_line": ', coalesce((select if(regexp_contains(digits, r'[.eIN]'), digits, concat(digits, '.0')) from (select case when is_nan(points_line) then 'NaN' when is_inf(points_line) then if(points_line > 0, 'Infinity', '-Infinity') when points_line = 0 then if(ieee_divide(1, points_line) < 0, '-0.0', '0.0') when abs(points_line) < 2.2250738585072014e-308 then array(select digits from (select format('%.*g', count, points_line) as digits, count from unnest(generate_array(1, 17)) as count) where cast(digits as float64) = points_line order by count)[offset(0)] when not (abs(points_line) >= 1e15 and abs(points_line) < 1e16) and cast(format('%.15g', points_line) as float64) = points_line then format('%.15g', points_line) when cast(format('%.16g', points_line) as float64) = points_line then format('%.16g', points_line) when abs(points_line) >= 1e16 and abs(points_line) < 1e17 then format('%.16e', points_line) else (select if(safe_cast(up as float64) = points_line, up, format('%.17g', points_line)) from (select (select concat(regexp_extract(digits, r'^(.*)[0-9]e'), cast(cast(regexp_extract(digits, r'([0-9])e') as int64) + 1 as string), regexp_extract(digits, r'e.*$')) from (select format('%.15e', points_line) as digits)) as up)) end as digits)), 'null'), ', "points_line_source": ', coalesce(concat('"', if(regexp_contains(points_line_source, r'^[ !#-\[\]-~]*$'), points_line_source, (select string_agg(case when c = 34 then r'\"' when c = 92 then r'\\' when c = 10 then r'\n' when c = 13 then r'\r' when c = 9 then r'\t' when c = 8 then r'\b' when c = 12 then r'\f' when c between 32 and 126 then code_points_to_string([c]) when c < 65536 then concat(r'\u', format('%04x', c)) else concat(r'\u', format('%04x', 55296 + ((c - 65536) >> 10)), r'\u', format('%04x', 56320 + ((c - 65536) & 1023))) end, '' order by place) from unnest(to_code_points(points_line_source)) as c with offset as place)), '"'), 'null'), ', "season_year": ', coalesce(cast(season_year as string), 'null'), ', "starter_flag": ', coalesce(cast(starter_flag as string), 'null'), ', "steals": ', coalesce(cast(steals as string), 'null'), ', "team_abbr": ', coalesce(concat('"', if(regexp_contains(team_abbr, r'^[ !#-\[\]-~]*$'), team_abbr, (select string_agg(case when c = 34 then r'\"' when c = 92 then r'\\' when c = 10 then r'\n' when c = 13 then r'\r' when c = 9 then r'\t' when c = 8 then r'\b' when c = 12 then r'\f' when c between 32 and 126 then code_points_to_string([c]) when c < 65536 then concat(r'\u', format('%04x', c)) else concat(r'\u', format('%04x', 55296 + ((c - 65536) >> 10)), r'\u', format('%04x', 56320 + ((c - 65536) & 1023))) end, '' order by place) from unnest(to_code_points(team_abbr)) as c with offset as place)), '"'), 'null'), ', "three_pt_attempts": ', coalesce(cast(three_pt_attempts as string), 'null'), ', "three_pt_blocks": ', coalesce(cast(three_pt_blocks as string), 'null'), ', "three_pt_makes": ', coalesce(cast(three_pt_makes as string), 'null'), ', "ts_pct": ', coalesce((select if(regexp_contains(digits, r'[.eIN]'), digits, concat(digits, '.0')) from (select case when is_nan(ts_pct) then 'NaN' when is_inf(ts_pct) then if(ts_pct > 0, 'Infinity', '-Infinity') when ts_pct = 0 then if(ieee_divide(1, ts_pct) < 0, '-0.0', '0.0') when abs(ts_pct) < 2.2250738585072014e-308 then array(select digits from (select format('%.*g', count, ts_pct) as digits, count from unnest(generate_array(1, 17)) as count) where cast(digits as float64) = ts_pct order by count)[offset(0)] when not (abs(ts_pct) >= 1e15 and abs(ts_pct) < 1e16) and cast(format('%.15g', ts_pct) as float64) = ts_pct then format('%.15g', ts_pct) when cast(format('%.16g', ts_pct) as float64) = ts_pct then format('%.16g', ts_pct) when abs(ts_pct) >= 1e16 and abs(ts_pct) < 1e17 then format('%.16e', ts_pct) else (select if(safe_cast(up as float64) = ts_pct, up, format('%.17g', ts_pct)) from (select (select concat(regexp_extract(digits, r'^(.*)[0-9]e'), cast(cast(regexp_extract(digits, r'([0-9])e') as int64) + 1 as string), regexp_extract(digits, r'e.*$')) from (select format('%.15e', ts_pct) as digits)) as up)) end as digits)), 'null'), ', "turnovers": ', coalesce(cast(turnovers as string), 'null'), ', "unassisted_fg_makes": ', coalesce(cast(unassisted_fg_makes as string), 'null'), ', "universal_player_id": ', coalesce(concat('"', if(regexp_contains(universal_player_id, r'^[ !#-\[\]-~]*$'), universal_player_id, (select string_agg(case when c = 34 then r'\"' when c = 92 then r'\\' when c = 10 then r'\n' when c = 13 then r'\r' when c = 9 then r'\t' when c = 8 then r'\b' when c = 12 then r'\f' when c between 32 and 126 then code_points_to_string([c]) when c < 65536 then concat(r'\u', format('%04x', c)) else concat(r'\u', format('%04x', 55296 + ((c - 65536) >> 10)), r'\u', format('%04x', 56320 + ((c - 65536) & 1023))) end, '' order by place) from unnest(to_code_points(universal_player_id)) as c with offset as place)), '"'), 'null'), ', "usage_rate": ', coalesce((select if(regexp_contains(digits, r'[.eIN]'), digits, concat(digits, '.0')) from (select case when is_nan(usage_rate) then 'NaN' when is_inf(usage_rate) then if(usage_rate > 0, 'Infinity', '-Infinity') when usage_rate = 0 then if(ieee_divide(1, usage_rate) < 0, '-0.0', '0.0') when abs(usage_rate) < 2.2250738585072014e-308 then array(select digits from (select format('%.*g', count, usage_rate) as digits, count from unnest(generate_array(1, 17)) as count) where cast(digits as float64) = usage_rate order by count)[offset(0)] when not (abs(usage_rate) >= 1e15 and abs(usage_rate) < 1e16) and cast(format('%.15g', usage_rate) as float64) = usage_rate then format('%.15g', usage_rate) when cast(format('%.16g', usage_rate) as float64) = usage_rate then format('%.16g', usage_rate) when abs(usage_rate) >= 1e16 and abs(usage_rate) < 1e17 then format('%.16e', usage_rate) else (select if(safe_cast(up as float64) = usage_rate, up, format('%.17g', usage_rate)) from (select (select concat(regexp_extract(digits, r'^(.*)[0-9]e'), cast(cast(regexp_extract(digits, r'([0-9])e') as int64) + 1 as string), regexp_extract(digits, r'e.*$')) from (select format('%.15e', usage_rate) as digits)) as up)) end as digits)), 'null'), ', "win_flag": ', coalesce(cast(win_flag as string), 'null'), '}') as hashed_text
from (
  select
    cast(result.player_lookup as STRING) as player_lookup,
    cast(result.universal_player_id as STRING) as universal_player_id,
    cast(result.player_full_name as STRING) as player_full_name,
    cast(result.game_id as STRING) as game_id,
    cast(result.nba_game_id as STRING) as nba_game_id,
    cast(result.game_date as DATE) as game_date,
    cast(result.team_abbr as STRING) as team_abbr,
    cast(result.opponent_team_abbr as STRING) as opponent_team_abbr,
    cast(result.season_year as INT64) as season_year,
    cast(result.home_game as BOOL) as home_game,
    cast(result.points as INT64) as points,
    cast(result.minutes_played as FLOAT64) as minutes_played,
    cast(result.assists as INT64) as assists,
    cast(result.offensive_rebounds as INT64) as offensive_rebounds,
    cast(result.defensive_rebounds as INT64) as defensive_rebounds,
    cast(result.steals as INT64) as steals,
    cast(result.blocks as INT64) as blocks,
    cast(result.turnovers as INT64) as turnovers,
    cast(result.fg_attempts as INT64) as fg_attempts,
    cast(result.fg_makes as INT64) as fg_makes,
    cast(result.three_pt_attempts as INT64) as three_pt_attempts,
    cast(result.three_pt_makes as INT64) as three_pt_makes,
    cast(result.ft_attempts as INT64) as ft_attempts,
    cast(result.ft_makes as INT64) as ft_makes,
    cast(result.plus_minus as INT64) as plus_minus,
    cast(result.personal_fouls as INT64) as personal_fouls,
    cast(result.paint_attempts as INT64) as paint_attempts,
    cast(result.paint_makes as INT64) as paint_makes,
    cast(result.mid_range_attempts as INT64) as mid_range_attempts,
    cast(result.mid_range_makes as INT64) as mid_range_makes,
    cast(result.paint_blocks as INT64) as paint_blocks,
    cast(result.mid_range_blocks as INT64) as mid_range_blocks,
    cast(result.three_pt_blocks as INT64) as three_pt_blocks,
    cast(result.and1_count as INT64) as and1_count,
    cast(result.assisted_fg_makes as INT64) as assisted_fg_makes,
    cast(result.unassisted_fg_makes as INT64) as unassisted_fg_makes,
    cast(result.usage_rate as FLOAT64) as usage_rate,
    cast(result.ts_pct as FLOAT64) as ts_pct,
    cast(result.efg_pct as FLOAT64) as efg_pct,
    cast(result.starter_flag as BOOL) as starter_flag,
    cast(result.win_flag as BOOL) as win_flag,
    cast(result.points_line as FLOAT64) as points_line,
    cast(result.over_under_result as STRING) as over_under_result,
    cast(result.margin as FLOAT64) as margin,
    cast(result.opening_line as FLOAT64) as opening_line,
    cast(result.line_movement as FLOAT64) as line_movement,
    cast(result.points_line_source as STRING) as points_line_source,
    cast(result.opening_line_source as STRING) as opening_line_source,
    cast(result.is_active as BOOL) as is_active,
    cast(result.player_status as STRING) as player_status,
    cast(result.shot_zones_estimated as BOOL) as shot_zones_estimated,
    cast(100 - result.quality_deduction as FLOAT64) as quality_score,
    case when result.quality_deduction <= 5 then 'gold' when result.quality_deduction <= 20 then 'silver' when result.quality_deduction <= 40 then 'bronze' else 'poor' end as quality_tier,
    array(select text from unnest(array<string>[cast(case when result.listings > 1 then 'listed_twice' end as string), cast(case when (result.events_from is not null and not result.events_agree) or (result.zones_from is not null and not result.zones_agree) then 'events_differ' end as string), cast(case when result.universal_player_id is null then 'no_nba_person_id' end as string), cast(case when result.overtime_periods is null then 'no_overtime' end as string), cast(case when result.events_from is null then 'no_play_by_play' end as string), cast(case when not result.has_prop_feed then 'no_prop_lines' end as string), cast(case when not result.has_seconds then 'no_seconds' end as string), cast(case when result.starter_flag is null then 'no_starter' end as string), cast(case when result.seconds_played = 0 then 'played_zero_seconds' end as string)]) as text where text is not null order by text) as quality_issues,
    array(select text from unnest(array<string>[cast(case when result.from_nbac_player_boxscores then 'nbac_player_boxscores' end as string), cast(case when result.from_bref_player_boxscores then 'bref_player_boxscores' end as string), cast(case when result.from_espn_player_boxscores then 'espn_player_boxscores' end as string), cast(case when result.from_bdl_player_boxscores then 'bdl_player_boxscores' end as string), cast(case when result.from_odds_api_player_points_props then 'odds_api_player_points_props' end as string), cast(case when coalesce(result.events_table = 'nbac_play_by_play', false) or coalesce(result.zones_table = 'nbac_play_by_play', false) then 'nbac_play_by_play' end as string), cast(case when coalesce(result.events_table = 'bigdataball_play_by_play', false) or coalesce(result.zones_table = 'bigdataball_play_by_play', false) then 'bigdataball_play_by_play' end as string), cast(case when coalesce(result.events_table = 'nbac_shot_chart', false) or coalesce(result.zones_table = 'nbac_shot_chart', false) then 'nbac_shot_chart' end as string)]) as text where text is not null order by text) as data_sources
  from (
  select result.*, 0 + case when result.listings > 1 then 5 else 0 end + case when (result.events_from is not null and not result.events_agree) or (result.zones_from is not null and not result.zones_agree) then 5 else 0 end + case when result.universal_player_id is null then 5 else 0 end + case when result.overtime_periods is null then 5 else 0 end + case when result.events_from is null then 5 else 0 end + case when not result.has_prop_feed then 5 else 0 end + case when not result.has_seconds then 5 else 0 end + case when result.starter_flag is null then 5 else 0 end + case when result.seconds_played = 0 then 5 else 0 end as quality_deduction
  from (
    select
      p.*,
      s.opponent_team_abbr,
      s.home_game,
      (cast((sign(p.seconds_played) * div((20 * abs(p.seconds_played) + nullif(60, 0)), (2 * nullif(60, 0)))) as float64) / 1e1) as minutes_played,
      p.field_goals_attempted as fg_attempts,
      p.field_goals_made as fg_makes,
      p.three_pointers_attempted as three_pt_attempts,
      p.three_pointers_made as three_pt_makes,
      p.free_throws_attempted as ft_attempts,
      p.free_throws_made as ft_makes,
      (cast((sign(100 * (100 * p.field_goals_attempted + 44 * p.free_throws_attempted + 100 * p.turnovers) * (60 * (240 + 25 * t.overtime_periods))) * div((20 * abs(100 * (100 * p.field_goals_attempted + 44 * p.free_throws_attempted + 100 * p.turnovers) * (60 * (240 + 25 * t.overtime_periods))) + nullif((5 * p.seconds_played * (100 * t.fg_attempted + 44 * t.ft_attempted + 100 * t.turnovers)), 0)), (2 * nullif((5 * p.seconds_played * (100 * t.fg_attempted + 44 * t.ft_attempted + 100 * t.turnovers)), 0)))) as float64) / 1e1) as usage_rate,
      (cast((sign(50 * p.points) * div((2000 * abs(50 * p.points) + nullif((100 * p.field_goals_attempted + 44 * p.free_throws_attempted), 0)), (2 * nullif((100 * p.field_goals_attempted + 44 * p.free_throws_attempted), 0)))) as float64) / 1e3) as ts_pct,
      (cast((sign((2 * p.field_goals_made + p.three_pointers_made)) * div((2000 * abs((2 * p.field_goals_made + p.three_pointers_made)) + nullif((2 * p.field_goals_attempted), 0)), (2 * nullif((2 * p.field_goals_attempted), 0)))) as float64) / 1e3) as efg_pct,
      p.starter as starter_flag,
      case when p.zones_agree then false end as shot_zones_estimated,
      t.points > t.opp_points as win_flag,
      true as is_active,
      t.overtime_periods,
      (cast(l.current_x10 as float64) / 1e1) as points_line,
      case when 10 * p.points > l.current_x10 then 'OVER' when 10 * p.points < l.current_x10 then 'UNDER' when 10 * p.points = l.current_x10 then 'PUSH' end as over_under_result,
      (cast(10 * p.points - l.current_x10 as float64) / 1e1) as margin,
      (cast(l.opening_x10 as float64) / 1e1) as opening_line,
      (cast(l.current_x10 - l.opening_x10 as float64) / 1e1) as line_movement,
      l.book as points_line_source,
      case when l.opening_x10 is not null then l.book end as opening_line_source,
      f.nba_game_id is not null as has_prop_feed,
      l.from_odds_api_player_points_props
    from listed_players as p
    join team_slots as s
      on s.nba_game_id = p.nba_game_id and s.team_abbr = p.team_abbr
    left join team_games as t
      on t.nba_game_id = p.nba_game_id and t.team_abbr = p.team_abbr
    left join prop_feeds as f
      on f.nba_game_id = p.nba_game_id
    left join points_lines as l
      on l.nba_game_id = p.nba_game_id and l.person_id = p.person_id
    where p.player_status = 'active'
  ) as result
  where result.game_date between date '2021-10-19' and date '2021-11-19'
  ) as result
) as typed
) as typed
