import type { Command, OptionValues } from '@commander-js/extra-typings'
import { parseDay, type Day } from '../calendar.ts'
import type { RangeOptions } from './range.ts'

/** The option that chooses tables. */
export type TablesOption = {
  readonly tables?: string | undefined
}

/** Adds the options that choose game dates. */
export function withRange<A extends unknown[], O extends OptionValues, G extends OptionValues>(
  verb: Command<A, O, G>,
): Command<A, O & RangeOptions, G> {
  const chosen = verb
    .option('--start-date <day>', 'first game date, included')
    .option('--end-date <day>', 'last game date, included')
    .option('--season <years>', 'all game dates of a season, as 2021-22')
    .option('--date <day>', 'one game date')
  return chosen as unknown as Command<A, O & RangeOptions, G>
}

/** Adds the option that chooses tables. */
export function withTables<A extends unknown[], O extends OptionValues, G extends OptionValues>(
  verb: Command<A, O, G>,
): Command<A, O & TablesOption, G> {
  const chosen = verb.option('--tables <names>', 'some tables only, by name, beginning or initials: pgs,upcoming_team')
  return chosen as unknown as Command<A, O & TablesOption, G>
}

/** The options that choose which units are built. */
export type ChoiceOptions = {
  readonly onlyMissing?: true | undefined
  readonly onlyFailed?: true | undefined
  readonly force?: true | undefined
}

/** The option that chooses the day that is looked from. */
export type AsOfOption = {
  readonly asOf?: string | undefined
}

/** Adds the option that chooses the day that is looked from. */
export function withAsOf<A extends unknown[], O extends OptionValues, G extends OptionValues>(verb: Command<A, O, G>): Command<A, O & AsOfOption, G> {
  const chosen = verb.option(
    '--as-of <day>',
    'games without a result wait before this day and are upcoming from it on; by default that of the newest final game',
  )
  return chosen as unknown as Command<A, O & AsOfOption, G>
}

/** The day that is looked from. Throws usage for text that is no day. */
export function askedAsOf({ asOf }: AsOfOption): Day | undefined {
  return asOf === undefined ? undefined : parseDay(asOf, '--as-of')
}

/** The option as it is written in a hint, with a leading space. */
export function asOfHint(asOf: string | null | undefined): string {
  return asOf == null ? '' : ` --as-of ${asOf}`
}

/** The options that say how a plan is carried out. */
export type ApplyOptions = {
  readonly newestFirst?: true | undefined
  readonly stopOnError?: true | undefined
}

/** Adds the options that choose which units are built. */
export function withChoice<A extends unknown[], O extends OptionValues, G extends OptionValues>(
  verb: Command<A, O, G>,
): Command<A, O & ChoiceOptions, G> {
  const chosen = verb
    .option('--only-missing', 'only what has no rows yet')
    .option('--only-failed', 'only what failed or was blocked')
    .option('--force', 'also what no change reaches')
  return chosen as unknown as Command<A, O & ChoiceOptions, G>
}

/** Adds the options that say how a plan is carried out. */
export function withApply<A extends unknown[], O extends OptionValues, G extends OptionValues>(
  verb: Command<A, O, G>,
): Command<A, O & ApplyOptions, G> {
  const chosen = verb.option('--newest-first', 'the newest season first').option('--stop-on-error', 'end the run at the first unit that fails')
  return chosen as unknown as Command<A, O & ApplyOptions, G>
}

/** Options as they are written in a hint, with a leading space. */
export function choiceHint({ onlyMissing, onlyFailed, force }: ChoiceOptions): string {
  const written = [
    ['--only-missing', onlyMissing],
    ['--only-failed', onlyFailed],
    ['--force', force],
  ].flatMap(([flag, value]) => (value === true ? [` ${String(flag)}`] : []))
  return written.join('')
}
