import { Command, Option } from '@commander-js/extra-typings'
import { BackcourtError } from '../errors.ts'
import { verbs } from './commands/index.ts'
import { EXIT_CODES } from './exit-codes.ts'
import { Session } from './session.ts'
import { eachToldOnce } from './told-once.ts'
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
  BACKCOURT_WAREHOUSE     the warehouse, where neither --store nor --warehouse names one
  BACKCOURT_DESK          folder for what is kept here of a warehouse (else in the user's cache)
  BIGQUERY_EMULATOR_HOST  another server than Google's, as http://127.0.0.1:9050
  BACKCOURT_MEMORY_LIMIT  memory that the engine may take, as 4GB (else 800MB); the rest goes to BACKCOURT_TEMP
  BACKCOURT_THREADS       threads of the engine (else one less than there are processors, all for imports)
  BACKCOURT_TEMP          folder for what does not fit into memory (else the store's)`

/** The whole command line, ready to parse, and the session that its verbs run in. */
export function createProgram(world: World): { readonly program: Program; readonly session: Session } {
  const program: Program = new Command('backcourt')
    .description(ABOUT)
    .version(version(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .option('--store <file>', 'the store, a DuckDB file (else BACKCOURT_STORE, else backcourt.duckdb)')
    .addOption(
      new Option(
        '--warehouse <address>',
        'datasets of BigQuery instead: bigquery://PROJECT[/PREFIX_][?location=EU&max_bytes=10GB&timeout=60s]',
      ).conflicts('store'),
    )
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
      refuseInWarehouse(session)
    })
  for (const addVerb of verbs) addVerb(program, session)
  eachToldOnce(program)
  return { program, session }
}

/** Verbs that work on a warehouse, or name their stores themselves. */
const IN_WAREHOUSES = new Set(['import', 'remove', 'plan', 'apply', 'backfill', 'retry', 'resume', 'runs', 'coverage', 'doctor', 'hash'])
const WITHOUT_STORE = new Set(['copy', 'parity', 'simulate', 'formats', 'tables', 'completion', 'demo'])

function refuseInWarehouse({ command, warehouse }: Session): void {
  if (warehouse === undefined || IN_WAREHOUSES.has(command) || WITHOUT_STORE.has(command)) return
  throw new BackcourtError('usage', `${command} does not work on a warehouse: expected one of ${[...IN_WAREHOUSES].join(', ')}`, {
    where: '--warehouse',
    next: `copy what it should work on into a file: backcourt copy ${warehouse} FILE --start-date D --end-date D`,
  })
}

function exitCodeTable(): string {
  const lines = Object.entries(EXIT_CODES).map(([code, meaning]) => `  ${code.padStart(3)}  ${meaning}`)
  return `\nExit codes:\n${lines.join('\n')}`
}
