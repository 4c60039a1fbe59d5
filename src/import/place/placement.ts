import { fixtureRecency } from '../../nba/feeds.ts'
import { factsOf, sourcesOf } from '../../nba/sources/index.ts'
import { sql } from '../../sql/sql.ts'
import type { Store } from '../../store/store.ts'
import { compileQuery } from '../../table/compile.ts'
import { qualifiedName, type Source } from '../../table/source.ts'
import { codeOfBref } from './team-codes.ts'

/** Where and when each game is, by the newest import: one row per NBA game id. */
export const games = 'temp.placed_games'
/** The NBA game id of each Basketball-Reference game id, by the crosswalk. */
const crossed = 'temp.crossed_games'

/** The game that each team plays on a day, if it is one. */
export const gamesOfTeams: string = `select * from (select *, unnest([home_team, away_team]) as team from ${games}) qualify count(*) over (partition by game_date, team) = 1`

/**
 * The game that two teams play on a day, or where they do not meet then, the last one of so many days before it, as a query over rows with the day and both codes:
 * `arrival` and the columns of games.
 */
export function gamesOfTwo(rows: string, day: string, daysBefore: number): string {
  const pair = (one: string, other: string): string => `least(${one}, ${other}) || ' ' || greatest(${one}, ${other})`
  return `select r.arrival, g.nba_game_id, g.game_id, g.game_date, g.home_team
    from (select arrival, ${pair('"code of game"', '"other code of game"')} as pair, unnest(generate_series(0, ${daysBefore})) as days_late, ${day} as day from ${rows}) as r
    join (select *, ${pair('home_team', 'away_team')} as pair from ${games}) as g on g.pair = r.pair and g.game_date = r.day - cast(r.days_late as integer)
    qualify rank() over (partition by r.arrival order by r.days_late) = 1 and count(*) over (partition by r.arrival, r.days_late) = 1`
}

/** The sources that say where and when games are. */
export const places: readonly Source[] = [...sourcesOf('fixture'), ...sourcesOf('game link')]

/** Reads the games and the crosswalk of the store into temporary tables. */
export async function readPlaces(store: Store): Promise<void> {
  const fixtures = sql`
    select nba_game_id, game_date, home_team_tricode as home_team, away_team_tricode as away_team
    from ${factsOf('fixture')} as s
    qualify row_number() over (partition by nba_game_id order by ${fixtureRecency('s')} desc) = 1`
  const links = sql`select source_game_id as bref_game_id, nba_game_id from ${factsOf('game link')} where source = 'bref'`
  await store.run(`
    create or replace temp table placed_games as
    select
      *,
      strftime(game_date, '%Y%m%d') || '_' || away_team || '_' || home_team as game_id,
      case when count(*) over (partition by game_date, home_team) = 1 then strftime(game_date, '%Y%m%d') || '0' || home_team end as bref_game_id
    from (${compileQuery(fixtures, store)}) as f;
    create or replace temp table crossed_games as ${compileQuery(links, store)}`)
}

/** Joins that find the game of rows of `mapped` by a Basketball-Reference game id: the crosswalk's, else that of the day and home team. */
export function brefGameJoins(text: string): { readonly joins: string; readonly nbaGameId: string } {
  const own = `substr(mapped.${text}, 1, 9) || ${codeOfBref(`substr(mapped.${text}, 10)`)}`
  return {
    joins: `left join ${crossed} as crossed on crossed.bref_game_id = mapped.${text}
      left join ${games} as hosted on hosted.bref_game_id = ${own}`,
    nbaGameId: 'coalesce(crossed.nba_game_id, hosted.nba_game_id)',
  }
}

/** The season of a day that a text starts with, dashes or none: from August on the year's own. */
export function seasonOfDay(text: string): string {
  return `(try_cast(substr(${text}, 1, 4) as bigint) - case when substr(replace(${text}, '-', ''), 5, 2) < '08' then 1 else 0 end)`
}

/** Brings the game columns of raw rows in line with the places of now, without new versions. Returns how many games had moved. */
export async function followPlaces(store: Store, sources: readonly Source[]): Promise<number> {
  await store.run('create or replace temp table places_before as select nba_game_id, game_id, game_date from placed_games')
  await store.run('create or replace temp table crossed_before as from crossed_games')
  await readPlaces(store)
  await store.run(`
    create or replace temp table moved_games as
    select now.nba_game_id, now.game_id, now.game_date
    from ${games} as now
    join temp.places_before as before on before.nba_game_id = now.nba_game_id and (before.game_id <> now.game_id or before.game_date <> now.game_date);
    create or replace temp table recrossed_games as
    select now.bref_game_id, games.nba_game_id, games.game_id, games.game_date
    from (from ${crossed} except from temp.crossed_before) as now
    join ${games} as games on games.nba_game_id = now.nba_game_id`)
  const found = await store.rows<{ moved: number; crossed: number }>(
    'select (select count(*) from temp.moved_games) as moved, (select count(*) from temp.recrossed_games) as crossed',
  )
  const followers = sources.filter(source => source.ofGame && source.tells !== 'fixture')
  for (const source of followers) {
    if ((found[0]?.moved ?? 0) > 0) await store.run(moveRows(source, 'moved_games', 'nba_game_id'))
    if ((found[0]?.crossed ?? 0) > 0 && 'bref_game_id' in source.columns) await store.run(moveRows(source, 'recrossed_games', 'bref_game_id'))
  }
  return found[0]?.moved ?? 0
}

function moveRows(source: Source, moved: string, by: string): string {
  return `update ${qualifiedName(source)} as r set nba_game_id = m.nba_game_id, game_id = m.game_id, game_date = m.game_date
    from temp.${moved} as m
    where r.${by} = m.${by} and (r.nba_game_id <> m.nba_game_id or r.game_id <> m.game_id or r.game_date <> m.game_date)`
}
