import type { DayRange } from '../../calendar.ts'
import { BackcourtError } from '../../errors.ts'
import type { CheckedTable } from '../../check/validate/report.ts'
import type { LeakReport, LeakRequest } from '../../check/leaks/probe.ts'
import type { Store } from '../../store/store.ts'
import type { ValidateMembers } from '../documents.ts'
import { holdStore } from '../hold-store.ts'
import { nearest } from '../nearest.ts'
import { tablesNamed } from '../names.ts'
import { withRange, withTables } from '../options.ts'
import type { Outcome } from '../outcome.ts'
import { askedRange, rangeIn } from '../range.ts'
import { probedText, validateText } from '../render/validate-report.ts'
import type { Session } from '../session.ts'
import { examples, type Program } from '../verb.ts'

/** `backcourt validate`. */
export function addValidate(program: Program, session: Session): void {
  const verb = program
    .command('validate')
    .summary('does what is stored agree with itself?')
    .description(
      'Runs every check over the stored rows: players add up to their team, zones to attempts, the two teams of a game mirror each other, numbers are possible, windows and averages follow from the stored games, keys stand once, hashes are those of their rows. What is not known on one side is counted, not judged. Changes nothing.',
    )
    .addHelpText(
      'before',
      examples([
        'backcourt validate --store backcourt-demo/demo.duckdb',
        'backcourt validate --season 2021-22 --tables pgs,togs',
        'backcourt validate --leaks --games 20 --store backcourt-demo/demo.duckdb',
        'backcourt validate --date 2021-11-10 --json',
      ]),
    )
  const probing = verb
    .option('--only <checks>', 'some checks only, by name: keys_stand_once,windows_are_the_games')
    .option('--leaks', 'also: tell everything that was known after the tips of some dates otherwise, and see that no row before the tip changes')
    .option('--games <number>', 'with --leaks: games that are probed at least', '50')
    .option('--seed <number>', 'with --leaks: another number draws other games', '1')
  withTables(withRange(probing)).action(async options => {
    const asked = askedRange(options, 'validate')
    const { models } = await import('../../nba/models/index.ts')
    const tables = tablesNamed(options.tables, models).map(model => model.name)
    const only = options.only === undefined ? undefined : await checksNamed(options.only)
    const leaks = options.leaks === true ? { games: wholeNumber(options.games, '--games'), seed: wholeNumber(options.seed, '--seed') } : undefined
    await session.run(() =>
      holdStore(session, 'read', async store => {
        const progress = (done: number, planned: number): void => session.progress.live('leaks', `dates probed for leaks: ${done} of ${planned}`)
        return validateIn(store, { range: await rangeIn(store, asked), tables, only, leaks, progress })
      }),
    )
  })
}

/** What is checked; undefined: first to last built date. */
export interface Validation {
  readonly range: DayRange | undefined
  readonly tables: readonly string[]
  readonly only?: readonly string[] | undefined
  readonly leaks?: { readonly games: number; readonly seed: number } | undefined
  readonly progress?: LeakRequest['progress']
}

/** Checks the stored rows, and tells what contradicts what. Throws bad_input when nothing has been built and no range is given. */
export async function validateIn(store: Store, asked: Validation): Promise<Outcome<ValidateMembers>> {
  const [{ validate }, { builtRange }, { models }] = await Promise.all([
    import('../../check/validate/validate.ts'),
    import('../../check/built-range.ts'),
    import('../../nba/models/index.ts'),
  ])
  const range = asked.range ?? (await builtRange(store, models))
  if (range === undefined) throw new BackcourtError('bad_input', 'nothing has been built yet, and no dates are given', { next: 'backcourt backfill' })
  const own = await validate(store, { range, tables: asked.tables, only: asked.only })
  const probe = asked.leaks === undefined ? undefined : await leaksIn(store, { ...asked, ...asked.leaks, range })
  const report = { ...own, checks: [...own.checks, ...(probe?.checks ?? [])] }
  const failing = report.checks.filter(({ failing }) => failing > 0)
  return {
    exitCode: failing.length === 0 ? 0 : 1,
    members: { checks: report.checks, ...(probe === undefined ? {} : { leaks: probe.drawn }) },
    warnings: [],
    text: page => [...validateText(report, page), ...(probe === undefined ? [] : [probedText(probe.drawn)])],
    next: failing.slice(0, 1).flatMap(nextOf),
  }
}

/** What tells where a row comes from, and what goes on. */
function nextOf({ table, examples, next }: CheckedTable): string[] {
  const [example] = examples
  const row = example?.key.includes('/') === true ? [`why ${table.replace(/^.*\./, '')} ${example.key}`] : []
  return [...row, ...(next === null ? [] : [next])]
}

async function leaksIn(store: Store, request: LeakRequest): Promise<LeakReport> {
  const { probeLeaks } = await import('../../check/leaks/probe.ts')
  return probeLeaks(store, request)
}

/** Checks of a comma-separated list. Throws unknown_name. */
async function checksNamed(typed: string): Promise<string[]> {
  const { checkNames } = await import('../../check/validate/validate.ts')
  return typed.split(',').map(name => {
    const asked = name.trim().toLowerCase()
    if (checkNames.includes(asked)) return asked
    const meant = nearest(asked, checkNames)
    throw new BackcourtError('unknown_name', `no check named "${name}"`, {
      where: '--only',
      next: meant === undefined ? checkNames.join(', ') : `did you mean ${meant}?`,
    })
  })
}

/** Throws usage. */
function wholeNumber(typed: string, where: string): number {
  if (/^[1-9]\d{0,8}$/.test(typed)) return Number(typed)
  throw new BackcourtError('usage', `${where}: expected a whole number from 1 on, got "${typed}"`, { where })
}
