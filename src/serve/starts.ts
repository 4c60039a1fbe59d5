import type { IncomingHttpHeaders } from 'node:http'
import { timingSafeEqual } from 'node:crypto'
import { BackcourtError } from '../errors.ts'
import { readParameters, type Given, type Parameters } from './parameters.ts'

/** What may be started from the page, by whoever holds the token that was printed when serving began. */
export interface Starts {
  readonly token: string
  /** By verb: starts it with what the address gives, and returns its document. Throws usage. */
  readonly verbs: ReadonlyMap<string, (search: URLSearchParams) => Promise<string>>
}

/** The header that carries the token: no form and no link of another page can set one. */
export const TOKEN_HEADER = 'x-backcourt-token'

/** A verb that is started with the parameters of an address. */
export function starting<P extends Parameters>(
  parameters: P,
  start: (given: Given<P>) => Promise<string>,
): (search: URLSearchParams) => Promise<string> {
  return search => start(readParameters(parameters, search))
}

/** Starts a verb. Throws usage for a token that is not the one that was printed. */
export async function startVerb({ token, verbs }: Starts, name: string, { headers, search }: Request): Promise<string> {
  if (!isSame(headers[TOKEN_HEADER], token)) {
    throw new BackcourtError('usage', 'expected the token that backcourt serve printed', {
      where: TOKEN_HEADER,
      next: 'open the address that it printed',
    })
  }
  const start = verbs.get(name)
  if (start === undefined) {
    throw new BackcourtError('not_found', `${name.slice(0, 80)} cannot be started here`, {
      where: name,
      next: `there are ${[...verbs.keys()].join(', ')}`,
    })
  }
  return start(search)
}

interface Request {
  readonly headers: IncomingHttpHeaders
  readonly search: URLSearchParams
}

function isSame(given: string | string[] | undefined, token: string): boolean {
  return typeof given === 'string' && given.length === token.length && timingSafeEqual(Buffer.from(given), Buffer.from(token))
}
