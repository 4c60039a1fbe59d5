import { seasonLabel, type Day } from '../calendar.ts'
import { BackcourtError } from '../errors.ts'

/** What to simulate. The same request always gives the same seasons. */
export interface SimulationRequest {
  /** Number of seasons, one after the other. */
  readonly seasons: number
  /** Whole number; another seed is another league. */
  readonly seed: number
  /** Year in which the first season starts; 2021 unless told. */
  readonly firstSeason?: number
  /** Keeps only the games of the first so many days of the first season. */
  readonly days?: number
  /** Which files: those that people keep, or what the NBA's content network serves; the former unless told. */
  readonly as?: 'files' | 'content-network'
  /** The content network as it stands on the morning after this day; after the last one unless told. */
  readonly until?: Day
  /** Number of teams, even, 4 to 30; 30 unless told. */
  readonly teams?: number
  /** Regular-season games per team, 2 to 82; 82 unless told. */
  readonly games?: number
}

/** A request with every choice made. */
export interface League {
  readonly seasons: number
  readonly seed: number
  readonly firstSeason: number
  readonly days: number
  readonly teams: number
  readonly games: number
}

/** Fills the gaps of a request and throws `usage` where a number is out of range. */
export function leagueOf(request: SimulationRequest): League {
  const league: League = {
    seasons: request.days === undefined ? request.seasons : Math.min(1, request.seasons),
    seed: request.seed,
    firstSeason: request.firstSeason ?? 2021,
    days: request.days ?? Number.POSITIVE_INFINITY,
    teams: request.teams ?? 30,
    games: request.games ?? 82,
  }
  checkRange('seasons', league.seasons, [1, 50])
  checkRange('seed', league.seed, [0, Number.MAX_SAFE_INTEGER])
  checkFirstSeason(league)
  checkRange('teams', league.teams, [4, 30])
  checkRange('games', league.games, [2, 82])
  if (request.days !== undefined) checkRange('days', request.days, [1, 366])
  if (league.teams % 2 === 1) throw new BackcourtError('usage', `teams: expected an even number, got ${league.teams}`, { where: 'teams' })
  return league
}

/** Since then the thirty teams have borne the codes of today. */
const EARLIEST = 2013

function checkFirstSeason({ firstSeason, seasons }: League): void {
  const latest = 2065 - seasons
  if (Number.isInteger(firstSeason) && firstSeason >= EARLIEST && firstSeason <= latest) return
  const told = Number.isInteger(firstSeason) ? seasonLabel(firstSeason) : String(firstSeason)
  throw new BackcourtError('usage', `a simulated league begins from ${seasonLabel(EARLIEST)} to ${seasonLabel(latest)}, got ${told}`, {
    where: 'firstSeason',
    next: `give one of these seasons: the thirty teams of today have played since ${seasonLabel(EARLIEST)}`,
  })
}

function checkRange(where: string, value: number, [low, high]: readonly [number, number]): void {
  if (Number.isInteger(value) && value >= low && value <= high) return
  throw new BackcourtError('usage', `${where}: expected a whole number from ${low} to ${high}, got ${value}`, { where })
}
