import { boxTeams } from '../nba/facts/box-teams.ts'
import { listings } from '../nba/facts/listings.ts'
import { gameStates } from '../nba/game-states.ts'
import { playerIdentities } from '../nba/player-identities.ts'
import { raw, sql, type Sql } from '../sql/sql.ts'

/** Days that a listing says where a player is, for games that are still to be played. */
const ROSTER_DAYS = 30

/** Players and teams by number: numbers are joined and sorted several times as fast as names. */
const names: Sql = sql`
  select row_number() over (order by kind, entity) as who, kind, entity
  from (
    select 'player' as kind, player_lookup as entity from ${playerIdentities} group by player_lookup
    union all
    select 'team', team from (select home_team as team from ${gameStates} union select away_team from ${gameStates}) as teams
  ) as everybody`

/** Both sides of every game of the seasons, and what is known of each: its box score, and lines of its players. */
const sides: Sql = sql`
  select g.season_year, g.game_date, g.nba_game_id, replace(cast(g.game_date as varchar), '-', '') || '_' || g.away_team || '_' || g.home_team as game_id,
    s.team, g.state, b.team_abbr is not null and g.state = 'final' as is_boxed, coalesce(b.lined, 0) = 1 and g.state = 'final' as is_lined
  from ${gameStates} as g
  cross join lateral (values (g.home_team), (g.away_team)) as s(team)
  left join ${boxTeams} as b
    on b.nba_game_id = g.nba_game_id and b.team_abbr = s.team
  where g.season_year between ${raw('{first}')} and ${raw('{last}')}`

/** Who is listed on which day, once: a stat line before a bench before an inactive list, then the last tricode of the alphabet. */
const listed: Sql = sql`
  select season_year, game_date, who, substr(best, 2) as team, best >= '3' as played
  from (
    select g.season_year, g.game_date, n.who, max(case r.how when 'active' then '3' when 'dnp' then '2' else '1' end || r.team_abbr) as best
    from (
      ${listings}
    ) as r
    join ${playerIdentities} as i
      on i.source = r.source and i.source_player_id = r.source_player_id
    join temp.completeness_names as n
      on n.kind = 'player' and n.entity = i.player_lookup
    join ${gameStates} as g
      on g.nba_game_id = r.nba_game_id
    where g.season_year between ${raw('{first}')} and ${raw('{last}')}
    group by g.season_year, g.game_date, n.who
  ) as ranked`

/** Queries that are computed once for the others, by the names of their tables, in order. */
export const SLOT_INPUTS: Readonly<Record<string, Sql>> = { names, sides, listed }

/**
 * Every game that a team, or a player with the team that he was with, could have played, and how that stands: `known`, `out` (it was played without
 * him, as a box score or an inactive list tells), `no facts` (no result or no box score), `no row` (the facts are there, the summary is not built), or `ahead`. A player is with the team of
 * his latest listing, from the first one on; the games without lines right before his first one count, because nobody knows.
 */
export const SLOTS: string = `
  with spells as (
    select who, season_year, team, min(game_date) as first_day, max(game_date) as last_day, spell
    from (
      select *, sum(moved) over (partition by who, season_year order by game_date) as spell
      from (
        select *, case when team is distinct from lag(team) over (partition by who, season_year order by game_date) then 1 else 0 end as moved
        from temp.completeness_listed
      ) as steps
    ) as numbered
    group by who, season_year, team, spell
  ),
  lined_before as (
    select season_year, team, game_date, max(case when is_lined then game_date end)
      over (partition by season_year, team order by game_date rows between unbounded preceding and 1 preceding) as last_lined
    from temp.completeness_sides
  ),
  stays as (
    select s.who, s.season_year, s.team, s.last_day,
      case when s.spell = 1 then coalesce(b.last_lined + 1, date '0001-01-01') else s.first_day end as first_day,
      coalesce(lead(s.first_day) over (partition by s.who, s.season_year order by s.spell), s.last_day + ${ROSTER_DAYS + 1}) as until_day
    from spells as s
    left join lined_before as b
      on b.season_year = s.season_year and b.team = s.team and b.game_date = s.first_day
  ),
  built as (
    select distinct n.who, p.game_date
    from nba_analytics.player_game_summary as p
    join temp.completeness_names as n
      on n.kind = 'player' and n.entity = p.player_lookup
  ),
  stood as (
    select s.who, g.season_year, g.game_date, g.nba_game_id, g.team, l.who is not null and g.state <> 'waiting' as is_listed,
      case
        when g.state = 'upcoming' then 'ahead'
        when not g.is_lined and l.team = g.team and not l.played then 'out'
        when not g.is_lined then 'no facts'
        when l.played is distinct from true then 'out'
        when p.who is null then 'no row'
        else 'known'
      end as status,
      g.game_date - s.last_day <= ${ROSTER_DAYS} as is_recent
    from stays as s
    join temp.completeness_sides as g
      on g.season_year = s.season_year and g.team = s.team and g.game_date >= s.first_day and g.game_date < s.until_day
    left join temp.completeness_listed as l
      on l.who = s.who and l.game_date = g.game_date
    left join built as p
      on p.who = s.who and p.game_date = g.game_date
    union all
    select n.who, g.season_year, g.game_date, g.nba_game_id, g.team, g.state <> 'waiting',
      case when g.state = 'upcoming' then 'ahead' when not g.is_boxed then 'no facts' when o.team_abbr is null then 'no row' else 'known' end,
      true
    from temp.completeness_sides as g
    join temp.completeness_names as n
      on n.kind = 'team' and n.entity = g.team
    left join (select distinct game_date, team_abbr from nba_analytics.team_offense_game_summary) as o
      on o.team_abbr = g.team and o.game_date = g.game_date
  )
  select who, season_year, game_date, nba_game_id, team, status, is_listed or (status = 'ahead' and is_recent) as is_asked,
    case when status in ('known', 'no facts', 'no row') then 1 else 0 end as counts
  from stood`
