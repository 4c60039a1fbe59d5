import { addDays, type Day, toEpochDay } from '../../calendar.ts'
import { clock, isoText, toLocal, toUtc, twelveHourClock, weekdayName, weekdayOf } from '../dates.ts'
import type { TeamBox } from '../game/box-score.ts'
import { pointsOf } from '../game/statistics.ts'
import type { Network } from '../schedule/broadcast.ts'
import type { Game, Season } from '../season.ts'
import type { WinLoss } from '../standings.ts'
import { homeArena, type Team } from '../teams.ts'
import { type PointsLeader, pointsLeaders } from './points-leaders.ts'
import type { SimulatedFile } from './simulated-file.ts'

/** The league schedule of a season in the shape of NBA.com's v2 feed. */
export function leagueSchedule(season: Season): SimulatedFile {
  const document = scheduleDocument(season)
  return { name: `schedule/schedule_league_v2_${season.label}.json`, rows: season.games.length, text: `${JSON.stringify(document)}\n` }
}

/** The same as a document. */
export function scheduleDocument(season: Season): object {
  const first = season.games[0]?.day as Day
  const days = [...new Set(season.games.map(game => game.day))]
  const gameDates = days.map(day => ({
    gameDate: `${day.slice(5, 7)}/${day.slice(8)}/${day.slice(0, 4)} 00:00:00`,
    games: season.games.filter(game => game.day === day).map((game, index) => gameOf(game, { season, first, sequence: index + 1 })),
  }))
  return {
    meta: {
      version: 1,
      request: `http://nba.cloud/league/00/${season.label}/scheduleleaguev2?Format=json`,
      time: `${addDays(days.at(-1) as Day, 1)}T13:00:00.0000Z`,
    },
    leagueSchedule: { seasonYear: season.label, leagueId: '00', gameDates },
  }
}

interface Context {
  readonly season: Season
  readonly first: Day
  readonly sequence: number
}

function gameOf(game: Game, context: Context): Record<string, unknown> {
  const week = weekNumber(game.day, context.first)
  return {
    gameId: game.id,
    gameCode: `${game.day.replaceAll('-', '')}/${game.away.tricode}${game.home.tricode}`,
    gameStatus: game.result ? 3 : 1,
    gameStatusText: statusText(game),
    gameSequence: context.sequence,
    ...timesOf(game, context.season.year),
    day: weekdayName(game.day),
    monthNum: Number(game.day.slice(5, 7)),
    weekNumber: week,
    weekName: `Week ${week}`,
    ifNecessary: game.stage?.ifNecessary ?? false,
    seriesGameNumber: game.phase === 'play-offs' ? (game.stage?.subLabel ?? '') : '',
    gameLabel: game.stage?.label ?? '',
    gameSubLabel: game.stage?.subLabel ?? '',
    seriesText: seriesText(game),
    arenaName: game.arena.name,
    arenaState: game.arena.state,
    arenaCity: game.arena.city,
    postponedStatus: 'N',
    branchLink: '',
    gameSubtype: game.neutral ? 'Global Games' : '',
    isNeutral: game.neutral,
    broadcasters: broadcastersOf(game.network),
    homeTeam: teamOf(game.home, game.result?.home, game.result?.records.home),
    awayTeam: teamOf(game.away, game.result?.away, game.result?.records.away),
    pointsLeaders: leadersOf(game),
  }
}

// Every time ends in Z, Eastern and local ones too: so does the real feed.
function timesOf(game: Game, season: number): Record<string, string> {
  const tip = { day: game.day, minutes: game.tip }
  const utc = toUtc(tip)
  return {
    gameDateEst: `${game.day}T00:00:00Z`,
    gameTimeEst: `1900-01-01T${clock(tip)}Z`,
    gameDateTimeEst: isoText(tip),
    gameDateUTC: isoText(toUtc({ day: game.day, minutes: 0 })),
    gameTimeUTC: `1900-01-01T${clock(utc)}Z`,
    gameDateTimeUTC: isoText(utc),
    awayTeamTime: isoText(toLocal(tip, homeArena(game.away, season).zone)),
    homeTeamTime: isoText(toLocal(tip, homeArena(game.home, season).zone)),
  }
}

function statusText(game: Game): string {
  if (!game.result) return `${twelveHourClock(game.tip).toLowerCase()} ET`
  const { overtimes } = game.result
  return overtimes === 0 ? 'Final' : overtimes === 1 ? 'Final/OT' : `Final/OT${overtimes}`
}

// Weeks start on Monday; the first one is what is left of it on opening night.
function weekNumber(day: Day, first: Day): number {
  const monday = toEpochDay(first) - ((weekdayOf(first) + 6) % 7)
  return Math.floor((toEpochDay(day) - monday) / 7) + 1
}

function seriesText(game: Game): string {
  if (game.phase === 'regular season') return game.neutral ? game.arena.city : ''
  if (game.phase === 'play-in' || !game.result) return ''
  const { home, away } = game.result.records
  if (home.wins === away.wins) return `Series tied ${home.wins}-${away.wins}`
  const leader = home.wins > away.wins ? game.home : game.away
  const [most, least] = [Math.max(home.wins, away.wins), Math.min(home.wins, away.wins)]
  return `${leader.tricode} ${most === 4 ? 'wins' : 'leads'} ${most}-${least}`
}

function broadcastersOf(network: Network | undefined): Record<string, unknown[]> {
  const national = network && {
    broadcasterScope: 'natl',
    broadcasterMedia: 'tv',
    broadcasterId: network.id,
    broadcasterDisplay: network.name,
    broadcasterAbbreviation: network.name,
    broadcasterDescription: '',
    tapeDelayComments: '',
    broadcasterVideoLink: '',
    regionId: 1,
    broadcasterTeamId: -1,
    broadcasterRanking: null,
    localizationRegion: '',
  }
  return { nationalTvBroadcasters: national ? [national] : [], nationalRadioBroadcasters: [], homeTvBroadcasters: [], awayTvBroadcasters: [] }
}

function teamOf(team: Team, box: TeamBox | undefined, record: WinLoss | undefined): Record<string, unknown> {
  return {
    teamId: team.id,
    teamName: team.nickname,
    teamCity: team.city,
    teamTricode: team.tricode,
    teamSlug: team.slug,
    wins: record?.wins ?? 0,
    losses: record?.losses ?? 0,
    score: box ? pointsOf(box.totals) : 0,
    seed: 0,
  }
}

function leadersOf(game: Game): PointsLeader[] {
  return game.result ? pointsLeaders([game.result.home, game.result.away]) : []
}
