with nbac_play_by_play as (select feed, game_id, nba_game_id, game_date, event_id, event_sequence, period, clock_seconds, event_type, event_action_type, event_description, shot_type, shot_made, shot_distance, free_throw_total, score_home, score_away, player_1_team_abbr, player_2_role, player_1_id, player_1_lookup, player_2_id, player_2_lookup, player_2_given, player_2_count, qualifiers, official_id, home_player_1_id, home_player_2_id, home_player_3_id, home_player_4_id, home_player_5_id, away_player_1_id, away_player_2_id, away_player_3_id, away_player_4_id, away_player_5_id, import_number from nba_raw.nbac_play_by_play where ended_by is null),
bigdataball_play_by_play as (select feed, game_id, nba_game_id, game_date, event_id, event_sequence, period, clock_seconds, event_type, event_action_type, event_description, shot_type, shot_made, shot_distance, free_throw_total, score_home, score_away, player_1_team_abbr, player_2_role, player_1_name, player_1_lookup, player_2_name, player_2_lookup, home_player_1_lookup, home_player_2_lookup, home_player_3_lookup, home_player_4_lookup, home_player_5_lookup, away_player_1_lookup, away_player_2_lookup, away_player_3_lookup, away_player_4_lookup, away_player_5_lookup, import_number from nba_raw.bigdataball_play_by_play where ended_by is null),
own_events as (
    select r.nba_game_id, g.home_team, g.away_team, g.names_people, false as full_names, r.player_1_team_abbr as team_abbr, r.event_id,
      r.event_sequence,
      r.period,
      r.clock_seconds,
      r.event_type,
      r.shot_type,
      r.shot_made,
      r.shot_distance,
      r.free_throw_total,
      r.player_1_id,
      r.player_1_lookup,
      r.player_2_id,
      r.player_2_lookup,
      r.player_2_given,
      r.player_2_count,
      r.player_2_role,
      r.qualifiers,
      r.official_id
    from nbac_play_by_play as r
    join folded_games as g
      on g.nba_game_id = r.nba_game_id and g.event_feed = r.feed
    union all
    select r.nba_game_id, g.home_team, g.away_team, g.names_people, true as full_names, r.player_1_team_abbr as team_abbr, r.event_id,
      r.event_sequence,
      r.period,
      r.clock_seconds,
      r.event_type,
      r.shot_type,
      r.shot_made,
      r.shot_distance,
      r.free_throw_total,
      cast(null as INT64) as player_1_id,
      r.player_1_lookup,
      cast(null as INT64) as player_2_id,
      r.player_2_lookup,
      cast(null as STRING) as player_2_given,
      cast(null as INT64) as player_2_count,
      r.player_2_role,
      cast(null as STRING) as qualifiers,
      cast(null as INT64) as official_id
    from bigdataball_play_by_play as r
    join folded_games as g
      on g.nba_game_id = r.nba_game_id and g.event_feed = r.feed),
