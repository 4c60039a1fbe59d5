with nbac_player_boxscores as not materialized (select feed, game_id, nba_game_id, game_date, nba_player_id, player_full_name, player_lookup, team_abbr, player_status, dnp_reason, starter, minutes, seconds_played, minutes_rounded, points, field_goals_made, field_goals_attempted, three_pointers_made, three_pointers_attempted, free_throws_made, free_throws_attempted, offensive_rebounds, defensive_rebounds, total_rebounds, assists, steals, blocks, turnovers, personal_fouls, plus_minus, import_number from nba_raw.nbac_player_boxscores where ended_by is null),
nbac_inactive_players as not materialized (select feed, game_id, nba_game_id, game_date, nba_player_id, player_full_name, player_lookup, team_abbr, reason, description, import_number from nba_raw.nbac_inactive_players where ended_by is null),
nba_appearances as materialized (
    select *
    from (
      select
        named.*,
        row_number() over (partition by nba_game_id, nba_player_id order by case feed when 'nba_live' then 1 when 'nba_schedule_v2' then 2 when 'nba_box_score_v3' then 3 when 'nba_box_score_v2' then 4 when 'nba_referees' then 5 when 'nba_injury_report' then 6 when 'nba_rosters' then 7 when 'nba_players' then 8 when 'nba_schedule_table' then 9 when 'nba_scoreboard' then 10 when 'nba_play_by_play_v2' then 11 when 'nba_play_by_play_v3' then 12 when 'nba_league_game_log' then 13 when 'kaggle' then 14 when 'bigdataball' then 15 when 'nba_shot_chart' then 16 when 'basketball_reference' then 17 when 'basketball_reference_export' then 18 when 'espn' then 19 when 'odds_api' then 20 when 'prop_tables' then 21 when 'odds_archive' then 22 when 'bettingpros' then 23 when 'transactions' then 24 when 'balldontlie' then 25 when 'user' then 26 when 'derived' then 27 end, team_abbr, player_full_name) as pick
      from (
        select feed, nba_game_id, game_date, team_abbr, nba_player_id as nba_player_id, player_full_name, player_lookup
        from nbac_player_boxscores
    union all
        select feed, nba_game_id, game_date, team_abbr, nba_player_id as nba_player_id, player_full_name, player_lookup
        from nbac_inactive_players
      ) as named
    ) as picked
    where pick = 1),
nba_spellings as materialized (
    select nba_player_id, player_full_name, player_lookup, max(cast(game_date as string) || nba_game_id) as newest
    from nba_appearances
    group by nba_player_id, player_full_name, player_lookup),
player_crosswalk as not materialized (select feed, source, source_player_id, source_name, nba_player_id, nba_name, nba_lookup, import_number from nba_reference.player_crosswalk where ended_by is null),
bref_player_boxscores as not materialized (select feed, game_id, nba_game_id, game_date, bref_game_id, bref_player_id, player_full_name, player_lookup, team_abbr, player_status, dnp_reason, starter, seconds_played, minutes_rounded, points, field_goals_made, field_goals_attempted, three_pointers_made, three_pointers_attempted, free_throws_made, free_throws_attempted, offensive_rebounds, defensive_rebounds, total_rebounds, assists, steals, blocks, turnovers, personal_fouls, plus_minus, import_number from nba_raw.bref_player_boxscores where ended_by is null),
espn_player_boxscores as not materialized (select feed, game_id, nba_game_id, game_date, espn_game_id, espn_player_id, player_full_name, player_lookup, team_abbr, player_status, dnp_reason, starter, minutes_rounded, points, field_goals_made, field_goals_attempted, three_pointers_made, three_pointers_attempted, free_throws_made, free_throws_attempted, offensive_rebounds, defensive_rebounds, total_rebounds, assists, steals, blocks, turnovers, personal_fouls, plus_minus, import_number from nba_raw.espn_player_boxscores where ended_by is null),
bdl_player_boxscores as not materialized (select feed, game_id, nba_game_id, game_date, bdl_player_id, player_full_name, player_lookup, team_abbr, player_status, minutes_rounded, points, field_goals_made, field_goals_attempted, three_pointers_made, three_pointers_attempted, free_throws_made, free_throws_attempted, offensive_rebounds, defensive_rebounds, total_rebounds, assists, steals, blocks, turnovers, personal_fouls, plus_minus, import_number from nba_raw.bdl_player_boxscores where ended_by is null),
bref_inactives as not materialized (select feed, game_id, nba_game_id, game_date, bref_game_id, bref_player_id, player_full_name, player_lookup, team_abbr, import_number from nba_raw.bref_inactives where ended_by is null),
other_appearances as materialized (
    select r.nba_game_id, r.game_date, r.team_abbr, 'bref' as source, cast(r.bref_player_id as string) as source_player_id, r.player_full_name, r.player_lookup
    from bref_player_boxscores as r
    union all
    select r.nba_game_id, r.game_date, r.team_abbr, 'espn' as source, cast(r.espn_player_id as string) as source_player_id, r.player_full_name, r.player_lookup
    from espn_player_boxscores as r
    union all
    select r.nba_game_id, r.game_date, r.team_abbr, 'balldontlie' as source, cast(r.bdl_player_id as string) as source_player_id, r.player_full_name, r.player_lookup
    from bdl_player_boxscores as r
    union all
    select r.nba_game_id, r.game_date, r.team_abbr, 'bref' as source, cast(r.bref_player_id as string) as source_player_id, r.player_full_name, r.player_lookup
    from bref_inactives as r),
