import type { JSX } from 'preact'
import type { CompletenessMembers } from '../../cli/documents.ts'
import type { TonightSide } from '../../serve/documents.ts'
import type { Row } from '../../store/store.ts'
import type { Loaded } from '../document.ts'
import { count, fixed, numberOf, signed, UNKNOWN, word } from '../format.ts'
import { rowAddress } from '../route.ts'

type Completeness = Loaded<CompletenessMembers>

interface ComparedProps {
  readonly sides: readonly [TonightSide, TonightSide]
  readonly date: string
  readonly windows: Completeness
}

/** What is compared: how it is called, what it is read from, and how it is written. */
interface Line {
  readonly label: string
  readonly of: 'context' | 'form'
  readonly write: (row: Row) => string
}

const told = (label: string, of: Line['of'], write: Line['write']): Line => ({ label, of, write })

/** The subject that is told by games before. */
const FORM = 'form'

/** Lines by subject. */
const GROUPS: readonly (readonly [string, readonly Line[]])[] = [
  [
    FORM,
    [
      told('won and lost', 'form', row => `${count(row['won'])}-${count(row['lost'])}`),
      told('last 10 games', 'form', row => `${count(row['won_last_10'])}-${count(row['lost_last_10'])}`),
      told('offence, last 10', 'form', row => fixed(row['offensive_rating'])),
      told('defence, last 10', 'form', row => fixed(row['defensive_rating'])),
      told('pace, last 10', 'form', row => fixed(row['pace'])),
      told('streak', 'context', streakOf),
      told('last game', 'context', row =>
        row['last_game_result'] === null ? UNKNOWN : `${word(row['last_game_result'])} ${signed(row['last_game_margin'])}`,
      ),
    ],
  ],
  [
    'rest',
    [
      told('game of the season', 'context', row => count(row['game_number_in_season'])),
      told('days of rest', 'context', row => count(row['team_days_rest'])),
      told('second night in a row', 'context', row => yes(row['is_back_to_back'])),
      told('games in the last 7 days', 'context', row => count(row['games_in_last_7_days'])),
      told('games in the last 14 days', 'context', row => count(row['games_in_last_14_days'])),
    ],
  ],
  ['travel', [told('miles to this game', 'context', row => count(row['travel_miles']))]],
  [
    'lines',
    [
      told('spread', 'context', row => signed(row['game_spread'], 1)),
      told('spread moved by', 'context', row => signed(row['spread_movement'], 1)),
      told('total', 'context', row => fixed(row['game_total'])),
      told('total moved by', 'context', row => signed(row['total_movement'], 1)),
      told('book', 'context', row => word(row['game_spread_source'])),
    ],
  ],
  [
    'who is out',
    [
      told('starters out', 'context', row => count(row['starters_out_count'])),
      told('questionable', 'context', row => count(row['questionable_players_count'])),
    ],
  ],
]

/** The contexts of both teams side by side, by subject; what nobody knows is named below. */
export function Compared({ sides, date, windows }: ComparedProps): JSX.Element {
  if (sides.every(({ context }) => context === null)) {
    return (
      <p class="nothing">
        The contexts of this game are not built: <code>backcourt backfill --date {date}</code>
      </p>
    )
  }
  const groups = GROUPS.map(([name, lines]) => ({ name, lines: lines.filter(line => sides.some(side => written(side, line) !== UNKNOWN)) }))
  const unknown = groups.filter(({ lines }) => lines.length === 0).map(({ name }) => name)
  const feeds = unknown.filter(name => name !== FORM)
  return (
    <div class="scroll" role="region" aria-label={`before the tip: ${sides[0].team} at ${sides[1].team}`} tabIndex={0}>
      <table class="compared">
        <caption>before the tip</caption>
        <thead>
          <tr>
            <td />
            {sides.map(({ team }, index) => (
              <th key={team} scope="col">
                {index === 0 ? '' : 'at '}
                <a href={rowAddress('upcoming_team_game_context', `${date}/${team}`)}>{team}</a>
              </th>
            ))}
          </tr>
        </thead>
        {groups.map(({ name, lines }) => (lines.length === 0 ? null : <Group key={name} name={name} sides={sides} lines={lines} />))}
        <Windows sides={sides} windows={windows} />
      </table>
      {unknown.includes(FORM) ? (
        <p class="quiet">no form: {haveBegun(sides) ? 'no game before is built' : 'it is the first game of the season'}</p>
      ) : null}
      {feeds.length === 0 ? null : (
        <p class="quiet">
          not known: {feeds.join(', ')}. No feed of it is imported; <code>backcourt tables --waiting</code> says which is needed.
        </p>
      )}
    </div>
  )
}

