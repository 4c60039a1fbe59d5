import { lastDay } from '../../sql/operations.ts'
import { sql } from '../../sql/sql.ts'
import { defineShared, type SharedQuery } from '../../table/shared.ts'
import { playerIdentities } from '../player-identities.ts'
import { brefInactives } from '../sources/bref-inactives.ts'
import { brefPlayerBoxscores } from '../sources/bref-player-boxscores.ts'
import { nbacPlayerBoxscores } from '../sources/nbac-player-boxscores.ts'
import { games } from './games.ts'
import { COUNTS, items } from './stat-lines.ts'

const playedGames: SharedQuery = defineShared({
  name: 'played_games',
  about: 'Games of the seasons that are computed, up to the last day of the range, that were played and have a box score.',
  query: sql`select * from ${games} where state = 'final' and box_teams > 0 and game_date <= ${lastDay}`,
})

const nbaLines: SharedQuery = defineShared({
  name: 'nba_lines',
  about: 'Rows of NBA.com box scores with the person they are about.',
  query: sql`
    select r.*, i.person_id
    from ${nbacPlayerBoxscores} as r
    join ${playedGames} as g
      on g.nba_game_id = r.nba_game_id
    join ${playerIdentities} as i
      on i.source = 'nba' and i.source_player_id = cast(r.nba_player_id as string)`,
})

const brefRows: SharedQuery = defineShared({
  name: 'bref_rows',
  about:
    'Rows of Basketball-Reference box scores with the person they are about; the first by `place` counts where a game has two of one person: a stat line before none.',
  query: sql`
    select r.*, i.person_id, r.player_status || ' ' || r.bref_player_id as place
    from ${brefPlayerBoxscores} as r
    join ${playedGames} as g
      on g.nba_game_id = r.nba_game_id
    join ${playerIdentities} as i
      on i.source = 'bref' and i.source_player_id = r.bref_player_id`,
})

const brefLines: SharedQuery = defineShared({
  name: 'bref_lines',
  about: 'Rows of Basketball-Reference box scores with the person they are about, one per game and person.',
  query: sql`
    select r.*
    from ${brefRows} as r
    join (select nba_game_id, person_id, min(place) as place from ${brefRows} group by nba_game_id, person_id) as f
      on f.nba_game_id = r.nba_game_id and f.person_id = r.person_id and f.place = r.place`,
})

export const inactiveLines: SharedQuery = defineShared({
  name: 'inactive_lines',
  about: 'Inactive lists with the person they name, one row per game and person.',
  query: sql`
    select r.nba_game_id, i.person_id, min(r.team_abbr) as team_abbr
    from ${brefInactives} as r
    join ${games} as g
      on g.nba_game_id = r.nba_game_id
    join ${playerIdentities} as i
      on i.source = 'bref' and i.source_player_id = r.bref_player_id
    group by r.nba_game_id, i.person_id`,
})

export const playerGames: SharedQuery = defineShared({
  name: 'player_games',
  about: 'Everybody who is listed for a game that was played, one row per game and person: each fact from the best source that tells it.',
  query: sql`
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
      ${items(COUNTS, name => `coalesce(v.${name}, l.${name}, b.${name}) as ${name}`)}
    from (select * from ${nbaLines} where feed = 'nba_box_score_v2') as v
    full join (select * from ${nbaLines} where feed = 'nba_league_game_log') as l
      on l.nba_game_id = v.nba_game_id and l.person_id = v.person_id
    full join ${brefLines} as b
      on b.nba_game_id = coalesce(v.nba_game_id, l.nba_game_id) and b.person_id = coalesce(v.person_id, l.person_id)
    full join ${inactiveLines} as n
      on n.nba_game_id = coalesce(v.nba_game_id, l.nba_game_id, b.nba_game_id) and n.person_id = coalesce(v.person_id, l.person_id, b.person_id)
    join ${playedGames} as g
      on g.nba_game_id = coalesce(v.nba_game_id, l.nba_game_id, b.nba_game_id, n.nba_game_id)`,
})
