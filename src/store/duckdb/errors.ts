import { BackcourtError, messageOf, QueryError } from '../../errors.ts'

/** How engine and system say that a file may not be opened, made or written. */
const FORBIDDEN = /Permission denied|Operation not permitted|Read-only file system|Access is denied/i

function forbidden(location: string, asked: 'read' | 'written', cause: unknown): BackcourtError {
  const right = asked === 'read' ? 'let yourself read the file' : 'let yourself write the file and its folder'
  return new BackcourtError('store_unreadable', `${location} may not be ${asked}`, {
    where: location,
    next: `${right}, or name another store with --store`,
    cause,
  })
}

/** How the engine says that the bytes of a file are not those that it wrote. */
const DAMAGED = /Corrupt database file|Could not read enough bytes|Failed to load metadata pointer|Failure while replaying WAL|Serialization Error/i

/** How engine and system say that a disk did not do its work; after that the engine refuses every further statement. */
const FAILED_DISK = /Input\/output error|Remote I\/O error|EIO:|database has been invalidated/i

const FULL = /No space left on device|Disk quota exceeded/i

/** What went wrong when a store was opened. */
export function openError(location: string, { readOnly = false }: { readonly readOnly?: boolean }, cause: unknown): BackcourtError {
  if (cause instanceof BackcourtError) return cause
  const message = messageOf(cause)
  if (FORBIDDEN.test(message)) return forbidden(location, readOnly ? 'read' : 'written', cause)
  if (FULL.test(message)) return full(location, cause)
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
      next: 'name another file with --store; if it was a store, backcourt doctor --restore looks for a whole copy of it',
      cause,
    })
  }
  if (/WAL was created for|WAL checkpoint iteration|WAL does not match/i.test(message)) return foreignWal(location, cause)
  if (FAILED_DISK.test(message)) return failedDisk(location, cause)
  if (DAMAGED.test(message)) return damaged(location, cause)
  return new BackcourtError('store_unreadable', `${location} cannot be opened: ${message.split('\n')[0]}`, { where: location, cause })
}

function foreignWal(location: string, cause: unknown): BackcourtError {
  return new BackcourtError('store_damaged', `${location}.wal belongs to another state of ${location}: one of the two was replaced`, {
    where: `${location}.wal`,
    next: `to keep ${location} as it is now: backcourt doctor --restore sets the log aside\nto keep what the log holds: put back the file that it was written for`,
    cause,
  })
}

function damaged(location: string, cause: unknown): BackcourtError {
  return new BackcourtError('store_damaged', `${location} is damaged: ${messageOf(cause).split('\n')[0]}`, {
    where: location,
    next: 'backcourt doctor tells what can still be read; backcourt doctor --restore puts the last whole copy in its place',
    cause,
  })
}

function failedDisk(location: string, cause: unknown): BackcourtError {
  return new BackcourtError('store_unreadable', `the disk of ${location} failed: ${messageOf(cause).split('\n')[0]}`, {
    where: location,
    next: 'look after the disk, then run the same command again; what was finished before is kept',
    cause,
  })
}

function full(location: string, cause: unknown): BackcourtError {
  return new BackcourtError('store_full', `the disk of ${location} is full; what was written before is whole`, {
    where: location,
    next: 'make room and run the same command again',
    cause,
  })
}

function outOfMemory(cause: unknown): BackcourtError {
  const limit = /\(.*?\/(.+?) used\)/.exec(messageOf(cause))?.[1]
  const of = limit === undefined ? '' : ` of ${limit}`
  return new BackcourtError('out_of_memory', `the engine's memory${of} did not suffice`, {
    next: 'give it more with BACKCOURT_MEMORY_LIMIT=4GB, let it use fewer threads with BACKCOURT_THREADS=1, or do less at a time: a season, a folder',
    cause,
  })
}

/** The files that a statement ran on. */
interface Files {
  readonly location: string
  /** With links resolved, as the engine names it; undefined in memory. */
  readonly file: string | undefined
}

/** What went wrong when a statement ran: a right that is missing on the store's own files, a full disk, too little memory, a damaged file, else a QueryError. */
export function statementError(statement: string, { location, file }: Files, cause: unknown): Error {
  const message = messageOf(cause)
  const own = [`"${file}"`, `"${file}.wal"`].some(named => message.includes(named))
  if (FORBIDDEN.test(message) && own) return forbidden(location, 'written', cause)
  if (FULL.test(message)) return full(location, cause)
  if (FAILED_DISK.test(message)) return failedDisk(location, cause)
  if (/Out of Memory Error/.test(message)) return outOfMemory(cause)
  return file !== undefined && DAMAGED.test(message) ? damaged(location, cause) : new QueryError(statement, cause)
}
