import { timingSafeEqual } from 'node:crypto'
import { BackcourtError } from '../errors.ts'
import type { Sent } from './dropped-files.ts'
import { readParameters, type Given, type Parameters } from './parameters.ts'

/** What came with a start: what the address gives, and a body that nobody has read. */
export interface Started {
  readonly search: URLSearchParams
  readonly body: Sent
}

/** Starts a verb and returns its document. Throws usage. */
export type Start = (started: Started) => Promise<string>

/** What may be started from the page, by whoever holds the token that was printed when serving began. */
export interface Starts {
  readonly token: string
  readonly verbs: ReadonlyMap<string, Start>
}

/** The header that carries the token: no form and no link of another page can set one. */
export const TOKEN_HEADER = 'x-backcourt-token'

/** A verb that is started with the parameters of an address, and maybe a body. */
export function starting<P extends Parameters>(parameters: P, start: (given: Given<P>, body: Sent) => Promise<string>): Start {
  return async ({ search, body }) => start(readParameters(parameters, search), body)
}

/** Starts a verb. Throws usage for a token that is not the one that was printed. */
export async function startVerb({ token, verbs }: Starts, name: string, started: Started): Promise<string> {
  if (!isSame(started.body.headers[TOKEN_HEADER], token)) {
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
  return start(started)
}

function isSame(given: string | string[] | undefined, token: string): boolean {
  return typeof given === 'string' && given.length === token.length && timingSafeEqual(Buffer.from(given), Buffer.from(token))
}
