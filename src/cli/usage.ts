import type { CommanderError } from 'commander'
import { BackcourtError } from '../errors.ts'

/** What the command line parser refused, in our words. */
export function usageError(error: CommanderError, command: string): BackcourtError {
  if (error.code === 'commander.help') return new BackcourtError('usage', 'expected a verb, got none', { next: 'backcourt --help lists them' })
  const [first = '', suggestion] = error.message.replace(/^error: /, '').split('\n')
  const meant = /^\(Did you mean (?:one of )?(.+)\?\)$/.exec(suggestion ?? '')?.[1]
  const help = command === 'backcourt' ? 'backcourt --help' : `backcourt ${command} --help`
  const unknown = error.code === 'commander.unknownOption' || error.code === 'commander.unknownCommand'
  return new BackcourtError(unknown ? 'unknown_name' : 'usage', first.replace('unknown command', 'unknown verb'), {
    where: /'([^']+)'/.exec(first)?.[1],
    next: meant === undefined ? `${help} lists what there is` : `did you mean ${meant}?`,
  })
}
