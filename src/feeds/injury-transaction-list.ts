import { injuryTransactions } from '../nba/sources/injury-transactions.ts'
import { dayOf } from './dates.ts'
import { from, type Expression } from './expression.ts'
import { defineFormat, type Format } from './format.ts'

/** Names as `• Alaa Abdelnaby` or `Marcus Morris / Marcus Morris Sr.`: the first spelling, without what stands in brackets. */
const someone: Expression = from`coalesce(${'Relinquished'}, ${'Acquired'})`
const name: Expression = from`nullif(trim(regexp_replace(split_part(regexp_replace(${someone}, '^[^\pL]+', ''), '/', 1), '\(.*?\)', '', 'g')), '')`
const day: Expression = dayOf('Date')
const status: Expression = from`case when ${'Relinquished'} is not null then 'out' else 'back' end`

/** Injuries as a site of transactions lists them: relinquished to a list of injured players, acquired from it. */
export const injuryTransactionList: Format = defineFormat({
  name: 'Injury transactions',
  feed: 'transactions',
  phase: 'facts',
  parts: [
    {
      target: injuryTransactions,
      signature: ['Date', 'Team', 'Acquired', 'Relinquished', 'Notes'],
      where: from`${name} is not null and ${'Team'} is not null`,
      lookups: { player_lookup: name },
      columns: {
        injured_on: day,
        season_year: from`cast(extract(year from try_cast(substr(${day}, 1, 10) as date)) - case when extract(month from try_cast(substr(${day}, 1, 10) as date)) < 8 then 1 else 0 end as varchar)`,
        team_name: 'Team',
        player_full_name: name,
        status,
        notes: from`coalesce(${'Notes'}, '')`,
        turn: from`cast(row_number() over (partition by source_file, ${'Date'}, ${'Team'}, ${'Acquired'}, ${'Relinquished'}, ${'Notes'} order by arrival) as varchar)`,
      },
    },
  ],
})
