import { DeclarationError } from '../errors.ts'
import type { Feed } from '../nba/feeds.ts'
import { qualifiedName, type Source } from '../table/source.ts'
import { toExpression, type Expression, type Mapping } from './expression.ts'

/** When a file of the format is loaded: schedules first, then crosswalks and what users tell about people, then facts, last those about persons whom others name. */
export type Phase = 'schedule' | 'reference' | 'facts' | 'nameless facts'

/** A column that result sets without a game id of their own have: the game that was asked for. */
export const GAME_OF_DOCUMENT = 'game of the request'

/** Objects somewhere inside a JSON document that become the rows of a table. */
export interface JsonRecords {
  /** The member that a document must have to be taken, as a JSON path. */
  readonly root: string
  /** Path of objects that count as documents of their own, each for `at` and `shared`, as the games of a day. */
  readonly each?: string
  /** Path of the objects. `{branch}` in it stands for each of the branches. */
  readonly at: string
  /** Name of each column and its path within an object. With `[*]` the values are joined by commas. */
  readonly fields: Readonly<Record<string, string>>
  /** Lists inside of the objects, each inside of the one before: the objects of the last are the rows, and have the fields of all that they are inside of. */
  readonly below?: readonly JsonLevel[]
  /** Members of a document that hold objects of one kind, as `homeTeam` and `awayTeam`. */
  readonly branches?: readonly string[]
  /** Name of each column that the objects share, and its path within the document; with `{branch}` as in `at`. */
  readonly shared?: Readonly<Record<string, string>>
}

/** A list within an object. */
export interface JsonLevel {
  /** Path of its objects, within the object that they are inside of. */
  readonly at: string
  readonly fields: Readonly<Record<string, string>>
}

/** Rows of a file that are one together, as the two sides of a bet. */
export interface Sides {
  /** What they agree in. */
  readonly alike: readonly Mapping[]
  /** Names of columns that no file has, and the cell that each holds: that of a column in the row that a condition holds for. */
  readonly cells: Readonly<Record<string, { readonly of: Expression; readonly column: string }>>
}

/** Columns that a file has once for each of several things, with the thing's name before theirs: `draftkings_line`, `fanduel_line`. */
export interface WideColumns {
  /** The column under which the name of the thing stands. */
  readonly named: string
  /** What stands behind the names; a file must have all of them for one thing, and a row counts for the things of which it tells one. */
  readonly endings: readonly [string, ...string[]]
}

export interface PartSpec {
  readonly target: Source
  /** Columns that no other format has together; a file that holds them all is taken for this one. */
  readonly signature: readonly string[]
  /** Columns that such a file never has. */
  readonly without?: readonly string[]
  /** Columns that are read and may be missing; they are NULL then. */
  readonly optional?: readonly string[]
  /** What a file calls columns whose names the importer needs itself: by the name that they are read under. */
  readonly called?: Readonly<Record<string, string>>
  /** For JSON that is neither records nor result sets. */
  readonly records?: JsonRecords
  /** For tables with columns for each of several things: one row becomes one for each of these. */
  readonly wide?: WideColumns
  /** Rows of the file that count. */
  readonly where?: Expression
  /** Rows whose subject is not known yet, as play-off games without teams: they are counted, and neither stored nor refused. */
  readonly undecided?: Expression
  /** One row counts per value of it, the first. */
  readonly once?: Mapping
  /** Rows that are one together; the first of them counts, with the cells of all. */
  readonly sides?: Sides
  /** Whether it only repeats in passing what other rows are about: what does not fit is told by the part that is about it, and left out here. */
  readonly inPassing?: boolean
  /** Whether files of the format often have no row of it: it is told only where they have, or where they have no row at all. */
  readonly mayBeEmpty?: boolean
  /** Feeds a column of the target from the file's columns. */
  readonly columns: Readonly<Record<string, Mapping>>
  /** Lookup columns of the target and the name that each is made of. */
  readonly lookups?: Readonly<Record<string, Mapping>>
  /** Columns of the target that hold team codes; other sources' codes are translated, codes of no team are refused. */
  readonly teams?: readonly string[]
  /** For tables that are of no game: the day on which its teams are called what they are. */
  readonly teamsOn?: Expression
  /** Columns of the file that count for the rows below, until one of them has another value. */
  readonly fillsDown?: readonly string[]
  /**
   * Columns of the target that a row takes from its game, and what the file itself says of them: a row that says otherwise than the schedule waits. Of a row
   * that is its own game: what another cell of it says of a column.
   */
  readonly agrees?: Readonly<Record<string, Expression>>
  /** How a row finds its game: by an id, or as the one that a team plays on a day; `own` where it is the game. */
  readonly game?: 'nba_game_id' | 'bref_game_id' | 'own' | GameOfDay | GameOfTeams
  /** Where a file has NBA person ids and no names: the column of the ids, and the one under which the names stand that other files give them. */
  readonly namedByOthers?: { readonly id: string; readonly as: string }
  /** A lookup of the target whose name must be that of somebody whom another file names: whom nobody knows, or two could be, waits. */
  readonly namesSomebody?: string
}

