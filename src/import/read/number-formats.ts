/** What a number in a cell stands for: itself, a day, a point in time, or a span written as `h:mm:ss`, `h:mm` or `m:ss`. */
export type NumberFormat = 'number' | 'day' | 'instant' | 'h:mm:ss' | 'h:mm' | 'm:ss'

/** The formats that need no code, by their numbers. */
const BUILT_IN: Readonly<Record<number, NumberFormat>> = {
  14: 'day',
  15: 'day',
  16: 'day',
  17: 'day',
  18: 'h:mm',
  19: 'h:mm:ss',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'instant',
  45: 'm:ss',
  46: 'h:mm:ss',
  47: 'm:ss',
}

/** What numbers of a format stand for, by its number and the codes of those that a workbook brings along. */
export function numberFormatOf(id: number, codes: ReadonlyMap<number, string>): NumberFormat {
  const code = codes.get(id)
  return code === undefined ? (BUILT_IN[id] ?? 'number') : fromCode(code)
}

function fromCode(code: string): NumberFormat {
  const [positive = ''] = code.split(';')
  const bare = positive
    .toLowerCase()
    .replaceAll(/"[^"]*"|\\.|_.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/g, '')
    .replaceAll(/general/g, '')
  if (!/[ymdhs]/.test(bare)) return 'number'
  const [hours, seconds, days] = [/h/.test(bare), /s/.test(bare), /[yd]/.test(bare)]
  if (days || (!hours && !seconds)) return hours ? 'instant' : 'day'
  if (!hours) return 'm:ss'
  return seconds ? 'h:mm:ss' : 'h:mm'
}

const DAY = 86_400_000

/** The text of a number in a cell: its own digits, or what its format says that it stands for. */
export function numberText(written: string, format: NumberFormat, from1904: boolean): string {
  if (format === 'number') return /^-?\d+$/.test(written) ? written : String(Number(written))
  const value = Number(written)
  if (!Number.isFinite(value) || value < 0) return written
  if (format === 'day' || format === 'instant') return instantText(value, format, from1904)
  const seconds = Math.round(value * 86_400)
  const two = (number: number): string => String(number).padStart(2, '0')
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60)]
  if (format === 'm:ss') return `${minutes}:${two(seconds % 60)}`
  return `${hours}:${two(minutes % 60)}${format === 'h:mm' ? '' : `:${two(seconds % 60)}`}`
}

/** Days are counted from the last one of 1899; that calendar has a 29 February 1900, so earlier ones are one further on. */
function instantText(value: number, format: 'day' | 'instant', from1904: boolean): string {
  const days = from1904 ? value + 1462 : value < 60 ? value + 1 : value
  const instant = new Date(Date.UTC(1899, 11, 30) + Math.round(days * 86_400) * 1000)
  if (Number.isNaN(instant.getTime())) return String(value)
  const text = instant.toISOString()
  return format === 'day' || instant.getTime() % DAY === 0 ? text.slice(0, 10) : text.slice(0, 19).replace('T', ' ')
}
