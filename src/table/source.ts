import { DeclarationError } from '../errors.ts'
import { join, raw, sql, type Relation, type Sql } from '../sql/sql.ts'
import { date, int, text, type Column } from './column.ts'

/** When the facts of a row became known to the world; `snapshot`: at its `snapshot_timestamp`. */
export type KnownAt = 'always' | 'next day' | 'tip' | 'snapshot'

/** What the rows of a source are: whoever needs all that tell a kind of fact finds them by it. */
export type Fact =
  | 'fixture'
  | 'game page'
  | 'stat line'
  | 'team totals'
  | 'inactive list'
  | 'event'
  | 'shot'
  | 'player events'
  | 'team events'
  | 'officials'
  | 'assignment'
  | 'injury report'
  | 'injury'
  | 'roster'
  | 'arena'
  | 'distance'
  | 'person link'
  | 'game link'
  | 'registry'
  | 'alias'
  | 'closing line'
  | 'game line'
  | 'points line'
  | 'prop line'
  | 'offered game'
  | 'derived'

/** Whom each row of a source names: the issuer of the person id, or the column that tells it, and the column that holds the id. */
export interface PersonColumn {
  readonly ids: string | { readonly toldBy: string }
  readonly column: string
}

/** From which day on a row is known: so many days after the day in a column. */
export interface KnownFrom {
  readonly column: string
  readonly daysAfter: number
}

export interface SourceSpec<C extends Readonly<Record<string, Column>>> {
  readonly dataset: 'nba_raw' | 'nba_reference' | 'nba_static'
  readonly name: string
  readonly about: string
  readonly tells: Fact
  /** For rows about persons; the name stands in `player_full_name` and `player_lookup`, the team in `team_abbr`. */
  readonly person?: PersonColumn
  /** Columns that tell current rows apart, `feed` included where several feeds fill the table. */
  readonly key: readonly ((keyof C & string) | 'feed' | 'nba_game_id')[]
  /** Whether each row belongs to one game of the schedule; such tables also hold `game_id`, `nba_game_id` and `game_date`. */
  readonly ofGame: boolean
  readonly knownAt: KnownAt
  /** For rows of no game that are not known always. */
  readonly knownFrom?: KnownFrom
  /** Columns of which a file tells the whole: rows of the same feed that the newest file with their values lacks are gone. */
  readonly wholeOf?: readonly string[]
  /** The facts, as the feeds tell them. */
  readonly columns: C
}

