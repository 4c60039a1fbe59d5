with nbac_player_boxscores as not materialized (select feed, game_id, nba_game_id, game_date, nba_player_id, player_full_name, player_lookup, team_abbr, player_status, dnp_reason, starter, minutes, seconds_played, minutes_rounded, points, field_goals_made, field_goals_attempted, three_pointers_made, three_pointers_attempted, free_throws_made, free_throws_attempted, offensive_rebounds, defensive_rebounds, total_rebounds, assists, steals, blocks, turnovers, personal_fouls, plus_minus, import_number from nba_raw.nbac_player_boxscores where ended_by is null),
nba_appearances as materialized (
    select *
    from (
      select
        feed,
        nba_game_id,
        game_date,
        team_abbr,
        nba_player_id,
        player_full_name,
        player_lookup,
        row_number() over (partition by nba_game_id, nba_player_id order by case feed when 'nba_box_score_v2' then 1 else 2 end, feed) as pick
      from nbac_player_boxscores
    ) as picked
    where pick = 1),
nba_spellings as materialized (
    select nba_player_id, player_full_name, player_lookup, max(cast(game_date as string) || nba_game_id) as newest
    from nba_appearances
    group by nba_player_id, player_full_name, player_lookup),
player_crosswalk as not materialized (select feed, source, source_player_id, source_name, nba_player_id, nba_name, nba_lookup, import_number from nba_reference.player_crosswalk where ended_by is null),
bref_player_boxscores as not materialized (select feed, game_id, nba_game_id, game_date, bref_game_id, bref_player_id, player_full_name, player_lookup, team_abbr, player_status, dnp_reason, starter, seconds_played, points, field_goals_made, field_goals_attempted, three_pointers_made, three_pointers_attempted, free_throws_made, free_throws_attempted, offensive_rebounds, defensive_rebounds, total_rebounds, assists, steals, blocks, turnovers, personal_fouls, plus_minus, import_number from nba_raw.bref_player_boxscores where ended_by is null),
bref_inactives as not materialized (select feed, game_id, nba_game_id, game_date, bref_game_id, bref_player_id, player_full_name, player_lookup, team_abbr, import_number from nba_raw.bref_inactives where ended_by is null),
bref_appearances as materialized (
    select nba_game_id, game_date, team_abbr, bref_player_id, player_full_name, player_lookup
    from bref_player_boxscores
    union all
    select nba_game_id, game_date, team_abbr, bref_player_id, player_full_name, player_lookup
    from bref_inactives),
bref_spellings as materialized (
    select bref_player_id, player_full_name, player_lookup, max(cast(game_date as string) || nba_game_id) as newest
    from bref_appearances
    group by bref_player_id, player_full_name, player_lookup),
player_aliases as not materialized (select feed, alias_lookup, nba_canonical_lookup, is_active, import_number from nba_reference.player_aliases where ended_by is null),
named_links as materialized (
    select source_player_id as bref_player_id, nba_player_id, 1 as rank, 'crosswalk' as linked_by, 1 as games
    from player_crosswalk
    where source = 'bref'
    union all
    select b.bref_player_id, n.nba_player_id, 2 as rank, 'same name' as linked_by, cast(count(*) as bigint) as games
    from bref_appearances as b
    join nba_appearances as n
      on n.nba_game_id = b.nba_game_id and n.team_abbr = b.team_abbr and n.player_lookup = b.player_lookup
    group by b.bref_player_id, n.nba_player_id
    union all
    select b.bref_player_id, n.only_nba_id as nba_player_id, 3 as rank, 'alias' as linked_by, 1 as games
    from (select distinct bref_player_id, player_lookup from bref_spellings) as b
    join player_aliases as a
      on a.alias_lookup = b.player_lookup and a.is_active
    join (select player_lookup, min(nba_player_id) as only_nba_id from nba_spellings group by player_lookup having count(distinct nba_player_id) = 1) as n
      on n.player_lookup = a.nba_canonical_lookup
    union all
    select b.only_bref_id as bref_player_id, n.only_nba_id as nba_player_id, 4 as rank, 'same name' as linked_by, 1 as games
    from (select player_lookup, min(bref_player_id) as only_bref_id from bref_spellings group by player_lookup having count(distinct bref_player_id) = 1) as b
    join (select player_lookup, min(nba_player_id) as only_nba_id from nba_spellings group by player_lookup having count(distinct nba_player_id) = 1) as n
      on n.player_lookup = b.player_lookup),
