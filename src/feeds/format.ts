import { DeclarationError } from '../errors.ts'
import { qualifiedName, type Source } from '../table/source.ts'
import { toExpression, type Expression, type Mapping } from './expression.ts'

/** When a file of the format is loaded: schedules first, then crosswalks and what users tell about people, then facts. */
export type Phase = 'schedule' | 'reference' | 'facts'

/** Objects somewhere inside a JSON document that become the rows of a table. */
export interface JsonRecords {
  /** The member that a document must have to be taken, as a JSON path. */
  readonly root: string
  /** Path of the objects. */
  readonly at: string
  /** Name of each column and its path within an object. With `[*]` the values are joined by commas. */
  readonly fields: Readonly<Record<string, string>>
}

export interface PartSpec {
  readonly target: Source
  /** Columns that no other format has together; a file that holds them all is taken for this one. */
  readonly signature: readonly string[]
  /** Columns that such a file never has. */
  readonly without?: readonly string[]
  /** Columns that are read and may be missing; they are NULL then. */
  readonly optional?: readonly string[]
  /** For JSON that is neither records nor result sets. */
  readonly records?: JsonRecords
  /** Rows of the file that count. */
  readonly where?: Expression
  /** Feeds a column of the target from the file's columns. */
  readonly columns: Readonly<Record<string, Mapping>>
  /** Lookup columns of the target and the name that each is made of. */
  readonly lookups?: Readonly<Record<string, Mapping>>
  /** Columns of the target that hold team codes; other sources' codes are translated, codes of no team are refused. */
  readonly teams?: readonly string[]
  /** How a row finds its game; `own` where it is the game. */
  readonly game?: 'nba_game_id' | 'bref_game_id' | 'own'
}

/** One table of a file and the raw table that it fills. */
export interface Part extends PartSpec {
  /** All columns of the file that are read. */
  readonly reads: readonly string[]
}

/** How a file of a feed looks, and how its columns feed raw tables. */
export interface Format {
  readonly name: string
  readonly feed: string
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
  for (const name of [...fed, ...(part.teams ?? [])]) {
    if (!(name in part.target.columns)) throw new DeclarationError(format, `feeds ${name}, which is not a column of ${table}`)
  }
  for (const [name, column] of Object.entries(part.target.columns)) {
    if (column.required === true && !PLACED.has(name) && !fed.includes(name)) throw new DeclarationError(format, `leaves ${table}.${name} empty`)
  }
  if (part.target.ofGame !== (part.game !== undefined))
    throw new DeclarationError(format, `must say how rows of ${table} find their game, and only then`)
  const mappings = [...Object.values(part.columns), ...Object.values(part.lookups ?? {}), ...(part.where === undefined ? [] : [part.where])]
  const reads = [...new Set([...part.signature, ...mappings.flatMap(mapping => toExpression(mapping).reads)])]
  return Object.freeze({ ...part, reads })
}

/** What a file must show to be taken for the format: a sentence for people. */
export function recognisedBy(format: Format): string {
  return format.parts
    .map(part => {
      if (part.records !== undefined) return `JSON with ${part.records.root.slice(2)}`
      const without = part.without === undefined ? '' : `, without ${part.without.join(', ')}`
      return `columns ${part.signature.join(', ')}${without}`
    })
    .join('; or ')
}
