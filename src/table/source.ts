import { DeclarationError } from '../errors.ts'
import { join, raw, sql, type Relation, type Sql } from '../sql/sql.ts'
import { date, int, text, type Column } from './column.ts'

/** When the facts of a row became known to the world. */
export type KnownAt = 'always' | 'next day' | 'tip' | 'snapshot'

export interface SourceSpec<C extends Readonly<Record<string, Column>>> {
  readonly dataset: 'nba_raw' | 'nba_reference' | 'nba_static'
  readonly name: string
  readonly about: string
  /** Columns that tell current rows apart, `feed` included where several feeds fill the table. */
  readonly key: readonly ((keyof C & string) | 'feed' | 'nba_game_id')[]
  /** Whether each row belongs to one game of the schedule; such tables also hold `game_id`, `nba_game_id` and `game_date`. */
  readonly ofGame: boolean
  readonly knownAt: KnownAt
  /** The facts, as the feeds tell them. */
  readonly columns: C
}

/** A raw table: versioned rows of one or several feeds. */
export interface Source extends Relation {
  readonly kind: 'source'
  readonly dataset: 'nba_raw' | 'nba_reference' | 'nba_static'
  readonly about: string
  readonly key: readonly string[]
  readonly ofGame: boolean
  readonly knownAt: KnownAt
  /** Columns that feeds fill, `feed` first; without the import columns. */
  readonly columns: Readonly<Record<string, Column>>
}

/** The columns of a row that tell where it came from and whether it is still the current version of its key. */
export const importColumns: Readonly<Record<string, Column>> = {
  import_number: int('The import that brought this version of the row', { required: true }),
  source_file: text('The file that it came from, as it was named', { required: true }),
  source_row: int('Its number within that file, from 1', { required: true }),
  ended_by: int('The import that replaced or removed this version; NULL while it is current'),
}

const gameColumns: Readonly<Record<string, Column>> = {
  game_id: text('YYYYMMDD_AWAY_HOME, from the schedule', { required: true }),
  nba_game_id: text('NBA game id, 10 digits', { required: true }),
  game_date: date('US Eastern day of the game, from the schedule', { required: true }),
}

/** Declares a raw table. Throws DeclarationError when its key names a column that it does not have. */
export function defineSource<const C extends Readonly<Record<string, Column>>>(spec: SourceSpec<C>): Source {
  const columns = {
    feed: text('The feed that tells it', { required: true }),
    ...(spec.ofGame ? gameColumns : {}),
    ...spec.columns,
  }
  for (const column of spec.key) {
    if (!(column in columns)) throw new DeclarationError(spec.name, `the key names ${column}, which is not a column`)
  }
  return Object.freeze({ kind: 'source' as const, ...spec, columns })
}

/** `nba_raw.nbac_schedule`. */
export function qualifiedName(table: { readonly dataset: string; readonly name: string }): string {
  return `${table.dataset}.${table.name}`
}

/** The current version of each key, in the declared columns and with the import that brought it: what models read. */
export function currentRows(source: Source): Sql {
  const columns = join([...Object.keys(source.columns), 'import_number'].map(raw), ', ')
  return sql`select ${columns} from ${raw(qualifiedName(source))} where ended_by is null`
}