other_spellings as materialized (
    select source, source_player_id, player_full_name, player_lookup, max(cast(game_date as string) || nba_game_id) as newest
    from other_appearances
    group by source, source_player_id, player_full_name, player_lookup),
player_aliases as not materialized (select feed, alias_lookup, nba_canonical_lookup, is_active, import_number from nba_reference.player_aliases where ended_by is null),
nba_players_registry as not materialized (select feed, player_lookup, universal_player_id, season, team_abbr, player_full_name, nba_player_id, import_number from nba_reference.nba_players_registry where ended_by is null),
espn_team_rosters as not materialized (select feed, roster_date, team_abbr, player_full_name, player_lookup, espn_player_id, nba_player_id, age, birth_date, position, jersey_number, import_number from nba_raw.espn_team_rosters where ended_by is null),
listed_names as materialized (
    select nba_player_id, player_lookup, substr(season, 1, 4) as first_season, substr(season, 6, 4) as last_season
    from nba_players_registry
    where feed = 'nba_players'
    union all
    select nba_player_id, player_lookup, cast(cast(substr(cast(roster_date as string), 1, 4) as BIGINT) - case when substr(cast(roster_date as string), 6, 2) < '08' then 1 else 0 end as VARCHAR) as first_season, cast(cast(substr(cast(roster_date as string), 1, 4) as BIGINT) - case when substr(cast(roster_date as string), 6, 2) < '08' then 1 else 0 end as VARCHAR) as last_season
    from espn_team_rosters
    where nba_player_id is not null),
named_links as materialized (
    select source, source_player_id, nba_player_id, 1 as rank, 'crosswalk' as linked_by, 1 as games
    from player_crosswalk
    union all
    select b.source, b.source_player_id, n.nba_player_id, 2 as rank, 'same name' as linked_by, cast(count(*) as bigint) as games
    from other_appearances as b
    join nba_appearances as n
      on n.nba_game_id = b.nba_game_id and n.team_abbr = b.team_abbr and n.player_lookup = b.player_lookup
    group by b.source, b.source_player_id, n.nba_player_id
    union all
    select b.source, b.source_player_id, n.only_id as nba_player_id, 3 as rank, 'alias' as linked_by, 1 as games
    from (select distinct source, source_player_id, player_lookup from other_spellings) as b
    join player_aliases as a
      on a.alias_lookup = b.player_lookup and a.is_active
    join (select player_lookup, min(nba_player_id) as only_id from nba_spellings group by player_lookup having count(distinct nba_player_id) = 1) as n
      on n.player_lookup = a.nba_canonical_lookup
    union all
    select b.source, b.only_id as source_player_id, n.only_id as nba_player_id, 4 as rank, 'same name' as linked_by, 1 as games
    from (select source, player_lookup, min(source_player_id) as only_id, max(newest) as newest from other_spellings group by source, player_lookup having count(distinct source_player_id) = 1) as b
    join (select player_lookup, min(nba_player_id) as only_id from nba_spellings group by player_lookup having count(distinct nba_player_id) = 1) as n
      on n.player_lookup = b.player_lookup
    union all
    
    select b.source, b.only_id as source_player_id, min(r.nba_player_id) as nba_player_id, 5 as rank, 'same name' as linked_by, 1 as games
    from (select source, player_lookup, min(source_player_id) as only_id, max(newest) as newest from other_spellings group by source, player_lookup having count(distinct source_player_id) = 1) as b
    join listed_names as r
      on r.player_lookup = b.player_lookup
    left join (select distinct player_lookup from nba_spellings) as n
      on n.player_lookup = b.player_lookup
    where r.first_season <= substr(b.newest, 1, 4) and r.last_season >= cast(cast(substr(b.newest, 1, 4) as BIGINT) - 1 as VARCHAR) and n.player_lookup is null
    group by b.source, b.only_id
    having count(distinct r.nba_player_id) = 1),
