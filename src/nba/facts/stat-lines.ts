import { join, raw, type Sql } from '../../sql/sql.ts'

/** Counting statistics of a player, as box scores of every source name them. */
export const COUNTS: readonly string[] = [
  'points',
  'field_goals_made',
  'field_goals_attempted',
  'three_pointers_made',
  'three_pointers_attempted',
  'free_throws_made',
  'free_throws_attempted',
  'offensive_rebounds',
  'defensive_rebounds',
  'total_rebounds',
  'assists',
  'steals',
  'blocks',
  'turnovers',
  'personal_fouls',
]

/** Counting statistics of a team, and the player statistic whose sum each is. */
export const TEAM_COUNTS: Readonly<Record<string, string>> = {
  points: 'points',
  fg_made: 'field_goals_made',
  fg_attempted: 'field_goals_attempted',
  three_pt_made: 'three_pointers_made',
  three_pt_attempted: 'three_pointers_attempted',
  ft_made: 'free_throws_made',
  ft_attempted: 'free_throws_attempted',
  offensive_rebounds: 'offensive_rebounds',
  defensive_rebounds: 'defensive_rebounds',
  total_rebounds: 'total_rebounds',
  assists: 'assists',
  steals: 'steals',
  blocks: 'blocks',
  personal_fouls: 'personal_fouls',
}

/** One expression per name, separated as select items unless told otherwise. */
export function items(names: readonly string[], item: (name: string) => string, separator: string = ',\n      '): Sql {
  return join(
    names.map(name => raw(item(name))),
    separator,
  )
}
