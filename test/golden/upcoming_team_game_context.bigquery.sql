with nbac_schedule as (select feed, game_id, nba_game_id, game_date, season_year, home_team_tricode, away_team_tricode, game_status, home_team_score, away_team_score, game_datetime_utc, arena_name, arena_city, arena_state, neutral_site_flag, has_national_tv, national_broadcasters, game_label, import_number from nba_raw.nbac_schedule where ended_by is null),
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
nbac_player_boxscores as (select feed, game_id, nba_game_id, game_date, nba_player_id, player_full_name, player_lookup, team_abbr, player_status, dnp_reason, starter, minutes, seconds_played, minutes_rounded, points, field_goals_made, field_goals_attempted, three_pointers_made, three_pointers_attempted, free_throws_made, free_throws_attempted, offensive_rebounds, defensive_rebounds, total_rebounds, assists, steals, blocks, turnovers, personal_fouls, plus_minus, import_number from nba_raw.nbac_player_boxscores where ended_by is null),
bref_player_boxscores as (select feed, game_id, nba_game_id, game_date, bref_game_id, bref_player_id, player_full_name, player_lookup, team_abbr, player_status, dnp_reason, starter, seconds_played, points, field_goals_made, field_goals_attempted, three_pointers_made, three_pointers_attempted, free_throws_made, free_throws_attempted, offensive_rebounds, defensive_rebounds, total_rebounds, assists, steals, blocks, turnovers, personal_fouls, plus_minus, import_number from nba_raw.bref_player_boxscores where ended_by is null),
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
    where g.season_year between 2021 and 2021),
team_slots as (
    select g.*, g.home_team as team_abbr, g.away_team as opponent_team_abbr, true as home_game
    from games as g
    union all
    select g.*, g.away_team as team_abbr, g.home_team as opponent_team_abbr, false as home_game
    from games as g),
bref_team_rows as (
    select r.*, cast(1000000 + r.import_number as string) || r.bref_game_id as place
    from bref_team_boxscores as r
    join games as g
      on g.nba_game_id = r.nba_game_id),
bref_team_lines as (
    select r.*
    from bref_team_rows as r
    join (select nba_game_id, team_abbr, max(place) as place from bref_team_rows group by nba_game_id, team_abbr) as n
      on n.nba_game_id = r.nba_game_id and n.team_abbr = r.team_abbr and n.place = r.place),
played_games as (select * from games where state = 'final' and box_teams > 0 and game_date <= date '2021-11-19'),
player_identities as (select feed, source, source_player_id, person_id, nba_player_id, player_full_name, player_lookup, universal_player_id, linked_by, import_number from nba_reference.player_identities where ended_by is null),
nba_lines as (
    select r.*, i.person_id
    from nbac_player_boxscores as r
    join played_games as g
      on g.nba_game_id = r.nba_game_id
    join player_identities as i
      on i.source = 'nba' and i.source_player_id = cast(r.nba_player_id as string)),
bref_rows as (
    select r.*, i.person_id, r.player_status || ' ' || r.bref_player_id as place
    from bref_player_boxscores as r
    join played_games as g
      on g.nba_game_id = r.nba_game_id
    join player_identities as i
      on i.source = 'bref' and i.source_player_id = r.bref_player_id),
bref_lines as (
    select r.*
    from bref_rows as r
    join (select nba_game_id, person_id, min(place) as place from bref_rows group by nba_game_id, person_id) as f
      on f.nba_game_id = r.nba_game_id and f.person_id = r.person_id and f.place = r.place),
bref_inactives as (select feed, game_id, nba_game_id, game_date, bref_game_id, bref_player_id, player_full_name, player_lookup, team_abbr, import_number from nba_raw.bref_inactives where ended_by is null),
inactive_lines as (
    select r.nba_game_id, i.person_id, min(r.team_abbr) as team_abbr
    from bref_inactives as r
    join games as g
      on g.nba_game_id = r.nba_game_id
    join player_identities as i
      on i.source = 'bref' and i.source_player_id = r.bref_player_id
    group by r.nba_game_id, i.person_id),
