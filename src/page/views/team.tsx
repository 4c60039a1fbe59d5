import type { JSX } from 'preact'
import type { TeamMembers } from '../../serve/documents.ts'
import type { Row } from '../../store/store.ts'
import { useDocument } from '../document.ts'
import { count, fixed, numberOf, season as seasonText, share, signed, word } from '../format.ts'
import { Bars } from '../parts/bars.tsx'
import { Fetched } from '../parts/said.tsx'
import { Steps } from '../parts/steps.tsx'
import { Table, type Column } from '../parts/table.tsx'
import { rowAddress, withGiven, type Route } from '../route.ts'
import { Leaders } from './leaders.tsx'
import { number, wonOf } from './player-columns.tsx'

/** A team: its seasons, and the games and players of one of them. */
export function TeamView({ route: { rest, given } }: { readonly route: Route }): JSX.Element {
  const [team] = rest
  if (team === undefined) return <Leaders of="teams" />
  return <Team team={team.toUpperCase()} season={given['season']} />
}

function Team({ team, season }: { readonly team: string; readonly season: string | undefined }): JSX.Element {
  const found = useDocument<TeamMembers>(withGiven('/api/team', { team, season }))
  return (
    <>
      <h1>{[team, found.document?.name ?? ''].join(' ').trim()}</h1>
      <Fetched from={found} what="its games">
        {document => <Record document={document} />}
      </Fetched>
    </>
  )
}

function Record({ document: { team, season, seasons, games, contexts, players } }: { readonly document: TeamMembers }): JSX.Element {
  const steps = seasons.map(row => ({
    label: seasonText(row['season_year']),
    address: withGiven(`/team/${team}`, { season: seasonText(row['season_year']) }),
    current: seasonText(row['season_year']) === season,
  }))
  return (
    <>
      <Steps name="seasons" steps={steps} />
      <Table caption="by season" columns={seasonColumns} rows={seasons} empty="None of its games is built." />
      {games.length === 0 ? null : <Bars title="margin by game; hollow when lost" bars={games.toReversed().map(marginOf)} />}
      {contexts.length === 0 ? null : (
        <Table caption="before its next games" columns={contextColumns} rows={contexts} keyOf={row => word(row['game_date'])} />
      )}
      {season === null ? null : (
        <Table caption={`games of ${season}`} columns={gameColumns} rows={games} empty={`No games of ${season} are built.`} />
      )}
      {season === null ? null : (
        <Table caption={`players of ${season}, per game`} columns={playersColumns} rows={players} empty="No stat lines of its players are built." />
      )}
    </>
  )
}

function marginOf(row: Row) {
  const [date, opponent, margin] = [word(row['game_date']), word(row['opponent_team_abbr']), row['margin_of_victory']]
  return {
    value: numberOf(margin),
    about: `${date} ${row['home_game'] === true ? 'against' : 'at'} ${opponent}: ${row['win_flag'] === true ? 'won' : 'lost'}, ${signed(margin)}`,
    address: rowAddress('team_offense_game_summary', `${date}/${word(row['team_abbr'])}`),
    hollow: row['win_flag'] !== true,
  }
}

const ratings = [
  number(['ORtg', 'points per 100 possessions'], 'offensive_rating', fixed),
  number(['DRtg', 'points allowed per 100 possessions'], 'defensive_rating', fixed),
  number(['pace', 'possessions per 48 minutes'], 'pace', fixed),
]

const before = [
  number(['rest', 'days off before the game'], 'team_days_rest', count),
  number(['miles', 'from the venue of its previous game'], 'travel_miles', count),
  number(['spread', 'points that it is given; negative for the favourite'], 'game_spread', value => signed(value, 1)),
  number(['total', 'points of both teams that the books expect'], 'game_total', fixed),
]

const seasonColumns: readonly Column<Row>[] = [
  { label: 'season', text: true, by: row => row['season_year'], show: row => seasonText(row['season_year']) },
  number(['G', 'games'], 'games', count),
  number(['W', 'won'], 'won', count),
  number(['L', 'lost'], 'lost', count),
  number(['PF', 'points scored per game'], 'points_for', fixed),
  number(['PA', 'points allowed per game'], 'points_against', fixed),
  ...ratings,
  number(['TS%', 'true shooting over the season'], 'ts_pct', share),
]

const gameColumns: readonly Column<Row>[] = [
  {
    label: 'date',
    text: true,
    by: row => row['game_date'],
    show: row => (
      <a href={rowAddress('team_offense_game_summary', `${word(row['game_date'])}/${word(row['team_abbr'])}`)}>{word(row['game_date'])}</a>
    ),
  },
  {
    label: 'opponent',
    text: true,
    by: row => row['opponent_team_abbr'],
    show: row => (
      <>
        {row['home_game'] === true ? '' : 'at '}
        <a href={`/team/${word(row['opponent_team_abbr'])}`}>{word(row['opponent_team_abbr'])}</a>
      </>
    ),
  },
  { label: 'W/L', text: true, by: row => row['win_flag'], show: row => wonOf(row['win_flag']) },
  number(['PF', 'points scored'], 'points_scored', count),
  number(['PA', 'points allowed'], 'points_allowed', count),
  number('margin', 'margin_of_victory', signed),
  number(['OT', 'overtime periods'], 'overtime_periods', count),
  ...ratings,
  number(['TS%', 'true shooting'], 'ts_pct', share),
  number(['oTS%', 'true shooting of the opponent'], 'opponent_ts_pct', share),
  number(['TOV', 'turnovers'], 'turnovers', count),
  number(['out', 'players inactive'], 'players_inactive', count),
  ...before,
]

/** What is known before games that have no result: the whole night leads to both sides. */
const contextColumns: readonly Column<Row>[] = [
  { label: 'date', text: true, show: row => <a href={`/tonight/${word(row['game_date'])}`}>{word(row['game_date'])}</a> },
  { label: 'opponent', text: true, show: row => `${row['home_game'] === true ? '' : 'at '}${word(row['opponent_team_abbr'])}` },
  ...before,
  number(['last 7', 'games in the last 7 days'], 'games_in_last_7_days', count),
  number(['starters out', 'regular starters on the inactive list'], 'starters_out_count', count),
]

const playersColumns: readonly Column<Row>[] = [
  {
    label: 'player',
    text: true,
    by: row => row['player_full_name'],
    show: row => <a href={`/player/${word(row['player_lookup'])}`}>{word(row['player_full_name'])}</a>,
  },
  number(['G', 'games'], 'games', count),
  number(['GS', 'games started'], 'starts', count),
  number(['MIN', 'minutes per game'], 'minutes', fixed),
  number(['PTS', 'points per game'], 'points', fixed),
  number(['REB', 'rebounds per game'], 'rebounds', fixed),
  number(['AST', 'assists per game'], 'assists', fixed),
  number(['TS%', 'true shooting over the season'], 'ts_pct', share),
  number(['+/−', 'score margin while he was on court, per game'], 'plus_minus', value => signed(value, 1)),
]
