import { addDays, type Day } from '../../calendar.ts'
import type { Standings } from '../standings.ts'
import type { Conference, Team } from '../teams.ts'
import { playPlayIn } from './play-in.ts'
import { playSeries, type PostSeason, type SeriesEnd } from './series.ts'

/** What the post-season starts from. */
export interface PostSeasonStart extends PostSeason {
  readonly teams: readonly Team[]
  readonly standings: Standings
  readonly lastDay: Day
}

interface Contender {
  readonly team: Team
  readonly freeFrom: Day
}

const finalRound = 4

/** Plays play-in and play-offs; returns one game that was scheduled if necessary and was not. */
export function playPostSeason(start: PostSeasonStart): SeriesEnd['unneeded'] {
  const ended: SeriesEnd[] = []
  const champions = (['East', 'West'] as const).map(conference => playConference(conference, start, ended))
  const [first, second] = champions
  if (!first || !second) return undefined
  const [high, low] = start.standings.ranked([first.team, second.team])
  if (!high || !low) return undefined
  const firstDay = addDays(later(first.freeFrom, second.freeFrom), 2)
  const short = ended.every(series => series.unneeded === undefined)
  const finals = playSeries({ round: finalRound, number: 0, high, low, firstDay, short }, start)
  return [...ended, finals].findLast(series => series.unneeded !== undefined)?.unneeded
}

// Eight teams of a conference of ten or more, four of six or more, else two: the final is always round 4.
function playConference(conference: Conference, start: PostSeasonStart, ended: SeriesEnd[]): Contender {
  const ranked = start.standings.ranked(start.teams.filter(team => team.conference === conference))
  const places = ranked.length >= 10 ? 8 : ranked.length >= 4 ? 4 : 2
  const seeds = ranked.length >= 6 ? playPlayIn({ ranked, places, conference }, start) : ranked.slice(0, places)
  let contenders: Contender[] = seeds.map((team, seed) => ({ team, freeFrom: addDays(start.lastDay, 6 + (seed % 2)) }))
  for (let round = finalRound - Math.log2(places); round < finalRound; round++) {
    contenders = playRound(contenders, { conference, round }, { start, ended })
  }
  return contenders[0] as Contender
}

// The best remaining place meets the worst; winners keep the better team's place, which is the league's bracket.
function playRound(
  contenders: readonly Contender[],
  { conference, round }: { conference: Conference; round: number },
  { start, ended }: { start: PostSeasonStart; ended: SeriesEnd[] },
): Contender[] {
  const half = contenders.length / 2
  return contenders.slice(0, half).map((upper, index) => {
    const lower = contenders[contenders.length - 1 - index] as Contender
    const [high = upper.team, low = lower.team] = start.standings.ranked([upper.team, lower.team])
    const number = index + (conference === 'West' ? half : 0)
    const firstDay = later(upper.freeFrom, lower.freeFrom)
    const end = playSeries({ round, number, high, low, firstDay, short: false }, start)
    ended.push(end)
    return { team: end.winner, freeFrom: addDays(end.lastDay, 2) }
  })
}

function later(one: Day, other: Day): Day {
  return one > other ? one : other
}
