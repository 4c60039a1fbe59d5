import path from 'node:path'
import type { DayRange, Day } from '../calendar.ts'
import { BackcourtError } from '../errors.ts'
import { PUBLIC_BASES, type Bases } from '../fetch/resources.ts'
import type { FetchRequest } from '../fetch/report.ts'
import { askedRange, type RangeOptions } from './range.ts'
import type { Session } from './session.ts'
import { version } from './version.ts'

/** The options of `fetch`. */
export interface FetchOptions extends RangeOptions {
  readonly out?: string | undefined
  readonly nbaBase?: string | undefined
  readonly reportsBase?: string | undefined
}

/** No public host is asked more often. */
const LEAST_GAP = 600
const GAP = 1000
const TIMEOUT = 30_000

/** What is to be brought, as far as the command line and the environment tell. Throws usage. */
export function fetchSettings(options: FetchOptions, session: Session): Omit<FetchRequest, 'games'> {
  const bases = basesOf(options, session)
  const gap = milliseconds('BACKCOURT_FETCH_WAIT', GAP, session)
  if (gap < LEAST_GAP && [bases.network, bases.reports].some(base => /(?:^|\.)nba\.com$/.test(new URL(base).hostname))) {
    throw new BackcourtError('usage', `BACKCOURT_FETCH_WAIT: at least ${LEAST_GAP} ms pass between two requests to NBA.com, got ${gap}`, {
      where: 'BACKCOURT_FETCH_WAIT',
      next: `BACKCOURT_FETCH_WAIT=${GAP}`,
    })
  }
  return {
    ...rangeOf(options, session),
    folder: options.out === undefined ? besideStore(session) : session.pathOf(options.out),
    bases,
    userAgent: `Backcourt/${version()}`,
    gap,
    timeout: milliseconds('BACKCOURT_FETCH_TIMEOUT', TIMEOUT, session),
  }
}

/** `backcourt.duckdb` keeps its files in `backcourt-fetched`. */
function besideStore({ store }: Session): string {
  return store.replace(/\.\w+$/, '') + '-fetched'
}

function rangeOf(options: RangeOptions, session: Session): { readonly range: DayRange | undefined; readonly season?: number } {
  const asked = askedRange(options, session.command)
  if (asked === undefined) return { range: undefined }
  if ('season' in asked) return { range: undefined, season: asked.season }
  return { range: { first: asked.first ?? ('1946-11-01' as Day), last: asked.last ?? ('9999-12-31' as Day) } }
}

/** Reports lie where the content network does unless that is told of them too. */
function basesOf({ nbaBase, reportsBase }: FetchOptions, { world }: Session): Bases {
  const network = nbaBase ?? world.env['BACKCOURT_NBA_BASE']
  const reports = reportsBase ?? world.env['BACKCOURT_REPORTS_BASE'] ?? network
  return {
    network: network === undefined ? PUBLIC_BASES.network : baseNamed(network, '--nba-base'),
    reports: reports === undefined ? PUBLIC_BASES.reports : baseNamed(reports, '--reports-base'),
  }
}

function baseNamed(typed: string, where: string): string {
  if (/^https?:\/\/[^/]/.test(typed) && URL.canParse(typed)) return typed.replace(/\/+$/, '')
  throw new BackcourtError('usage', `${where}: expected an address as http://127.0.0.1:8080, got "${typed}"`, { where })
}

function milliseconds(name: string, otherwise: number, { world }: Session): number {
  const typed = world.env[name] ?? ''
  if (typed === '') return otherwise
  if (/^\d{1,7}$/.test(typed)) return Number(typed)
  throw new BackcourtError('usage', `${name}: expected milliseconds, got "${typed}"`, { where: name, next: `${name}=${otherwise}` })
}

/** The folder as it is shown, where it is not the one beside the store. */
export function outHint(options: FetchOptions): string {
  return options.out === undefined ? '' : ` --out ${path.normalize(options.out)}`
}