loose_others as materialized (
    select distinct p.source, p.source_player_id
    from other_spellings as p
    left join (select distinct source, source_player_id from named_links) as linked
      on linked.source = p.source and linked.source_player_id = p.source_player_id
    where linked.source_player_id is null),
loose_nba as materialized (
    select distinct o.source, p.nba_player_id
    from nba_spellings as p
    cross join (select distinct source from loose_others) as o
    left join (select distinct source, nba_player_id from named_links) as linked
      on linked.source = o.source and linked.nba_player_id = p.nba_player_id
    where linked.nba_player_id is null),
suffix_pairs as materialized (
    select b.nba_game_id, b.team_abbr, b.source, b.source_player_id, n.nba_player_id
    from (
      select a.* from other_appearances as a join loose_others as l on l.source = a.source and l.source_player_id = a.source_player_id
    ) as b
    join (select l.source, a.nba_game_id, a.team_abbr, a.nba_player_id, a.player_lookup from nba_appearances as a join loose_nba as l on l.nba_player_id = a.nba_player_id) as n
      on n.source = b.source and n.nba_game_id = b.nba_game_id and n.team_abbr = b.team_abbr
    where regexp_replace(b.player_lookup, '(jr|sr|ii|iii|iv|v)$', '', 'g') = regexp_replace(n.player_lookup, '(jr|sr|ii|iii|iv|v)$', '', 'g')),
suffix_links as materialized (
    select source, source_player_id, nba_player_id, 6 as rank, 'suffix' as linked_by, cast(count(*) as bigint) as games
    from (
      select
        source,
        source_player_id,
        nba_player_id,
        count(*) over (partition by source, nba_game_id, team_abbr, source_player_id) as nba_candidates,
        count(*) over (partition by source, nba_game_id, team_abbr, nba_player_id) as other_candidates
      from suffix_pairs
    ) as pairs
    where nba_candidates = 1 and other_candidates = 1
    group by source, source_player_id, nba_player_id),
