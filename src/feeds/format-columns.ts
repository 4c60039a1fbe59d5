import { qualifiedName } from '../table/source.ts'
import { toExpression } from './expression.ts'
import type { Format, Part } from './format.ts'

/** A column that files of a format have. */
export interface FormatColumn {
  readonly name: string
  /** Whether a file without it is not taken. */
  readonly needed: boolean
  /** What the columns that it fills say; what it is for where it fills none. */
  readonly meaning: string
  /** The columns of raw tables that are made of it: `nba_raw.nbac_schedule.game_date`. */
  readonly feeds: readonly string[]
}

/** What a format reads: every column or JSON member, needed ones first. */
export function columnsOf(format: Format): FormatColumn[] {
  const names = [...new Set(format.parts.flatMap(part => part.reads))]
  const columns = names.map(name => columnOf(format, name))
  return columns.toSorted((a, b) => Number(b.needed) - Number(a.needed))
}

function columnOf(format: Format, name: string): FormatColumn {
  const filled = format.parts.flatMap(part => filledBy(part, name).map(column => ({ part, column })))
  const meanings = filled.map(({ part, column }) => part.target.columns[column]?.meaning ?? '').filter(meaning => meaning !== '')
  return {
    name,
    needed: format.parts.some(part => part.inPassing !== true && isNeeded(part, name)),
    meaning: meanings.length > 0 ? [...new Set(meanings)].join('; ') : 'Tells what the file is, or which rows count',
    feeds: [...new Set(filled.map(({ part, column }) => `${qualifiedName(part.target)}.${column}`))],
  }
}

function isNeeded({ reads, optional = [] }: Part, name: string): boolean {
  return reads.includes(name) && !optional.includes(name)
}

/** The columns of a part's target that are made of a column of the file. */
function filledBy({ columns, lookups = {}, agrees = {} }: Part, name: string): string[] {
  return Object.entries({ ...agrees, ...lookups, ...columns })
    .filter(([, mapping]) => toExpression(mapping).reads.includes(name))
    .map(([column]) => column)
}
