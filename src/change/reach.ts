import { sourcesOf } from '../nba/sources/index.ts'
import { literal } from '../sql/operations.ts'
import { join, raw, sql, type Sql } from '../sql/sql.ts'
import type { Store } from '../store/store.ts'
import { fillTemporary } from '../store/temporary.ts'
import type { Dependency } from '../table/dependency.ts'
import type { Model } from '../table/model.ts'
import { versionsOf } from '../table/source.ts'
import type { Touched } from './breadth.ts'
import type { LocatedPlayers } from './places.ts'
import { condition, forTables, looksAhead, mattering } from './reach-queries.ts'
import { reached, type ReachedGames } from './relations.ts'

/** Follows each located change into the tables, by every dependency that they declare. Those that no change is about are left out of the statement. */
export async function reachGames(store: Store, located: LocatedPlayers, { models, touched }: Followed): Promise<ReachedGames> {
  return fillTemporary(store, reached, gamesReached(located, { models, touched }))
}

/** Which tables changes are followed into, and which changes there are. */
export interface Followed {
  readonly models: readonly Model[]
  readonly touched: readonly Touched[]
}

export function gamesReached(located: LocatedPlayers, { models, touched }: Followed): Sql[] {
  const queriesOf = (model: Model): Sql[] =>
    mattering(model, touched).map(dependency => sql`${datesReached(located, dependency)} ${condition(dependency, 'p')}`)
  const queries = forTables(models, queriesOf)
  return queries.length === 0 ? [] : [sql`select distinct * from (${join(queries, '\nunion all\n')}) as found`]
}

const BOTH_TEAMS: Sql = sql`cast(null as string) as team_abbr`

/** The game whose rows are reached, NULL when rows may have moved between the games of a date. */
function gameOf(place: 'p' | 'd'): Sql {
  return sql`case when not p.moves then ${raw(place)}.nba_game_id end as nba_game_id, ${BOTH_TEAMS}`
}

/** The same where only rows of the team of day `d` are reached. */
const TEAM_IN_GAME: Sql = sql`case when not p.moves then d.nba_game_id end as nba_game_id, d.team_abbr`

const WHOLE_DATE: Sql = sql`cast(null as string) as nba_game_id, ${BOTH_TEAMS}`

/** The dates that a change gets into, as a query of change_id, game_date, nba_game_id, team_abbr and why over `places as p` that ends before a condition on p. */
function datesReached(located: LocatedPlayers, { within, as }: Dependency): Sql {
  switch (within.kind) {
    case 'same date':
      return sameDate(located, as)
    case 'player games':
      return playersGames(located, within.games)
    case 'player days':
      return playersLater(located, `last ${within.days} days`, sql`d.game_date <= p.game_date + ${within.days} and`)
    case 'player season':
      return playersLater(located, 'season so far', sql``)
    case 'team games':
      return teamsGames(located, within.games, within.side)
    case 'everybody’s games':
      return everybodysGames(located, within.games)
    case 'team season':
      return teamSeason(located)
    case 'calendar':
      return calendar(located)
    case 'game ahead':
      return gameAhead(located)
    case 'rosters ahead':
      return rostersAhead(located, within.days)
    case 'absence':
      return absence(located)
    case 'person season':
      return personSeason(located)
  }
}

/** `his’s last 10 games`, where the column tells who. */
function whose(column: string, window: string): Sql {
  return sql`${raw(column)} || ${literal(`’s ${window}`)} as why`
}

function named(count: number): string {
  return count === 1 ? 'last game' : `last ${count} games`
}

function sameDate({ places, asked }: LocatedPlayers, as: string): Sql {
  return sql`
  select p.change_id, p.game_date, ${gameOf('p')}, ${literal(as)} as why
  from ${places} as p
  where p.game_date in (select game_date from ${asked}) and`
}

function playersGames({ places, playerDays }: LocatedPlayers, games: number): Sql {
  return sql`
  select p.change_id, d.game_date, ${TEAM_IN_GAME}, ${whose('p.player_lookup', named(games))}
  from ${places} as p
  join ${playerDays} as d
    on d.player_lookup = p.player_lookup and d.season_year = p.season_year and d.game_date > p.game_date
  left join (
    select t.change_id, t.player_lookup, t.game_date, max(o.played_before + case when o.played then 1 else 0 end) as played_through
    from ${places} as t
    join ${playerDays} as o
      on o.player_lookup = t.player_lookup and o.season_year = t.season_year and o.game_date <= t.game_date
    group by t.change_id, t.player_lookup, t.game_date
  ) as o
    on o.change_id = p.change_id and o.player_lookup = p.player_lookup and o.game_date = p.game_date
  where d.asked and d.played_before - coalesce(o.played_through, 0) < ${games} and`
}

function playersLater({ places, playerDays }: LocatedPlayers, window: string, bound: Sql): Sql {
  return sql`
  select p.change_id, d.game_date, ${TEAM_IN_GAME}, ${whose('p.player_lookup', window)}
  from ${places} as p
  join ${playerDays} as d
    on d.player_lookup = p.player_lookup and d.season_year = p.season_year and d.game_date > p.game_date
  where d.asked and ${bound}`
}

function teamsGames({ places, teamDays }: LocatedPlayers, games: number, side: 'both' | 'opponent'): Sql {
  return sql`
  select p.change_id, d.game_date, ${gameOf('d')}, ${whose('d.team_abbr', named(games))}
  from ${places} as p
  join ${teamDays} as o
    on o.season_year = p.season_year and o.game_date = p.game_date and o.team_abbr in (${raw(side === 'both' ? 'p.team_abbr, p.opponent' : 'p.opponent')})
  join ${teamDays} as d
    on d.team_abbr = o.team_abbr and d.season_year = o.season_year and d.game_date > o.game_date
  where d.asked and d.played_before - o.played_before - 1 < ${games} and`
}

