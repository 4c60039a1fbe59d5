import { otherTeamCodes } from '../feeds/team-codes.ts'
import { gameCrosswalk } from '../nba/sources/game-crosswalk.ts'
import { nbacSchedule } from '../nba/sources/nbac-schedule.ts'
import type { Store } from '../store/store.ts'
import { qualifiedName, type Source } from '../table/source.ts'

/** Where and when each game is, by the newest import: one row per NBA game id. */
export const games = 'temp.placed_games'
/** The NBA game id of each Basketball-Reference game id, by the crosswalk. */
const crossed = 'temp.crossed_games'

/** The sources that say where and when games are. */
export const places: readonly Source[] = [nbacSchedule, gameCrosswalk]

/** Reads the games and the crosswalk of the store into temporary tables. */
export async function readPlaces(store: Store): Promise<void> {
  await store.run(`
    create or replace temp table placed_games as
    select
      *,
      strftime(game_date, '%Y%m%d') || '_' || away_team || '_' || home_team as game_id,
      case when count(*) over (partition by game_date, home_team) = 1 then strftime(game_date, '%Y%m%d') || '0' || home_team end as bref_game_id
    from (
      select nba_game_id, game_date, home_team_tricode as home_team, away_team_tricode as away_team
      from ${qualifiedName(nbacSchedule)}
      where ended_by is null
      qualify row_number() over (
        partition by nba_game_id
        order by import_number desc, case feed when 'nba_schedule_v2' then 1 when 'nba_schedule_table' then 2 else 3 end
      ) = 1
    );
    create or replace temp table crossed_games as
    select source_game_id as bref_game_id, nba_game_id from ${qualifiedName(gameCrosswalk)} where ended_by is null and source = 'bref'`)
}

/** Joins that find the game of rows of `mapped` by a Basketball-Reference game id: the crosswalk's, else that of the day and home team. */
export function brefGameJoins(text: string): { readonly joins: string; readonly nbaGameId: string } {
  const own = `substr(mapped.${text}, 1, 9) || ${teamCode(`substr(mapped.${text}, 10)`)}`
  return {
    joins: `left join ${crossed} as crossed on crossed.bref_game_id = mapped.${text}
      left join ${games} as hosted on hosted.bref_game_id = ${own}`,
    nbaGameId: 'coalesce(crossed.nba_game_id, hosted.nba_game_id)',
  }
}

/** A team code of any source as one of the 30, or unchanged. */
export function teamCode(text: string): string {
  const cases = Object.entries(otherTeamCodes).map(([other, code]) => `when '${other}' then '${code}'`)
  return `case upper(${text}) ${cases.join(' ')} else upper(${text}) end`
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
  const followers = sources.filter(source => source.ofGame && source !== nbacSchedule)
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