loose_bref as materialized (
    select distinct p.bref_player_id
    from bref_spellings as p
    left join (select distinct bref_player_id from named_links) as linked
      on linked.bref_player_id = p.bref_player_id
    where linked.bref_player_id is null),
loose_nba as materialized (
    select distinct p.nba_player_id
    from nba_spellings as p
    left join (select distinct nba_player_id from named_links) as linked
      on linked.nba_player_id = p.nba_player_id
    where linked.nba_player_id is null),
suffix_pairs as materialized (
    select b.nba_game_id, b.team_abbr, b.bref_player_id, n.nba_player_id
    from (select a.* from bref_appearances as a join loose_bref as l on l.bref_player_id = a.bref_player_id) as b
    join (select a.* from nba_appearances as a join loose_nba as l on l.nba_player_id = a.nba_player_id) as n
      on n.nba_game_id = b.nba_game_id and n.team_abbr = b.team_abbr
    where regexp_replace(b.player_lookup, '(jr|sr|ii|iii|iv|v)$', '', 'g') = regexp_replace(n.player_lookup, '(jr|sr|ii|iii|iv|v)$', '', 'g')),
suffix_links as materialized (
    select bref_player_id, nba_player_id, 5 as rank, 'suffix' as linked_by, cast(count(*) as bigint) as games
    from (
      select
        bref_player_id,
        nba_player_id,
        count(*) over (partition by nba_game_id, team_abbr, bref_player_id) as nba_candidates,
        count(*) over (partition by nba_game_id, team_abbr, nba_player_id) as bref_candidates
      from suffix_pairs
    ) as pairs
    where nba_candidates = 1 and bref_candidates = 1
    group by bref_player_id, nba_player_id),
loose_bref_lines as materialized (
    select r.nba_game_id, r.team_abbr, r.bref_player_id, concat(coalesce(cast(r.points as string), '-'), ' ', coalesce(cast(r.field_goals_made as string), '-'), ' ', coalesce(cast(r.field_goals_attempted as string), '-'), ' ', coalesce(cast(r.three_pointers_made as string), '-'), ' ', coalesce(cast(r.three_pointers_attempted as string), '-'), ' ', coalesce(cast(r.free_throws_made as string), '-'), ' ', coalesce(cast(r.free_throws_attempted as string), '-'), ' ', coalesce(cast(r.offensive_rebounds as string), '-'), ' ', coalesce(cast(r.defensive_rebounds as string), '-'), ' ', coalesce(cast(r.total_rebounds as string), '-'), ' ', coalesce(cast(r.assists as string), '-'), ' ', coalesce(cast(r.steals as string), '-'), ' ', coalesce(cast(r.blocks as string), '-'), ' ', coalesce(cast(r.turnovers as string), '-'), ' ', coalesce(cast(r.personal_fouls as string), '-')) as stat_line
    from bref_player_boxscores as r
    join loose_bref as l
      on l.bref_player_id = r.bref_player_id
    where r.player_status = 'active'),
loose_nba_lines as materialized (
    select r.nba_game_id, r.team_abbr, r.nba_player_id, concat(coalesce(cast(r.points as string), '-'), ' ', coalesce(cast(r.field_goals_made as string), '-'), ' ', coalesce(cast(r.field_goals_attempted as string), '-'), ' ', coalesce(cast(r.three_pointers_made as string), '-'), ' ', coalesce(cast(r.three_pointers_attempted as string), '-'), ' ', coalesce(cast(r.free_throws_made as string), '-'), ' ', coalesce(cast(r.free_throws_attempted as string), '-'), ' ', coalesce(cast(r.offensive_rebounds as string), '-'), ' ', coalesce(cast(r.defensive_rebounds as string), '-'), ' ', coalesce(cast(r.total_rebounds as string), '-'), ' ', coalesce(cast(r.assists as string), '-'), ' ', coalesce(cast(r.steals as string), '-'), ' ', coalesce(cast(r.blocks as string), '-'), ' ', coalesce(cast(r.turnovers as string), '-'), ' ', coalesce(cast(r.personal_fouls as string), '-')) as stat_line
    from nbac_player_boxscores as r
    join loose_nba as l
      on l.nba_player_id = r.nba_player_id
    join nba_appearances as a
      on a.feed = r.feed and a.nba_game_id = r.nba_game_id and a.nba_player_id = r.nba_player_id
    where r.player_status = 'active'),
