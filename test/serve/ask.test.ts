import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { builtWorld, served, type Answered, type Site } from './site.ts'

/** Engines beside other work are slow; nothing here depends on how slow. */
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

let folder = ''
let site: Site

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'backcourt-ask-'))
  await builtWorld(folder, 1)
  writeFileSync(path.join(folder, 'secret.csv'), 'secret\n42\n')
  site = await served(folder)
})

afterAll(async () => {
  await site.close()
  rmSync(folder, { recursive: true, force: true })
})

const ask = async (statement: string): Promise<{ readonly status: number; readonly text: string }> =>
  site.ask(`/api/sql?statement=${encodeURIComponent(statement)}`)

const kept = async (statement: string, format: string): Promise<Answered> =>
  site.ask(`/api/exported?statement=${encodeURIComponent(statement)}&format=${format}`)

describe('Ask', () => {
  it('gives its rows as a file, in their order, and writes none that stays', async () => {
    const answered = await kept('select range as n, null as nothing from range(3) order by n desc;', 'csv')
    expect([answered.status, answered.text]).toEqual([200, 'n,nothing\n2,\n1,\n0,\n'])
    expect(answered.headers['content-disposition']).toBe('attachment; filename="rows.csv"')
    expect((await kept('from nba_analytics.player_game_summary', 'parquet')).text.slice(0, 4)).toBe('PAR1')
    expect((await kept('select * from nothing', 'csv')).status).toBe(400)
    const copies = readdirSync(folder).filter(name => name.includes('copies'))
    expect(copies.flatMap(name => readdirSync(path.join(folder, name))).filter(name => name.startsWith('rows'))).toEqual([])
  })

  it('neither writes, attaches, copies, installs, loads nor reads files', async () => {
    const target = path.join(folder, 'made')
    const store = path.join(folder, 'backcourt.duckdb')
    const before = readFileSync(store)
    const attacks = [
      'delete from nba_analytics.player_game_summary',
      'insert into nba_processing.runs select * from nba_processing.runs',
      'create table t as select 1',
      'drop table nba_analytics.player_game_summary',
      `attach '${target}' as a`,
      `copy (select 1) to '${target}'`,
      `export database '${target}'`,
      'install httpfs',
      'load httpfs',
      'set enable_external_access = true',
      'set lock_configuration = false',
      'pragma enable_profiling',
      'call pragma_version()',
      'checkpoint',
      'vacuum',
      'select 1; delete from nba_analytics.player_game_summary',
      'select 1; -- \n drop table nba_processing.runs',
      `explain analyze copy (select 1) to '${target}'`,
      `explain analyze attach '${target}' as a`,
      'explain analyze delete from nba_analytics.player_game_summary',
      'explain analyze create table nba_raw.t as select 1',
      'explain analyze set enable_external_access = true',
      'explain analyze install httpfs',
      'with x as (select 1) insert into nba_processing.runs select * from nba_processing.runs',
      'with x as (select 1) delete from nba_analytics.player_game_summary',
      `select * from read_csv('${folder}/secret.csv')`,
      `select * from '${folder}/secret.csv'`,
      `from read_text('${folder}/*')`,
      `from read_blob('/etc/passwd')`,
      `from glob('${folder}/*')`,
      `from sniff_csv('${folder}/secret.csv')`,
      `from read_parquet('https://example.com/x.parquet')`,
      `from parquet_metadata('${store}')`,
      `select * from query('select * from read_text(''/etc/passwd'')')`,
      `summarize select * from '${folder}/secret.csv'`,
      `describe select * from '${folder}/secret.csv'`,
      "select getenv('HOME')",
    ]
    for (const attack of attacks) {
      for (const { status, text } of [await ask(attack), await kept(attack, 'csv')]) {
        expect([attack, status]).toEqual([attack, 400])
        expect(text).not.toContain('42')
      }
    }
    expect(existsSync(target)).toBe(false)
    expect(readFileSync(store).equals(before)).toBe(true)
    const left = readdirSync(folder).filter(name => !['feeds', 'secret.csv'].includes(name) && !name.startsWith('backcourt.duckdb'))
    expect(left).toEqual([])
  })

  it('gives the first 1,000 rows and says that there are more', async () => {
    const { text } = await ask('from range(100000000000) order by all')
    expect(text).toContain('query_failed')
    const asked = JSON.parse((await ask('select range as n from range(100000000000)')).text) as {
      readonly rows: readonly unknown[]
      readonly warnings: readonly string[]
    }
    expect(asked.rows).toHaveLength(1000)
    expect(asked.rows.slice(0, 2)).toEqual([{ n: 0 }, { n: 1 }])
    expect(asked.warnings).toEqual(['these are the first 1000 rows; there are more'])
  })

  it('stops what takes too long, and answers others meanwhile and after it', async () => {
    const long = ask('select count(*) as n from range(10000000) as a, range(10000000) as b where a.range * b.range % 7 = 3')
    expect((await ask('select 1 as one')).status).toBe(200)
    expect(JSON.parse((await long).text)).toMatchObject({ error: { code: 'query_failed', message: 'the statement took longer than 10 s' } })
    expect((await ask('select 1 as one')).status).toBe(200)
  })

  it('ends a statement that takes too much memory', async () => {
    const { status, text } = await ask("select list(range) as all_of_them, string_agg(repeat('x', 1000), '') from range(100000000)")
    expect([400, 503]).toContain(status)
    expect(text).toContain('"ok":false')
    expect((await ask('select 1 as one')).status).toBe(200)
  })
})
