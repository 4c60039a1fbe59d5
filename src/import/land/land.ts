import type { Format, Part } from '../../feeds/format.ts'
import type { Store } from '../../store/store.ts'
import { importColumns, qualifiedName, type Source } from '../../table/source.ts'
import { arrivals, keyText } from '../place/arrivals.ts'
import { DEFECT_COLUMNS } from '../read/csv-records.ts'
import { quarantine } from '../../ledger/import-tables.ts'
import { literal, quoted } from '../literals.ts'
import type { TableCounts } from '../report.ts'
import { UNDECIDED } from '../place/reasons.ts'
import { staged } from '../place/stage.ts'

/** What becomes of each arrival: stored, changed, unchanged, duplicate, undecided or rejected. A temporary table. */
export const outcomes = 'temp.row_outcomes'

export interface Landing {
  readonly format: Format
  readonly part: Part
  readonly importNumber: number
}

/** Compares arrivals with current versions: the last of equal keys counts, and is new, different or the same. Returns what became of the rows of each file. */
export async function compare(store: Store, landing: Landing): Promise<ReadonlyMap<string, TableCounts>> {
  const { target } = landing.part
  const sameKey = target.key.map(name => `c.${name} = a.${name}`).join(' and ')
  const sameFacts = factColumns(landing.part).map(name => `c.${name} is not distinct from a.${name}`)
  await store.run(`
    create or replace temp table row_outcomes as
    select a.source_file, a.arrival, a.row_key,
      case
        when a.reason_code = '${UNDECIDED}' then 'undecided'
        when a.reason_code is not null then 'rejected'
        when a.arrival <> latest.arrival${target.wholeOf === undefined ? '' : ' or a.source_file <> newest.source_file'} then 'duplicate'
        when c.import_number is null then 'stored'
        when not (${sameFacts.length === 0 ? 'true' : sameFacts.join(' and ')}) then 'changed'
        when c.import_number = ${landing.importNumber} then 'duplicate'
        else 'unchanged'
      end as outcome
    from ${arrivals} as a
    left join (select row_key, max(arrival) as arrival from ${arrivals} where reason_code is null group by row_key) as latest on latest.row_key = a.row_key
    ${newestFiles(target)}
    left join (${currentRows(target)}) as c on ${sameKey}`)
  const rows = await store.rows<{ file: string; outcome: Outcome; rows: number }>(
    `select source_file as file, outcome, cast(count(*) as bigint) as rows from ${outcomes} group by source_file, outcome`,
  )
  const found = new Map<string, TableCounts>()
  for (const row of rows) {
    const before = found.get(row.file) ?? noRows(target)
    found.set(row.file, { ...before, read: before.read + row.rows, [row.outcome]: row.rows })
  }
  return found
}

/** Rows that arrivals can be another version of; of games only theirs, because a season is many. */
function currentRows(target: Source): string {
  const ofGames = target.key.includes('nba_game_id') ? ` and nba_game_id in (select nba_game_id from ${arrivals})` : ''
  return `select * from ${qualifiedName(target)} where ended_by is null${ofGames}`
}

/** A join of the file that tells last of each whole, where files tell wholes: what others say of it is not asked. */
function newestFiles({ wholeOf }: Source): string {
  if (wholeOf === undefined) return ''
  const whole = wholeOf.join(', ')
  return `left join (select ${whole}, arg_max(source_file, arrival) as source_file from ${arrivals} where reason_code is null group by ${whole}) as newest
      on ${wholeOf.map(name => `newest.${name} = a.${name}`).join(' and ')}`
}

/** Ends versions of the wholes that arrivals tell whose keys no arrival has. Returns how many there were. */
export async function endRestOfWholes(store: Store, { part: { target }, importNumber, format: { feed } }: Landing): Promise<number> {
  const { wholeOf } = target
  if (wholeOf === undefined) return 0
  const whole = wholeOf.join(', ')
  const lacking = `r.ended_by is null and r.feed = ${literal(store, feed)} and r.import_number < ${importNumber}
    and (${wholeOf.map(name => `r.${name}`).join(', ')}) in (select ${whole} from ${arrivals} where reason_code is null)
    and not exists (select 1 from ${arrivals} as a where ${target.key.map(name => `a.${name} = r.${name}`).join(' and ')})`
  const [found] = await store.rows<{ rows: number }>(`select cast(count(*) as bigint) as rows from ${qualifiedName(target)} as r where ${lacking}`)
  const rows = found?.rows ?? 0
  if (rows > 0) await store.run(`update ${qualifiedName(target)} as r set ended_by = ${importNumber} where ${lacking}`)
  return rows
}

type Outcome = 'stored' | 'changed' | 'unchanged' | 'duplicate' | 'undecided' | 'rejected'

/** The counts of a file that has no row for a table. */
export function noRows(target: Source): TableCounts {
  return { table: qualifiedName(target), read: 0, stored: 0, changed: 0, unchanged: 0, duplicate: 0, undecided: 0, rejected: 0 }
}

