import { importTimes } from '../ledger/import-times.ts'
import { gameStates } from '../nba/game-states.ts'
import { raw, sql } from '../sql/sql.ts'
import type { Reading } from '../table/compile.ts'
import { currentRows, qualifiedName, type Source } from '../table/source.ts'

/**
 * Facts known at the tip of a date's games, whatever was imported when: box scores and results of earlier dates, inactive lists up to that date,
 * the schedule of all dates. Box scores of the date itself stay, because they tell who is listed; no value of a row before the tip may come from them.
 */
export function knownAtTip(date: string): Reading {
  return source => {
    const columns = columnsOf(source, `game_date <= date '${date}'`)
    const days = source.ofGame && source.knownAt !== 'always' ? ` and game_date <= date '${date}'` : ''
    return sql`select ${raw(columns)} from ${raw(qualifiedName(source))} where ended_by is null${raw(days)}`
  }
}

/** 06:00 Eastern of the day after the game, as an instant in UTC. */
const NEXT_DAY = `timezone('UTC', timezone('America/New_York', cast(game_date as timestamp) + interval 30 hours))`

/**
 * Facts that this store, or the world, knew at an instant: the first version of a key from the earlier of its declared time and its import on,
 * every later version and every end from its import on. What follows from other rows counts as known always.
 */
export function knownAtTime(instant: string): Reading {
  const time = `timestamp '${instant}'`
  return source => {
    if (source.tells === 'derived') return currentRows(source)
    const key = source.key.join(', ')
    const first = `row_number() over (partition by ${key} order by import_number, source_row) = 1`
    const known = `case when is_first then least(${declaredTime(source)}, imported_at) else imported_at end`
    return sql`select ${raw(columnsOf(source, `${NEXT_DAY} <= ${time}`))}
      from (
        select v.*, i.started_at as imported_at, e.started_at as ended_at, ${raw(first)} as is_first
        from ${raw(qualifiedName(source))} as v
        join (${importTimes}) as i using (import_number)
        left join (${importTimes}) as e on e.import_number = v.ended_by
      ) as versions
      where ${raw(known)} <= ${raw(time)} and (ended_at is null or ended_at > ${raw(time)})`
  }
}

function declaredTime(source: Source): string {
  if (source.knownAt === 'always' || !source.ofGame) return `timestamp '0001-01-01'`
  if (source.knownAt === 'snapshot') return 'snapshot_timestamp'
  if (source.knownAt !== 'tip') return NEXT_DAY
  const tip = `(select min(g.tip_utc) from ${qualifiedName(gameStates)} as g where g.ended_by is null and g.nba_game_id = versions.nba_game_id)`
  return `coalesce(${tip}, ${NEXT_DAY})`
}

/** The columns of a source, those that become known only with the result where it is known. */
function columnsOf(source: Source, resultsKnown: string): string {
  return [...Object.keys(source.columns), 'import_number']
    .map(column => (source.columns[column]?.withResult === true ? `case when ${resultsKnown} then ${column} end as ${column}` : column))
    .join(', ')
}
