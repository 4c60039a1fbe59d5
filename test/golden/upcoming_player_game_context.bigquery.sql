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
player_slots as (
    select
      nba_game_id, game_id, game_date, season_year, day, team_abbr, person_id, listings, from_nbac_player_boxscores,
      from_bref_player_boxscores,
      from_espn_player_boxscores,
      from_bdl_player_boxscores,
      from_nbac_inactive_players,
      from_bref_inactives,
      case when player_status = 'active' then 1 else 0 end as played,
      case when player_status = 'active' then seconds_played end as seconds,
      case when player_status = 'active' and seconds_played is null then 1 else 0 end as untimed,
      fourth_quarter_seconds,
      fourth_quarter_points
    from listed_players
    union all
    select
      nba_game_id, game_id, game_date, season_year, day, team_abbr, person_id, 1, false,
      false,
      false,
      false,
      false,
      false,
      0,
      null,
      0,
      null,
      null
    from expected_rosters),
asked_people as (select distinct s.person_id from player_slots as s where s.game_date between date '2021-10-19' and date '2021-11-19'),
games_before as (
    select
      nba_game_id,
      person_id,
      (coalesce(sum(played) over (partition by person_id, season_year order by day range between unbounded preceding and 1 preceding), 0)) as played_before
    from player_slots
    where person_id in (select person_id from asked_people)),
played_days as (
    select p.person_id, p.season_year, p.day, p.seconds, p.untimed, p.fourth_quarter_seconds, p.fourth_quarter_points, case when y.day is null then 0 else 1 end as second_night
    from player_slots as p
    left join (select distinct person_id, season_year, day from player_slots where played = 1) as y
      on y.person_id = p.person_id and y.season_year = p.season_year and y.day = p.day - 1
    where p.played = 1 and p.person_id in (select person_id from asked_people)),
recent_games as (
    select
      s.nba_game_id,
      s.person_id,
      (sum(case when p.day >= s.day - 7 then 1 else 0 end)) as games_last_7,
      (sum(case when p.day >= s.day - 14 then 1 else 0 end)) as games_last_14,
      (sum(case when p.day >= s.day - 7 then p.seconds else 0 end)) as seconds_last_7,
      (sum(case when p.day >= s.day - 14 then p.seconds else 0 end)) as seconds_last_14,
      (sum(case when p.day >= s.day - 7 then p.untimed else 0 end)) as untimed_last_7,
      (sum(case when p.day >= s.day - 14 then p.untimed else 0 end)) as untimed_last_14,
      (sum(case when p.day >= s.day - 7 then p.fourth_quarter_seconds else 0 end)) as fourth_quarter_seconds_last_7,
      (sum(case when p.day >= s.day - 7 then p.fourth_quarter_points else 0 end)) as fourth_quarter_points_last_7,
      (sum(case when p.day >= s.day - 7 then case when p.fourth_quarter_seconds is null then 1 else 0 end else 0 end)) as fourth_quarters_untimed_last_7,
      (sum(case when p.day >= s.day - 7 then case when p.fourth_quarter_points is null then 1 else 0 end else 0 end)) as fourth_quarters_unknown_last_7,
      (sum(case when p.day >= s.day - 13 then p.second_night else 0 end)) as back_to_backs_last_14
    from player_slots as s
    join played_days as p
      on p.person_id = s.person_id and p.season_year = s.season_year and p.day between s.day - 14 and s.day - 1
    where s.game_date between date '2021-10-19' and date '2021-11-19'
    group by s.nba_game_id, s.person_id),
player_calendar as (
    select
      s.*,
      b.played_before,
      coalesce(r.games_last_7, 0) as games_last_7,
      coalesce(r.games_last_14, 0) as games_last_14,
      case when coalesce(r.untimed_last_7, 0) = 0 then coalesce(r.seconds_last_7, 0) end as seconds_last_7,
      case when coalesce(r.untimed_last_14, 0) = 0 then coalesce(r.seconds_last_14, 0) end as seconds_last_14,
      case when coalesce(r.fourth_quarters_untimed_last_7, 0) = 0 then coalesce(r.fourth_quarter_seconds_last_7, 0) end as fourth_quarter_seconds_last_7,
      case when coalesce(r.fourth_quarters_unknown_last_7, 0) = 0 then coalesce(r.fourth_quarter_points_last_7, 0) end as fourth_quarter_points_last_7,
      coalesce(r.back_to_backs_last_14, 0) as back_to_backs_last_14
    from player_slots as s
    join games_before as b
      on b.nba_game_id = s.nba_game_id and b.person_id = s.person_id
    left join recent_games as r
      on r.nba_game_id = s.nba_game_id and r.person_id = s.person_id
    where s.game_date between date '2021-10-19' and date '2021-11-19'),
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
player_form as (
    select
      person_id,
      season_year,
      played_index,
      day,
      day - previous_day as days_before,
      max(case when day - previous_day >= 2 then day end) over games_so_far as day_after_2_days_rest,
      (count(*) over last_5) as games_of_last_5,
      (count(*) over last_10) as games_of_last_10,
      (sign(sum(points) over last_5) * div((20 * abs(sum(points) over last_5) + nullif(count(points) over last_5, 0)), (2 * nullif(count(points) over last_5, 0)))) as points_x10_last_5,
      (sign(sum(points) over last_10) * div((20 * abs(sum(points) over last_10) + nullif(count(points) over last_10, 0)), (2 * nullif(count(points) over last_10, 0)))) as points_x10_last_10,
      (sign(sum(usage_x10) over last_7) * div((2 * abs(sum(usage_x10) over last_7) + nullif(count(usage_x10) over last_7, 0)), (2 * nullif(count(usage_x10) over last_7, 0)))) as usage_x10_last_7,
      (sign(sum(usage_x10) over last_10) * div((2 * abs(sum(usage_x10) over last_10) + nullif(count(usage_x10) over last_10, 0)), (2 * nullif(count(usage_x10) over last_10, 0)))) as usage_x10_last_10,
      case when count(*) over last_7 = count(clutch_seconds) over last_7 then (sum(clutch_seconds) over last_7) end as clutch_seconds_last_7,
      (count(*) over last_7 - count(clutch_seconds) over last_7) as clutch_unknown_last_7,
      (sign(sum(field_goals_made) over games_so_far) * div((2000 * abs(sum(field_goals_made) over games_so_far) + nullif(sum(field_goals_attempted) over games_so_far, 0)), (2 * nullif(sum(field_goals_attempted) over games_so_far, 0)))) as field_goals_x1000_season,
      (sign(sum(field_goals_made) over last_5) * div((2000 * abs(sum(field_goals_made) over last_5) + nullif(sum(field_goals_attempted) over last_5, 0)), (2 * nullif(sum(field_goals_attempted) over last_5, 0)))) as field_goals_x1000_last_5
    from (
      select
        p.person_id,
        p.season_year,
        p.day,
        p.points,
        p.field_goals_made,
        p.field_goals_attempted,
        p.clutch_seconds,
        (sign(100 * (100 * p.field_goals_attempted + 44 * p.free_throws_attempted + 100 * p.turnovers) * (60 * (240 + 25 * t.overtime_periods))) * div((20 * abs(100 * (100 * p.field_goals_attempted + 44 * p.free_throws_attempted + 100 * p.turnovers) * (60 * (240 + 25 * t.overtime_periods))) + nullif((5 * p.seconds_played * (100 * t.fg_attempted + 44 * t.ft_attempted + 100 * t.turnovers)), 0)), (2 * nullif((5 * p.seconds_played * (100 * t.fg_attempted + 44 * t.ft_attempted + 100 * t.turnovers)), 0)))) as usage_x10,
        row_number() over (partition by p.person_id, p.season_year order by p.day, p.nba_game_id) as played_index,
        lag(p.day) over (partition by p.person_id, p.season_year order by p.day, p.nba_game_id) as previous_day
      from listed_players as p
      left join team_games as t
        on t.nba_game_id = p.nba_game_id and t.team_abbr = p.team_abbr
      where p.player_status = 'active' and p.person_id in (select person_id from asked_people)
    ) as played
    window
      games_so_far as (partition by person_id, season_year order by played_index rows between unbounded preceding and current row),
      last_5 as (partition by person_id, season_year order by played_index rows between 4 preceding and current row),
      last_7 as (partition by person_id, season_year order by played_index rows between 6 preceding and current row),
      last_10 as (partition by person_id, season_year order by played_index rows between 9 preceding and current row)),
player_context as (
    select
      c.*,
      i.player_full_name,
      i.player_lookup,
      i.universal_player_id,
      i.nba_player_id,
      c.day - f.day as days_rest,
      f.days_before,
      c.day - f.day_after_2_days_rest as days_since_2_days_rest,
      coalesce(f.games_of_last_5, 0) as games_of_last_5,
      coalesce(f.games_of_last_10, 0) as games_of_last_10,
      f.points_x10_last_5,
      f.points_x10_last_10,
      f.usage_x10_last_7,
      f.usage_x10_last_10,
      f.clutch_seconds_last_7,
      coalesce(f.clutch_unknown_last_7, 0) as clutch_unknown_last_7,
      f.field_goals_x1000_season,
      f.field_goals_x1000_last_5
    from player_calendar as c
    join people as i
      on i.person_id = c.person_id
    left join player_form as f
      on f.person_id = c.person_id and f.season_year = c.season_year and f.played_index = c.played_before),
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
arenas as (select feed, arena_name, team_abbr, first_day, arena_city, latitude, longitude, elevation_m, time_zone, import_number from nba_static.arenas where ended_by is null),
declared_names as (select * from unnest([
      struct('statefarmarena' as name_key, 'statefarmarena' as arena_key),
      ('philipsarena', 'statefarmarena'),
      ('tdgarden', 'tdgarden'),
      ('tdbanknorthgarden', 'tdgarden'),
      ('fleetcenter', 'tdgarden'),
      ('barclayscenter', 'barclayscenter'),
      ('spectrumcenter', 'spectrumcenter'),
      ('timewarnercablearena', 'spectrumcenter'),
      ('charlottebobcatsarena', 'spectrumcenter'),
      ('charlottecoliseum', 'charlottecoliseum'),
      ('unitedcenter', 'unitedcenter'),
      ('rocketarena', 'rocketarena'),
      ('rocketmortgagefieldhouse', 'rocketarena'),
      ('quickenloansarena', 'rocketarena'),
      ('gundarena', 'rocketarena'),
      ('americanairlinescenter', 'americanairlinescenter'),
      ('ballarena', 'ballarena'),
      ('pepsicenter', 'ballarena'),
      ('littlecaesarsarena', 'littlecaesarsarena'),
      ('thepalaceofauburnhills', 'thepalaceofauburnhills'),
      ('palaceofauburnhills', 'thepalaceofauburnhills'),
      ('chasecenter', 'chasecenter'),
      ('oraclearena', 'oraclearena'),
      ('thearenainoakland', 'oraclearena'),
      ('oaklandarena', 'oraclearena'),
      ('toyotacenter', 'toyotacenter'),
      ('gainbridgefieldhouse', 'gainbridgefieldhouse'),
      ('bankerslifefieldhouse', 'gainbridgefieldhouse'),
      ('consecofieldhouse', 'gainbridgefieldhouse'),
      ('intuitdome', 'intuitdome'),
      ('cryptocomarena', 'cryptocomarena'),
      ('staplescenter', 'cryptocomarena'),
      ('fedexforum', 'fedexforum'),
      ('kaseyacenter', 'kaseyacenter'),
      ('miamidadearena', 'kaseyacenter'),
      ('ftxarena', 'kaseyacenter'),
      ('americanairlinesarena', 'kaseyacenter'),
      ('fiservforum', 'fiservforum'),
      ('bradleycenter', 'bradleycenter'),
      ('bmoharrisbradleycenter', 'bradleycenter'),
      ('targetcenter', 'targetcenter'),
      ('smoothiekingcenter', 'smoothiekingcenter'),
      ('neworleansarena', 'smoothiekingcenter'),
      ('madisonsquaregarden', 'madisonsquaregarden'),
      ('madisonsquaregardeniv', 'madisonsquaregarden'),
      ('paycomcenter', 'paycomcenter'),
      ('chesapeakeenergyarena', 'paycomcenter'),
      ('oklahomacityarena', 'paycomcenter'),
      ('fordcenter', 'paycomcenter'),
      ('kiacenter', 'kiacenter'),
      ('amwaycenter', 'kiacenter'),
      ('amwayarena', 'amwayarena'),
      ('tdwaterhousecentre', 'amwayarena'),
      ('orlandoarena', 'amwayarena'),
      ('xfinitymobilearena', 'xfinitymobilearena'),
      ('wellsfargocenter', 'xfinitymobilearena'),
      ('wachoviacenter', 'xfinitymobilearena'),
      ('firstunioncenter', 'xfinitymobilearena'),
      ('mortgagematchupcenter', 'mortgagematchupcenter'),
      ('phxarena', 'mortgagematchupcenter'),
      ('footprintcenter', 'mortgagematchupcenter'),
      ('phoenixsunsarena', 'mortgagematchupcenter'),
      ('talkingstickresortarena', 'mortgagematchupcenter'),
      ('usairwayscenter', 'mortgagematchupcenter'),
      ('americawestarena', 'mortgagematchupcenter'),
      ('modacenter', 'modacenter'),
      ('rosegarden', 'modacenter'),
      ('rosegardenarena', 'modacenter'),
      ('golden1center', 'golden1center'),
      ('sleeptrainarena', 'sleeptrainarena'),
      ('arcoarena', 'sleeptrainarena'),
      ('powerbalancepavilion', 'sleeptrainarena'),
      ('frostbankcenter', 'frostbankcenter'),
      ('attcenter', 'frostbankcenter'),
      ('sbccenter', 'frostbankcenter'),
      ('scotiabankarena', 'scotiabankarena'),
      ('aircanadacentre', 'scotiabankarena'),
      ('amaliearena', 'amaliearena'),
      ('benchmarkinternationalarena', 'amaliearena'),
      ('deltacenter', 'deltacenter'),
      ('vivintarena', 'deltacenter'),
      ('vivintsmarthomearena', 'deltacenter'),
      ('energysolutionsarena', 'deltacenter'),
      ('capitalonearena', 'capitalonearena'),
      ('verizoncenter', 'capitalonearena'),
      ('mcicenter', 'capitalonearena'),
      ('prudentialcenter', 'prudentialcenter'),
      ('izodcenter', 'izodcenter'),
      ('continentalairlinesarena', 'izodcenter'),
      ('meadowlandsarena', 'izodcenter'),
      ('keyarena', 'keyarena'),
      ('generalmotorsplace', 'generalmotorsplace'),
      ('rogersarena', 'generalmotorsplace'),
      ('usairwaysarena', 'usairwaysarena'),
      ('usairarena', 'usairwaysarena'),
      ('capitalcentre', 'usairwaysarena'),
      ('arenacdmx', 'arenacdmx'),
      ('mexicocityarena', 'arenacdmx'),
      ('arenaciudaddemexico', 'arenacdmx'),
      ('arenaciudaddemxico', 'arenacdmx'),
      ('alamodome', 'alamodome'),
      ('moodycenter', 'moodycenter'),
      ('tmobilearena', 'tmobilearena'),
      ('accorarena', 'accorarena'),
      ('accorhotelsarena', 'accorarena'),
      ('theo2', 'theo2'),
      ('o2arena', 'theo2'),
      ('theo2arena', 'theo2'),
      ('uberarena', 'uberarena'),
      ('mercedesbenzarena', 'uberarena'),
      ('cooplive', 'cooplive'),
      ('adventhealtharena', 'adventhealtharena'),
      ('thearena', 'adventhealtharena'),
      ('hpfieldhouse', 'adventhealtharena'),
      ('visaathleticcenter', 'adventhealtharena')])),
