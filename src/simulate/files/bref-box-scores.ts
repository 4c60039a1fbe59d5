import type { StatLine, TeamBox } from '../game/box-score.ts'
import { gameScoreTenths, pointsOf, type Statistics } from '../game/statistics.ts'
import type { Player } from '../people/player.ts'
import type { Season } from '../season.ts'
import { advancedFields } from './bref-advanced.ts'
import { brefGameId, sidesOf } from './bref-games.ts'
import { csvText, type Field, thousandths } from './csv.ts'
import type { SimulatedFile } from './simulated-file.ts'

const shotColumns = ['mp', 'fg', 'fga', 'fg_pct', 'fg3', 'fg3a', 'fg3_pct', 'ft', 'fta', 'ft_pct'] as const
const otherColumns = ['orb', 'drb', 'trb', 'ast', 'stl', 'blk', 'tov', 'pf', 'pts', 'game_score', 'plus_minus'] as const
const lineColumns = [...shotColumns, ...otherColumns] as const
const shootingRateColumns = ['ts_pct', 'efg_pct', 'fg3a_per_fga_pct', 'fta_per_fga_pct', 'orb_pct', 'drb_pct', 'trb_pct', 'ast_pct'] as const
const otherRateColumns = ['stl_pct', 'blk_pct', 'tov_pct', 'usg_pct', 'off_rtg', 'def_rtg', 'bpm'] as const
const advancedColumns = [...shootingRateColumns, ...otherRateColumns] as const

/** Columns of Basketball-Reference's box scores. */
export const playerBoxColumns: readonly string[] = [
  'bref_game_id',
  'bref_team',
  'bref_player_id',
  'is_starter_section',
  'player',
  ...lineColumns,
  'reason',
]

/** Columns of Basketball-Reference's team totals. */
export const teamTotalsColumns: readonly string[] = ['bref_game_id', 'bref_team', 'table', 'player', ...lineColumns, ...advancedColumns]

/** Box scores of all phases, with a row for each dressed player who did not play. */
export function playerBoxBasic(season: Season): SimulatedFile {
  const rows = sidesOf(season).flatMap(({ game, box }) => {
    const start = (player: Player, starter: boolean): Field[] => [brefGameId(game), box.team.brefCode, player.brefId, starter, player.brefName]
    const played = box.lines.map(line => [...start(line.player, line.starter), ...playerFields(line), null])
    const absent = box.absences.map(({ player, reason }) => [...start(player, false), ...lineColumns.map(() => null), reason])
    return [...played, ...absent]
  })
  return { name: `basketball_reference/player_box_basic_${season.label}.csv`, rows: rows.length, text: csvText(playerBoxColumns, rows) }
}

/** Team totals of all phases: a basic and an advanced row per team and game. Turnovers include team turnovers. */
export function teamTotals(season: Season): SimulatedFile {
  const rows = sidesOf(season).flatMap(({ game, box, opponent, overtimes }) => {
    const minutes = 240 + 25 * overtimes
    const start = (table: string): Field[] => [brefGameId(game), box.team.brefCode, table, 'Team Totals', minutes]
    const basic = [...start('basic'), ...statisticFields(withTeamTurnovers(box)), null, null, ...advancedColumns.map(() => null)]
    const advanced = [
      ...start('advanced'),
      ...lineColumns.slice(1).map(() => null),
      ...advancedFields(withTeamTurnovers(box), withTeamTurnovers(opponent)),
    ]
    return [basic, advanced]
  })
  return { name: `basketball_reference/team_totals_${season.label}.csv`, rows: rows.length, text: csvText(teamTotalsColumns, rows) }
}

function withTeamTurnovers({ totals, teamTurnovers }: TeamBox): Statistics {
  return { ...totals, tov: totals.tov + teamTurnovers }
}

function playerFields({ seconds, statistics, plusMinus }: StatLine): Field[] {
  const minutes = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
  const gameScore = (gameScoreTenths(statistics) / 10).toFixed(1)
  return [minutes, ...statisticFields(statistics), gameScore, plusMinus > 0 ? `+${plusMinus}` : plusMinus]
}

function statisticFields(line: Statistics): Field[] {
  return [
    ...shots(line.fgm, line.fga),
    ...shots(line.fg3m, line.fg3a),
    ...shots(line.ftm, line.fta),
    line.oreb,
    line.dreb,
    line.oreb + line.dreb,
    line.ast,
    line.stl,
    line.blk,
    line.tov,
    line.pf,
    pointsOf(line),
  ]
}

function shots(made: number, attempted: number): Field[] {
  const rate = thousandths(made, attempted)
  return [made, attempted, rate === null ? null : (rate / 1000).toFixed(3).replace(/^0/, '')]
}
