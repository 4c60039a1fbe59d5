import { BackcourtError, messageOf, QueryError } from '../errors.ts'

/** How engine and system say that a file may not be opened, made or written. */
const FORBIDDEN = /Permission denied|Operation not permitted|Read-only file system|Access is denied/

function forbidden(location: string, asked: 'read' | 'written', cause: unknown): BackcourtError {
  const right = asked === 'read' ? 'let yourself read the file' : 'let yourself write the file and its folder'
  return new BackcourtError('store_unreadable', `${location} may not be ${asked}`, {
    where: location,
    next: `${right}, or name another store with --store`,
    cause,
  })
}

/** What went wrong when a store was opened. */
export function openError(location: string, { readOnly = false }: { readonly readOnly?: boolean }, cause: unknown): BackcourtError {
  const message = messageOf(cause)
  if (FORBIDDEN.test(message)) return forbidden(location, readOnly ? 'read' : 'written', cause)
  const holder = /Conflicting lock is held in (.+?) \(PID (\d+)\)/.exec(message)
  if (holder) {
    return new BackcourtError('store_locked', `${location} is in use by process ${holder[2]} (${holder[1]})`, {
      where: location,
      next: 'wait until it has finished, or name another file with --store',
      cause,
    })
  }
  if (/not a valid DuckDB database file/.test(message)) {
    return new BackcourtError('store_invalid', `${location} is not a Backcourt store: expected a DuckDB file`, {
      where: location,
      next: 'name another file with --store',
      cause,
    })
  }
  return new BackcourtError('store_unreadable', `${location} cannot be opened: ${message.split('\n')[0]}`, { where: location, cause })
}

/** The files that a statement ran on. */
interface Files {
  readonly location: string
  /** With links resolved, as the engine names it; undefined in memory. */
  readonly file: string | undefined
}

/** What went wrong when a statement ran: a right that is missing on the store's own files, a full disk, else a QueryError. */
export function statementError(statement: string, { location, file }: Files, cause: unknown): Error {
  const message = messageOf(cause)
  const own = [`"${file}"`, `"${file}.wal"`].some(named => message.includes(named))
  if (FORBIDDEN.test(message) && own) return forbidden(location, 'written', cause)
  if (!/No space left on device|Disk quota exceeded/.test(message)) return new QueryError(statement, cause)
  return new BackcourtError('store_full', `the disk of ${location} is full; what was written before is whole`, {
    where: location,
    next: 'make room and run the same command again',
    cause,
  })
}
