import { sql } from '../../sql/sql.ts'
import { defineShared, type SharedQuery } from '../../table/shared.ts'
import { factsOf } from '../sources/index.ts'
import { people } from './listed-players.ts'

export const personsByName: SharedQuery = defineShared({
  name: 'persons_by_name',
  about: 'The person of each name that is one person’s, other spellings of a user’s list included: for feeds that know no ids.',
  query: sql`
    select player_lookup, min(person_id) as person_id
    from (
      select player_lookup, person_id from ${people}
      union all
      select a.alias_lookup as player_lookup, p.person_id
      from ${factsOf('alias')} as a
      join ${people} as p
        on p.player_lookup = a.nba_canonical_lookup
      where a.is_active
    ) as names
    group by player_lookup
    having count(distinct names.person_id) = 1`,
})
