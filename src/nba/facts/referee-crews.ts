import { firstKnown } from '../../sql/operations.ts'
import { sql } from '../../sql/sql.ts'
import { defineShared, type SharedQuery } from '../../table/shared.ts'
import { feedRank, feeds } from '../feeds.ts'
import { factsOf } from '../sources/index.ts'
import { teamEventFacts } from '../team-event-facts.ts'
import { CREW, crewOf } from './crew-of.ts'
import { playedGames } from './games.ts'

const toldCrews: SharedQuery = defineShared({
  name: 'told_crews',
  about:
    'The crew of games that were played as each feed tells it, without the alternate; by the events those who called something, where they name three.',
  query: sql`
    select a.nba_game_id, ${feedRank('a.feed')} as place, ${crewOf('a.official_code')} as crew
    from ${factsOf('assignment')} as a
    join ${playedGames} as g
      on g.nba_game_id = a.nba_game_id
    where a.official_position <= ${CREW}
    group by a.nba_game_id, a.feed
    union all
    select e.nba_game_id, ${feeds.length + 1} as place, max(e.referee_crew_id) as crew
    from ${teamEventFacts} as e
    join ${playedGames} as g
      on g.nba_game_id = e.nba_game_id
    group by e.nba_game_id`,
})

export const refereeCrews: SharedQuery = defineShared({
  name: 'referee_crews',
  about: 'The crew of each game: NBA ids of its three officials, ascending, joined by _; of the best feed that tells three, else by its events.',
  query: sql`
    select nba_game_id, ${firstKnown(sql`crew`, sql`place`)} as referee_crew_id
    from ${toldCrews}
    group by nba_game_id`,
})
