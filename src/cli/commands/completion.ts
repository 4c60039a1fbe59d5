import { BackcourtError } from '../../errors.ts'
import { completionScript, isShell, SHELLS } from '../completion-script.ts'
import type { CompletionMembers } from '../documents.ts'
import type { Outcome } from '../outcome.ts'
import type { Session } from '../session.ts'
import { examples, type Program } from '../verb.ts'

/** `backcourt completion`. */
export function addCompletion(program: Program, session: Session): void {
  program
    .command('completion')
    .summary('a completion script for your shell')
    .description('Prints a script that teaches your shell the verbs, options and tables.')
    .addHelpText(
      'before',
      examples([
        'source <(backcourt completion bash)',
        'backcourt completion zsh > ~/.zfunc/_backcourt',
        'backcourt completion fish > ~/.config/fish/completions/backcourt.fish',
      ]),
    )
    .argument('<shell>', SHELLS.join(', '))
    .action(async shell => {
      await session.run(async (): Promise<Outcome<CompletionMembers>> => {
        if (!isShell(shell)) {
          throw new BackcourtError('unknown_name', `no completion for "${shell}"`, { where: shell, next: `backcourt completion ${SHELLS.join('|')}` })
        }
        const { models } = await import('../../nba/models/index.ts')
        const script = completionScript(
          shell,
          program,
          models.map(model => model.name),
        )
        return { exitCode: 0, members: { shell, script }, warnings: [], text: () => script.trimEnd().split('\n') }
      })
    })
}
