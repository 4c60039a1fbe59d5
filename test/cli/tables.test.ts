import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { declaredTables } from '../../src/declared-tables.ts'
import { models } from '../../src/nba/models/index.ts'
import { contentRecipe } from '../../src/table/recipe.ts'
import { qualifiedName } from '../../src/table/source.ts'
import { DOCUMENTS } from './contract.ts'
import { fakeWorld } from './fake-world.ts'

describe('backcourt tables', () => {
  it('lists every declared table', async () => {
    const { code, out } = await fakeWorld().run('tables')
    expect(code).toBe(0)
    for (const table of declaredTables()) expect(out).toContain(qualifiedName(table))
  })

  it('tells the contract of every table with --json', async () => {
    const { document } = await fakeWorld().json('tables')
    const { tables } = DOCUMENTS.tables.parse(document)
    expect(tables.map(({ table }) => table)).toEqual(declaredTables().map(qualifiedName))
    for (const model of models) {
      const told = tables.find(({ table }) => table === qualifiedName(model))
      expect(told?.recipes.map(({ name }) => name)).toEqual(['content-1', 'seed-1'])
      expect(told?.recipes[0]).toEqual(contentRecipe(model.columns))
      expect(
        told?.columns
          .filter(column => column.content)
          .map(column => column.name)
          .toSorted(),
      ).toEqual(contentRecipe(model.columns).fields.map(field => field.name))
    }
  })

  it.each(['pgs', 'player_game_summary', 'nba_analytics.player_game_summary', 'player_game', 'PGS'])(
    'takes %s for player_game_summary',
    async typed => {
      const { document } = await fakeWorld().json('tables', typed)
      expect(DOCUMENTS.tables.parse(document).tables.map(({ table }) => table)).toEqual(['nba_analytics.player_game_summary'])
    },
  )

  it('tells all about one column', async () => {
    const { out } = await fakeWorld().run('tables', 'pgs', 'efg_pct')
    expect(out).toMatch(/^nba_analytics\.player_game_summary\.efg_pct\n/)
    expect(out).toMatch(/formula +\(FGM \+ 0\.5 × 3PM\) ÷ FGA/)
    const { document } = await fakeWorld().json('tables', 'pgs', 'points')
    expect(DOCUMENTS.tables.parse(document).tables[0]?.columns).toMatchObject([{ name: 'points', type: 'int', content: true, waiting_for: null }])
  })

  it('tells where a number comes from, by rank, when it is NULL and since when', async () => {
    const columnOf = async (table: string, column: string) =>
      DOCUMENTS.tables.parse((await fakeWorld().json('tables', table, column)).document).tables[0]?.columns[0]
    expect(await columnOf('pgs', 'points')).toMatchObject({ null_when: 'no source tells it', since: '0.1.0' })
    expect((await columnOf('pgs', 'points'))?.sources.slice(0, 2)).toEqual(['nba_raw.nbac_player_boxscores', 'nba_raw.bref_player_boxscores'])
    expect((await columnOf('pgs', 'starter_flag'))?.feeds).not.toContain('nba_league_game_log')
    expect(await columnOf('upgc', 'points_avg_last_5')).toMatchObject({ null_when: 'he has played no game of the season before' })
    expect(await columnOf('pgs', 'game_id')).toMatchObject({ null_when: 'never' })
    expect((await columnOf('nbac_player_boxscores', 'points'))?.feeds).toContain('nba_league_game_log')
    const { out } = await fakeWorld().run('tables', 'upgc', 'days_rest')
    expect(out).toMatch(/NULL +when he has played no game of the season before\n/)
    expect(out).toMatch(/since +0\.1\.0\n/)
  })

  it('writes the data dictionary that stands in docs', async () => {
    const { out } = await fakeWorld().run('tables', '--markdown')
    const file = path.resolve(import.meta.dirname, '../../docs/tables.md')
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, out)
    expect(readFileSync(file, 'utf8')).toBe(out)
  })

  it('lists the columns that wait for an input', async () => {
    const { out } = await fakeWorld().run('tables', '--waiting')
    expect(out).toMatch(/^NULL until .* can be imported: \d+ columns?$/m)
    const { document } = await fakeWorld().json('tables', '--waiting')
    expect(
      DOCUMENTS.tables
        .parse(document)
        .tables.flatMap(({ columns }) => columns)
        .filter(column => column.waiting_for === null),
    ).toEqual([])
    expect((await fakeWorld().run('tables', 'player_aliases', '--waiting')).out).toBe('no column waits for an input\n')
  })

  it('keeps to the width of the terminal', async () => {
    const { out } = await fakeWorld({ columns: 90 }).run('tables', 'upgc')
    expect(out.split('\n').filter(line => line.length > 90)).toEqual([])
  })
})

describe('backcourt formats', () => {
  it('tells what each format is recognised by and which tables it fills', async () => {
    const { code, document } = await fakeWorld().json('formats')
    expect(code).toBe(0)
    const { formats } = DOCUMENTS.formats.parse(document)
    const { out } = await fakeWorld().run('formats')
    for (const { name, columns } of formats) {
      expect(out).toContain(name)
      expect(columns).toBeUndefined()
    }
  })

  it('tells what one of them reads: what is needed, what may be missing, and what each says', async () => {
    const { document } = await fakeWorld().json('formats', 'NBA LeagueGameLog, players')
    const [format] = DOCUMENTS.formats.parse(document).formats
    expect(format?.columns).toContainEqual({
      name: 'PTS',
      needed: true,
      meaning: expect.stringMatching(/./) as string,
      feeds: ['nba_raw.nbac_player_boxscores.points'],
    })
    expect(format?.columns).toContainEqual(expect.objectContaining({ name: 'GAME_DATE', needed: false }))
    const { out } = await fakeWorld({ columns: 90 }).run('formats', 'leaguegamelog', 'players')
    expect(out).toMatch(/^ {2}PTS +needed +\S/m)
    expect(out).toMatch(/^ {2}GAME_DATE +may be missing +\S/m)
    expect(out).not.toContain('NBA LeagueGameLog, teams')
    expect(out.split('\n').filter(line => line.length > 90)).toEqual([])
  })

  it('names the nearest format', async () => {
    const { code, err } = await fakeWorld().run('formats', 'NBA schedul tabel')
    expect(code).toBe(2)
    expect(err).toContain('no format named "NBA schedul tabel"')
    expect(err).toContain('did you mean NBA schedule table?')
  })
})
