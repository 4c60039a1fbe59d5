import type { Dialect } from '../sql/dialect.ts'
import type { HashType } from '../sql/types.ts'

/** How a field was written, where its stored value does not tell. */
export type FieldRule =
  /** NULL is written `NaN` where the flag is false: the line was absent before it was stored. */
  | { readonly kind: 'absent_line_is_nan'; readonly flag: string }
  /** 0 is written `0` instead of `0.0` where the flag is true: nothing was expected, and nothing divided. */
  | { readonly kind: 'zero_of_zero_is_int'; readonly flag: string }
  /** A whole number is written without a fraction, any other one with it. */
  | { readonly kind: 'whole_is_int' }

interface RuledField {
  readonly name: string
  readonly type: HashType
  readonly rule?: FieldRule
}

/** A field as JSON text in SQL, its rule obeyed; NULL stays NULL. */
export function ruledText({ name, type, rule }: RuledField, dialect: Dialect, columnOf: (name: string) => string): string {
  const value = columnOf(name)
  const text = dialect.jsonField(value, type)
  switch (rule?.kind) {
    case undefined:
      return text
    case 'absent_line_is_nan':
      return `coalesce(${text}, case when not ${columnOf(rule.flag)} then 'NaN' end)`
    case 'zero_of_zero_is_int':
      return `case when ${value} = 0 and ${columnOf(rule.flag)} then '0' else ${text} end`
    case 'whole_is_int':
      return `case when ${value} = trunc(${value}) and abs(${value}) < 9e18 then ${dialect.jsonField(dialect.cast(value, 'int'), 'int')} else ${text} end`
  }
}

/** Whether a rule decides how the field of a row is written, as a condition in SQL; undefined for one that no row tells apart. */
export function ruleApplies({ name, rule }: RuledField, columnOf: (name: string) => string): string | undefined {
  switch (rule?.kind) {
    case undefined:
    case 'whole_is_int':
      return undefined
    case 'absent_line_is_nan':
      return `(${columnOf(name)} is null and not ${columnOf(rule.flag)})`
    case 'zero_of_zero_is_int':
      return `(${columnOf(name)} = 0 and ${columnOf(rule.flag)})`
  }
}

/** What a rule writes for a value of a row; undefined where the value decides by itself. */
export function ruledValueText(rule: FieldRule | undefined, value: unknown, row: Readonly<Record<string, unknown>>): string | undefined {
  switch (rule?.kind) {
    case undefined:
      return undefined
    case 'absent_line_is_nan':
      return (value === null || value === undefined) && row[rule.flag] === false ? 'NaN' : undefined
    case 'zero_of_zero_is_int':
      return value === 0 && row[rule.flag] === true ? '0' : undefined
    case 'whole_is_int':
      return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 9e18 ? String(BigInt(value)) : undefined
  }
}
