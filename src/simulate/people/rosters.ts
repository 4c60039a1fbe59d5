import { randomOf, type Random } from '../random.ts'
import type { Team } from '../teams.ts'
import { aged, type Player, type Position } from './player.ts'
import type { PlayerWish, Registry } from './registry.ts'

/** Players of each team by tricode, the best first: 15 and two on two-way contracts, and at times one who is out all season. */
export type Rosters = Map<string, Player[]>

/** What rosters are made for. */
export interface RosterSeason {
  readonly teams: readonly Team[]
  readonly season: number
  readonly seed: number
}

const slotTalents = [1.6, 1.15, 0.85, 0.6, 0.4, 0.2, 0.05, -0.1, -0.3, -0.5, -0.65, -0.8, -0.9, -1, -1.1, -1.3, -1.4] as const
const lineUp: readonly Position[] = ['G', 'G', 'F', 'F', 'C']

/** The league before its first season. */
export function foundRosters(at: RosterSeason, registry: Registry): Rosters {
  const random = randomOf(at.seed, 'founding')
  const rosters: Rosters = new Map()
  const renamedTeams = new Set(random.shuffled(at.teams).slice(0, Math.ceil(at.teams.length / 10)))
  for (const team of at.teams) {
    const quality = random.normal(0, 0.36)
    const renamedSlot = renamedTeams.has(team) ? random.integer(1, 6) : -1
    const players = positionsOf(random).map((position, slot) => {
      const talent = quality + random.normal(slotTalents[slot] ?? -1, 0.25)
      const wish = { position, talent, season: at.season, rookieSeason: 0, age: random.integer(20, 35), otherFirstName: slot === renamedSlot }
      return registry.create(wish, random)
    })
    rosters.set(team.tricode, byTalent(players))
  }
  addAbsentees(rosters, at, { registry, random })
  return rosters
}

/** The same league a year on: some retire, some change team, rookies come. */
export function nextRosters(rosters: Rosters, at: RosterSeason, registry: Registry): Rosters {
  const random = randomOf(at.seed, at.season, 'summer')
  const freeAgents: Player[] = []
  const next: Rosters = new Map()
  for (const team of at.teams) {
    const players = (rosters.get(team.tricode) ?? []).filter(player => !player.outAllSeason).map(player => aged(player, at.season, random))
    const stayed = players.filter(player => !retires(player, at.season, random))
    const leaving = new Set(stayed.filter(() => random.chance(0.18)))
    freeAgents.push(...leaving)
    next.set(
      team.tricode,
      stayed.filter(player => !leaving.has(player)),
    )
  }
  sign(next, byTalent(freeAgents), { at, registry, random })
  addAbsentees(next, at, { registry, random })
  return next
}

/** Players from the best to the weakest. */
export function byTalent(players: readonly Player[]): Player[] {
  return players.toSorted((left, right) => right.skills.talent - left.skills.talent || left.nbaId - right.nbaId)
}

function positionsOf(random: Random): Position[] {
  const units = [lineUp, lineUp, lineUp].flatMap(unit => random.shuffled(unit))
  return [...units, 'F', 'G']
}

function retires(player: Player, season: number, random: Random): boolean {
  const age = season - player.birthYear
  if (age >= 40) return true
  if (age >= 34 && random.chance(0.35)) return true
  return player.skills.talent < -1.1 && random.chance(0.35)
}

interface Hiring {
  readonly registry: Registry
  readonly random: Random
}

// Rookies come in two waves: prospects who compete with the free agents, and fillers for the last places.
function sign(rosters: Rosters, freeAgents: readonly Player[], { at, registry, random }: Hiring & { readonly at: RosterSeason }): void {
  const places = at.teams.flatMap(team => {
    const missing = slotTalents.length - (rosters.get(team.tricode)?.length ?? 0)
    return Array.from({ length: missing }, () => team.tricode)
  })
  const prospects = places.slice(freeAgents.length).map((_, index) => {
    const talent = random.normal(index % 5 === 0 ? 0.3 : -0.9, 0.5)
    return registry.create(rookieWish(at.season, { talent, otherFirstName: index === 0 }, random), random)
  })
  const candidates = byTalent([...freeAgents, ...prospects])
  for (const [index, tricode] of random.shuffled(places).entries()) {
    const player = candidates[index]
    if (player) rosters.get(tricode)?.push(player)
  }
  for (const [tricode, players] of rosters) rosters.set(tricode, byTalent(players.slice(0, slotTalents.length)))
}

function rookieWish(season: number, traits: Partial<PlayerWish>, random: Random): PlayerWish {
  return { position: random.pick(lineUp), talent: -1.5, season, rookieSeason: season, age: random.integer(19, 23), ...traits }
}

// Of 30 teams, 28 carry a player who is out all season: Basketball-Reference lists him, no league game log ever does.
function addAbsentees(rosters: Rosters, at: RosterSeason, { registry, random }: Hiring): void {
  const count = Math.max(1, Math.round((at.teams.length * 28) / 30))
  for (const team of random.shuffled(at.teams).slice(0, count)) {
    rosters.get(team.tricode)?.push(registry.create(rookieWish(at.season, { outAllSeason: true }, random), random))
  }
}
