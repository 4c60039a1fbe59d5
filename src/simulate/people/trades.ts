import { type Day, daysOf } from '../../calendar.ts'
import type { Random } from '../random.ts'
import type { Fixture } from '../schedule/fixture.ts'
import type { Team } from '../teams.ts'
import type { Injuries } from './availability.ts'
import type { Player } from './player.ts'
import { byTalent, type Rosters } from './rosters.ts'

/** Two teams that agree on a day to swap players. */
export interface Deal {
  readonly day: Day
  readonly teams: readonly [Team, Team]
  /** Players that each team sends. */
  readonly size: number
  /** Whether both teams still list the players in their games of that day. */
  readonly listedTwice: boolean
}

/** A player who changed team. */
export interface Trade {
  readonly day: Day
  readonly player: Player
  readonly from: Team
  readonly to: Team
  readonly listedTwice: boolean
}

/** Plans 10 to 20 deals for 30 teams, fewer for a smaller league; one of them early, on a day on which both teams play elsewhere. */
export function planDeals(fixtures: readonly Fixture[], teams: readonly Team[], random: Random): Deal[] {
  const days = daysOf({ first: fixtures[0]?.day as Day, last: fixtures.at(-1)?.day as Day })
  const windows = [
    [0.08, 0.16],
    [0.55, 0.65],
  ] as const
  const deals: Deal[] = []
  for (const [from, to] of windows) {
    const wanted = days.slice(Math.floor(days.length * from), Math.ceil(days.length * to))
    const free = [...random.shuffled(wanted), ...random.shuffled(days)].filter(day => deals.every(deal => deal.day !== day))
    const deal = dealOfTwoLists(fixtures, free, random)
    if (deal) deals.push(deal)
  }
  const count = Math.max(1, Math.round((random.integer(11, 19) * teams.length) / 30))
  while (deals.length < count) {
    const [first, second] = random.shuffled(teams)
    const share = 0.3 + 0.35 * Math.sqrt(random.next())
    const day = days[Math.floor(days.length * share)]
    if (!first || !second || !day) break
    if (deals.some(deal => deal.day === day && deal.teams.some(team => team === first || team === second))) continue
    deals.push({ day, teams: [first, second], size: random.chance(0.3) ? 2 : 1, listedTwice: false })
  }
  return deals.toSorted((left, right) => (left.day < right.day ? -1 : left.day > right.day ? 1 : 0))
}

/** Carries out a deal: healthy players of the middle of each roster change places. */
export function trade(deal: Deal, { rosters, injuries }: { rosters: Rosters; injuries: Injuries }, random: Random): Trade[] {
  const [first, second] = deal.teams
  const sent = deal.teams.map(team => {
    const tradable = (rosters.get(team.tricode) ?? []).slice(1, 13).filter(player => !player.outAllSeason && !injuries.get(player.nbaId))
    return random.shuffled(tradable).slice(0, deal.size)
  })
  const [fromFirst = [], fromSecond = []] = sent
  swap(rosters, [first, fromFirst], [second, fromSecond])
  swap(rosters, [second, fromSecond], [first, fromFirst])
  const moved = (player: Player, from: Team, to: Team): Trade => ({ day: deal.day, player, from, to, listedTwice: deal.listedTwice })
  return [...fromFirst.map(player => moved(player, first, second)), ...fromSecond.map(player => moved(player, second, first))]
}

function swap(rosters: Rosters, [team, sent]: readonly [Team, readonly Player[]], [, received]: readonly [Team, readonly Player[]]): void {
  const kept = (rosters.get(team.tricode) ?? []).filter(player => !sent.includes(player))
  const settled = kept.filter(player => !player.outAllSeason)
  rosters.set(team.tricode, [...byTalent([...settled, ...received]), ...kept.filter(player => player.outAllSeason)])
}

function dealOfTwoLists(fixtures: readonly Fixture[], days: readonly Day[], random: Random): Deal | undefined {
  for (const day of days) {
    const [one, other] = random.shuffled(fixtures.filter(fixture => fixture.day === day))
    if (one && other) return { day, teams: [one.home, random.pick([other.home, other.away])], size: 1, listedTwice: true }
  }
  return undefined
}