function everybodysGames({ places, playerDays }: LocatedPlayers, games: number): Sql {
  return sql`
  select p.change_id, d.game_date, ${TEAM_IN_GAME}, ${whose('d.player_lookup', named(games))}
  from ${places} as p
  join ${playerDays} as o
    on o.season_year = p.season_year and o.game_date = p.game_date and o.team_abbr in (p.team_abbr, p.opponent) and o.played
  join ${playerDays} as d
    on d.player_lookup = o.player_lookup and d.season_year = o.season_year and d.game_date > o.game_date
  where d.asked and d.played_before - o.played_before - 1 < ${games} and`
}

function rostersAhead({ places, teamDays }: LocatedPlayers, days: number): Sql {
  return sql`
  select p.change_id, d.game_date, ${WHOLE_DATE}, 'the rosters of games ahead' as why
  from ${places} as p
  join (select distinct season_year, game_date from ${teamDays} where asked and (state = 'upcoming' or (state = 'final' and line_teams = 0))) as d
    on d.season_year = p.season_year and d.game_date > p.game_date and d.game_date <= p.game_date + ${days}
  where`
}

function teamSeason({ places, teamDays }: LocatedPlayers): Sql {
  return sql`
  select p.change_id, d.game_date, ${gameOf('d')}, ${whose('d.team_abbr', 'season so far')}
  from ${places} as p
  join ${teamDays} as d
    on d.season_year = p.season_year and d.game_date > p.game_date
    and (
      d.team_abbr in (p.team_abbr, p.opponent)
      or d.next_opponent in (p.team_abbr, p.opponent)
      or d.next_fixed_opponent in (p.team_abbr, p.opponent)
    )
  where d.asked and`
}

/** Whoever is out counts for his teammates by what he has done in the season. */
function absence({ places, teamDays }: LocatedPlayers): Sql {
  const named = sourcesOf('injury report').map(
    source => sql`select nba_game_id, player_lookup from ${versionsOf(source)} where ended_by is null and injury_status in ('out', 'doubtful')`,
  )
  const aliases = sourcesOf('alias').map(source => sql`select alias_lookup, nba_canonical_lookup from ${versionsOf(source)} where ended_by is null`)
  const spelled = sql`r.player_lookup = p.player_lookup
      or r.player_lookup in (select a.alias_lookup from (${join(aliases, ' union all ')}) as a where a.nba_canonical_lookup = p.player_lookup)`
  return sql`
  select p.change_id, d.game_date, ${TEAM_IN_GAME}, ${whose('d.team_abbr', 'stars who are out')}
  from ${places} as p
  join ${teamDays} as d
    on d.season_year = p.season_year and d.team_abbr = p.team_abbr and d.game_date > p.game_date
  where d.asked and p.player_lookup is not null and (
    exists (select 1 from (${join(named, ' union all ')}) as r where r.nba_game_id = d.nba_game_id and (${spelled}))
    or exists (
      select 1 from (${daysOfTransactions(places)}) as r
      where r.is_out = 1 and r.season_year = d.season_year and r.injured_on < d.game_date and coalesce(r.next_on, d.game_date) >= d.game_date and (${spelled})
    )
  ) and`
}

/** Days of transactions by name, each with the next of that name. Persons have several names, of which another may end an absence sooner: none is taken to be shorter than it is. */
function daysOfTransactions(places: LocatedPlayers['places']): Sql {
  const told = sourcesOf('injury').map(
    source => sql`select season_year, player_lookup, injured_on, status from ${versionsOf(source)} where ended_by is null`,
  )
  return sql`
    select
      season_year,
      player_lookup,
      injured_on,
      max(case when status = 'out' then 1 else 0 end) as is_out,
      lead(injured_on) over (partition by season_year, player_lookup order by injured_on) as next_on
    from (${join(told, ' union all ')}) as t
    where season_year in (select season_year from ${places})
    group by season_year, player_lookup, injured_on`
}

function calendar({ places, teamDays }: LocatedPlayers): Sql {
  return sql`
  select p.change_id, d.game_date, ${WHOLE_DATE}, 'the calendar of the season' as why
  from ${places} as p
  join (
    select f.change_id, min(least(f.game_date - 7, coalesce(f.looks_from, f.game_date))) as from_date
    from ${places} as f
    where f.input = 'game'
    group by f.change_id
  ) as s
    on s.change_id = p.change_id
  join (select distinct season_year, game_date from ${teamDays} where asked) as d
    on d.season_year = p.season_year and d.game_date >= s.from_date
  where`
}

function gameAhead({ places, teamDays, asked }: LocatedPlayers): Sql {
  return sql`
  select p.change_id, d.game_date, ${WHOLE_DATE}, 'the game ahead' as why
  from ${places} as p
  join (${looksAhead(teamDays)}) as d
    on d.season_year = p.season_year and d.next_date = p.game_date
  where d.game_date in (select game_date from ${asked}) and`
}

function personSeason({ places, teamDays }: LocatedPlayers): Sql {
  return sql`
  select p.change_id, d.game_date, ${WHOLE_DATE}, p.player_lookup || ' is somebody else' as why
  from (
    select change_id, input, names, season_year, player_lookup, min(game_date) as game_date
    from ${places}
    group by change_id, input, names, season_year, player_lookup
  ) as p
  join (select distinct season_year, game_date from ${teamDays} where asked) as d
    on d.season_year = p.season_year and d.game_date >= p.game_date
  where`
}
