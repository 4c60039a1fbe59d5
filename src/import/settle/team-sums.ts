import { sourcesOf } from '../../nba/sources/index.ts'
import { COUNTS, ofTeams } from '../../nba/statistics.ts'
import type { Store } from '../../store/store.ts'
import { qualifiedName, type Source } from '../../table/source.ts'
import { touchedSince, type OpenImports } from './stale.ts'

/** Stat lines and team totals that the same feed can tell. */
interface Sums {
  readonly players: Source
  readonly teams: Source
}

/** Statistics that both have are compared: turnovers with those of the team are another column. */
const SUMS: readonly Sums[] = sourcesOf('team totals').flatMap(teams =>
  sourcesOf('stat line')
    .filter(players => teams.key.every(column => column in players.columns))
    .map(players => ({ players, teams })),
)

interface Unequal {
  readonly feed: string
  readonly differences: number
  readonly game: string
  readonly team: string
  readonly statistic: string
  readonly sum: number
  readonly total: number
}

/** Sentences for team totals that are not the sum of the stat lines of the same feed, in games that an import or a later one touched; one per feed. */
export async function unequalSums(store: Store, { first, touched }: OpenImports): Promise<string[]> {
  const told = SUMS.filter(({ players, teams }) => touched.includes(players) || touched.includes(teams))
  if (told.length === 0) return []
  const rows = await store.rows<Unequal>(`
    select feed, cast(count(*) as bigint) as differences, unnest(arg_min(difference, (difference.game, difference.team, place)))
    from (${told.map(sums => differences(sums, first)).join(' union all ')}) as unequal
    group by feed
    order by feed`)
  return rows.map(sentence)
}

function sentence({ feed, differences: all, game, team, statistic, sum, total }: Unequal): string {
  const more = all === 1 ? '' : `; ${all - 1} more ${all === 2 ? 'total differs' : 'totals differ'} from the players’ sum`
  return `${feed}: the players of ${team} in ${game} have ${sum} ${statistic} together, the team total says ${total}: import the lines or totals that are missing or wrong${more}`
}

/** SQL for the differences of one kind of feed; statistics that some line or the total leaves out are not compared. */
function differences({ players, teams }: Sums, first: number): string {
  const keys = [...new Set(['feed', ...teams.key])]
  const key = keys.join(', ')
  const names = COUNTS.map(name => [ofTeams(name), name] as const).filter(([total]) => total in teams.columns)
  const sums = names.map(([, count]) => `case when count(${count}) = count(*) then sum(${count}) end as ${count}`)
  const compared = names.map(
    ([total, count], place) => `{'place': ${place}, 'statistic': '${count.replaceAll('_', ' ')}', 'sum': s.${count}, 'total': t.${total}}`,
  )
  return `
    select feed, place, {'game': game_id, 'team': team_abbr, 'statistic': statistic, 'sum': cast("sum" as bigint), 'total': total} as difference
    from (
      select t.feed, t.game_id, t.team_abbr, unnest([${compared.join(', ')}], recursive := true)
      from ${qualifiedName(teams)} as t
      join (
        select ${key}, ${sums.join(', ')}
        from ${qualifiedName(players)}
        where ended_by is null and player_status = 'active' and nba_game_id in (${touchedGames(players, first)} union ${touchedGames(teams, first)})
        group by ${key}
      ) as s
        on ${keys.map(column => `s.${column} = t.${column}`).join(' and ')}
      where t.ended_by is null and (${names.map(([total, count]) => `s.${count} <> t.${total}`).join(' or ')})
    ) as compared
    where "sum" <> total`
}

function touchedGames(source: Source, first: number): string {
  return `select nba_game_id from ${qualifiedName(source)} where ${touchedSince(first)}`
}
