import type { BackcourtError } from '../errors.ts'
import type { ErrorMember } from './documents.ts'
import { toJson } from './json.ts'
import { version } from './version.ts'

/** What a `--json` document holds beside its command and version. */
export interface DocumentParts {
  readonly ok: boolean
  readonly members: object
  readonly error?: ErrorMember | undefined
  readonly warnings: readonly string[]
}

/** The `--json` document of a command that came to something. */
export function documentText(command: string, { ok, members, error, warnings }: DocumentParts): string {
  return toJson({ command, version: version(), ok, ...members, ...(error === undefined ? {} : { error }), warnings })
}

/** The `--json` document of a command that failed. */
export function errorDocumentText(command: string, { code, message, where, next }: BackcourtError): string {
  const error: ErrorMember = { code, message, where: where ?? null, next: next ?? null }
  return toJson({ command, version: version(), ok: false, error, warnings: [] })
}
