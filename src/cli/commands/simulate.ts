import { parseDay, parseSeason } from '../../calendar.ts'
import { BackcourtError } from '../../errors.ts'
import type { SimulationRequest } from '../../simulate/request.ts'
import type { FilesMembers } from '../documents.ts'
import type { Outcome } from '../outcome.ts'
import { filesText } from '../render/files-text.ts'
import type { Session } from '../session.ts'
import { examples, type Program } from '../verb.ts'

/** `backcourt simulate`. */
export function addSimulate(program: Program, session: Session): void {
  program
    .command('simulate')
    .summary('raw files of seasons that could have been')
    .description('Writes raw files of seasons that could have been, in the formats of the real feeds. The same seed always gives the same seasons.')
    .addHelpText(
      'before',
      examples([
        'backcourt simulate --out feeds --days 30',
        'backcourt simulate --out feeds --seasons 2 --seed 7',
        'backcourt simulate --out network --as content-network --until 2021-10-26',
      ]),
    )
    .requiredOption('--out <folder>', 'the folder to write into')
    .option('--seasons <count>', 'how many seasons', '1')
    .option('--seed <number>', 'another number is another league', '1')
    .option('--season <years>', 'the first season, as 2021-22')
    .option('--days <count>', 'only the first days of the season')
    .option('--as <kind>', 'files: as people keep them; content-network: what backcourt fetch --nba-base asks for', 'files')
    .option('--until <day>', 'the content network on the morning after this day; statistics told wrong are put right two days later')
    .action(async options => {
      const request: SimulationRequest = {
        seasons: wholeNumber(options.seasons, '--seasons'),
        seed: wholeNumber(options.seed, '--seed'),
        ...(options.season === undefined ? {} : { firstSeason: parseSeason(options.season, '--season') }),
        ...(options.days === undefined ? {} : { days: wholeNumber(options.days, '--days') }),
        as: kindNamed(options.as),
        ...(options.until === undefined ? {} : { until: parseDay(options.until, '--until') }),
      }
      checkNetwork(request)
      await session.run(() => simulateInto(options.out, request, session))
    })
}

/** Simulates, and tells which files were written. */
export async function simulateInto(folder: string, request: SimulationRequest, session: Session): Promise<Outcome<FilesMembers>> {
  const { writeSimulation } = await import('../../simulate/index.ts')
  const started = session.elapsed()
  const files = await writeSimulation(request, session.pathOf(folder), { writer: session.world, listen: () => session.checkInterrupt() }).catch(
    (error: unknown) => {
      if (!(error instanceof Error && 'syscall' in error)) throw error
      throw new BackcourtError('bad_input', `${folder} cannot be written: ${error.message}`, {
        where: '--out',
        next: '--out names a folder',
        cause: error,
      })
    },
  )
  const duration_ms = session.elapsed() - started
  return {
    exitCode: 0,
    members: { files, duration_ms },
    warnings: [],
    text: () =>
      filesText(
        files.map(file => ({ ...file, path: session.shown(file.path) })),
        duration_ms,
      ),
    next: request.as === 'content-network' ? undefined : `import ${folder}`,
  }
}

function kindNamed(typed: string): 'files' | 'content-network' {
  if (typed === 'files' || typed === 'content-network') return typed
  throw new BackcourtError('usage', `--as: expected files or content-network, got "${typed}"`, { where: '--as', next: '--as content-network' })
}

/** The network has the schedule of one season, and only it has days. */
function checkNetwork({ as, seasons, until }: SimulationRequest): void {
  if (as === 'content-network' && seasons !== 1)
    throw new BackcourtError('usage', `--seasons: the content network shows one season at a time, got ${seasons}`, {
      where: '--seasons',
      next: '--season 2022-23',
    })
  if (as !== 'content-network' && until !== undefined)
    throw new BackcourtError('usage', '--until is a day of the content network', { where: '--until', next: '--as content-network --until …' })
}

function wholeNumber(typed: string, where: string): number {
  if (/^\d{1,15}$/.test(typed)) return Number(typed)
  throw new BackcourtError('usage', `${where}: expected a whole number, got "${typed}"`, { where, next: `${where} 1` })
}