all_arenas as (
    select
      arena_key,
      array_agg(latitude order by if(latitude is null, 1, 0), place limit 1)[safe_offset(0)] as latitude,
      array_agg(longitude order by if(longitude is null, 1, 0), place limit 1)[safe_offset(0)] as longitude,
      array_agg(time_zone order by if(time_zone is null, 1, 0), place limit 1)[safe_offset(0)] as time_zone
    from (select * from unnest([
      struct('statefarmarena' as arena_key, 2 as place, 33.7573e0 as latitude, -84.3963e0 as longitude, 'America/New_York' as time_zone),
      ('tdgarden', 2, 42.3662e0, -71.0621e0, 'America/New_York'),
      ('barclayscenter', 2, 40.6826e0, -73.9754e0, 'America/New_York'),
      ('spectrumcenter', 2, 35.2251e0, -80.8392e0, 'America/New_York'),
      ('charlottecoliseum', 2, 35.1936e0, -80.9214e0, 'America/New_York'),
      ('unitedcenter', 2, 41.8807e0, -87.6742e0, 'America/Chicago'),
      ('rocketarena', 2, 41.4965e0, -81.6882e0, 'America/New_York'),
      ('americanairlinescenter', 2, 32.7906e0, -96.8103e0, 'America/Chicago'),
      ('ballarena', 2, 39.7487e0, -105.0077e0, 'America/Denver'),
      ('littlecaesarsarena', 2, 42.3411e0, -83.0553e0, 'America/New_York'),
      ('thepalaceofauburnhills', 2, 42.6969e0, -83.2456e0, 'America/New_York'),
      ('chasecenter', 2, 37.7679e0, -122.3873e0, 'America/Los_Angeles'),
      ('oraclearena', 2, 37.7503e0, -122.203e0, 'America/Los_Angeles'),
      ('toyotacenter', 2, 29.7508e0, -95.3621e0, 'America/Chicago'),
      ('gainbridgefieldhouse', 2, 39.764e0, -86.1555e0, 'America/New_York'),
      ('intuitdome', 2, 33.9448e0, -118.3417e0, 'America/Los_Angeles'),
      ('cryptocomarena', 2, 34.043e0, -118.2673e0, 'America/Los_Angeles'),
      ('fedexforum', 2, 35.1382e0, -90.0505e0, 'America/Chicago'),
      ('kaseyacenter', 2, 25.7814e0, -80.187e0, 'America/New_York'),
      ('fiservforum', 2, 43.0435e0, -87.9167e0, 'America/Chicago'),
      ('bradleycenter', 2, 43.0437e0, -87.9172e0, 'America/Chicago'),
      ('targetcenter', 2, 44.9795e0, -93.276e0, 'America/Chicago'),
      ('smoothiekingcenter', 2, 29.949e0, -90.0821e0, 'America/Chicago'),
      ('madisonsquaregarden', 2, 40.7505e0, -73.9934e0, 'America/New_York'),
      ('paycomcenter', 2, 35.4634e0, -97.5151e0, 'America/Chicago'),
      ('kiacenter', 2, 28.5392e0, -81.3839e0, 'America/New_York'),
      ('amwayarena', 2, 28.5492e0, -81.3867e0, 'America/New_York'),
      ('xfinitymobilearena', 2, 39.9012e0, -75.172e0, 'America/New_York'),
      ('mortgagematchupcenter', 2, 33.4457e0, -112.0712e0, 'America/Phoenix'),
      ('modacenter', 2, 45.5316e0, -122.6668e0, 'America/Los_Angeles'),
      ('golden1center', 2, 38.5816e0, -121.4999e0, 'America/Los_Angeles'),
      ('sleeptrainarena', 2, 38.6491e0, -121.5182e0, 'America/Los_Angeles'),
      ('frostbankcenter', 2, 29.427e0, -98.4375e0, 'America/Chicago'),
      ('scotiabankarena', 2, 43.6434e0, -79.3791e0, 'America/Toronto'),
      ('amaliearena', 2, 27.9427e0, -82.4518e0, 'America/New_York'),
      ('deltacenter', 2, 40.7683e0, -111.9011e0, 'America/Denver'),
      ('capitalonearena', 2, 38.8981e0, -77.0209e0, 'America/New_York'),
      ('prudentialcenter', 2, 40.7336e0, -74.1711e0, 'America/New_York'),
      ('izodcenter', 2, 40.8117e0, -74.0672e0, 'America/New_York'),
      ('keyarena', 2, 47.6221e0, -122.3541e0, 'America/Los_Angeles'),
      ('generalmotorsplace', 2, 49.2778e0, -123.1088e0, 'America/Vancouver'),
      ('usairwaysarena', 2, 38.907e0, -76.857e0, 'America/New_York'),
      ('arenacdmx', 2, 19.4967e0, -99.1757e0, 'America/Mexico_City'),
      ('alamodome', 2, 29.417e0, -98.4787e0, 'America/Chicago'),
      ('moodycenter', 2, 30.282e0, -97.7325e0, 'America/Chicago'),
      ('tmobilearena', 2, 36.1028e0, -115.1784e0, 'America/Los_Angeles'),
      ('accorarena', 2, 48.8386e0, 2.3785e0, 'Europe/Paris'),
      ('theo2', 2, 51.503e0, 0.0032e0, 'Europe/London'),
      ('uberarena', 2, 52.5067e0, 13.4435e0, 'Europe/Berlin'),
      ('cooplive', 2, 53.4853e0, -2.2003e0, 'Europe/London'),
      ('adventhealtharena', 2, 28.3378e0, -81.5558e0, 'America/New_York')])
    union all
    select arena_key, place, latitude, longitude, time_zone
    from (
      select
        coalesce(n.arena_key, t.arena_key) as arena_key, t.place, t.latitude, t.longitude, t.time_zone,
        row_number() over (
          partition by coalesce(n.arena_key, t.arena_key), t.place order by case when t.latitude is null then 1 else 0 end, t.first_day desc, t.team_abbr, t.arena_name
        ) as pick
      from (select regexp_replace(lower(arena_name), r'[^a-z0-9]', '') as arena_key, case feed when 'user' then 1 else 3 end as place, first_day, team_abbr, arena_name, latitude, longitude, time_zone from arenas) as t
      left join declared_names as n
        on n.name_key = t.arena_key
    ) as told
    where pick = 1
    ) as known
    group by arena_key),
arena_names as (
    select name_key, arena_key from declared_names
    union all
    select a.arena_key as name_key, a.arena_key
    from all_arenas as a
    left join declared_names as n
      on n.name_key = a.arena_key
    where n.name_key is null),
home_arenas as (select * from unnest([
      struct('ATL' as team_abbr, 2 as place, date '1946-11-01' as first_day, 'statefarmarena' as arena_key, 'Atlanta' as city),
      ('BOS', 2, date '1946-11-01', 'tdgarden', 'Boston'),
      ('BKN', 2, date '1946-11-01', 'barclayscenter', 'Brooklyn'),
      ('CHA', 2, date '2005-10-01', 'spectrumcenter', 'Charlotte'),
      ('CHH', 2, date '1946-11-01', 'charlottecoliseum', 'Charlotte'),
      ('CHA', 2, date '1946-11-01', 'charlottecoliseum', 'Charlotte'),
      ('CHI', 2, date '1946-11-01', 'unitedcenter', 'Chicago'),
      ('CLE', 2, date '1946-11-01', 'rocketarena', 'Cleveland'),
      ('DAL', 2, date '1946-11-01', 'americanairlinescenter', 'Dallas'),
      ('DEN', 2, date '1946-11-01', 'ballarena', 'Denver'),
      ('DET', 2, date '2017-10-01', 'littlecaesarsarena', 'Detroit'),
      ('DET', 2, date '1946-11-01', 'thepalaceofauburnhills', 'Auburn Hills'),
      ('GSW', 2, date '2019-10-01', 'chasecenter', 'San Francisco'),
      ('GSW', 2, date '1946-11-01', 'oraclearena', 'Oakland'),
      ('HOU', 2, date '1946-11-01', 'toyotacenter', 'Houston'),
      ('IND', 2, date '1946-11-01', 'gainbridgefieldhouse', 'Indianapolis'),
      ('LAC', 2, date '2024-10-01', 'intuitdome', 'Inglewood'),
      ('LAL', 2, date '1946-11-01', 'cryptocomarena', 'Los Angeles'),
      ('LAC', 2, date '1946-11-01', 'cryptocomarena', 'Los Angeles'),
      ('MEM', 2, date '1946-11-01', 'fedexforum', 'Memphis'),
      ('MIA', 2, date '1946-11-01', 'kaseyacenter', 'Miami'),
      ('MIL', 2, date '2018-10-01', 'fiservforum', 'Milwaukee'),
      ('MIL', 2, date '1946-11-01', 'bradleycenter', 'Milwaukee'),
      ('MIN', 2, date '1946-11-01', 'targetcenter', 'Minneapolis'),
      ('NOP', 2, date '1946-11-01', 'smoothiekingcenter', 'New Orleans'),
      ('NOH', 2, date '1946-11-01', 'smoothiekingcenter', 'New Orleans'),
      ('NYK', 2, date '1946-11-01', 'madisonsquaregarden', 'New York'),
      ('OKC', 2, date '1946-11-01', 'paycomcenter', 'Oklahoma City'),
      ('NOK', 2, date '1946-11-01', 'paycomcenter', 'Oklahoma City'),
      ('ORL', 2, date '2010-10-01', 'kiacenter', 'Orlando'),
      ('ORL', 2, date '1946-11-01', 'amwayarena', 'Orlando'),
      ('PHI', 2, date '1946-11-01', 'xfinitymobilearena', 'Philadelphia'),
      ('PHX', 2, date '1946-11-01', 'mortgagematchupcenter', 'Phoenix'),
      ('POR', 2, date '1946-11-01', 'modacenter', 'Portland'),
      ('SAC', 2, date '2016-10-01', 'golden1center', 'Sacramento'),
      ('SAC', 2, date '1946-11-01', 'sleeptrainarena', 'Sacramento'),
      ('SAS', 2, date '1946-11-01', 'frostbankcenter', 'San Antonio'),
      ('TOR', 2, date '1946-11-01', 'scotiabankarena', 'Toronto'),
      ('TOR', 2, date '2021-08-01', 'scotiabankarena', 'Toronto'),
      ('TOR', 2, date '2020-12-01', 'amaliearena', 'Tampa'),
      ('UTA', 2, date '1946-11-01', 'deltacenter', 'Salt Lake City'),
      ('WAS', 2, date '1946-11-01', 'capitalonearena', 'Washington'),
      ('NJN', 2, date '2010-10-01', 'prudentialcenter', 'Newark'),
      ('NJN', 2, date '1946-11-01', 'izodcenter', 'East Rutherford'),
      ('SEA', 2, date '1946-11-01', 'keyarena', 'Seattle'),
      ('VAN', 2, date '1946-11-01', 'generalmotorsplace', 'Vancouver'),
      ('WSB', 2, date '1946-11-01', 'usairwaysarena', 'Landover')])
    union all
    select t.team_abbr, 1 as place, t.first_day, n.arena_key, max(t.arena_city) as city
    from (select team_abbr, first_day, regexp_replace(lower(arena_name), r'[^a-z0-9]', '') as name_key, arena_city from arenas where feed = 'user' and team_abbr <> '') as t
    join arena_names as n
      on n.name_key = t.name_key
    group by t.team_abbr, t.first_day, n.arena_key),
team_homes as (
    select nba_game_id, team_abbr, arena_key, city
    from (
      select
        g.nba_game_id,
        h.team_abbr,
        h.arena_key,
        h.city,
        row_number() over (partition by g.nba_game_id, h.team_abbr order by h.place, h.first_day desc, h.arena_key) as pick
      from team_slots as g
      join home_arenas as h
        on h.team_abbr = g.team_abbr and h.first_day <= g.game_date
    ) as ranked
    where pick = 1),
game_arenas as (
    select
      g.nba_game_id,
      g.home_team,
      h.arena_key as home_arena,
      case
        when n.arena_key is not null then n.arena_key
        when g.arena_name is null or regexp_replace(lower(g.arena_city), r'[^a-z0-9]', '') = regexp_replace(lower(h.city), r'[^a-z0-9]', '') then h.arena_key
        else regexp_replace(lower(g.arena_name), r'[^a-z0-9]', '')
      end as arena_key
    from games as g
    left join team_homes as h
      on h.nba_game_id = g.nba_game_id and h.team_abbr = g.home_team
    left join arena_names as n
      on n.name_key = regexp_replace(lower(g.arena_name), r'[^a-z0-9]', '')),
