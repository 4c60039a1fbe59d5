import { clock, isoText, toUtc } from '../dates.ts'
import type { StatLine, TeamBox } from '../game/box-score.ts'
import { pointsOf, type Statistics } from '../game/statistics.ts'
import type { Absence, DnpReason } from '../people/availability.ts'
import type { Player } from '../people/player.ts'
import type { Game, Result } from '../season.ts'
import { allTeams, timeZoneOf } from '../teams.ts'

/** The live box score of a game as the NBA's content network serves it. */
export function liveBoxScore(game: Game, result: Result): object {
  const utc = toUtc({ day: game.day, minutes: game.tip })
  const offset = utc.minutes + (utc.day === game.day ? 0 : 1440) - game.tip
  return {
    meta: { version: 1, code: 200, request: `http://nba.cloud/games/${game.id}/boxscore?Format=json`, time: `${game.day} 23:59:00.000000` },
    game: {
      gameId: game.id,
      gameTimeUTC: isoText(utc),
      gameEt: `${game.day}T${clock({ day: game.day, minutes: game.tip })}-0${offset / 60}:00`,
      duration: result.duration,
      gameCode: `${game.day.replaceAll('-', '')}/${game.away.tricode}${game.home.tricode}`,
      gameStatusText: 'Final',
      gameStatus: 3,
      regulationPeriods: 4,
      period: 4 + result.overtimes,
      gameClock: 'PT00M00.00S',
      attendance: result.attendance,
      sellout: '0',
      arena: arenaOf(game),
      officials: result.officials.map(({ nbaId, name }, index) => ({
        personId: nbaId,
        ...namesOf(name),
        jerseyNum: String(index + 1),
        assignment: `OFFICIAL${index + 1}`,
      })),
      homeTeam: teamOf(result.home, result),
      awayTeam: teamOf(result.away, result),
    },
  }
}

function arenaOf({ arena }: Game): object {
  return {
    arenaId: 1 + allTeams.findIndex(team => team.arena.name === arena.name),
    arenaName: arena.name,
    arenaCity: arena.city,
    arenaState: arena.state,
    arenaCountry: arena.state === '' ? 'MX' : 'US',
    arenaTimezone: timeZoneOf(arena),
  }
}

function teamOf(box: TeamBox, { overtimes }: Result): object {
  const played = box.lines.map((line, index) => playerOf(line.player, { order: index + 1, line }))
  const absent = box.absences.map((absence, index) => playerOf(absence.player, { order: played.length + index + 1, absence }))
  const inactive = box.inactive.map((player, index) => playerOf(player, { order: played.length + absent.length + index + 1 }))
  const minutes = 240 + 25 * overtimes
  const { oreb, dreb, tov } = box.totals
  return {
    teamId: box.team.id,
    teamName: box.team.nickname,
    teamCity: box.team.city,
    teamTricode: box.team.tricode,
    score: pointsOf(box.totals),
    players: [...played, ...absent, ...inactive],
    statistics: {
      ...counted(box.totals),
      minutes: `PT${minutes}M00.00S`,
      minutesCalculated: `PT${minutes}M`,
      reboundsPersonal: oreb + dreb,
      turnoversTeam: box.teamTurnovers,
      turnoversTotal: tov + box.teamTurnovers,
    },
  }
}

interface Listing {
  readonly order: number
  readonly line?: StatLine
  readonly absence?: Absence
}

const reasons: Readonly<Record<DnpReason, string>> = {
  'Did Not Play': 'DNP_COACH',
  'Did Not Dress': 'DND_INJURY',
  'Not With Team': 'NWT_PERSONAL',
  'Player Suspended': 'NWT_LEAGUE_SUSPENSION',
}

/** A player with a stat line, with a reason for having none, or inactive. */
function playerOf(player: Player, { order, line, absence }: Listing): object {
  return {
    status: line || absence ? 'ACTIVE' : 'INACTIVE',
    ...(line ? {} : { notPlayingReason: absence ? reasons[absence.reason] : 'INACTIVE_INJURY' }),
    order,
    personId: player.nbaId,
    jerseyNum: String(player.nbaId % 100),
    ...(line?.starter ? { position: player.position } : {}),
    starter: line?.starter ? '1' : '0',
    oncourt: '0',
    played: line ? '1' : '0',
    statistics: statisticsOf(line),
    ...namesOf(player.nbaName),
  }
}

function namesOf(name: string): object {
  const [firstName = '', ...rest] = name.split(' ')
  const familyName = rest.join(' ')
  return { name, nameI: `${firstName.slice(0, 1)}. ${familyName}`, firstName, familyName }
}

const nothing: Statistics = { fgm: 0, fga: 0, fg3m: 0, fg3a: 0, ftm: 0, fta: 0, oreb: 0, dreb: 0, ast: 0, stl: 0, blk: 0, tov: 0, pf: 0 }

function statisticsOf(line: StatLine | undefined): object {
  const seconds = line?.seconds ?? 0
  const padded = (value: number): string => String(value).padStart(2, '0')
  return {
    ...counted(line?.statistics ?? nothing),
    minutes: `PT${padded(Math.floor(seconds / 60))}M${padded(seconds % 60)}.00S`,
    minutesCalculated: `PT${padded(Math.round(seconds / 60))}M`,
    plusMinusPoints: line?.plusMinus ?? 0,
  }
}

function counted(line: Statistics): object {
  return {
    assists: line.ast,
    blocks: line.blk,
    fieldGoalsAttempted: line.fga,
    fieldGoalsMade: line.fgm,
    fieldGoalsPercentage: share(line.fgm, line.fga),
    foulsPersonal: line.pf,
    freeThrowsAttempted: line.fta,
    freeThrowsMade: line.ftm,
    freeThrowsPercentage: share(line.ftm, line.fta),
    points: pointsOf(line),
    reboundsDefensive: line.dreb,
    reboundsOffensive: line.oreb,
    reboundsTotal: line.oreb + line.dreb,
    steals: line.stl,
    threePointersAttempted: line.fg3a,
    threePointersMade: line.fg3m,
    threePointersPercentage: share(line.fg3m, line.fg3a),
    turnovers: line.tov,
    twoPointersAttempted: line.fga - line.fg3a,
    twoPointersMade: line.fgm - line.fg3m,
  }
}

function share(made: number, attempted: number): number {
  return attempted === 0 ? 0 : made / attempted
}
