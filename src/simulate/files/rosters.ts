import { addDays, type Day } from '../../calendar.ts'
import type { Player } from '../people/player.ts'
import { randomOf } from '../random.ts'
import type { Season } from '../season.ts'
import type { Team } from '../teams.ts'
import { csvText, type Field } from './csv.ts'
import type { SimulatedFile } from './simulated-file.ts'

/** Columns of CommonTeamRoster, without what nobody asks for. */
export const rosterColumns: readonly string[] = ['TeamID', 'SEASON', 'PLAYER', 'NUM', 'POSITION', 'BIRTH_DATE', 'AGE', 'EXP', 'PLAYER_ID']

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'] as const

/** The rosters of all teams on the eve of the season and on the first of each month of it; the league lists nobody who is out all season. */
export function* rosters(season: Season): Generator<SimulatedFile> {
  for (const day of rosterDays(season)) {
    const rows = season.teams.flatMap(team => onTeam(season, team, day).map(player => rowOf(season, { team, player, day })))
    yield { name: `rosters/common_team_roster_${day}.csv`, rows: rows.length, text: csvText(rosterColumns, rows) }
  }
}

function rosterDays({ games }: Season): Day[] {
  const [first, last] = [games[0]?.day as Day, games.at(-1)?.day as Day]
  const firsts = new Set(games.map(({ day }) => `${day.slice(0, 7)}-01` as Day))
  return [addDays(first, -1), ...[...firsts].filter(day => day > first && day <= last).toSorted()]
}

/** Who is on a team on the morning of a day: trades of earlier days are done. */
function onTeam({ rosters: atFirst, trades }: Season, { tricode }: Team, day: Day): Player[] {
  const done = trades.filter(trade => trade.day < day)
  const players = new Set(atFirst.get(tricode))
  for (const { player, from, to } of done) {
    if (from.tricode === tricode) players.delete(player)
    if (to.tricode === tricode) players.add(player)
  }
  return [...players].filter(({ outAllSeason }) => !outAllSeason)
}

interface Entry {
  readonly team: Team
  readonly player: Player
  readonly day: Day
}

function rowOf({ year }: Season, { team, player, day }: Entry): Field[] {
  const born = birthDay(player)
  const [birthYear = 0, month = 1, date = 1] = born.split('-').map(Number)
  const age = Number(day.slice(0, 4)) - birthYear - (day.slice(5) < born.slice(5) ? 1 : 0)
  const experience = player.rookieSeason === year ? 'R' : String(year - Math.max(player.rookieSeason, birthYear + 20))
  const birthDate = `${months[month - 1]} ${String(date).padStart(2, '0')}, ${birthYear}`
  return [team.id, String(year), player.nbaName, player.nbaId % 100, player.position, birthDate, age, experience, player.nbaId]
}

/** Always the same of a person. */
function birthDay({ nbaId, birthYear }: Player): Day {
  const random = randomOf(nbaId, 'birthday')
  const padded = (value: number): string => String(value).padStart(2, '0')
  return `${birthYear}-${padded(random.integer(1, 12))}-${padded(random.integer(1, 28))}` as Day
}