venues as (
    select
      g.nba_game_id,
      g.arena_key as venue,
      case when g.arena_key = g.home_arena then g.home_team end as host,
      a.latitude,
      a.longitude,
      a.time_zone
    from game_arenas as g
    left join all_arenas as a
      on a.arena_key = g.arena_key),
asked_teams as (select distinct s.team_abbr from team_slots as s where s.game_date between date '2021-10-19' and date '2021-11-19'),
starting_points as (
    select h.nba_game_id, h.team_abbr, h.arena_key as venue, h.team_abbr as host, a.latitude, a.longitude, a.time_zone
    from team_homes as h
    join all_arenas as a
      on a.arena_key = h.arena_key),
legs as (
    select
      s.nba_game_id,
      s.team_abbr,
      s.season_year,
      s.game_date,
      s.day,
      s.venue,
      s.host,
      s.latitude,
      s.longitude,
      s.time_zone,
      case when leg = 1 then home.venue else s.from_venue end as from_venue,
      case when leg = 1 then home.host else s.from_host end as from_host,
      case when leg = 1 then home.latitude else s.from_latitude end as from_latitude,
      case when leg = 1 then home.longitude else s.from_longitude end as from_longitude,
      case when leg = 1 then home.time_zone else s.from_time_zone end as from_time_zone
    from (
      select
        c.nba_game_id,
        c.team_abbr,
        c.season_year,
        c.game_date,
        unix_date(c.game_date) as day,
        v.venue, v.host, v.latitude, v.longitude, v.time_zone,
        row_number() over way as leg,
        lag(v.venue) over way as from_venue, lag(v.host) over way as from_host, lag(v.latitude) over way as from_latitude, lag(v.longitude) over way as from_longitude, lag(v.time_zone) over way as from_time_zone
      from team_slots as c
      join venues as v
        on v.nba_game_id = c.nba_game_id
      where c.state <> 'waiting' and c.team_abbr in (select team_abbr from asked_teams)
      window way as (partition by c.team_abbr, c.season_year order by c.game_date, c.nba_game_id)
    ) as s
    left join starting_points as home
      on home.nba_game_id = s.nba_game_id and home.team_abbr = s.team_abbr),
travel_distances as (select feed, from_team, to_team, distance_miles, import_number from nba_static.travel_distances where ended_by is null),
measured_legs as (
    select
      l.nba_game_id,
      l.team_abbr,
      l.season_year,
      l.day,
      case when l.venue = l.from_venue then 0 else coalesce(
        t.distance_miles,
        cast(format('%.0f', 2e0 * asin(sqrt(sin((l.latitude - l.from_latitude) * 0.017453292519943295e0 / 2e0) * sin((l.latitude - l.from_latitude) * 0.017453292519943295e0 / 2e0) + cos(l.from_latitude * 0.017453292519943295e0) * cos(l.latitude * 0.017453292519943295e0) * sin((l.longitude - l.from_longitude) * 0.017453292519943295e0 / 2e0) * sin((l.longitude - l.from_longitude) * 0.017453292519943295e0 / 2e0))) * 3959e0) as int64)
      ) end as leg_miles,
      timestamp_diff(timestamp(extract(datetime from timestamp_add(timestamp(l.game_date), interval 12 hour) at time zone l.time_zone)), timestamp_add(timestamp(l.game_date), interval 12 hour), minute) - timestamp_diff(timestamp(extract(datetime from timestamp_add(timestamp(l.game_date), interval 12 hour) at time zone l.from_time_zone)), timestamp_add(timestamp(l.game_date), interval 12 hour), minute) as minutes_forward
    from legs as l
    left join travel_distances as t
      on t.from_team = l.from_host and t.to_team = l.host),
travel as (
    select
      nba_game_id,
      team_abbr,
      leg_miles as travel_miles,
      hours_changed as time_zone_changes,
      case when minutes_forward > 0 then 'east' when minutes_forward < 0 then 'west' when minutes_forward = 0 then 'neutral' end as travel_direction,
      case when count(*) over (partition by team_abbr, season_year order by day range between 14 preceding and 1 preceding) = count(leg_miles) over (partition by team_abbr, season_year order by day range between 14 preceding and 1 preceding) then (coalesce(sum(leg_miles) over (partition by team_abbr, season_year order by day range between 14 preceding and 1 preceding), 0)) end as miles_last_14,
      case when count(*) over (partition by team_abbr, season_year order by day range between 14 preceding and 1 preceding) = count(hours_changed) over (partition by team_abbr, season_year order by day range between 14 preceding and 1 preceding) then (coalesce(sum(hours_changed) over (partition by team_abbr, season_year order by day range between 14 preceding and 1 preceding), 0)) end as zones_last_14
    from (
      select l.*, (sign(abs(minutes_forward)) * div((2 * abs(abs(minutes_forward)) + nullif(60, 0)), (2 * nullif(60, 0)))) as hours_changed
      from measured_legs as l
    ) as legs),
local_tips as (
    select
      nba_game_id,
      time_zone,
      div((local_seconds - 86400 * div((local_seconds), nullif((86400), 0))), nullif((60), 0)) as minute_of_day,
      div((local_seconds - utc_seconds), nullif((60), 0)) as minutes_ahead
    from (
      select
        g.nba_game_id,
        v.time_zone,
        unix_seconds(timestamp(extract(datetime from g.tip_utc at time zone v.time_zone))) as local_seconds,
        unix_seconds(timestamp(extract(datetime from g.tip_utc at time zone 'UTC'))) as utc_seconds
      from games as g
      join venues as v
        on v.nba_game_id = g.nba_game_id
      where g.tip_utc is not null and v.time_zone is not null
    ) as seconds),
tip_texts as (
    select
      nba_game_id,
      cast(case when hour_of_day in (0, 12) then 12 when hour_of_day > 12 then hour_of_day - 12 else hour_of_day end as string)
        || case when minute_of_hour < 10 then ':0' else ':' end || cast(minute_of_hour as string)
        || case when hour_of_day < 12 then ' AM ' else ' PM ' end
        || case time_zone when 'America/New_York' then 'ET' when 'America/Toronto' then 'ET' when 'America/Detroit' then 'ET' when 'America/Indiana/Indianapolis' then 'ET' when 'America/Chicago' then 'CT' when 'America/Denver' then 'MT' when 'America/Phoenix' then 'MST' when 'America/Los_Angeles' then 'PT' when 'America/Vancouver' then 'PT' else
        'UTC' || case when minutes_ahead < 0 then '-' else '+' end || cast(div((abs(minutes_ahead)), nullif((60), 0)) as string) end as start_local
    from (
      select
        t.*,
        div((minute_of_day), nullif((60), 0)) as hour_of_day,
        minute_of_day - 60 * div((minute_of_day), nullif((60), 0)) as minute_of_hour
      from local_tips as t
    ) as clock),
known_ages as (
    select person_id, day as first_day, coalesce(lead(day) over (partition by person_id order by day) - 1, 999999) as last_day, age, birth_date
    from roster_entries
    where age is not null or birth_date is not null),
injury_transactions as (select feed, injured_on, season_year, team_name, player_full_name, player_lookup, status, notes, turn, import_number from nba_raw.injury_transactions where ended_by is null),
games_told as (
    select g.nba_game_id, case when max(r.nba_game_id) is not null then 1 else 2 end as told
    from games as g
    left join reports_before_tip as r
      on r.nba_game_id = g.nba_game_id
    left join (select distinct season_year, unix_date(injured_on) as day from injury_transactions) as t
      on t.season_year = g.season_year and t.day between unix_date(g.game_date) - 14 and unix_date(g.game_date) - 1
    where g.game_date between date '2021-10-19' and date '2021-11-19' and (r.nba_game_id is not null or t.day is not null)
    group by g.nba_game_id),
reported_teams as (
    select t.nba_game_id, t.team_abbr, (sum(case when n.status = 'questionable' then 1 else 0 end)) as questionable, (sum(case when n.status = 'doubtful' then 1 else 0 end)) as doubtful, (sum(case when n.status = 'probable' then 1 else 0 end)) as probable
    from (
      select g.nba_game_id, g.home_team as team_abbr from games as g join reports_before_tip as r on r.nba_game_id = g.nba_game_id
      union all
      select g.nba_game_id, g.away_team from games as g join reports_before_tip as r on r.nba_game_id = g.nba_game_id
    ) as t
    left join reported_players as n
      on n.nba_game_id = t.nba_game_id and n.team_abbr = t.team_abbr
    group by t.nba_game_id, t.team_abbr),
absences as (
    select person_id, season_year, first_day, last_day, notes
    from (
      select
        person_id,
        season_year,
        status,
        notes,
        day + 1 as first_day,
        coalesce(lead(day) over (partition by person_id, season_year order by day), 999999) as last_day
      from (
        select
          p.person_id,
          t.season_year,
          t.status,
          t.notes,
          unix_date(t.injured_on) as day,
          row_number() over (partition by p.person_id, t.injured_on order by t.status desc, t.notes, t.team_name, t.turn) as pick
        from injury_transactions as t
        join persons_by_name as p
          on p.player_lookup = t.player_lookup
        where p.person_id in (select person_id from asked_people)
      ) as told
      where pick = 1
    ) as stretches
    where status = 'out'),
injury_statuses as (
    select r.nba_game_id, r.team_abbr, r.person_id, r.status, r.reason
    from reported_players as r
    join games_told as g
      on g.nba_game_id = r.nba_game_id
    union all
    select s.nba_game_id, s.team_abbr, s.person_id, 'out' as status, min(a.notes) as reason
    from player_slots as s
    join games_told as g
      on g.nba_game_id = s.nba_game_id and g.told = 2
    join absences as a
      on a.person_id = s.person_id and a.season_year = s.season_year and s.day between a.first_day and a.last_day
    group by s.nba_game_id, s.team_abbr, s.person_id),
absent_form as (
    select
      x.nba_game_id,
      x.team_abbr,
      x.person_id,
      (count(*)) as games,
      (sum(p.points)) as points,
      (sum(p.seconds_played)) as seconds,
      (sum(case when p.day >= g.day - 10 then 1 else 0 end)) as recent_games,
      (sum(case when p.day >= g.day - 10 then p.points else 0 end)) as recent_points,
      (sum(case when p.day >= g.day - 10 then p.seconds_played else 0 end)) as recent_seconds
    from injury_statuses as x
    join (select nba_game_id, season_year, unix_date(game_date) as day from games) as g
      on g.nba_game_id = x.nba_game_id
    join listed_players as p
      on p.person_id = x.person_id and p.team_abbr = x.team_abbr and p.season_year = g.season_year and p.day < g.day and p.player_status = 'active'
    where x.status in ('out', 'doubtful')
    group by x.nba_game_id, x.team_abbr, x.person_id),
stars_out as (
    select nba_game_id, team_abbr, person_id
    from (
      select
        nba_game_id,
        team_abbr,
        person_id,
        games,
        case when recent_games > 0 then recent_games else games end as n,
        case when recent_games > 0 then recent_points else points end as p,
        case when recent_games > 0 then recent_seconds else seconds end as s
      from absent_form
    ) as averages
    where games >= 10 and (p >= 18 * n or (p >= 12 * n and s >= 28 * 60 * n))),
player_injuries as (
    select x.nba_game_id, x.person_id, x.team_abbr, x.status, x.reason, case when s.person_id is null then 0 else 1 end as star_out
    from injury_statuses as x
    left join stars_out as s
      on s.nba_game_id = x.nba_game_id and s.person_id = x.person_id
    join people as i
      on i.person_id = x.person_id),
team_injuries as (
    select
      g.nba_game_id,
      t.team_abbr,
      n.questionable,
      n.probable,
      coalesce(o.stars, 0) as stars
    from games_told as g
    join (select nba_game_id, home_team as team_abbr from games union all select nba_game_id, away_team from games) as t
      on t.nba_game_id = g.nba_game_id
    left join reported_teams as n
      on n.nba_game_id = g.nba_game_id and n.team_abbr = t.team_abbr
    left join (select nba_game_id, team_abbr, (sum(star_out)) as stars from player_injuries group by nba_game_id, team_abbr) as o
      on o.nba_game_id = g.nba_game_id and o.team_abbr = t.team_abbr),
game_quotes as (
    select
      l.nba_game_id,
      l.bookmaker_key as book,
      l.market_key as market,
      l.snapshot_timestamp,
      'odds_api_game_lines' as told_by,
      coalesce(
        max(case when l.outcome_team_abbr = g.home_team or l.outcome_name = 'Over' then cast(round(10 * l.outcome_point) as INT64) end),
        -max(case when l.outcome_team_abbr = g.away_team then cast(round(10 * l.outcome_point) as INT64) end),
        max(case when l.outcome_name = 'Under' then cast(round(10 * l.outcome_point) as INT64) end)
      ) as line_x10
    from odds_api_game_lines as l
    join games as g
      on g.nba_game_id = l.nba_game_id
    where l.market_key in ('spreads', 'totals') and (l.commence_time is null or l.snapshot_timestamp <= l.commence_time)
      and coalesce(cast(null as BOOL), true)
      and case when g.tip_utc is null then coalesce(cast(null as BOOL), false) else l.snapshot_timestamp <= g.tip_utc end
    group by l.nba_game_id, l.bookmaker_key, l.market_key, l.snapshot_timestamp),
