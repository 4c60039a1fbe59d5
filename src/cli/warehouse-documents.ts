import type { TableParity } from '../check/parity.ts'

/** What a command did in a warehouse. */
export interface WarehouseMember {
  /** Scripts and queries. */
  readonly jobs: number
  readonly loads: number
  readonly bytes_billed: number
  /** How the warehouse carried out changes of rows, where it says so. */
  readonly dml_modes: readonly string[]
}

/** A member of commands that may work in a warehouse. */
export interface InWarehouse {
  /** Where a warehouse took part. */
  readonly warehouse?: WarehouseMember | undefined
}

/** What carrying a plan out costs in a warehouse; absent for a store in a file. */
export interface WarehouseCost {
  readonly jobs?: number | undefined
  /** Bytes that are read. */
  readonly bytes?: number | undefined
  /** Who says so: `dry run`, or where that tells nothing `declared sizes` times rows. */
  readonly bytes_by?: string | undefined
}

/** Members of `copy` and `parity`. */
export interface ParityMembers extends InWarehouse {
  readonly tables: readonly TableParity[]
}
