import { randomBytes } from 'node:crypto'
import { seasonLabel } from '../../calendar.ts'
import { BackcourtError } from '../../errors.ts'
import { day, optional, season, text, type Given } from '../../serve/parameters.ts'
import { starting, type Starts } from '../../serve/starts.ts'
import type { Session } from '../session.ts'

const RANGE = {
  start_date: optional(day),
  end_date: optional(day),
  season: optional(season),
  date: optional(day),
  tables: optional(text(200)),
} as const

/** The verbs that the page may start: those that a person can run again without harm. */
const VERBS = ['plan', 'backfill', 'retry'] as const

/** What may be started from the page: one at a time, each in a process of its own, as from a shell. */
export function startsOf(session: Session): Starts {
  let running: string | undefined
  const start = (verb: string) =>
    starting(RANGE, async given => {
      if (running !== undefined)
        throw new BackcourtError('store_locked', `${running} is still running`, { where: session.store, next: 'wait until it has finished' })
      running = verb
      try {
        const document = await session.world.runOwn([verb, ...optionsOf(given), '--json', '--store', session.store])
        if (document === '')
          throw new BackcourtError('internal', `backcourt ${verb} ended without a word`, { next: `run backcourt ${verb} in a shell` })
        return document
      } finally {
        running = undefined
      }
    })
  return { token: randomBytes(16).toString('hex'), verbs: new Map(VERBS.map(verb => [verb, start(verb)])) }
}

function optionsOf({ start_date, end_date, season: year, date, tables }: Given<typeof RANGE>): string[] {
  const options = [
    ['--start-date', start_date],
    ['--end-date', end_date],
    ['--season', year === undefined ? undefined : seasonLabel(year)],
    ['--date', date],
    ['--tables', tables],
  ] as const
  // As one word, so that no value is taken for an option.
  return options.flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]))
}
