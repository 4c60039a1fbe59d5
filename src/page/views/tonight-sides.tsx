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

/** A player who may be out, and what is told of him. */
interface Told {
  readonly row: Row
  readonly status: string
  readonly reason: unknown
}

/** Who is on the inactive list or reported out, and what injury reports say of the others. */
export function Out({ sides, played }: SidesProps & { readonly played: boolean }): JSX.Element {
  return (
    <div class="sides">
      {sides.map(side => {
        const told = toldOf(side)
        const [out, others] = [told.filter(isOut), told.filter(each => !isOut(each))]
        return (
          <section key={side.team} aria-label={`out of ${side.team}`}>
            <h3>{side.team}: out</h3>
            {out.length === 0 ? <p class="quiet">{nobodyOf(told.length > 0, played)}</p> : <Absentees told={out} />}
            {others.length === 0 ? null : (
              <>
                <h3>{side.team}: on the injury report</h3>
                <Absentees told={others} />
              </>
            )}
          </section>
        )
      })}
    </div>
  )
}

/** Everybody of a team of whom an inactive list or a report tells, once. */
function toldOf({ inactive, players }: TonightSide): readonly Told[] {
  const listed = inactive.map(row => ({ row, status: 'inactive', reason: row['reason'] }))
  const reported = players.filter(row => row['player_status'] !== null && !inactive.some(each => each['player_lookup'] === row['player_lookup']))
  return [...listed, ...reported.map(row => ({ row, status: word(row['player_status']), reason: row['injury_report'] }))]
}

function isOut({ status }: Told): boolean {
  return status === 'inactive' || status === 'out'
}

function nobodyOf(reported: boolean, played: boolean): string {
  if (reported) return 'nobody'
  return played ? 'nobody is on an inactive list that is imported' : 'no inactive list and no injury report is imported yet'
}

function Absentees({ told }: { readonly told: readonly Told[] }): JSX.Element {
  return (
    <ul class="games">
      {told.map(each => (
        <Absent key={word(each.row['player_lookup'])} {...each} />
      ))}
    </ul>
  )
}

function Absent({ row, status, reason }: Told): JSX.Element {
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
      {sides.map(side => (
        <details key={side.team} open={side.players.length > 0}>
          <summary>
            {side.team}, {counted(side.players.length, 'player')}
          </summary>
          <Table
            caption={`players of ${side.team} before the tip`}
            columns={playerColumns(date, side)}
            rows={side.players}
            keyOf={row => word(row['player_lookup'])}
            empty={<>Nobody is listed: the contexts of this date are not built, or no box score, roster or inactive list tells who is.</>}
          />
        </details>
      ))}
    </div>
  )
}

/** Columns of lines and of who is out stand only where somebody has one. */
function playerColumns(date: string, side: TonightSide): readonly Column<Row>[] {
  const lines = side.players.some(row => row['current_points_line'] !== null)
  const statuses = new Map(toldOf(side).map(({ row, status }) => [row['player_lookup'], status]))
  return [
    {
      label: 'player',
      text: true,
      by: row => row['player_full_name'],
      show: row => <a href={rowAddress('upcoming_player_game_context', `${date}/${word(row['player_lookup'])}`)}>{word(row['player_full_name'])}</a>,
    },
    ...(statuses.size === 0 ? [] : [statusColumn(statuses)]),
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

function statusColumn(statuses: ReadonlyMap<unknown, string>): Column<Row> {
  const of = (row: Row): string | undefined => statuses.get(row['player_lookup'])
  return { label: 'status', text: true, by: of, show: row => of(row) ?? '' }
}
