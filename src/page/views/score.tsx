import type { JSX } from 'preact'
import type { GameEntry } from '../../serve/documents.ts'
import { count, instant } from '../format.ts'

/** A game in a line: both teams, and points or how it stands. */
export function Score({ game }: { readonly game: GameEntry }): JSX.Element {
  const { away, home, away_points, home_points, state, tip_utc, season } = game
  const played = away_points !== null && home_points !== null
  return (
    <span class="score">
      <Team team={away} season={season} won={played && away_points > home_points} /> {played ? count(away_points) : ''} at{' '}
      <Team team={home} season={season} won={played && home_points > away_points} /> {played ? count(home_points) : ''}
      {played ? '' : <span class="quiet"> {tip_utc === null ? state : `${state}, ${instant(tip_utc)}`}</span>}
    </span>
  )
}

function Team({ team, season, won }: { readonly team: string; readonly season: string; readonly won: boolean }): JSX.Element {
  const link = <a href={`/team/${team}?season=${season}`}>{team}</a>
  return won ? <strong>{link}</strong> : link
}
