import { BackcourtError } from '../../errors.ts'
import type { Store } from '../../store/store.ts'
import type { RunsMembers } from '../documents.ts'
import { holdStore } from '../hold-store.ts'
import { nearest } from '../nearest.ts'
import type { Outcome } from '../outcome.ts'
import { runText, runsText } from '../render/runs-report.ts'
import type { Session } from '../session.ts'
import { examples, type Program } from '../verb.ts'

/** `backcourt runs` and `backcourt runs show`. */
export function addRuns(program: Program, session: Session): void {
  program
    .command('runs')
    .summary('what was built when, and how it ended')
    .description('Lists the runs of the store, newest first; show tells one of them with its units.')
    .addHelpText('before', examples(['backcourt runs --store backcourt-demo/demo.duckdb', 'backcourt runs show 1 --json']))
    .argument('[show]', 'the word show, for one run')
    .argument('[run]', 'its number, or last')
    .action(async (word, run) => {
      if (word === undefined) return session.run(() => holdStore(session, 'read', allRuns))
      if (word !== 'show') throw wrongWord(word)
      if (run === undefined || !/^(?:\d{1,9}|last)$/.test(run)) {
        throw new BackcourtError('usage', `RUN: expected the number of a run or last, got "${run ?? ''}"`, {
          where: 'RUN',
          next: 'backcourt runs show 1',
        })
      }
      return session.run(() => holdStore(session, 'read', store => oneRun(store, run)))
    })
}

function wrongWord(word: string): BackcourtError {
  const next = /^\d+$/.test(word)
    ? `backcourt runs show ${word}`
    : nearest(word, ['show']) === undefined
      ? 'backcourt runs show 1'
      : 'did you mean show?'
  return new BackcourtError('unknown_name', `runs: expected show, got "${word}"`, { where: word, next })
}

/** All runs. */
export async function allRuns(store: Store): Promise<Outcome<RunsMembers>> {
  const { listRuns } = await import('../../ledger/runs.ts')
  const runs = await listRuns(store)
  return { exitCode: 0, members: { runs }, warnings: [], text: page => runsText(runs, page), next: runs.length === 0 ? 'backfill' : undefined }
}

/** One run by its number or `last`. Throws not_found. */
export async function oneRun(store: Store, typed: string): Promise<Outcome<RunsMembers>> {
  const { listRuns, nextRun, runUnits } = await import('../../ledger/runs.ts')
  const last = (await nextRun(store)) - 1
  const number = typed === 'last' ? last : Number(typed)
  const [run] = await listRuns(store, number)
  if (run === undefined) {
    const found = last === 0 ? 'the store has no runs' : `the runs are 1 to ${last}`
    throw new BackcourtError('not_found', `no run ${typed}: ${found}`, { where: typed, next: 'backcourt runs lists them' })
  }
  const units = await runUnits(store, number)
  const next = run.outcome === 'interrupted' ? 'resume' : run.units.failed > 0 ? 'retry' : undefined
  return { exitCode: 0, members: { runs: [run], units }, warnings: [], text: page => runText(run, units, page), next }
}