nbac_player_boxscores as (select feed, game_id, nba_game_id, game_date, nba_player_id, player_full_name, player_lookup, team_abbr, player_status, dnp_reason, starter, minutes, seconds_played, minutes_rounded, points, field_goals_made, field_goals_attempted, three_pointers_made, three_pointers_attempted, free_throws_made, free_throws_attempted, offensive_rebounds, defensive_rebounds, total_rebounds, assists, steals, blocks, turnovers, personal_fouls, plus_minus, import_number from nba_raw.nbac_player_boxscores where ended_by is null),
player_identities as (select feed, source, source_player_id, person_id, nba_player_id, player_full_name, player_lookup, universal_player_id, linked_by, import_number from nba_reference.player_identities where ended_by is null),
bref_player_boxscores as (select feed, game_id, nba_game_id, game_date, bref_game_id, bref_player_id, player_full_name, player_lookup, team_abbr, player_status, dnp_reason, starter, seconds_played, minutes_rounded, points, field_goals_made, field_goals_attempted, three_pointers_made, three_pointers_attempted, free_throws_made, free_throws_attempted, offensive_rebounds, defensive_rebounds, total_rebounds, assists, steals, blocks, turnovers, personal_fouls, plus_minus, import_number from nba_raw.bref_player_boxscores where ended_by is null),
espn_player_boxscores as (select feed, game_id, nba_game_id, game_date, espn_game_id, espn_player_id, player_full_name, player_lookup, team_abbr, player_status, dnp_reason, starter, minutes_rounded, points, field_goals_made, field_goals_attempted, three_pointers_made, three_pointers_attempted, free_throws_made, free_throws_attempted, offensive_rebounds, defensive_rebounds, total_rebounds, assists, steals, blocks, turnovers, personal_fouls, plus_minus, import_number from nba_raw.espn_player_boxscores where ended_by is null),
bdl_player_boxscores as (select feed, game_id, nba_game_id, game_date, bdl_player_id, player_full_name, player_lookup, team_abbr, player_status, minutes_rounded, points, field_goals_made, field_goals_attempted, three_pointers_made, three_pointers_attempted, free_throws_made, free_throws_attempted, offensive_rebounds, defensive_rebounds, total_rebounds, assists, steals, blocks, turnovers, personal_fouls, plus_minus, import_number from nba_raw.bdl_player_boxscores where ended_by is null),
named_players as (
    select distinct nba_game_id, team_abbr, nba_player_id, player_lookup, full_name, assists
    from (
      select r.nba_game_id, r.team_abbr, i.nba_player_id, n.full_name, case when n.full_name = 2 then i.player_lookup else r.player_lookup end as player_lookup, r.assists
      from nbac_player_boxscores as r
      join folded_games as g
        on g.nba_game_id = r.nba_game_id and g.names_people
      join player_identities as i
        on i.source = 'nba' and i.source_player_id = cast(r.nba_player_id as string)
      cross join (select 1 as full_name union all select 2 as full_name) as n
      where r.player_status = 'active' and i.nba_player_id is not null
    union all
      select r.nba_game_id, r.team_abbr, i.nba_player_id, n.full_name, case when n.full_name = 2 then i.player_lookup else r.player_lookup end as player_lookup, r.assists
      from bref_player_boxscores as r
      join folded_games as g
        on g.nba_game_id = r.nba_game_id and g.names_people
      join player_identities as i
        on i.source = 'bref' and i.source_player_id = cast(r.bref_player_id as string)
      cross join (select 1 as full_name union all select 2 as full_name) as n
      where r.player_status = 'active' and i.nba_player_id is not null
    union all
      select r.nba_game_id, r.team_abbr, i.nba_player_id, n.full_name, case when n.full_name = 2 then i.player_lookup else r.player_lookup end as player_lookup, r.assists
      from espn_player_boxscores as r
      join folded_games as g
        on g.nba_game_id = r.nba_game_id and g.names_people
      join player_identities as i
        on i.source = 'espn' and i.source_player_id = cast(r.espn_player_id as string)
      cross join (select 1 as full_name union all select 2 as full_name) as n
      where r.player_status = 'active' and i.nba_player_id is not null
    union all
      select r.nba_game_id, r.team_abbr, i.nba_player_id, n.full_name, case when n.full_name = 2 then i.player_lookup else r.player_lookup end as player_lookup, r.assists
      from bdl_player_boxscores as r
      join folded_games as g
        on g.nba_game_id = r.nba_game_id and g.names_people
      join player_identities as i
        on i.source = 'balldontlie' and i.source_player_id = cast(r.bdl_player_id as string)
      cross join (select 1 as full_name union all select 2 as full_name) as n
      where r.player_status = 'active' and i.nba_player_id is not null
      union all
      select nba_game_id, team_abbr, player_1_id, 0, player_1_lookup, null
      from own_events
      where names_people and player_1_id is not null and player_1_lookup is not null
    ) as told),
