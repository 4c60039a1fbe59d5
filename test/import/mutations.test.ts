import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formats } from '../../src/feeds/index.ts'
import { COPIES } from './mutations/ground.ts'
import { originals } from './mutations/originals.ts'
import { Intact, trialsOf, tryFiles, type Outcome } from './mutations/tried.ts'

/** How many files are tried, and from which on; the same seed makes the same ones. */
const FILES = Number(process.env['BACKCOURT_MUTATIONS'] ?? 2 * formats.length)
const FROM = Number(process.env['BACKCOURT_MUTATION_FROM'] ?? 0)
const SEED = Number(process.env['BACKCOURT_MUTATION_SEED'] ?? 1)
const AT_ONCE = COPIES * formats.length

const outcomes: Outcome[] = []
const before = process.memoryUsage().rss
let largest = 0

beforeAll(async () => {
  const trials = trialsOf(SEED, FROM + FILES).slice(FROM)
  const intact = await Intact.of(trials.slice(0, AT_ONCE))
  for (let first = 0; first < trials.length; first += AT_ONCE) {
    const outcome = await tryFiles(trials.slice(first, first + AT_ONCE), intact)
    outcomes.push(outcome)
    if (FILES > 1000)
      process.stdout.write(`${first + outcome.files.length} files, ${outcome.findings.length} findings\n${outcome.findings.join('\n')}\n`)
    largest = Math.max(largest, process.memoryUsage().rss)
  }
}, 7_200_000)
afterAll(() => outcomes.splice(0))

it('every format has an original', () => {
  expect(formats.map(({ name }) => name).filter(name => !(name in originals))).toEqual([])
  expect(Object.keys(originals)).toHaveLength(formats.length)
})

describe(`${FILES} files that something has happened to, with seed ${SEED}`, () => {
  it('are each taken, not recognised, or unreadable', () => {
    for (const { files, report } of outcomes) {
      const told = new Set([...report.files, ...report.unrecognised, ...report.unreadable].map(file => file.path.split(' › ')[0]))
      expect(files.filter(file => !told.has(file))).toEqual([])
    }
  })

  it('have as many rows as became something', () => {
    const counts = outcomes.flatMap(({ report }) => report.files.flatMap(file => file.tables))
    const wrong = counts.filter(c => c.read !== c.stored + c.changed + c.unchanged + c.duplicate + c.undecided + c.rejected)
    expect(wrong).toEqual([])
    expect(counts.reduce((sum, { stored }) => sum + stored, 0)).toBeGreaterThan(FILES)
  })

  it('land in all their rows to which nothing has happened, and in nothing that neither the intact file nor a changed cell says', () => {
    expect(outcomes.flatMap(({ findings }) => findings)).toEqual([])
  })

  it('are told about in sentences of bounded length, without a trace of the program', () => {
    const sentences = outcomes.flatMap(({ report }) => [
      ...report.warnings,
      ...report.unrecognised.map(file => file.looked_for),
      ...report.unreadable.map(file => file.reason),
    ])
    expect(sentences.filter(sentence => /\n\s+at |INTERNAL|please report|undefined|\[object/.test(sentence))).toEqual([])
    expect(sentences.filter(sentence => sentence.length > 2000)).toEqual([])
  })

  it('need no more memory than others', () => {
    expect((largest - before) / 1024 ** 2).toBeLessThan(1024)
  })
})
