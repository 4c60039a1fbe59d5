import { firstKnown, int } from '../../sql/operations.ts'
import { sql } from '../../sql/sql.ts'
import { defineShared, type SharedQuery } from '../../table/shared.ts'
import { feedRank } from '../feeds.ts'
import { factsOf } from '../sources/index.ts'
import { playedGames } from './games.ts'

/** The officials of a game without the alternate. */
const CREW = 3

const toldCrews: SharedQuery = defineShared({
  name: 'told_crews',
  about: 'Officials of games that were played as each feed tells them, without the alternate; only where it tells three persons.',
  query: sql`
    select nba_game_id, feed, min(official_code) as first_code, ${int(sql`sum(official_code) - min(official_code) - max(official_code)`)} as second_code, max(official_code) as third_code
    from (
      select distinct a.nba_game_id, a.feed, a.official_code
      from ${factsOf('assignment')} as a
      join ${playedGames} as g
        on g.nba_game_id = a.nba_game_id
      where a.official_position <= ${CREW}
    ) as officials
    group by nba_game_id, feed
    having count(*) = ${CREW}`,
})

export const refereeCrews: SharedQuery = defineShared({
  name: 'referee_crews',
  about: 'The crew of each game: NBA ids of its three officials, ascending, joined by _; of the best feed that tells three.',
  query: sql`
    select
      nba_game_id,
      ${firstKnown(
        sql`cast(first_code as string) || '_' || cast(second_code as string) || '_' || cast(third_code as string)`,
        sql`${feedRank('feed')}`,
      )} as referee_crew_id
    from ${toldCrews}
    group by nba_game_id`,
})