first_persons as (
    select e.nba_game_id, e.event_id, min(n.nba_player_id) as nba_player_id
    from own_events as e
    join named_players as n
      on n.nba_game_id = e.nba_game_id and n.team_abbr = e.team_abbr and n.player_lookup = e.player_1_lookup and n.full_name > 0
    where e.player_1_id is null and e.full_names
    group by e.nba_game_id, e.event_id
    having count(distinct n.nba_player_id) = 1),
second_candidates as (
    select e.nba_game_id, e.event_id, n.nba_player_id, min(case when n.full_name = 0 then 0 else 1 end) as quality
    from own_events as e
    join named_players as n
      on n.nba_game_id = e.nba_game_id
      and (n.team_abbr = e.team_abbr) = (e.player_2_role in ('assist', 'enters'))
      and case when e.full_names or n.full_name = 0 then n.player_lookup = e.player_2_lookup else n.player_lookup like '%' || e.player_2_lookup end
    where e.player_2_id is null and e.player_2_lookup is not null and n.nba_player_id <> coalesce(e.player_1_id, 0)
      and (e.player_2_given is null or exists (select 1 from named_players as f where f.nba_game_id = n.nba_game_id and f.nba_player_id = n.nba_player_id and f.full_name > 0 and f.player_lookup like e.player_2_given || '%'))
      and (e.player_2_role <> 'assist' or e.player_2_count is null or not exists (select 1 from named_players as f where f.nba_game_id = n.nba_game_id and f.nba_player_id = n.nba_player_id and f.assists < e.player_2_count))
    group by e.nba_game_id, e.event_id, n.nba_player_id),
second_persons as (
    select c.nba_game_id, c.event_id, min(c.nba_player_id) as nba_player_id
    from second_candidates as c
    join (select nba_game_id, event_id, min(quality) as quality from second_candidates group by nba_game_id, event_id) as b
      on b.nba_game_id = c.nba_game_id and b.event_id = c.event_id and b.quality = c.quality
    group by c.nba_game_id, c.event_id
    having count(*) = 1),
told_events as (
    select
      e.nba_game_id,
      e.home_team,
      e.away_team,
      e.team_abbr,
      e.event_id,
      e.event_sequence,
      e.period,
      e.clock_seconds,
      e.event_type,
      e.shot_type,
      e.shot_made,
      e.shot_distance,
      e.free_throw_total,
      e.player_2_role,
      e.qualifiers,
      e.official_id,
      e.event_type = 'turnover' and e.player_1_id is null and e.player_1_lookup is null as of_team,
      coalesce(e.player_1_id, f.nba_player_id) as person_1,
      coalesce(e.player_2_id, s.nba_player_id) as person_2,
      case e.team_abbr when e.home_team then e.away_team when e.away_team then e.home_team end as opponent,
      case when not e.shot_made or e.shot_type is null then 0 when e.shot_type = '3PT' then 3 when e.shot_type = '2PT' then 2 else 1 end as points
    from own_events as e
    left join first_persons as f
      on f.nba_game_id = e.nba_game_id and f.event_id = e.event_id
    left join second_persons as s
      on s.nba_game_id = e.nba_game_id and s.event_id = e.event_id),
nbac_shot_chart as (select feed, game_id, nba_game_id, game_date, nba_player_id, shot_number, team_abbr, event_id, period, clock_seconds, shot_type, shot_made, shot_distance, action_type, zone_basic, loc_x, loc_y, import_number from nba_raw.nbac_shot_chart where ended_by is null),
zoned_shots as (
    select nba_game_id, team_abbr, person_1 as nba_player_id, shot_made, case when shot_type = '3PT' then 'three' when shot_distance <= 8 then 'paint' else 'mid' end as zone
    from told_events
    where event_type = 'shot'
    union all
    
    select r.nba_game_id, r.team_abbr, r.nba_player_id, r.shot_made, case when shot_type = '3PT' then 'three' when shot_distance <= 8 then 'paint' else 'mid' end as zone
    from nbac_shot_chart as r
    join folded_games as g
      on g.nba_game_id = r.nba_game_id and g.shot_feed = r.feed and g.event_feed is null),
