import type { ChangedField } from '../../ledger/row-history.ts'
import type { Store } from '../../store/store.ts'
import type { MovedCount, MovedMembers, MovedRow } from '../documents.ts'

const ROWS = 200
const RUNS = 100
const CORRECTIONS = 100

/** Which runs are asked about: one, or all after one; the newest where nothing is said. */
export interface Moving {
  readonly run: number | undefined
  readonly since: number | undefined
  readonly from: number
}

/** What runs changed after the first build, the statistics of players that became others, and the rows of one run, or of all since one, from one on. */
export async function moved(store: Store, { run, since, from }: Moving): Promise<MovedMembers> {
  const counts = await countsByRun(store)
  const numbers = [...new Set(counts.map(count => count.run))]
  const newest = run ?? (since === undefined ? (numbers[0] ?? null) : null)
  const which = newest === null ? `run > ${since ?? 0}` : `run = ${newest}`
  return {
    runs: numbers.map(number => {
      const own = counts.filter(count => count.run === number)
      return {
        run: number,
        at: own[0]?.at ?? '',
        command: own[0]?.command ?? '',
        tables: own.map(({ run: _, at: __, command: ___, ...count }) => count),
      }
    }),
    run: newest,
    since: newest === null ? (since ?? null) : null,
    total: await totalOf(store, which),
    corrections: await rowsOf(store, `${which} and ${IS_CORRECTION}`, { limit: CORRECTIONS, from: 0 }),
    rows: await rowsOf(store, which, { limit: ROWS, from }),
  }
}

function countsByRun(store: Store): Promise<(MovedCount & { readonly run: number; readonly at: string; readonly command: string })[]> {
  return store.rows(`
    select
      c.run,
      r.started_at as at,
      r.command,
      'nba_analytics.' || c.table_name as "table",
      ${['inserted', 'updated', 'deleted'].map(kind => `cast(count(*) filter (where c.kind = '${kind}') as bigint) as ${kind}`).join(', ')}
    from nba_processing.row_changes as c
    join nba_processing.runs as r
      on r.run = c.run
    where c.run in (select distinct run from nba_processing.row_changes order by run desc limit ${RUNS})
    group by all
    order by c.run desc, "table"`)
}

const COUNTED =
  'points|minutes_played|assists|offensive_rebounds|defensive_rebounds|steals|blocks|turnovers|personal_fouls|fg_makes|fg_attempts|three_pt_makes|three_pt_attempts|ft_makes|ft_attempts|plus_minus'
/** A count of a player's box score that was known and is another now. */
export const IS_CORRECTION: string = `table_name = 'player_game_summary' and kind = 'updated' and regexp_matches(fields, '"field": ?"(${COUNTED})", ?"before": ?[^n]')`

async function totalOf(store: Store, which: string): Promise<number> {
  const [found] = await store.rows<{ total: number }>(`select count(*) as total from nba_processing.row_changes where ${which}`)
  return found?.total ?? 0
}

interface Page {
  readonly limit: number
  readonly from: number
}

/** Logged changes, those of the newest run first. */
export async function rowsOf(store: Store, condition: string, { limit, from }: Page): Promise<MovedRow[]> {
  const rows = await store.rows<Omit<MovedRow, 'fields'> & { readonly fields: string }>(`
    select 'nba_analytics.' || table_name as "table", row_key as key, kind, run, fields
    from nba_processing.row_changes
    where ${condition}
    order by run desc, table_name, row_key
    limit ${limit} offset ${from}`)
  return rows.map(row => ({ ...row, fields: JSON.parse(row.fields) as ChangedField[] }))
}
