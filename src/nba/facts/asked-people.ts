import { asked } from '../../sql/operations.ts'
import { sql, type Sql } from '../../sql/sql.ts'
import { defineShared, type SharedQuery } from '../../table/shared.ts'
import { playerSlots } from './player-slots.ts'

const askedPeople: SharedQuery = defineShared({
  name: 'asked_people',
  about: 'Everybody who gets a row in what is being computed.',
  query: sql`select distinct s.person_id from ${playerSlots} as s where ${asked('s')}`,
})

/** Whether somebody gets a row in what is being computed: windows over what a person did need nobody else. */
export function isAsked(person: Sql): Sql {
  return sql`${person} in (select person_id from ${askedPeople})`
}
