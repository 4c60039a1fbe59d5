import { copyFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { evening, GAME, line, teamLine, Workspace, type Cells } from './workspace.ts'

const CASES = path.join(import.meta.dirname, 'cases')
const TABLE = 'nba_raw.nbac_player_boxscores'

/** What the tests need of `node:sqlite`, which Node.js 20 does not have. */
interface Sqlite {
  readonly DatabaseSync: new (file: string) => { exec(statement: string): void; close(): void }
}

const MODULE = 'node:sqlite'
const sqlite = await (import(MODULE) as Promise<Sqlite>).catch(() => undefined)

let space: Workspace
beforeAll(async () => {
  space = await Workspace.open()
  await space.import([space.csv('schedule.csv', evening)])
})
beforeEach(async () => {
  await space.store.run(`delete from ${TABLE}; delete from nba_processing.import_files where format <> 'NBA schedule table'`)
})
afterAll(async () => {
  await space.close()
})

function database(name: string, tables: Readonly<Record<string, readonly Cells[]>>): string {
  const file = path.join(space.folder, name)
  const opened = new sqlite!.DatabaseSync(file)
  for (const [table, rows] of Object.entries(tables)) {
    const names = Object.keys(rows[0] ?? {})
    opened.exec(`create table "${table}" (${names.map(column => `"${column}"`).join(', ')})`)
    for (const row of rows) opened.exec(`insert into "${table}" values (${names.map(column => sqlValue(row[column])).join(', ')})`)
  }
  opened.close()
  return file
}

function sqlValue(value: Cells[string] | undefined): string {
  if (value === null || value === undefined) return 'null'
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value)
}

describe.skipIf(sqlite === undefined)('an SQLite database', () => {
  it('as people keep it', async () => {
    const file = path.join(CASES, 'nba.sqlite')
    const report = await space.import([file])
    expect(report).toMatchObject({ unrecognised: [], quarantined: 0, files: [{ path: `${file} › game_logs` }] })
    expect((await space.current(TABLE)).map(row => [row['nba_game_id'], row['points']])).toContainEqual(['0022100001', 32])
  })

  it('gives each table as one; what no format has is named', async () => {
    const rows = [line([GAME, 'MIL'], [7, 'Ante "The Wall" Novak'], { PLUS_MINUS: null }), line([GAME, 'BKN'], [8, "Bo O'Writ"], { MIN: 31 })]
    const file = database('two.sqlite', { 'game logs': rows, notes: [{ what: 'a', when: 'b' }], teams: [teamLine(GAME, 'MIL')] })
    const report = await space.import([file])
    expect(report.files.map(taken => taken.path)).toEqual([`${file} › game logs`, `${file} › teams`])
    expect(report.unrecognised).toMatchObject([
      { path: `${file} › notes`, looked_for: expect.stringContaining('its columns are what, when') as string },
    ])
    expect(await space.rows(`select player_full_name as name, plus_minus, minutes, source_row as row from ${TABLE} order by row`)).toEqual([
      { name: 'Ante "The Wall" Novak', plus_minus: null, minutes: '30', row: 1 },
      { name: "Bo O'Writ", plus_minus: 7, minutes: '31', row: 2 },
    ])
  })

  it('without tables, or damaged, is told as such', async () => {
    const empty = space.file('empty.sqlite', Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(200)]))
    const report = await space.import([empty])
    expect(report.unrecognised).toMatchObject([{ looked_for: expect.stringMatching(/^cannot be read: |has no tables/) as string }])
  })
})

describe('an SQLite database that cannot be read', () => {
  it('because a program has it open says so', async () => {
    const file = path.join(space.folder, 'busy.sqlite')
    copyFileSync(path.join(CASES, 'nba.sqlite'), file)
    space.file('busy.sqlite-wal', 'not empty')
    const report = await space.import([file])
    expect(report.unrecognised).toMatchObject([{ looked_for: expect.stringMatching(/^an SQLite database that is in use.*wal_checkpoint/) as string }])
  })

  it.skipIf(sqlite !== undefined)('by this Node.js says which can, and how to convert it', async () => {
    const report = await space.import([path.join(CASES, 'nba.sqlite')])
    expect(report.unrecognised).toMatchObject([
      { looked_for: expect.stringMatching(/^an SQLite database, which this Node\.js cannot read.*sqlite3 \S+nba\.sqlite -header -csv/) as string },
    ])
  })
})
