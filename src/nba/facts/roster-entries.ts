import { cast, div, epochDay, int } from '../../sql/operations.ts'
import { raw, sql, type Sql } from '../../sql/sql.ts'
import { defineShared, type SharedQuery } from '../../table/shared.ts'
import { factsOf } from '../sources/index.ts'
import { personsByName } from './persons-by-name.ts'

export const rosterEntries: SharedQuery = defineShared({
  name: 'roster_entries',
  about: 'Entries of rosters with the person that they are of, one row per person and day; of two teams the last of the alphabet.',
  query: sql`
    select person_id, day, max(team_abbr) as team_abbr, max(age) as age, max(birth_date) as birth_date
    from (
      select
        coalesce('nba:' || cast(r.nba_player_id as string), p.person_id) as person_id,
        ${epochDay(sql`r.roster_date`)} as day,
        r.team_abbr,
        r.age,
        r.birth_date
      from ${factsOf('roster')} as r
      left join ${personsByName} as p
        on p.player_lookup = r.player_lookup
    ) as entries
    where person_id is not null
    group by person_id, day`,
})

export const knownAges: SharedQuery = defineShared({
  name: 'known_ages',
  about: 'From which day to which an entry of a roster is the newest that tells the age or birthday of a person.',
  query: sql`
    select person_id, day as first_day, coalesce(lead(day) over (partition by person_id order by day) - 1, 999999) as last_day, age, birth_date
    from ${rosterEntries}
    where age is not null or birth_date is not null`,
})

/** Whole years of a person on a date. */
export const ageInYears: Sql = int(sql`case
        when r.birth_date is null then r.age
        else ${div(sql`${yearMonthDay('c.game_date')} - ${yearMonthDay('r.birth_date')}`, sql`10000`)}
      end`)

/** A date as a whole number: 20220410. */
function yearMonthDay(date: string): Sql {
  return cast(raw(`replace(cast(${date} as string), '-', '')`), 'int')
}
