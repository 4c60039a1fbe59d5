import { anyTrue, div, int, lastDay, roundedUnits } from '../../sql/operations.ts'
import { join, raw, sql } from '../../sql/sql.ts'
import { defineShared, type SharedQuery } from '../../table/shared.ts'
import { paceTenths, possessionHundredths, ratingHundredths } from '../formulas.ts'
import { COUNTS, ofTeams } from '../statistics.ts'
import { fromSource } from './from-source.ts'
import { items, pieces } from './items.ts'
import { FROM_LINES, playerGames } from './player-games.ts'
import { eventItems, eventJoin, TEAM_EVENTS } from './team-events.ts'
import { teamSlots } from './team-slots.ts'
import { TEAM_COUNTS, teamTotals, totalSources } from './team-totals.ts'

const teamSums: SharedQuery = defineShared({
  name: 'team_sums',
  about: 'Sums of the stat lines of a team in a game.',
  query: sql`
    select
      nba_game_id,
      team_abbr,
      ${int(sql`sum(seconds_played)`)} as player_seconds,
      ${pieces(FROM_LINES, name => sql`${anyTrue(raw(name))} as ${raw(name)}`)},
      ${join(
        COUNTS.map(name => sql`${int(raw(`sum(${name})`))} as ${raw(ofTeams(name))}`),
        ',\n      ',
      )}
    from ${playerGames}
    where player_status = 'active'
    group by nba_game_id, team_abbr`,
})

const teamBoxes: SharedQuery = defineShared({
  name: 'team_boxes',
  about: 'Team totals of games that were played: each fact from the best source that tells it, then the sum of the players.',
  query: sql`
    select
      t.*,
      ${pieces(
        totalSources.map(source => source.name),
        name => sql`coalesce(${raw(`b.${fromSource(name)}`)}, false) as ${raw(fromSource(name))}`,
      )},
      ${pieces(FROM_LINES, name => raw(`b.turnovers is null and coalesce(p.${name}, false) as ${name}`))},
      ${eventItems},
      coalesce(b.team_minutes, ${div(sql`p.player_seconds`, sql`60`)}) as team_minutes,
      ${items(TEAM_COUNTS, name => `coalesce(b.${name}, p.${name}) as ${name}`)}
    from ${teamSlots} as t
    left join ${teamTotals} as b
      on b.nba_game_id = t.nba_game_id and b.team_abbr = t.team_abbr
    left join ${teamSums} as p
      on p.nba_game_id = t.nba_game_id and p.team_abbr = t.team_abbr
    ${eventJoin}
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
        coalesce(
          max(overtimes_by_events),
          ${roundedUnits(sql`sum(team_minutes) - 240 * count(team_minutes)`, sql`25 * count(team_minutes)`, 0)}
        ) as overtime_periods
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
      opp.team_turnovers as opp_team_turnovers,
      opp.possessions_x100 as opp_possessions_x100,
      ${items([...TEAM_COUNTS, ...TEAM_EVENTS], name => `opp.${name} as opp_${name}`)},
      opp.zones_agree as opp_zones_agree,
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
