import { expecting, from, type Expression } from './expression.ts'

/** A name that the engine knows as a time zone; nothing for other text. */
export function timeZone(column: string): Expression {
  return expecting(
    'the IANA name of a time zone, as America/Denver',
    from`case when ${column} in (select name from pg_timezone_names()) then ${column} end`,
  )
}
