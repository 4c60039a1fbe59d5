import { firstNames, lastNames } from './people/names.ts'
import { bareName } from './people/registry.ts'
import { type Random, randomOf } from './random.ts'

/** A referee, with his ids at Basketball-Reference and NBA.com. */
export interface Official {
  readonly nbaId: number
  readonly brefId: string
  readonly name: string
}

// Ids of real persons end far below, those of invented players too.
const firstInventedId = 1_900_001

/** The referees of a league: enough that nobody whistles twice a day. */
export function hireOfficials(teams: number, seed: number): Official[] {
  const random = randomOf(seed, 'officials')
  const taken = new Set<string>()
  const officials: Official[] = []
  while (officials.length < Math.ceil(teams * 2.4)) {
    const first = random.pick(firstNames)
    const last = random.pick(lastNames)
    const brefId = `${bareName(last).slice(0, 5)}${bareName(first).slice(0, 2)}99r`
    if (taken.has(brefId)) continue
    taken.add(brefId)
    officials.push({ nbaId: firstInventedId + officials.length, brefId, name: `${first} ${last}` })
  }
  return officials
}

/** Three officials for each of the day's games, nobody in two. */
export function assignOfficials(officials: readonly Official[], games: number, random: Random): Official[][] {
  const order = random.shuffled(officials)
  return Array.from({ length: games }, (_, game) => order.slice(3 * game, 3 * game + 3))
}
