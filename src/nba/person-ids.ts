import { raw, sql, type Sql } from '../sql/sql.ts'
import type { Source } from '../table/source.ts'
import { sources } from './sources/index.ts'

/** Who issues ids of persons, as identities name them. Ids of NBA.com are those that people are joined by. */
export const issuers: Readonly<Record<string, string>> = { nba: 'NBA.com', bref: 'Basketball-Reference', espn: 'ESPN', balldontlie: 'balldontlie' }

/** Sources whose rows name a person in a game. */
export const namingSources: readonly Source[] = sources.filter(source => source.person !== undefined && source.ofGame)

/** The issuers beside NBA.com whose ids occur in games. */
export const otherIssuers: readonly string[] = [...new Set(namingSources.map(issuerOf))].filter(issuer => issuer !== 'nba')

/** Who issues the person ids of a source that has them and knows who does. */
export function issuerOf(source: Source): string {
  const ids = source.person?.ids
  return typeof ids === 'string' ? ids : ''
}

/** The person id of row `r` of a source, as the source holds it. */
export function ownIdOf(source: Source, row = 'r'): Sql {
  return raw(`${row}.${idColumnOf(source)}`)
}

/** The column of a source that holds the person id. */
export function idColumnOf(source: Source): string {
  return source.person?.column ?? 'null'
}

/** The person id of row `r` of a source as text, as identities hold it. */
export function personIdOf(source: Source, row = 'r'): Sql {
  return sql`cast(${ownIdOf(source, row)} as string)`
}

/** Issuer and id of the person of row `r` of a source as two select items. */
export function personColumns(source: Source): Sql {
  return sql`'${raw(issuerOf(source))}' as source, ${personIdOf(source)} as source_player_id`
}

/** The condition that an identity `i` is that of row `r` of a source. */
export function isPersonOf(source: Source): Sql {
  return sql`i.source = '${raw(issuerOf(source))}' and i.source_player_id = ${personIdOf(source)}`
}