odds_closing_lines as (select feed, game_id, nba_game_id, game_date, home_team_abbr, away_team_abbr, favored_team_abbr, spread, total, home_moneyline, away_moneyline, import_number from nba_raw.odds_closing_lines where ended_by is null),
book_lines as (
    select nba_game_id, book, market, min(told_by) as told_by, array_agg(line_x10 order by if(line_x10 is null, 1, 0), snapshot_timestamp desc limit 1)[safe_offset(0)] as current_x10, array_agg(line_x10 order by if(line_x10 is null, 1, 0), snapshot_timestamp limit 1)[safe_offset(0)] as opening_x10, max(case when line_x10 is not null then snapshot_timestamp end) as read_at, false as contradicted
    from game_quotes
    group by nba_game_id, book, market
    union all
    
    select
      l.nba_game_id,
      'closing' as book,
      'spreads' as market,
      'odds_closing_lines' as told_by,
      case when l.favored_team_abbr = g.home_team then -cast(round(10 * l.spread) as INT64) when l.favored_team_abbr = g.away_team then cast(round(10 * l.spread) as INT64) end as current_x10,
      cast(null as INT64) as opening_x10,
      cast(null as TIMESTAMP) as read_at,
      l.spread >= 1 and (
        (l.favored_team_abbr = g.home_team and l.home_moneyline > 0 and l.away_moneyline < 0)
        or (l.favored_team_abbr = g.away_team and l.away_moneyline > 0 and l.home_moneyline < 0)) as contradicted
    from odds_closing_lines as l
    join games as g
      on g.nba_game_id = l.nba_game_id
    union all
    select
      l.nba_game_id,
      'closing' as book,
      'totals' as market,
      'odds_closing_lines' as told_by,
      cast(round(10 * l.total) as INT64) as current_x10,
      cast(null as INT64) as opening_x10,
      cast(null as TIMESTAMP) as read_at,
      false as contradicted
    from odds_closing_lines as l
    join games as g
      on g.nba_game_id = l.nba_game_id),
game_lines as (
    select
      nba_game_id,
      max(case when market = 'spreads' then current_x10 end) as home_spread_x10,
      max(case when market = 'spreads' then opening_x10 end) as opening_home_spread_x10,
      max(case when market = 'spreads' then book end) as spread_book,
      max(case when market = 'totals' then current_x10 end) as total_x10,
      max(case when market = 'totals' then opening_x10 end) as opening_total_x10,
      max(case when market = 'totals' then book end) as total_book,
      coalesce(max(case when market = 'spreads' then read_at end), max(case when market = 'totals' then read_at end)) as lines_read_at,
      logical_or(contradicted) as spread_contradicted,
      coalesce(logical_or(told_by = 'odds_api_game_lines'), false) as from_odds_api_game_lines, coalesce(logical_or(told_by = 'odds_closing_lines'), false) as from_odds_closing_lines
    from (
      select b.*, row_number() over (partition by nba_game_id, market order by case when book = 'draftkings' then 1 when book = 'fanduel' then 2 when book = 'closing' then 5 when book like '%consensus%' then 4 else 3 end, book, told_by) as pick
      from book_lines as b
      where current_x10 is not null
    ) as picked
    where pick = 1
    group by nba_game_id),
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
    where pick = 1),
played_points as (
    select
      person_id,
      season_year,
      10 * points as points_x10,
      row_number() over (partition by person_id, season_year order by day, nba_game_id) as played_index
    from listed_players
    where player_status = 'active'),
line_streaks as (
    select
      nba_game_id,
      person_id,
      (sum(case when points_x10 > line_x10 and played_index > coalesce(last_below, 0) then 1 else 0 end)) as over_streak,
      (sum(case when points_x10 < line_x10 and played_index > coalesce(last_above, 0) then 1 else 0 end)) as under_streak
    from (
      select
        l.nba_game_id,
        l.person_id,
        l.current_x10 as line_x10,
        p.points_x10,
        p.played_index,
        max(case when p.points_x10 is null or p.points_x10 < l.current_x10 then p.played_index end) over (partition by l.nba_game_id, l.person_id) as last_below,
        max(case when p.points_x10 is null or p.points_x10 > l.current_x10 then p.played_index end) over (partition by l.nba_game_id, l.person_id) as last_above
      from points_lines as l
      join player_calendar as c
        on c.nba_game_id = l.nba_game_id and c.person_id = l.person_id
      join played_points as p
        on p.person_id = c.person_id and p.season_year = c.season_year and p.played_index between c.played_before - 9 and c.played_before
    ) as compared
    group by nba_game_id, person_id)

select
  player_lookup, universal_player_id, player_full_name, game_id, nba_game_id, game_date, season_year, team_abbr, opponent_team_abbr, has_prop_line, current_points_line, opening_points_line, line_movement, current_points_line_source, opening_points_line_source, game_spread, opening_spread, spread_movement, game_spread_source, spread_public_betting_pct, game_total, opening_total, total_movement, game_total_source, total_public_betting_pct, pace_differential, opponent_pace_last_10, game_start_time_local, opponent_ft_rate_allowed, home_game, back_to_back, season_phase, projected_usage_rate, days_rest, days_rest_before_last_game, days_since_2_plus_days_rest, games_in_last_7_days, games_in_last_14_days, minutes_in_last_7_days, minutes_in_last_14_days, avg_minutes_per_game_last_7, back_to_backs_last_14_days, avg_usage_rate_last_7_games, fourth_quarter_minutes_last_7, clutch_minutes_last_7_games, travel_miles, time_zone_changes, travel_direction, consecutive_road_games, miles_traveled_last_14_days, time_zones_crossed_last_14_days, player_age, points_avg_last_5, points_avg_last_10, l5_games_used, l10_games_used, prop_over_streak, prop_under_streak, star_teammates_out, opponent_def_rating_last_10, shooting_pct_decline_last_5, fourth_quarter_production_last_7, next_game_days_rest, games_in_next_7_days, next_opponent_win_pct, next_game_is_primetime, opponent_days_rest, opponent_games_in_next_7_days, opponent_next_game_days_rest, player_status, injury_report, questionable_teammates, probable_teammates, l5_sample_quality, l10_sample_quality, quality_score, quality_tier, quality_issues, data_sources,
  substr(to_hex(sha256(hashed_text)), 1, 16) as data_hash,
  'content-1' as data_hash_recipe