/** A day, and a team that plays on it: a code of any source, a team id, or a city and name. */
export interface GameOfDay {
  readonly day: Expression
  readonly team: Mapping
}

/** A day, and the two teams that meet then, each as in `GameOfDay`; which of them is at home does not matter. */
export interface GameOfTeams {
  readonly day: Expression
  readonly teams: readonly [Mapping, Mapping]
  /** How many days late the day may be, where the teams do not meet on the day itself. */
  readonly orDaysBefore?: number
}

/** One table of a file and the raw table that it fills. */
export interface Part extends PartSpec {
  /** All columns of the file that are read. */
  readonly reads: readonly string[]
  /** Those of them that hold names of people. */
  readonly names: readonly string[]
}

/** How a file of a feed looks, and how its columns feed raw tables. */
export interface Format {
  readonly name: string
  readonly feed: Feed
  readonly phase: Phase
  readonly parts: readonly Part[]
}

export interface FormatSpec extends Omit<Format, 'parts'> {
  readonly parts: readonly PartSpec[]
}

/** Columns that the importer fills itself. */
const PLACED = new Set(['feed', 'game_id', 'nba_game_id', 'game_date'])

/** Declares a format. Throws DeclarationError when it names a column that a target lacks, or leaves a required one empty. */
export function defineFormat(spec: FormatSpec): Format {
  return Object.freeze({ ...spec, parts: spec.parts.map(part => definePart(spec.name, part)) })
}

function definePart(format: string, part: PartSpec): Part {
  const table = qualifiedName(part.target)
  const fed = [...Object.keys(part.columns), ...Object.keys(part.lookups ?? {})]
  const agreed = Object.keys(part.agrees ?? {})
  for (const name of [...fed, ...(part.teams ?? []), ...agreed]) {
    if (!(name in part.target.columns)) throw new DeclarationError(format, `feeds ${name}, which is not a column of ${table}`)
  }
  for (const [name, column] of Object.entries(part.target.columns)) {
    const isPlaced = PLACED.has(name) || (name === 'bref_game_id' && typeof part.game === 'object')
    if (column.required === true && !isPlaced && !fed.includes(name)) throw new DeclarationError(format, `leaves ${table}.${name} empty`)
  }
  for (const name of agreed) {
    if (part.game !== 'own' && (!PLACED.has(name) || fed.includes(name)))
      throw new DeclarationError(format, `compares ${table}.${name}, which no game gives it`)
  }
  if (part.target.ofGame !== (part.game !== undefined))
    throw new DeclarationError(format, `must say how rows of ${table} find their game, and only then`)
  const told = [part.columns, part.lookups ?? {}, part.agrees ?? {}]
  const mappings = [
    ...told.flatMap(columns => Object.values(columns)),
    ...(part.where === undefined ? [] : [part.where]),
    ...(part.once === undefined ? [] : [part.once]),
    ...(part.undecided === undefined ? [] : [part.undecided]),
    ...gameMappings(part.game),
    ...(part.teamsOn === undefined ? [] : [part.teamsOn]),
    ...(part.sides === undefined ? [] : [...part.sides.alike, ...Object.values(part.sides.cells).flatMap(({ of, column }) => [of, column])]),
  ]
  const reads = [...new Set([...part.signature, ...mappings.flatMap(mapping => toExpression(mapping).reads)])]
  const names = [...new Set(Object.values(part.lookups ?? {}).flatMap(mapping => toExpression(mapping).reads))]
  const optional = [...(part.optional ?? []), ...Object.keys(part.sides?.cells ?? {})]
  return Object.freeze({ ...part, optional, reads, names })
}

function gameMappings(game: PartSpec['game']): Mapping[] {
  if (typeof game !== 'object') return []
  return [game.day, ...('teams' in game ? game.teams : [game.team])]
}

/** What a file must show to be taken for the format: a sentence for people. */
export function recognisedBy(format: Format): string {
  const told = format.parts.filter(part => part.inPassing !== true).map(shownBy)
  return [...new Set(told)].join('; or ')
}

function shownBy({ records, signature, without, wide }: Part): string {
  if (records !== undefined) return `JSON with ${records.root.slice(2).replace('[0]', '[]')}`
  const own = wide === undefined ? signature : [...signature, ...wide.endings.map(ending => `${wide.named.toUpperCase()}_${ending}`)]
  return `columns ${own.join(', ')}${without === undefined ? '' : `, without ${without.join(', ')}`}`
}
