import type { JSX } from 'preact'
import type { SqlMembers } from '../../cli/documents.ts'
import type { Row } from '../../store/store.ts'
import { useDocument } from '../document.ts'
import { count, fixed, share, word } from '../format.ts'
import { Fetched } from '../parts/said.tsx'
import { Table, type Column } from '../parts/table.tsx'
import { withGiven } from '../route.ts'
import { number } from './player-columns.tsx'

const NEWEST = (table: string): string => `(select max(season_year) from nba_analytics.${table})`

const PLAYERS = `
  select
    player_lookup,
    arg_max(player_full_name, game_date) as player_full_name,
    arg_max(team_abbr, game_date) as team_abbr,
    count(*) as games,
    avg(minutes_played) as minutes,
    avg(points) as points,
    avg(offensive_rebounds + defensive_rebounds) as rebounds,
    avg(assists) as assists,
    cast(sum(points) as double) / nullif(2 * (sum(fg_attempts) + 0.44 * sum(ft_attempts)), 0) as ts_pct
  from nba_analytics.player_game_summary
  where season_year = ${NEWEST('player_game_summary')}
  group by player_lookup
  order by points desc nulls last, player_lookup`

const TEAMS = `
  select
    o.team_abbr,
    count(*) as games,
    count(*) filter (where o.win_flag) as won,
    count(*) filter (where not o.win_flag) as lost,
    avg(o.margin_of_victory) as margin,
    100.0 * sum(o.points_scored) / nullif(sum(o.possessions), 0) as offensive_rating,
    100.0 * sum(d.points_allowed) / nullif(sum(o.possessions), 0) as defensive_rating,
    avg(o.pace) as pace
  from nba_analytics.team_offense_game_summary as o
  left join nba_analytics.team_defense_game_summary as d
    on d.game_date = o.game_date and d.defending_team_abbr = o.team_abbr
  where o.season_year = ${NEWEST('team_offense_game_summary')}
  group by o.team_abbr
  order by margin desc nulls last, o.team_abbr`

const playerColumns: readonly Column<Row>[] = [
  {
    label: 'player',
    text: true,
    by: row => row['player_full_name'],
    show: row => <a href={`/player/${word(row['player_lookup'])}`}>{word(row['player_full_name'])}</a>,
  },
  {
    label: 'team',
    text: true,
    by: row => row['team_abbr'],
    show: row => <a href={`/team/${word(row['team_abbr'])}`}>{word(row['team_abbr'])}</a>,
  },
  number(['G', 'games'], 'games', count),
  number(['MIN', 'minutes per game'], 'minutes', fixed),
  number(['PTS', 'points per game'], 'points', fixed),
  number(['REB', 'rebounds per game'], 'rebounds', fixed),
  number(['AST', 'assists per game'], 'assists', fixed),
  number(['TS%', 'true shooting over the season'], 'ts_pct', share),
]

const teamColumns: readonly Column<Row>[] = [
  {
    label: 'team',
    text: true,
    by: row => row['team_abbr'],
    show: row => <a href={`/team/${word(row['team_abbr'])}`}>{word(row['team_abbr'])}</a>,
  },
  number(['G', 'games'], 'games', count),
  number(['W', 'won'], 'won', count),
  number(['L', 'lost'], 'lost', count),
  number(['margin', 'points scored less points allowed, per game'], 'margin', fixed),
  number(['ORtg', 'points per 100 possessions'], 'offensive_rating', fixed),
  number(['DRtg', 'points allowed per 100 possessions'], 'defensive_rating', fixed),
  number(['pace', 'possessions per 48 minutes'], 'pace', fixed),
]

/** All players or all teams of the newest season that is built. */
export function Leaders({ of }: { readonly of: 'players' | 'teams' }): JSX.Element {
  const found = useDocument<SqlMembers>(withGiven('/api/sql', { statement: of === 'players' ? PLAYERS : TEAMS }))
  return (
    <>
      <h1>{of === 'players' ? 'Players' : 'Teams'}</h1>
      <p>
        Of the newest season that is built. <kbd>/</kbd> searches for one.
      </p>
      <Fetched from={found} what={`the ${of}`}>
        {({ rows }) => (
          <Table
            caption={of === 'players' ? 'players of the season, per game' : 'teams of the season'}
            columns={of === 'players' ? playerColumns : teamColumns}
            rows={rows}
            empty={
              <>
                Nothing is built yet: <code>backcourt backfill</code>
              </>
            }
          />
        )}
      </Fetched>
    </>
  )
}
