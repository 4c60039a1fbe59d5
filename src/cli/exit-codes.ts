import { BackcourtError, type ErrorCode } from '../errors.ts'

/** What each exit code means; printed by `--help`. */
export const EXIT_CODES: Readonly<Record<string, string>> = {
  0: 'done, nothing found',
  1: 'findings: failed or blocked units, coverage below 100 %; or an error of Backcourt itself',
  2: 'wrong use or bad input',
  3: 'the store is missing, locked, read-only, not a store, damaged, or its disk or memory is full',
  130: 'interrupted; the same command goes on where it stopped',
}

const BY_CODE: Readonly<Record<ErrorCode, number>> = {
  usage: 2,
  unknown_name: 2,
  bad_input: 2,
  nothing_imported: 2,
  not_found: 2,
  query_failed: 2,
  store_missing: 3,
  store_locked: 3,
  store_invalid: 3,
  store_unreadable: 3,
  store_full: 3,
  store_damaged: 3,
  out_of_memory: 3,
  plan_stale: 2,
  interrupted: 130,
  internal: 1,
}

/** The exit code of anything that was thrown. */
export function exitCodeOf(error: unknown): number {
  return error instanceof BackcourtError ? BY_CODE[error.code] : 1
}
