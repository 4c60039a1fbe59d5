import { epochDay, int } from '../../sql/operations.ts'
import { sql } from '../../sql/sql.ts'
import { defineShared, type SharedQuery } from '../../table/shared.ts'
import { playerIdentities } from '../player-identities.ts'
import { playerGames } from './player-games.ts'

export const people: SharedQuery = defineShared({
  name: 'people',
  about: 'One row per person: the name, lookup and ids that all tables carry.',
  query: sql`
    select
      person_id,
      max(nba_player_id) as nba_player_id,
      max(player_full_name) as player_full_name,
      max(player_lookup) as player_lookup,
      max(universal_player_id) as universal_player_id
    from ${playerIdentities}
    group by person_id`,
})

const doubleListings: SharedQuery = defineShared({
  name: 'double_listings',
  about: 'Dates on which a person is listed for more than one game.',
  query: sql`
    select person_id, game_date, ${int(sql`count(*)`)} as listings
    from ${playerGames}
    group by person_id, game_date
    having count(*) > 1`,
})

export const pickedListings: SharedQuery = defineShared({
  name: 'picked_listings',
  about: 'The listings of those dates, numbered by which one counts.',
  query: sql`
    select
      w.nba_game_id,
      w.person_id,
      d.listings,
      row_number() over (
        partition by w.person_id, w.game_date
        order by
          case player_status when 'active' then 1 when 'dnp' then 2 else 3 end,
          case when team_abbr = last_team then 0 else 1 end,
          tip_utc desc nulls last,
          team_abbr desc,
          nba_game_id
      ) as pick
    from (
      select
        p.*,
        last_value(case when player_status = 'active' then team_abbr end ignore nulls) over (
          partition by person_id, season_year
          order by ${epochDay(sql`p.game_date`)}
          range between unbounded preceding and 1 preceding
        ) as last_team
      from ${playerGames} as p
      where person_id in (select person_id from ${doubleListings})
    ) as w
    join ${doubleListings} as d
      on d.person_id = w.person_id and d.game_date = w.game_date`,
})

export const listedPlayers: SharedQuery = defineShared({
  name: 'listed_players',
  inPlace: true,
  about:
    'Everybody who is listed for a played game, one row per date and person. Where two teams list him on one date, a stat line beats not playing, that beats inactive, then the team of his last game, the later tip, the last tricode. Two stat lines stay two rows.',
  query: sql`
    select
      p.*,
      ${epochDay(sql`p.game_date`)} as day,
      coalesce(k.listings, 1) as listings,
      i.player_full_name,
      i.player_lookup,
      i.universal_player_id,
      i.nba_player_id
    from ${playerGames} as p
    join ${people} as i
      on i.person_id = p.person_id
    left join ${pickedListings} as k
      on k.nba_game_id = p.nba_game_id and k.person_id = p.person_id
    where k.pick is null or k.pick = 1 or p.player_status = 'active'`,
})
