import { int, type Column } from '../table/column.ts'

/** What a box score counts, of a player and of a team, whoever publishes it. */
export interface Statistic {
  readonly meaning: string
  /** Its column in tables of teams. */
  readonly ofTeams: string
  /** The most that a player and a team can have in a game: well beyond the records of the league. */
  readonly most: readonly [ofPlayer: number, ofTeam: number]
  /** The statistic that it cannot exceed. */
  readonly within?: CountName
  readonly unit?: string
}

/** Name of a counting statistic: its column in tables of players. */
export type CountName =
  | 'points'
  | 'field_goals_made'
  | 'field_goals_attempted'
  | 'three_pointers_made'
  | 'three_pointers_attempted'
  | 'free_throws_made'
  | 'free_throws_attempted'
  | 'offensive_rebounds'
  | 'defensive_rebounds'
  | 'total_rebounds'
  | 'assists'
  | 'steals'
  | 'blocks'
  | 'turnovers'
  | 'personal_fouls'

export const statistics: Readonly<Record<CountName, Statistic>> = {
  points: { meaning: 'Points', ofTeams: 'points', most: [120, 300], unit: 'points' },
  field_goals_made: { meaning: 'Field goals made', ofTeams: 'fg_made', most: [60, 150], within: 'field_goals_attempted' },
  field_goals_attempted: { meaning: 'Field goals attempted', ofTeams: 'fg_attempted', most: [100, 250] },
  three_pointers_made: { meaning: 'Three-pointers made', ofTeams: 'three_pt_made', most: [40, 80], within: 'three_pointers_attempted' },
  three_pointers_attempted: { meaning: 'Three-pointers attempted', ofTeams: 'three_pt_attempted', most: [60, 150], within: 'field_goals_attempted' },
  free_throws_made: { meaning: 'Free throws made', ofTeams: 'ft_made', most: [50, 100], within: 'free_throws_attempted' },
  free_throws_attempted: { meaning: 'Free throws attempted', ofTeams: 'ft_attempted', most: [60, 150] },
  offensive_rebounds: { meaning: 'Offensive rebounds of players', ofTeams: 'offensive_rebounds', most: [50, 100] },
  defensive_rebounds: { meaning: 'Defensive rebounds of players', ofTeams: 'defensive_rebounds', most: [60, 120] },
  total_rebounds: { meaning: 'Rebounds of players', ofTeams: 'total_rebounds', most: [80, 180] },
  assists: { meaning: 'Assists', ofTeams: 'assists', most: [50, 120] },
  steals: { meaning: 'Steals', ofTeams: 'steals', most: [30, 60] },
  blocks: { meaning: 'Blocks', ofTeams: 'blocks', most: [30, 60] },
  turnovers: { meaning: 'Turnovers of players, without team turnovers', ofTeams: 'turnovers', most: [30, 80] },
  personal_fouls: { meaning: 'Personal fouls', ofTeams: 'personal_fouls', most: [10, 100] },
}

/** The counting statistics, as tables of players name them. */
export const COUNTS: readonly CountName[] = Object.keys(statistics) as CountName[]

/** The column of a statistic in tables of teams. */
export function ofTeams(name: CountName): string {
  return statistics[name].ofTeams
}

/** The columns of a source that counts what players did. */
export const playerStatistics: Readonly<Record<string, Column>> = {
  ...Object.fromEntries(
    COUNTS.map(name => {
      const { meaning, most, within, unit } = statistics[name]
      return [name, counted(meaning.replace(/ of players.*/, ''), { most: most[0], within, unit })]
    }),
  ),
  plus_minus: int('Score margin while on court', { between: [-120, 120], unit: 'points' }),
}

/** The columns of a source that counts what teams did. */
export const teamStatistics: Readonly<Record<string, Column>> = Object.fromEntries(
  COUNTS.map(name => {
    const { meaning, ofTeams: column, most, within, unit } = statistics[name]
    return [column, counted(meaning, { most: most[1], within: within === undefined ? undefined : ofTeams(within), unit })]
  }),
)

/** The points of a team, which every row of totals has. */
export const teamPoints: Column = {
  ...counted(statistics.points.meaning, { most: statistics.points.most[1], within: undefined, unit: 'points' }),
  required: true,
}

/** Minutes of all players of a team together: 240 and 25 for each overtime, or sums of rounded minutes near it. */
export function teamMinutes(meaning: string): Column {
  return int(meaning, { near: { start: 240, step: 25, within: 8 }, unit: 'minutes' })
}

function counted(
  meaning: string,
  { most, within, unit }: { readonly most: number; readonly within: string | undefined; readonly unit: string | undefined },
): Column {
  return int(meaning, { between: [0, most], ...(within === undefined ? {} : { atMost: within }), ...(unit === undefined ? {} : { unit }) })
}
