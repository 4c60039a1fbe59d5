import type { Store } from '../../src/store/store.ts'

/** One event per shot, free throw and lost ball of a stat line: its place among them, and what it is. */
const PLAYS = `
  select b.*, unnest(range(b.field_goals_attempted + b.free_throws_attempted + b.turnovers)) as nth
  from nba_raw.nbac_player_boxscores as b
  where b.ended_by is null and b.player_status = 'active' and b.feed = 'nba_league_game_log'`

const KINDS = `
  select
    *,
    nth < field_goals_attempted as is_shot,
    nth >= field_goals_attempted and nth < field_goals_attempted + free_throws_attempted as is_throw,
    nth < three_pointers_attempted as is_three,
    nth < three_pointers_made or (nth >= three_pointers_attempted and nth < three_pointers_attempted + field_goals_made - three_pointers_made) as is_make,
    row_number() over (partition by nba_game_id order by hash(nba_player_id, nth)) as place
  from (${PLAYS}) as plays`

/** The five of each team; who does not belong to five has no place on court. */
const COURT = `
  select nba_game_id, array_agg(nba_player_id order by nba_player_id) filter (where team_abbr = split_part(game_id, '_', 3)) as home,
    array_agg(nba_player_id order by nba_player_id) filter (where team_abbr = split_part(game_id, '_', 2)) as away
  from nba_raw.nbac_player_boxscores
  where ended_by is null and player_status = 'active' and feed = 'nba_league_game_log'
  group by nba_game_id`

/** Blocks of a team meet missed shots of the other in order. */
const BLOCKERS = `
  select nba_game_id, team_abbr, nba_player_id, row_number() over (partition by nba_game_id, team_abbr order by nba_player_id) as block
  from (select *, unnest(range(blocks)) from nba_raw.nbac_player_boxscores where ended_by is null and player_status = 'active' and feed = 'nba_league_game_log') as blocks`

const SLOTS = ['home', 'away'].flatMap(side => [1, 2, 3, 4, 5].map(place => `c.${side}[${place}] as ${side}_player_${place}_id`)).join(', ')

/** Tells the events of every game that has stat lines, as one import: they count the same as the box scores. */
export async function tellEvents(store: Store, importNumber: number): Promise<void> {
  await store.run(`
    create or replace temp table plays as ${KINDS};
    create or replace temp table missed as
    select nba_game_id, place, case when team_abbr = split_part(game_id, '_', 2) then split_part(game_id, '_', 3) else split_part(game_id, '_', 2) end as other,
      row_number() over (partition by nba_game_id, team_abbr order by place) as miss
    from temp.plays where is_shot and not is_make;
    create or replace temp table told as
    select
      p.nba_game_id, p.game_id, p.game_date, 10 * p.place as event_id, 1 + p.place % 4 as period, 700 - (p.place % 600) as clock_seconds,
      case when is_shot then 'shot' when is_throw then 'free throw' else 'turnover' end as event_type,
      case when is_shot then case when is_three then '3PT' else '2PT' end when is_throw then 'FT' end as shot_type,
      case when is_shot then is_make when is_throw then nth - field_goals_attempted < free_throws_made end as shot_made,
      case when is_shot then case when is_three then 25 else 3 + 8 * (nth % 2) end end as shot_distance,
      case when is_throw then 2 end as free_throw_total,
      p.nba_player_id as player_1_id, p.team_abbr as player_1_team_abbr,
      case when b.nba_player_id is not null then 'block' when is_shot and is_make and nth % 2 = 0 then 'assist' end as player_2_role,
      coalesce(b.nba_player_id, case when is_shot and is_make and nth % 2 = 0 then p.nba_player_id + 1 end) as player_2_id,
      case when p.place % 7 = 0 then '2ndchance,fastbreak' else '' end as qualifiers
    from temp.plays as p
    left join temp.missed as m on m.nba_game_id = p.nba_game_id and m.place = p.place
    left join (${BLOCKERS}) as b on b.nba_game_id = m.nba_game_id and b.team_abbr = m.other and b.block = m.miss
    union all by name
    select distinct nba_game_id, game_id, game_date, 100000 + 10 * q.period + q.at as event_id, q.period, case q.at when 0 then 720 else 0 end as clock_seconds,
      case q.at when 0 then 'period start' else 'period end' end as event_type
    from temp.plays cross join (select p.period, a.at from (select unnest([1, 2, 3, 4]) as period) as p cross join (select unnest([0, 1]) as at) as a) as q;
    insert into nba_raw.nbac_play_by_play by name
    select t.*, 'nba_play_by_play_v2' as feed, ${SLOTS}, ${importNumber} as import_number, 'small.csv' as source_file, 1 as source_row,
      1000000 * period + case event_type when 'period start' then 0 when 'period end' then 900000 else 900 - clock_seconds end as event_sequence
    from (select distinct * from temp.told) as t
    join (${COURT}) as c on c.nba_game_id = t.nba_game_id`)
}