clocked_events as (
    select
      e.*,
      (sum(clutch_seconds) over (partition by e.nba_game_id, e.period order by e.event_sequence desc, e.event_id desc rows between unbounded preceding and current row)) as clutch_left
    from (
      select
        nba_game_id,
        event_id,
        event_sequence,
        period,
        clock,
        clock - next_clock as seconds,
        case when abs(margin) <= 5 then greatest(least(clock, 300) - next_clock, 0) else 0 end as clutch_seconds,
        case when clock <= 300 and abs(margin - own_margin) <= 5 then 1 else 0 end as in_clutch
      from (
        select e.*, coalesce(lead(clock) over (partition by e.nba_game_id, e.period order by e.event_sequence, e.event_id), 0) as next_clock
        from (
          select
            e.nba_game_id,
            e.event_id,
            e.event_sequence,
            e.period,
            case when team_abbr = home_team then points when team_abbr = away_team then - points else 0 end as own_margin,
            b.margin + (sum(case when team_abbr = home_team then points when team_abbr = away_team then - points else 0 end) over (partition by e.nba_game_id order by e.period, e.event_sequence, e.event_id rows between unbounded preceding and current row)) as margin,
            min(clock_seconds) over (partition by e.nba_game_id, e.period order by e.event_sequence, e.event_id rows between unbounded preceding and current row) as clock
          from told_events as e
          join (select nba_game_id, (sum(case when period < 4 then case when team_abbr = home_team then points when team_abbr = away_team then - points else 0 end else 0 end)) as margin from told_events group by nba_game_id) as b
            on b.nba_game_id = e.nba_game_id
          where e.period >= 4
        ) as e
      ) as e
    ) as e),
personal_events as (
    select e.nba_game_id, e.team_abbr, e.person_1 as nba_player_id, e.points as points,
      case when e.event_type = 'shot' and e.shot_made and coalesce(e.player_2_role, '') = 'assist' then 1 else 0 end as assisted_fg_makes,
      case when e.event_type = 'shot' and e.shot_made and coalesce(e.player_2_role, '') <> 'assist' then 1 else 0 end as unassisted_fg_makes,
      0 as assists_given,
      0 as and1_count,
      0 as paint_blocks,
      0 as mid_range_blocks,
      0 as three_pt_blocks,
      case when e.period = 4 then e.points else 0 end as fourth_quarter_points,
      e.points * coalesce(c.in_clutch, 0) as clutch_points
    from told_events as e
    left join clocked_events as c
      on c.nba_game_id = e.nba_game_id and c.event_id = e.event_id
    where e.event_type in ('shot', 'free throw')
    union all
    select f.nba_game_id, f.team_abbr, f.person_1, 0 as points,
      0 as assisted_fg_makes,
      0 as unassisted_fg_makes,
      0 as assists_given,
      1 as and1_count,
      0 as paint_blocks,
      0 as mid_range_blocks,
      0 as three_pt_blocks,
      0 as fourth_quarter_points,
      0 as clutch_points
    from told_events as f
    join (select distinct nba_game_id, period, clock_seconds, person_1 from told_events where event_type = 'shot' and shot_made) as m
      on m.nba_game_id = f.nba_game_id and m.period = f.period and m.clock_seconds = f.clock_seconds and m.person_1 = f.person_1
    where f.event_type = 'free throw' and f.free_throw_total = 1
    union all
    select nba_game_id, team_abbr, person_2, 0 as points,
      0 as assisted_fg_makes,
      0 as unassisted_fg_makes,
      1 as assists_given,
      0 as and1_count,
      0 as paint_blocks,
      0 as mid_range_blocks,
      0 as three_pt_blocks,
      0 as fourth_quarter_points,
      0 as clutch_points
    from told_events
    where player_2_role = 'assist' and shot_made
    union all
    select nba_game_id, opponent, person_2, 0 as points,
      0 as assisted_fg_makes,
      0 as unassisted_fg_makes,
      0 as assists_given,
      0 as and1_count,
      case when case when shot_type = '3PT' then 'three' when shot_distance <= 8 then 'paint' else 'mid' end = 'paint' then 1 else 0 end as paint_blocks,
      case when case when shot_type = '3PT' then 'three' when shot_distance <= 8 then 'paint' else 'mid' end = 'mid' then 1 else 0 end as mid_range_blocks,
      case when case when shot_type = '3PT' then 'three' when shot_distance <= 8 then 'paint' else 'mid' end = 'three' then 1 else 0 end as three_pt_blocks,
      0 as fourth_quarter_points,
      0 as clutch_points
    from told_events
    where player_2_role = 'block' and event_type = 'shot'),
