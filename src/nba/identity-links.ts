import { sql } from '../sql/sql.ts'
import { defineShared, type SharedQuery } from '../table/shared.ts'
import { statLineLinks, suffixLinks } from './loose-links.ts'
import { namedLinks } from './named-links.ts'

/** Every link that any rule finds, several per person when rules or games disagree. */
export const playerLinks: SharedQuery = defineShared({
  name: 'player_links',
  about: 'Every link between a person of another source and an NBA person that any rule finds.',
  query: sql`
    select * from ${namedLinks}
    union all
    select * from ${suffixLinks}
    union all
    select * from ${statLineLinks}`,
})

export const chosenLinks: SharedQuery = defineShared({
  name: 'chosen_links',
  about: 'One link per person of another source: the strongest rule, then the most games, then the smaller id.',
  query: sql`
    select source, source_player_id, nba_player_id, linked_by
    from (
      select l.*, row_number() over (partition by source, source_player_id order by rank, games desc, nba_player_id) as pick
      from ${playerLinks} as l
    ) as ranked
    where pick = 1`,
})
