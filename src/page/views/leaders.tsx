import type { JSX } from 'preact'
import type { LeadersMembers } from '../../serve/documents.ts'
import type { Row } from '../../store/store.ts'
import { useDocument } from '../document.ts'
import { count, fixed, share, word } from '../format.ts'
import { Fetched } from '../parts/said.tsx'
import { Table, type Column } from '../parts/table.tsx'
import { withGiven } from '../route.ts'
import { number } from './player-columns.tsx'

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
  const found = useDocument<LeadersMembers>(withGiven('/api/leaders', { of }))
  return (
    <>
      <h1>{of === 'players' ? 'Players' : 'Teams'}</h1>
      <p>
        Of {found.document?.season ?? 'the newest season that is built'}. <kbd>/</kbd> searches for one.
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