/** A raw table: versioned rows of one or several feeds. */
export interface Source extends Relation {
  readonly kind: 'source'
  readonly dataset: 'nba_raw' | 'nba_reference' | 'nba_static'
  readonly about: string
  readonly tells: Fact
  readonly person?: PersonColumn
  readonly key: readonly string[]
  readonly ofGame: boolean
  readonly knownAt: KnownAt
  readonly knownFrom?: KnownFrom
  readonly wholeOf?: readonly string[]
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

/** Columns that whoever reads every source of a kind relies on. */
export const columnsOfFact: Readonly<Partial<Record<Fact, readonly string[]>>> = {
  fixture: [
    'nba_game_id',
    'game_id',
    'game_date',
    'season_year',
    'home_team_tricode',
    'away_team_tricode',
    'home_team_score',
    'away_team_score',
    'game_datetime_utc',
    'has_national_tv',
    'arena_name',
    'arena_city',
  ],
  'game page': ['nba_game_id', 'tip_utc', 'arena_text'],
  'stat line': ['nba_game_id', 'team_abbr', 'player_status', 'player_full_name', 'player_lookup'],
  'team totals': ['nba_game_id', 'team_abbr', 'points'],
  'inactive list': ['nba_game_id', 'team_abbr', 'player_full_name', 'player_lookup'],
  event: ['nba_game_id', 'event_id', 'event_sequence', 'period', 'clock_seconds', 'event_type', 'shot_type', 'shot_made', 'shot_distance'],
  shot: ['nba_game_id', 'nba_player_id', 'team_abbr', 'shot_type', 'shot_made', 'shot_distance'],
  'player events': ['nba_game_id', 'team_abbr', 'nba_player_id'],
  'team events': ['nba_game_id', 'team_abbr'],
  'person link': ['source', 'source_player_id', 'nba_player_id', 'nba_name', 'nba_lookup'],
  'game link': ['source', 'source_game_id', 'nba_game_id'],
  registry: ['player_lookup', 'universal_player_id', 'season', 'team_abbr', 'nba_player_id'],
  assignment: ['nba_game_id', 'official_position', 'official_code'],
  'injury report': ['nba_game_id', 'team_abbr', 'player_lookup', 'snapshot_timestamp', 'tip_utc', 'injury_status', 'reason'],
  injury: ['injured_on', 'season_year', 'player_lookup', 'status', 'notes'],
  roster: ['roster_date', 'team_abbr', 'player_lookup', 'nba_player_id', 'age', 'birth_date'],
  arena: ['arena_name', 'team_abbr', 'first_day', 'arena_city', 'latitude', 'longitude', 'time_zone'],
  distance: ['from_team', 'to_team', 'distance_miles'],
  alias: ['alias_lookup', 'nba_canonical_lookup', 'is_active'],
  'closing line': ['nba_game_id', 'home_team_abbr', 'away_team_abbr', 'favored_team_abbr', 'spread', 'total', 'home_moneyline', 'away_moneyline'],
  'game line': [
    'nba_game_id',
    'bookmaker_key',
    'market_key',
    'outcome_name',
    'outcome_team_abbr',
    'outcome_point',
    'snapshot_timestamp',
    'commence_time',
  ],
  'points line': ['nba_game_id', 'player_lookup', 'bookmaker', 'points_line', 'snapshot_timestamp', 'commence_time', 'is_pregame'],
}

/** Declares a raw table. Throws DeclarationError when its key names a column that it does not have, or a kind of fact lacks one. */
export function defineSource<const C extends Readonly<Record<string, Column>>>(spec: SourceSpec<C>): Source {
  const columns = {
    feed: text('The feed that tells it', { required: true }),
    ...(spec.ofGame ? gameColumns : {}),
    ...spec.columns,
  }
  for (const column of [...spec.key, ...(spec.wholeOf ?? [])]) {
    if (!(column in columns)) throw new DeclarationError(spec.name, `the key names ${column}, which is not a column`)
  }
  for (const column of columnsOfFact[spec.tells] ?? []) {
    if (!(column in columns)) throw new DeclarationError(spec.name, `tells a ${spec.tells} without the column ${column}`)
  }
  if (spec.knownAt === 'snapshot' && !('snapshot_timestamp' in columns))
    throw new DeclarationError(spec.name, 'is known at a snapshot without the column snapshot_timestamp')
  if (spec.knownFrom !== undefined && !(spec.knownFrom.column in columns))
    throw new DeclarationError(spec.name, `is known from ${spec.knownFrom.column} on, which is not a column`)
  for (const column of personColumnsOf(spec.person)) {
    if (!(column in columns)) throw new DeclarationError(spec.name, `names persons by ${column}, which is not a column`)
  }
  return Object.freeze({ kind: 'source' as const, ...spec, columns })
}

function personColumnsOf(person: PersonColumn | undefined): string[] {
  if (person === undefined) return []
  return typeof person.ids === 'string' ? [person.column] : [person.column, person.ids.toldBy]
}

/** Dataset and name with a dot between them. */
export function qualifiedName(table: { readonly dataset: string; readonly name: string }): string {
  return `${table.dataset}.${table.name}`
}

/** Every version that a source ever had of its rows, with the import columns. */
export function versionsOf(source: Source): Sql {
  return raw(qualifiedName(source))
}

/** The current version of each key, in the declared columns and with the import that brought it: what models read. */
export function currentRows(source: Source): Sql {
  const columns = join([...Object.keys(source.columns), 'import_number'].map(raw), ', ')
  return sql`select ${columns} from ${raw(qualifiedName(source))} where ended_by is null`
}
