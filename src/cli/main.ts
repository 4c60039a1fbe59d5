import { CommanderError } from 'commander'
import { createProgram } from './program.ts'
import { reportError } from './report-error.ts'
import { usageError } from './usage.ts'
import type { Program } from './verb.ts'
import type { World } from './world.ts'

/** Runs one command line and returns its exit code. Touches nothing but the world that it is given. */
export async function main(argv: readonly string[], world: World): Promise<number> {
  const { program, session } = createProgram(world)
  const command = verbIn(argv, program)
  const json = argv.includes('--json')
  if (argv.length === 0) {
    program.outputHelp()
    return 0
  }
  try {
    await program.parseAsync(argv, { from: 'user' })
    return session.exitCode
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0
    const told = error instanceof CommanderError ? usageError(error, command) : error
    return reportError(told, { command, json, verbose: argv.includes('--verbose') }, world)
  }
}

/** The verb that a command line names, also when the rest of it makes no sense. */
function verbIn(argv: readonly string[], program: Program): string {
  const names = new Set(program.commands.map(verb => verb.name()))
  return argv.find(word => names.has(word)) ?? program.name()
}
