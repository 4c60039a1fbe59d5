import { Command, Option } from '@commander-js/extra-typings'
import { verbs } from './commands/index.ts'
import { EXIT_CODES } from './exit-codes.ts'
import { Session } from './session.ts'
import type { Program } from './verb.ts'
import { version } from './version.ts'
import type { World } from './world.ts'

const ABOUT = `NBA analytics tables that know what changed.

  backcourt demo                      a simulated month, from raw files to five tables
  backcourt import ~/nba              your raw files into a store
  backcourt backfill                  compute the tables
  backcourt coverage                  prove that every row is there`

const SETTINGS = `
Settings of the environment:
  BACKCOURT_STORE         the store, where --store names none
  BACKCOURT_MEMORY_LIMIT  memory that the engine may take, as 2GB (else four fifths of the machine's)
  BACKCOURT_THREADS       threads of the engine (else one less than there are processors)
  BACKCOURT_TEMP          folder for what does not fit into memory (else the store's)`

/** The whole command line, ready to parse, and the session that its verbs run in. */
export function createProgram(world: World): { readonly program: Program; readonly session: Session } {
  const program: Program = new Command('backcourt')
    .description(ABOUT)
    .version(version(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .option('--store <file>', 'the store, a DuckDB file (else BACKCOURT_STORE, else backcourt.duckdb)')
    .option('--json', 'exactly one JSON document on standard output')
    .addOption(new Option('--quiet', 'only results and errors').conflicts('verbose'))
    .option('--verbose', 'more about what goes on, and where an error happened')
  const session = new Session(world, () => program.opts())
  program
    .exitOverride()
    .showSuggestionAfterError()
    .configureHelp({ showGlobalOptions: true, sortOptions: false })
    .configureOutput({
      writeOut: text => world.stdout.write(text),
      writeErr: () => undefined,
      getOutHelpWidth: () => world.stdout.columns,
      getOutHasColors: () => false,
    })
    .addHelpText('after', exitCodeTable())
    .addHelpText('after', SETTINGS)
    .hook('preAction', (_, verb) => {
      session.command = verb.name()
    })
  for (const addVerb of verbs) addVerb(program, session)
  return { program, session }
}

function exitCodeTable(): string {
  const lines = Object.entries(EXIT_CODES).map(([code, meaning]) => `  ${code.padStart(3)}  ${meaning}`)
  return `\nExit codes:\n${lines.join('\n')}`
}
