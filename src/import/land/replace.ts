import type { Store } from '../../store/store.ts'
import { qualifiedName, type Source } from '../../table/source.ts'
import { arrivals } from '../place/arrivals.ts'
import { quarantine } from '../../ledger/import-tables.ts'
import { storedKey, type Landing } from './land.ts'
import { literal } from '../literals.ts'
import { rowCount } from '../summary.ts'

/** Rows that the files of this import hold; what they lack of the same feed, table and date ends with `endWhatIsLacking`. */
const held = 'temp.held_rows'

/** Starts to note what the files hold. */
export async function prepareHeld(store: Store): Promise<void> {
  await store.run('create or replace temp table held_rows (table_name varchar, feed varchar, nba_game_id varchar, game_date date, row_key varchar)')
}

/** Notes the rows that were just compared, rejected ones too: a row that cannot be read is not a row that is gone. */
export async function noteHeld(store: Store, landing: Landing): Promise<void> {
  const { target } = landing.part
  const game = target.ofGame ? 'nba_game_id, game_date' : 'null, null'
  await store.run(`insert into held_rows select ${literal(store, qualifiedName(target))}, feed, ${game}, row_key from ${arrivals}`)
}

/** Ends current and quarantined versions of each feed, table and game date that the files hold and whose keys they lack. Returns sentences. */
export async function endWhatIsLacking(store: Store, sources: readonly Source[], importNumber: number): Promise<string[]> {
  const touched = await store.rows<{ name: string }>(`select distinct table_name as name from ${held} order by name`)
  const sentences: string[] = []
  for (const { name } of touched) {
    const source = sources.find(candidate => qualifiedName(candidate) === name)
    if (source === undefined) continue
    const ended = await endRows(store, source, importNumber)
    if (ended > 0) sentences.push(`${rowCount(ended)} of ${name} ended: the files are the whole truth for what they hold, and lack them`)
  }
  return sentences
}

async function endRows(store: Store, source: Source, importNumber: number): Promise<number> {
  const table = qualifiedName(source)
  const name = literal(store, table)
  const key = storedKey(source, 'r')
  const isHeld = (same: string): string => `exists (select 1 from ${held} as h where h.table_name = ${name} and h.feed = r.feed ${same})`
  const lacking = `ended_by is null
    and ${isHeld(source.ofGame ? 'and h.game_date = r.game_date' : '')}
    and not exists (select 1 from ${held} as k where k.table_name = ${name} and k.row_key = ${key})`
  const found = await store.rows<{ rows: number }>(`select count(*) as rows from ${table} as r where ${lacking}`)
  if ((found[0]?.rows ?? 0) > 0) await store.run(`update ${table} as r set ended_by = ${importNumber} where ${lacking}`)
  const ofHeldGame = source.ofGame ? `(${isHeld('and h.game_date = r.game_date')} or ${isHeld('and h.nba_game_id = r.nba_game_id')})` : isHeld('')
  await store.run(
    `update ${qualifiedName(quarantine)} as r set ended_by = ${importNumber}
     where ended_by is null and import_number < ${importNumber} and table_name = ${name}
       and ${ofHeldGame}
       and not exists (select 1 from ${held} as k where k.table_name = ${name} and k.row_key = r.row_key)`,
  )
  return found[0]?.rows ?? 0
}