opening_events as (
    select nba_game_id, event_id, period, 0 as seconds, 0 as clutch_seconds
    from (select e.*, row_number() over (partition by nba_game_id order by event_sequence, event_id) as place from told_events as e where period = 1) as ordered
    where place = 1),
line_up_starters as (
    select nba_game_id, team_abbr, nba_player_id
    from (
    select nba_game_id, period, seconds, clutch_seconds, team_abbr, player as nba_player_id
    from (
      select r.nba_game_id, c.period, c.seconds, c.clutch_seconds, case when n.slot <= 5 then g.home_team else g.away_team end as team_abbr, case n.slot when 1 then r.home_player_1_id when 2 then r.home_player_2_id when 3 then r.home_player_3_id when 4 then r.home_player_4_id when 5 then r.home_player_5_id when 6 then r.away_player_1_id when 7 then r.away_player_2_id when 8 then r.away_player_3_id when 9 then r.away_player_4_id when 10 then r.away_player_5_id end as player
      from opening_events as c
      join nbac_play_by_play as r
        on r.nba_game_id = c.nba_game_id and r.event_id = c.event_id
      join folded_games as g
        on g.nba_game_id = r.nba_game_id and g.event_feed = r.feed
      cross join (select 1 as slot union all select 2 union all select 3 union all select 4 union all select 5 union all select 6 union all select 7 union all select 8 union all select 9 union all select 10) as n
      where true and r.home_player_1_id is not null
    ) as ids
    union all
    select s.nba_game_id, s.period, s.seconds, s.clutch_seconds, s.team_abbr, p.nba_player_id
    from (
      select r.nba_game_id, c.period, c.seconds, c.clutch_seconds, case when n.slot <= 5 then g.home_team else g.away_team end as team_abbr, case n.slot when 1 then r.home_player_1_lookup when 2 then r.home_player_2_lookup when 3 then r.home_player_3_lookup when 4 then r.home_player_4_lookup when 5 then r.home_player_5_lookup when 6 then r.away_player_1_lookup when 7 then r.away_player_2_lookup when 8 then r.away_player_3_lookup when 9 then r.away_player_4_lookup when 10 then r.away_player_5_lookup end as player
      from opening_events as c
      join bigdataball_play_by_play as r
        on r.nba_game_id = c.nba_game_id and r.event_id = c.event_id
      join folded_games as g
        on g.nba_game_id = r.nba_game_id and g.event_feed = r.feed
      cross join (select 1 as slot union all select 2 union all select 3 union all select 4 union all select 5 union all select 6 union all select 7 union all select 8 union all select 9 union all select 10) as n
      where true and r.home_player_1_lookup is not null
    ) as s
    left join (
      select nba_game_id, team_abbr, player_lookup, min(nba_player_id) as nba_player_id
      from named_players
      where full_name > 0
      group by nba_game_id, team_abbr, player_lookup
      having count(distinct nba_player_id) = 1
    ) as p
      on p.nba_game_id = s.nba_game_id and p.team_abbr = s.team_abbr and p.player_lookup = s.player
    ) as s
    where nba_player_id is not null),
