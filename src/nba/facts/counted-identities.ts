import { sql } from '../../sql/sql.ts'
import { defineShared, type SharedQuery } from '../../table/shared.ts'
import { playerIdentities } from '../player-identities.ts'

export const countedIdentities: SharedQuery = defineShared({
  name: 'counted_identities',
  inPlace: true,
  about: 'Who each person of each source is of those whose games are read: everybody, or fewer where rows of a few games are computed.',
  query: sql`select source, source_player_id, person_id from ${playerIdentities}`,
})
