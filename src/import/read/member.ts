import type { Allowance } from './allowance.ts'

/** Bytes that lie in a file of their own. */
export interface Bytes {
  readonly file: string
  /** SHA-256 of them; left out where nobody has read them yet. */
  readonly digest?: string
}

/** Something that can be opened: a file as it was named, or what is inside one. */
export interface Member {
  /** What its container calls it. */
  readonly name: string
  /** As people call it: `logs.zip › 2021/logs.csv`. */
  readonly path: string
  /** How many containers it is inside. */
  readonly depth: number
  /** How much may come out of the file that was named. */
  readonly allowance: Allowance
  /** Brings its bytes into a file. Throws bad_input, or the error of whoever reads. */
  bring(): Promise<Bytes>
}

/** A file that holds others, or several tables. */
export interface Container {
  readonly kind: 'archive' | 'workbook' | 'database'
  readonly path: string
  readonly members: readonly Member[]
  /** What should be known of it: sheets that were left out. */
  readonly notes: readonly string[]
}

const INSIDE = ' › '

/** The path of something inside a container. */
export function pathInside(container: string, name: string): string {
  return container + INSIDE + name
}

/** The file that a path begins with, and what it is inside of that. */
export function partsOfPath(path: string): string[] {
  return path.split(INSIDE)
}