interface GroupProps {
  readonly name: string
  readonly sides: ComparedProps['sides']
  readonly lines: readonly Line[]
}

function Group({ name, sides, lines }: GroupProps): JSX.Element {
  return (
    <tbody>
      <GroupHead name={name} />
      {lines.map(line => (
        <tr key={line.label}>
          <th scope="row" class="text">
            {line.label}
          </th>
          {sides.map(side => (
            <td key={side.team}>{written(side, line)}</td>
          ))}
        </tr>
      ))}
    </tbody>
  )
}

function GroupHead({ name }: { readonly name: string }): JSX.Element {
  return (
    <tr class="group">
      <th scope="rowgroup" class="text" colSpan={3}>
        {name}
      </th>
    </tr>
  )
}

function Windows({ sides, windows }: Pick<ComparedProps, 'sides' | 'windows'>): JSX.Element {
  return (
    <tbody>
      <GroupHead name="windows behind these figures" />
      <tr>
        <th scope="row" class="text">
          complete
        </th>
        {sides.map(side => (
          <td key={side.team}>
            <Whole side={side} windows={windows} />
          </td>
        ))}
      </tr>
    </tbody>
  )
}

function written(side: TonightSide, { of, write }: Line): string {
  const row = side[of]
  const text = row === null ? UNKNOWN : write(row)
  return text.replaceAll(UNKNOWN, '').replaceAll('-', '') === '' ? UNKNOWN : text
}

/** Of how many windows of a team and its players every game is known. */
function Whole({ side: { team, players }, windows }: { readonly side: TonightSide; readonly windows: Completeness }): JSX.Element {
  const { document, error } = windows
  if (error !== undefined) return <>{UNKNOWN}</>
  if (document === undefined) return <span class="quiet">…</span>
  const names = new Set([team, ...players.map(row => word(row['player_lookup']))])
  const gaps = document.entities.filter(({ entity }) => names.has(entity))
  const all = names.size * document.windows.length
  if (gaps.length === 0) return <>all {count(all)}</>
  return (
    <details>
      <summary>
        {count(all - gaps.length)} of {count(all)}
      </summary>
      <ul class="fields">
        {gaps.slice(0, 20).map(({ entity, window, known, expected, missing, repair }) => (
          <li key={`${entity} ${window}`}>
            {entity} {window}: {known} of {expected}
            {missing.length === 0 ? '' : `, without ${missing.slice(0, 3).join(', ')}`}
            {repair === null ? '' : `; ${repair}`}
          </li>
        ))}
      </ul>
    </details>
  )
}

/** Whether one of the teams has a game of the season behind it. */
function haveBegun(sides: ComparedProps['sides']): boolean {
  return sides.some(({ context }) => (numberOf(context?.['game_number_in_season']) ?? 2) > 1)
}

function yes(value: unknown): string {
  return value === null || value === undefined ? UNKNOWN : value === true ? 'yes' : 'no'
}

function streakOf(row: Row): string {
  const [won, lost] = [numberOf(row['team_win_streak_entering']) ?? 0, numberOf(row['team_loss_streak_entering']) ?? 0]
  return won > 0 ? `won ${won}` : lost > 0 ? `lost ${lost}` : UNKNOWN
}
