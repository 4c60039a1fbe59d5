import { describe, expect, it } from 'vitest'
import { tableNamed, tablesNamed } from '../../src/cli/names.ts'
import { nearest } from '../../src/cli/nearest.ts'

const TABLES = [
  { dataset: 'nba_analytics', name: 'player_game_summary', initials: 'pgs' },
  { dataset: 'nba_analytics', name: 'team_offense_game_summary', initials: 'togs' },
  { dataset: 'nba_analytics', name: 'team_defense_game_summary', initials: 'tdgs' },
  { dataset: 'nba_raw', name: 'nbac_schedule' },
]

describe('tableNamed(typed, tables)', () => {
  it.each([
    ['pgs', 'player_game_summary'],
    ['team_o', 'team_offense_game_summary'],
    ['nba_raw.nbac_schedule', 'nbac_schedule'],
    [' TDGS ', 'team_defense_game_summary'],
  ])('takes "%s" for %s', (typed, name) => {
    expect(tableNamed(typed, TABLES).name).toBe(name)
  })

  it('asks for more letters where several tables begin alike', () => {
    expect(() => tableNamed('team', TABLES)).toThrow('"team" may mean team_offense_game_summary, team_defense_game_summary')
  })

  it.each(['', 'select 1', 'pgs;--'])('knows no table "%s"', typed => {
    expect(() => tableNamed(typed, TABLES)).toThrow(`no table named "${typed}"`)
  })
})

describe('tablesNamed(typed, tables)', () => {
  it('gives each table once, in the order of the declarations', () => {
    expect(tablesNamed('togs,pgs, togs', TABLES).map(table => table.name)).toEqual(['player_game_summary', 'team_offense_game_summary'])
  })

  it('gives none when nothing was typed', () => {
    expect(tablesNamed(undefined, TABLES)).toEqual([])
  })
})

describe('nearest(typed, names)', () => {
  it.each([
    ['asists', 'assists'],
    ['assits', 'assists'],
    ['tohs', 'togs'],
    ['playr', 'player_game_summary'],
    ['xyzzy', undefined],
  ])('takes %s for %s', (typed, meant) => {
    expect(nearest(typed, ['points', 'assists', 'togs', 'player_game_summary'])).toBe(meant)
  })
})
