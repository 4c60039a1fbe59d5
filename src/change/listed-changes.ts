import { gameStates } from '../nba/game-states.ts'
import { playerIdentities } from '../nba/player-identities.ts'
import { cast, eachText, lastKnown, literal } from '../sql/operations.ts'
import { sql, type Sql } from '../sql/sql.ts'
import type { Store } from '../store/store.ts'
import { dropTemporary, fillTemporary } from '../store/temporary.ts'
import { compileQuery } from '../table/compile.ts'
import { qualifiedName, versionsOf } from '../table/source.ts'
import { parseFieldChange, type FieldChange } from '../ledger/changed-fields.ts'
import { identityTellers } from './identity-tellers.ts'
import { listedChanges, type InputChanges, type ListedChanges, type ReasonsReached } from './relations.ts'

/** A raw row that differs from what units were built from. */
export interface InputChange {
  readonly id: string
  readonly table: string
  readonly date: string | null
  readonly key: string
  readonly kind: 'added' | 'removed' | 'changed'
  /** NBA id of the game that it is about. */
  readonly game: string | null
  /** Lookup of the player, else tricode of the team that it is about. */
  readonly who: string | null
  readonly fields: readonly FieldChange[]
  /** File and row of the version that holds now; null when it was removed or follows from other rows. */
  readonly file: string | null
  readonly row: number | null
  /** File, row and import as a phrase. */
  readonly cause: string
}

/** Changes that are listed. */
const MOST_LISTED = 2000

/** What is listed: changes since an import, and the reasons that name some of them. */
export interface Listing {
  readonly changes: InputChanges
  readonly reasons: ReasonsReached
  readonly baseline: number
}

/** The changes that reasons name, and others up to a number. */
export async function listChanges(store: Store, listing: Listing): Promise<InputChange[]> {
  const listed = await fillTemporary(store, listedChanges, [namedFirst(listing)])
  const people = await store.rows(compileQuery(sql`select 1 as one from ${listed} where table_name = ${literal(IDENTITIES)} limit 1`, store))
  const told = people.length === 0 ? [] : await store.rows<Told>(compileQuery(identityTellers(listed, listing.baseline), store))
  const rows = await store.rows<ListedRow>(compileQuery(rowsListed(listed), store))
  await dropTemporary(store, [listed])
  const tellers = new Map(told.map(teller => [teller.change_id, teller]))
  return rows.map(row => inputChange(row, tellers.get(row.change_id)))
}

const STATES = qualifiedName(gameStates)
const IDENTITIES = qualifiedName(playerIdentities)

/** Those that reasons name come first. A changed game is told by raw rows of it where there are any. */
export function namedFirst({ changes, reasons }: Omit<Listing, 'baseline'>): Sql {
  return sql`
  select c.*, n.place
  from ${changes} as c
  left join (select text as change_id, min(place) as place from (${eachText(sql`${reasons}`, sql`named`)}) as spread group by text) as n
    on n.change_id = c.change_id
  left join (select distinct nba_game_id from ${changes} where table_name <> ${literal(STATES)}) as told
    on told.nba_game_id = c.nba_game_id
  where c.table_name <> ${literal(STATES)} or told.nba_game_id is null
  order by n.place nulls last, c.change_id
  limit ${MOST_LISTED}`
}

/** The listed changes with the person or team that each is about. */
export function rowsListed(listed: ListedChanges): Sql {
  return sql`
    select
      c.change_id,
      c.table_name,
      ${cast(sql`coalesce(c.date_after, c.date_before)`, 'string')} as day,
      c.row_key,
      c.kind,
      c.nba_game_id,
      coalesce(i.player_lookup, c.team_after, c.team_before) as who,
      c.fields,
      c.source_file,
      c.source_row,
      c.import_number
    from ${listed} as c
    left join (
      select source, source_player_id, ${lastKnown(sql`player_lookup`, sql`import_number`)} as player_lookup
      from ${versionsOf(playerIdentities)}
      group by source, source_player_id
    ) as i
      on i.source = c.source and i.source_player_id = c.source_player_id
    order by c.place nulls last, c.change_id`
}

interface ListedRow {
  readonly change_id: string
  readonly table_name: string
  readonly day: string | null
  readonly row_key: string
  readonly kind: InputChange['kind']
  readonly nba_game_id: string | null
  readonly who: string | null
  readonly fields: readonly string[]
  readonly source_file: string
  readonly source_row: number
  readonly import_number: number
}

/** The imported row behind a change that follows from others. */
interface Told {
  readonly change_id: string
  readonly source_file: string
  readonly source_row: number
  readonly import_number: number
  readonly ended_by: number | null
}

function inputChange(row: ListedRow, told: Told | undefined): InputChange {
  const own = row.kind !== 'removed' && row.source_file !== 'derived' ? row : told
  return {
    id: row.change_id,
    table: row.table_name,
    date: row.day,
    key: row.row_key,
    kind: row.kind,
    game: row.nba_game_id,
    who: row.who,
    fields: row.kind === 'changed' ? row.fields.map(parseFieldChange) : [],
    file: own?.source_file ?? null,
    row: own?.source_row ?? null,
    cause: causeOf(row, told),
  }
}

function causeOf(row: ListedRow, told: Told | undefined): string {
  if (told !== undefined) {
    const fate = told.ended_by === null ? `import ${told.import_number}` : `ended by import ${told.ended_by}`
    return `follows from ${rowText(told)}, ${fate}`
  }
  if (row.kind === 'removed') return `removed by import ${row.import_number}`
  if (row.source_file === 'derived') return `follows from import ${row.import_number}`
  return `${row.kind === 'added' ? 'new in ' : ''}${rowText(row)}, import ${row.import_number}`
}

/** `corrections.csv row 1`. */
function rowText({ source_file: file, source_row: row }: Pick<ListedRow, 'source_file' | 'source_row'>): string {
  return `${file.split(/[/\\]/).at(-1) ?? ''} row ${row}`
}
