import { anyTrue, div, int, lastDay, roundedUnits } from '../../sql/operations.ts'
import { sql } from '../../sql/sql.ts'
import { defineShared, type SharedQuery } from '../../table/shared.ts'
import { paceTenths, possessionHundredths, ratingHundredths } from '../formulas.ts'
import { brefTeamBoxscores } from '../sources/bref-team-boxscores.ts'
import { nbacTeamBoxscore } from '../sources/nbac-team-boxscore.ts'
import { games } from './games.ts'
import { playerGames } from './player-games.ts'
import { items, TEAM_COUNTS } from './stat-lines.ts'

const counts = Object.keys(TEAM_COUNTS)

export const teamSlots: SharedQuery = defineShared({
  name: 'team_slots',
  about: 'Both sides of every game of the seasons that are computed, whatever its state.',
  query: sql`
    select g.*, g.home_team as team_abbr, g.away_team as opponent_team_abbr, true as home_game
    from ${games} as g
    union all
    select g.*, g.away_team as team_abbr, g.home_team as opponent_team_abbr, false as home_game
    from ${games} as g`,
})

const teamSums: SharedQuery = defineShared({
  name: 'team_sums',
  about: 'Sums of the stat lines of a team in a game.',
  query: sql`
    select
      nba_game_id,
      team_abbr,
      ${int(sql`sum(turnovers)`)} as turnovers,
      ${int(sql`sum(seconds_played)`)} as player_seconds,
      ${anyTrue(sql`from_nba`)} as from_nba,
      ${anyTrue(sql`from_bref`)} as from_bref,
      ${items(counts, name => `sum(${TEAM_COUNTS[name]}) as ${name}`)}
    from ${playerGames}
    where player_status = 'active'
    group by nba_game_id, team_abbr`,
})

const brefTeamRows: SharedQuery = defineShared({
  name: 'bref_team_rows',
  about:
    'Team totals of Basketball-Reference in games of the seasons that are computed; the greatest `place` counts where two of its game ids are one game.',
  query: sql`
    select r.*, cast(1000000 + r.import_number as string) || r.bref_game_id as place
    from ${brefTeamBoxscores} as r
    join ${games} as g
      on g.nba_game_id = r.nba_game_id`,
})

const brefTeamLines: SharedQuery = defineShared({
  name: 'bref_team_lines',
  about: 'Team totals of Basketball-Reference, one row per game and team.',
  query: sql`
    select r.*
    from ${brefTeamRows} as r
    join (select nba_game_id, team_abbr, max(place) as place from ${brefTeamRows} group by nba_game_id, team_abbr) as n
      on n.nba_game_id = r.nba_game_id and n.team_abbr = r.team_abbr and n.place = r.place`,
})

const teamBoxes: SharedQuery = defineShared({
  name: 'team_boxes',
  about: 'Team totals of games that were played: box score v2, then LeagueGameLog, then Basketball-Reference, then the sum of the players.',
  query: sql`
    select
      t.*,
      v.team_abbr is not null or l.team_abbr is not null as from_nba,
      b.team_abbr is not null as from_bref,
      v.team_abbr is null and l.team_abbr is null and coalesce(p.from_nba, false) as from_nba_players,
      v.team_abbr is null and l.team_abbr is null and coalesce(p.from_bref, false) as from_bref_players,
      coalesce(v.turnovers, l.turnovers, p.turnovers) as turnovers,
      b.turnovers_with_team - coalesce(v.turnovers, l.turnovers, p.turnovers) as team_turnovers,
      coalesce(v.player_minutes, b.team_minutes, l.player_minutes, ${div(sql`p.player_seconds`, sql`60`)}) as team_minutes,
      ${items(counts, name => `coalesce(v.${name}, l.${name}, b.${name}, p.${name}) as ${name}`)}
    from ${teamSlots} as t
    left join ${nbacTeamBoxscore} as v
      on v.nba_game_id = t.nba_game_id and v.team_abbr = t.team_abbr and v.feed = 'nba_box_score_v2'
    left join ${nbacTeamBoxscore} as l
      on l.nba_game_id = t.nba_game_id and l.team_abbr = t.team_abbr and l.feed = 'nba_league_game_log'
    left join ${brefTeamLines} as b
      on b.nba_game_id = t.nba_game_id and b.team_abbr = t.team_abbr
    left join ${teamSums} as p
      on p.nba_game_id = t.nba_game_id and p.team_abbr = t.team_abbr
    where t.state = 'final' and t.game_date <= ${lastDay}`,
})

const ratedBoxes: SharedQuery = defineShared({
  name: 'rated_boxes',
  about: 'Team totals with possessions; both teams of a game have the same number of overtimes.',
  query: sql`
    select
      t.*,
      ${possessionHundredths('t')} as possessions_x100,
      o.overtime_periods
    from ${teamBoxes} as t
    join (
      select
        nba_game_id,
        ${roundedUnits(sql`sum(team_minutes) - 240 * count(team_minutes)`, sql`25 * count(team_minutes)`, 0)} as overtime_periods
      from ${teamBoxes}
      group by nba_game_id
    ) as o
      on o.nba_game_id = t.nba_game_id`,
})

const gameIndexes: SharedQuery = defineShared({
  name: 'game_indexes',
  about: 'The place of each game that was played and has box scores of both teams in the season of either team, from 1.',
  query: sql`
    select
      own.nba_game_id,
      own.team_abbr,
      row_number() over (partition by own.team_abbr, own.season_year order by own.game_date, own.nba_game_id) as game_index
    from ${ratedBoxes} as own
    join ${ratedBoxes} as opp
      on opp.nba_game_id = own.nba_game_id and opp.team_abbr = own.opponent_team_abbr
    where own.points is not null and opp.points is not null`,
})

export const teamGames: SharedQuery = defineShared({
  name: 'team_games',
  about: 'What each team did in each game that was played and has box scores of both teams, beside what its opponent did (opp_…).',
  query: sql`
    select
      own.*,
      opp.turnovers as opp_turnovers,
      opp.team_turnovers as opp_team_turnovers,
      opp.possessions_x100 as opp_possessions_x100,
      ${items(counts, name => `opp.${name} as opp_${name}`)},
      ${ratingHundredths('own.points', 'own.possessions_x100')} as offensive_rating_x100,
      ${ratingHundredths('opp.points', 'opp.possessions_x100')} as defensive_rating_x100,
      ${paceTenths('own.possessions_x100', 'opp.possessions_x100', 'own.overtime_periods')} as pace_x10,
      i.game_index
    from ${ratedBoxes} as own
    join ${ratedBoxes} as opp
      on opp.nba_game_id = own.nba_game_id and opp.team_abbr = own.opponent_team_abbr
    join ${gameIndexes} as i
      on i.nba_game_id = own.nba_game_id and i.team_abbr = own.team_abbr`,
})
