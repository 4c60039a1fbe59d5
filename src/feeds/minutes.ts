import { anywhereInFile, expecting, from, verbatim, type Expression } from './expression.ts'

/** `36:33`, `36.000000:33`, and `31:01:00` that a spreadsheet made of 31:01. */
const CLOCK = verbatim(String.raw`\d{1,3}(\.0*)?:[0-5]?\d(:00(\.0*)?)?`)
/** `PT20M46.00S` */
const DURATION = verbatim(String.raw`PT\d{1,3}M([0-5]?\d(\.\d*)?S)?`)
const NUMBER = verbatim(String.raw`\d{1,4}(\.\d*)?`)
/** Decimals that tell more than tenths, which are no seconds. */
const FINE = verbatim(String.raw`\d+\.\d\d*[1-9]\d*`)

const CLOCK_TEXT = 'minutes as 36:33'

/** Whether a file tells seconds in a column: some of its values have a clock, or decimals that are seconds. */
function tellsSeconds(column: string): Expression {
  return anywhereInFile(from`regexp_full_match(${column}, '${FINE}|${CLOCK}|${DURATION}')`)
}

/** Seconds from a clock or a duration, else NULL. */
function fromClock(column: string): Expression {
  const whole = (text: Expression): Expression => from`try_cast(split_part(${text}, '.', 1) as bigint)`
  const [minutes, seconds] = [from`split_part(${column}, ':', 1)`, from`try_cast(split_part(${column}, ':', 2) as bigint)`]
  const ofDuration = (unit: 'M' | 'S'): Expression => from`nullif(regexp_extract(${column}, '(\d+)(\.\d*)?${verbatim(unit)}', 1), '')`
  return from`case when regexp_full_match(${column}, '${CLOCK}') then cast(${whole(minutes)} * 60 + ${seconds} as varchar)
    when regexp_full_match(${column}, '${DURATION}')
      then cast(${whole(ofDuration('M'))} * 60 + coalesce(${whole(ofDuration('S'))}, 0) as varchar) end`
}

/** Seconds on court from minutes as people write them, where the file tells them: `36:33`, `36.000000:33`, `31:01:00`, `PT20M46.00S`, `30.516667`. */
export function secondsIfTold(column: string): Expression {
  return expecting(
    CLOCK_TEXT,
    from`coalesce(${fromClock(column)},
      case when not regexp_full_match(${column}, '${NUMBER}') then ${column}
        when ${tellsSeconds(column)} then cast(cast(round(try_cast(${column} as double) * 60) as bigint) as varchar) end)`,
  )
}

/** Whole minutes from a number, where the file tells no seconds. */
export function minutesIfWhole(column: string): Expression {
  return expecting(
    CLOCK_TEXT,
    from`case when regexp_full_match(${column}, '${NUMBER}') and not ${tellsSeconds(column)}
      then cast(cast(round(try_cast(${column} as double)) as bigint) as varchar) end`,
  )
}

/** Seconds from minutes and seconds; minutes alone do not fit. */
export function secondsOf(column: string): Expression {
  return expecting(
    CLOCK_TEXT,
    from`coalesce(${fromClock(column)}, case when regexp_full_match(${column}, '${NUMBER}') then ${column} || ' without seconds' else ${column} end)`,
  )
}

/**
 * Minutes of all players of a team together, rounded, from `240`, `265:00`, `PT240M00.00S`, or the minutes of the game, 48 and 5 for each overtime, of which
 * five players each had a share.
 */
export function minutesOfTeam(column: string): Expression {
  const seconds = from`try_cast(${fromClock(column)} as bigint)`
  const minutes = from`coalesce((${seconds} + 30) // 60, try_cast(round(try_cast(${column} as double)) as bigint))`
  return expecting(
    'minutes of a team as 240 or 265:00',
    from`case when ${minutes} is null then ${column}
      when ${minutes} between 48 and 98 and (${minutes} - 48) % 5 = 0 then cast(${minutes} * 5 as varchar)
      else cast(${minutes} as varchar) end`,
  )
}