games_with_line_ups as (
    select r.nba_game_id
    from nbac_play_by_play as r
    join folded_games as g
      on g.nba_game_id = r.nba_game_id and g.event_feed = r.feed
    where r.home_player_1_id is not null
    group by r.nba_game_id
    union all
    select r.nba_game_id
    from bigdataball_play_by_play as r
    join folded_games as g
      on g.nba_game_id = r.nba_game_id and g.event_feed = r.feed
    where r.home_player_1_lookup is not null
    group by r.nba_game_id),
signs_of_players as (
    select e.*, case when g.event_feed = 'nba_live' then 0 else e.period end as stretch
    from (
      select nba_game_id, period, event_sequence, event_id, team_abbr, person_1 as nba_player_id, case when event_type = 'substitution' then -1 else 0 end as step
      from told_events
      where person_1 is not null and event_type in ('shot', 'free throw', 'rebound', 'turnover', 'foul', 'substitution', 'block', 'steal')
      union all
      select
        nba_game_id,
        period,
        event_sequence,
        event_id,
        case when player_2_role in ('assist', 'enters') then team_abbr else opponent end,
        person_2,
        case when player_2_role = 'enters' then 1 else 0 end
      from told_events
      where person_2 is not null
    ) as e
    join folded_games as g
      on g.nba_game_id = e.nba_game_id
    left join games_with_line_ups as l
      on l.nba_game_id = e.nba_game_id
    where e.team_abbr is not null and l.nba_game_id is null),
started_stretches as (
    select nba_game_id, stretch, team_abbr, nba_player_id, case when step = 1 then 0 else 1 end as started
    from (
      select s.*, row_number() over (partition by nba_game_id, stretch, nba_player_id order by period, event_sequence, event_id) as place
      from signs_of_players as s
    ) as first_signs
    where place = 1),
steps_on_court as (
    select s.nba_game_id, s.stretch, s.period, s.nba_player_id, s.step, c.clock, c.clutch_left
    from signs_of_players as s
    left join clocked_events as c
      on c.nba_game_id = s.nba_game_id and c.event_id = s.event_id
    where s.step <> 0),
changed_time as (
    select
      p.nba_game_id,
      o.team_abbr,
      o.nba_player_id,
      p.period,
      (p.length * (o.started + coalesce(sum(case when s.period < p.period then s.step end), 0)) + coalesce(sum(case when s.period = p.period then s.step * s.clock end), 0)) as seconds,
      (p.clutch * (o.started + coalesce(sum(case when s.period < p.period then s.step end), 0)) + coalesce(sum(case when s.period = p.period then s.step * s.clutch_left end), 0)) as clutch_seconds
    from (
      select e.*, case when g.event_feed = 'nba_live' then 0 else e.period end as stretch
      from (
        select nba_game_id, period, max(clutch_left) as clutch, case when period > 4 then 300 else 720 end as length
        from clocked_events
        group by nba_game_id, period
      ) as e
      join folded_games as g
        on g.nba_game_id = e.nba_game_id
    ) as p
    join started_stretches as o
      on o.nba_game_id = p.nba_game_id and o.stretch = p.stretch
    left join steps_on_court as s
      on s.nba_game_id = o.nba_game_id and s.stretch = o.stretch and s.nba_player_id = o.nba_player_id and s.period <= p.period
    group by p.nba_game_id, o.team_abbr, o.nba_player_id, p.period, p.length, p.clutch, o.started),