loose_other_lines as materialized (
    select r.nba_game_id, r.team_abbr, 'bref' as source, cast(r.bref_player_id as string) as source_player_id, concat(coalesce(cast(r.points as string), '-'), ' ', coalesce(cast(r.field_goals_made as string), '-'), ' ', coalesce(cast(r.field_goals_attempted as string), '-'), ' ', coalesce(cast(r.three_pointers_made as string), '-'), ' ', coalesce(cast(r.three_pointers_attempted as string), '-'), ' ', coalesce(cast(r.free_throws_made as string), '-'), ' ', coalesce(cast(r.free_throws_attempted as string), '-'), ' ', coalesce(cast(r.offensive_rebounds as string), '-'), ' ', coalesce(cast(r.defensive_rebounds as string), '-'), ' ', coalesce(cast(r.total_rebounds as string), '-'), ' ', coalesce(cast(r.assists as string), '-'), ' ', coalesce(cast(r.steals as string), '-'), ' ', coalesce(cast(r.blocks as string), '-'), ' ', coalesce(cast(r.turnovers as string), '-'), ' ', coalesce(cast(r.personal_fouls as string), '-')) as stat_line
    from bref_player_boxscores as r
    join loose_others as l
      on l.source = 'bref' and l.source_player_id = cast(r.bref_player_id as string)
    where r.player_status = 'active'
    union all
    select r.nba_game_id, r.team_abbr, 'espn' as source, cast(r.espn_player_id as string) as source_player_id, concat(coalesce(cast(r.points as string), '-'), ' ', coalesce(cast(r.field_goals_made as string), '-'), ' ', coalesce(cast(r.field_goals_attempted as string), '-'), ' ', coalesce(cast(r.three_pointers_made as string), '-'), ' ', coalesce(cast(r.three_pointers_attempted as string), '-'), ' ', coalesce(cast(r.free_throws_made as string), '-'), ' ', coalesce(cast(r.free_throws_attempted as string), '-'), ' ', coalesce(cast(r.offensive_rebounds as string), '-'), ' ', coalesce(cast(r.defensive_rebounds as string), '-'), ' ', coalesce(cast(r.total_rebounds as string), '-'), ' ', coalesce(cast(r.assists as string), '-'), ' ', coalesce(cast(r.steals as string), '-'), ' ', coalesce(cast(r.blocks as string), '-'), ' ', coalesce(cast(r.turnovers as string), '-'), ' ', coalesce(cast(r.personal_fouls as string), '-')) as stat_line
    from espn_player_boxscores as r
    join loose_others as l
      on l.source = 'espn' and l.source_player_id = cast(r.espn_player_id as string)
    where r.player_status = 'active'
    union all
    select r.nba_game_id, r.team_abbr, 'balldontlie' as source, cast(r.bdl_player_id as string) as source_player_id, concat(coalesce(cast(r.points as string), '-'), ' ', coalesce(cast(r.field_goals_made as string), '-'), ' ', coalesce(cast(r.field_goals_attempted as string), '-'), ' ', coalesce(cast(r.three_pointers_made as string), '-'), ' ', coalesce(cast(r.three_pointers_attempted as string), '-'), ' ', coalesce(cast(r.free_throws_made as string), '-'), ' ', coalesce(cast(r.free_throws_attempted as string), '-'), ' ', coalesce(cast(r.offensive_rebounds as string), '-'), ' ', coalesce(cast(r.defensive_rebounds as string), '-'), ' ', coalesce(cast(r.total_rebounds as string), '-'), ' ', coalesce(cast(r.assists as string), '-'), ' ', coalesce(cast(r.steals as string), '-'), ' ', coalesce(cast(r.blocks as string), '-'), ' ', coalesce(cast(r.turnovers as string), '-'), ' ', coalesce(cast(r.personal_fouls as string), '-')) as stat_line
    from bdl_player_boxscores as r
    join loose_others as l
      on l.source = 'balldontlie' and l.source_player_id = cast(r.bdl_player_id as string)
    where r.player_status = 'active'),
loose_nba_lines as materialized (
    select l.source, r.nba_game_id, r.team_abbr, l.nba_player_id, concat(coalesce(cast(r.points as string), '-'), ' ', coalesce(cast(r.field_goals_made as string), '-'), ' ', coalesce(cast(r.field_goals_attempted as string), '-'), ' ', coalesce(cast(r.three_pointers_made as string), '-'), ' ', coalesce(cast(r.three_pointers_attempted as string), '-'), ' ', coalesce(cast(r.free_throws_made as string), '-'), ' ', coalesce(cast(r.free_throws_attempted as string), '-'), ' ', coalesce(cast(r.offensive_rebounds as string), '-'), ' ', coalesce(cast(r.defensive_rebounds as string), '-'), ' ', coalesce(cast(r.total_rebounds as string), '-'), ' ', coalesce(cast(r.assists as string), '-'), ' ', coalesce(cast(r.steals as string), '-'), ' ', coalesce(cast(r.blocks as string), '-'), ' ', coalesce(cast(r.turnovers as string), '-'), ' ', coalesce(cast(r.personal_fouls as string), '-')) as stat_line
    from nbac_player_boxscores as r
    join loose_nba as l
      on l.nba_player_id = r.nba_player_id
    join nba_appearances as a
      on a.feed = r.feed and a.nba_game_id = r.nba_game_id and a.nba_player_id = r.nba_player_id
    where r.player_status = 'active'),
stat_line_pairs as materialized (
    select b.nba_game_id, b.team_abbr, b.source, b.source_player_id, n.nba_player_id
    from loose_other_lines as b
    join loose_nba_lines as n
      on n.source = b.source and n.nba_game_id = b.nba_game_id and n.team_abbr = b.team_abbr and n.stat_line = b.stat_line),
stat_line_links as materialized (
    select s.*
    from (
    select source, source_player_id, nba_player_id, 7 as rank, 'stat line' as linked_by, cast(count(*) as bigint) as games
    from (
      select
        source,
        source_player_id,
        nba_player_id,
        count(*) over (partition by source, nba_game_id, team_abbr, source_player_id) as nba_candidates,
        count(*) over (partition by source, nba_game_id, team_abbr, nba_player_id) as other_candidates
      from stat_line_pairs
    ) as pairs
    where nba_candidates = 1 and other_candidates = 1
    group by source, source_player_id, nba_player_id) as s
    left join (select distinct source, source_player_id from suffix_links) as linked_other
      on linked_other.source = s.source and linked_other.source_player_id = s.source_player_id
    left join (select distinct source, nba_player_id from suffix_links) as linked_nba
      on linked_nba.source = s.source and linked_nba.nba_player_id = s.nba_player_id
    where linked_other.source_player_id is null and linked_nba.nba_player_id is null),
