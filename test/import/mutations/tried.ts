import { formats } from '../../../src/feeds/index.ts'
import type { ImportReport } from '../../../src/import/report.ts'
import type { Workspace } from '../workspace.ts'
import { COPIES, gameOfCopy, ground, storedBy } from './ground.ts'
import { intactFile, mutatedFile, type MadeFile } from './mutator.ts'
import { originals, type Original } from './originals.ts'
import { Random } from './random.ts'
import { contradictions, type Landed, type Suffered } from './truth.ts'

/** A file that was made of a format's original, and of which copy. */
interface Trial {
  readonly number: number
  readonly format: string
  readonly copy: number
  readonly made: MadeFile
}

/** What an import of files to which something has happened said, and what is wrong with it. */
export interface Outcome {
  readonly files: readonly string[]
  readonly report: ImportReport
  readonly findings: readonly string[]
}

function originalOf(format: string): Original {
  const found = originals[format]
  if (found === undefined) throw new Error(`${format} has no original`)
  return found
}

/** The files of a seed, as many as there are asked for: formats take turns. */
export function trialsOf(seed: number, count: number): Trial[] {
  const random = new Random(seed)
  return Array.from({ length: count }, (_, number) => {
    const format = formats[number % formats.length]?.name ?? ''
    const copy = Math.floor(number / formats.length) % COPIES
    return { number, format, copy, made: mutatedFile(originalOf(format), gameOfCopy(format, copy), random) }
  })
}

/** What the store has of the intact files that trials were made of. */
export class Intact {
  readonly #landed = new Map<string, Landed>()

  static async of(trials: readonly Trial[]): Promise<Intact> {
    const intact = new Intact()
    const space = await ground()
    const files = new Map<string, Trial>()
    for (const trial of trials) {
      const { ending, content } = intactFile(originalOf(trial.format), gameOfCopy(trial.format, trial.copy))
      files.set(space.file(`${nameOf(trial)}.${ending}`, content), { ...trial, made: { ending, content, what: '' } })
    }
    const report = await space.import([...files.keys()])
    const stored = await storedBy(space, report.import)
    for (const [file, trial] of files) intact.#landed.set(nameOf(trial), { content: trial.made.content, rows: stored.get(file) ?? [] })
    await space.close()
    return intact
  }

  landedOf(trial: Trial): Landed {
    return this.#landed.get(nameOf(trial)) ?? { content: Buffer.alloc(0), rows: [] }
  }
}

/** Of one format and copy. */
function nameOf({ format, copy }: Trial): string {
  return `${format.replaceAll(/\W+/g, '-')}-${copy}`
}

/** Imports files together into a store of their own; what seems wrong is tried again alone, where no other file can be the reason. */
export async function tryFiles(trials: readonly Trial[], intact: Intact): Promise<Outcome> {
  const together = await importTrials(trials, intact)
  if (trials.length === 1) return { ...together, findings: [...together.wrong.values()].flat() }
  const findings: string[] = []
  for (const trial of together.wrong.keys()) findings.push(...(await tryFiles([trial], intact)).findings)
  return { ...together, findings }
}

async function importTrials(trials: readonly Trial[], intact: Intact): Promise<Omit<Outcome, 'findings'> & { wrong: ReadonlyMap<Trial, string[]> }> {
  const space = await ground()
  try {
    const files = new Map(trials.map(trial => [space.file(`${trial.number}-${nameOf(trial)}.${trial.made.ending}`, trial.made.content), trial]))
    const report = await space.import([...files.keys()])
    const suffered = await sufferedBy(space, report)
    const wrong = new Map<Trial, string[]>()
    for (const [file, trial] of files) {
      const format = formats.find(({ name }) => name === trial.format)
      if (format === undefined) continue
      const isTaken = report.files.some(taken => taken.path.split(' › ')[0] === file && taken.format === trial.format)
      const whyNot = report.unrecognised.find(each => each.path === file)?.looked_for ?? 'taken for something else'
      const unread = report.warnings.filter(warning => warning.startsWith(file) && warning.includes('is not read: it lacks the column'))
      const found = contradictions(format, intact.landedOf(trial), { content: trial.made.content, isTaken, whyNot, unread, ...suffered(file) })
      if (found.length > 0)
        wrong.set(
          trial,
          found.map(sentence => `#${trial.number} ${trial.format}, ${trial.made.what}: ${sentence}`),
        )
    }
    return { files: [...files.keys()], report, wrong }
  } finally {
    await space.close()
  }
}

async function sufferedBy(space: Workspace, report: ImportReport): Promise<(file: string) => Pick<Suffered, 'rows' | 'waiting'>> {
  const stored = await storedBy(space, report.import)
  const waiting = await space.rows<{ file: string; place: number; table: string; reason: string }>(
    `select split_part(source_file, ' › ', 1) as file, source_row as place, table_name as "table", reason from nba_processing.quarantine where ended_by is null`,
  )
  return file => ({ rows: stored.get(file) ?? [], waiting: waiting.filter(row => row.file === file) })
}
