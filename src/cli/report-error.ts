import { BackcourtError, messageOf } from '../errors.ts'
import { errorDocumentText } from './document-text.ts'
import { exitCodeOf } from './exit-codes.ts'
import { paintFor, type Paint } from './paint.ts'
import type { World } from './world.ts'

/** How an error is to be told. */
export interface ErrorTelling {
  readonly command: string
  readonly json: boolean
  readonly verbose: boolean
}

/** Tells an error to whoever ran the command, and returns the exit code. */
export function reportError(error: unknown, telling: ErrorTelling, world: World): number {
  const told = error instanceof BackcourtError ? error : ourBug(error)
  if (telling.json) {
    world.stdout.write(`${errorDocumentText(telling.command, told)}\n`)
  } else {
    world.stderr.write(`${errorLines(told, paintFor(world.stderr, world.env)).join('\n')}\n`)
  }
  if (telling.verbose) world.stderr.write(`${stackOf(error)}\n`)
  return exitCodeOf(told)
}

/** An error as a person reads it: the message, and under it what to do next. */
export function errorLines(error: { readonly message: string; readonly next?: string | null | undefined }, paint: Paint): string[] {
  return [`${paint('red', 'error:')} ${error.message}`, ...(error.next?.split('\n').map(line => `  ${line}`) ?? [])]
}

function ourBug(error: unknown): BackcourtError {
  return new BackcourtError('internal', `Backcourt failed: ${messageOf(error)}`, {
    next: 'this is a bug in Backcourt: please report it with the command that you ran; --verbose shows where it happened',
    cause: error,
  })
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause === undefined ? '' : `\ncaused by ${stackOf(error.cause)}`
  const statement = 'sql' in error && typeof error.sql === 'string' ? `\nstatement: ${error.sql}` : ''
  return `${error.stack ?? error.message}${statement}${cause}`
}
