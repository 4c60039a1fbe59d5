import { addDays, type Day, seasonLabel } from '../calendar.ts'
import { type BoxScore, playGame } from './game/play.ts'
import { assignOfficials, hireOfficials, type Official } from './officials.ts'
import { type Injuries, listPlayers, type Squad } from './people/availability.ts'
import type { Player } from './people/player.ts'
import { createRegistry } from './people/registry.ts'
import { foundRosters, nextRosters, type Rosters } from './people/rosters.ts'
import { type Deal, planDeals, trade, type Trade } from './people/trades.ts'
import { playPostSeason } from './post-season/bracket.ts'
import { randomOf } from './random.ts'
import { type League, leagueOf, type SimulationRequest } from './request.ts'
import type { Fixture } from './schedule/fixture.ts'
import { compare, drawRegularSeason } from './schedule/regular-season.ts'
import { createStandings, type Standings, type WinLoss } from './standings.ts'
import { allTeams, type Team } from './teams.ts'

/** What is known of a game once it is over. */
export interface Result extends BoxScore {
  readonly officials: readonly Official[]
  readonly attendance: number
  /** How long it took, in minutes. */
  readonly duration: number
  readonly records: { readonly home: WinLoss; readonly away: WinLoss }
}

/** A game of the schedule; without a result it was never played. */
export interface Game extends Fixture {
  readonly result: Result | undefined
}

/** A season that never happened. */
export interface Season {
  /** Year in which it starts. */
  readonly year: number
  /** `2021-22`. */
  readonly label: string
  readonly teams: readonly Team[]
  /** Regular season, play-in and play-offs by day and tip-off. */
  readonly games: readonly Game[]
  readonly trades: readonly Trade[]
  /** Players of each team by tricode before the first game; the trades of the season move them on. */
  readonly rosters: ReadonlyMap<string, readonly Player[]>
}

/** The seasons of a request one by one; players live on from one to the next. */
export function* simulateSeasons(request: SimulationRequest): Generator<Season> {
  const league = leagueOf(request)
  const teams = allTeams.slice(0, league.teams)
  const registry = createRegistry()
  let rosters: Rosters = new Map()
  for (let year = league.firstSeason; year < league.firstSeason + league.seasons; year++) {
    const at = { teams, season: year, seed: league.seed }
    rosters = year === league.firstSeason ? foundRosters(at, registry) : nextRosters(rosters, at, registry)
    yield playSeason({ league, teams, year, rosters })
  }
}

/** The first season of a request. */
export function simulateSeason(request: SimulationRequest): Season {
  for (const season of simulateSeasons(request)) return season
  throw new RangeError('a request has at least one season')
}

interface Stage {
  readonly league: League
  readonly teams: readonly Team[]
  readonly year: number
  readonly rosters: Rosters
}

interface Running extends Stage {
  readonly injuries: Injuries
  readonly standings: Standings
  readonly officials: readonly Official[]
  readonly games: Game[]
  readonly trades: Trade[]
}

function playSeason(stage: Stage): Season {
  const { league, teams, year } = stage
  const fixtures = drawRegularSeason({ teams, season: year, games: league.games, seed: league.seed })
  const deals = planDeals(fixtures, teams, randomOf(league.seed, year, 'deals'))
  const limit = addDays(fixtures[0]?.day as Day, Math.min(league.days, 400))
  const atFirst = new Map(stage.rosters)
  const running: Running = { ...stage, ...freshState(league), games: [], trades: [] }
  for (const [day, daysGames] of byDay(fixtures)) if (day < limit) playDay(day, daysGames, { running, deals })
  const lastDay = fixtures.at(-1)?.day as Day
  if (lastDay < limit) playAfterwards(running, lastDay)
  const games = running.games.filter(game => game.day < limit).toSorted(compare)
  return { year, label: seasonLabel(year), teams, games, trades: running.trades, rosters: atFirst }
}

function freshState(league: League): Pick<Running, 'injuries' | 'standings' | 'officials'> {
  return { injuries: new Map(), standings: createStandings(), officials: hireOfficials(league.teams, league.seed) }
}

function byDay(fixtures: readonly Fixture[]): Map<Day, Fixture[]> {
  const days = new Map<Day, Fixture[]>()
  for (const fixture of fixtures) {
    const games = days.get(fixture.day)
    if (games) games.push(fixture)
    else days.set(fixture.day, [fixture])
  }
  return days
}

function playDay(day: Day, fixtures: readonly Fixture[], { running, deals }: { running: Running; deals: readonly Deal[] }): void {
  const { league, year, officials } = running
  const moves = deals.filter(deal => deal.day === day).flatMap(deal => trade(deal, running, randomOf(league.seed, year, day, deal.teams[0].tricode)))
  running.trades.push(...moves)
  const crews = assignOfficials(officials, fixtures.length, randomOf(league.seed, day, 'officials'))
  for (const [index, fixture] of fixtures.entries()) playFixture(fixture, { crew: crews[index] ?? [], moves }, running)
}

function playAfterwards(running: Running, lastDay: Day): void {
  const { league, year, teams, standings, officials } = running
  const unneeded = playPostSeason({
    season: year,
    seed: league.seed,
    teams,
    standings,
    lastDay,
    play: (fixture, winner) => {
      const crew = randomOf(league.seed, fixture.id, 'officials').shuffled(officials).slice(0, 3)
      return playFixture(fixture, { crew, moves: [], ...(winner && { winner }) }, running)
    },
  })
  if (unneeded) running.games.push({ ...unneeded, result: undefined })
}

interface Occasion {
  readonly crew: readonly Official[]
  readonly moves: readonly Trade[]
  readonly winner?: 'home' | 'away'
}

function playFixture(fixture: Fixture, { crew, moves, winner }: Occasion, running: Running): Result {
  const random = randomOf(running.league.seed, fixture.id)
  const side = (team: Team): { team: Team; list: ReturnType<typeof listPlayers> } => ({
    team,
    list: listPlayers(squadOf(team, moves, running), running.injuries, random),
  })
  const home = side(fixture.home)
  const away = side(fixture.away)
  const box = playGame({ home, away, ...(winner && { winner }) }, random)
  const attendance = Math.round(fixture.arena.capacity * Math.min(1, random.normal(0.94, 0.06)))
  const duration = random.integer(126, 148) + 13 * box.overtimes
  const result: Result = { ...box, officials: crew, attendance, duration, records: running.standings.record(fixture, box) }
  running.games.push({ ...fixture, result })
  return result
}

function squadOf(team: Team, moves: readonly Trade[], running: Running): Squad {
  return {
    players: running.rosters.get(team.tricode) ?? [],
    arrivals: moves.filter(move => move.to === team).map(move => move.player),
    departures: moves.filter(move => move.from === team && move.listedTwice).map(move => move.player),
  }
}
