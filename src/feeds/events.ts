import { expecting, from, type Expression, type Mapping } from './expression.ts'

/** Whole seconds from a clock as 11:42, 0:35.6, PT11M42.00S or 0:11:42; what is left of the last second counts as none. */
export function clockSeconds(column: string): Expression {
  const part = (pattern: string): Expression => from`try_cast(nullif(regexp_extract(${column}, '${{ sql: pattern, reads: [] }}', 1), '') as bigint)`
  return expecting(
    'a clock as 11:42',
    from`case when regexp_full_match(${column}, '\d{1,2}:\d{2}')
        then cast(60 * try_cast(split_part(${column}, ':', 1) as bigint) + try_cast(split_part(${column}, ':', 2) as bigint) as varchar)
      when regexp_full_match(${column}, '(0?0:)?\d{1,2}:\d{2}(\.\d*)?')
        then cast(60 * ${part('(\\d+):\\d+(?:\\.\\d*)?$')} + ${part(':(\\d+)(?:\\.\\d*)?$')} as varchar)
      when regexp_full_match(${column}, 'PT\d{1,2}M\d{2}(\.\d*)?S')
        then cast(60 * ${part('PT(\\d+)M')} + ${part('M(\\d+)')} as varchar)
      else ${column} end`,
  )
}

/** An NBA person id; ids of teams, which have ten digits, and 0 are none. */
export function personId(column: Mapping): Expression {
  const digits = from`case when contains(${column}, '.') then split_part(${column}, '.', 1) else ${column} end`
  return from`case when length(${digits}) < 10 then nullif(${digits}, '0') end`
}

/** The whole number of feet nearest to a distance. */
export function roundedFeet(distance: Mapping): Expression {
  return from`cast(try_cast(round(try_cast(${distance} as double)) as bigint) as varchar)`
}

/** Of how many free throws one is, from 2 of 3, where the text does not say that it is for a technical, flagrant or clear-path foul. */
export function freeThrowTotal(text: Mapping): Expression {
  return from`case when not regexp_matches(${text}, '(?i)technical|flagrant|clear.?path') then nullif(regexp_extract(${text}, '\d of (\d)', 1), '') end`
}

/** Fouls that people on the bench can have too, by what feeds call them. */
export function isTechnical(kind: Mapping): Expression {
  return from`regexp_matches(${kind}, '(?i)technical|unsportsmanlike|delay|excess|too many|taunting|hanging')`
}
