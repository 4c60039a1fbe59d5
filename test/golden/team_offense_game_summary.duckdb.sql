with nbac_schedule as not materialized (select feed, game_id, nba_game_id, game_date, season_year, home_team_tricode, away_team_tricode, game_status, home_team_score, away_team_score, game_datetime_utc, arena_name, arena_city, arena_state, neutral_site_flag, has_national_tv, national_broadcasters, game_label, import_number from nba_raw.nbac_schedule where ended_by is null),
ranked_schedule as materialized (
    select
      s.*,
      case s.feed when 'nba_schedule_v2' then 1 when 'nba_schedule_table' then 2 else 3 end as feed_rank,
      10 * s.import_number - case s.feed when 'nba_schedule_v2' then 1 when 'nba_schedule_table' then 2 else 3 end as recency
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
      max(game_datetime_utc) as tip_utc,
      max(case when feed_rank = 1 then has_national_tv end) as national_tv_first,
      max(case when feed_rank = 2 then has_national_tv end) as national_tv_second
    from ranked_schedule as r
    join (select nba_game_id, max(recency) as recency from ranked_schedule group by nba_game_id) as n
      on n.nba_game_id = r.nba_game_id
    group by r.nba_game_id),
nbac_team_boxscore as not materialized (select feed, game_id, nba_game_id, game_date, team_id, team_abbr, team_name, minutes, player_minutes, points, fg_made, fg_attempted, three_pt_made, three_pt_attempted, ft_made, ft_attempted, offensive_rebounds, defensive_rebounds, total_rebounds, assists, steals, blocks, turnovers, personal_fouls, plus_minus, import_number from nba_raw.nbac_team_boxscore where ended_by is null),
bref_team_boxscores as not materialized (select feed, game_id, nba_game_id, game_date, bref_game_id, team_abbr, team_minutes, points, fg_made, fg_attempted, three_pt_made, three_pt_attempted, ft_made, ft_attempted, offensive_rebounds, defensive_rebounds, total_rebounds, assists, steals, blocks, turnovers_with_team, personal_fouls, import_number from nba_raw.bref_team_boxscores where ended_by is null),
nbac_player_boxscores as not materialized (select feed, game_id, nba_game_id, game_date, nba_player_id, player_full_name, player_lookup, team_abbr, player_status, dnp_reason, starter, minutes, seconds_played, minutes_rounded, points, field_goals_made, field_goals_attempted, three_pointers_made, three_pointers_attempted, free_throws_made, free_throws_attempted, offensive_rebounds, defensive_rebounds, total_rebounds, assists, steals, blocks, turnovers, personal_fouls, plus_minus, import_number from nba_raw.nbac_player_boxscores where ended_by is null),
bref_player_boxscores as not materialized (select feed, game_id, nba_game_id, game_date, bref_game_id, bref_player_id, player_full_name, player_lookup, team_abbr, player_status, dnp_reason, starter, seconds_played, points, field_goals_made, field_goals_attempted, three_pointers_made, three_pointers_attempted, free_throws_made, free_throws_attempted, offensive_rebounds, defensive_rebounds, total_rebounds, assists, steals, blocks, turnovers, personal_fouls, plus_minus, import_number from nba_raw.bref_player_boxscores where ended_by is null),
judged_games as materialized (
    select
      s.*,
      coalesce(b.box_teams, 0) as box_teams,
      (s.home_score is not null and s.away_score is not null) or coalesce(b.box_teams, 0) = 2 as is_final
    from schedule_games as s
    left join (
      select r.nba_game_id, cast(count(distinct r.team_abbr) as bigint) as box_teams
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
bref_games as not materialized (select feed, game_id, nba_game_id, game_date, bref_game_id, title, event_label, tip_text, tip_utc, arena_text, attendance, import_number from nba_raw.bref_games where ended_by is null),
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
    where g.season_year between 2021 and 2021),
team_slots as materialized (
    select g.*, g.home_team as team_abbr, g.away_team as opponent_team_abbr, true as home_game
    from games as g
    union all
    select g.*, g.away_team as team_abbr, g.home_team as opponent_team_abbr, false as home_game
    from games as g),
bref_team_rows as materialized (
    select r.*, cast(1000000 + r.import_number as string) || r.bref_game_id as place
    from bref_team_boxscores as r
    join games as g
      on g.nba_game_id = r.nba_game_id),
bref_team_lines as materialized (
    select r.*
    from bref_team_rows as r
    join (select nba_game_id, team_abbr, max(place) as place from bref_team_rows group by nba_game_id, team_abbr) as n
      on n.nba_game_id = r.nba_game_id and n.team_abbr = r.team_abbr and n.place = r.place),
played_games as materialized (select * from games where state = 'final' and box_teams > 0 and game_date <= date '2021-11-19'),
player_identities as not materialized (select feed, source, source_player_id, person_id, nba_player_id, player_full_name, player_lookup, universal_player_id, linked_by, import_number from nba_reference.player_identities where ended_by is null),
nba_lines as materialized (
    select r.*, i.person_id
    from nbac_player_boxscores as r
    join played_games as g
      on g.nba_game_id = r.nba_game_id
    join player_identities as i
      on i.source = 'nba' and i.source_player_id = cast(r.nba_player_id as string)),
bref_rows as materialized (
    select r.*, i.person_id, r.player_status || ' ' || r.bref_player_id as place
    from bref_player_boxscores as r
    join played_games as g
      on g.nba_game_id = r.nba_game_id
    join player_identities as i
      on i.source = 'bref' and i.source_player_id = r.bref_player_id),
bref_lines as materialized (
    select r.*
    from bref_rows as r
    join (select nba_game_id, person_id, min(place) as place from bref_rows group by nba_game_id, person_id) as f
      on f.nba_game_id = r.nba_game_id and f.person_id = r.person_id and f.place = r.place),
bref_inactives as not materialized (select feed, game_id, nba_game_id, game_date, bref_game_id, bref_player_id, player_full_name, player_lookup, team_abbr, import_number from nba_raw.bref_inactives where ended_by is null),
inactive_lines as materialized (
    select r.nba_game_id, i.person_id, min(r.team_abbr) as team_abbr
    from bref_inactives as r
    join games as g
      on g.nba_game_id = r.nba_game_id
    join player_identities as i
      on i.source = 'bref' and i.source_player_id = r.bref_player_id
    group by r.nba_game_id, i.person_id),
player_games as materialized (
    select
      g.nba_game_id,
      g.game_id,
      g.game_date,
      g.season_year,
      g.tip_utc,
      coalesce(v.person_id, l.person_id, b.person_id, n.person_id) as person_id,
      coalesce(v.team_abbr, l.team_abbr, b.team_abbr, n.team_abbr) as team_abbr,
      case
        when v.player_status = 'active' or l.player_status = 'active' or b.player_status = 'active' then 'active'
        when v.player_status = 'dnp' or b.player_status = 'dnp' then 'dnp'
        else 'inactive'
      end as player_status,
      coalesce(v.dnp_reason, b.dnp_reason) as dnp_reason,
      n.person_id is not null as on_inactive_list,
      coalesce(v.starter, b.starter) as starter,
      coalesce(v.seconds_played, b.seconds_played, 60 * l.minutes_rounded) as seconds_played,
      coalesce(v.plus_minus, l.plus_minus, b.plus_minus) as plus_minus,
      v.person_id is not null or l.person_id is not null as from_nba,
      v.seconds_played is not null or b.seconds_played is not null as has_seconds,
      b.person_id is not null as from_bref,
      coalesce(v.points, l.points, b.points) as points,
      coalesce(v.field_goals_made, l.field_goals_made, b.field_goals_made) as field_goals_made,
      coalesce(v.field_goals_attempted, l.field_goals_attempted, b.field_goals_attempted) as field_goals_attempted,
      coalesce(v.three_pointers_made, l.three_pointers_made, b.three_pointers_made) as three_pointers_made,
      coalesce(v.three_pointers_attempted, l.three_pointers_attempted, b.three_pointers_attempted) as three_pointers_attempted,
      coalesce(v.free_throws_made, l.free_throws_made, b.free_throws_made) as free_throws_made,
      coalesce(v.free_throws_attempted, l.free_throws_attempted, b.free_throws_attempted) as free_throws_attempted,
      coalesce(v.offensive_rebounds, l.offensive_rebounds, b.offensive_rebounds) as offensive_rebounds,
      coalesce(v.defensive_rebounds, l.defensive_rebounds, b.defensive_rebounds) as defensive_rebounds,
      coalesce(v.total_rebounds, l.total_rebounds, b.total_rebounds) as total_rebounds,
      coalesce(v.assists, l.assists, b.assists) as assists,
      coalesce(v.steals, l.steals, b.steals) as steals,
      coalesce(v.blocks, l.blocks, b.blocks) as blocks,
      coalesce(v.turnovers, l.turnovers, b.turnovers) as turnovers,
      coalesce(v.personal_fouls, l.personal_fouls, b.personal_fouls) as personal_fouls
    from (select * from nba_lines where feed = 'nba_box_score_v2') as v
    full join (select * from nba_lines where feed = 'nba_league_game_log') as l
      on l.nba_game_id = v.nba_game_id and l.person_id = v.person_id
    full join bref_lines as b
      on b.nba_game_id = coalesce(v.nba_game_id, l.nba_game_id) and b.person_id = coalesce(v.person_id, l.person_id)
    full join inactive_lines as n
      on n.nba_game_id = coalesce(v.nba_game_id, l.nba_game_id, b.nba_game_id) and n.person_id = coalesce(v.person_id, l.person_id, b.person_id)
    join played_games as g
      on g.nba_game_id = coalesce(v.nba_game_id, l.nba_game_id, b.nba_game_id, n.nba_game_id)),
team_sums as materialized (
    select
      nba_game_id,
      team_abbr,
      cast(sum(turnovers) as bigint) as turnovers,
      cast(sum(seconds_played) as bigint) as player_seconds,
      bool_or(from_nba) as from_nba,
      bool_or(from_bref) as from_bref,
      sum(points) as points,
      sum(field_goals_made) as fg_made,
      sum(field_goals_attempted) as fg_attempted,
      sum(three_pointers_made) as three_pt_made,
      sum(three_pointers_attempted) as three_pt_attempted,
      sum(free_throws_made) as ft_made,
      sum(free_throws_attempted) as ft_attempted,
      sum(offensive_rebounds) as offensive_rebounds,
      sum(defensive_rebounds) as defensive_rebounds,
      sum(total_rebounds) as total_rebounds,
      sum(assists) as assists,
      sum(steals) as steals,
      sum(blocks) as blocks,
      sum(personal_fouls) as personal_fouls
    from player_games
    where player_status = 'active'
    group by nba_game_id, team_abbr),
team_boxes as materialized (
    select
      t.*,
      v.team_abbr is not null or l.team_abbr is not null as from_nba,
      b.team_abbr is not null as from_bref,
      v.team_abbr is null and l.team_abbr is null and coalesce(p.from_nba, false) as from_nba_players,
      v.team_abbr is null and l.team_abbr is null and coalesce(p.from_bref, false) as from_bref_players,
      coalesce(v.turnovers, l.turnovers, p.turnovers) as turnovers,
      b.turnovers_with_team - coalesce(v.turnovers, l.turnovers, p.turnovers) as team_turnovers,
      coalesce(v.player_minutes, b.team_minutes, l.player_minutes, ((p.player_seconds) // (60))) as team_minutes,
      coalesce(v.points, l.points, b.points, p.points) as points,
      coalesce(v.fg_made, l.fg_made, b.fg_made, p.fg_made) as fg_made,
      coalesce(v.fg_attempted, l.fg_attempted, b.fg_attempted, p.fg_attempted) as fg_attempted,
      coalesce(v.three_pt_made, l.three_pt_made, b.three_pt_made, p.three_pt_made) as three_pt_made,
      coalesce(v.three_pt_attempted, l.three_pt_attempted, b.three_pt_attempted, p.three_pt_attempted) as three_pt_attempted,
      coalesce(v.ft_made, l.ft_made, b.ft_made, p.ft_made) as ft_made,
      coalesce(v.ft_attempted, l.ft_attempted, b.ft_attempted, p.ft_attempted) as ft_attempted,
      coalesce(v.offensive_rebounds, l.offensive_rebounds, b.offensive_rebounds, p.offensive_rebounds) as offensive_rebounds,
      coalesce(v.defensive_rebounds, l.defensive_rebounds, b.defensive_rebounds, p.defensive_rebounds) as defensive_rebounds,
      coalesce(v.total_rebounds, l.total_rebounds, b.total_rebounds, p.total_rebounds) as total_rebounds,
      coalesce(v.assists, l.assists, b.assists, p.assists) as assists,
      coalesce(v.steals, l.steals, b.steals, p.steals) as steals,
      coalesce(v.blocks, l.blocks, b.blocks, p.blocks) as blocks,
      coalesce(v.personal_fouls, l.personal_fouls, b.personal_fouls, p.personal_fouls) as personal_fouls
    from team_slots as t
    left join nbac_team_boxscore as v
      on v.nba_game_id = t.nba_game_id and v.team_abbr = t.team_abbr and v.feed = 'nba_box_score_v2'
    left join nbac_team_boxscore as l
      on l.nba_game_id = t.nba_game_id and l.team_abbr = t.team_abbr and l.feed = 'nba_league_game_log'
    left join bref_team_lines as b
      on b.nba_game_id = t.nba_game_id and b.team_abbr = t.team_abbr
    left join team_sums as p
      on p.nba_game_id = t.nba_game_id and p.team_abbr = t.team_abbr
    where t.state = 'final' and t.game_date <= date '2021-11-19'),
rated_boxes as materialized (
    select
      t.*,
      (100 * t.fg_attempted + 44 * t.ft_attempted + 100 * t.turnovers + 100 * coalesce(t.team_turnovers, 0) - 100 * t.offensive_rebounds) as possessions_x100,
      o.overtime_periods
    from team_boxes as t
    join (
      select
        nba_game_id,
        (sign(cast(sum(team_minutes) - 240 * count(team_minutes) as bigint)) * ((2 * abs(cast(sum(team_minutes) - 240 * count(team_minutes) as bigint)) + nullif(cast(25 * count(team_minutes) as bigint), 0)) // (2 * nullif(cast(25 * count(team_minutes) as bigint), 0)))) as overtime_periods
      from team_boxes
      group by nba_game_id
    ) as o
      on o.nba_game_id = t.nba_game_id),
game_indexes as materialized (
    select
      own.nba_game_id,
      own.team_abbr,
      row_number() over (partition by own.team_abbr, own.season_year order by own.game_date, own.nba_game_id) as game_index
    from rated_boxes as own
    join rated_boxes as opp
      on opp.nba_game_id = own.nba_game_id and opp.team_abbr = own.opponent_team_abbr
    where own.points is not null and opp.points is not null),
team_games as materialized (
    select
      own.*,
      opp.turnovers as opp_turnovers,
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
      opp.personal_fouls as opp_personal_fouls,
      (sign(cast(10000 * own.points as bigint)) * ((200 * abs(cast(10000 * own.points as bigint)) + nullif(cast(own.possessions_x100 as bigint), 0)) // (2 * nullif(cast(own.possessions_x100 as bigint), 0)))) as offensive_rating_x100,
      (sign(cast(10000 * opp.points as bigint)) * ((200 * abs(cast(10000 * opp.points as bigint)) + nullif(cast(opp.possessions_x100 as bigint), 0)) // (2 * nullif(cast(opp.possessions_x100 as bigint), 0)))) as defensive_rating_x100,
      (sign(cast(48 * (own.possessions_x100 + opp.possessions_x100) as bigint)) * ((20 * abs(cast(48 * (own.possessions_x100 + opp.possessions_x100) as bigint)) + nullif(cast((200 * (48 + 5 * own.overtime_periods)) as bigint), 0)) // (2 * nullif(cast((200 * (48 + 5 * own.overtime_periods)) as bigint), 0)))) as pace_x10,
      i.game_index
    from rated_boxes as own
    join rated_boxes as opp
      on opp.nba_game_id = own.nba_game_id and opp.team_abbr = own.opponent_team_abbr
    join game_indexes as i
      on i.nba_game_id = own.nba_game_id and i.team_abbr = own.team_abbr),
calendar_sides as materialized (
    select
      t.*,
      date_diff('day', date '1970-01-01', t.game_date) as day,
      case when p.nba_game_id is null then 0 else 1 end as played,
      case when t.state = 'waiting' then 0 else 1 end as counted
    from team_slots as t
    left join team_games as p
      on p.nba_game_id = t.nba_game_id and p.team_abbr = t.team_abbr),
calendar_windows as materialized (
    select
      nba_game_id,
      team_abbr,
      cast(coalesce(sum(played) over (partition by team_abbr, season_year order by day range between unbounded preceding and 1 preceding), 0) as bigint) as played_before,
      max(case when counted = 1 then day end) over (partition by team_abbr, season_year order by day range between unbounded preceding and 1 preceding) as last_day,
      cast(coalesce(sum(counted) over (partition by team_abbr, season_year order by day range between 7 preceding and 1 preceding), 0) as bigint) as games_last_7,
      cast(coalesce(sum(counted) over (partition by team_abbr, season_year order by day range between 14 preceding and 1 preceding), 0) as bigint) as games_last_14,
      cast(coalesce(sum(1) over (partition by team_abbr, season_year order by day range between 1 following and 7 following), 0) as bigint) as games_next_7,
      lead(day) over schedule_order as next_day,
      lead(opponent_team_abbr) over schedule_order as next_opponent,
      lead(national_tv) over schedule_order as next_national_tv,
      cast(sum(counted) over schedule_so_far as bigint) as counted_index
    from (
      select nba_game_id, team_abbr, season_year, game_date, day, opponent_team_abbr, national_tv, home_game, played, counted
      from calendar_sides
    ) as c
    window
      schedule_order as (partition by team_abbr, season_year order by game_date, nba_game_id),
      schedule_so_far as (partition by team_abbr, season_year order by game_date, nba_game_id rows between unbounded preceding and current row)),
team_calendar as materialized (
    select
      c.*,
      w.played_before,
      w.last_day,
      w.games_last_7,
      w.games_last_14,
      w.games_next_7,
      w.next_day,
      w.next_opponent,
      w.next_national_tv,
      w.counted_index
    from calendar_sides as c
    join calendar_windows as w
      on w.nba_game_id = c.nba_game_id and w.team_abbr = c.team_abbr),
road_trips as materialized (
    select
      nba_game_id,
      team_abbr,
      counted_index - coalesce(max(case when home_game then counted_index end) over (
        partition by team_abbr, season_year order by counted_index rows between unbounded preceding and current row
      ), 0) as road_games_in_a_row
    from (
      select nba_game_id, team_abbr, season_year, home_game, counted_index from team_calendar where counted = 1
    ) as c),
team_form as materialized (
    select
      team_abbr,
      season_year,
      game_index,
      game_date,
      date_diff('day', date '1970-01-01', game_date) as day,
      points - opp_points as margin,
      cast(sum(1) over last_ten as bigint) as games_of_last_ten,
      (sign(cast(sum(pace_x10) over last_ten as bigint)) * ((2 * abs(cast(sum(pace_x10) over last_ten as bigint)) + nullif(cast(count(pace_x10) over last_ten as bigint), 0)) // (2 * nullif(cast(count(pace_x10) over last_ten as bigint), 0)))) as pace_x10_last_ten,
      (sign(cast(sum(defensive_rating_x100) over last_ten as bigint)) * ((2 * abs(cast(sum(defensive_rating_x100) over last_ten as bigint)) + nullif(cast(count(defensive_rating_x100) over last_ten as bigint), 0)) // (2 * nullif(cast(count(defensive_rating_x100) over last_ten as bigint), 0)))) as defensive_rating_x100_last_ten,
      (sign(cast(sum(ft_rate_x1000) over last_ten as bigint)) * ((2 * abs(cast(sum(ft_rate_x1000) over last_ten as bigint)) + nullif(cast(count(ft_rate_x1000) over last_ten as bigint), 0)) // (2 * nullif(cast(count(ft_rate_x1000) over last_ten as bigint), 0)))) as ft_rate_allowed_x1000_last_ten,
      cast(sum(case when points > opp_points then 1 else 0 end) over season_so_far as bigint) as wins,
      game_index - coalesce(max(case when points < opp_points then game_index end) over season_so_far, 0) as win_streak,
      game_index - coalesce(max(case when points > opp_points then game_index end) over season_so_far, 0) as loss_streak,
      cast(sum(regular_season) over season_so_far as bigint) as regular_season_games
    from (
      select t.*, (sign(cast(1000 * opp_ft_attempted as bigint)) * ((2000 * abs(cast(1000 * opp_ft_attempted as bigint)) + nullif(cast(pace_x10 as bigint), 0)) // (2 * nullif(cast(pace_x10 as bigint), 0)))) as ft_rate_x1000
      from team_games as t
    ) as rated
    window
      season_so_far as (partition by team_abbr, season_year order by game_index rows between unbounded preceding and current row),
      last_ten as (partition by team_abbr, season_year order by game_index rows between 9 preceding and current row)),
next_opponents as materialized (
    select c.nba_game_id, c.team_abbr, max(f.wins) as wins, max(f.game_index) as games
    from team_calendar as c
    join team_form as f
      on f.team_abbr = c.next_opponent and f.season_year = c.season_year and f.day < c.day
    group by c.nba_game_id, c.team_abbr),
team_context as materialized (
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
    where c.counted = 1),
starts as materialized (
    select g.team_abbr, g.season_year, g.game_index, p.person_id
    from player_games as p
    join team_games as g
      on g.nba_game_id = p.nba_game_id and g.team_abbr = p.team_abbr
    where p.starter and p.player_status = 'active'),
games_with_starters as materialized (
    select c.nba_game_id, c.team_abbr, count(*) as known
    from team_context as c
    join (select distinct team_abbr, season_year, game_index from starts) as s
      on s.team_abbr = c.team_abbr and s.season_year = c.season_year and s.game_index between c.played_before - 9 and c.played_before
    group by c.nba_game_id, c.team_abbr),
out_players as materialized (
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
regulars_out as materialized (
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
availability as materialized (
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
        cast(sum(out_after) as bigint) as players_out,
        cast(sum(out_after * regular) as bigint) as starters_out,
        cast(sum(out_before_tip * regular) as bigint) as starters_out_before_tip
      from regulars_out
      group by nba_game_id, team_abbr
    ) as o
      on o.nba_game_id = c.nba_game_id and o.team_abbr = c.team_abbr)

select
  typed.*,
  substr(sha256(concat('{"assists": ', coalesce(cast(assists as varchar), 'null'), ', "fg_attempts": ', coalesce(cast(fg_attempts as varchar), 'null'), ', "fg_makes": ', coalesce(cast(fg_makes as varchar), 'null'), ', "ft_attempts": ', coalesce(cast(ft_attempts as varchar), 'null'), ', "ft_makes": ', coalesce(cast(ft_makes as varchar), 'null'), ', "game_date": ', coalesce(('"' || cast(game_date as varchar) || '"'), 'null'), ', "game_id": ', coalesce(case when strlen(cast(to_json(game_id) as varchar)) = length(game_id) + 2 and not contains(game_id, chr(127)) then cast(to_json(game_id) as varchar) else '"' || array_to_string(list_transform(string_split(game_id, ''), lambda c: case when c between ' ' and '~' and c <> '"' and c <> '\' then c when c = '"' then '\"' when c = '\' then '\\' when c = chr(10) then '\n' when c = chr(13) then '\r' when c = chr(9) then '\t' when c = chr(8) then '\b' when c = chr(12) then '\f' when unicode(c) < 65536 then printf('\u%04x', unicode(c)) else printf('\u%04x\u%04x', 55296 + ((unicode(c) - 65536) >> 10), 56320 + ((unicode(c) - 65536) & 1023)) end), '') || '"' end, 'null'), ', "home_game": ', coalesce(case when home_game then 'true' when not home_game then 'false' end, 'null'), ', "margin_of_victory": ', coalesce(cast(margin_of_victory as varchar), 'null'), ', "nba_game_id": ', coalesce(case when strlen(cast(to_json(nba_game_id) as varchar)) = length(nba_game_id) + 2 and not contains(nba_game_id, chr(127)) then cast(to_json(nba_game_id) as varchar) else '"' || array_to_string(list_transform(string_split(nba_game_id, ''), lambda c: case when c between ' ' and '~' and c <> '"' and c <> '\' then c when c = '"' then '\"' when c = '\' then '\\' when c = chr(10) then '\n' when c = chr(13) then '\r' when c = chr(9) then '\t' when c = chr(8) then '\b' when c = chr(12) then '\f' when unicode(c) < 65536 then printf('\u%04x', unicode(c)) else printf('\u%04x\u%04x', 55296 + ((unicode(c) - 65536) >> 10), 56320 + ((unicode(c) - 65536) & 1023)) end), '') || '"' end, 'null'), ', "offensive_rating": ', coalesce(case when abs(offensive_rating) >= 1e24 then case when isnan(offensive_rating) then 'NaN' when isinf(offensive_rating) then case when offensive_rating > 0 then 'Infinity' else '-Infinity' end when offensive_rating = cast('2.4178516392292583e+24' as double) then '2.4178516392292583e+24' when offensive_rating = cast('-2.4178516392292583e+24' as double) then '-2.4178516392292583e+24' when offensive_rating = cast('2.4758800785707605e+27' as double) then '2.4758800785707605e+27' when offensive_rating = cast('-2.4758800785707605e+27' as double) then '-2.4758800785707605e+27' when offensive_rating = cast('8.535058474086213e+242' as double) then '8.535058474086213e+242' when offensive_rating = cast('-8.535058474086213e+242' as double) then '-8.535058474086213e+242' else cast(offensive_rating as varchar) end else cast(offensive_rating as varchar) end, 'null'), ', "opponent_team_abbr": ', coalesce(case when strlen(cast(to_json(opponent_team_abbr) as varchar)) = length(opponent_team_abbr) + 2 and not contains(opponent_team_abbr, chr(127)) then cast(to_json(opponent_team_abbr) as varchar) else '"' || array_to_string(list_transform(string_split(opponent_team_abbr, ''), lambda c: case when c between ' ' and '~' and c <> '"' and c <> '\' then c when c = '"' then '\"' when c = '\' then '\\' when c = chr(10) then '\n' when c = chr(13) then '\r' when c = chr(9) then '\t' when c = chr(8) then '\b' when c = chr(12) then '\f' when unicode(c) < 65536 then printf('\u%04x', unicode(c)) else printf('\u%04x\u%04x', 55296 + ((unicode(c) - 65536) >> 10), 56320 + ((unicode(c) - 65536) & 1023)) end), '') || '"' end, 'null'), ', "overtime_periods": ', coalesce(cast(overtime_periods as varchar), 'null'), ', "pace": ', coalesce(case when abs(pace) >= 1e24 then case when isnan(pace) then 'NaN' when isinf(pace) then case when pace > 0 then 'Infinity' else '-Infinity' end when pace = cast('2.4178516392292583e+24' as double) then '2.4178516392292583e+24' when pace = cast('-2.4178516392292583e+24' as double) then '-2.4178516392292583e+24' when pace = cast('2.4758800785707605e+27' as double) then '2.4758800785707605e+27' when pace = cast('-2.4758800785707605e+27' as double) then '-2.4758800785707605e+27' when pace = cast('8.535058474086213e+242' as double) then '8.535058474086213e+242' when pace = cast('-8.535058474086213e+242' as double) then '-8.535058474086213e+242' else cast(pace as varchar) end else cast(pace as varchar) end, 'null'), ', "personal_fouls": ', coalesce(cast(personal_fouls as varchar), 'null'), ', "players_inactive": ', coalesce(cast(players_inactive as varchar), 'null'), ', "points_in_paint_scored": null, "points_scored": ', coalesce(cast(points_scored as varchar), 'null'), ', "possessions": ', coalesce(case when abs(possessions) >= 1e24 then case when isnan(possessions) then 'NaN' when isinf(possessions) then case when possessions > 0 then 'Infinity' else '-Infinity' end when possessions = cast('2.4178516392292583e+24' as double) then '2.4178516392292583e+24' when possessions = cast('-2.4178516392292583e+24' as double) then '-2.4178516392292583e+24' when possessions = cast('2.4758800785707605e+27' as double) then '2.4758800785707605e+27' when possessions = cast('-2.4758800785707605e+27' as double) then '-2.4758800785707605e+27' when possessions = cast('8.535058474086213e+242' as double) then '8.535058474086213e+242' when possessions = cast('-8.535058474086213e+242' as double) then '-8.535058474086213e+242' else cast(possessions as varchar) end else cast(possessions as varchar) end, 'null'), ', "rebounds": ', coalesce(cast(rebounds as varchar), 'null'), ', "referee_crew_id": null, "season_year": ', coalesce(cast(season_year as varchar), 'null'), ', "second_chance_points_scored": null, "starters_inactive": ', coalesce(cast(starters_inactive as varchar), 'null'), ', "team_abbr": ', coalesce(case when strlen(cast(to_json(team_abbr) as varchar)) = length(team_abbr) + 2 and not contains(team_abbr, chr(127)) then cast(to_json(team_abbr) as varchar) else '"' || array_to_string(list_transform(string_split(team_abbr, ''), lambda c: case when c between ' ' and '~' and c <> '"' and c <> '\' then c when c = '"' then '\"' when c = '\' then '\\' when c = chr(10) then '\n' when c = chr(13) then '\r' when c = chr(9) then '\t' when c = chr(8) then '\b' when c = chr(12) then '\f' when unicode(c) < 65536 then printf('\u%04x', unicode(c)) else printf('\u%04x\u%04x', 55296 + ((unicode(c) - 65536) >> 10), 56320 + ((unicode(c) - 65536) & 1023)) end), '') || '"' end, 'null'), ', "team_mid_range_attempts": null, "team_mid_range_makes": null, "team_paint_attempts": null, "team_paint_makes": null, "team_turnovers": ', coalesce(cast(team_turnovers as varchar), 'null'), ', "three_pt_attempts": ', coalesce(cast(three_pt_attempts as varchar), 'null'), ', "three_pt_makes": ', coalesce(cast(three_pt_makes as varchar), 'null'), ', "ts_pct": ', coalesce(case when abs(ts_pct) >= 1e24 then case when isnan(ts_pct) then 'NaN' when isinf(ts_pct) then case when ts_pct > 0 then 'Infinity' else '-Infinity' end when ts_pct = cast('2.4178516392292583e+24' as double) then '2.4178516392292583e+24' when ts_pct = cast('-2.4178516392292583e+24' as double) then '-2.4178516392292583e+24' when ts_pct = cast('2.4758800785707605e+27' as double) then '2.4758800785707605e+27' when ts_pct = cast('-2.4758800785707605e+27' as double) then '-2.4758800785707605e+27' when ts_pct = cast('8.535058474086213e+242' as double) then '8.535058474086213e+242' when ts_pct = cast('-8.535058474086213e+242' as double) then '-8.535058474086213e+242' else cast(ts_pct as varchar) end else cast(ts_pct as varchar) end, 'null'), ', "turnovers": ', coalesce(cast(turnovers as varchar), 'null'), ', "win_flag": ', coalesce(case when win_flag then 'true' when not win_flag then 'false' end, 'null'), '}')), 1, 16) as data_hash,
  'content-1' as data_hash_recipe
from (
  select
    cast(result.game_id as VARCHAR) as game_id,
    cast(result.nba_game_id as VARCHAR) as nba_game_id,
    cast(result.game_date as DATE) as game_date,
    cast(result.team_abbr as VARCHAR) as team_abbr,
    cast(result.opponent_team_abbr as VARCHAR) as opponent_team_abbr,
    cast(result.season_year as BIGINT) as season_year,
    cast(result.points_scored as BIGINT) as points_scored,
    cast(result.fg_attempts as BIGINT) as fg_attempts,
    cast(result.fg_makes as BIGINT) as fg_makes,
    cast(result.three_pt_attempts as BIGINT) as three_pt_attempts,
    cast(result.three_pt_makes as BIGINT) as three_pt_makes,
    cast(result.ft_attempts as BIGINT) as ft_attempts,
    cast(result.ft_makes as BIGINT) as ft_makes,
    cast(result.rebounds as BIGINT) as rebounds,
    cast(result.assists as BIGINT) as assists,
    cast(result.turnovers as BIGINT) as turnovers,
    cast(result.team_turnovers as BIGINT) as team_turnovers,
    cast(result.personal_fouls as BIGINT) as personal_fouls,
    cast(null as BIGINT) as team_paint_attempts,
    cast(null as BIGINT) as team_paint_makes,
    cast(null as BIGINT) as team_mid_range_attempts,
    cast(null as BIGINT) as team_mid_range_makes,
    cast(null as BIGINT) as points_in_paint_scored,
    cast(null as BIGINT) as second_chance_points_scored,
    cast(result.offensive_rating as DOUBLE) as offensive_rating,
    cast(result.pace as DOUBLE) as pace,
    cast(result.possessions as DOUBLE) as possessions,
    cast(result.ts_pct as DOUBLE) as ts_pct,
    cast(result.home_game as BOOLEAN) as home_game,
    cast(result.win_flag as BOOLEAN) as win_flag,
    cast(result.margin_of_victory as BIGINT) as margin_of_victory,
    cast(result.overtime_periods as BIGINT) as overtime_periods,
    cast(result.players_inactive as BIGINT) as players_inactive,
    cast(result.starters_inactive as BIGINT) as starters_inactive,
    cast(null as VARCHAR) as referee_crew_id,
    cast(null as BOOLEAN) as shot_zones_available,
    cast(null as VARCHAR) as shot_zones_source,
    cast(100 - (0 + case when result.players_inactive is null then 5 else 0 end + case when result.overtime_periods is null then 5 else 0 end + case when result.team_turnovers is null then 5 else 0 end) as DOUBLE) as quality_score,
    case when 0 + case when result.players_inactive is null then 5 else 0 end + case when result.overtime_periods is null then 5 else 0 end + case when result.team_turnovers is null then 5 else 0 end <= 5 then 'gold' when 0 + case when result.players_inactive is null then 5 else 0 end + case when result.overtime_periods is null then 5 else 0 end + case when result.team_turnovers is null then 5 else 0 end <= 20 then 'silver' when 0 + case when result.players_inactive is null then 5 else 0 end + case when result.overtime_periods is null then 5 else 0 end + case when result.team_turnovers is null then 5 else 0 end <= 40 then 'bronze' else 'poor' end as quality_tier,
    list_sort(list_filter([cast(case when result.players_inactive is null then 'no_inactive_list' end as varchar), cast(case when result.overtime_periods is null then 'no_overtime' end as varchar), cast(case when result.team_turnovers is null then 'no_team_turnovers' end as varchar)], lambda text: text is not null)) as quality_issues,
    list_sort(list_filter([cast(case when result.from_bref_players then 'bref_player_boxscores' end as varchar), cast(case when result.from_bref then 'bref_team_boxscores' end as varchar), cast(case when result.from_nba_players then 'nbac_player_boxscores' end as varchar), cast(case when result.from_nba then 'nbac_team_boxscore' end as varchar)], lambda text: text is not null)) as data_sources
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
      (cast(t.offensive_rating_x100 as double) / 1e2) as offensive_rating,
      (cast(t.pace_x10 as double) / 1e1) as pace,
      (cast(t.possessions_x100 as double) / 1e2) as possessions,
      (cast((sign(cast(50 * t.points as bigint)) * ((2000 * abs(cast(50 * t.points as bigint)) + nullif(cast((100 * t.fg_attempted + 44 * t.ft_attempted) as bigint), 0)) // (2 * nullif(cast((100 * t.fg_attempted + 44 * t.ft_attempted) as bigint), 0)))) as double) / 1e3) as ts_pct,
      t.points > t.opp_points as win_flag,
      t.points - t.opp_points as margin_of_victory,
      a.players_out as players_inactive,
      a.starters_out as starters_inactive
    from team_games as t
    left join availability as a
      on a.nba_game_id = t.nba_game_id and a.team_abbr = t.team_abbr
  ) as result
  where result.game_date between date '2021-10-19' and date '2021-11-19'
) as typed
