import { addDays, type Day } from '../../calendar.ts'
import { randomOf, type Random } from '../random.ts'
import { homeArena, mexicoCityArena, type Team } from '../teams.ts'
import { drawAirtime } from './broadcast.ts'
import type { Fixture } from './fixture.ts'
import { drawPairings } from './pairings.ts'
import { placeGames } from './placement.ts'
import { seasonDays } from './season-days.ts'

/** What a schedule is drawn for. */
export interface ScheduleRequest {
  readonly teams: readonly Team[]
  readonly season: number
  readonly games: number
  readonly seed: number
}

/** The regular season's games by day and tip-off, numbered in that order. */
export function drawRegularSeason(request: ScheduleRequest): Fixture[] {
  const random = randomOf(request.seed, request.season, 'schedule')
  const pairings = drawPairings(request.teams, request, random)
  const { days, dayOf } = placeGames(pairings, seasonDays(request.season, request.games), random)
  const dated = pairings.map((pairing, index) => ({ ...pairing, day: addDays(days.first, dayOf[index] ?? 0) }))
  const abroad =
    request.teams.length === 30 ? random.pick(dated.filter(({ day }) => day.slice(5, 7) === '12' || day.slice(5, 7) === '11')) : undefined
  const timed = dated.map(game => withAirtime(game, { neutral: game === abroad, season: request.season, random }))
  const ordered = timed.toSorted((left, right) => compare(left, right))
  return ordered.map((fixture, index) => ({ ...fixture, id: `002${yearDigits(request.season)}${String(index + 1).padStart(5, '0')}` }))
}

/** The last two digits of the year in which a season starts, as game ids carry them. */
export function yearDigits(season: number): string {
  return String(season % 100).padStart(2, '0')
}

/** Games by day, tip-off and home team. */
export function compare(left: Omit<Fixture, 'id'>, right: Omit<Fixture, 'id'>): number {
  if (left.day !== right.day) return left.day < right.day ? -1 : 1
  if (left.tip !== right.tip) return left.tip - right.tip
  return left.home.id - right.home.id
}

interface Setting {
  readonly neutral: boolean
  readonly season: number
  readonly random: Random
}

function withAirtime(game: { home: Team; away: Team; day: Day }, { neutral, season, random }: Setting): Omit<Fixture, 'id'> {
  const arena = neutral ? mexicoCityArena : homeArena(game.home, season)
  const airtime = drawAirtime({ day: game.day, zone: arena.zone, playOffs: false }, random)
  return { ...game, ...airtime, arena, neutral, phase: 'regular season', stage: undefined }
}
