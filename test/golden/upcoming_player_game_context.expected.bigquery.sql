with nbac_player_boxscores as (select feed, game_id, nba_game_id, game_date, nba_player_id, player_full_name, player_lookup, team_abbr, player_status, dnp_reason, starter, minutes, seconds_played, minutes_rounded, points, field_goals_made, field_goals_attempted, three_pointers_made, three_pointers_attempted, free_throws_made, free_throws_attempted, offensive_rebounds, defensive_rebounds, total_rebounds, assists, steals, blocks, turnovers, personal_fouls, plus_minus, import_number from nba_raw.nbac_player_boxscores where ended_by is null),
bref_player_boxscores as (select feed, game_id, nba_game_id, game_date, bref_game_id, bref_player_id, player_full_name, player_lookup, team_abbr, player_status, dnp_reason, starter, seconds_played, points, field_goals_made, field_goals_attempted, three_pointers_made, three_pointers_attempted, free_throws_made, free_throws_attempted, offensive_rebounds, defensive_rebounds, total_rebounds, assists, steals, blocks, turnovers, personal_fouls, plus_minus, import_number from nba_raw.bref_player_boxscores where ended_by is null),
bref_inactives as (select feed, game_id, nba_game_id, game_date, bref_game_id, bref_player_id, player_full_name, player_lookup, team_abbr, import_number from nba_raw.bref_inactives where ended_by is null),
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
    where g.season_year between 2021 and 2021),
team_slots as (
    select g.*, g.home_team as team_abbr, g.away_team as opponent_team_abbr, true as home_game
    from games as g
    union all
    select g.*, g.away_team as team_abbr, g.home_team as opponent_team_abbr, false as home_game
    from games as g),
upcoming_sides as (
    select s.*, unix_date(s.game_date) as day
    from team_slots as s
    where s.state = 'upcoming' or (s.state = 'final' and s.box_teams = 0)),
played_games as (select * from games where state = 'final' and box_teams > 0 and game_date <= date '2021-11-19'),
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
expected_rosters as (
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
    where out_of_game.person_id is null and listed_elsewhere.person_id is null)

    select g.game_date, i.player_lookup, min('listed for ' || g.game_id || ' by ' || r.team_abbr || ' (' || r.how || ')') as explanation
    from (
      select nba_game_id, team_abbr, player_status as how, 'nba' as source, cast(nba_player_id as string) as source_player_id
      from nbac_player_boxscores
      union all
      select nba_game_id, team_abbr, player_status as how, 'bref' as source, bref_player_id as source_player_id
      from bref_player_boxscores
      union all
      select nba_game_id, team_abbr, 'inactive' as how, 'bref' as source, bref_player_id as source_player_id
      from bref_inactives
    ) as r
    join player_identities as i
      on i.source = r.source and i.source_player_id = r.source_player_id
    join games as g
      on g.nba_game_id = r.nba_game_id
    where g.state = 'final' and g.box_teams > 0 and g.game_date between date '2021-10-19' and date '2021-11-19'
    group by g.game_date, i.player_lookup
    union all
    select e.game_date, i.player_lookup, min('on the roster of ' || e.team_abbr || ' for ' || e.game_id) as explanation
    from expected_rosters as e
    join people as i
      on i.person_id = e.person_id
    where e.game_date between date '2021-10-19' and date '2021-11-19'
    group by e.game_date, i.player_lookup
