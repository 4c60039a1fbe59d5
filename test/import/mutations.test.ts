import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ImportReport } from '../../src/import/report.ts'
import { Mutator, type MutatedFile } from './mutator.ts'
import { evening, Workspace } from './workspace.ts'

/** How many files are tried; the same seed tries the same ones. */
const FILES = Number(process.env['BACKCOURT_MUTATIONS'] ?? 300)
const SEED = Number(process.env['BACKCOURT_MUTATION_SEED'] ?? 1)
const AT_ONCE = 50

interface Tried {
  readonly files: ReadonlyMap<string, MutatedFile>
  readonly report: ImportReport
}

const tried: Tried[] = []
let space: Workspace
let largest = 0
let before = 0

beforeAll(async () => {
  space = await Workspace.open()
  await space.import([space.csv('schedule.csv', evening)])
  before = process.memoryUsage().rss
  const mutator = new Mutator(SEED)
  for (let first = 0; first < FILES; first += AT_ONCE) {
    const made = Array.from({ length: Math.min(AT_ONCE, FILES - first) }, (_, place) => mutator.file(first + place))
    const files = new Map(made.map(file => [space.file(`${first}/${file.name}`, file.content), file]))
    tried.push({ files, report: await space.import([...files.keys()]) })
    largest = Math.max(largest, process.memoryUsage().rss)
  }
}, 3_600_000)
afterAll(() => space.close())

describe(`${FILES} files that something has happened to, with seed ${SEED}`, () => {
  it('are each taken, not recognised, or unreadable', () => {
    for (const { files, report } of tried) {
      const told = new Set([...report.files, ...report.unrecognised, ...report.unreadable].map(file => file.path.split(' › ')[0]))
      expect([...files.keys()].filter(file => !told.has(file))).toEqual([])
    }
  })

  it('have as many rows as became something', () => {
    const counts = tried.flatMap(({ report }) => report.files.flatMap(file => file.tables))
    const wrong = counts.filter(c => c.read !== c.stored + c.changed + c.unchanged + c.duplicate + c.undecided + c.rejected)
    expect(wrong).toEqual([])
    expect(counts.reduce((sum, { stored }) => sum + stored, 0)).toBeGreaterThan(FILES)
  })

  it('land in all their rows to which nothing has happened', async () => {
    const rows = await space.rows<{ id: number; points: number; file: string }>(
      `select nba_player_id as id, points, source_file as file from nba_raw.nbac_player_boxscores where ended_by is null`,
    )
    const stored = new Map(rows.map(row => [row.id, row.points]))
    const intact = tried.flatMap(({ files }) =>
      [...files.values()].flatMap(file => file.intact.map(row => ({ ...row, what: file.what, name: file.name }))),
    )
    expect(intact.filter(({ id, points }) => stored.get(id) !== points)).toEqual([])
    expect(intact.length).toBeGreaterThan(FILES / 10)
  })

  it('are told about in sentences of bounded length, without a trace of the program', () => {
    const sentences = tried.flatMap(({ report }) => [
      ...report.warnings,
      ...report.unrecognised.map(file => file.looked_for),
      ...report.unreadable.map(file => file.reason),
    ])
    expect(sentences.filter(sentence => /\n\s+at |INTERNAL|please report|undefined|\[object/.test(sentence))).toEqual([])
    expect(sentences.filter(sentence => sentence.length > 2000)).toEqual([])
  })

  it('store nothing that cannot be', async () => {
    expect(
      await space.rows(`select nba_game_id, points, field_goals_made, seconds_played from nba_raw.nbac_player_boxscores
        where points not between 0 and 120 or field_goals_made > field_goals_attempted or seconds_played > 5400
          or not regexp_full_match(nba_game_id, '00[1-6][0-9]{7}') or player_lookup = ''`),
    ).toEqual([])
  })

  it('need no more memory than others', () => {
    expect((largest - before) / 1024 ** 2).toBeLessThan(1024)
  })
})
