import type { Operations } from './dialect.ts'

/** Something that can stand after FROM: it is written as its name, and its definition is known from it. */
export interface Relation {
  readonly kind: 'source' | 'shared' | 'stored' | 'temporary'
  readonly name: string
}

/** A piece of SQL that engines spell differently: the name of a dialect operation and its arguments. */
export interface Call {
  readonly kind: 'call'
  readonly operation: keyof Operations
  readonly args: readonly (Sql | string | number | readonly Sql[])[]
}

/** A value that is only known when the query is rendered: the range that is being computed. */
export interface SpanValue {
  readonly kind: 'span'
  readonly value: 'firstDay' | 'lastDay' | 'firstSeason' | 'lastSeason' | 'asOf'
}

/** The condition that a row lies in what is being computed. */
export interface AskedRows {
  readonly kind: 'asked'
  /** The name that stands for a row, which has a game_date and an nba_game_id. */
  readonly row: string
  /** Whether the row has a team_abbr, too; else it is asked for with either team. */
  readonly ofTeam: boolean
}

export type Part = string | Call | SpanValue | AskedRows | Relation

/** SQL text in which relations, engine-specific operations and range bounds are still values. Immutable. */
export class Sql {
  readonly parts: readonly Part[]

  constructor(parts: readonly Part[]) {
    this.parts = parts
  }
}

/**
 * SQL as a value: `` sql`select ${ratio(a, b, 3)} from ${games}` ``. Only SQL, relations and whole numbers can be put in;
 * text from outside never becomes SQL.
 */
export function sql(strings: TemplateStringsArray, ...values: readonly (Sql | Relation | number)[]): Sql {
  const parts: Part[] = []
  strings.forEach((text, index) => {
    parts.push(text)
    const value = values[index]
    if (value === undefined) return
    if (value instanceof Sql) parts.push(...value.parts)
    else if (typeof value === 'number') parts.push(integer(value))
    else parts.push(value)
  })
  return new Sql(parts)
}

function integer(value: number): string {
  if (!Number.isSafeInteger(value)) throw new TypeError(`expected a whole number in SQL, got ${value}`)
  return String(value)
}

/** Text of this program as SQL: column names and expressions that a declaration composes. Never text from outside. */
export function raw(text: string): Sql {
  return new Sql([text])
}

/** Pieces with a separator between them. */
export function join(pieces: readonly Sql[], separator: string): Sql {
  return new Sql(pieces.flatMap((piece, index) => (index === 0 ? piece.parts : [separator, ...piece.parts])))
}

/** A dialect operation as SQL. */
export function call(operation: keyof Operations, ...args: Call['args']): Sql {
  return new Sql([{ kind: 'call', operation, args }])
}

const known = new WeakMap<Sql, readonly Relation[]>()

/** The relations that a piece of SQL reads, each once, in order of first mention. */
export function relationsIn(piece: Sql): readonly Relation[] {
  const relations = known.get(piece) ?? findRelations(piece)
  known.set(piece, relations)
  return relations
}

function findRelations(piece: Sql): Relation[] {
  const found = new Set<Relation>()
  for (const part of piece.parts) {
    if (typeof part === 'string' || part.kind === 'span' || part.kind === 'asked') continue
    if (part.kind !== 'call') found.add(part)
    else for (const inner of callArguments(part)) for (const relation of relationsIn(inner)) found.add(relation)
  }
  return [...found]
}

function callArguments(part: Call): Sql[] {
  return part.args.flatMap(arg => (arg instanceof Sql ? [arg] : Array.isArray(arg) ? (arg as readonly Sql[]) : []))
}
