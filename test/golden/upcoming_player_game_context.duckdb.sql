with nbac_player_boxscores as not materialized (select feed, game_id, nba_game_id, game_date, nba_player_id, player_full_name, player_lookup, team_abbr, player_status, dnp_reason, starter, minutes, seconds_played, minutes_rounded, points, field_goals_made, field_goals_attempted, three_pointers_made, three_pointers_attempted, free_throws_made, free_throws_attempted, offensive_rebounds, defensive_rebounds, total_rebounds, assists, steals, blocks, turnovers, personal_fouls, plus_minus, import_number from nba_raw.nbac_player_boxscores where ended_by is null),
nbac_schedule as not materialized (select feed, game_id, nba_game_id, game_date, season_year, home_team_tricode, away_team_tricode, game_status, home_team_score, away_team_score, game_datetime_utc, arena_name, arena_city, arena_state, neutral_site_flag, has_national_tv, national_broadcasters, game_label, import_number from nba_raw.nbac_schedule where ended_by is null),
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
listed_players as materialized (
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
team_slots as materialized (
    select g.*, g.home_team as team_abbr, g.away_team as opponent_team_abbr, true as home_game
    from games as g
    union all
    select g.*, g.away_team as team_abbr, g.home_team as opponent_team_abbr, false as home_game
    from games as g),
upcoming_sides as materialized (
    select s.*, date_diff('day', date '1970-01-01', s.game_date) as day
    from team_slots as s
    where s.state = 'upcoming' or (s.state = 'final' and s.box_teams = 0)),
expected_rosters as materialized (
    select u.nba_game_id, u.game_id, u.game_date, u.season_year, u.day, u.team_abbr, l.person_id
    from upcoming_sides as u
    join (
      select
        d.day,
        p.season_year,
        p.person_id,
        p.team_abbr,
        row_number() over (partition by d.day, p.season_year, p.person_id order by p.day desc, p.nba_game_id) as newest
      from (select distinct day, season_year from upcoming_sides) as d
      join listed_players as p
        on p.season_year = d.season_year and p.day < d.day and p.day >= d.day - 30
    ) as l
      on l.day = u.day and l.season_year = u.season_year and l.team_abbr = u.team_abbr and l.newest = 1
    left join (
      select r.nba_game_id, i.person_id
      from bref_inactives as r
      join player_identities as i
        on i.source = 'bref' and i.source_player_id = r.bref_player_id
      group by r.nba_game_id, i.person_id
    ) as out_of_game
      on out_of_game.nba_game_id = u.nba_game_id and out_of_game.person_id = l.person_id
    left join (select distinct game_date, person_id from listed_players) as listed_elsewhere
      on listed_elsewhere.game_date = u.game_date and listed_elsewhere.person_id = l.person_id
    where out_of_game.person_id is null and listed_elsewhere.person_id is null),
player_slots as materialized (
    select
      nba_game_id, game_id, game_date, season_year, day, team_abbr, person_id, listings, from_nba, from_bref, on_inactive_list,
      case when player_status = 'active' then 1 else 0 end as played,
      case when player_status = 'active' then seconds_played end as seconds,
      case when player_status = 'active' and seconds_played is null then 1 else 0 end as untimed
    from listed_players
    union all
    select
      nba_game_id, game_id, game_date, season_year, day, team_abbr, person_id, 1, false, false, false,
      0,
      null,
      0
    from expected_rosters),
games_before as materialized (
    select
      nba_game_id,
      person_id,
      cast(coalesce(sum(played) over (partition by person_id, season_year order by day range between unbounded preceding and 1 preceding), 0) as bigint) as played_before
    from player_slots),
played_days as materialized (
    select p.person_id, p.season_year, p.day, p.seconds, p.untimed, case when y.day is null then 0 else 1 end as second_night
    from player_slots as p
    left join (select distinct person_id, season_year, day from player_slots where played = 1) as y
      on y.person_id = p.person_id and y.season_year = p.season_year and y.day = p.day - 1
    where p.played = 1),
recent_games as materialized (
    select
      s.nba_game_id,
      s.person_id,
      cast(sum(case when p.day >= s.day - 7 then 1 else 0 end) as bigint) as games_last_7,
      cast(sum(case when p.day >= s.day - 14 then 1 else 0 end) as bigint) as games_last_14,
      cast(sum(case when p.day >= s.day - 7 then p.seconds else 0 end) as bigint) as seconds_last_7,
      cast(sum(case when p.day >= s.day - 14 then p.seconds else 0 end) as bigint) as seconds_last_14,
      cast(sum(case when p.day >= s.day - 7 then p.untimed else 0 end) as bigint) as untimed_last_7,
      cast(sum(case when p.day >= s.day - 14 then p.untimed else 0 end) as bigint) as untimed_last_14,
      cast(sum(case when p.day >= s.day - 13 then p.second_night else 0 end) as bigint) as back_to_backs_last_14
    from player_slots as s
    join played_days as p
      on p.person_id = s.person_id and p.season_year = s.season_year and p.day between s.day - 14 and s.day - 1
    group by s.nba_game_id, s.person_id),
player_calendar as materialized (
    select
      s.*,
      b.played_before,
      coalesce(r.games_last_7, 0) as games_last_7,
      coalesce(r.games_last_14, 0) as games_last_14,
      case when coalesce(r.untimed_last_7, 0) = 0 then coalesce(r.seconds_last_7, 0) end as seconds_last_7,
      case when coalesce(r.untimed_last_14, 0) = 0 then coalesce(r.seconds_last_14, 0) end as seconds_last_14,
      coalesce(r.back_to_backs_last_14, 0) as back_to_backs_last_14
    from player_slots as s
    join games_before as b
      on b.nba_game_id = s.nba_game_id and b.person_id = s.person_id
    left join recent_games as r
      on r.nba_game_id = s.nba_game_id and r.person_id = s.person_id),
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
player_form as materialized (
    select
      person_id,
      season_year,
      played_index,
      day,
      day - previous_day as days_before,
      max(case when day - previous_day >= 2 then day end) over games_so_far as day_after_2_days_rest,
      cast(count(*) over last_5 as bigint) as games_of_last_5,
      cast(count(*) over last_10 as bigint) as games_of_last_10,
      (sign(cast(sum(points) over last_5 as bigint)) * ((20 * abs(cast(sum(points) over last_5 as bigint)) + nullif(cast(count(points) over last_5 as bigint), 0)) // (2 * nullif(cast(count(points) over last_5 as bigint), 0)))) as points_x10_last_5,
      (sign(cast(sum(points) over last_10 as bigint)) * ((20 * abs(cast(sum(points) over last_10 as bigint)) + nullif(cast(count(points) over last_10 as bigint), 0)) // (2 * nullif(cast(count(points) over last_10 as bigint), 0)))) as points_x10_last_10,
      (sign(cast(sum(usage_x10) over last_7 as bigint)) * ((2 * abs(cast(sum(usage_x10) over last_7 as bigint)) + nullif(cast(count(usage_x10) over last_7 as bigint), 0)) // (2 * nullif(cast(count(usage_x10) over last_7 as bigint), 0)))) as usage_x10_last_7,
      (sign(cast(sum(usage_x10) over last_10 as bigint)) * ((2 * abs(cast(sum(usage_x10) over last_10 as bigint)) + nullif(cast(count(usage_x10) over last_10 as bigint), 0)) // (2 * nullif(cast(count(usage_x10) over last_10 as bigint), 0)))) as usage_x10_last_10,
      (sign(cast(sum(field_goals_made) over games_so_far as bigint)) * ((2000 * abs(cast(sum(field_goals_made) over games_so_far as bigint)) + nullif(cast(sum(field_goals_attempted) over games_so_far as bigint), 0)) // (2 * nullif(cast(sum(field_goals_attempted) over games_so_far as bigint), 0)))) as field_goals_x1000_season,
      (sign(cast(sum(field_goals_made) over last_5 as bigint)) * ((2000 * abs(cast(sum(field_goals_made) over last_5 as bigint)) + nullif(cast(sum(field_goals_attempted) over last_5 as bigint), 0)) // (2 * nullif(cast(sum(field_goals_attempted) over last_5 as bigint), 0)))) as field_goals_x1000_last_5
    from (
      select
        p.person_id,
        p.season_year,
        p.day,
        p.points,
        p.field_goals_made,
        p.field_goals_attempted,
        (sign(cast(100 * (100 * p.field_goals_attempted + 44 * p.free_throws_attempted + 100 * p.turnovers) * (60 * (240 + 25 * t.overtime_periods)) as bigint)) * ((20 * abs(cast(100 * (100 * p.field_goals_attempted + 44 * p.free_throws_attempted + 100 * p.turnovers) * (60 * (240 + 25 * t.overtime_periods)) as bigint)) + nullif(cast((5 * p.seconds_played * (100 * t.fg_attempted + 44 * t.ft_attempted + 100 * t.turnovers)) as bigint), 0)) // (2 * nullif(cast((5 * p.seconds_played * (100 * t.fg_attempted + 44 * t.ft_attempted + 100 * t.turnovers)) as bigint), 0)))) as usage_x10,
        row_number() over (partition by p.person_id, p.season_year order by p.day, p.nba_game_id) as played_index,
        lag(p.day) over (partition by p.person_id, p.season_year order by p.day, p.nba_game_id) as previous_day
      from listed_players as p
      left join team_games as t
        on t.nba_game_id = p.nba_game_id and t.team_abbr = p.team_abbr
      where p.player_status = 'active'
    ) as played
    window
      games_so_far as (partition by person_id, season_year order by played_index rows between unbounded preceding and current row),
      last_5 as (partition by person_id, season_year order by played_index rows between 4 preceding and current row),
      last_7 as (partition by person_id, season_year order by played_index rows between 6 preceding and current row),
      last_10 as (partition by person_id, season_year order by played_index rows between 9 preceding and current row)),
player_context as materialized (
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
      f.field_goals_x1000_season,
      f.field_goals_x1000_last_5
    from player_calendar as c
    join people as i
      on i.person_id = c.person_id
    left join player_form as f
      on f.person_id = c.person_id and f.season_year = c.season_year and f.played_index = c.played_before),
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
    where c.counted = 1)

select
  typed.*,
  substr(sha256(concat('{"avg_minutes_per_game_last_7": ', coalesce(case when abs(avg_minutes_per_game_last_7) >= 1e24 then case when isnan(avg_minutes_per_game_last_7) then 'NaN' when isinf(avg_minutes_per_game_last_7) then case when avg_minutes_per_game_last_7 > 0 then 'Infinity' else '-Infinity' end when avg_minutes_per_game_last_7 = cast('2.4178516392292583e+24' as double) then '2.4178516392292583e+24' when avg_minutes_per_game_last_7 = cast('-2.4178516392292583e+24' as double) then '-2.4178516392292583e+24' when avg_minutes_per_game_last_7 = cast('2.4758800785707605e+27' as double) then '2.4758800785707605e+27' when avg_minutes_per_game_last_7 = cast('-2.4758800785707605e+27' as double) then '-2.4758800785707605e+27' when avg_minutes_per_game_last_7 = cast('8.535058474086213e+242' as double) then '8.535058474086213e+242' when avg_minutes_per_game_last_7 = cast('-8.535058474086213e+242' as double) then '-8.535058474086213e+242' else cast(avg_minutes_per_game_last_7 as varchar) end else cast(avg_minutes_per_game_last_7 as varchar) end, 'null'), ', "avg_usage_rate_last_7_games": ', coalesce(case when abs(avg_usage_rate_last_7_games) >= 1e24 then case when isnan(avg_usage_rate_last_7_games) then 'NaN' when isinf(avg_usage_rate_last_7_games) then case when avg_usage_rate_last_7_games > 0 then 'Infinity' else '-Infinity' end when avg_usage_rate_last_7_games = cast('2.4178516392292583e+24' as double) then '2.4178516392292583e+24' when avg_usage_rate_last_7_games = cast('-2.4178516392292583e+24' as double) then '-2.4178516392292583e+24' when avg_usage_rate_last_7_games = cast('2.4758800785707605e+27' as double) then '2.4758800785707605e+27' when avg_usage_rate_last_7_games = cast('-2.4758800785707605e+27' as double) then '-2.4758800785707605e+27' when avg_usage_rate_last_7_games = cast('8.535058474086213e+242' as double) then '8.535058474086213e+242' when avg_usage_rate_last_7_games = cast('-8.535058474086213e+242' as double) then '-8.535058474086213e+242' else cast(avg_usage_rate_last_7_games as varchar) end else cast(avg_usage_rate_last_7_games as varchar) end, 'null'), ', "back_to_back": ', coalesce(case when back_to_back then 'true' when not back_to_back then 'false' end, 'null'), ', "back_to_backs_last_14_days": ', coalesce(cast(back_to_backs_last_14_days as varchar), 'null'), ', "clutch_minutes_last_7_games": null, "consecutive_road_games": ', coalesce(cast(consecutive_road_games as varchar), 'null'), ', "current_points_line": null, "current_points_line_source": null, "days_rest": ', coalesce(cast(days_rest as varchar), 'null'), ', "days_rest_before_last_game": ', coalesce(cast(days_rest_before_last_game as varchar), 'null'), ', "days_since_2_plus_days_rest": ', coalesce(cast(days_since_2_plus_days_rest as varchar), 'null'), ', "fourth_quarter_minutes_last_7": null, "fourth_quarter_production_last_7": null, "game_date": ', coalesce(('"' || cast(game_date as varchar) || '"'), 'null'), ', "game_id": ', coalesce(case when strlen(cast(to_json(game_id) as varchar)) = length(game_id) + 2 and not contains(game_id, chr(127)) then cast(to_json(game_id) as varchar) else '"' || array_to_string(list_transform(string_split(game_id, ''), lambda c: case when c between ' ' and '~' and c <> '"' and c <> '\' then c when c = '"' then '\"' when c = '\' then '\\' when c = chr(10) then '\n' when c = chr(13) then '\r' when c = chr(9) then '\t' when c = chr(8) then '\b' when c = chr(12) then '\f' when unicode(c) < 65536 then printf('\u%04x', unicode(c)) else printf('\u%04x\u%04x', 55296 + ((unicode(c) - 65536) >> 10), 56320 + ((unicode(c) - 65536) & 1023)) end), '') || '"' end, 'null'), ', "game_spread": null, "game_spread_source": null, "game_start_time_local": null, "game_total": null, "game_total_source": null, "games_in_last_14_days": ', coalesce(cast(games_in_last_14_days as varchar), 'null'), ', "games_in_last_7_days": ', coalesce(cast(games_in_last_7_days as varchar), 'null'), ', "games_in_next_7_days": ', coalesce(cast(games_in_next_7_days as varchar), 'null'), ', "has_prop_line": null, "home_game": ', coalesce(case when home_game then 'true' when not home_game then 'false' end, 'null'), ', "injury_report": null, "l10_games_used": ', coalesce(cast(l10_games_used as varchar), 'null'), ', "l5_games_used": ', coalesce(cast(l5_games_used as varchar), 'null'), ', "line_movement": null, "miles_traveled_last_14_days": null, "minutes_in_last_14_days": ', coalesce(cast(minutes_in_last_14_days as varchar), 'null'), ', "minutes_in_last_7_days": ', coalesce(cast(minutes_in_last_7_days as varchar), 'null'), ', "nba_game_id": ', coalesce(case when strlen(cast(to_json(nba_game_id) as varchar)) = length(nba_game_id) + 2 and not contains(nba_game_id, chr(127)) then cast(to_json(nba_game_id) as varchar) else '"' || array_to_string(list_transform(string_split(nba_game_id, ''), lambda c: case when c between ' ' and '~' and c <> '"' and c <> '\' then c when c = '"' then '\"' when c = '\' then '\\' when c = chr(10) then '\n' when c = chr(13) then '\r' when c = chr(9) then '\t' when c = chr(8) then '\b' when c = chr(12) then '\f' when unicode(c) < 65536 then printf('\u%04x', unicode(c)) else printf('\u%04x\u%04x', 55296 + ((unicode(c) - 65536) >> 10), 56320 + ((unicode(c) - 65536) & 1023)) end), '') || '"' end, 'null'), ', "next_game_days_rest": ', coalesce(cast(next_game_days_rest as varchar), 'null'), ', "next_game_is_primetime": ', coalesce(case when next_game_is_primetime then 'true' when not next_game_is_primetime then 'false' end, 'null'), ', "next_opponent_win_pct": ', coalesce(case when abs(next_opponent_win_pct) >= 1e24 then case when isnan(next_opponent_win_pct) then 'NaN' when isinf(next_opponent_win_pct) then case when next_opponent_win_pct > 0 then 'Infinity' else '-Infinity' end when next_opponent_win_pct = cast('2.4178516392292583e+24' as double) then '2.4178516392292583e+24' when next_opponent_win_pct = cast('-2.4178516392292583e+24' as double) then '-2.4178516392292583e+24' when next_opponent_win_pct = cast('2.4758800785707605e+27' as double) then '2.4758800785707605e+27' when next_opponent_win_pct = cast('-2.4758800785707605e+27' as double) then '-2.4758800785707605e+27' when next_opponent_win_pct = cast('8.535058474086213e+242' as double) then '8.535058474086213e+242' when next_opponent_win_pct = cast('-8.535058474086213e+242' as double) then '-8.535058474086213e+242' else cast(next_opponent_win_pct as varchar) end else cast(next_opponent_win_pct as varchar) end, 'null'), ', "opening_points_line": null, "opening_points_line_source": null, "opening_spread": null, "opening_total": null, "opponent_days_rest": ', coalesce(cast(opponent_days_rest as varchar), 'null'), ', "opponent_def_rating_last_10": ', coalesce(case when abs(opponent_def_rating_last_10) >= 1e24 then case when isnan(opponent_def_rating_last_10) then 'NaN' when isinf(opponent_def_rating_last_10) then case when opponent_def_rating_last_10 > 0 then 'Infinity' else '-Infinity' end when opponent_def_rating_last_10 = cast('2.4178516392292583e+24' as double) then '2.4178516392292583e+24' when opponent_def_rating_last_10 = cast('-2.4178516392292583e+24' as double) then '-2.4178516392292583e+24' when opponent_def_rating_last_10 = cast('2.4758800785707605e+27' as double) then '2.4758800785707605e+27' when opponent_def_rating_last_10 = cast('-2.4758800785707605e+27' as double) then '-2.4758800785707605e+27' when opponent_def_rating_last_10 = cast('8.535058474086213e+242' as double) then '8.535058474086213e+242' when opponent_def_rating_last_10 = cast('-8.535058474086213e+242' as double) then '-8.535058474086213e+242' else cast(opponent_def_rating_last_10 as varchar) end else cast(opponent_def_rating_last_10 as varchar) end, 'null'), ', "opponent_ft_rate_allowed": ', coalesce(case when abs(opponent_ft_rate_allowed) >= 1e24 then case when isnan(opponent_ft_rate_allowed) then 'NaN' when isinf(opponent_ft_rate_allowed) then case when opponent_ft_rate_allowed > 0 then 'Infinity' else '-Infinity' end when opponent_ft_rate_allowed = cast('2.4178516392292583e+24' as double) then '2.4178516392292583e+24' when opponent_ft_rate_allowed = cast('-2.4178516392292583e+24' as double) then '-2.4178516392292583e+24' when opponent_ft_rate_allowed = cast('2.4758800785707605e+27' as double) then '2.4758800785707605e+27' when opponent_ft_rate_allowed = cast('-2.4758800785707605e+27' as double) then '-2.4758800785707605e+27' when opponent_ft_rate_allowed = cast('8.535058474086213e+242' as double) then '8.535058474086213e+242' when opponent_ft_rate_allowed = cast('-8.535058474086213e+242' as double) then '-8.535058474086213e+242' else cast(opponent_ft_rate_allowed as varchar) end else cast(opponent_ft_rate_allowed as varchar) end, 'null'), ', "opponent_games_in_next_7_days": ', coalesce(cast(opponent_games_in_next_7_days as varchar), 'null'), ', "opponent_next_game_days_rest": ', coalesce(cast(opponent_next_game_days_rest as varchar), 'null'), ', "opponent_pace_last_10": ', coalesce(case when abs(opponent_pace_last_10) >= 1e24 then case when isnan(opponent_pace_last_10) then 'NaN' when isinf(opponent_pace_last_10) then case when opponent_pace_last_10 > 0 then 'Infinity' else '-Infinity' end when opponent_pace_last_10 = cast('2.4178516392292583e+24' as double) then '2.4178516392292583e+24' when opponent_pace_last_10 = cast('-2.4178516392292583e+24' as double) then '-2.4178516392292583e+24' when opponent_pace_last_10 = cast('2.4758800785707605e+27' as double) then '2.4758800785707605e+27' when opponent_pace_last_10 = cast('-2.4758800785707605e+27' as double) then '-2.4758800785707605e+27' when opponent_pace_last_10 = cast('8.535058474086213e+242' as double) then '8.535058474086213e+242' when opponent_pace_last_10 = cast('-8.535058474086213e+242' as double) then '-8.535058474086213e+242' else cast(opponent_pace_last_10 as varchar) end else cast(opponent_pace_last_10 as varchar) end, 'null'), ', "opponent_team_abbr": ', coalesce(case when strlen(cast(to_json(opponent_team_abbr) as varchar)) = length(opponent_team_abbr) + 2 and not contains(opponent_team_abbr, chr(127)) then cast(to_json(opponent_team_abbr) as varchar) else '"' || array_to_string(list_transform(string_split(opponent_team_abbr, ''), lambda c: case when c between ' ' and '~' and c <> '"' and c <> '\' then c when c = '"' then '\"' when c = '\' then '\\' when c = chr(10) then '\n' when c = chr(13) then '\r' when c = chr(9) then '\t' when c = chr(8) then '\b' when c = chr(12) then '\f' when unicode(c) < 65536 then printf('\u%04x', unicode(c)) else printf('\u%04x\u%04x', 55296 + ((unicode(c) - 65536) >> 10), 56320 + ((unicode(c) - 65536) & 1023)) end), '') || '"' end, 'null'), ', "pace_differential": ', coalesce(case when abs(pace_differential) >= 1e24 then case when isnan(pace_differential) then 'NaN' when isinf(pace_differential) then case when pace_differential > 0 then 'Infinity' else '-Infinity' end when pace_differential = cast('2.4178516392292583e+24' as double) then '2.4178516392292583e+24' when pace_differential = cast('-2.4178516392292583e+24' as double) then '-2.4178516392292583e+24' when pace_differential = cast('2.4758800785707605e+27' as double) then '2.4758800785707605e+27' when pace_differential = cast('-2.4758800785707605e+27' as double) then '-2.4758800785707605e+27' when pace_differential = cast('8.535058474086213e+242' as double) then '8.535058474086213e+242' when pace_differential = cast('-8.535058474086213e+242' as double) then '-8.535058474086213e+242' else cast(pace_differential as varchar) end else cast(pace_differential as varchar) end, 'null'), ', "player_age": null, "player_full_name": ', coalesce(case when strlen(cast(to_json(player_full_name) as varchar)) = length(player_full_name) + 2 and not contains(player_full_name, chr(127)) then cast(to_json(player_full_name) as varchar) else '"' || array_to_string(list_transform(string_split(player_full_name, ''), lambda c: case when c between ' ' and '~' and c <> '"' and c <> '\' then c when c = '"' then '\"' when c = '\' then '\\' when c = chr(10) then '\n' when c = chr(13) then '\r' when c = chr(9) then '\t' when c = chr(8) then '\b' when c = chr(12) then '\f' when unicode(c) < 65536 then printf('\u%04x', unicode(c)) else printf('\u%04x\u%04x', 55296 + ((unicode(c) - 65536) >> 10), 56320 + ((unicode(c) - 65536) & 1023)) end), '') || '"' end, 'null'), ', "player_lookup": ', coalesce(case when strlen(cast(to_json(player_lookup) as varchar)) = length(player_lookup) + 2 and not contains(player_lookup, chr(127)) then cast(to_json(player_lookup) as varchar) else '"' || array_to_string(list_transform(string_split(player_lookup, ''), lambda c: case when c between ' ' and '~' and c <> '"' and c <> '\' then c when c = '"' then '\"' when c = '\' then '\\' when c = chr(10) then '\n' when c = chr(13) then '\r' when c = chr(9) then '\t' when c = chr(8) then '\b' when c = chr(12) then '\f' when unicode(c) < 65536 then printf('\u%04x', unicode(c)) else printf('\u%04x\u%04x', 55296 + ((unicode(c) - 65536) >> 10), 56320 + ((unicode(c) - 65536) & 1023)) end), '') || '"' end, 'null'), ', "player_status": null, "points_avg_last_10": ', coalesce(case when abs(points_avg_last_10) >= 1e24 then case when isnan(points_avg_last_10) then 'NaN' when isinf(points_avg_last_10) then case when points_avg_last_10 > 0 then 'Infinity' else '-Infinity' end when points_avg_last_10 = cast('2.4178516392292583e+24' as double) then '2.4178516392292583e+24' when points_avg_last_10 = cast('-2.4178516392292583e+24' as double) then '-2.4178516392292583e+24' when points_avg_last_10 = cast('2.4758800785707605e+27' as double) then '2.4758800785707605e+27' when points_avg_last_10 = cast('-2.4758800785707605e+27' as double) then '-2.4758800785707605e+27' when points_avg_last_10 = cast('8.535058474086213e+242' as double) then '8.535058474086213e+242' when points_avg_last_10 = cast('-8.535058474086213e+242' as double) then '-8.535058474086213e+242' else cast(points_avg_last_10 as varchar) end else cast(points_avg_last_10 as varchar) end, 'null'), ', "points_avg_last_5": ', coalesce(case when abs(points_avg_last_5) >= 1e24 then case when isnan(points_avg_last_5) then 'NaN' when isinf(points_avg_last_5) then case when points_avg_last_5 > 0 then 'Infinity' else '-Infinity' end when points_avg_last_5 = cast('2.4178516392292583e+24' as double) then '2.4178516392292583e+24' when points_avg_last_5 = cast('-2.4178516392292583e+24' as double) then '-2.4178516392292583e+24' when points_avg_last_5 = cast('2.4758800785707605e+27' as double) then '2.4758800785707605e+27' when points_avg_last_5 = cast('-2.4758800785707605e+27' as double) then '-2.4758800785707605e+27' when points_avg_last_5 = cast('8.535058474086213e+242' as double) then '8.535058474086213e+242' when points_avg_last_5 = cast('-8.535058474086213e+242' as double) then '-8.535058474086213e+242' else cast(points_avg_last_5 as varchar) end else cast(points_avg_last_5 as varchar) end, 'null'), ', "probable_teammates": null, "projected_usage_rate": ', coalesce(case when abs(projected_usage_rate) >= 1e24 then case when isnan(projected_usage_rate) then 'NaN' when isinf(projected_usage_rate) then case when projected_usage_rate > 0 then 'Infinity' else '-Infinity' end when projected_usage_rate = cast('2.4178516392292583e+24' as double) then '2.4178516392292583e+24' when projected_usage_rate = cast('-2.4178516392292583e+24' as double) then '-2.4178516392292583e+24' when projected_usage_rate = cast('2.4758800785707605e+27' as double) then '2.4758800785707605e+27' when projected_usage_rate = cast('-2.4758800785707605e+27' as double) then '-2.4758800785707605e+27' when projected_usage_rate = cast('8.535058474086213e+242' as double) then '8.535058474086213e+242' when projected_usage_rate = cast('-8.535058474086213e+242' as double) then '-8.535058474086213e+242' else cast(projected_usage_rate as varchar) end else cast(projected_usage_rate as varchar) end, 'null'), ', "prop_over_streak": null, "prop_under_streak": null, "questionable_teammates": null, "season_phase": ', coalesce(case when strlen(cast(to_json(season_phase) as varchar)) = length(season_phase) + 2 and not contains(season_phase, chr(127)) then cast(to_json(season_phase) as varchar) else '"' || array_to_string(list_transform(string_split(season_phase, ''), lambda c: case when c between ' ' and '~' and c <> '"' and c <> '\' then c when c = '"' then '\"' when c = '\' then '\\' when c = chr(10) then '\n' when c = chr(13) then '\r' when c = chr(9) then '\t' when c = chr(8) then '\b' when c = chr(12) then '\f' when unicode(c) < 65536 then printf('\u%04x', unicode(c)) else printf('\u%04x\u%04x', 55296 + ((unicode(c) - 65536) >> 10), 56320 + ((unicode(c) - 65536) & 1023)) end), '') || '"' end, 'null'), ', "season_year": ', coalesce(cast(season_year as varchar), 'null'), ', "shooting_pct_decline_last_5": ', coalesce(case when abs(shooting_pct_decline_last_5) >= 1e24 then case when isnan(shooting_pct_decline_last_5) then 'NaN' when isinf(shooting_pct_decline_last_5) then case when shooting_pct_decline_last_5 > 0 then 'Infinity' else '-Infinity' end when shooting_pct_decline_last_5 = cast('2.4178516392292583e+24' as double) then '2.4178516392292583e+24' when shooting_pct_decline_last_5 = cast('-2.4178516392292583e+24' as double) then '-2.4178516392292583e+24' when shooting_pct_decline_last_5 = cast('2.4758800785707605e+27' as double) then '2.4758800785707605e+27' when shooting_pct_decline_last_5 = cast('-2.4758800785707605e+27' as double) then '-2.4758800785707605e+27' when shooting_pct_decline_last_5 = cast('8.535058474086213e+242' as double) then '8.535058474086213e+242' when shooting_pct_decline_last_5 = cast('-8.535058474086213e+242' as double) then '-8.535058474086213e+242' else cast(shooting_pct_decline_last_5 as varchar) end else cast(shooting_pct_decline_last_5 as varchar) end, 'null'), ', "spread_movement": null, "spread_public_betting_pct": null, "star_teammates_out": null, "team_abbr": ', coalesce(case when strlen(cast(to_json(team_abbr) as varchar)) = length(team_abbr) + 2 and not contains(team_abbr, chr(127)) then cast(to_json(team_abbr) as varchar) else '"' || array_to_string(list_transform(string_split(team_abbr, ''), lambda c: case when c between ' ' and '~' and c <> '"' and c <> '\' then c when c = '"' then '\"' when c = '\' then '\\' when c = chr(10) then '\n' when c = chr(13) then '\r' when c = chr(9) then '\t' when c = chr(8) then '\b' when c = chr(12) then '\f' when unicode(c) < 65536 then printf('\u%04x', unicode(c)) else printf('\u%04x\u%04x', 55296 + ((unicode(c) - 65536) >> 10), 56320 + ((unicode(c) - 65536) & 1023)) end), '') || '"' end, 'null'), ', "time_zone_changes": null, "time_zones_crossed_last_14_days": null, "total_movement": null, "total_public_betting_pct": null, "travel_miles": null, "universal_player_id": ', coalesce(case when strlen(cast(to_json(universal_player_id) as varchar)) = length(universal_player_id) + 2 and not contains(universal_player_id, chr(127)) then cast(to_json(universal_player_id) as varchar) else '"' || array_to_string(list_transform(string_split(universal_player_id, ''), lambda c: case when c between ' ' and '~' and c <> '"' and c <> '\' then c when c = '"' then '\"' when c = '\' then '\\' when c = chr(10) then '\n' when c = chr(13) then '\r' when c = chr(9) then '\t' when c = chr(8) then '\b' when c = chr(12) then '\f' when unicode(c) < 65536 then printf('\u%04x', unicode(c)) else printf('\u%04x\u%04x', 55296 + ((unicode(c) - 65536) >> 10), 56320 + ((unicode(c) - 65536) & 1023)) end), '') || '"' end, 'null'), '}')), 1, 16) as data_hash,
  'content-1' as data_hash_recipe
from (
  select
    cast(result.player_lookup as VARCHAR) as player_lookup,
    cast(result.universal_player_id as VARCHAR) as universal_player_id,
    cast(result.player_full_name as VARCHAR) as player_full_name,
    cast(result.game_id as VARCHAR) as game_id,
    cast(result.nba_game_id as VARCHAR) as nba_game_id,
    cast(result.game_date as DATE) as game_date,
    cast(result.season_year as BIGINT) as season_year,
    cast(result.team_abbr as VARCHAR) as team_abbr,
    cast(result.opponent_team_abbr as VARCHAR) as opponent_team_abbr,
    cast(null as BOOLEAN) as has_prop_line,
    cast(null as DOUBLE) as current_points_line,
    cast(null as DOUBLE) as opening_points_line,
    cast(null as DOUBLE) as line_movement,
    cast(null as VARCHAR) as current_points_line_source,
    cast(null as VARCHAR) as opening_points_line_source,
    cast(null as DOUBLE) as game_spread,
    cast(null as DOUBLE) as opening_spread,
    cast(null as DOUBLE) as spread_movement,
    cast(null as VARCHAR) as game_spread_source,
    cast(null as DOUBLE) as spread_public_betting_pct,
    cast(null as DOUBLE) as game_total,
    cast(null as DOUBLE) as opening_total,
    cast(null as DOUBLE) as total_movement,
    cast(null as VARCHAR) as game_total_source,
    cast(null as DOUBLE) as total_public_betting_pct,
    cast(result.pace_differential as DOUBLE) as pace_differential,
    cast(result.opponent_pace_last_10 as DOUBLE) as opponent_pace_last_10,
    cast(null as VARCHAR) as game_start_time_local,
    cast(result.opponent_ft_rate_allowed as DOUBLE) as opponent_ft_rate_allowed,
    cast(result.home_game as BOOLEAN) as home_game,
    cast(result.back_to_back as BOOLEAN) as back_to_back,
    cast(result.season_phase as VARCHAR) as season_phase,
    cast(result.projected_usage_rate as DOUBLE) as projected_usage_rate,
    cast(result.days_rest as BIGINT) as days_rest,
    cast(result.days_rest_before_last_game as BIGINT) as days_rest_before_last_game,
    cast(result.days_since_2_plus_days_rest as BIGINT) as days_since_2_plus_days_rest,
    cast(result.games_in_last_7_days as BIGINT) as games_in_last_7_days,
    cast(result.games_in_last_14_days as BIGINT) as games_in_last_14_days,
    cast(result.minutes_in_last_7_days as BIGINT) as minutes_in_last_7_days,
    cast(result.minutes_in_last_14_days as BIGINT) as minutes_in_last_14_days,
    cast(result.avg_minutes_per_game_last_7 as DOUBLE) as avg_minutes_per_game_last_7,
    cast(result.back_to_backs_last_14_days as BIGINT) as back_to_backs_last_14_days,
    cast(result.avg_usage_rate_last_7_games as DOUBLE) as avg_usage_rate_last_7_games,
    cast(null as BIGINT) as fourth_quarter_minutes_last_7,
    cast(null as BIGINT) as clutch_minutes_last_7_games,
    cast(null as BIGINT) as travel_miles,
    cast(null as BIGINT) as time_zone_changes,
    cast(result.consecutive_road_games as BIGINT) as consecutive_road_games,
    cast(null as BIGINT) as miles_traveled_last_14_days,
    cast(null as BIGINT) as time_zones_crossed_last_14_days,
    cast(null as BIGINT) as player_age,
    cast(result.points_avg_last_5 as DOUBLE) as points_avg_last_5,
    cast(result.points_avg_last_10 as DOUBLE) as points_avg_last_10,
    cast(result.l5_games_used as BIGINT) as l5_games_used,
    cast(result.l10_games_used as BIGINT) as l10_games_used,
    cast(null as BIGINT) as prop_over_streak,
    cast(null as BIGINT) as prop_under_streak,
    cast(null as BIGINT) as star_teammates_out,
    cast(result.opponent_def_rating_last_10 as DOUBLE) as opponent_def_rating_last_10,
    cast(result.shooting_pct_decline_last_5 as DOUBLE) as shooting_pct_decline_last_5,
    cast(null as DOUBLE) as fourth_quarter_production_last_7,
    cast(result.next_game_days_rest as BIGINT) as next_game_days_rest,
    cast(result.games_in_next_7_days as BIGINT) as games_in_next_7_days,
    cast(result.next_opponent_win_pct as DOUBLE) as next_opponent_win_pct,
    cast(result.next_game_is_primetime as BOOLEAN) as next_game_is_primetime,
    cast(result.opponent_days_rest as BIGINT) as opponent_days_rest,
    cast(result.opponent_games_in_next_7_days as BIGINT) as opponent_games_in_next_7_days,
    cast(result.opponent_next_game_days_rest as BIGINT) as opponent_next_game_days_rest,
    cast(null as VARCHAR) as player_status,
    cast(null as VARCHAR) as injury_report,
    cast(null as BIGINT) as questionable_teammates,
    cast(null as BIGINT) as probable_teammates,
    cast(result.l5_sample_quality as VARCHAR) as l5_sample_quality,
    cast(result.l10_sample_quality as VARCHAR) as l10_sample_quality,
    cast(100 - (0 + case when result.l5_games_used < 5 then 10 else 0 end + case when result.listings > 1 then 5 else 0 end + case when result.universal_player_id is null then 5 else 0 end) as DOUBLE) as quality_score,
    case when 0 + case when result.l5_games_used < 5 then 10 else 0 end + case when result.listings > 1 then 5 else 0 end + case when result.universal_player_id is null then 5 else 0 end <= 5 then 'gold' when 0 + case when result.l5_games_used < 5 then 10 else 0 end + case when result.listings > 1 then 5 else 0 end + case when result.universal_player_id is null then 5 else 0 end <= 20 then 'silver' when 0 + case when result.l5_games_used < 5 then 10 else 0 end + case when result.listings > 1 then 5 else 0 end + case when result.universal_player_id is null then 5 else 0 end <= 40 then 'bronze' else 'poor' end as quality_tier,
    list_sort(list_filter([cast(case when result.l5_games_used < 5 then 'fewer_than_5_games' end as varchar), cast(case when result.listings > 1 then 'listed_twice' end as varchar), cast(case when result.universal_player_id is null then 'no_nba_person_id' end as varchar)], lambda text: text is not null)) as quality_issues,
    list_sort(list_filter([cast(case when result.on_inactive_list then 'bref_inactives' end as varchar), cast(case when result.from_bref then 'bref_player_boxscores' end as varchar), cast(case when result.from_nba then 'nbac_player_boxscores' end as varchar), cast(case when true then 'nbac_schedule' end as varchar)], lambda text: text is not null)) as data_sources
  from (
    select
      c.*,
      t.opponent_team_abbr,
      t.home_game,
      (cast(t.pace_x10_last_ten - o.pace_x10_last_ten as double) / 1e1) as pace_differential,
      (cast(o.pace_x10_last_ten as double) / 1e1) as opponent_pace_last_10,
      (cast(o.ft_rate_allowed_x1000_last_ten as double) / 1e3) as opponent_ft_rate_allowed,
      (cast(o.defensive_rating_x100_last_ten as double) / 1e2) as opponent_def_rating_last_10,
      coalesce(c.days_rest = 1, false) as back_to_back,
      case
        when t.playoffs = 1 then 'playoffs'
        when extract(month from c.game_date) in (10, 11) then 'early'
        when extract(month from c.game_date) in (12, 1, 2) then 'mid'
        else 'late'
      end as season_phase,
      (cast(c.usage_x10_last_10 as double) / 1e1) as projected_usage_rate,
      (cast(c.usage_x10_last_7 as double) / 1e1) as avg_usage_rate_last_7_games,
      c.days_before as days_rest_before_last_game,
      c.days_since_2_days_rest as days_since_2_plus_days_rest,
      c.games_last_7 as games_in_last_7_days,
      c.games_last_14 as games_in_last_14_days,
      (sign(cast(c.seconds_last_7 as bigint)) * ((2 * abs(cast(c.seconds_last_7 as bigint)) + nullif(cast(60 as bigint), 0)) // (2 * nullif(cast(60 as bigint), 0)))) as minutes_in_last_7_days,
      (sign(cast(c.seconds_last_14 as bigint)) * ((2 * abs(cast(c.seconds_last_14 as bigint)) + nullif(cast(60 as bigint), 0)) // (2 * nullif(cast(60 as bigint), 0)))) as minutes_in_last_14_days,
      (cast((sign(cast(c.seconds_last_7 as bigint)) * ((20 * abs(cast(c.seconds_last_7 as bigint)) + nullif(cast(60 * c.games_last_7 as bigint), 0)) // (2 * nullif(cast(60 * c.games_last_7 as bigint), 0)))) as double) / 1e1) as avg_minutes_per_game_last_7,
      c.back_to_backs_last_14 as back_to_backs_last_14_days,
      t.road_games_in_a_row as consecutive_road_games,
      (cast(c.points_x10_last_5 as double) / 1e1) as points_avg_last_5,
      (cast(c.points_x10_last_10 as double) / 1e1) as points_avg_last_10,
      c.games_of_last_5 as l5_games_used,
      c.games_of_last_10 as l10_games_used,
      (cast(c.field_goals_x1000_season - c.field_goals_x1000_last_5 as double) / 1e3) as shooting_pct_decline_last_5,
      t.next_day - c.day as next_game_days_rest,
      t.games_next_7 as games_in_next_7_days,
      (cast((sign(cast(t.next_opponent_wins as bigint)) * ((2000 * abs(cast(t.next_opponent_wins as bigint)) + nullif(cast(t.next_opponent_games as bigint), 0)) // (2 * nullif(cast(t.next_opponent_games as bigint), 0)))) as double) / 1e3) as next_opponent_win_pct,
      t.next_national_tv as next_game_is_primetime,
      o.days_since_last_game as opponent_days_rest,
      o.games_next_7 as opponent_games_in_next_7_days,
      o.next_day - c.day as opponent_next_game_days_rest,
      case when c.games_of_last_5 >= 5 then 'excellent' when c.games_of_last_5 >= 3 then 'good' when c.games_of_last_5 >= 2 then 'limited' else 'insufficient' end as l5_sample_quality,
      case when c.games_of_last_10 >= 10 then 'excellent' when c.games_of_last_10 >= 7 then 'good' when c.games_of_last_10 >= 5 then 'limited' else 'insufficient' end as l10_sample_quality
    from player_context as c
    join team_context as t
      on t.nba_game_id = c.nba_game_id and t.team_abbr = c.team_abbr
    join team_context as o
      on o.nba_game_id = c.nba_game_id and o.team_abbr = t.opponent_team_abbr
  ) as result
  where result.game_date between date '2021-10-19' and date '2021-11-19'
) as typed
