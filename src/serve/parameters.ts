import { parseDay, parseSeason, type Day } from '../calendar.ts'
import { BackcourtError } from '../errors.ts'

/** How a parameter of an address is read. Throws usage. */
export interface Parameter<T> {
  readonly required: boolean
  read(typed: string, name: string): T
}

/** The parameters of an address, by name. */
export type Parameters = Readonly<Record<string, Parameter<unknown>>>

/** What was given for them. */
export type Given<P extends Parameters> = { readonly [K in keyof P]: P[K] extends Parameter<infer T> ? T : never }

const LONGEST = 8000

/** A text, without control characters. */
export function text(longest: number = LONGEST): Parameter<string> {
  return {
    required: true,
    read: (typed, name) => {
      if (typed.trim() === '') throw refused(name, 'a text', typed)
      if (typed.length > longest) throw refused(name, `at most ${longest} characters`, `${typed.length} of them`)
      // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
      if (/[\u0000-\u0008\u000B\u000C\u000E-\u001F]/.test(typed)) throw refused(name, 'a text without control characters', 'some')
      return typed
    },
  }
}

/** A calendar day. */
export const day: Parameter<Day> = { required: true, read: parseDay }

/** A season as `2021-22`, as the year in which it starts. */
export const season: Parameter<number> = { required: true, read: parseSeason }

/** A whole number from 0 on. */
export const whole: Parameter<number> = {
  required: true,
  read: (typed, name) => {
    if (!/^\d{1,9}$/.test(typed)) throw refused(name, 'a whole number', typed)
    return Number(typed)
  },
}

/** One of some words. */
export function choice<const W extends string>(...words: readonly W[]): Parameter<W> {
  return {
    required: true,
    read: (typed, name) => {
      const found = words.find(word => word === typed)
      if (found === undefined) throw refused(name, `one of ${words.join(', ')}`, typed)
      return found
    },
  }
}

/** A parameter that may be left out. */
export function optional<T>(parameter: Parameter<T>): Parameter<T | undefined> {
  return { ...parameter, required: false }
}

/** Reads the parameters of an address. Throws usage for one that is unknown, missing, there twice, or not of its kind. */
export function readParameters<P extends Parameters>(parameters: P, search: URLSearchParams): Given<P> {
  const names = Object.keys(parameters)
  for (const name of new Set(search.keys())) {
    if (!names.includes(name)) throw refused(name, names.length === 0 ? 'no parameters' : `one of ${names.join(', ')}`, name)
    if (search.getAll(name).length > 1) throw refused(name, 'it once', `it ${search.getAll(name).length} times`)
  }
  const given = Object.entries(parameters).map(([name, parameter]) => {
    const typed = search.get(name)
    if (typed === null && parameter.required) throw refused(name, 'a value', 'none')
    return [name, typed === null ? undefined : parameter.read(typed, name)]
  })
  return Object.fromEntries(given) as Given<P>
}

function refused(name: string, expected: string, got: string): BackcourtError {
  const shown = got.length > 80 ? `${got.slice(0, 80)}…` : got
  return new BackcourtError('usage', `${name}: expected ${expected}, got ${shown.trim() === '' ? 'nothing' : shown}`, { where: name })
}
