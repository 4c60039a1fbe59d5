import { COUNTS, ofTeams, type CountName } from '../nba/statistics.ts'
import type { Mapping } from './expression.ts'

/** What a feed calls each counting statistic; what it does not tell is left out. */
export type Spellings = Readonly<Partial<Record<CountName, Mapping>>>

/** The spellings of the statistics service of NBA.com. */
export const NBA_STATISTICS: Spellings = {
  points: 'PTS',
  field_goals_made: 'FGM',
  field_goals_attempted: 'FGA',
  three_pointers_made: 'FG3M',
  three_pointers_attempted: 'FG3A',
  free_throws_made: 'FTM',
  free_throws_attempted: 'FTA',
  offensive_rebounds: 'OREB',
  defensive_rebounds: 'DREB',
  total_rebounds: 'REB',
  assists: 'AST',
  steals: 'STL',
  blocks: 'BLK',
  turnovers: 'TOV',
  personal_fouls: 'PF',
}

/** The spellings of tables that were taken from pages of Basketball-Reference. */
export const BREF_STATISTICS: Spellings = {
  points: 'pts',
  field_goals_made: 'fg',
  field_goals_attempted: 'fga',
  three_pointers_made: 'fg3',
  three_pointers_attempted: 'fg3a',
  free_throws_made: 'ft',
  free_throws_attempted: 'fta',
  offensive_rebounds: 'orb',
  defensive_rebounds: 'drb',
  total_rebounds: 'trb',
  assists: 'ast',
  steals: 'stl',
  blocks: 'blk',
  turnovers: 'tov',
  personal_fouls: 'pf',
}

/** What feeds the counting statistics of a table of players. */
export function countsOfPlayers(spellings: Spellings, as: (mapping: Mapping) => Mapping = mapping => mapping): Record<string, Mapping> {
  return spelled(spellings, name => name, as)
}

/** What feeds the counting statistics of a table of teams. */
export function countsOfTeams(spellings: Spellings, as: (mapping: Mapping) => Mapping = mapping => mapping): Record<string, Mapping> {
  return spelled(spellings, ofTeams, as)
}

function spelled(spellings: Spellings, columnOf: (name: CountName) => string, as: (mapping: Mapping) => Mapping): Record<string, Mapping> {
  return Object.fromEntries(
    COUNTS.flatMap(name => {
      const mapping = spellings[name]
      return mapping === undefined ? [] : [[columnOf(name), as(mapping)]]
    }),
  )
}

/** The spellings of box scores v3, of the live files, and of tables made of them. */
export const V3_STATISTICS: Spellings & Readonly<Record<CountName, string>> = {
  points: 'points',
  field_goals_made: 'fieldGoalsMade',
  field_goals_attempted: 'fieldGoalsAttempted',
  three_pointers_made: 'threePointersMade',
  three_pointers_attempted: 'threePointersAttempted',
  free_throws_made: 'freeThrowsMade',
  free_throws_attempted: 'freeThrowsAttempted',
  offensive_rebounds: 'reboundsOffensive',
  defensive_rebounds: 'reboundsDefensive',
  total_rebounds: 'reboundsTotal',
  assists: 'assists',
  steals: 'steals',
  blocks: 'blocks',
  turnovers: 'turnovers',
  personal_fouls: 'foulsPersonal',
}

/** Where an object of a document holds what box scores v3 count, and minutes and plus/minus: a JSON path by name. */
export function statisticsWithin(path: string): Readonly<Record<string, string>> {
  return Object.fromEntries([...Object.values(V3_STATISTICS), 'minutes', 'plusMinusPoints'].map(name => [name, `${path}.${name}`]))
}

/** The spellings of tables that were taken from ESPN. */
export const ESPN_STATISTICS: Spellings = {
  points: 'points',
  field_goals_made: 'field_goals_made',
  field_goals_attempted: 'field_goals_attempted',
  three_pointers_made: 'three_point_field_goals_made',
  three_pointers_attempted: 'three_point_field_goals_attempted',
  free_throws_made: 'free_throws_made',
  free_throws_attempted: 'free_throws_attempted',
  offensive_rebounds: 'offensive_rebounds',
  defensive_rebounds: 'defensive_rebounds',
  total_rebounds: 'rebounds',
  assists: 'assists',
  steals: 'steals',
  blocks: 'blocks',
  turnovers: 'turnovers',
  personal_fouls: 'fouls',
}