from (
select typed.*, concat('{"avg_minutes_per_game_last_7": ', coalesce((select if(regexp_contains(digits, r'[.eIN]'), digits, concat(digits, '.0')) from (select case when is_nan(avg_minutes_per_game_last_7) then 'NaN' when is_inf(avg_minutes_per_game_last_7) then if(avg_minutes_per_game_last_7 > 0, 'Infinity', '-Infinity') when avg_minutes_per_game_last_7 = 0 then if(ieee_divide(1, avg_minutes_per_game_last_7) < 0, '-0.0', '0.0') when abs(avg_minutes_per_game_last_7) < 2.2250738585072014e-308 then array(select digits from (select format('%.*g', count, avg_minutes_per_game_last_7) as digits, count from unnest(generate_array(1, 17)) as count) where cast(digits as float64) = avg_minutes_per_game_last_7 order by count)[offset(0)] when not (abs(avg_minutes_per_game_last_7) >= 1e15 and abs(avg_minutes_per_game_last_7) < 1e16) and cast(format('%.15g', avg_minutes_per_game_last_7) as float64) = avg_minutes_per_game_last_7 then format('%.15g', avg_minutes_per_game_last_7) when cast(format('%.16g', avg_minutes_per_game_last_7) as float64) = avg_minutes_per_game_last_7 then format('%.16g', avg_minutes_per_game_last_7) when abs(avg_minutes_per_game_last_7) >= 1e16 and abs(avg_minutes_per_game_last_7) < 1e17 then format('%.16e', avg_minutes_per_game_last_7) else (select if(safe_cast(up as float64) = avg_minutes_per_game_last_7, up, format('%.17g', avg_minutes_per_game_last_7)) from (select (select concat(regexp_extract(digits, r'^(.*)[0-9]e'), cast(cast(regexp_extract(digits, r'([0-9])e') as int64) + 1 as string), regexp_extract(digits, r'e.*$')) from (select format('%.15e', avg_minutes_per_game_last_7) as digits)) as up)) end as digits)), 'null'), ', "avg_usage_rate_last_7_games": ', coalesce((select if(regexp_contains(digits, r'[.eIN]'), digits, concat(digits, '.0')) from (select case when is_nan(avg_usage_rate_last_7_games) then 'NaN' when is_inf(avg_usage_rate_last_7_games) then if(avg_usage_rate_last_7_games > 0, 'Infinity', '-Infinity') when avg_usage_rate_last_7_games = 0 then if(ieee_divide(1, avg_usage_rate_last_7_games) < 0, '-0.0', '0.0') when abs(avg_usage_rate_last_7_games) < 2.2250738585072014e-308 then array(select digits from (select format('%.*g', count, avg_usage_rate_last_7_games) as digits, count from unnest(generate_array(1, 17)) as count) where cast(digits as float64) = avg_usage_rate_last_7_games order by count)[offset(0)] when not (abs(avg_usage_rate_last_7_games) >= 1e15 and abs(avg_usage_rate_last_7_games) < 1e16) and cast(format('%.15g', avg_usage_rate_last_7_games) as float64) = avg_usage_rate_last_7_games then format('%.15g', avg_usage_rate_last_7_games) when cast(format('%.16g', avg_usage_rate_last_7_games) as float64) = avg_usage_rate_last_7_games then format('%.16g', avg_usage_rate_last_7_games) when abs(avg_usage_rate_last_7_games) >= 1e16 and abs(avg_usage_rate_last_7_games) < 1e17 then format('%.16e', avg_usage_rate_last_7_games) else (select if(safe_cast(up as float64) = avg_usage_rate_last_7_games, up, format('%.17g', avg_usage_rate_last_7_games)) from (select (select concat(regexp_extract(digits, r'^(.*)[0-9]e'), cast(cast(regexp_extract(digits, r'([0-9])e') as int64) + 1 as string), regexp_extract(digits, r'e.*$')) from (select format('%.15e', avg_usage_rate_last_7_games) as digits)) as up)) end as digits)), 'null'), ', "back_to_back": ', coalesce(cast(back_to_back as string), 'null'), ', "back_to_backs_last_14_days": ', coalesce(cast(back_to_backs_last_14_days as string), 'null'), ', "clutch_minutes_last_7_games": ', coalesce(cast(clutch_minutes_last_7_games as string), 'null'), ', "consecutive_road_games": ', coalesce(cast(consecutive_road_games as string), 'null'), ', "current_points_line": ', coalesce((select if(regexp_contains(digits, r'[.eIN]'), digits, concat(digits, '.0')) from (select case when is_nan(current_points_line) then 'NaN' when is_inf(current_points_line) then if(current_points_line > 0, 'Infinity', '-Infinity') when current_points_line = 0 then if(ieee_divide(1, current_points_line) < 0, '-0.0', '0.0') when abs(current_points_line) < 2.2250738585072014e-308 then array(select digits from (select format('%.*g', count, current_points_line) as digits, count from unnest(generate_array(1, 17)) as count) where cast(digits as float64) = current_points_line order by count)[offset(0)] when not (abs(current_points_line) >= 1e15 and abs(current_points_line) < 1e16) and cast(format('%.15g', current_points_line) as float64) = current_points_line then format('%.15g', current_points_line) when cast(format('%.16g', current_points_line) as float64) = current_points_line then format('%.16g', current_points_line) when abs(current_points_line) >= 1e16 and abs(current_points_line) < 1e17 then format('%.16e', current_points_line) else (select if(safe_cast(up as float64) = current_points_line, up, format('%.17g', current_points_line)) from (select (select concat(regexp_extract(digits, r'^(.*)[0-9]e'), cast(cast(regexp_extract(digits, r'([0-9])e') as int64) + 1 as string), regexp_extract(digits, r'e.*$')) from (select format('%.15e', current_points_line) as digits)) as up)) end as digits)), 'null'), ', "current_points_line_source": ', coalesce(concat('"', if(regexp_contains(current_points_line_source, r'^[ !#-\[\]-~]*$'), current_points_line_source, (select string_agg(case when c = 34 then r'\"' when c = 92 then r'\\' when c = 10 then r'\n' when c = 13 then r'\r' when c = 9 then r'\t' when c = 8 then r'\b' when c = 12 then r'\f' when c between 32 and 126 then code_points_to_string([c]) when c < 65536 then concat(r'\u', format('%04x', c)) else concat(r'\u', format('%04x', 55296 + ((c - 65536) >> 10)), r'\u', format('%04x', 56320 + ((c - 65536) & 1023))) end, '' order by place) from unnest(to_code_points(current_points_line_source)) as c with offset as place)), '"'), 'null'), ', "days_rest": ', coalesce(cast(days_rest as string), 'null'), ', "days_rest_before_last_game": ', coalesce(cast(days_rest_before_last_game as string), 'null'), ', "days_since_2_plus_days_rest": ', coalesce(cast(days_since_2_plus_days_rest as string), 'null'), ', "fourth_quarter_minutes_last_7": ', coalesce(cast(fourth_quarter_minutes_last_7 as string), 'null'), ', "fourth_quarter_production_last_7": ', coalesce((select if(regexp_contains(digits, r'[.eIN]'), digits, concat(digits, '.0')) from (select case when is_nan(fourth_quarter_production_last_7) then 'NaN' when is_inf(fourth_quarter_production_last_7) then if(fourth_quarter_production_last_7 > 0, 'Infinity', '-Infinity') when fourth_quarter_production_last_7 = 0 then if(ieee_divide(1, fourth_quarter_production_last_7) < 0, '-0.0', '0.0') when abs(fourth_quarter_production_last_7) < 2.2250738585072014e-308 then array(select digits from (select format('%.*g', count, fourth_quarter_production_last_7) as digits, count from unnest(generate_array(1, 17)) as count) where cast(digits as float64) = fourth_quarter_production_last_7 order by count)[offset(0)] when not (abs(fourth_quarter_production_last_7) >= 1e15 and abs(fourth_quarter_production_last_7) < 1e16) and cast(format('%.15g', fourth_quarter_production_last_7) as float64) = fourth_quarter_production_last_7 then format('%.15g', fourth_quarter_production_last_7) when cast(format('%.16g', fourth_quarter_production_last_7) as float64) = fourth_quarter_production_last_7 then format('%.16g', fourth_quarter_production_last_7) when abs(fourth_quarter_production_last_7) >= 1e16 and abs(fourth_quarter_production_last_7) < 1e17 then format('%.16e', fourth_quarter_production_last_7) else (select if(safe_cast(up as float64) = fourth_quarter_production_last_7, up, format('%.17g', fourth_quarter_production_last_7)) from (select (select concat(regexp_extract(digits, r'^(.*)[0-9]e'), cast(cast(regexp_extract(digits, r'([0-9])e') as int64) + 1 as string), regexp_extract(digits, r'e.*$')) from (select format('%.15e', fourth_quarter_production_last_7) as digits)) as up)) end as digits)), 'null'), ', "game_date": ', coalesce(concat('"', cast(game_date as string), '"'), 'null'), ', "game_id": ', coalesce(concat('"', if(regexp_contains(game_id, r'^[ !#-\[\]-~]*$'), game_id, (select string_agg(case when c = 34 then r'\"' when c = 92 then r'\\' when c = 10 then r'\n' when c = 13 then r'\r' when c = 9 then r'\t' when c = 8 then r'\b' when c = 12 then r'\f' when c between 32 and 126 then code_points_to_string([c]) when c < 65536 then concat(r'\u', format('%04x', c)) else concat(r'\u', format('%04x', 55296 + ((c - 65536) >> 10)), r'\u', format('%04x', 56320 + ((c - 65536) & 1023))) end, '' order by place) from unnest(to_code_points(game_id)) as c with offset as place)), '"'), 'null'), ', "game_spread": ', coalesce((select if(regexp_contains(digits, r'[.eIN]'), digits, concat(digits, '.0')) from (select case when is_nan(game_spread) then 'NaN' when is_inf(game_spread) then if(game_spread > 0, 'Infinity', '-Infinity') when game_spread = 0 then if(ieee_divide(1, game_spread) < 0, '-0.0', '0.0') when abs(game_spread) < 2.2250738585072014e-308 then array(select digits from (select format('%.*g', count, game_spread) as digits, count from unnest(generate_array(1, 17)) as count) where cast(digits as float64) = game_spread order by count)[offset(0)] when not (abs(game_spread) >= 1e15 and abs(game_spread) < 1e16) and cast(format('%.15g', game_spread) as float64) = game_spread then format('%.15g', game_spread) when cast(format('%.16g', game_spread) as float64) = game_spread then format('%.16g', game_spread) when abs(game_spread) >= 1e16 and abs(game_spread) < 1e17 then format('%.16e', game_spread) else (select if(safe_cast(up as float64) = game_spread, up, format('%.17g', game_spread)) from (select (select concat(regexp_extract(digits, r'^(.*)[0-9]e'), cast(cast(regexp_extract(digits, r'([0-9])e') as int64) + 1 as string), regexp_extract(digits, r'e.*$')) from (select format('%.15e', game_spread) as digits)) as up)) end as digits)), 'null'), ', "game_spread_source": ', coalesce(concat('"', if(regexp_contains(game_spread_source, r'^[ !#-\[\]-~]*$'), game_spread_source, (select string_agg(case when c = 34 then r'\"' when c = 92 then r'\\' when c = 10 then r'\n' when c = 13 then r'\r' when c = 9 then r'\t' when c = 8 then r'\b' when c = 12 then r'\f' when c between 32 and 126 then code_points_to_string([c]) when c < 65536 then concat(r'\u', format('%04x', c)) else concat(r'\u', format('%04x', 55296 + ((c - 65536) >> 10)), r'\u', format('%04x', 56320 + ((c - 65536) & 1023))) end, '' order by place) from unnest(to_code_points(game_spread_source)) as c with offset as place)), '"'), 'null'), ', "game_start_time_local": ', coalesce(concat('"', if(regexp_contains(game_start_time_local, r'^[ !#-\[\]-~]*$'), game_start_time_local, (select string_agg(case when c = 34 then r'\"' when c = 92 then r'\\' when c = 10 then r'\n' when c = 13 then r'\r' when c = 9 then r'\t' when c = 8 then r'\b' when c = 12 then r'\f' when c between 32 and 126 then code_points_to_string([c]) when c < 65536 then concat(r'\u', format('%04x', c)) else concat(r'\u', format('%04x', 55296 + ((c - 65536) >> 10)), r'\u', format('%04x', 56320 + ((c - 65536) & 1023))) end, '' order by place) from unnest(to_code_points(game_start_time_local)) as c with offset as place)), '"'), 'null'), ', "game_total": ', coalesce((select if(regexp_contains(digits, r'[.eIN]'), digits, concat(digits, '.0')) from (select case when is_nan(game_total) then 'NaN' when is_inf(game_total) then if(game_total > 0, 'Infinity', '-Infinity') when game_total = 0 then if(ieee_divide(1, game_total) < 0, '-0.0', '0.0') when abs(game_total) < 2.2250738585072014e-308 then array(select digits from (select format('%.*g', count, game_total) as digits, count from unnest(generate_array(1, 17)) as count) where cast(digits as float64) = game_total order by count)[offset(0)] when not (abs(game_total) >= 1e15 and abs(game_total) < 1e16) and cast(format('%.15g', game_total) as float64) = game_total then format('%.15g', game_total) when cast(format('%.16g', game_total) as float64) = game_total then format('%.16g', game_total) when abs(game_total) >= 1e16 and abs(game_total) < 1e17 then format('%.16e', game_total) else (select if(safe_cast(up as float64) = game_total, up, format('%.17g', game_total)) from (select (select concat(regexp_extract(digits, r'^(.*)[0-9]e'), cast(cast(regexp_extract(digits, r'([0-9])e') as int64) + 1 as string), regexp_extract(digits, r'e.*$')) from (select format('%.15e', game_total) as digits)) as up)) end as digits)), 'null'), ', "game_total_source": ', coalesce(concat('"', if(regexp_contains(game_total_source, r'^[ !#-\[\]-~]*$'), game_total_source, (select string_agg(case when c = 34 then r'\"' when c = 92 then r'\\' when c = 10 then r'\n' when c = 13 then r'\r' when c = 9 then r'\t' when c = 8 then r'\b' when c = 12 then r'\f' when c between 32 and 126 then code_points_to_string([c]) when c < 65536 then concat(r'\u', format('%04x', c)) else concat(r'\u', format('%04x', 55296 + ((c - 65536) >> 10)), r'\u', format('%04x', 56320 + ((c - 65536) & 1023))) end, '' order by place) from unnest(to_code_points(game_total_source)) as c with offset as place)), '"'), 'null'), ', "games_in_last_14_days": ', coalesce(cast(games_in_last_14_days as string), 'null'), ', "games_in_last_7_days": ', coalesce(cast(games_in_last_7_days as string), 'null'), ', "games_in_next_7_days": ', coalesce(cast(games_in_next_7_days as string), 'null'), ', "has_prop_line": ', coalesce(cast(has_prop_line as string), 'null'), ', "home_game": ', coalesce(cast(home_game as string), 'null'), ', "injury_report": ', coalesce(concat('"', if(regexp_contains(injury_report, r'^[ !#-\[\]-~]*$'), injury_report, (select string_agg(case when c = 34 then r'\"' when c = 92 then r'\\' when c = 10 then r'\n' when c = 13 then r'\r' when c = 9 then r'\t' when c = 8 then r'\b' when c = 12 then r'\f' when c between 32 and 126 then code_points_to_string([c]) when c < 65536 then concat(r'\u', format('%04x', c)) else concat(r'\u', format('%04x', 55296 + ((c - 65536) >> 10)), r'\u', format('%04x', 56320 + ((c - 65536) & 1023))) end, '' order by place) from unnest(to_code_points(injury_report)) as c with offset as place)), '"'), 'null'), ', "l10_games_used": ', coalesce(cast(l10_games_used as string), 'null'), ', "l5_games_used": ', coalesce(cast(l5_games_used as string), 'null'), ', "line_movement": ', coalesce((select if(regexp_contains(digits, r'[.eIN]'), digits, concat(digits, '.0')) from (select case when is_nan(line_movement) then 'NaN' when is_inf(line_movement) then if(line_movement > 0, 'Infinity', '-Infinity') when line_movement = 0 then if(ieee_divide(1, line_movement) < 0, '-0.0', '0.0') when abs(line_movement) < 2.2250738585072014e-308 then array(select digits from (select format('%.*g', count, line_movement) as digits, count from unnest(generate_array(1, 17)) as count) where cast(digits as float64) = line_movement order by count)[offset(0)] when not (abs(line_movement) >= 1e15 and abs(line_movement) < 1e16) and cast(format('%.15g', line_movement) as float64) = line_movement then format('%.15g', line_movement) when cast(format('%.16g', line_movement) as float64) = line_movement then format('%.16g', line_movement) when abs(line_movement) >= 1e16 and abs(line_movement) < 1e17 then format('%.16e', line_movement) else (select if(safe_cast(up as float64) = line_movement, up, format('%.17g', line_movement)) from (select (select concat(regexp_extract(digits, r'^(.*)[0-9]e'), cast(cast(regexp_extract(digits, r'([0-9])e') as int64) + 1 as string), regexp_extract(digits, r'e.*$')) from (select format('%.15e', line_movement) as digits)) as up)) end as digits)), 'null'), ', "miles_traveled_last_14_days": ', coalesce(cast(miles_traveled_last_14_days as string), 'null'), ', "minutes_in_last_14_days": ', coalesce(cast(minutes_in_last_14_days as string), 'null'), ', "minutes_in_last_7_days": ', coalesce(cast(minutes_in_last_7_days as string), 'null'), ', "nba_game_id": ', coalesce(concat('"', if(regexp_contains(nba_game_id, r'^[ !#-\[\]-~]*$'), nba_game_id, (select string_agg(case when c = 34 then r'\"' when c = 92 then r'\\' when c = 10 then r'\n' when c = 13 then r'\r' when c = 9 then r'\t' when c = 8 then r'\b' when c = 12 then r'\f' when c between 32 and 126 then code_points_to_string([c]) when c < 65536 then concat(r'\u', format('%04x', c)) else concat(r'\u', format('%04x', 55296 + ((c - 65536) >> 10)), r'\u', format('%04x', 56320 + ((c - 65536) & 1023))) end, '' order by place) from unnest(to_code_points(nba_game_id)) as c with offset as place)), '"'), 'null'), ', "next_game_days_rest": ', coalesce(cast(next_game_days_rest as string), 'null'), ', "next_game_is_primetime": ', coalesce(cast(next_game_is_primetime as string), 'null'), ', "next_opponent_win_pct": ', coalesce((select if(regexp_contains(digits, r'[.eIN]'), digits, concat(digits, '.0')) from (select case when is_nan(next_opponent_win_pct) then 'NaN' when is_inf(next_opponent_win_pct) then if(next_opponent_win_pct > 0, 'Infinity', '-Infinity') when next_opponent_win_pct = 0 then if(ieee_divide(1, next_opponent_win_pct) < 0, '-0.0', '0.0') when abs(next_opponent_win_pct) < 2.2250738585072014e-308 then array(select digits from (select format('%.*g', count, next_opponent_win_pct) as digits, count from unnest(generate_array(1, 17)) as count) where cast(digits as float64) = next_opponent_win_pct order by count)[offset(0)] when not (abs(next_opponent_win_pct) >= 1e15 and abs(next_opponent_win_pct) < 1e16) and cast(format('%.15g', next_opponent_win_pct) as float64) = next_opponent_win_pct then format('%.15g', next_opponent_win_pct) when cast(format('%.16g', next_opponent_win_pct) as float64) = next_opponent_win_pct then format('%.16g', next_opponent_win_pct) when abs(next_opponent_win_pct) >= 1e16 and abs(next_opponent_win_pct) < 1e17 then format('%.16e', next_opponent_win_pct) else (select if(safe_cast(up as float64) = next_opponent_win_pct, up, format('%.17g', next_opponent_win_pct)) from (select (select concat(regexp_extract(digits, r'^(.*)[0-9]e'), cast(cast(regexp_extract(digits, r'([0-9])e') as int64) + 1 as string), regexp_extract(digits, r'e.*$')) from (select format('%.15e', next_opponent_win_pct) as digits)) as up)) end as digits)), 'null'), ', "opening_points_line": ', coalesce((select if(regexp_contains(digits, r'[.eIN]'), digits, concat(digits, '.0')) from (select case when is_nan(opening_points_line) then 'NaN' when is_inf(opening_points_line) then if(opening_points_line > 0, 'Infinity', '-Infinity') when opening_points_line = 0 then if(ieee_divide(1, opening_points_line) < 0, '-0.0', '0.0') when abs(opening_points_line) < 2.2250738585072014e-308 then array(select digits from (select format('%.*g', count, opening_points_line) as digits, count from unnest(generate_array(1, 17)) as count) where cast(digits as float64) = opening_points_line order by count)[offset(0)] when not (abs(opening_points_line) >= 1e15 and abs(opening_points_line) < 1e16) and cast(format('%.15g', opening_points_line) as float64) = opening_points_line then format('%.15g', opening_points_line) when cast(format('%.16g', opening_points_line) as float64) = opening_points_line then format('%.16g', opening_points_line) when abs(opening_points_line) >= 1e16 and abs(opening_points_line) < 1e17 then format('%.16e', opening_points_line) else (select if(safe_cast(up as float64) = opening_points_line, up, format('%.17g', opening_points_line)) from (select (select concat(regexp_extract(digits, r'^(.*)[0-9]e'), cast(cast(regexp_extract(digits, r'([0-9])e') as int64) + 1 as string), regexp_extract(digits, r'e.*$')) from (select format('%.15e', opening_points_line) as digits)) as up)) end as digits)), 'null'), ', "opening_points_line_source": ', coalesce(concat('"', if(regexp_contains(opening_points_line_source, r'^[ !#-\[\]-~]*$'), opening_points_line_source, (select string_agg(case when c = 34 then r'\"' when c = 92 then r'\\' when c = 10 then r'\n' when c = 13 then r'\r' when c = 9 then r'\t' when c = 8 then r'\b' when c = 12 then r'\f' when c between 32 and 126 then code_points_to_string([c]) when c < 65536 then concat(r'\u', format('%04x', c)) else concat(r'\u', format('%04x', 55296 + ((c - 65536) >> 10)), r'\u', format('%04x', 56320 + ((c - 65536) & 1023))) end, '' order by place) from unnest(to_code_points(opening_points_line_source)) as c with offset as place)), '"'), 'null'), ', "opening_spread": ', coalesce((select if(regexp_contains(digits, r'[.eIN]'), digits, concat(digits, '.0')) from (select case when is_nan(opening_spread) then 'NaN' when is_inf(opening_spread) then if(opening_spread > 0, 'Infinity', '-Infinity') when opening_spread = 0 then if(ieee_divide(1, opening_spread) < 0, '-0.0', '0.0') when abs(opening_spread) < 2.2250738585072014e-308 then array(select digits from (select format('%.*g', count, opening_spread) as digits, count from unnest(generate_array(1, 17)) as count) where cast(digits as float64) = opening_spread order by count)[offset(0)] when not (abs(opening_spread) >= 1e15 and abs(opening_spread) < 1e16) and cast(format('%.15g', opening_spread) as float64) = opening_spread then format('%.15g', opening_spread) when cast(format('%.16g', opening_spread) as float64) = opening_spread then format('%.16g', opening_spread) when abs(opening_spread) >= 1e16 and abs(opening_spread) < 1e17 then format('%.16e', opening_spread) else (select if(safe_cast(up as float64) = opening_spread, up, format('%.17g', opening_spread)) from (select (select concat(regexp_extract(digits, r'^(.*)[0-9]e'), cast(cast(regexp_extract(digits, r'([0-9])e') as int64) + 1 as string), regexp_extract(digits, r'e.*$')) from (select format('%.15e', opening_spread) as digits)) as up)) end as digits)), 'null'), ', "opening_total": ', coalesce((select if(regexp_contains(digits, r'[.eIN]'), digits, concat(digits, '.0')) from (select case when is_nan(opening_total) then 'NaN' when is_inf(opening_total) then if(opening_total > 0, 'Infinity', '-Infinity') when opening_total = 0 then if(ieee_divide(1, opening_total) < 0, '-0.0', '0.0') when abs(opening_total) < 2.2250738585072014e-308 then array(select digits from (select format('%.*g', count, opening_total) as digits, count from unnest(generate_array(1, 17)) as count) where cast(digits as float64) = opening_total order by count)[offset(0)] when not (abs(opening_total) >= 1e15 and abs(opening_total) < 1e16) and cast(format('%.15g', opening_total) as float64) = opening_total then format('%.15g', opening_total) when cast(format('%.16g', opening_total) as float64) = opening_total then format('%.16g', opening_total) when abs(opening_total) >= 1e16 and abs(opening_total) < 1e17 then format('%.16e', opening_total) else (select if(safe_cast(up as float64) = opening_total, up, format('%.17g', opening_total)) from (select (select concat(regexp_extract(digits, r'^(.*)[0-9]e'), cast(cast(regexp_extract(digits, r'([0-9])e') as int64) + 1 as string), regexp_extract(digits, r'e.*$')) from (select format('%.15e', opening_total) as digits)) as up)) end as digits)), 'null'), ', "opponent_days_rest": ', coalesce(cast(opponent_days_rest as string), 'null'), ', "opponent_def_rating_last_10": ', coalesce((select if(regexp_contains(digits, r'[.eIN]'), digits, concat(digits, '.0')) from (select case when is_nan(opponent_def_rating_last_10) then 'NaN' when is_inf(opponent_def_rating_last_10) then if(opponent_def_rating_last_10 > 0, 'Infinity', '-Infinity') when opponent_def_rating_last_10 = 0 then if(ieee_divide(1, opponent_def_rating_last_10) < 0, '-0.0', '0.0') when abs(opponent_def_rating_last_10) < 2.2250738585072014e-308 then array(select digits from (select format('%.*g', count, opponent_def_rating_last_10) as digits, count from unnest(generate_array(1, 17)) as count) where cast(digits as float64) = opponent_def_rating_last_10 order by count)[offset(0)] when not (abs(opponent_def_rating_last_10) >= 1e15 and abs(opponent_def_rating_last_10) < 1e16) and cast(format('%.15g', opponent_def_rating_last_10) as float64) = opponent_def_rating_last_10 then format('%.15g', opponent_def_rating_last_10) when cast(format('%.16g', opponent_def_rating_last_10) as float64) = opponent_def_rating_last_10 then format('%.16g', opponent_def_rating_last_10) when abs(opponent_def_rating_last_10) >= 1e16 and abs(opponent_def_rating_last_10) < 1e17 then format('%.16e', opponent_def_rating_last_10) else (select if(safe_cast(up as float64) = opponent_def_rating_last_10, up, format('%.17g', opponent_def_rating_last_10)) from (select (select concat(regexp_extract(digits, r'^(.*)[0-9]e'), cast(cast(regexp_extract(digits, r'([0-9])e') as int64) + 1 as string), regexp_extract(digits, r'e.*$')) from (select format('%.15e', opponent_def_rating_last_10) as digits)) as up)) end as digits)), 'null'), ', "opponent_ft_rate_allowed": ', coalesce((select if(regexp_contains(digits, r'[.eIN]'), digits, concat(digits, '.0')) from (select case when is_nan(opponent_ft_rate_allowed) then 'NaN' when is_inf(opponent_ft_rate_allowed) then if(opponent_ft_rate_allowed > 0, 'Infinity', '-Infinity') when opponent_ft_rate_allowed = 0 then if(ieee_divide(1, opponent_ft_rate_allowed) < 0, '-0.0', '0.0') when abs(opponent_ft_rate_allowed) < 2.2250738585072014e-308 then array(select digits from (select format('%.*g', count, opponent_ft_rate_allowed) as digits, count from unnest(generate_array(1, 17)) as count) where cast(digits as float64) = opponent_ft_rate_allowed order by count)[offset(0)] when not (abs(opponent_ft_rate_allowed) >= 1e15 and abs(opponent_ft_rate_allowed) < 1e16) and cast(format('%.15g', opponent_ft_rate_allowed) as float64) = opponent_ft_rate_allowed then format('%.15g', opponent_ft_rate_allowed) when cast(format('%.16g', opponent_ft_rate_allowed) as float64) = opponent_ft_rate_allowed then format('%.16g', opponent_ft_rate_allowed) when abs(opponent_ft_rate_allowed) >= 1e16 and abs(opponent_ft_rate_allowed) < 1e17 then format('%.16e', opponent_ft_rate_allowed) else (select if(safe_cast(up as float64) = opponent_ft_rate_allowed, up, format('%.17g', opponent_ft_rate_allowed)) from (select (select concat(regexp_extract(digits, r'^(.*)[0-9]e'), cast(cast(regexp_extract(digits, r'([0-9])e') as int64) + 1 as string), regexp_extract(digits, r'e.*$')) from (select format('%.15e', opponent_ft_rate_allowed) as digits)) as up)) end as digits)), 'null'), ', "opponent_games_in_next_7_days": ', coalesce(cast(opponent_games_in_next_7_days as string), 'null'), ', "opponent_next_game_days_rest": ', coalesce(cast(opponent_next_game_days_rest as string), 'null'), ', "opponent_pace_last_10": ', coalesce((select if(regexp_contains(digits, r'[.eIN]'), digits, concat(digits, '.0')) from (select case when is_nan(opponent_pace_last_10) then 'NaN' when is_inf(opponent_pace_last_10) then if(opponent_pace_last_10 > 0, 'Infinity', '-Infinity') when opponent_pace_last_10 = 0 then if(ieee_divide(1, opponent_pace_last_10) < 0, '-0.0', '0.0') when abs(opponent_pace_last_10) < 2.2250738585072014e-308 then array(select digits from (select format('%.*g', count, opponent_pace_last_10) as digits, count from unnest(generate_array(1, 17)) as count) where cast(digits as float64) = opponent_pace_last_10 order by count)[offset(0)] when not (abs(opponent_pace_last_10) >= 1e15 and abs(opponent_pace_last_10) < 1e16) and cast(format('%.15g', opponent_pace_last_10) as float64) = opponent_pace_last_10 then format('%.15g', opponent_pace_last_10) when cast(format('%.16g', opponent_pace_last_10) as float64) = opponent_pace_last_10 then format('%.16g', opponent_pace_last_10) when abs(opponent_pace_last_10) >= 1e16 and abs(opponent_pace_last_10) < 1e17 then format('%.16e', opponent_pace_last_10) else (select if(safe_cast(up as float64) = opponent_pace_last_10, up, format('%.17g', opponent_pace_last_10)) from (select (select concat(regexp_extract(digits, r'^(.*)[0-9]e'), cast(cast(regexp_extract(digits, r'([0-9])e') as int64) + 1 as string), regexp_extract(digits, r'e.*$')) from (select format('%.15e', opponent_pace_last_10) as digits)) as up)) end as digits)), 'null'), ', "opponent_team_abbr": ', coalesce(concat('"', if(regexp_contains(opponent_team_abbr, r'^[ !#-\[\]-~]*$'), opponent_team_abbr, (select string_agg(case when c = 34 then r'\"' when c = 92 then r'\\' when c = 10 then r'\n' when c = 13 then r'\r' when c = 9 then r'\t' when c = 8 then r'\b' when c = 12 then r'\f' when c between 32 and 126 then code_points_to_string([c]) when c < 65536 then concat(r'\u', format('%04x', c)) else concat(r'\u', format('%04x', 55296 + ((c - 65536) >> 10)), r'\u', format('%04x', 56320 + ((c - 65536) & 1023))) end, '' order by place) from unnest(to_code_points(opponent_team_abbr)) as c with offset as place)), '"'), 'null'), ', "pace_differential": ', coalesce((select if(regexp_contains(digits, r'[.eIN]'), digits, concat(digits, '.0')) from (select case when is_nan(pace_differential) then 'NaN' when is_inf(pace_differential) then if(pace_differential > 0, 'Infinity', '-Infinity') when pace_differential = 0 then if(ieee_divide(1, pace_differential) < 0, '-0.0', '0.0') when abs(pace_differential) < 2.2250738585072014e-308 then array(select digits from (select format('%.*g', count, pace_differential) as digits, count from unnest(generate_array(1, 17)) as count) where cast(digits as float64) = pace_differential order by count)[offset(0)] when not (abs(pace_differential) >= 1e15 and abs(pace_differential) < 1e16) and cast(format('%.15g', pace_differential) as float64) = pace_differential then format('%.15g', pace_differential) when cast(format('%.16g', pace_differential) as float64) = pace_differential then format('%.16g', pace_differential) when abs(pace_differential) >= 1e16 and abs(pace_differential) < 1e17 then format('%.16e', pace_differential) else (select if(safe_cast(up as float64) = pace_differential, up, format('%.17g', pace_differential)) from (select (select concat(regexp_extract(digits, r'^(.*)[0-9]e'), cast(cast(regexp_extract(digits, r'([0-9])e') as int64) + 1 as string), regexp_extract(digits, r'e.*$')) from (select format('%.15e', pace_differential) as digits)) as up)) end as digits)), 'null'), ', "player_age": ', coalesce(cast(player_age as string), 'null'), ', "player_full_name": ', coalesce(concat('"', if(regexp_contains(player_full_name, r'^[ !#-\[\]-~]*$'), player_full_name, (select string_agg(case when c = 34 then r'\"' when c = 92 then r'\\' when c = 10 then r'\n' when c = 13 then r'\r' when c = 9 then r'\t' when c = 8 then r'\b' when c = 12 then r'\f' when c between 32 and 126 then code_points_to_string([c]) when c < 65536 then concat(r'\u', format('%04x', c)) else concat(r'\u', format('%04x', 55296 + ((c - 65536) >> 10)), r'\u', format('%04x', 56320 + ((c - 65536) & 1023))) end, '' order by place) from unnest(to_code_points(player_full_name)) as c with offset as place)), '"'), 'null'), ', "player_lookup": ', coalesce(concat('"', if(regexp_contains(player_lookup, r'^[ !#-\[\]-~]*$'), player_lookup, (select string_agg(case when c = 34 then r'\"' when c = 92 then r'\\' when c = 10 then r'\n' when c = 13 then r'\r' when c = 9 then r'\t' when c = 8 then r'\b' when c = 12 then r'\f' when c between 32 and 126 then code_points_to_string([c]) when c < 65536 then concat(r'\u', format('%04x', c)) else concat(r'\u', format('%04x', 55296 + ((c - 65536) >> 10)), r'\u', format('%04x', 56320 + ((c - 65536) & 1023))) end, '' order by place) from unnest(to_code_points(player_lookup)) as c with offset as place)), '"'), 'null'), ', "player_status": ', coalesce(concat('"', if(regexp_contains(player_status, r'^[ !#-\[\]-~]*$'), player_status, (select string_agg(case when c = 34 then r'\"' when c = 92 then r'\\' when c = 10 then r'\n' when c = 13 then r'\r' when c = 9 then r'\t' when c = 8 then r'\b' when c = 12 then r'\f' when c between 32 and 126 then code_points_to_string([c]) when c < 65536 then concat(r'\u', format('%04x', c)) else concat(r'\u', format('%04x', 55296 + ((c - 65536) >> 10)), r'\u', format('%04x', 56320 + ((c - 65536) & 1023))) end, '' order by place) from unnest(to_code_points(player_status)) as c with offset as place)), '"'), 'null'), ', "points_avg_last_10": ', coalesce((select if(regexp_contains(digits, r'[.eIN]'), digits, concat(digits, '.0')) from (select case when is_nan(points_avg_last_10) then 'NaN' when is_inf(points_avg_last_10) then if(points_avg_last_10 > 0, 'Infinity', '-Infinity') when points_avg_last_10 = 0 then if(ieee_divide(1, points_avg_last_10) < 0, '-0.0', '0.0') when abs(points_avg_last_10) < 2.2250738585072014e-308 then array(select digits from (select format('%.*g', count, points_avg_last_10) as digits, count from unnest(generate_array(1, 17)) as count) where cast(digits as float64) = points_avg_last_10 order by count)[offset(0)] when not (abs(points_avg_last_10) >= 1e15 and abs(points_avg_last_10) < 1e16) and cast(format('%.15g', points_avg_last_10) as float64) = points_avg_last_10 then format('%.15g', points_avg_last_10) when cast(format('%.16g', points_avg_last_10) as float64) = points_avg_last_10 then format('%.16g', points_avg_last_10) when abs(points_avg_last_10) >= 1e16 and abs(points_avg_last_10) < 1e17 then format('%.16e', points_avg_last_10) else (select if(safe_cast(up as float64) = points_avg_last_10, up, format('%.17g', points_avg_last_10)) from (select (select concat(regexp_extract(digits, r'^(.*)[0-9]e'), cast(cast(regexp_extract(digits, r'([0-9])e') as int64) + 1 as string), regexp_extract(digits, r'e.*$')) from (select format('%.15e', points_avg_last_10) as digits)) as up)) end as digits)), 'null'), ', "points_avg_last_5": ', coalesce((select if(regexp_contains(digits, r'[.eIN]'), digits, concat(digits, '.0')) from (select case when is_nan(points_avg_last_5) then 'NaN' when is_inf(points_avg_last_5) then if(points_avg_last_5 > 0, 'Infinity', '-Infinity') when points_avg_last_5 = 0 then if(ieee_divide(1, points_avg_last_5) < 0, '-0.0', '0.0') when abs(points_avg_last_5) < 2.2250738585072014e-308 then array(select digits from (select format('%.*g', count, points_avg_last_5) as digits, count from unnest(generate_array(1, 17)) as count) where cast(digits as float64) = points_avg_last_5 order by count)[offset(0)] when not (abs(points_avg_last_5) >= 1e15 and abs(points_avg_last_5) < 1e16) and cast(format('%.15g', points_avg_last_5) as float64) = points_avg_last_5 then format('%.15g', points_avg_last_5) when cast(format('%.16g', points_avg_last_5) as float64) = points_avg_last_5 then format('%.16g', points_avg_last_5) when abs(points_avg_last_5) >= 1e16 and abs(points_avg_last_5) < 1e17 then format('%.16e', points_avg_last_5) else (select if(safe_cast(up as float64) = points_avg_last_5, up, format('%.17g', points_avg_last_5)) from (select (select concat(regexp_extract(digits, r'^(.*)[0-9]e'), cast(cast(regexp_extract(digits, r'([0-9])e') as int64) + 1 as string), regexp_extract(digits, r'e.*$')) from (select format('%.15e', points_avg_last_5) as digits)) as up)) end as digits)), 'null'), ', "probable_teammates": ', coalesce(cast(probable_teammates as string), 'null'), ', "projected_usage_rate": ', coalesce((select if(regexp_contains(digits, r'[.eIN]'), digits, concat(digits, '.0')) from (select case when is_nan(projected_usage_rate) then 'NaN' when is_inf(projected_usage_rate) then if(projected_usage_rate > 0, 'Infinity', '-Infinity') when projected_usage_rate = 0 then if(ieee_divide(1, projected_usage_rate) < 0, '-0.0', '0.0') when abs(projected_usage_rate) < 2.2250738585072014e-308 then array(select digits from (select format('%.*g', count, projected_usage_rate) as digits, count from unnest(generate_array(1, 17)) as count) where cast(digits as float64) = projected_usage_rate order by count)[offset(0)] when not (abs(projected_usage_rate) >= 1e15 and abs(projected_usage_rate) < 1e16) and cast(format('%.15g', projected_usage_rate) as float64) = projected_usage_rate then format('%.15g', projected_usage_rate) when cast(format('%.16g', projected_usage_rate) as float64) = projected_usage_rate then format('%.16g', projected_usage_rate) when abs(projected_usage_rate) >= 1e16 and abs(projected_usage_rate) < 1e17 then format('%.16e', projected_usage_rate) else (select if(safe_cast(up as float64) = projected_usage_rate, up, format('%.17g', projected_usage_rate)) from (select (select concat(regexp_extract(digits, r'^(.*)[0-9]e'), cast(cast(regexp_extract(digits, r'([0-9])e') as int64) + 1 as string), regexp_extract(digits, r'e.*$')) from (select format('%.15e', projected_usage_rate) as digits)) as up)) end as digits)), 'null'), ', "prop_over_streak": ', coalesce(cast(prop_over_streak as string), 'null'), ', "prop_under_streak": ', coalesce(cast(prop_under_streak as string), 'null'), ', "questionable_teammates": ', coalesce(cast(questionable_teammates as string), 'null'), ', "season_phase": ', coalesce(concat('"', if(regexp_contains(season_phase, r'^[ !#-\[\]-~]*$'), season_phase, (select string_agg(case when c = 34 then r'\"' when c = 92 then r'\\' when c = 10 then r'\n' when c = 13 then r'\r' when c = 9 then r'\t' when c = 8 then r'\b' when c = 12 then r'\f' when c between 32 and 126 then code_points_to_string([c]) when c < 65536 then concat(r'\u', format('%04x', c)) else concat(r'\u', format('%04x', 55296 + ((c - 65536) >> 10)), r'\u', format('%04x', 56320 + ((c - 65536) & 1023))) end, '' order by place) from unnest(to_code_points(season_phase)) as c with offset as place)), '"'), 'null'), ', "season_year": ', coalesce(cast(season_year as string), 'null'), ', "shooting_pct_decline_last_5": ', coalesce((select if(regexp_contains(digits, r'[.eIN]'), digits, concat(digits, '.0')) from (select case when is_nan(shooting_pct_decline_last_5) then 'NaN' when is_inf(shooting_pct_decline_last_5) then if(shooting_pct_decline_last_5 > 0, 'Infinity', '-Infinity') when shooting_pct_decline_last_5 = 0 then if(ieee_divide(1, shooting_pct_decline_last_5) < 0, '-0.0', '0.0') when abs(shooting_pct_decline_last_5) < 2.2250738585072014e-308 then array(select digits from (select format('%.*g', count, shooting_pct_decline_last_5) as digits, count from unnest(generate_array(1, 17)) as count) where cast(digits as float64) = shooting_pct_decline_last_5 order by count)[offset(0)] when not (abs(shooting_pct_decline_last_5) >= 1e15 and abs(shooting_pct_decline_last_5) < 1e16) and cast(format('%.15g', shooting_pct_decline_last_5) as float64) = shooting_pct_decline_last_5 then format('%.15g', shooting_pct_decline_last_5) when cast(format('%.16g', shooting_pct_decline_last_5) as float64) = shooting_pct_decline_last_5 then format('%.16g', shooting_pct_decline_last_5) when abs(shooting_pct_decline_last_5) >= 1e16 and abs(shooting_pct_decline_last_5) < 1e17 then format('%.16e', shooting_pct_decline_last_5) else (select if(safe_cast(up as float64) = shooting_pct_decline_last_5, up, format('%.17g', shooting_pct_decline_last_5)) from (select (select concat(regexp_extract(digits, r'^(.*)[0-9]e'), cast(cast(regexp_extract(digits, r'([0-9])e') as int64) + 1 as string), regexp_extract(digits, r'e.*$')) from (select format('%.15e', shooting_pct_decline_last_5) as digits)) as up)) end as digits)), 'null'), ', "spread_movement": ', coalesce((select if(regexp_contains(digits, r'[.eIN]'), digits, concat(digits, '.0')) from (select case when is_nan(spread_movement) then 'NaN' when is_inf(spread_movement) then if(spread_movement > 0, 'Infinity', '-Infinity') when spread_movement = 0 then if(ieee_divide(1, spread_movement) < 0, '-0.0', '0.0') when abs(spread_movement) < 2.2250738585072014e-308 then array(select digits from (select format('%.*g', count, spread_movement) as digits, count from unnest(generate_array(1, 17)) as count) where cast(digits as float64) = spread_movement order by count)[offset(0)] when not (abs(spread_movement) >= 1e15 and abs(spread_movement) < 1e16) and cast(format('%.15g', spread_movement) as float64) = spread_movement then format('%.15g', spread_movement) when cast(format('%.16g', spread_movement) as float64) = spread_movement then format('%.16g', spread_movement) when abs(spread_movement) >= 1e16 and abs(spread_movement) < 1e17 then format('%.16e', spread_movement) else (select if(safe_cast(up as float64) = spread_movement, up, format('%.17g', spread_movement)) from (select (select concat(regexp_extract(digits, r'^(.*)[0-9]e'), cast(cast(regexp_extract(digits, r'([0-9])e') as int64) + 1 as string), regexp_extract(digits, r'e.*$')) from (select format('%.15e', spread_movement) as digits)) as up)) end as digits)), 'null'), ', "spread_public_betting_pct": null, "star_teammates_out": ', coalesce(cast(star_teammates_out as string), 'null'), ', "team_abbr": ', coalesce(concat('"', if(regexp_contains(team_abbr, r'^[ !#-\[\]-~]*$'), team_abbr, (select string_agg(case when c = 34 then r'\"' when c = 92 then r'\\' when c = 10 then r'\n' when c = 13 then r'\r' when c = 9 then r'\t' when c = 8 then r'\b' when c = 12 then r'\f' when c between 32 and 126 then code_points_to_string([c]) when c < 65536 then concat(r'\u', format('%04x', c)) else concat(r'\u', format('%04x', 55296 + ((c - 65536) >> 10)), r'\u', format('%04x', 56320 + ((c - 65536) & 1023))) end, '' order by place) from unnest(to_code_points(team_abbr)) as c with offset as place)), '"'), 'null'), ', "time_zone_changes": ', coalesce(cast(time_zone_changes as string), 'null'), ', "time_zones_crossed_last_14_days": ', coalesce(cast(time_zones_crossed_last_14_days as string), 'null'), ', "total_movement": ', coalesce((select if(regexp_contains(digits, r'[.eIN]'), digits, concat(digits, '.0')) from (select case when is_nan(total_movement) then 'NaN' when is_inf(total_movement) then if(total_movement > 0, 'Infinity', '-Infinity') when total_movement = 0 then if(ieee_divide(1, total_movement) < 0, '-0.0', '0.0') when abs(total_movement) < 2.2250738585072014e-308 then array(select digits from (select format('%.*g', count, total_movement) as digits, count from unnest(generate_array(1, 17)) as count) where cast(digits as float64) = total_movement order by count)[offset(0)] when not (abs(total_movement) >= 1e15 and abs(total_movement) < 1e16) and cast(format('%.15g', total_movement) as float64) = total_movement then format('%.15g', total_movement) when cast(format('%.16g', total_movement) as float64) = total_movement then format('%.16g', total_movement) when abs(total_movement) >= 1e16 and abs(total_movement) < 1e17 then format('%.16e', total_movement) else (select if(safe_cast(up as float64) = total_movement, up, format('%.17g', total_movement)) from (select (select concat(regexp_extract(digits, r'^(.*)[0-9]e'), cast(cast(regexp_extract(digits, r'([0-9])e') as int64) + 1 as string), regexp_extract(digits, r'e.*$')) from (select format('%.15e', total_movement) as digits)) as up)) end as digits)), 'null'), ', "total_public_betting_pct": null, "travel_direction": ', coalesce(concat('"', if(regexp_contains(travel_direction, r'^[ !#-\[\]-~]*$'), travel_direction, (select string_agg(case when c = 34 then r'\"' when c = 92 then r'\\' when c = 10 then r'\n' when c = 13 then r'\r' when c = 9 then r'\t' when c = 8 then r'\b' when c = 12 then r'\f' when c between 32 and 126 then code_points_to_string([c]) when c < 65536 then concat(r'\u', format('%04x', c)) else concat(r'\u', format('%04x', 55296 + ((c - 65536) >> 10)), r'\u', format('%04x', 56320 + ((c - 65536) & 1023))) end, '' order by place) from unnest(to_code_points(travel_direction)) as c with offset as place)), '"'), 'null'), ', "travel_miles": ', coalesce(cast(travel_miles as string), 'null'), ', "universal_player_id": ', coalesce(concat('"', if(regexp_contains(universal_player_id, r'^[ !#-\[\]-~]*$'), universal_player_id, (select string_agg(case when c = 34 then r'\"' when c = 92 then r'\\' when c = 10 then r'\n' when c = 13 then r'\r' when c = 9 then r'\t' when c = 8 then r'\b' when c = 12 then r'\f' when c between 32 and 126 then code_points_to_string([c]) when c < 65536 then concat(r'\u', format('%04x', c)) else concat(r'\u', format('%04x', 55296 + ((c - 65536) >> 10)), r'\u', format('%04x', 56320 + ((c - 65536) & 1023))) end, '' order by place) from unnest(to_code_points(universal_player_id)) as c with offset as place)), '"'), 'null'), '}') as hashed_text
from (
  select
    cast(result.player_lookup as STRING) as player_lookup,
    cast(result.universal_player_id as STRING) as universal_player_id,
    cast(result.player_full_name as STRING) as player_full_name,
    cast(result.game_id as STRING) as game_id,
    cast(result.nba_game_id as STRING) as nba_game_id,
    cast(result.game_date as DATE) as game_date,
    cast(result.season_year as INT64) as season_year,
    cast(result.team_abbr as STRING) as team_abbr,
    cast(result.opponent_team_abbr as STRING) as opponent_team_abbr,
    cast(result.has_prop_line as BOOL) as has_prop_line,
    cast(result.current_points_line as FLOAT64) as current_points_line,
    cast(result.opening_points_line as FLOAT64) as opening_points_line,
    cast(result.line_movement as FLOAT64) as line_movement,
    cast(result.current_points_line_source as STRING) as current_points_line_source,
    cast(result.opening_points_line_source as STRING) as opening_points_line_source,
    cast(result.game_spread as FLOAT64) as game_spread,
    cast(result.opening_spread as FLOAT64) as opening_spread,
    cast(result.spread_movement as FLOAT64) as spread_movement,
    cast(result.game_spread_source as STRING) as game_spread_source,
    cast(null as FLOAT64) as spread_public_betting_pct,
    cast(result.game_total as FLOAT64) as game_total,
    cast(result.opening_total as FLOAT64) as opening_total,
    cast(result.total_movement as FLOAT64) as total_movement,
    cast(result.game_total_source as STRING) as game_total_source,
    cast(null as FLOAT64) as total_public_betting_pct,
    cast(result.pace_differential as FLOAT64) as pace_differential,
    cast(result.opponent_pace_last_10 as FLOAT64) as opponent_pace_last_10,
    cast(result.game_start_time_local as STRING) as game_start_time_local,
    cast(result.opponent_ft_rate_allowed as FLOAT64) as opponent_ft_rate_allowed,
    cast(result.home_game as BOOL) as home_game,
    cast(result.back_to_back as BOOL) as back_to_back,
    cast(result.season_phase as STRING) as season_phase,
    cast(result.projected_usage_rate as FLOAT64) as projected_usage_rate,
    cast(result.days_rest as INT64) as days_rest,
    cast(result.days_rest_before_last_game as INT64) as days_rest_before_last_game,
    cast(result.days_since_2_plus_days_rest as INT64) as days_since_2_plus_days_rest,
    cast(result.games_in_last_7_days as INT64) as games_in_last_7_days,
    cast(result.games_in_last_14_days as INT64) as games_in_last_14_days,
    cast(result.minutes_in_last_7_days as INT64) as minutes_in_last_7_days,
    cast(result.minutes_in_last_14_days as INT64) as minutes_in_last_14_days,
    cast(result.avg_minutes_per_game_last_7 as FLOAT64) as avg_minutes_per_game_last_7,
    cast(result.back_to_backs_last_14_days as INT64) as back_to_backs_last_14_days,
    cast(result.avg_usage_rate_last_7_games as FLOAT64) as avg_usage_rate_last_7_games,
    cast(result.fourth_quarter_minutes_last_7 as INT64) as fourth_quarter_minutes_last_7,
    cast(result.clutch_minutes_last_7_games as INT64) as clutch_minutes_last_7_games,
    cast(result.travel_miles as INT64) as travel_miles,
    cast(result.time_zone_changes as INT64) as time_zone_changes,
    cast(result.travel_direction as STRING) as travel_direction,
    cast(result.consecutive_road_games as INT64) as consecutive_road_games,
    cast(result.miles_traveled_last_14_days as INT64) as miles_traveled_last_14_days,
    cast(result.time_zones_crossed_last_14_days as INT64) as time_zones_crossed_last_14_days,
    cast(result.player_age as INT64) as player_age,
    cast(result.points_avg_last_5 as FLOAT64) as points_avg_last_5,
    cast(result.points_avg_last_10 as FLOAT64) as points_avg_last_10,
    cast(result.l5_games_used as INT64) as l5_games_used,
    cast(result.l10_games_used as INT64) as l10_games_used,
    cast(result.prop_over_streak as INT64) as prop_over_streak,
    cast(result.prop_under_streak as INT64) as prop_under_streak,
    cast(result.star_teammates_out as INT64) as star_teammates_out,
    cast(result.opponent_def_rating_last_10 as FLOAT64) as opponent_def_rating_last_10,
    cast(result.shooting_pct_decline_last_5 as FLOAT64) as shooting_pct_decline_last_5,
    cast(result.fourth_quarter_production_last_7 as FLOAT64) as fourth_quarter_production_last_7,
    cast(result.next_game_days_rest as INT64) as next_game_days_rest,
    cast(result.games_in_next_7_days as INT64) as games_in_next_7_days,
    cast(result.next_opponent_win_pct as FLOAT64) as next_opponent_win_pct,
    cast(result.next_game_is_primetime as BOOL) as next_game_is_primetime,
    cast(result.opponent_days_rest as INT64) as opponent_days_rest,
    cast(result.opponent_games_in_next_7_days as INT64) as opponent_games_in_next_7_days,
    cast(result.opponent_next_game_days_rest as INT64) as opponent_next_game_days_rest,
    cast(result.player_status as STRING) as player_status,
    cast(result.injury_report as STRING) as injury_report,
    cast(result.questionable_teammates as INT64) as questionable_teammates,
    cast(result.probable_teammates as INT64) as probable_teammates,
    cast(result.l5_sample_quality as STRING) as l5_sample_quality,
    cast(result.l10_sample_quality as STRING) as l10_sample_quality,
    cast(100 - result.quality_deduction as FLOAT64) as quality_score,
    case when result.quality_deduction <= 5 then 'gold' when result.quality_deduction <= 20 then 'silver' when result.quality_deduction <= 40 then 'bronze' else 'poor' end as quality_tier,
    array(select text from unnest(array<string>[cast(case when result.l5_games_used < 5 then 'fewer_than_5_games' end as string), cast(case when result.listings > 1 then 'listed_twice' end as string), cast(case when result.game_spread is null or result.game_total is null then 'no_game_lines' end as string), cast(case when result.questionable_teammates is null then 'no_injury_report' end as string), cast(case when result.universal_player_id is null then 'no_nba_person_id' end as string), cast(case when result.has_prop_line is null then 'no_prop_lines' end as string), cast(case when result.fourth_quarter_seconds_last_7 is null or result.fourth_quarter_points_last_7 is null or result.clutch_unknown_last_7 > 0 then 'no_recent_events' end as string), cast(case when result.player_age is null then 'no_roster' end as string), cast(case when result.travel_miles is null then 'no_venue' end as string), cast(case when result.spread_contradicted then 'spread_contradicted' end as string)]) as text where text is not null order by text) as quality_issues,
    array(select text from unnest(array<string>[cast(case when result.from_nbac_inactive_players then 'nbac_inactive_players' end as string), cast(case when result.from_bref_inactives then 'bref_inactives' end as string), cast(case when result.from_nbac_player_boxscores then 'nbac_player_boxscores' end as string), cast(case when result.from_bref_player_boxscores then 'bref_player_boxscores' end as string), cast(case when result.from_espn_player_boxscores then 'espn_player_boxscores' end as string), cast(case when result.from_bdl_player_boxscores then 'bdl_player_boxscores' end as string), cast(case when result.from_odds_api_game_lines then 'odds_api_game_lines' end as string), cast(case when result.from_odds_closing_lines then 'odds_closing_lines' end as string), cast(case when result.from_odds_api_player_points_props then 'odds_api_player_points_props' end as string), cast(case when true then 'nbac_schedule' end as string)]) as text where text is not null order by text) as data_sources
  from (
  select result.*, 0 + case when result.l5_games_used < 5 then 10 else 0 end + case when result.listings > 1 then 5 else 0 end + case when result.game_spread is null or result.game_total is null then 5 else 0 end + case when result.questionable_teammates is null then 5 else 0 end + case when result.universal_player_id is null then 5 else 0 end + case when result.has_prop_line is null then 5 else 0 end + case when result.fourth_quarter_seconds_last_7 is null or result.fourth_quarter_points_last_7 is null or result.clutch_unknown_last_7 > 0 then 5 else 0 end + case when result.player_age is null then 5 else 0 end + case when result.travel_miles is null then 5 else 0 end + case when result.spread_contradicted then 5 else 0 end as quality_deduction
  from (
    select
      c.*,
      t.opponent_team_abbr as opponent_team_abbr,
      case when l.person_id is not null then true when f.nba_game_id is not null then false end as has_prop_line,
      (cast(l.current_x10 as float64) / 1e1) as current_points_line,
      (cast(l.opening_x10 as float64) / 1e1) as opening_points_line,
      (cast(l.current_x10 - l.opening_x10 as float64) / 1e1) as line_movement,
      l.book as current_points_line_source,
      case when l.opening_x10 is not null then l.book end as opening_points_line_source,
      (cast(case when t.home_game then g.home_spread_x10 else -g.home_spread_x10 end as float64) / 1e1) as game_spread,
      (cast(case when t.home_game then g.opening_home_spread_x10 else -g.opening_home_spread_x10 end as float64) / 1e1) as opening_spread,
      (cast(case when t.home_game then (g.home_spread_x10 - g.opening_home_spread_x10) else -(g.home_spread_x10 - g.opening_home_spread_x10) end as float64) / 1e1) as spread_movement,
      g.spread_book as game_spread_source,
      (cast(g.total_x10 as float64) / 1e1) as game_total,
      (cast(g.opening_total_x10 as float64) / 1e1) as opening_total,
      (cast(g.total_x10 - g.opening_total_x10 as float64) / 1e1) as total_movement,
      g.total_book as game_total_source,
      (cast(t.pace_x10_last_ten - o.pace_x10_last_ten as float64) / 1e1) as pace_differential,
      (cast(o.pace_x10_last_ten as float64) / 1e1) as opponent_pace_last_10,
      x.start_local as game_start_time_local,
      (cast(o.ft_rate_allowed_x1000_last_ten as float64) / 1e3) as opponent_ft_rate_allowed,
      t.home_game as home_game,
      coalesce(c.days_rest = 1, false) as back_to_back,
      case
        when t.playoffs = 1 then 'playoffs'
        when substr(cast(c.game_date as string), 6, 2) in ('10', '11') then 'early'
        when substr(cast(c.game_date as string), 6, 2) in ('12', '01', '02') then 'mid'
        else 'late'
      end as season_phase,
      (cast(c.usage_x10_last_10 as float64) / 1e1) as projected_usage_rate,
      c.days_before as days_rest_before_last_game,
      c.days_since_2_days_rest as days_since_2_plus_days_rest,
      c.games_last_7 as games_in_last_7_days,
      c.games_last_14 as games_in_last_14_days,
      (sign(c.seconds_last_7) * div((2 * abs(c.seconds_last_7) + nullif(60, 0)), (2 * nullif(60, 0)))) as minutes_in_last_7_days,
      (sign(c.seconds_last_14) * div((2 * abs(c.seconds_last_14) + nullif(60, 0)), (2 * nullif(60, 0)))) as minutes_in_last_14_days,
      (cast((sign(c.seconds_last_7) * div((20 * abs(c.seconds_last_7) + nullif(60 * c.games_last_7, 0)), (2 * nullif(60 * c.games_last_7, 0)))) as float64) / 1e1) as avg_minutes_per_game_last_7,
      c.back_to_backs_last_14 as back_to_backs_last_14_days,
      (cast(c.usage_x10_last_7 as float64) / 1e1) as avg_usage_rate_last_7_games,
      (sign(c.fourth_quarter_seconds_last_7) * div((2 * abs(c.fourth_quarter_seconds_last_7) + nullif(60, 0)), (2 * nullif(60, 0)))) as fourth_quarter_minutes_last_7,
      (sign(c.clutch_seconds_last_7) * div((2 * abs(c.clutch_seconds_last_7) + nullif(60, 0)), (2 * nullif(60, 0)))) as clutch_minutes_last_7_games,
      w.travel_miles as travel_miles,
      w.time_zone_changes as time_zone_changes,
      w.travel_direction as travel_direction,
      t.road_games_in_a_row as consecutive_road_games,
      w.miles_last_14 as miles_traveled_last_14_days,
      w.zones_last_14 as time_zones_crossed_last_14_days,
      (case
        when r.birth_date is null then r.age
        else div((cast(replace(cast(c.game_date as string), '-', '') as INT64) - cast(replace(cast(r.birth_date as string), '-', '') as INT64)), nullif((10000), 0))
      end) as player_age,
      (cast(c.points_x10_last_5 as float64) / 1e1) as points_avg_last_5,
      (cast(c.points_x10_last_10 as float64) / 1e1) as points_avg_last_10,
      c.games_of_last_5 as l5_games_used,
      c.games_of_last_10 as l10_games_used,
      case when l.current_x10 is not null then coalesce(s.over_streak, 0) end as prop_over_streak,
      case when l.current_x10 is not null then coalesce(s.under_streak, 0) end as prop_under_streak,
      j.stars - case when h.team_abbr = c.team_abbr and h.star_out = 1 then 1 else 0 end as star_teammates_out,
      (cast(o.defensive_rating_x100_last_ten as float64) / 1e2) as opponent_def_rating_last_10,
      (cast(c.field_goals_x1000_season - c.field_goals_x1000_last_5 as float64) / 1e3) as shooting_pct_decline_last_5,
      (cast((sign(c.fourth_quarter_points_last_7) * div((20 * abs(c.fourth_quarter_points_last_7) + nullif(c.games_last_7, 0)), (2 * nullif(c.games_last_7, 0)))) as float64) / 1e1) as fourth_quarter_production_last_7,
      t.next_day - c.day as next_game_days_rest,
      t.games_next_7 as games_in_next_7_days,
      (cast((sign(t.next_opponent_wins) * div((2000 * abs(t.next_opponent_wins) + nullif(t.next_opponent_games, 0)), (2 * nullif(t.next_opponent_games, 0)))) as float64) / 1e3) as next_opponent_win_pct,
      t.next_national_tv as next_game_is_primetime,
      o.days_since_last_game as opponent_days_rest,
      o.games_next_7 as opponent_games_in_next_7_days,
      o.next_day - c.day as opponent_next_game_days_rest,
      h.status as player_status,
      h.reason as injury_report,
      j.questionable - case when h.team_abbr = c.team_abbr and h.status = 'questionable' then 1 else 0 end as questionable_teammates,
      j.probable - case when h.team_abbr = c.team_abbr and h.status = 'probable' then 1 else 0 end as probable_teammates,
      case when c.games_of_last_5 >= 5 then 'excellent' when c.games_of_last_5 >= 3 then 'good' when c.games_of_last_5 >= 2 then 'limited' else 'insufficient' end as l5_sample_quality,
      case when c.games_of_last_10 >= 10 then 'excellent' when c.games_of_last_10 >= 7 then 'good' when c.games_of_last_10 >= 5 then 'limited' else 'insufficient' end as l10_sample_quality,
      g.spread_contradicted,
      g.from_odds_api_game_lines, g.from_odds_closing_lines, l.from_odds_api_player_points_props
    from player_context as c
    join team_context as t
      on t.nba_game_id = c.nba_game_id and t.team_abbr = c.team_abbr
    join team_context as o
      on o.nba_game_id = c.nba_game_id and o.team_abbr = t.opponent_team_abbr
    join travel as w
      on w.nba_game_id = c.nba_game_id and w.team_abbr = c.team_abbr
    left join tip_texts as x
      on x.nba_game_id = c.nba_game_id
    left join known_ages as r
      on r.person_id = c.person_id and c.day between r.first_day and r.last_day
    left join team_injuries as j
      on j.nba_game_id = c.nba_game_id and j.team_abbr = c.team_abbr
    left join player_injuries as h
      on h.nba_game_id = c.nba_game_id and h.person_id = c.person_id
    left join game_lines as g
      on g.nba_game_id = c.nba_game_id
    left join prop_feeds as f
      on f.nba_game_id = c.nba_game_id
    left join points_lines as l
      on l.nba_game_id = c.nba_game_id and l.person_id = c.person_id
    left join line_streaks as s
      on s.nba_game_id = c.nba_game_id and s.person_id = c.person_id
  ) as result
  where result.game_date between date '2021-10-19' and date '2021-11-19'
  ) as result
) as typed
) as typed
