import type { Sql } from '../sql/sql.ts'
import type { ColumnType } from '../sql/types.ts'

/** One column of a table: its type, what it says, in which unit. */
export interface Column {
  readonly type: ColumnType
  /** A sentence that a fan would accept. */
  readonly meaning: string
  /** `points`, `minutes`, `per 100 possessions`, …; undefined where the type says it all. */
  readonly unit?: string
  /** Never NULL. */
  readonly required?: boolean
  /** The least and the most that can be true; what lies outside is refused when it is imported. */
  readonly between?: readonly [least: number, most: number]
  /** A series that it must be near: a start, a step, and how far off it may be. */
  readonly near?: { readonly start: number; readonly step: number; readonly within: number }
  /** For a flag: how many rows of one game and team can have it. */
  readonly mostOfTeam?: number
  /** A column of the same row that it cannot exceed, as makes their attempts. */
  readonly atMost?: string
  /** Whether it becomes known only with the result of the game, though its row is known before. */
  readonly withResult?: boolean
  /** Whether two rows of one key in one file contradict each other when they differ in it. */
  readonly agreed?: boolean
}

/** A column of an analytics table. */
export interface ModelColumn extends Column {
  /** Whether it says something about basketball and enters `data_hash`; flags about the data and clocks do not. */
  readonly content: boolean
  /** The expression that yields it where the query of the model asks for its columns; none where the query has it under its name. */
  readonly from?: Sql
  /** How it is computed, as arithmetic in field terms. */
  readonly formula?: string
  /** Decimals that a fraction is rounded to. */
  readonly scale?: number
  /** The input that no feed can give yet; the column is NULL until then. */
  readonly waitingFor?: string
  /** The version that it came with, where that is not the first. */
  readonly since?: string
}

type Details = Omit<Column, 'type' | 'meaning'>

function typed(type: ColumnType): (meaning: string, details?: Details) => Column {
  return (meaning, details = {}) => ({ type, meaning, ...details })
}

export const text: (meaning: string, details?: Details) => Column = typed('string')
export const int: (meaning: string, details?: Details) => Column = typed('int')
export const float: (meaning: string, details?: Details) => Column = typed('float')
export const bool: (meaning: string, details?: Details) => Column = typed('bool')
export const date: (meaning: string, details?: Details) => Column = typed('date')
export const timestamp: (meaning: string, details?: Details) => Column = typed('timestamp')

type ModelDetails = Omit<ModelColumn, 'type' | 'meaning' | 'content'>
type ModelColumnMaker = (meaning: string, details?: ModelDetails) => ModelColumn
type Kinds = Readonly<Record<'text' | 'int' | 'float' | 'bool' | 'date' | 'timestamp', ModelColumnMaker>>

function kinds(isContent: boolean): Kinds {
  const of =
    (type: ColumnType): ModelColumnMaker =>
    (meaning, details = {}) => ({ type, meaning, content: isContent, ...details })
  return { text: of('string'), int: of('int'), float: of('float'), bool: of('bool'), date: of('date'), timestamp: of('timestamp') }
}

/** Columns that say something about basketball and enter `data_hash`. */
export const content: Kinds = kinds(true)

/** Columns that say something about the data: flags, sources of flags, time stamps. They enter no hash. */
export const note: Kinds = kinds(false)
