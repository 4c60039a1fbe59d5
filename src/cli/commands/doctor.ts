import { BackcourtError } from '../../errors.ts'
import type { Finding } from '../../store/duckdb/examine.ts'
import type { DoctorMembers } from '../documents.ts'
import type { Examination } from '../examine-store.ts'
import type { Outcome } from '../outcome.ts'
import { doctorText, sitrepText } from '../render/doctor-report.ts'
import type { Session } from '../session.ts'
import { examples, type Program } from '../verb.ts'

/** `backcourt doctor`. */
export function addDoctor(program: Program, session: Session): void {
  program
    .command('doctor')
    .summary('is everything as it should be?')
    .description(
      'Opens the store, reads every row of it, compares its tables with their declarations, and says what is damaged, missing, left over or waiting, with the repair. With --fix repairs what is safe, with --restore puts the last whole copy in its place.',
    )
    .addHelpText(
      'before',
      examples(['backcourt doctor --store backcourt-demo/demo.duckdb', 'backcourt doctor --fix', 'backcourt doctor --sitrep > sitrep.md']),
    )
    .option('--fix', 'repair what is safe: missing tables and columns, leftovers; no row is touched')
    .option('--sitrep', 'what a bug report needs, as Markdown: versions, settings, figures, findings; no names of folders')
    .option('--restore', 'put the last whole copy in the place of a damaged store; what it replaces is kept')
    .action(async options => {
      if (options.restore === true && session.warehouse !== undefined)
        throw new BackcourtError('usage', '--restore is about a store in a file', { where: '--restore', next: 'backcourt doctor --fix' })
      if (options.restore === true && (options.fix === true || options.sitrep === true)) {
        throw new BackcourtError('usage', '--restore stands alone', { where: '--restore', next: 'backcourt doctor --restore' })
      }
      await session.run(() => (options.restore === true ? restore(session) : examine(session, options)))
    })
}

async function restore(session: Session): Promise<Outcome<DoctorMembers>> {
  const { restoreStore } = await import('../../store/duckdb/restore.ts')
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

interface DoctorOptions {
  readonly fix?: true | undefined
  readonly sitrep?: true | undefined
}

async function examine(session: Session, options: DoctorOptions): Promise<Outcome<DoctorMembers>> {
  if (session.warehouse !== undefined) return examineThere(session, session.warehouse, options)
  const { examination, fixStore } = await import('../examine-store.ts')
  await assertThere(session)
  const before = await examination(session)
  const fixed = options.fix === true && before.about !== undefined ? await fixStore(session, before) : undefined
  const found = fixed === undefined || fixed.length === 0 ? before : await examination(session)
  const findings = found.findings.map(({ fix: _, ...finding }): Finding => finding)
  const members = { ...found, findings, ...(fixed === undefined ? {} : { fixed }), restored: [] }
  return {
    exitCode: findings.some(isFault) ? 1 : 0,
    members,
    warnings: [],
    text: page => (options.sitrep === true ? sitrepText(members, session) : doctorText(members, page)),
    next: nextOf(found),
  }
}

/** A warehouse has no file to restore; what is missing is made by the statement that the finding tells. */
async function examineThere(session: Session, address: string, { fix, sitrep }: DoctorOptions): Promise<Outcome<DoctorMembers>> {
  if (sitrep === true) throw new BackcourtError('usage', '--sitrep is about a store in a file', { where: '--sitrep' })
  const { examineWarehouse, fixWarehouse } = await import('../examine-warehouse.ts')
  const fixed = fix === true ? await fixWarehouse(address, session) : undefined
  const found = await examineWarehouse(address, session)
  const findings = found.findings.map(({ fix: _, ...finding }): Finding => finding)
  const members = { findings, feeds: found.feeds, ...(fixed === undefined ? {} : { fixed }), restored: [] }
  const repairable = found.findings.some(finding => finding.fix !== undefined)
  const isWell = 'datasets, tables and columns are as declared, and nobody holds the lock'
  return {
    exitCode: findings.some(isFault) ? 1 : 0,
    members,
    warnings: [],
    text: page => [...(findings.length === 0 ? [isWell] : []), ...doctorText(members, page)],
    next: repairable ? 'doctor --fix' : undefined,
  }
}

/** Whether a finding is more than a note. */
function isFault({ severity }: Finding): boolean {
  return severity !== 'note'
}

function nextOf({ findings, about }: Examination): string | undefined {
  if (about === undefined && findings.some(({ severity }) => severity === 'error')) return 'doctor --restore'
  return findings.some(({ fix, repair }) => fix !== undefined || repair.includes('doctor --fix')) ? 'doctor --fix' : undefined
}

/** Throws store_missing where there is neither a store nor anything to restore one from. */
async function assertThere(session: Session): Promise<void> {
  const { hasTraces } = await import('../../store/duckdb/snapshot.ts')
  if (hasTraces(session.store)) return
  throw new BackcourtError('store_missing', `no store at ${session.store}`, { where: session.store, next: 'backcourt import PATH… makes one' })
}
