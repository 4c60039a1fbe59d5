import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { standApart, TABLES, Template } from './book.ts'
import { CORRECTABLE, History, REMOVABLE, type Step } from './history.ts'
import { FILE_NAMES, LeagueFiles } from './league-files.ts'

/** Histories in all: as many as say so, 200 where everything is checked, fewer at a desk. */
const HISTORIES = Number(process.env['BACKCOURT_HISTORIES'] ?? (process.env['CI'] === undefined ? 40 : 200))
const SEED = Number(process.env['BACKCOURT_SEED'] ?? 20_211_019)
/** Side by side, each on one thread of the engine. */
const LANES = [0, 1] as const

const LEAGUES = [
  LeagueFiles.simulated({ seasons: 1, seed: 3, teams: 4, games: 6, days: 12 }).told(),
  LeagueFiles.simulated({ seasons: 1, seed: 8, teams: 4, games: 14, days: 35 }).told(),
  gamesAhead(LeagueFiles.simulated({ seasons: 1, seed: 3, teams: 6, games: 14, days: 40 }).told()),
]

/** The league while its last four games are still to be played. */
function gamesAhead(league: LeagueFiles): LeagueFiles {
  return league.gameIds.slice(-4).reduce<LeagueFiles>((played, game) => played.unplayed(game), league)
}
const RANGE = ['2021-10-12', '2021-12-05'] as const

const number = fc.nat(9999)
const files = fc.oneof({ weight: 2, arbitrary: fc.constant(FILE_NAMES) }, { weight: 1, arbitrary: fc.subarray([...FILE_NAMES], { minLength: 1 }) })
const file = fc.constantFrom(...CORRECTABLE)
const value = fc.oneof({ weight: 6, arbitrary: fc.nat(40).map(String) }, { weight: 1, arbitrary: fc.constant('') })
const tables = fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.subarray([...TABLES], { minLength: 1 }) })
/** Chunks after which somebody asks to stop; mostly more than there are. */
const chunks = fc.oneof({ weight: 3, arbitrary: fc.constant(99) }, { weight: 1, arbitrary: fc.nat(4) })

const options = fc.oneof(
  { weight: 4, arbitrary: fc.constant({}) },
  { weight: 2, arbitrary: fc.constantFrom({ force: true as const }, { onlyMissing: true as const }, { onlyFailed: true as const }) },
)

const importing: fc.Arbitrary<Step> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ does: fc.constant('import whole files'), files, force: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('import games'), from: number, count: fc.integer({ min: 1, max: 6 }), files }) },
  { weight: 6, arbitrary: fc.record({ does: fc.constant('correct a line'), file, line: number, field: number, value }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('double a line'), file, line: number }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('replace a game'), game: number, files, without: number }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('lose a game'), game: number }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('remove a raw row'), table: fc.constantFrom(...REMOVABLE), row: number }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('alias'), of: number, as: number, active: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('rename'), person: number, suffix: fc.constantFrom(' Jr.', ' X') }) },
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constant('move a game'), game: number, days: fc.integer({ min: -6, max: 9 }), played: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('put on television'), game: number }) },
  {
    weight: 1,
    arbitrary: fc.record({ does: fc.constant('make a game of the Cup'), game: number, stage: fc.constantFrom('Group A', 'East Quarterfinal') }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('swap home and away'), game: number }) },
)
const building: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ does: fc.constant('backfill'), first: fc.nat(30), days: fc.nat(30), tables, chunks, options, newestFirst: fc.boolean() }),
  fc.record({ does: fc.constant('plan and apply'), tables, chunks }),
)
const history = fc.record({
  league: fc.nat(LEAGUES.length - 1),
  startsBuilt: fc.boolean(),
  steps: fc.array(fc.oneof({ weight: 3, arbitrary: importing }, { weight: 2, arbitrary: building }), { minLength: 1, maxLength: 6 }),
})

describe('whatever happens to a store', () => {
  const templates: Template[] = []
  beforeAll(async () => {
    for (const league of LEAGUES) templates.push(await Template.of(league, RANGE))
  })
  afterAll(() => templates.forEach(template => template.close()))

  it.concurrent.for(LANES)('its tables are in the end those of a build from scratch (lane %i)', { timeout: 600_000 }, async lane => {
    let run = 0
    const property = fc.asyncProperty(history, async ({ league, startsBuilt, steps }) => {
      const template = templates[league]!
      const book = await template.open(startsBuilt)
      run += 1
      try {
        const told = new History(book, LEAGUES[league]!)
        for (const step of steps) await told.take(step)
        await book.backfill()
        const end = await book.standing()
        expect(standApart(end, run % 10 === 0 ? await book.scratch() : await book.rebuilt())).toEqual([])
      } finally {
        await book.close()
      }
    })
    await fc.assert(property, {
      seed: SEED + lane,
      numRuns: Math.ceil(HISTORIES / LANES.length),
      interruptAfterTimeLimit: 540_000,
      markInterruptAsFailure: true,
    })
  })
})
