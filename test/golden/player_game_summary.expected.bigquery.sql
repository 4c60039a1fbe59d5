with nbac_player_boxscores as (select feed, game_id, nba_game_id, game_date, nba_player_id, player_full_name, player_lookup, team_abbr, player_status, dnp_reason, starter, minutes, seconds_played, minutes_rounded, points, field_goals_made, field_goals_attempted, three_pointers_made, three_pointers_attempted, free_throws_made, free_throws_attempted, offensive_rebounds, defensive_rebounds, total_rebounds, assists, steals, blocks, turnovers, personal_fouls, plus_minus, import_number from nba_raw.nbac_player_boxscores where ended_by is null),
bref_player_boxscores as (select feed, game_id, nba_game_id, game_date, bref_game_id, bref_player_id, player_full_name, player_lookup, team_abbr, player_status, dnp_reason, starter, seconds_played, points, field_goals_made, field_goals_attempted, three_pointers_made, three_pointers_attempted, free_throws_made, free_throws_attempted, offensive_rebounds, defensive_rebounds, total_rebounds, assists, steals, blocks, turnovers, personal_fouls, plus_minus, import_number from nba_raw.bref_player_boxscores where ended_by is null),
player_identities as (select feed, source, source_player_id, person_id, nba_player_id, player_full_name, player_lookup, universal_player_id, linked_by, import_number from nba_reference.player_identities where ended_by is null),
nbac_schedule as (select feed, game_id, nba_game_id, game_date, season_year, home_team_tricode, away_team_tricode, game_status, home_team_score, away_team_score, game_datetime_utc, arena_name, arena_city, arena_state, neutral_site_flag, has_national_tv, national_broadcasters, game_label, import_number from nba_raw.nbac_schedule where ended_by is null),
ranked_schedule as (
    select
      s.*,
      case s.feed when 'nba_schedule_v2' then 1 when 'nba_schedule_table' then 2 else 3 end as feed_rank,
      10 * s.import_number - case s.feed when 'nba_schedule_v2' then 1 when 'nba_schedule_table' then 2 else 3 end as recency
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
      max(game_datetime_utc) as tip_utc,
      max(case when feed_rank = 1 then has_national_tv end) as national_tv_first,
      max(case when feed_rank = 2 then has_national_tv end) as national_tv_second
    from ranked_schedule as r
    join (select nba_game_id, max(recency) as recency from ranked_schedule group by nba_game_id) as n
      on n.nba_game_id = r.nba_game_id
    group by r.nba_game_id),
nbac_team_boxscore as (select feed, game_id, nba_game_id, game_date, team_id, team_abbr, team_name, minutes, player_minutes, points, fg_made, fg_attempted, three_pt_made, three_pt_attempted, ft_made, ft_attempted, offensive_rebounds, defensive_rebounds, total_rebounds, assists, steals, blocks, turnovers, personal_fouls, plus_minus, import_number from nba_raw.nbac_team_boxscore where ended_by is null),
bref_team_boxscores as (select feed, game_id, nba_game_id, game_date, bref_game_id, team_abbr, team_minutes, points, fg_made, fg_attempted, three_pt_made, three_pt_attempted, ft_made, ft_attempted, offensive_rebounds, defensive_rebounds, total_rebounds, assists, steals, blocks, turnovers_with_team, personal_fouls, import_number from nba_raw.bref_team_boxscores where ended_by is null),
judged_games as (
    select
      s.*,
      coalesce(b.box_teams, 0) as box_teams,
      (s.home_score is not null and s.away_score is not null) or coalesce(b.box_teams, 0) = 2 as is_final
    from schedule_games as s
    left join (
      select r.nba_game_id, (count(distinct r.team_abbr)) as box_teams
      from (
    select nba_game_id, team_abbr from nbac_team_boxscore
    union all
    select nba_game_id, team_abbr from bref_team_boxscores
    union all
    select nba_game_id, team_abbr from nbac_player_boxscores where player_status = 'active'
    union all
    select nba_game_id, team_abbr from bref_player_boxscores where player_status = 'active'
      ) as r
      join schedule_games as w
        on w.nba_game_id = r.nba_game_id
      where w.season_year between 2021 and 2021 or w.home_score is null or w.away_score is null
      group by r.nba_game_id
    ) as b
      on b.nba_game_id = s.nba_game_id),
bref_games as (select feed, game_id, nba_game_id, game_date, bref_game_id, title, event_label, tip_text, tip_utc, arena_text, attendance, import_number from nba_raw.bref_games where ended_by is null),
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
      coalesce(g.tip_utc, b.tip_utc) as tip_utc,
      coalesce(g.national_tv_first, g.national_tv_second) as national_tv,
      case when substr(g.nba_game_id, 1, 3) = '002' then 1 else 0 end as regular_season,
      case when substr(g.nba_game_id, 1, 3) in ('004', '005') then 1 else 0 end as playoffs,
      case
        when g.is_final then 'final'
        when g.game_date < (select max(game_date) from judged_games where is_final) then 'waiting'
        else 'upcoming'
      end as state
    from judged_games as g
    left join (select nba_game_id, max(tip_utc) as tip_utc from bref_games group by nba_game_id) as b
      on b.nba_game_id = g.nba_game_id
    where g.season_year between 2021 and 2021)

    select g.game_date, i.player_lookup, min('has a stat line in ' || g.game_id || ' for ' || r.team_abbr) as explanation
    from (
      select nba_game_id, team_abbr, 'nba' as source, cast(nba_player_id as string) as source_player_id
      from nbac_player_boxscores
      where player_status = 'active'
      union all
      select nba_game_id, team_abbr, 'bref' as source, bref_player_id as source_player_id
      from bref_player_boxscores
      where player_status = 'active'
    ) as r
    join player_identities as i
      on i.source = r.source and i.source_player_id = r.source_player_id
    join games as g
      on g.nba_game_id = r.nba_game_id
    where g.state = 'final' and g.game_date between date '2021-10-19' and date '2021-11-19'
    group by g.game_date, i.player_lookup
