import { parseDay, seasonLabel, type DayRange } from '../../calendar.ts'
import { models } from '../../nba/models/index.ts'
import { reading, readingAnew, telling, type Answer, type Endpoint } from '../../serve/endpoint.ts'
import { choice, day, optional, season, text, whole, type Given } from '../../serve/parameters.ts'
import type { Store } from '../../store/store.ts'
import { asOfIn } from '../commands/asof.ts'
import { changesSince, sinceNamed } from '../commands/changes.ts'
import { completenessOf, usualRange } from '../commands/completeness.ts'
import { correctionsIn, noticedSince } from '../commands/corrections.ts'
import { coverageOf, GROUPINGS } from '../commands/coverage.ts'
import { explainedIn } from '../commands/hash.ts'
import { formatsOutcome } from '../commands/formats.ts'
import { allRuns, oneRun } from '../commands/runs.ts'
import { tablesOutcome } from '../commands/tables.ts'
import { validateIn } from '../commands/validate.ts'
import { rowNamed, whyOf } from '../commands/why.ts'
import { tableNamed, tablesNamed } from '../names.ts'
import type { Outcome } from '../outcome.ts'
import { askedRange, rangeIn, type RangeOptions } from '../range.ts'

const name = text(200)

const RANGE = { start_date: optional(day), end_date: optional(day), season: optional(season), date: optional(day) } as const

function rangeOptions({ start_date, end_date, season: year, date }: Given<typeof RANGE>): RangeOptions {
  return { startDate: start_date, endDate: end_date, season: year === undefined ? undefined : seasonLabel(year), date }
}

const DATES = { ...RANGE, tables: optional(name) } as const

async function datesIn(
  store: Store,
  given: Given<typeof DATES>,
  verb: string,
): Promise<{ readonly range: DayRange | undefined; readonly tables: readonly string[] }> {
  const range = await rangeIn(store, askedRange(rangeOptions(given), verb))
  return { range, tables: tablesNamed(given.tables, models).map(model => model.name) }
}

/** Verbs that only read, by name; their parameters are the arguments and options of the command line. */
export const verbEndpoints: Readonly<Record<string, Endpoint>> = {
  runs: reading({ run: optional(whole) }, async (store, { run }) =>
    answerOf(await (run === undefined ? allRuns(store) : oneRun(store, String(run)))),
  ),
  coverage: reading({ ...DATES, as_of: optional(day), by: optional(choice(...GROUPINGS)) }, async (store, given) =>
    answerOf(await coverageOf(store, { ...(await datesIn(store, given, 'coverage')), asOf: given.as_of, by: given.by })),
  ),
  validate: reading(DATES, async (store, given) => answerOf(await validateIn(store, await datesIn(store, given, 'validate')))),
  completeness: reading({ ...RANGE, who: optional(name) }, async (store, given) => {
    const range = (await rangeIn(store, askedRange(rangeOptions(given), 'completeness'))) ?? (await usualRange(store))
    return answerOf(await completenessOf(store, { range, who: given.who }))
  }),
  hash: reading({ table: name, key: name }, async (store, { table, key }) => answerOf(await explainedIn(store, tableNamed(table, models), key))),
  why: reading({ table: name, key: name }, async (store, { table, key }) => answerOf(await whyOf(store, rowNamed(tableNamed(table, models), key)))),
  asof: reading({ table: name, key: name, known_at: name }, async (store, { table, key, known_at }) => {
    const [date = '', ...who] = key.split('/')
    const request = {
      model: tableNamed(table, models),
      date: parseDay(date, 'key'),
      key: who.length === 0 ? undefined : who.join('/'),
      knownAt: known_at,
    }
    return answerOf(await asOfIn(store, request))
  }),
  changes: readingAnew({ since: name, table: optional(name) }, async (store, { since, table }) => {
    const named = tablesNamed(table, models)
    return answerOf(await changesSince(store, sinceNamed(since), named.length === 0 ? models : named))
  }),
  corrections: reading({ since: optional(name) }, async (store, { since = '0' }) =>
    answerOf(await correctionsIn(store, noticedSince(since), file => file)),
  ),
  tables: telling({ table: optional(name), column: optional(name) }, async ({ table, column }) =>
    answerOf(await tablesOutcome({ table, column, waiting: false })),
  ),
  formats: telling({}, async () => answerOf(await formatsOutcome(''))),
}

/** What a command came to, as an answer. */
export function answerOf({ exitCode, members, warnings, error, isLines, text }: Outcome): Answer {
  const lines = isLines === true ? text({ columns: 0, paint: (_, painted) => painted }) : undefined
  return { ok: exitCode === 0, members, warnings, error, lines }
}
