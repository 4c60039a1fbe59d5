import type { Random } from '../random.ts'
import type { Player } from './player.ts'

/** Why a player in the box score has no stat line, in the words of Basketball-Reference. */
export type DnpReason = 'Did Not Play' | 'Did Not Dress' | 'Not With Team' | 'Player Suspended'

/** A player in the box score without a stat line. */
export interface Absence {
  readonly player: Player
  readonly reason: DnpReason
}

/** Who plays in a game, who does not, and who is not even dressed; every listed player is in one of the three. */
export interface GameList {
  /** Eight to twelve players, the best first. */
  readonly playing: readonly Player[]
  readonly absences: readonly Absence[]
  readonly inactive: readonly Player[]
  /** Those of the two who are hurt. */
  readonly hurt: ReadonlySet<Player>
}

/** Games that each injured player still misses, by NBA person id. */
export type Injuries = Map<number, number>

/** The people of one team on one game day. */
export interface Squad {
  readonly players: readonly Player[]
  /** On the inactive list because they joined today. */
  readonly arrivals: readonly Player[]
  /** Still listed although they were traded away today. */
  readonly departures: readonly Player[]
}

const leastHealthy = 10
const mostDressed = 13

/** Draws the list of one team for one game, and moves its injuries on by a game. */
export function listPlayers(squad: Squad, injuries: Injuries, random: Random): GameList {
  const settled = squad.players.filter(player => !squad.arrivals.includes(player))
  const out = injured(settled, injuries, random)
  const healthy = settled.filter(player => !out.has(player) && !player.outAllSeason)
  const dressed = dress(healthy, random)
  const playing = choosePlaying(dressed, random)
  const absences: Absence[] = dressed.filter(player => !playing.includes(player)).map(player => ({ player, reason: 'Did Not Play' }))
  const inactive: Player[] = [...squad.arrivals]
  for (const player of settled.filter(settledPlayer => !dressed.includes(settledPlayer))) {
    const reason = player.outAllSeason ? undefined : drawReason(random)
    if (reason) absences.push({ player, reason })
    else inactive.push(player)
  }
  for (const player of squad.departures) {
    if (random.chance(0.7)) inactive.push(player)
    else absences.push({ player, reason: 'Not With Team' })
  }
  return { playing, absences, inactive, hurt: new Set([...out, ...settled.filter(player => player.outAllSeason)]) }
}

function injured(players: readonly Player[], injuries: Injuries, random: Random): Set<Player> {
  const out = new Set<Player>()
  for (const player of players.filter(({ outAllSeason }) => !outAllSeason)) {
    const left = injuries.get(player.nbaId) ?? 0
    if (left > 0) {
      injuries.set(player.nbaId, left - 1)
      out.add(player)
    }
  }
  let healthy = players.filter(({ outAllSeason }) => !outAllSeason).length - out.size
  for (const player of players) {
    if (healthy <= leastHealthy || player.outAllSeason || out.has(player) || !random.chance(0.021)) continue
    injuries.set(player.nbaId, drawGamesMissed(random) - 1)
    out.add(player)
    healthy--
  }
  return out
}

function drawGamesMissed(random: Random): number {
  const kind = random.next()
  if (kind < 0.6) return random.integer(1, 3)
  return kind < 0.9 ? random.integer(4, 12) : random.integer(15, 40)
}

// The ten best are always dressed; the last places go around.
function dress(healthy: readonly Player[], random: Random): Player[] {
  const rest = new Set(random.shuffled(healthy.slice(leastHealthy)).slice(0, mostDressed - leastHealthy))
  return healthy.filter((player, depth) => depth < leastHealthy || rest.has(player))
}

function choosePlaying(dressed: readonly Player[], random: Random): Player[] {
  const counts = [8, 9, 10, 11, 12] as const
  const shares: Readonly<Record<number, number>> = { 8: 4, 9: 16, 10: 31, 11: 26, 12: 23 }
  const count = random.pickWeighted(counts, candidate => shares[candidate] ?? 0)
  const chosen = new Set(dressed.slice(0, 8))
  const rest = random.shuffled(dressed.slice(8))
  for (const player of rest) if (chosen.size < count) chosen.add(player)
  return dressed.filter(player => chosen.has(player))
}

function drawReason(random: Random): DnpReason | undefined {
  const kind = random.next()
  if (kind < 0.07) return 'Did Not Dress'
  if (kind < 0.08) return 'Not With Team'
  return kind < 0.082 ? 'Player Suspended' : undefined
}