court_seconds as (
    select nba_game_id, team_abbr, nba_player_id, period, (sum(seconds)) as seconds, (sum(clutch_seconds)) as clutch_seconds
    from (
    select nba_game_id, period, seconds, clutch_seconds, team_abbr, player as nba_player_id
    from (
      select r.nba_game_id, c.period, c.seconds, c.clutch_seconds, case when n.slot <= 5 then g.home_team else g.away_team end as team_abbr, case n.slot when 1 then r.home_player_1_id when 2 then r.home_player_2_id when 3 then r.home_player_3_id when 4 then r.home_player_4_id when 5 then r.home_player_5_id when 6 then r.away_player_1_id when 7 then r.away_player_2_id when 8 then r.away_player_3_id when 9 then r.away_player_4_id when 10 then r.away_player_5_id end as player
      from clocked_events as c
      join nbac_play_by_play as r
        on r.nba_game_id = c.nba_game_id and r.event_id = c.event_id
      join folded_games as g
        on g.nba_game_id = r.nba_game_id and g.event_feed = r.feed
      cross join (select 1 as slot union all select 2 union all select 3 union all select 4 union all select 5 union all select 6 union all select 7 union all select 8 union all select 9 union all select 10) as n
      where c.seconds > 0 and r.home_player_1_id is not null
    ) as ids
    union all
    select s.nba_game_id, s.period, s.seconds, s.clutch_seconds, s.team_abbr, p.nba_player_id
    from (
      select r.nba_game_id, c.period, c.seconds, c.clutch_seconds, case when n.slot <= 5 then g.home_team else g.away_team end as team_abbr, case n.slot when 1 then r.home_player_1_lookup when 2 then r.home_player_2_lookup when 3 then r.home_player_3_lookup when 4 then r.home_player_4_lookup when 5 then r.home_player_5_lookup when 6 then r.away_player_1_lookup when 7 then r.away_player_2_lookup when 8 then r.away_player_3_lookup when 9 then r.away_player_4_lookup when 10 then r.away_player_5_lookup end as player
      from clocked_events as c
      join bigdataball_play_by_play as r
        on r.nba_game_id = c.nba_game_id and r.event_id = c.event_id
      join folded_games as g
        on g.nba_game_id = r.nba_game_id and g.event_feed = r.feed
      cross join (select 1 as slot union all select 2 union all select 3 union all select 4 union all select 5 union all select 6 union all select 7 union all select 8 union all select 9 union all select 10) as n
      where c.seconds > 0 and r.home_player_1_lookup is not null
    ) as s
    left join (
      select nba_game_id, team_abbr, player_lookup, min(nba_player_id) as nba_player_id
      from named_players
      where full_name > 0
      group by nba_game_id, team_abbr, player_lookup
      having count(distinct nba_player_id) = 1
    ) as p
      on p.nba_game_id = s.nba_game_id and p.team_abbr = s.team_abbr and p.player_lookup = s.player
    ) as s
    group by nba_game_id, team_abbr, nba_player_id, period
    union all
    select nba_game_id, team_abbr, nba_player_id, period, seconds, clutch_seconds from changed_time),
