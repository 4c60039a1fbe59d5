import type { Random } from '../random.ts'
import type { Team } from '../teams.ts'

/** Two teams that meet; a pair that meets four times is four pairings. */
export interface Pairing {
  readonly home: Team
  readonly away: Team
}

/** Who meets whom in a regular season: `games` for each team, half of them at home. */
export function drawPairings(teams: readonly Team[], { season, games }: { season: number; games: number }, random: Random): Pairing[] {
  const meetings = teams.length === 30 && games === 82 ? leagueMeetings(teams, season) : evenMeetings(random.shuffled(teams), games)
  const pairings: Pairing[] = []
  const single: Pairing[] = []
  for (const [pair, count] of meetings) {
    const reverse: Pairing = { home: pair.away, away: pair.home }
    for (let round = 0; round < Math.floor(count / 2); round++) pairings.push(pair, reverse)
    if (count % 2 === 1) single.push(pair)
  }
  return [...pairings, ...balanced(single)]
}

// The league's rule: 4 meetings in the division, 3 or 4 in the conference, 2 with the other conference.
function leagueMeetings(teams: readonly Team[], season: number): Map<Pairing, number> {
  const places = new Map(teams.map(team => [team, teams.filter(other => other.division === team.division).indexOf(team)]))
  const meetings = new Map<Pairing, number>()
  for (const [index, home] of teams.entries()) {
    for (const away of teams.slice(index + 1)) {
      const [low, high] = home.division < away.division ? [home, away] : [away, home]
      const offset = ((places.get(high) ?? 0) - (places.get(low) ?? 0) + season + 5) % 5
      const inConference = low.division === high.division || offset > 1 ? 4 : 3
      meetings.set({ home, away }, home.conference === away.conference ? inConference : 2)
    }
  }
  return meetings
}

function evenMeetings(teams: readonly Team[], games: number): Map<Pairing, number> {
  const rounds = roundRobin(teams)
  const meetings = new Map<Pairing, number>()
  for (const [index, round] of rounds.entries()) {
    const count = Math.floor(games / rounds.length) + (index < games % rounds.length ? 1 : 0)
    for (const pair of round) meetings.set(pair, count)
  }
  return meetings
}

// The circle method: one team stays, the others rotate; every team meets every other once.
function roundRobin(teams: readonly Team[]): Pairing[][] {
  const [fixed, ...circle] = teams
  if (!fixed) return []
  return circle.map((_, turn) => {
    const line = [fixed, ...circle.slice(turn), ...circle.slice(0, turn)]
    return line.slice(0, line.length / 2).map((home, index) => ({ home, away: line[line.length - 1 - index] as Team }))
  })
}

// Walks closed circuits of single meetings: each team enters as a guest as often as it leaves as a host.
function balanced(pairs: readonly Pairing[]): Pairing[] {
  const open = new Map<Team | undefined, Set<Team | undefined>>()
  const link = (one: Team | undefined, other: Team | undefined): void => {
    open.set(one, (open.get(one) ?? new Set()).add(other))
    open.set(other, (open.get(other) ?? new Set()).add(one))
  }
  for (const { home, away } of pairs) link(home, away)
  for (const [team, opponents] of open) if (team && opponents.size % 2 === 1) link(team, undefined)
  const result: Pairing[] = []
  for (const start of open.keys()) {
    for (let host = start, guests = open.get(host); guests && guests.size > 0; guests = open.get(host)) {
      const [guest] = guests
      guests.delete(guest)
      open.get(guest)?.delete(host)
      if (host && guest) result.push({ home: host, away: guest })
      host = guest
    }
  }
  return result
}
