import { int, type Column } from '../../table/column.ts'

/** What a box score counts of a player, whoever publishes it; the most are well beyond the records of the league. */
export const playerStatistics: Readonly<Record<string, Column>> = {
  points: int('Points', { between: [0, 120], unit: 'points' }),
  field_goals_made: int('Field goals made', { between: [0, 60], atMost: 'field_goals_attempted' }),
  field_goals_attempted: int('Field goals attempted', { between: [0, 100] }),
  three_pointers_made: int('Three-pointers made', { between: [0, 40], atMost: 'three_pointers_attempted' }),
  three_pointers_attempted: int('Three-pointers attempted', { between: [0, 60], atMost: 'field_goals_attempted' }),
  free_throws_made: int('Free throws made', { between: [0, 50], atMost: 'free_throws_attempted' }),
  free_throws_attempted: int('Free throws attempted', { between: [0, 60] }),
  offensive_rebounds: int('Offensive rebounds', { between: [0, 50] }),
  defensive_rebounds: int('Defensive rebounds', { between: [0, 60] }),
  total_rebounds: int('Rebounds', { between: [0, 80] }),
  assists: int('Assists', { between: [0, 50] }),
  steals: int('Steals', { between: [0, 30] }),
  blocks: int('Blocks', { between: [0, 30] }),
  turnovers: int('Turnovers', { between: [0, 30] }),
  personal_fouls: int('Personal fouls', { between: [0, 10] }),
  plus_minus: int('Score margin while on court', { between: [-120, 120], unit: 'points' }),
}