/** Whether a table holds other rows than before. */
export function isChanged(counts: Iterable<TableCounts>): boolean {
  return [...counts].some(({ stored, changed }) => stored + changed > 0)
}

/** What became of the rows of several files together. */
export function totalOf(target: Source, counts: Iterable<TableCounts>): TableCounts {
  let sum = noRows(target)
  for (const { table, ...of } of counts) {
    sum = {
      table,
      read: sum.read + of.read,
      stored: sum.stored + of.stored,
      changed: sum.changed + of.changed,
      unchanged: sum.unchanged + of.unchanged,
      duplicate: sum.duplicate + of.duplicate,
      undecided: sum.undecided + of.undecided,
      rejected: sum.rejected + of.rejected,
    }
  }
  return sum
}

/** What became of the rows of a file, once for each table, however many parts of the format fill it; of one that brought nothing, that of the first. */
export function countsOf(targets: readonly Source[], counts: readonly TableCounts[]): TableCounts[] {
  const filled = [...new Set(targets)].map(target => ({ target, own: counts.filter(({ table }) => table === qualifiedName(target)) }))
  const told = filled.filter(({ own }) => own.length > 0)
  return (told.length === 0 ? filled.slice(0, 1) : told).map(({ target, own }) => totalOf(target, own))
}

/** What a feed says, as opposed to what places and keys a row. A schedule's date is what it says. */
export function factColumns(part: Part): string[] {
  const placed = part.game === 'own' ? [] : ['game_id', 'nba_game_id', 'game_date']
  return Object.keys(part.target.columns).filter(name => name !== 'feed' && !part.target.key.includes(name) && !placed.includes(name))
}

/** Writes what `compare` found: ends versions that changed, inserts new ones, and ends quarantined versions of the same keys. */
export async function writeVersions(store: Store, landing: Landing, counts: TableCounts): Promise<void> {
  const { target } = landing.part
  const table = qualifiedName(target)
  if (counts.changed > 0) {
    const sameKey = target.key.map(name => `r.${name} = a.${name}`).join(' and ')
    await store.run(
      `update ${table} as r set ended_by = ${landing.importNumber}
       from (select a.* from ${arrivals} as a join ${outcomes} as o on o.arrival = a.arrival where o.outcome = 'changed') as a
       where r.ended_by is null and ${sameKey}`,
    )
  }
  if (counts.changed + counts.stored > 0) {
    const columns = Object.keys(target.columns).join(', ')
    const imported = Object.keys(importColumns).join(', ')
    const all = counts.stored === counts.read ? '' : `where arrival in (select arrival from ${outcomes} where outcome in ('stored', 'changed'))`
    await store.run(
      `insert into ${table} (${columns}, ${imported}) select ${columns}, ${landing.importNumber}, source_file, source_row, null from ${arrivals} ${all}`,
    )
  }
  await store.run(
    `update ${qualifiedName(quarantine)} set ended_by = ${landing.importNumber}
     where ended_by is null and table_name = ${literal(store, table)} and row_key in (select row_key from ${outcomes} where outcome not in ('rejected', 'undecided'))`,
  )
}

/** Puts rejected rows into quarantine; they take the place of earlier versions that wait there. */
export async function writeQuarantine(store: Store, landing: Landing): Promise<void> {
  const { part, format, importNumber } = landing
  const table = literal(store, qualifiedName(part.target))
  const game = part.target.ofGame ? 'a.nba_game_id, a.game_date' : 'null, null'
  const cells = `json_object(${part.reads.map(name => `${literal(store, name)}, s.${quoted(name)}`).join(', ')})`
  const row = `case when a.reason_code = 'ragged' then json_object('text', s.${quoted(DEFECT_COLUMNS[0])}) else ${cells} end`
  await store.run(`
    create or replace temp table rejected_rows as
    select ${importNumber} as import_number, a.source_file, a.source_row, ${literal(store, format.name)} as format, ${literal(store, format.feed)} as feed, ${table} as table_name,
      a.row_key, ${game}, a.reason_code, a.refusal as reason, cast(${row} as varchar) as row_json, cast(null as bigint) as ended_by
    from ${arrivals} as a join ${staged} as s on s.arrival = a.arrival
    where a.reason_code <> '${UNDECIDED}'
    order by a.arrival;
    update ${qualifiedName(quarantine)} as q set ended_by = ${importNumber}
    from temp.rejected_rows as r
    where q.ended_by is null and q.import_number < ${importNumber} and q.table_name = r.table_name and q.row_key = r.row_key
      and (q.row_json = r.row_json or r.reason_code not in ('key_missing', 'ragged'));
    insert into ${qualifiedName(quarantine)} from temp.rejected_rows`)
}

/** SQL for the key of a stored row. */
export function storedKey(source: Source, row: string): string {
  return keyText(source.key, `${row}.`)
}
