import { franchises, today } from '../nba/teams.ts'
import { from, verbatim, type Expression } from './expression.ts'

const TODAY = verbatim(
  franchises
    .map(today)
    .map(({ code }) => `'${code}'`)
    .join(', '),
)

/** The teams that a game code such as `20211019/BKNMIL` names, for what stands beside it to agree with; NULL for codes that teams no longer bear. */
export function teamsOfCode(code: string): Readonly<Record<'away_team_tricode' | 'home_team_tricode', Expression>> {
  const at = (place: number): Expression => {
    const team = from`substr(${code}, ${verbatim(String(place))}, 3)`
    return from`case when regexp_full_match(${code}, '\d{8}/[A-Z]{6}') and ${team} in (${TODAY}) then ${team} end`
  }
  return { away_team_tricode: at(10), home_team_tricode: at(13) }
}
