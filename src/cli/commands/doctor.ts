import { BackcourtError } from '../../errors.ts'
import type { Finding } from '../../store/examine.ts'
import type { DoctorMembers } from '../documents.ts'
import type { Outcome } from '../outcome.ts'
import type { Session } from '../session.ts'
import { examples, type Program } from '../verb.ts'

/** `backcourt doctor`. */
export function addDoctor(program: Program, session: Session): void {
  program
    .command('doctor')
    .summary('is everything as it should be?')
    .description(
      'Opens the store, reads every row of it, and says what is damaged, with the repair. With --restore puts the last whole copy in its place.',
    )
    .addHelpText(
      'before',
      examples(['backcourt doctor --store backcourt-demo/demo.duckdb', 'backcourt doctor --restore --store backcourt-demo/demo.duckdb']),
    )
    .option('--restore', 'put the last whole copy in the place of a damaged store; what it replaces is kept')
    .action(async options => {
      await session.run(() => (options.restore === true ? restore(session) : examine(session)))
    })
}

async function restore(session: Session): Promise<Outcome<DoctorMembers>> {
  const { restoreStore } = await import('../../store/restore.ts')
  await assertThere(session)
  const done = await restoreStore(session.store)
  return {
    exitCode: 0,
    members: { findings: [], restored: done },
    warnings: [],
    text: () => (done.length === 0 ? ['the store is whole: there is nothing to restore'] : done),
    next: done.length === 0 ? undefined : 'coverage',
  }
}

async function examine(session: Session): Promise<Outcome<DoctorMembers>> {
  const { examineStore } = await import('../../store/examine.ts')
  await assertThere(session)
  const findings = await examineStore(session.store)
  return {
    exitCode: findings.length === 0 ? 0 : 1,
    members: { findings, restored: [] },
    warnings: [],
    text: () => (findings.length === 0 ? ['the store opens, and every row of it can be read'] : findings.map(findingText)),
    next: findings.some(({ severity }) => severity === 'error') ? 'doctor --restore' : undefined,
  }
}

function findingText({ severity, object, found, expected, repair }: Finding): string {
  return `${severity}: ${object}: ${found}; expected ${expected}\n  ${repair}`
}

/** Throws store_missing where there is neither a store nor anything to restore one from. */
async function assertThere(session: Session): Promise<void> {
  const { hasTraces } = await import('../../store/snapshot.ts')
  if (hasTraces(session.store)) return
  throw new BackcourtError('store_missing', `no store at ${session.store}`, { where: session.store, next: 'backcourt import PATH… makes one' })
}
