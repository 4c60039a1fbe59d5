import { pointsOf, type Play, type Side } from '../game/plays.ts'
import { qualifiersOf, type Qualifier } from '../game/told-plays.ts'
import type { Game, Result } from '../season.ts'

const headers = [
  'LEAGUE_ID',
  'TEAM_ID',
  'TEAM_ABBREVIATION',
  'TEAM_CITY',
  'PTS_PAINT',
  'PTS_2ND_CHANCE',
  'PTS_FB',
  'LARGEST_LEAD',
  'LEAD_CHANGES',
  'TIMES_TIED',
  'TEAM_TURNOVERS',
  'TOTAL_TURNOVERS',
] as const

/** What the statistics service told of both teams beside their box scores. */
export function boxScoreSummary(game: Game, result: Result, plays: readonly Play[]): object {
  const course = courseOf(plays)
  const rows = (['home', 'away'] as const).map(side => {
    const { team, teamTurnovers, totals } = result[side]
    const made = plays.filter(play => play.side === side && play.made === true)
    const points = (qualifier: Qualifier): number => qualifiedPoints(made, qualifier)
    return [
      '00',
      team.id,
      team.tricode,
      team.city,
      points('pointsinthepaint'),
      points('2ndchance'),
      points('fastbreak'),
      course.largestLead[side],
      course.leadChanges,
      course.timesTied,
      teamTurnovers,
      totals.tov + teamTurnovers,
    ]
  })
  return { resource: 'boxscoresummary', parameters: { GameID: game.id }, resultSets: [{ name: 'OtherStats', headers, rowSet: rows }] }
}

function qualifiedPoints(made: readonly Play[], qualifier: Qualifier): number {
  const counted = made.filter(play => qualifiersOf(play).includes(qualifier))
  return counted.reduce((sum, { kind }) => sum + (kind === 'three' ? 3 : 2), 0)
}

interface Course {
  readonly largestLead: Readonly<Record<Side, number>>
  readonly leadChanges: number
  readonly timesTied: number
}

/** How the score went; the one who leads first changes no lead. */
function courseOf(plays: readonly Play[]): Course {
  const largestLead = { home: 0, away: 0 }
  let [margin, leader, leadChanges, timesTied] = [0, 0, 0, 0]
  for (const play of plays) {
    const points = pointsOf(play)
    if (points === 0) continue
    margin += play.side === 'home' ? points : -points
    largestLead.home = Math.max(largestLead.home, margin)
    largestLead.away = Math.max(largestLead.away, -margin)
    if (margin === 0) timesTied++
    else if (leader !== 0 && Math.sign(margin) !== leader) leadChanges++
    leader = Math.sign(margin) || leader
  }
  return { largestLead, leadChanges, timesTied }
}
