import { lastKnown } from '../sql/operations.ts'
import { raw, sql, type Sql } from '../sql/sql.ts'
import { qualifiedName } from '../table/source.ts'
import { inputDigests } from './import-tables.ts'

/** A query of the input tables, by their qualified names, whose digest of some game date is another one than after an import: table_name. */
export function inputsChangedSince(importNumber: number): Sql {
  const digests = raw(qualifiedName(inputDigests))
  const newest = (condition: Sql): Sql => sql`
      select table_name, game_date, ${lastKnown(sql`digest`, sql`import_number`)} as digest, ${lastKnown(sql`row_count`, sql`import_number`)} as row_count
      from ${digests}
      where ${condition}
      group by table_name, game_date`
  const since = sql`import_number > ${importNumber}`
  const dated = sql`coalesce(game_date, date '0001-01-01')`
  const before = sql`import_number <= ${importNumber} and ${dated} in (select ${dated} from ${digests} where ${since})`
  return sql`
    select distinct n.table_name
    from (${newest(since)}) as n
    left join (${newest(before)}) as o
      on o.table_name = n.table_name and o.game_date is not distinct from n.game_date
    where coalesce(o.digest, '0') <> n.digest or coalesce(o.row_count, 0) <> n.row_count`
}
