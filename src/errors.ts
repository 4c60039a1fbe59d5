/** Closed list of `error.code` values that a `--json` document can carry. */
export type ErrorCode =
  | 'usage'
  | 'unknown_name'
  | 'bad_input'
  | 'nothing_imported'
  | 'not_found'
  | 'store_missing'
  | 'store_locked'
  | 'store_invalid'
  | 'store_unreadable'
  | 'store_full'
  | 'store_damaged'
  | 'out_of_memory'
  | 'query_failed'
  | 'interrupted'
  | 'plan_stale'
  | 'internal'

export interface ErrorDetails {
  /** The file, table, option or row that the message is about. */
  readonly where?: string | undefined
  /** What to do next, as a sentence or a command. */
  readonly next?: string | undefined
  readonly cause?: unknown
}

/** An error that a person can act on: what was expected, what was found, where, what to do next. Printed without a stack. */
export class BackcourtError extends Error {
  override readonly name: string = 'BackcourtError'
  readonly code: ErrorCode
  readonly where: string | undefined
  readonly next: string | undefined

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.code = code
    this.where = details.where
    this.next = details.next
  }
}

/** A declaration that contradicts itself. Raised while the table is being declared, never later. */
export class DeclarationError extends Error {
  override readonly name: string = 'DeclarationError'
  readonly table: string

  constructor(table: string, message: string) {
    super(`${table}: ${message}`)
    this.table = table
  }
}

/** The engine refused a statement. Carries the statement, because the engine's message alone never says enough. */
export class QueryError extends Error {
  override readonly name: string = 'QueryError'
  readonly sql: string

  constructor(sql: string, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause })
    this.sql = sql
  }
}

/** Whether a statement itself was at fault: the same work in smaller pieces may succeed. */
export function isOfStatement(error: unknown): error is Error {
  return error instanceof QueryError || (error instanceof BackcourtError && error.code === 'out_of_memory')
}

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
