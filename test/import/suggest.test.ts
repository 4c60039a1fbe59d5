import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formats } from '../../src/feeds/index.ts'
import { suggestionFile, suggestionOf } from '../../src/import/recognise/suggest.ts'
import { csvText, evening, GAME, line, Workspace, type Cells } from './workspace.ts'

let space: Workspace
beforeAll(async () => {
  space = await Workspace.open()
  await space.import([space.csv('schedule.csv', evening)])
})
afterAll(async () => {
  await space.close()
})

/** A line under other names. */
function renamed(row: Cells, names: Readonly<Record<string, string | undefined>>): Cells {
  return Object.fromEntries(
    Object.entries(row).flatMap(([name, value]) => (name in names && names[name] === undefined ? [] : [[names[name] ?? name, value]])),
  )
}

const row = line([GAME, 'MIL'], [7, 'Ante Novak'])
const NAMES = {
  PTS: 'points_total',
  REB: 'TotalRebounds',
  PLAYER_NAME: 'player name',
  FG3M: 'three_pointers_made',
  DREB: 'defensive rebounds',
  TOV: 'turnover',
}

describe('a file that nearly fits', () => {
  it('is told what it is like, and which of its columns may be those that lack; the mapping that is written does', async () => {
    const file = space.csv('mine.csv', [renamed(row, NAMES)])
    const report = await space.import([file])
    expect(report.unrecognised).toEqual([
      {
        path: file,
        looked_for:
          'looks like NBA LeagueGameLog, players, but lacks the columns PLAYER_NAME, PTS, FG3M, DREB, REB, TOV; --suggest FILE writes a mapping that reads player name as PLAYER_NAME, points_total as PTS, three_pointers_made as FG3M, …',
      },
    ])
    expect(report.suggestions).toEqual([
      {
        path: file,
        format: 'NBA LeagueGameLog, players',
        columns: Object.fromEntries(['PLAYER_NAME', 'PTS', 'FG3M', 'DREB', 'REB', 'TOV'].map(name => [name, NAMES[name as keyof typeof NAMES]])),
        missing: [],
      },
    ])
    const mapping = space.file('mine.yaml', suggestionFile(report.suggestions[0]!, [file]))
    expect(await space.import([file], { mapping })).toMatchObject({ unrecognised: [], quarantined: 0, files: [{ tables: [{ stored: 1 }] }] })
  })

  it('leaves open what no column is like', async () => {
    const file = space.csv('open.csv', [renamed(row, { PTS: 'points', MIN: undefined })])
    const [suggestion] = (await space.import([file])).suggestions
    expect(suggestion).toMatchObject({ columns: { PTS: 'points' }, missing: ['MIN'] })
    expect(suggestionFile(suggestion!, ['a b.csv'])).toBe(
      [
        '# for: backcourt import --mapping THIS_FILE a b.csv',
        '# Left the columns of the format, right those of your file. Check each: they were found by their names.',
        'format: NBA LeagueGameLog, players',
        'columns:',
        '  PTS: points',
        '# Needed, and not found: under `columns:` with your name for it, or under `constants:` with what is the same in every row',
        '#   MIN:',
        '',
      ].join('\n'),
    )
  })

  it('is not made up of what has other names only', async () => {
    const report = await space.import([space.file('other.csv', csvText([{ date: '2021-10-19', name: 'x', points: 3 }]))])
    expect(report.suggestions).toEqual([])
    expect(report.unrecognised[0]?.looked_for).toMatch(/its columns are date, name, points$/)
  })

  it('names the sheet or table that it is', () => {
    const suggestion = { format: 'NBA LeagueGameLog, players', columns: { PTS: 'no' }, missing: [] }
    expect(suggestionFile(suggestion, ['a.zip', 'b.xlsx', 'Sheet: 1'])).toContain('\nsheet: "Sheet: 1"\ncolumns:\n  PTS: "no"\n')
    expect(suggestionFile(suggestion, ['nba.sqlite', 'game'])).toContain('\ntable: game\n')
  })
})

describe('suggestionOf(format, part, columns)', () => {
  it('proposes nothing for a file that has what is needed, in any format', () => {
    for (const format of formats)
      for (const part of format.parts) expect(suggestionOf(format, part, part.reads)).toEqual({ format: format.name, columns: {}, missing: [] })
  })

  it('takes no person for an id, and no id for a person', () => {
    const format = formats.find(({ name }) => name === 'Basketball-Reference player crosswalk')!
    expect(suggestionOf(format, format.parts[0]!, ['bref_player_id', 'player']).columns).toEqual({})
  })

  it('gives each column of a file to one of the format', () => {
    const format = formats.find(({ name }) => name === 'NBA LeagueGameLog, players')!
    const { columns } = suggestionOf(format, format.parts[1]!, [
      'rebounds_total',
      'offensive_rebounds',
      'rebounds_defensive',
      'player_id',
      'team',
      'name',
    ])
    expect(columns).toMatchObject({ OREB: 'offensive_rebounds', DREB: 'rebounds_defensive' })
    expect(new Set(Object.values(columns)).size).toBe(Object.values(columns).length)
  })
})
