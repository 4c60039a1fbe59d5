import { raw, sql, type Sql } from '../../sql/sql.ts'
import type { Model } from '../../table/model.ts'
import { qualifiedName } from '../../table/source.ts'

/** Something that must hold of a judged row; NULL where a side of it is not known. */
export interface Claim {
  readonly holds: Sql
  /** What is said of a row for which it does not hold. */
  readonly says: Sql
}

/** A check of stored rows. It is data: whoever runs it composes the statement. */
export interface Check {
  /** Its name in documents: `zones_are_the_twos`. */
  readonly name: string
  /** What holds of every row, as a sentence. */
  readonly meaning: string
  /** The table whose rows it judges. */
  readonly table: Model
  /** The judged rows of a span of dates: `key`, `game_date` and what the claims read. */
  readonly rows: Sql
  /** Conditions over these columns. */
  readonly claims: readonly Claim[]
}

/** A table of a store as it stands. */
export function stored(model: Model): Sql {
  return raw(qualifiedName(model))
}

/** The name of a row: its grain, joined by `/`. */
export function keyOf(model: Model, alias: string): Sql {
  return raw(model.grain.map(column => `cast(${alias}.${column} as string)`).join(` || '/' || `))
}

/** Two expressions that must be the same number or text, each with the words that tell it. */
export interface Sides {
  readonly what: string
  readonly one: Sql
  readonly other: Sql
  readonly words: readonly [one: string, other: string]
}

/** Both are known and the same; not checkable where one is unknown. */
export function same({ what, one, other, words }: Sides): Claim {
  return { holds: sql`${one} = ${other}`, says: told(what, [one, other], words) }
}

/** The same, or unknown on both sides. */
export function alike({ what, one, other, words }: Sides): Claim {
  return { holds: sql`${one} is not distinct from ${other}`, says: told(what, [one, other], words) }
}

/** A claim that is only checkable where a condition holds. */
export function where(condition: Sql, { holds, says }: Claim): Claim {
  return { holds: sql`case when ${condition} then ${holds} end`, says }
}

/** `points: 130 in the row, 128 of its players`. */
function told(what: string, [one, other]: readonly [Sql, Sql], words: readonly [string, string]): Sql {
  return sql`${raw(`'${what}: '`)} || ${shown(one)} || ${raw(`' ${words[0]}, '`)} || ${shown(other)} || ${raw(`' ${words[1]}'`)}`
}

/** A value in words. */
export function shown(value: Sql): Sql {
  return sql`coalesce(cast(${value} as string), 'nothing')`
}
