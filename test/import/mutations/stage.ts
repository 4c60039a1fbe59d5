/** A person of a game, with the ids that sites have for him. */
export interface Person {
  readonly id: number
  readonly first: string
  readonly last: string
  readonly name: string
  readonly bref: string
}

/** A game of its own for a file, so that many can land beside each other: Brooklyn at Milwaukee on a day that no other has. */
export interface Game {
  readonly number: number
  readonly id: string
  readonly day: string
  /** As 10/19/2021. */
  readonly slashed: string
  /** As Oct 19, 2021. */
  readonly written: string
  readonly compact: string
  readonly bref: string
  readonly people: readonly [Person, Person, Person, Person]
}

const FIRST_DAY = Date.UTC(2021, 9, 19)
const FIRST_NAMES = ['Ann', 'José', 'Cy', 'Nikola'] as const
const LAST_NAMES = ['Archer', 'Núñez', 'Baker', 'Šarić'] as const

/** The game with a number. */
export function gameOf(number: number): Game {
  const date = new Date(FIRST_DAY + number * 86_400_000)
  const day = date.toISOString().slice(0, 10)
  const [year = '', month = '', ofMonth = ''] = day.split('-')
  const compact = year + month + ofMonth
  return {
    ...{ number, day, compact, slashed: `${month}/${ofMonth}/${year}`, bref: `${compact}0MIL` },
    id: `00221${String(number + 1).padStart(5, '0')}`,
    written: `${date.toLocaleString('en', { month: 'short', timeZone: 'UTC' })} ${ofMonth}, ${year}`,
    people: [person(number, 0), person(number, 1), person(number, 2), person(number, 3)],
  }
}

function person(game: number, place: number): Person {
  const own = String(game).replaceAll(/\d/g, digit => 'abcdefghij'[Number(digit)] ?? '')
  const first = FIRST_NAMES[place] ?? ''
  const last = `${LAST_NAMES[place]}-Zo${own}`
  return { id: 10_000 + 10 * game + place, first, last, name: `${first} ${last}`, bref: `zo${own}0${place}` }
}

export const MIL = { code: 'MIL', id: 1_610_612_749, city: 'Milwaukee', nickname: 'Bucks', name: 'Milwaukee Bucks' }
export const BKN = { code: 'BKN', id: 1_610_612_751, city: 'Brooklyn', nickname: 'Nets', name: 'Brooklyn Nets' }

/** What a player counts; another number for every place, so that nobody's can stand in for another's. */
export function counted(place: number): Readonly<Record<string, number>> {
  return { ...COUNTS, points: 18 + place, assists: 5 + place, total_rebounds: 7 }
}

const COUNTS: Readonly<Record<string, number>> = {
  ...{ points: 18, field_goals_made: 7, field_goals_attempted: 15, three_pointers_made: 2, three_pointers_attempted: 6 },
  ...{ free_throws_made: 2, free_throws_attempted: 4, offensive_rebounds: 1, defensive_rebounds: 6, total_rebounds: 7, assists: 5 },
  ...{ steals: 2, blocks: 1, turnovers: 3, personal_fouls: 4 },
}

/** The same under the names of a format. */
export function spelled(names: Readonly<Partial<Record<string, unknown>>>, place: number): Record<string, number> {
  const counts = Object.entries(counted(place))
  return Object.fromEntries(counts.flatMap(([name, count]) => (typeof names[name] === 'string' ? [[names[name], count]] : [])))
}
