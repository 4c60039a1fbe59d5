import type { Store } from '../store/store.ts'

/** Text from outside as an SQL literal. */
export function literal(store: Store, value: string): string {
  return store.dialect.text(value)
}

/** Texts as SQL literals, separated by commas. */
export function literals(store: Store, values: readonly string[]): string {
  return values.map(value => store.dialect.text(value)).join(', ')
}

/** A name as a quoted identifier of the engine that reads files. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** A text from outside as messages show it: what is long is cut. */
export function shortened(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text
}

const LONGEST = 60