player_links as materialized (
    select * from named_links
    union all
    select * from suffix_links
    union all
    select * from stat_line_links),
chosen_links as materialized (
    select source, source_player_id, nba_player_id, linked_by
    from (
      select l.*, row_number() over (partition by source, source_player_id order by rank, games desc, nba_player_id) as pick
      from player_links as l
    ) as ranked
    where pick = 1),
nba_names as materialized (
    select nba_player_id, player_full_name, player_lookup
    from (
      select
        named.*,
        row_number() over (partition by nba_player_id order by rank, newest desc, player_full_name) as pick
      from (
        select nba_player_id, player_full_name, player_lookup, 1 as rank, newest
        from nba_spellings
        union all
        select nba_player_id, nba_name, nba_lookup, 2 as rank, cast(null as string) as newest
        from player_crosswalk
        where nba_name is not null and nba_lookup is not null
        union all
        select c.nba_player_id, b.player_full_name, b.player_lookup, 3 as rank, b.newest
        from other_spellings as b
        join chosen_links as c
          on c.source = b.source and c.source_player_id = b.source_player_id
        union all
        select nba_player_id, player_full_name, player_lookup, 4 as rank, cast(roster_date as string) as newest
        from espn_team_rosters
        where nba_player_id is not null
        union all
        select min(r.nba_player_id) as nba_player_id, min(r.player_full_name) as player_full_name, r.player_lookup, 5 as rank, cast(null as string) as newest
        from nba_players_registry as r
        join (select distinct player_lookup from espn_team_rosters where nba_player_id is null) as e
          on e.player_lookup = r.player_lookup
        where r.feed = 'nba_players'
        group by r.player_lookup
        having count(distinct r.nba_player_id) = 1
      ) as named
    ) as ranked
    where pick = 1),
other_names as materialized (
    select source, source_player_id, player_full_name, player_lookup
    from (
      select
        b.*,
        row_number() over (partition by source, source_player_id order by newest desc, player_full_name) as pick
      from other_spellings as b
    ) as ranked
    where pick = 1),
registry_persons as materialized (
    select nba_player_id, player_lookup, universal_player_id
    from (
      select r.*, row_number() over (partition by nba_player_id order by season desc, team_abbr, player_lookup) as pick
      from nba_players_registry as r
      where feed = 'user' and nba_player_id is not null
    ) as ranked
    where pick = 1),
registry_ids as materialized (
    select player_lookup, universal_player_id, nba_player_id
    from (
      select r.*, row_number() over (partition by player_lookup order by season desc, team_abbr, universal_player_id) as pick
      from nba_players_registry as r
      where feed = 'user'
    ) as ranked
    where pick = 1)

  select
    p.source,
    p.source_player_id,
    p.person_id,
    p.nba_player_id,
    p.player_full_name,
    coalesce(o.player_lookup, p.player_lookup) as player_lookup,
    coalesce(o.universal_player_id, r.universal_player_id, p.player_lookup || '_' || cast(p.nba_player_id as string)) as universal_player_id,
    p.linked_by
  from (
    select
      'nba' as source,
      cast(nba_player_id as string) as source_player_id,
      'nba:' || cast(nba_player_id as string) as person_id,
      nba_player_id,
      player_full_name,
      player_lookup,
      'nba id' as linked_by
    from nba_names
    union all
    select
      b.source,
      b.source_player_id,
      coalesce('nba:' || cast(c.nba_player_id as string), b.source || ':' || b.source_player_id) as person_id,
      c.nba_player_id,
      coalesce(n.player_full_name, b.player_full_name) as player_full_name,
      coalesce(n.player_lookup, b.player_lookup) as player_lookup,
      coalesce(c.linked_by, 'apart') as linked_by
    from other_names as b
    left join chosen_links as c
      on c.source = b.source and c.source_player_id = b.source_player_id
    left join nba_names as n
      on n.nba_player_id = c.nba_player_id
  ) as p
  left join registry_persons as o
    on o.nba_player_id = p.nba_player_id
  left join registry_ids as r
    on r.player_lookup = p.player_lookup and (r.nba_player_id is null or p.nba_player_id is null)
