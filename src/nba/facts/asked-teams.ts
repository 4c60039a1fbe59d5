import { asked } from '../../sql/operations.ts'
import { sql, type Sql } from '../../sql/sql.ts'
import { defineShared, type SharedQuery } from '../../table/shared.ts'
import { teamSlots } from './team-slots.ts'

const askedTeams: SharedQuery = defineShared({
  name: 'asked_teams',
  about: 'Teams that rows are computed of.',
  query: sql`select distinct s.team_abbr from ${teamSlots} as s where ${asked('s')}`,
})

/** Whether rows of a team are being computed: windows over what it did need no other. */
export function isAskedTeam(team: Sql): Sql {
  return sql`${team} in (select team_abbr from ${askedTeams})`
}
