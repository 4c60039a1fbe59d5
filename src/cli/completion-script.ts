import type { Program } from './verb.ts'

/** The shells that can be taught. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const

/** One of the shells that can be taught. */
export type Shell = (typeof SHELLS)[number]

/** Whether a name is one of the shells that can be taught. */
export function isShell(name: string): name is Shell {
  return (SHELLS as readonly string[]).includes(name)
}

interface Verb {
  readonly name: string
  readonly summary: string
  readonly options: readonly string[]
  readonly takesTable: boolean
}

interface Words {
  readonly verbs: readonly Verb[]
  readonly tables: readonly string[]
}

/** A script for the shell's completion of verbs, options and tables. */
export function completionScript(shell: Shell, program: Program, tables: readonly string[]): string {
  const everywhere = program.options.flatMap(option => option.long ?? [])
  const verbs = program.commands.map(verb => ({
    name: verb.name(),
    summary: verb.summary(),
    options: [...verb.options.flatMap(option => option.long ?? []), ...everywhere.filter(option => option !== '--version'), '--help'],
    takesTable: verb.registeredArguments.some(argument => argument.name() === 'table'),
  }))
  const words: Words = { verbs, tables }
  if (shell === 'bash') return bash(words)
  return shell === 'zsh' ? `#compdef backcourt\nautoload -U +X bashcompinit && bashcompinit\n${bash(words)}` : fish(words)
}

function bash({ verbs, tables }: Words): string {
  const names = verbs.map(verb => verb.name)
  const options = verbs.map(verb => `    ${verb.name}) options="${verb.options.join(' ')}" ;;`)
  const takers = verbs.filter(verb => verb.takesTable).map(verb => verb.name)
  return `_backcourt() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" verb="" each options=""
  local tables="${tables.join(' ')}"
  for each in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$each" in ${names.join('|')}) verb="$each"; break ;; esac
  done
  case "$verb" in
    '') options="${[...names, '--help', '--version'].join(' ')}" ;;
${options.join('\n')}
  esac
  if [ "$before" = --tables ]; then options="$tables"
  elif [[ "$word" != -* ]]; then
    case "$verb" in
      '') ;;
      ${takers.join('|')}) options="$tables" ;;
      completion) options="${SHELLS.join(' ')}" ;;
      *) options="" ;;
    esac
  fi
  COMPREPLY=($(compgen -W "$options" -- "$word"))
}
complete -o default -F _backcourt backcourt
`
}

function fish({ verbs, tables }: Words): string {
  const lines = verbs.flatMap(verb => [
    `complete -c backcourt -n __fish_use_subcommand -f -a ${verb.name} -d '${verb.summary.replaceAll("'", "\\'")}'`,
    ...verb.options.map(option => `complete -c backcourt -n '__fish_seen_subcommand_from ${verb.name}' -l ${option.slice(2)}`),
    ...(verb.takesTable ? [`complete -c backcourt -n '__fish_seen_subcommand_from ${verb.name}' -f -a '${tables.join(' ')}'`] : []),
  ])
  return `${lines.join('\n')}\n`
}
