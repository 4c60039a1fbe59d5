import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DOCUMENTS } from './contract.ts'
import { fakeWorld, type FakeWorld } from './fake-world.ts'

let folder = ''
let hours = 0

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'backcourt-paths-'))
  await world().run('simulate', '--out', 'feeds', '--days', '2', '--season', '2021-22')
  await world().run('import', 'feeds')
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

function world(): FakeWorld {
  hours += 1
  return fakeWorld({ cwd: folder, hour: hours })
}

function inFolder(name: string): string {
  return path.join(folder, name)
}

async function imported(...argv: string[]) {
  return DOCUMENTS.import.parse((await world().json('import', ...argv)).document)
}

describe('a path that is typed', () => {
  it('starts in the folder that the person is in: what simulate writes', () => {
    expect(folder).not.toBe(process.cwd())
    expect(existsSync(inFolder('feeds/nba_api'))).toBe(true)
  })

  it.each([
    ['a file', 'feeds/nba_api/team_game_logs_2021-22.csv'],
    ['a folder', 'feeds/nba_api'],
    ['the folder itself', '.'],
    ['a pattern', 'feeds/**/team_game_logs_*.csv'],
  ])('starts there: %s that import takes', async (_, typed) => {
    const { ok, files } = await imported(typed)
    expect({ ok, paths: files.map(file => file.path) }).toMatchObject({
      ok: true,
      paths: expect.arrayContaining([inFolder('feeds/nba_api/team_game_logs_2021-22.csv')]) as string[],
    })
  })

  it('starts there: a mapping', async () => {
    const log = readFileSync(inFolder('feeds/nba_api/team_game_logs_2021-22.csv'), 'utf8')
    writeFileSync(inFolder('mine.csv'), log.replace(/\bPTS\b/, 'points_total'))
    writeFileSync(inFolder('mine.yaml'), 'format: NBA LeagueGameLog, teams\ncolumns:\n  PTS: points_total\n')
    expect((await imported('--mapping', 'mine.yaml', 'mine.csv')).files).toMatchObject([{ path: inFolder('mine.csv'), skipped: false }])
  })

  it('starts there: a mapping that import suggests, which does for the file, and is never written over another', async () => {
    const log = readFileSync(inFolder('feeds/nba_api/team_game_logs_2021-22.csv'), 'utf8')
    writeFileSync(inFolder('theirs.csv'), log.replace(/\bPTS\b/, 'points_total').replace(/\bREB\b/, 'Total Rebounds'))
    const plain = await world().run('import', 'theirs.csv')
    expect(plain.err).toContain('error: no file was recognised\n  backcourt import --suggest mapping.yaml theirs.csv\n')
    const { out, err } = await world().run('import', '--suggest', 'theirs.yaml', 'theirs.csv')
    expect(out).toContain('a mapping of theirs.csv to NBA LeagueGameLog, teams was written to theirs.yaml: check it')
    expect(err).toContain('  backcourt import --mapping theirs.yaml theirs.csv\n')
    expect(readFileSync(inFolder('theirs.yaml'), 'utf8')).toContain('columns:\n  PTS: points_total\n  REB: Total Rebounds\n')
    expect((await imported('--mapping', 'theirs.yaml', 'theirs.csv')).files).toMatchObject([{ path: inFolder('theirs.csv') }])
    const again = await world().run('import', '--suggest', 'theirs.yaml', 'theirs.csv')
    expect(again).toMatchObject({ code: 2, err: expect.stringContaining('the file is there already') as string })
    const none = await world().run('import', '--suggest', 'none.yaml', 'feeds/nba_api')
    expect(none.err).toContain('warning: --suggest: no file nearly fits a format, so none.yaml was not written')
    expect(existsSync(inFolder('none.yaml'))).toBe(false)
    const nowhere = await world().run('import', '--suggest', 'no/folder/a.yaml', 'theirs.csv')
    expect(nowhere.err).toContain('cannot be written')
  })

  it('starts there: files that export and changes write', async () => {
    await world().run('backfill')
    const exported = DOCUMENTS.export.parse((await world().json('export', 'togs', '--out', 'teams.csv')).document)
    expect(exported.files.map(file => file.path)).toEqual([inFolder('teams.csv')])
    await world().run('changes', '--since', '0', '--out', 'changes.parquet')
    expect(existsSync(inFolder('changes.parquet'))).toBe(true)
  })

  it('is kept in full, so that why finds the file from anywhere', async () => {
    const query = 'select distinct source_file as file from nba_raw.nbac_team_boxscore'
    const { rows } = DOCUMENTS.sql.parse((await world().json('sql', query)).document)
    expect(rows).toContainEqual({ file: inFolder('feeds/nba_api/team_game_logs_2021-22.csv') })
  })
})

describe('a path that is told', () => {
  it('is short where it lies below the folder that the person is in', async () => {
    writeFileSync(inFolder('notes.txt'), 'nothing,at all\n1,2\n')
    const { out, err } = await world().run('import', 'notes.txt', 'none.csv')
    expect(out).toContain('none.csv  cannot be read: no such file or folder\n')
    expect(out).toMatch(/^notes\.txt +not recognised/m)
    expect(err).toMatch(/^error: none\.csv: no such file or folder\n/)
    expect(out + err).not.toContain(folder)
  })

  it('is a dot for that folder itself', async () => {
    const { err } = await fakeWorld().run('import', '.', '--store', inFolder('backcourt.duckdb'))
    expect(err).toMatch(/^error: \.: the folder holds no files\n/)
  })
})
