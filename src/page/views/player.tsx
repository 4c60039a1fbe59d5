import type { JSX } from 'preact'
import type { MovedRow, PlayerMembers } from '../../serve/documents.ts'
import type { Row } from '../../store/store.ts'
import { useDocument } from '../document.ts'
import { count, fixed, numberOf, season as seasonText, share, word } from '../format.ts'
import { Bars } from '../parts/bars.tsx'
import { Lines } from '../parts/lines.tsx'
import { Fetched } from '../parts/said.tsx'
import { Steps } from '../parts/steps.tsx'
import { Table, type Column } from '../parts/table.tsx'
import { rowAddress, withGiven, type Route } from '../route.ts'
import { absenceColumns, gameColumns, seasonColumns } from './player-columns.tsx'
import { Leaders } from './leaders.tsx'
import { Fields } from './row-history.tsx'
import { Shots } from './shots.tsx'

/** A player: his seasons, and each game of one of them. */
export function PlayerView({ route: { rest, given } }: { readonly route: Route }): JSX.Element {
  const [player] = rest
  if (player === undefined) return <Leaders of="players" />
  return <Player player={player} season={given['season']} />
}

function Player({ player, season }: { readonly player: string; readonly season: string | undefined }): JSX.Element {
  const found = useDocument<PlayerMembers>(withGiven('/api/player', { player, season }))
  return (
    <>
      <h1>{found.document?.name ?? player}</h1>
      <Fetched from={found} what="his games">
        {document => <Career document={document} />}
      </Fetched>
    </>
  )
}

function Career({ document }: { readonly document: PlayerMembers }): JSX.Element {
  const { player, id, season, seasons, games, contexts, corrections } = document
  const steps = seasons.map(row => ({
    label: seasonText(row['season_year']),
    address: withGiven(`/player/${player}`, { season: seasonText(row['season_year']) }),
    current: seasonText(row['season_year']) === season,
  }))
  return (
    <>
      <p class="quiet">{id ?? player}</p>
      <Steps name="seasons" steps={steps} />
      <Table caption="per game, by season" columns={seasonColumns} rows={seasons} empty="He has played no game that is built." />
      <Scoring document={document} />
      {games.length < 2 ? null : <Form games={games.toReversed()} />}
      {season === null ? null : <Shots player={player} season={season} />}
      {corrections.length === 0 ? null : (
        <Table
          caption={`corrected statistics of ${season ?? ''}, before and after`}
          columns={correctionColumns}
          rows={corrections}
          keyOf={({ run, key }) => `${run} ${key}`}
        />
      )}
      {season === null ? null : (
        <Table caption={`games of ${season}`} columns={gameColumns} rows={games} empty={`No games of ${season} are built.`} />
      )}
      {contexts.length === 0 ? null : <Table caption="listed, without a stat line" columns={absenceColumns(player)} rows={contexts} />}
    </>
  )
}

/** What is drawn game by game beside points. */
const DRAWN = [
  ['minutes', 'minutes_played', (value: number) => fixed(value)],
  ['usage, percent', 'usage_rate', (value: number) => fixed(value)],
  ['true shooting', 'ts_pct', (value: number) => share(value)],
  ['days of rest', 'days_rest', (value: number) => count(value)],
] as const

function Form({ games }: { readonly games: readonly Row[] }): JSX.Element {
  return (
    <div class="charts">
      {DRAWN.map(([title, column, write]) => (
        <Lines
          key={column}
          title={title}
          mean={5}
          write={write}
          points={games.map(row => {
            const value = numberOf(row[column])
            return { value, about: `${word(row['game_date'])}: ${value === undefined ? '' : write(value)}` }
          })}
        />
      ))}
    </div>
  )
}

const correctionColumns: readonly Column<MovedRow>[] = [
  { label: 'date', text: true, show: ({ table, key }) => <a href={rowAddress(table, key)}>{key.slice(0, 10)}</a> },
  { label: 'became another', text: 'prose', show: ({ fields }) => <Fields fields={fields} /> },
  { label: 'run', show: ({ run }) => <a href={withGiven('/run', { run })}>{run}</a> },
]

function Scoring({ document: { player, season, seasons, games } }: { readonly document: PlayerMembers }): JSX.Element | null {
  if (games.length === 0) return null
  const average = numberOf(seasons.find(row => seasonText(row['season_year']) === season)?.['points'])
  const bars = games.toReversed().map(row => ({
    value: numberOf(row['points']),
    about: `${word(row['game_date'])} ${row['home_game'] === true ? 'against' : 'at'} ${word(row['opponent_team_abbr'])}: ${word(row['points'])} points, ${row['win_flag'] === true ? 'won' : 'lost'}`,
    address: rowAddress('player_game_summary', `${word(row['game_date'])}/${player}`),
    hollow: row['win_flag'] !== true,
  }))
  const line = average === undefined ? undefined : { value: average, about: `his average, ${fixed(average)}` }
  return <Bars title="points by game; hollow when lost" bars={bars} line={line} />
}
