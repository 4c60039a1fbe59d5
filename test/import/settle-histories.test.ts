import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alias, bref, crossed, crosswalk, FIRST, gone, inactive, nba, registered, scheduled, SECOND, teamTotal, tip, type Told } from './changes.ts'
import { Versions } from './versions.ts'

const NAMES = ['Jo Doe', 'Jo Doe Jr.', 'Jo Doe II', 'Al Roe', 'Al Roe Sr.', 'Cy Poe']
const DAYS = ['2021-10-19', '2021-10-20', '2021-10-24']
const pick = <T>(...of: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...of)
/** Mostly the first value, so that most changes are of statistics. */
const mostly = <T>(usual: T, ...others: readonly T[]): fc.Arbitrary<T> =>
  fc.oneof({ weight: 12, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: pick(...others) })
const [game, name, day] = [pick(FIRST, SECOND), pick(...NAMES), pick(...DAYS)]
const told: fc.Arbitrary<Told> = fc.record({
  game: mostly(FIRST, SECOND),
  team: mostly('MIL', 'BKN'),
  points: pick(1, 2, 3),
  status: mostly('active', 'dnp'),
})
const person = pick(1, 2, 3)
const nbaLine = fc
  .tuple(person, mostly(undefined, ...NAMES), fc.tuple(told, mostly('nba_league_game_log', 'nba_box_score_v2')))
  .map(([id, other, [what, feed]]) => nba(id, other ?? NAMES[id - 1]!, { ...what, feed }))
const brefLine = fc.tuple(person, mostly(undefined, ...NAMES), told).map(([id, other, what]) => bref(`b${id}`, other ?? NAMES[6 - id]!, what))
const line = fc.oneof(nbaLine, brefLine)
const schedule = fc
  .tuple(game, day, fc.record({ feed: pick('nba_schedule_table', 'nba_schedule_v2'), score: pick(null, 90), arena: pick('A', 'B') }))
  .map(([of, on, more]) => scheduled(of, on, more))
const rarer = fc.oneof(
  fc.tuple(person, name, told).map(([id, as, what]) => inactive(`b${id}`, as, what)),
  fc.tuple(name, name, fc.boolean()).map(([from, to, active]) => alias(from, to, active)),
  fc.tuple(person, person, name).map(([id, of, as]) => crosswalk(`b${id}`, of, as)),
  fc.tuple(name, pick('2020-21', '2021-22'), pick('x', 'y')).map(([of, season, id]) => registered(of, season, id)),
  schedule,
  schedule,
  fc.tuple(game, game).map(([of, to]) => crossed(of, to)),
  fc.tuple(game, pick('MIL', 'BKN', 'LAL', 'GSW')).map(([of, team]) => teamTotal(of, team)),
  fc.tuple(game, pick('2021-10-19 23:30:00', '2021-10-20 02:00:00')).map(([of, at]) => tip(of, at)),
)
const change = fc
  .tuple(fc.oneof({ weight: 5, arbitrary: line }, { weight: 2, arbitrary: rarer }), fc.nat(9))
  .map(([what, ends]) => (ends === 0 ? gone(what) : what))
const landing = fc.record({ changes: fc.array(change, { minLength: 1, maxLength: 2 }), settles: fc.nat(4).map(number => number > 0) })
const history = fc.record({ lines: fc.array(line, { minLength: 6, maxLength: 12 }), landings: fc.array(landing, { minLength: 6, maxLength: 14 }) })

/** Histories in all: as many as say so, fewer at a desk. */
const HISTORIES = Math.ceil(Number(process.env['BACKCOURT_HISTORIES'] ?? (process.env['CI'] === undefined ? 40 : 200)) / 5)
const SEED = Number(process.env['BACKCOURT_SEED'] ?? 20_211_019)

describe('whatever lands', () => {
  it(
    'the derived tables are those of a computation from scratch, and findings change only where people are resolved',
    { timeout: 600_000 },
    async () => {
      const resolved: boolean[] = []
      const property = fc.asyncProperty(history, async ({ lines, landings }) => {
        const store = await Versions.open()
        try {
          await store.land([scheduled(FIRST, DAYS[0]!), scheduled(SECOND, DAYS[1]!), ...lines])
          await store.settle()
          let findings = await store.findings()
          for (const { changes, settles } of landings) {
            await store.land(changes)
            if (!settles) continue
            const anew = await store.settle()
            expect(await store.stored()).toEqual(await store.fromScratch())
            const now = await store.findings()
            expect(anew ? findings : now).toEqual(findings)
            findings = now
            resolved.push(anew)
          }
        } finally {
          await store.close()
        }
      })
      await fc.assert(property, { seed: SEED, numRuns: HISTORIES })
      expect(new Set(resolved)).toEqual(new Set([false, true]))
    },
  )
})
