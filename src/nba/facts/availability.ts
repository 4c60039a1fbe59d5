import { int } from '../../sql/operations.ts'
import { sql } from '../../sql/sql.ts'
import { defineShared, type SharedQuery } from '../../table/shared.ts'
import { inactiveLines, playerGames } from './player-games.ts'
import { teamContext } from './team-context.ts'
import { teamGames } from './team-games.ts'

const starts: SharedQuery = defineShared({
  name: 'starts',
  about: 'Who started which game of a team’s season.',
  query: sql`
    select g.team_abbr, g.season_year, g.game_index, p.person_id
    from ${playerGames} as p
    join ${teamGames} as g
      on g.nba_game_id = p.nba_game_id and g.team_abbr = p.team_abbr
    where p.starter and p.player_status = 'active'`,
})

const outPlayers: SharedQuery = defineShared({
  name: 'out_players',
  about: 'Who was not available for a game: known before the tip from the inactive list, or afterwards from the box score too.',
  query: sql`
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
    from ${playerGames}
    where on_inactive_list or player_status <> 'active'
    union all
    select l.nba_game_id, l.team_abbr, l.person_id, 0 as out_after, 1 as out_before_tip
    from ${inactiveLines} as l
    join ${teamContext} as c
      on c.nba_game_id = l.nba_game_id and c.team_abbr = l.team_abbr and (c.state = 'upcoming' or c.box_teams = 0)`,
})

const regularsOut: SharedQuery = defineShared({
  name: 'regulars_out',
  about: 'Players out of a game, and whether each started at least half of the team’s last 10 games of the season.',
  query: sql`
    select
      o.nba_game_id,
      o.team_abbr,
      o.person_id,
      o.out_after,
      o.out_before_tip,
      case when 2 * count(s.person_id) >= case when c.played_before < 10 then c.played_before else 10 end then 1 else 0 end as regular
    from ${outPlayers} as o
    join ${teamContext} as c
      on c.nba_game_id = o.nba_game_id and c.team_abbr = o.team_abbr
    left join ${starts} as s
      on s.person_id = o.person_id and s.team_abbr = o.team_abbr and s.season_year = c.season_year
      and s.game_index between c.played_before - 9 and c.played_before
    group by o.nba_game_id, o.team_abbr, o.person_id, o.out_after, o.out_before_tip, c.played_before`,
})

const gamesWithStarters: SharedQuery = defineShared({
  name: 'games_with_starters',
  about: 'In how many of a team’s last 10 games before a game the starters are known.',
  query: sql`
    select c.nba_game_id, c.team_abbr, count(*) as known
    from ${teamContext} as c
    join (select distinct team_abbr, season_year, game_index from ${starts}) as s
      on s.team_abbr = c.team_abbr and s.season_year = c.season_year and s.game_index between c.played_before - 9 and c.played_before
    group by c.nba_game_id, c.team_abbr`,
})

export const availability: SharedQuery = defineShared({
  name: 'availability',
  about:
    'How many players and regular starters each team missed in each game: NULL without an inactive list, starters also NULL when the team’s last 10 games tell none.',
  query: sql`
    select
      c.nba_game_id,
      c.team_abbr,
      coalesce(o.players_out, 0) as players_out,
      case when k.known > 0 then coalesce(o.starters_out, 0) end as starters_out,
      case when k.known > 0 then coalesce(o.starters_out_before_tip, 0) end as starters_out_before_tip
    from ${teamContext} as c
    join (select distinct nba_game_id from ${inactiveLines}) as l
      on l.nba_game_id = c.nba_game_id
    left join ${gamesWithStarters} as k
      on k.nba_game_id = c.nba_game_id and k.team_abbr = c.team_abbr
    left join (
      select
        nba_game_id,
        team_abbr,
        ${int(sql`sum(out_after)`)} as players_out,
        ${int(sql`sum(out_after * regular)`)} as starters_out,
        ${int(sql`sum(out_before_tip * regular)`)} as starters_out_before_tip
      from ${regularsOut}
      group by nba_game_id, team_abbr
    ) as o
      on o.nba_game_id = c.nba_game_id and o.team_abbr = c.team_abbr`,
})
