import { cast, firstKnown, lastKnown } from '../../sql/operations.ts'
import { raw, sql, type Sql } from '../../sql/sql.ts'

/** Where a closing line of no book in particular stands among books. */
export const CLOSING = 'closing'

/** The place of a book: whose line counts is the first's, of equal ones by name. A consensus is nobody's offer, and a closing line has no beginning. */
export function bookPlace(book: string): Sql {
  return raw(
    `case when ${book} = 'draftkings' then 1 when ${book} = 'fanduel' then 2 when ${book} = '${CLOSING}' then 5 when ${book} like '%consensus%' then 4 else 3 end`,
  )
}

/** A line as a whole number of tenths. */
export function tenths(line: Sql): Sql {
  return cast(sql`round(10 * ${line})`, 'int')
}

/** The last line of a book, its first one, and when the last one was read; of rows that are one per snapshot. */
export function pathOf(line: string): Sql {
  const [value, at] = [raw(line), raw('snapshot_timestamp')]
  return sql`${lastKnown(value, at)} as current_x10, ${firstKnown(value, at)} as opening_x10, max(case when ${value} is not null then ${at} end) as read_at`
}

/** Whether a line of row `l` was offered before the tip of game `g`, as far as anybody knows. */
export function isBeforeTip(marked: Sql): Sql {
  return sql`(l.commence_time is null or l.snapshot_timestamp <= l.commence_time)
      and coalesce(${marked}, true)
      and case when g.tip_utc is null then coalesce(${marked}, false) else l.snapshot_timestamp <= g.tip_utc end`
}

/** A spread of the home team from the side of a team. Whole numbers: 0 stays 0. */
export function ofSide(spread: Sql, isHome: Sql): Sql {
  return sql`case when ${isHome} then ${spread} else -${spread} end`
}
