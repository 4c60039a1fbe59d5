import { parseSeason } from '../../calendar.ts'
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
    .addHelpText('before', examples(['backcourt simulate --out feeds --days 30', 'backcourt simulate --out feeds --seasons 2 --seed 7']))
    .requiredOption('--out <folder>', 'the folder to write into')
    .option('--seasons <count>', 'how many seasons', '1')
    .option('--seed <number>', 'another number is another league', '1')
    .option('--season <years>', 'the first season, as 2021-22')
    .option('--days <count>', 'only the first days of the season')
    .action(async options => {
      const request: SimulationRequest = {
        seasons: wholeNumber(options.seasons, '--seasons'),
        seed: wholeNumber(options.seed, '--seed'),
        ...(options.season === undefined ? {} : { firstSeason: parseSeason(options.season, '--season') }),
        ...(options.days === undefined ? {} : { days: wholeNumber(options.days, '--days') }),
      }
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
    next: `import ${folder}`,
  }
}

function wholeNumber(typed: string, where: string): number {
  if (/^\d{1,15}$/.test(typed)) return Number(typed)
  throw new BackcourtError('usage', `${where}: expected a whole number, got "${typed}"`, { where, next: `${where} 1` })
}