player_games as (
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
team_sums as (
    select
      nba_game_id,
      team_abbr,
      (sum(turnovers)) as turnovers,
      (sum(seconds_played)) as player_seconds,
      logical_or(from_nba) as from_nba,
      logical_or(from_bref) as from_bref,
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
team_boxes as (
    select
      t.*,
      v.team_abbr is not null or l.team_abbr is not null as from_nba,
      b.team_abbr is not null as from_bref,
      v.team_abbr is null and l.team_abbr is null and coalesce(p.from_nba, false) as from_nba_players,
      v.team_abbr is null and l.team_abbr is null and coalesce(p.from_bref, false) as from_bref_players,
      coalesce(v.turnovers, l.turnovers, p.turnovers) as turnovers,
      b.turnovers_with_team - coalesce(v.turnovers, l.turnovers, p.turnovers) as team_turnovers,
      coalesce(v.player_minutes, b.team_minutes, l.player_minutes, div((p.player_seconds), nullif((60), 0))) as team_minutes,
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
rated_boxes as (
    select
      t.*,
      (100 * t.fg_attempted + 44 * t.ft_attempted + 100 * t.turnovers + 100 * coalesce(t.team_turnovers, 0) - 100 * t.offensive_rebounds) as possessions_x100,
      o.overtime_periods
    from team_boxes as t
    join (
      select
        nba_game_id,
        (sign(sum(team_minutes) - 240 * count(team_minutes)) * div((2 * abs(sum(team_minutes) - 240 * count(team_minutes)) + nullif(25 * count(team_minutes), 0)), (2 * nullif(25 * count(team_minutes), 0)))) as overtime_periods
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
      case when p.nba_game_id is null then 0 else 1 end as played,
      case when t.state = 'waiting' then 0 else 1 end as counted
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
      (coalesce(sum(1) over (partition by team_abbr, season_year order by day range between 1 following and 7 following), 0)) as games_next_7,
      lead(day) over schedule_order as next_day,
      lead(opponent_team_abbr) over schedule_order as next_opponent,
      lead(national_tv) over schedule_order as next_national_tv,
      (sum(counted) over schedule_so_far) as counted_index
    from (
      select nba_game_id, team_abbr, season_year, game_date, day, opponent_team_abbr, national_tv, home_game, played, counted
      from calendar_sides
    ) as c
    window
      schedule_order as (partition by team_abbr, season_year order by game_date, nba_game_id),
      schedule_so_far as (partition by team_abbr, season_year order by game_date, nba_game_id rows between unbounded preceding and current row)),
team_calendar as (
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
    where c.counted = 1),
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
      on o.nba_game_id = c.nba_game_id and o.team_abbr = c.team_abbr)

select
  typed.*,
  substr(to_hex(sha256(concat('{"days_since_last_game": ', coalesce(cast(days_since_last_game as string), 'null'), ', "game_date": ', coalesce(concat('"', cast(game_date as string), '"'), 'null'), ', "game_id": ', coalesce(concat('"', if(regexp_contains(game_id, r'^[ !#-\[\]-~]*$'), game_id, (select string_agg(case when c = 34 then r'\"' when c = 92 then r'\\' when c = 10 then r'\n' when c = 13 then r'\r' when c = 9 then r'\t' when c = 8 then r'\b' when c = 12 then r'\f' when c between 32 and 126 then code_points_to_string([c]) when c < 65536 then concat(r'\u', format('%04x', c)) else concat(r'\u', format('%04x', 55296 + ((c - 65536) >> 10)), r'\u', format('%04x', 56320 + ((c - 65536) & 1023))) end, '' order by place) from unnest(to_code_points(game_id)) as c with offset as place)), '"'), 'null'), ', "game_number_in_season": ', coalesce(cast(game_number_in_season as string), 'null'), ', "game_spread": null, "game_spread_source": null, "game_total": null, "game_total_source": null, "games_in_last_14_days": ', coalesce(cast(games_in_last_14_days as string), 'null'), ', "games_in_last_7_days": ', coalesce(cast(games_in_last_7_days as string), 'null'), ', "home_game": ', coalesce(cast(home_game as string), 'null'), ', "is_back_to_back": ', coalesce(cast(is_back_to_back as string), 'null'), ', "last_game_margin": ', coalesce(cast(last_game_margin as string), 'null'), ', "last_game_result": ', coalesce(concat('"', if(regexp_contains(last_game_result, r'^[ !#-\[\]-~]*$'), last_game_result, (select string_agg(case when c = 34 then r'\"' when c = 92 then r'\\' when c = 10 then r'\n' when c = 13 then r'\r' when c = 9 then r'\t' when c = 8 then r'\b' when c = 12 then r'\f' when c between 32 and 126 then code_points_to_string([c]) when c < 65536 then concat(r'\u', format('%04x', c)) else concat(r'\u', format('%04x', 55296 + ((c - 65536) >> 10)), r'\u', format('%04x', 56320 + ((c - 65536) & 1023))) end, '' order by place) from unnest(to_code_points(last_game_result)) as c with offset as place)), '"'), 'null'), ', "nba_game_id": ', coalesce(concat('"', if(regexp_contains(nba_game_id, r'^[ !#-\[\]-~]*$'), nba_game_id, (select string_agg(case when c = 34 then r'\"' when c = 92 then r'\\' when c = 10 then r'\n' when c = 13 then r'\r' when c = 9 then r'\t' when c = 8 then r'\b' when c = 12 then r'\f' when c between 32 and 126 then code_points_to_string([c]) when c < 65536 then concat(r'\u', format('%04x', c)) else concat(r'\u', format('%04x', 55296 + ((c - 65536) >> 10)), r'\u', format('%04x', 56320 + ((c - 65536) & 1023))) end, '' order by place) from unnest(to_code_points(nba_game_id)) as c with offset as place)), '"'), 'null'), ', "opponent_team_abbr": ', coalesce(concat('"', if(regexp_contains(opponent_team_abbr, r'^[ !#-\[\]-~]*$'), opponent_team_abbr, (select string_agg(case when c = 34 then r'\"' when c = 92 then r'\\' when c = 10 then r'\n' when c = 13 then r'\r' when c = 9 then r'\t' when c = 8 then r'\b' when c = 12 then r'\f' when c between 32 and 126 then code_points_to_string([c]) when c < 65536 then concat(r'\u', format('%04x', c)) else concat(r'\u', format('%04x', 55296 + ((c - 65536) >> 10)), r'\u', format('%04x', 56320 + ((c - 65536) & 1023))) end, '' order by place) from unnest(to_code_points(opponent_team_abbr)) as c with offset as place)), '"'), 'null'), ', "questionable_players_count": null, "season_year": ', coalesce(cast(season_year as string), 'null'), ', "spread_movement": null, "starters_out_count": ', coalesce(cast(starters_out_count as string), 'null'), ', "team_abbr": ', coalesce(concat('"', if(regexp_contains(team_abbr, r'^[ !#-\[\]-~]*$'), team_abbr, (select string_agg(case when c = 34 then r'\"' when c = 92 then r'\\' when c = 10 then r'\n' when c = 13 then r'\r' when c = 9 then r'\t' when c = 8 then r'\b' when c = 12 then r'\f' when c between 32 and 126 then code_points_to_string([c]) when c < 65536 then concat(r'\u', format('%04x', c)) else concat(r'\u', format('%04x', 55296 + ((c - 65536) >> 10)), r'\u', format('%04x', 56320 + ((c - 65536) & 1023))) end, '' order by place) from unnest(to_code_points(team_abbr)) as c with offset as place)), '"'), 'null'), ', "team_back_to_back": ', coalesce(cast(team_back_to_back as string), 'null'), ', "team_days_rest": ', coalesce(cast(team_days_rest as string), 'null'), ', "team_loss_streak_entering": ', coalesce(cast(team_loss_streak_entering as string), 'null'), ', "team_win_streak_entering": ', coalesce(cast(team_win_streak_entering as string), 'null'), ', "total_movement": null, "travel_miles": null}'))), 1, 16) as data_hash,
  'content-1' as data_hash_recipe
from (
  select
    cast(result.team_abbr as STRING) as team_abbr,
    cast(result.game_id as STRING) as game_id,
    cast(result.nba_game_id as STRING) as nba_game_id,
    cast(result.game_date as DATE) as game_date,
    cast(result.season_year as INT64) as season_year,
    cast(result.opponent_team_abbr as STRING) as opponent_team_abbr,
    cast(result.home_game as BOOL) as home_game,
    cast(result.is_back_to_back as BOOL) as is_back_to_back,
    cast(result.days_since_last_game as INT64) as days_since_last_game,
    cast(result.game_number_in_season as INT64) as game_number_in_season,
    cast(result.team_days_rest as INT64) as team_days_rest,
    cast(result.team_back_to_back as BOOL) as team_back_to_back,
    cast(result.games_in_last_7_days as INT64) as games_in_last_7_days,
    cast(result.games_in_last_14_days as INT64) as games_in_last_14_days,
    cast(null as FLOAT64) as game_spread,
    cast(null as FLOAT64) as game_total,
    cast(null as STRING) as game_spread_source,
    cast(null as STRING) as game_total_source,
    cast(null as FLOAT64) as spread_movement,
    cast(null as FLOAT64) as total_movement,
    cast(null as TIMESTAMP) as betting_lines_updated_at,
    cast(result.starters_out_count as INT64) as starters_out_count,
    cast(null as INT64) as questionable_players_count,
    cast(result.team_win_streak_entering as INT64) as team_win_streak_entering,
    cast(result.team_loss_streak_entering as INT64) as team_loss_streak_entering,
    cast(result.last_game_margin as INT64) as last_game_margin,
    cast(result.last_game_result as STRING) as last_game_result,
    cast(null as INT64) as travel_miles,
    cast(result.early_season_flag as BOOL) as early_season_flag,
    cast(result.insufficient_data_reason as STRING) as insufficient_data_reason,
    cast(100 - (0 + case when not result.has_inactive_list then 5 else 0 end) as FLOAT64) as quality_score,
    case when 0 + case when not result.has_inactive_list then 5 else 0 end <= 5 then 'gold' when 0 + case when not result.has_inactive_list then 5 else 0 end <= 20 then 'silver' when 0 + case when not result.has_inactive_list then 5 else 0 end <= 40 then 'bronze' else 'poor' end as quality_tier,
    array(select text from unnest(array<string>[cast(case when not result.has_inactive_list then 'no_inactive_list' end as string)]) as text where text is not null order by text) as quality_issues,
    array(select text from unnest(array<string>[cast(case when true then 'nbac_schedule' end as string)]) as text where text is not null order by text) as data_sources
  from (
    select
      c.*,
      coalesce(c.days_since_last_game = 1, false) as is_back_to_back,
      1 + coalesce(c.regular_season_games, 0) as game_number_in_season,
      c.days_since_last_game - 1 as team_days_rest,
      coalesce(c.days_since_last_game = 1, false) as team_back_to_back,
      c.games_last_7 as games_in_last_7_days,
      c.games_last_14 as games_in_last_14_days,
      a.starters_out_before_tip as starters_out_count,
      a.nba_game_id is not null as has_inactive_list,
      coalesce(c.win_streak, 0) as team_win_streak_entering,
      coalesce(c.loss_streak, 0) as team_loss_streak_entering,
      c.last_margin as last_game_margin,
      case when c.last_margin > 0 then 'W' when c.last_margin < 0 then 'L' end as last_game_result,
      c.played_before < 5 as early_season_flag,
      case when c.played_before < 5 then cast(c.played_before as string) || ' of 5 games played' end as insufficient_data_reason
    from team_context as c
    left join availability as a
      on a.nba_game_id = c.nba_game_id and a.team_abbr = c.team_abbr
  ) as result
  where result.game_date between date '2021-10-19' and date '2021-11-19'
) as typed