timed_periods as (
    select nba_game_id, period
    from (
      select nba_game_id, team_abbr, period
      from court_seconds
      where nba_player_id is not null
      group by nba_game_id, team_abbr, period
      having sum(seconds) = 5 * max(case when period > 4 then 300 else 720 end) and max(seconds) <= max(case when period > 4 then 300 else 720 end) and min(seconds) >= 0 and min(clutch_seconds) >= 0
    ) as sides
    group by nba_game_id, period
    having count(*) = 2)

  select
    g.nba_game_id,
    g.game_id,
    g.game_date,
    t.team_abbr,
    g.event_feed as events_from,
    coalesce(g.event_feed, g.shot_feed) as zones_from,
    g.event_table as events_table,
    coalesce(g.event_table, g.shot_table) as zones_table,
    coalesce(z.paint_attempts, 0) as paint_attempts,
      coalesce(z.paint_makes, 0) as paint_makes,
      coalesce(z.mid_range_attempts, 0) as mid_range_attempts,
      coalesce(z.mid_range_makes, 0) as mid_range_makes,
      coalesce(z.three_pt_attempts, 0) as three_pt_attempts,
      coalesce(z.three_pt_makes, 0) as three_pt_makes,
    case when g.event_feed is not null then coalesce(e.points, 0) end as points,
      case when g.event_feed is not null then coalesce(e.paint_blocks, 0) end as paint_blocks,
      case when g.event_feed is not null then coalesce(e.mid_range_blocks, 0) end as mid_range_blocks,
      case when g.event_feed is not null then coalesce(e.three_pt_blocks, 0) end as three_pt_blocks,
      case when g.event_feed is not null then coalesce(e.fourth_quarter_points, 0) end as fourth_quarter_points,
      case when g.event_feed is not null then coalesce(e.clutch_points, 0) end as clutch_points,
    case when p.lost_by_anyone = 0 then coalesce(o.team_turnovers, 0) end as team_turnovers,
    o.second_chance_points,
      o.fast_break_points,
      o.official_points_in_paint,
    p.overtime_periods,
    p.referee_crew_id,
    l.nba_game_id is not null as starters_known,
    f.nba_game_id is not null as fourth_quarter_timed,
    c.nba_game_id is not null as clutch_timed
  from (
    select nba_game_id, home_team as team_abbr from folded_games where event_feed is not null or shot_feed is not null
    union all
    select nba_game_id, away_team from folded_games where event_feed is not null or shot_feed is not null
  ) as t
  join folded_games as g
    on g.nba_game_id = t.nba_game_id
  left join (select nba_game_id, team_abbr, (sum(case when zone = 'paint' then 1 else 0 end)) as paint_attempts,
      (sum(case when zone = 'paint' and shot_made then 1 else 0 end)) as paint_makes,
      (sum(case when zone = 'mid' then 1 else 0 end)) as mid_range_attempts,
      (sum(case when zone = 'mid' and shot_made then 1 else 0 end)) as mid_range_makes,
      (sum(case when zone = 'three' then 1 else 0 end)) as three_pt_attempts,
      (sum(case when zone = 'three' and shot_made then 1 else 0 end)) as three_pt_makes from zoned_shots group by nba_game_id, team_abbr) as z
    on z.nba_game_id = t.nba_game_id and z.team_abbr = t.team_abbr
  left join (select nba_game_id, team_abbr, (sum(points)) as points,
      (sum(paint_blocks)) as paint_blocks,
      (sum(mid_range_blocks)) as mid_range_blocks,
      (sum(three_pt_blocks)) as three_pt_blocks,
      (sum(fourth_quarter_points)) as fourth_quarter_points,
      (sum(clutch_points)) as clutch_points from personal_events group by nba_game_id, team_abbr) as e
    on e.nba_game_id = t.nba_game_id and e.team_abbr = t.team_abbr
  left join (
    select nba_game_id, team_abbr, (sum(case when of_team then 1 else 0 end)) as team_turnovers, case when count(qualifiers) > 0 then (sum(case when qualifiers like '%2ndchance%' then points else 0 end)) end as second_chance_points,
      case when count(qualifiers) > 0 then (sum(case when qualifiers like '%fastbreak%' then points else 0 end)) end as fast_break_points,
      case when count(qualifiers) > 0 then (sum(case when qualifiers like '%pointsinthepaint%' then points else 0 end)) end as official_points_in_paint
    from told_events
    group by nba_game_id, team_abbr
  ) as o
    on o.nba_game_id = t.nba_game_id and o.team_abbr = t.team_abbr
  left join (select nba_game_id from line_up_starters group by nba_game_id having count(*) = 10) as l
    on l.nba_game_id = t.nba_game_id
  left join (
    select
      nba_game_id,
      (max(period) - 4) as overtime_periods,
      case when count(distinct official_id) = 3 then cast(min(official_id) as string) || '_' || cast((sum(distinct official_id) - min(official_id) - max(official_id)) as string) || '_' || cast(max(official_id) as string) end as referee_crew_id,
      max(case when of_team and team_abbr is null then 1 else 0 end) as lost_by_anyone
    from told_events
    group by nba_game_id
  ) as p
    on p.nba_game_id = t.nba_game_id
  left join (select nba_game_id from timed_periods where period = 4) as f
    on f.nba_game_id = t.nba_game_id
  left join (
    select c.nba_game_id
    from (select nba_game_id, period from clocked_events group by nba_game_id, period) as c
    left join timed_periods as t
      on t.nba_game_id = c.nba_game_id and t.period = c.period
    group by c.nba_game_id
    having count(*) = count(t.period)) as c
    on c.nba_game_id = t.nba_game_id
