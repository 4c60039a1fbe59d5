import { addDays, type Day } from '../../calendar.ts'
import { yearDigits } from '../schedule/regular-season.ts'
import type { Conference, Team } from '../teams.ts'
import { postSeasonFixture, type PostSeason } from './series.ts'

/** A conference before its play-in. */
export interface PlayIn {
  readonly ranked: readonly Team[]
  /** Teams that reach the play-offs. */
  readonly places: number
  readonly conference: Conference
}

/** Plays the play-in: four teams for the last two places. Returns the seeds of the conference. */
export function playPlayIn({ ranked, places, conference }: PlayIn, post: PostSeason & { readonly lastDay: Day }): Team[] {
  const [seventh, eighth, ninth, tenth] = ranked.slice(places - 2, places + 2) as [Team, Team, Team, Team]
  const west = conference === 'West' ? 2 : 0
  const day = (offset: number): Day => addDays(post.lastDay, offset)
  const upper = playOne({ code: `1${west}1`, day: day(2), home: seventh, away: eighth }, post)
  const lower = playOne({ code: `1${west + 1}1`, day: day(3), home: ninth, away: tenth }, post)
  const last = playOne({ code: `2${west / 2}1`, day: day(5), home: upper.loser, away: lower.winner }, post)
  return [...ranked.slice(0, places - 2), upper.winner, last.winner]
}

function playOne(game: { code: string; day: Day; home: Team; away: Team }, post: PostSeason): { winner: Team; loser: Team } {
  const id = `005${yearDigits(post.season)}00${game.code}`
  const stage = { label: 'SoFi Play-In Tournament', subLabel: game.home.conference, pageTitle: 'Play-In Game', ifNecessary: false }
  const box = post.play(postSeasonFixture({ id, day: game.day, phase: 'play-in', stage, home: game.home, away: game.away }, post))
  return box.home.margin > 0 ? { winner: game.home, loser: game.away } : { winner: game.away, loser: game.home }
}
