import type { CommandUnknownOpts } from '@commander-js/extra-typings'
import { BackcourtError } from '../errors.ts'

/** Options that name days, of which a range can have more. */
const DAYS: ReadonlySet<string> = new Set(['season', 'date'])

/** Throws usage when an option is given twice with two values: the last one would count, and the first be lost without a word. */
export function eachToldOnce(command: CommandUnknownOpts): void {
  for (const option of command.options) {
    if (option.variadic || !(option.required || option.optional)) continue
    const told: string[] = []
    command.on(`option:${option.name()}`, (value: string) => {
      told.push(value)
      if (new Set(told).size > 1)
        throw new BackcourtError('usage', `--${option.name()} is given twice, as ${told.join(' and as ')}: expected one`, {
          where: `--${option.name()}`,
          next: DAYS.has(option.name()) ? 'for more, give --start-date and --end-date' : `give --${option.name()} once`,
        })
    })
  }
  for (const each of command.commands) eachToldOnce(each)
}