stat_line_pairs as materialized (
    select b.nba_game_id, b.team_abbr, b.bref_player_id, n.nba_player_id
    from loose_bref_lines as b
    join loose_nba_lines as n
      on n.nba_game_id = b.nba_game_id and n.team_abbr = b.team_abbr and n.stat_line = b.stat_line),
stat_line_links as materialized (
    select s.*
    from (
    select bref_player_id, nba_player_id, 6 as rank, 'stat line' as linked_by, cast(count(*) as bigint) as games
    from (
      select
        bref_player_id,
        nba_player_id,
        count(*) over (partition by nba_game_id, team_abbr, bref_player_id) as nba_candidates,
        count(*) over (partition by nba_game_id, team_abbr, nba_player_id) as bref_candidates
      from stat_line_pairs
    ) as pairs
    where nba_candidates = 1 and bref_candidates = 1
    group by bref_player_id, nba_player_id) as s
    left join (select distinct bref_player_id from suffix_links) as linked_bref
      on linked_bref.bref_player_id = s.bref_player_id
    left join (select distinct nba_player_id from suffix_links) as linked_nba
      on linked_nba.nba_player_id = s.nba_player_id
    where linked_bref.bref_player_id is null and linked_nba.nba_player_id is null),
player_links as materialized (
    select * from named_links
    union all
    select * from suffix_links
    union all
    select * from stat_line_links),
chosen_links as materialized (
    select bref_player_id, nba_player_id, linked_by
    from (
      select l.*, row_number() over (partition by bref_player_id order by rank, games desc, nba_player_id) as pick
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
        from bref_spellings as b
        join chosen_links as c
          on c.bref_player_id = b.bref_player_id
      ) as named
    ) as ranked
    where pick = 1),
bref_names as materialized (
    select bref_player_id, player_full_name, player_lookup
    from (
      select
        b.*,
        row_number() over (partition by bref_player_id order by newest desc, player_full_name) as pick
      from bref_spellings as b
    ) as ranked
    where pick = 1),
nba_players_registry as not materialized (select feed, player_lookup, universal_player_id, season, team_abbr, nba_player_id, import_number from nba_reference.nba_players_registry where ended_by is null),
registry_ids as materialized (
    select player_lookup, universal_player_id
    from (
      select r.*, row_number() over (partition by player_lookup order by season desc, team_abbr, universal_player_id) as pick
      from nba_players_registry as r
    ) as ranked
    where pick = 1)

  select
    p.source,
    p.source_player_id,
    p.person_id,
    p.nba_player_id,
    p.player_full_name,
    p.player_lookup,
    coalesce(r.universal_player_id, p.player_lookup || '_' || cast(p.nba_player_id as string)) as universal_player_id,
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
      'bref' as source,
      b.bref_player_id as source_player_id,
      coalesce('nba:' || cast(c.nba_player_id as string), 'bref:' || b.bref_player_id) as person_id,
      c.nba_player_id,
      coalesce(n.player_full_name, b.player_full_name) as player_full_name,
      coalesce(n.player_lookup, b.player_lookup) as player_lookup,
      coalesce(c.linked_by, 'apart') as linked_by
    from bref_names as b
    left join chosen_links as c
      on c.bref_player_id = b.bref_player_id
    left join nba_names as n
      on n.nba_player_id = c.nba_player_id
  ) as p
  left join registry_ids as r
    on r.player_lookup = p.player_lookup
