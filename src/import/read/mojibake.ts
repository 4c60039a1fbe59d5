import { isAscii, isUtf8 } from 'node:buffer'
import { toWindows1252 } from './windows-1252.ts'

/** UTF-8 that was read as Windows-1252 shows its first bytes as one of these; names have Ã, Ä, Å, Â of accents, â of quotes. */
const LEADS = ['Ã', 'Â', 'Ä', 'Å', 'â'].map(lead => Buffer.from(lead))
const ESCAPED = ['\\u00c', '\\u00C', '\\u00e2', '\\u00E2'].map(lead => Buffer.from(lead))

const CANDIDATE = /[ÂÃÄÅâ][\u0080-\u00BF\u0152-\u2122]/

/** How often this is done to one value: some files went through it twice. */
const MOST_TIMES = 3

/** Counts what was repaired. */
export interface Repairs {
  values: number
  /** The first repaired value. */
  example: string
}

/** Whether text may hold UTF-8 that was read as Windows-1252 and written again. Costs next to nothing where it does not. */
export function mayBeMojibake(content: Buffer, container: 'csv' | 'json'): boolean {
  if (isAscii(content)) return container === 'json' && ESCAPED.some(lead => content.includes(lead))
  return LEADS.some(lead => content.includes(lead)) || (container === 'json' && ESCAPED.some(lead => content.includes(lead)))
}

/** CSV text with its cells repaired, each only where that is unambiguous. */
export function repairCells(text: string, repairs: Repairs): string {
  return CANDIDATE.test(text) ? text.replaceAll(/"(?:[^"]|"")*"|[^",;\t|\r\n]+/g, cell => repaired(cell, repairs)) : text
}

/** JSON text with its strings repaired, each only where that is unambiguous. */
export function repairStrings(text: string, repairs: Repairs): string {
  return text.replaceAll(/"(?:[^"\\]|\\.)*"/g, string => {
    if (!/[ÂÃÄÅâ]|\\u00(?:[cC]|[eE]2)/.test(string)) return string
    const before = valueOf(string)
    const after = before === undefined ? undefined : repaired(before, repairs)
    return after === before ? string : JSON.stringify(after)
  })
}

function valueOf(string: string): string | undefined {
  try {
    return String(JSON.parse(string))
  } catch {
    return undefined
  }
}

function repaired(value: string, repairs: Repairs): string {
  let now = value
  for (let times = 0; times < MOST_TIMES && CANDIDATE.test(now); times++) {
    const next = reread(now)
    if (next === undefined) break
    now = next
  }
  if (now === value) return value
  repairs.values++
  if (repairs.values === 1) repairs.example = now
  return now
}

/** The text with every run of other characters than ASCII read as UTF-8; undefined where one of them is none. */
function reread(value: string): string | undefined {
  let whole = true
  const text = value.replaceAll(/[^\0-\u007F]+/g, run => {
    const bytes = toWindows1252(run)
    if (bytes !== undefined && isUtf8(bytes)) return bytes.toString('utf8')
    whole = false
    return run
  })
  return whole ? text : undefined
}
