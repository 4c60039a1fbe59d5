import type { DayRange } from '../calendar.ts'

/** What a publication tells programs. */
export interface Manifest {
  readonly backcourt: string
  readonly published_at: string
  /** When the publication before was made; null for the first. */
  readonly previous: string | null
  readonly range: DayRange
  readonly tables: readonly {
    readonly table: string
    readonly rows: number
    readonly first_date: string | null
    readonly last_date: string | null
    /** Order-free: sum modulo 2^64 of 60-bit SHA-256 prefixes of each key and hash. */
    readonly digest: string
    readonly recipe: string
    /** Against the publication before, by hash; null where the table was not in it. */
    readonly changes: { readonly inserted: number; readonly updated: number; readonly deleted: number } | null
    readonly files: readonly { readonly path: string; readonly bytes: number; readonly sha256: string }[]
  }[]
}
