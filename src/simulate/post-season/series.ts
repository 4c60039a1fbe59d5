import { addDays, type Day } from '../../calendar.ts'
import type { BoxScore } from '../game/play.ts'
import { randomOf } from '../random.ts'
import { drawAirtime } from '../schedule/broadcast.ts'
import type { Fixture, Phase, Stage } from '../schedule/fixture.ts'
import { yearDigits } from '../schedule/regular-season.ts'
import { homeArena, type Team } from '../teams.ts'

/** Plays one game and keeps it; `winner` is set where the game must have this winner. */
export type Play = (fixture: Fixture, winner?: 'home' | 'away') => BoxScore

/** What all games of a post-season share. */
export interface PostSeason {
  readonly season: number
  readonly seed: number
  readonly play: Play
}

/** A best-of-seven series before its first game. */
export interface Series {
  readonly round: number
  readonly number: number
  /** The team with home advantage. */
  readonly high: Team
  readonly low: Team
  readonly firstDay: Day
  /** Whether it must end before a seventh game. */
  readonly short: boolean
}

/** A series after its last game. */
export interface SeriesEnd {
  readonly winner: Team
  readonly lastDay: Day
  /** The first game that was not needed, if there is one. */
  readonly unneeded: Fixture | undefined
}

const roundNames = ['First Round', 'Conf. Semifinals', 'Conf. Finals'] as const
const pageRoundNames = ['Conference First Round', 'Conference Semifinals', 'Conference Finals'] as const
// Games 1, 2, 5 and 7 are at the better team's.
const atHigh = [true, true, false, false, true, false, true] as const

/** Plays a series to its fourth win. */
export function playSeries(series: Series, post: PostSeason): SeriesEnd {
  const wins = { high: 0, low: 0 }
  const random = randomOf(post.seed, post.season, 'series', series.round, series.number)
  let day = series.firstDay
  for (let number = 1; ; number++) {
    const fixture = fixtureOf(series, { number, day }, post)
    if (Math.max(wins.high, wins.low) === 4) {
      const lastDay = addDays(day, -2)
      return { winner: wins.high > wins.low ? series.high : series.low, lastDay, unneeded: number > 7 ? undefined : asIfNecessary(fixture) }
    }
    const box = post.play(fixture, series.short && number === 6 ? leaderOf(wins, number) : undefined)
    const homeWon = box.home.margin > 0
    if (homeWon === (atHigh[number - 1] ?? true)) wins.high++
    else wins.low++
    const over = Math.max(wins.high, wins.low) === 4
    day = addDays(day, over || random.chance(0.75) ? 2 : 3)
  }
}

/** A post-season game at the first team's arena. */
export function postSeasonFixture(
  game: { id: string; day: Day; phase: Phase; stage: Stage; home: Team; away: Team },
  { season, seed }: PostSeason,
): Fixture {
  const arena = homeArena(game.home, season)
  return { ...game, ...drawAirtime({ day: game.day, zone: arena.zone, playOffs: true }, randomOf(seed, game.id, 'airtime')), arena, neutral: false }
}

function fixtureOf(series: Series, { number, day }: { number: number; day: Day }, post: PostSeason): Fixture {
  const high = atHigh[number - 1] ?? true
  const id = `004${yearDigits(post.season)}00${series.round}${series.number}${number}`
  const sides = { home: high ? series.high : series.low, away: high ? series.low : series.high }
  return postSeasonFixture({ id, day, phase: 'play-offs', stage: stageOf(series, number, post.season), ...sides }, post)
}

function stageOf({ round, high }: Series, number: number, season: number): Stage {
  const final = round === 4
  const page = final ? 'Finals' : `${high.conference}ern ${pageRoundNames[round - 1]}`
  return {
    label: final ? 'NBA Finals' : `${high.conference} ${roundNames[round - 1]}`,
    subLabel: `Game ${number}`,
    pageTitle: `${season + 1} NBA ${page} Game ${number}`,
    ifNecessary: false,
  }
}

function asIfNecessary(fixture: Fixture): Fixture {
  return { ...fixture, stage: fixture.stage && { ...fixture.stage, ifNecessary: true } }
}

function leaderOf(wins: { high: number; low: number }, number: number): 'home' | 'away' {
  return wins.high > wins.low === (atHigh[number - 1] ?? true) ? 'home' : 'away'
}
