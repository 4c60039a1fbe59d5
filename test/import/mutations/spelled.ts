import type { Cell } from '../workspace.ts'

/** A stored value and the texts that it was made of. */
export interface Spelling {
  readonly value: Cell
  readonly type: string
  readonly texts: readonly (string | null)[]
  /** Whether the column is the cell itself, and not made of it. */
  readonly isPlain: boolean
  /** Whether the intact file made it of its own cells. */
  readonly seen: boolean
}

/** Whether texts can mean a value, by rules of thumb that share nothing with the importer. */
export function isSpelled({ value, type, texts, isPlain, seen }: Spelling): boolean {
  const told = texts.flatMap(text => (text === null ? [] : [plain(text)]))
  if (value === null || (seen && !isPlain)) return true
  switch (type) {
    case 'int':
    case 'float':
      return isPlain
        ? told.some(text => isNumber(text) && Number(text) === Number(value))
        : numbersOf(told).some(number => Math.abs(number - Number(value)) < 1e-6)
    case 'bool':
      // What is nothing elsewhere may be a name.
      return !isPlain || value === 'NA' || told.some(text => (value === true ? /^(true|t|yes|1|1\.0)$/i : /^(false|f|no|0|0\.0)$/i).test(text))
    case 'date':
    case 'timestamp':
      return isDayOf(String(value), told)
    default:
      // What is nothing elsewhere may be a name.
      return (
        !isPlain || value === 'NA' || told.some(text => text.includes(plain(String(value))) || (isNumber(text) && Number(text) === Number(value)))
      )
  }
}

/** Letters beyond ASCII are one another's equal here: what a broken one is read as cannot be known. */
const plain = (text: string): string => text.replaceAll(/[^ -~]/gu, '?')

const isNumber = (text: string): boolean => /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)

/** What numbers in texts can mean: themselves, minutes and seconds, minutes of five players, points of shots, a distance, odds. */
function numbersOf(texts: readonly string[]): number[] {
  const numbers = texts.flatMap(text => [...text.replaceAll(',', '').matchAll(/\d+(?:\.\d+)?/g)].map(([number]) => Number(number)))
  const single = numbers.flatMap(each => [
    each,
    -each,
    Math.round(each),
    Math.round(each * 60),
    5 * each,
    Math.round(100 * (each - 1)),
    Math.round(-100 / (each - 1)),
    2000 + each,
    1900 + each,
    2000 + (Math.floor(each / 100_000) % 100),
  ])
  const [first = 0, second = 0, third = 0] = numbers
  const ofClock = numbers.slice(0, -1).map((each, place) => Math.floor(each) * 60 + Math.floor(numbers[place + 1] ?? 0))
  const minutes = ofClock.map(seconds => Math.round(seconds / 60))
  const feet = [Math.hypot(first, second - 5.25), Math.hypot(first, second + 5.25), Math.hypot(first, second) / 10].map(Math.round)
  return [...single, ...ofClock, ...minutes, ...minutes.map(each => 5 * each), ...feet, 2 * first + second + third, 0]
}

/** Whether the numbers of a day, or of one beside it, stand in texts; months may be named. */
function isDayOf(value: string, texts: readonly string[]): boolean {
  const day = new Date(value.slice(0, 10))
  return [-1, 0, 1].some(shift => {
    const [year = '', month = '', ofMonth = ''] = new Date(day.getTime() + shift * 86_400_000).toISOString().slice(0, 10).split('-')
    const joined = texts.join(' ')
    const has = (number: string): boolean => new RegExp(`(^|\\D)0?${Number(number)}(\\D|$)`).test(joined)
    return joined.includes(year + month + ofMonth) || ((joined.includes(year) || has(year.slice(2))) && has(ofMonth))
  })
}
