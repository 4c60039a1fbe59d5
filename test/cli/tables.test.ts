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
      expect(told?.recipes).toEqual([contentRecipe(model.columns)])
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
    const { out } = await fakeWorld().run('tables', 'pgs', 'paint_attempts')
    expect(out).toMatch(/^nba_analytics\.player_game_summary\.paint_attempts\n/)
    expect(out).toMatch(/waits for +play-by-play or shots/)
    const { document } = await fakeWorld().json('tables', 'pgs', 'points')
    expect(DOCUMENTS.tables.parse(document).tables[0]?.columns).toMatchObject([{ name: 'points', type: 'int', content: true, waiting_for: null }])
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
    for (const { name } of formats) expect(out).toContain(name)
  })
})
