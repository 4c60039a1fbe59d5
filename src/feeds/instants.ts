import { expecting, from, verbatim, type Expression, type Mapping } from './expression.ts'

const ZONED = verbatim(String.raw`.*(Z|[+-]\d{2}(:?\d{2})?)`)

/** An instant as text with its zone: UTC where none is written. */
export function utcInstant(column: Mapping): Expression {
  return expecting(
    'an instant as 2024-01-25T03:55:40Z',
    from`case when regexp_full_match(${column}, '${ZONED}') then ${column} else ${column} || 'Z' end`,
  )
}

/** An instant as text with its zone: that of the east of the United States where none is written. */
export function easternInstant(column: Mapping): Expression {
  const utc = from`cast(timezone('UTC', timezone('America/New_York', try_cast(${column} as timestamp))) as varchar) || 'Z'`
  return expecting(
    'an instant as 2024-11-13 20:35:15, US Eastern',
    from`case when regexp_full_match(${column}, '${ZONED}') then ${column} else coalesce(${utc}, ${column}) end`,
  )
}

/** The day that it is at an instant in the east of the United States. */
export function easternDayAt(instant: Expression): Expression {
  return from`strftime(timezone('America/New_York', try_cast(${instant} as timestamptz)), '%Y-%m-%d')`
}

/** Whole minutes from one instant to another; negative when that lies before. */
export function minutesUntil(earlier: Expression, later: Expression): Expression {
  return from`cast(floor(epoch(try_cast(${later} as timestamptz) - try_cast(${earlier} as timestamptz)) / 60)::bigint as varchar)`
}
