import { BackcourtError } from '../../errors.ts'
import type { Listening } from '../../serve/server.ts'
import type { Starts } from '../../serve/starts.ts'
import type { ServeMembers } from '../documents.ts'
import { engineSettings } from '../engine-settings.ts'
import type { Outcome } from '../outcome.ts'
import type { Session } from '../session.ts'
import { examples, type Program } from '../verb.ts'

const PORT = '4173'

/** `backcourt serve`. */
export function addServe(program: Program, session: Session): void {
  program
    .command('serve')
    .summary('the same in a browser')
    .description(
      'Serves a page to this machine alone, until Ctrl-C: the calendar of what is built, any night before its tips, players, teams, rows with their history, changes, feeds, definitions, and SQL. Changes nothing, unless --allow-runs, and never holds up a run: it reads a copy, taken while nobody writes.',
    )
    .addHelpText('before', examples(['backcourt serve --store backcourt-demo/demo.duckdb --open', 'backcourt serve --port 8080']))
    .option('--port <number>', `the port; 0 for any that is free (else ${PORT})`, PORT)
    .option('--open', 'show it in the browser')
    .option(
      '--allow-runs',
      'let the page import dropped files, start plan, backfill and retry, and make the demo where there is no store, for whoever has the address that is printed',
    )
    .action(async options => {
      const port = portNamed(options.port)
      const starts = options.allowRuns === true ? await startsIn(session) : undefined
      let listening: Listening | undefined
      await session.run(async () => {
        listening = await start(session, port, starts)
        const { storeExists } = await import('../../store/duckdb/snapshot.ts')
        const warnings = storeExists(session.store) ? [] : [`no store at ${session.shown(session.store)} yet: the page says how to make one`]
        return { ...servedOutcome(session, addressOf(listening, starts), listening), warnings }
      })
      if (listening === undefined) return
      if (options.open === true) session.world.openInBrowser(addressOf(listening, starts))
      await interrupted(session)
      await listening.close()
    })
}

/** A port that was typed. Throws usage. */
function portNamed(typed: string): number {
  if (/^\d{1,5}$/.test(typed) && Number(typed) <= 65_535) return Number(typed)
  throw new BackcourtError('usage', `--port: expected a number up to 65535, got "${typed}"`, { where: '--port', next: `--port ${PORT}` })
}

async function startsIn(session: Session): Promise<Starts> {
  const { startsOf } = await import('../served/starts.ts')
  return startsOf(session)
}

async function start(session: Session, port: number, starts: Starts | undefined): Promise<Listening> {
  const [{ startServing }, { readPage }] = await Promise.all([import('../served/start.ts'), import('../../serve/page-files.ts')])
  const page = readPage(session.world.pageFolder)
  if (page === undefined) throw new BackcourtError('bad_input', 'the page was not built', { where: session.world.pageFolder, next: 'npm run build' })
  return startServing(session, { port, page, starts, engine: engineSettings(session) })
}

/** The token stands behind a `#`: the browser keeps it to itself. */
function addressOf({ port }: Listening, starts: Starts | undefined): string {
  return `http://127.0.0.1:${port}/${starts === undefined ? '' : `run#token=${starts.token}`}`
}

function servedOutcome(session: Session, address: string, listening: Listening): Outcome<ServeMembers> {
  return {
    exitCode: 0,
    members: { address, port: listening.port, store: session.store },
    warnings: [],
    text: ({ paint }) => [`${session.shown(session.store)} is served at ${paint('bold', address)}`, 'only to this machine; Ctrl-C ends it'],
  }
}

/** Waits for Ctrl-C. */
function interrupted(session: Session): Promise<void> {
  return new Promise(resolve => {
    const stopListening = session.world.onInterrupt(() => {
      stopListening()
      resolve()
      return 'taken'
    })
  })
}
