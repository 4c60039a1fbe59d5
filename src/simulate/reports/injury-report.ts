import { addDays } from '../../calendar.ts'
import { twelveHourClock, type Moment } from '../dates.ts'
import type { TeamBox } from '../game/box-score.ts'
import { familyName, type Player } from '../people/player.ts'
import { withoutMarks } from '../people/registry.ts'
import { type Random, randomOf } from '../random.ts'
import type { Game, Season } from '../season.ts'
import { type Team, teamName } from '../teams.ts'

/** A line of the league's injury report; without a player where the team has told nothing yet. */
export interface ReportLine {
  /** `10/19/2021`. */
  readonly date: string
  /** `07:30 (ET)`. */
  readonly time: string
  readonly matchup: string
  readonly team: string
  /** `Porter Jr., Michael`. */
  readonly player: string
  readonly status: string
  readonly reason: string
}

/** By then teams have said all that they will, or an hour and a half before their own tip. */
const SETTLED = 16 * 60 + 30
const BEFORE_TIP = 90
/** Until then teams that played the day before say nothing. */
const AFTER_A_GAME = 13 * 60

/** What the report of a moment says of the games of its day. Who is out does not play; some of the others who are named do. */
export function reportAt(season: Season, { day, minutes }: Moment): ReportLine[] {
  const yesterday = playingOn(season, addDays(day, -1))
  return season.games
    .filter(game => game.day === day)
    .flatMap(game => {
      const { result } = game
      if (result === undefined) return []
      const settled = minutes >= Math.min(SETTLED, game.tip - BEFORE_TIP)
      return [result.away, result.home].flatMap(box => {
        const silent = !settled && minutes < AFTER_A_GAME && yesterday.has(box.team)
        return silent ? [lineOf(game, box.team, { reason: 'NOT YET SUBMITTED' })] : linesOf(season, box, { game, settled })
      })
    })
}

function playingOn({ games }: Season, day: string): ReadonlySet<Team> {
  return new Set(games.filter(game => game.day === day).flatMap(({ home, away }) => [home, away]))
}

interface Occasion {
  readonly game: Game
  readonly settled: boolean
}

interface Entry {
  readonly status: Status
  readonly reason: string
}

type Status = 'Out' | 'Doubtful' | 'Questionable' | 'Probable' | 'Available'

function linesOf(season: Season, box: TeamBox, occasion: Occasion): ReportLine[] {
  const { game } = occasion
  const traded = new Set(season.trades.filter(({ day }) => day === game.day).map(({ player }) => player))
  const named = (player: Player, of: (random: Random) => Entry | undefined): ReportLine[] => {
    const entry = of(randomOf(game.id, player.nbaId, 'report'))
    return entry === undefined ? [] : [lineOf(game, box.team, { player: writtenName(player), ...entry })]
  }
  const away = [...box.inactive.map(player => ({ player, reason: 'inactive' })), ...box.absences]
  return [
    ...box.lines.flatMap(({ player }) => named(player, random => ofPlaying(player, occasion, random))),
    ...away.flatMap(({ player, reason }) =>
      named(player, random => (box.hurt.has(player) ? ofHurt(player, occasion, random) : ofAway(traded.has(player) ? 'traded' : reason, random))),
    ),
  ].toSorted((left, right) => (left.player < right.player ? -1 : 1))
}

function ofHurt(player: Player, { game, settled }: Occasion, random: Random): Entry {
  const [last, first] = [random.next(), random.next()]
  const status = last < 0.85 ? 'Out' : last < 0.9 ? 'Doubtful' : 'Questionable'
  const before = first < 0.75 ? status : first < 0.87 ? 'Doubtful' : 'Questionable'
  return { status: player.outAllSeason ? 'Out' : settled ? status : before, reason: injuryOf(player, game) }
}

function ofPlaying(player: Player, { game, settled }: Occasion, random: Random): Entry | undefined {
  const [named, first, last] = [random.next(), random.next(), random.next()]
  if (named > 0.07) return undefined
  const before = first < 0.6 ? 'Questionable' : 'Probable'
  const status = last < 0.45 ? 'Available' : last < 0.75 ? 'Probable' : 'Questionable'
  return { status: settled ? status : before, reason: injuryOf(player, game) }
}

const reasons: Readonly<Record<string, readonly string[]>> = {
  inactive: ['G League - Two-Way', 'G League - On Assignment'],
  traded: ['Trade Pending'],
  'Not With Team': ['Not With Team'],
  'Player Suspended': ['League Suspension'],
}

/** Who is left out though he could play is not named. */
function ofAway(reason: string, random: Random): Entry | undefined {
  const told = reasons[reason]
  return told && { status: 'Out', reason: random.pick(told) }
}

const bodyParts = ['Ankle', 'Knee', 'Hamstring', 'Calf', 'Groin', 'Wrist', 'Shoulder', 'Foot'] as const
const ailments = ['Sprain', 'Soreness', 'Strain', 'Contusion', 'Injury Management'] as const

/** The same for a month. */
function injuryOf({ nbaId }: Player, { day }: Game): string {
  const random = randomOf(nbaId, day.slice(0, 7), 'injury')
  return `Injury/Illness - ${random.pick(['Left', 'Right'])} ${random.pick(bodyParts)}; ${random.pick(ailments)}`
}

function lineOf(game: Game, team: Team, { player = '', status = '', reason }: Partial<ReportLine> & { readonly reason: string }): ReportLine {
  return {
    date: `${game.day.slice(5, 7)}/${game.day.slice(8)}/${game.day.slice(0, 4)}`,
    time: `${twelveHourClock(game.tip).slice(0, -3).padStart(5, '0')} (ET)`,
    matchup: `${game.away.tricode}@${game.home.tricode}`,
    team: teamName(team),
    player,
    status,
    reason,
  }
}

function writtenName(player: Player): string {
  return withoutMarks(`${familyName(player)}, ${player.nbaName.split(' ')[0]}`)
}
