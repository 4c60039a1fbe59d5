import type { Row } from '../../store/store.ts'
import { count, fixed, madeOf, season, share, signed, UNKNOWN, word } from '../format.ts'
import type { Column } from '../parts/table.tsx'
import { rowAddress } from '../route.ts'

/** A column of numbers; its label may come with what it stands for. */
export function number(label: string | readonly [string, string], name: string, write: (value: unknown) => string): Column<Row> {
  const named = typeof label === 'string' ? { label } : { label: label[0], title: label[1] }
  return { ...named, by: row => row[name], show: row => write(row[name]) }
}

const pct = share

/** Columns of the seasons of a player. */
export const seasonColumns: readonly Column<Row>[] = [
  { label: 'season', text: true, by: row => row['season_year'], show: row => season(row['season_year']) },
  { label: 'teams', text: true, show: row => word(row['teams']) },
  number(['G', 'games'], 'games', count),
  number(['GS', 'games started'], 'starts', count),
  number(['MIN', 'minutes per game'], 'minutes', fixed),
  number(['PTS', 'points per game'], 'points', fixed),
  number(['REB', 'rebounds per game'], 'rebounds', fixed),
  number(['AST', 'assists per game'], 'assists', fixed),
  number(['STL', 'steals per game'], 'steals', fixed),
  number(['BLK', 'blocked shots per game'], 'blocks', fixed),
  number(['TOV', 'turnovers per game'], 'turnovers', fixed),
  number(['FG%', 'field goals made of those attempted, over the season'], 'fg_pct', pct),
  number(['3P%', 'threes made of those attempted, over the season'], 'three_pct', pct),
  number(['FT%', 'free throws made of those attempted, over the season'], 'ft_pct', pct),
  number(['TS%', 'true shooting over the season'], 'ts_pct', pct),
  number(['USG', 'usage per game, percent'], 'usage', fixed),
  number(['rest', 'days between his games, on average'], 'rest', fixed),
]

const made = (label: string, makes: string, attempts: string): Column<Row> => ({
  label,
  by: row => row[makes],
  show: row => madeOf(row[makes], row[attempts]),
})

/** Columns of the games of a player. */
export const gameColumns: readonly Column<Row>[] = [
  {
    label: 'date',
    text: true,
    by: row => row['game_date'],
    show: row => <a href={rowAddress('player_game_summary', `${word(row['game_date'])}/${word(row['player_lookup'])}`)}>{word(row['game_date'])}</a>,
  },
  { label: 'team', text: true, show: row => <a href={`/team/${word(row['team_abbr'])}`}>{word(row['team_abbr'])}</a> },
  {
    label: 'opponent',
    text: true,
    by: row => row['opponent_team_abbr'],
    show: row => `${row['home_game'] === true ? '' : 'at '}${word(row['opponent_team_abbr'])}`,
  },
  { label: 'W/L', text: true, by: row => row['win_flag'], show: row => wonOf(row['win_flag']) },
  number(['MIN', 'minutes'], 'minutes_played', fixed),
  number(['PTS', 'points'], 'points', count),
  {
    label: 'line',
    title: 'last line on his points before the tip, and what came of it',
    by: row => row['points_line'],
    show: row => (row['points_line'] === null ? UNKNOWN : `${fixed(row['points_line'])} ${word(row['over_under_result']).toLowerCase()}`),
  },
  { label: 'REB', title: 'rebounds', by: rebounds, show: row => count(rebounds(row)) },
  number(['AST', 'assists'], 'assists', count),
  number(['STL', 'steals'], 'steals', count),
  number(['BLK', 'blocked shots'], 'blocks', count),
  number(['TOV', 'turnovers'], 'turnovers', count),
  made('FG', 'fg_makes', 'fg_attempts'),
  made('3P', 'three_pt_makes', 'three_pt_attempts'),
  made('FT', 'ft_makes', 'ft_attempts'),
  number(['TS%', 'true shooting'], 'ts_pct', pct),
  number(['USG', 'usage, percent'], 'usage_rate', fixed),
  number(['+/−', 'score margin while he was on court'], 'plus_minus', signed),
  number(['rest', 'days since his last game'], 'days_rest', count),
]

function rebounds(row: Row): number | null {
  const [offensive, defensive] = [row['offensive_rebounds'], row['defensive_rebounds']]
  return typeof offensive === 'number' && typeof defensive === 'number' ? offensive + defensive : null
}

/** `W`, `L`. */
export function wonOf(value: unknown): string {
  return value === true ? 'W' : value === false ? 'L' : UNKNOWN
}

/** Columns of the games that a player was listed for and has no stat line of. */
export function absenceColumns(player: string): readonly Column<Row>[] {
  return [
    {
      label: 'date',
      text: true,
      by: row => row['game_date'],
      show: row => <a href={rowAddress('upcoming_player_game_context', `${word(row['game_date'])}/${player}`)}>{word(row['game_date'])}</a>,
    },
    { label: 'team', text: true, show: row => word(row['team_abbr']) },
    { label: 'opponent', text: true, show: row => `${row['home_game'] === true ? '' : 'at '}${word(row['opponent_team_abbr'])}` },
    number(['rest', 'days since his last game'], 'days_rest', count),
    number(['PTS 5', 'points per game over his last 5 games'], 'points_avg_last_5', fixed),
    number(['PTS 10', 'points per game over his last 10 games'], 'points_avg_last_10', fixed),
    number(['oDRtg', 'points per 100 possessions that the opponent allowed in its last 10 games'], 'opponent_def_rating_last_10', fixed),
  ]
}
