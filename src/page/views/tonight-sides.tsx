import type { JSX } from 'preact'
import type { TonightSide } from '../../serve/documents.ts'
import type { Row } from '../../store/store.ts'
import { count, counted, fixed, signed, word } from '../format.ts'
import { Table, type Column } from '../parts/table.tsx'
import { rowAddress } from '../route.ts'
import { number } from './player-columns.tsx'

interface SidesProps {
  readonly sides: readonly [TonightSide, TonightSide]
}

/** Who is on the inactive list, and what injury reports say of the others. */
export function Out({ sides, played }: SidesProps & { readonly played: boolean }): JSX.Element {
  return (
    <div class="beside">
      {sides.map(({ team, inactive, players }) => {
        const reported = players.filter(
          row => row['player_status'] !== null && !inactive.some(each => each['player_lookup'] === row['player_lookup']),
        )
        return (
          <section key={team} aria-label={`out of ${team}`}>
            <h3>{team}: out</h3>
            {inactive.length + reported.length === 0 ? (
              <p class="quiet">
                {played ? 'nobody is on an inactive list that is imported' : 'no inactive list and no injury report is imported yet'}
              </p>
            ) : (
              <ul class="games">
                {inactive.map(row => (
                  <Absent key={word(row['player_lookup'])} row={row} status="inactive" reason={row['reason']} />
                ))}
                {reported.map(row => (
                  <Absent key={word(row['player_lookup'])} row={row} status={word(row['player_status'])} reason={row['injury_report']} />
                ))}
              </ul>
            )}
          </section>
        )
      })}
    </div>
  )
}

function Absent({ row, status, reason }: { readonly row: Row; readonly status: string; readonly reason: unknown }): JSX.Element {
  return (
    <li>
      <a href={`/player/${word(row['player_lookup'])}`}>{word(row['player_full_name'])}</a>{' '}
      <span class="quiet">
        {status}
        {typeof reason === 'string' ? `: ${reason}` : ''}
      </span>
    </li>
  )
}

/** The players of both teams, the best scorers of their last ten games first. */
export function Players({ sides, date }: SidesProps & { readonly date: string }): JSX.Element {
  return (
    <div class="beside">
      {sides.map(({ team, players }) => (
        <details key={team} open={players.length > 0}>
          <summary>
            {team}, {counted(players.length, 'player')}
          </summary>
          <Table
            caption={`players of ${team} before the tip`}
            columns={playerColumns(date, players)}
            rows={players}
            keyOf={row => word(row['player_lookup'])}
            empty={<>Nobody is listed: the contexts of this date are not built, or no box score, roster or inactive list tells who is.</>}
          />
        </details>
      ))}
    </div>
  )
}

/** Columns of lines stand only where somebody has one. */
function playerColumns(date: string, players: readonly Row[]): readonly Column<Row>[] {
  const lines = players.some(row => row['current_points_line'] !== null)
  return [
    {
      label: 'player',
      text: true,
      by: row => row['player_full_name'],
      show: row => <a href={rowAddress('upcoming_player_game_context', `${date}/${word(row['player_lookup'])}`)}>{word(row['player_full_name'])}</a>,
    },
    number(['PTS 5', 'points per game over his last 5 games'], 'points_avg_last_5', fixed),
    number(['PTS 10', 'points per game over his last 10 games'], 'points_avg_last_10', fixed),
    ...(lines
      ? [
          number(['line', 'last line of his points before the tip'], 'current_points_line', fixed),
          number(['moved', 'current less opening line'], 'line_movement', value => signed(value, 1)),
        ]
      : []),
    number(['MIN 7d', 'minutes in the last 7 days'], 'minutes_in_last_7_days', fixed),
    number(['USG', 'usage of his last 7 games, percent'], 'avg_usage_rate_last_7_games', fixed),
    number(['rest', 'days since his last game'], 'days_rest', count),
    number(['oDRtg', 'points per 100 possessions that the opponent allowed in its last 10 games'], 'opponent_def_rating_last_10', fixed),
  ]
}
