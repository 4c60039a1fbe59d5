import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DOCUMENTS, ERROR_DOCUMENT } from './contract.ts'
import { fakeWorld, type Ended } from './fake-world.ts'

const STORE = ['--store', 'backcourt-demo/demo.duckdb']
const VERBS = [
  'simulate',
  'import',
  'formats',
  'plan',
  'apply',
  'backfill',
  'retry',
  'resume',
  'coverage',
  'why',
  'changes',
  'runs',
  'status',
  'tables',
  'sql',
  'export',
  'doctor',
  'completion',
  'remove',
]

let folder = ''
let demo: Ended

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'backcourt-demo-'))
  demo = await fakeWorld({ cwd: folder }).run('demo')
})

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

function world() {
  return fakeWorld({ cwd: folder })
}

/** The words of a command line as a shell splits them. */
function wordsOf(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(match => match[1] ?? match[2] ?? match[3] ?? '')
}

/** The first example in the help of a verb, without `backcourt` and what the shell does around it. */
async function firstExample(verb: string): Promise<string[]> {
  const { out } = await world().run(verb, '--help')
  const line = /backcourt (.*?)\)?$/.exec(out.split('\n')[0] ?? '')?.[1] ?? ''
  return wordsOf(line)
}

describe('backcourt demo', () => {
  it('goes from nothing to five complete tables, and shows players', () => {
    expect(demo.code).toBe(0)
    expect(demo.out).toMatch(/top scorers of 2021-11-\d\d/)
    expect(demo.out).toMatch(/took and made their shots[^]*paint +mid_range +threes +assisted_pct[^]*\d+\/\d+ +\d+\/\d+ +\d+\/\d+ +\d\d/)
    expect(demo.out).toMatch(/lines on points that moved the most[^]*draftkings +\d+ +(OVER|UNDER|PUSH)/)
    expect(demo.out.match(/100 %/g)).toHaveLength(5)
    expect(demo.out).toMatch(/run 1: \d+ done.* 0 failed · [\d,]+ rows written in/)
    expect(demo.err).toMatch(/\nnext: backcourt sql --store backcourt-demo\/demo\.duckdb /)
  })

  it('writes no control codes into a pipe', () => {
    expect(demo.out + demo.err).not.toContain('\u001B')
  })

  it('can be run again, is one document with --json, and draws live lines on a terminal', async () => {
    const again = fakeWorld({ cwd: folder, isTerminal: true })
    const { code, out, err } = await again.run('demo', '--json')
    expect(code).toBe(0)
    const document = DOCUMENTS.demo.parse(JSON.parse(out))
    expect(document.ok).toBe(true)
    expect(document.coverage.tables.map(table => table.coverage)).toEqual([1, 1, 1, 1, 1])
    expect(document.backfill.units.failed + document.backfill.units.blocked).toBe(0)
    expect(err).toContain('\u001B[')
    expect(err).toContain('█')
  })

  it('makes no store where one stands that is not its own', async () => {
    writeFileSync(path.join(folder, 'mine.duckdb'), 'mine')
    const { code, err } = await world().run('demo', '--store', 'mine.duckdb')
    expect([code, err]).toEqual([2, `error: demo makes a new store, and there is one at ${path.join(folder, 'mine.duckdb')}\n  backcourt demo\n`])
    expect(readFileSync(path.join(folder, 'mine.duckdb'), 'utf8')).toBe('mine')
  })
})

describe('on the store of the demo', () => {
  it.each(VERBS)('the first example of %s works', async verb => {
    const argv = await firstExample(verb)
    expect(argv[0]).toBe(verb)
    const { code, err } = await world().run(...argv)
    expect({ code, err: err.replaceAll(/^(?:next|warning): .*\n/gm, '') }).toMatchObject({ code: 0 })
  })

  it('import skips what it knows', async () => {
    const { code, document } = await world().json('import', 'backcourt-demo/feeds', ...STORE)
    expect(code).toBe(0)
    expect(DOCUMENTS.import.parse(document).files.every(file => file.skipped)).toBe(true)
  })

  it('import takes what it can, tells what it cannot, and exits 2 for a path that is missing', async () => {
    const { code, document } = await world().json('import', 'backcourt-demo/feeds', 'nowhere.csv', ...STORE)
    expect(code).toBe(2)
    const told = DOCUMENTS.import.parse(document)
    const missing = path.join(folder, 'nowhere.csv')
    expect(told).toMatchObject({ ok: false, unreadable: [{ path: missing }], error: { code: 'not_found', where: missing } })
    expect((await world().run('import', 'nowhere.csv', ...STORE)).err).toMatch(/^error: nowhere\.csv: /m)
  })

  it('import exits 2 when no file is recognised', async () => {
    const { code, out, err } = await world().run('import', 'backcourt-demo/demo.duckdb', '--store', 'other.duckdb')
    expect(code).toBe(2)
    expect(out).toContain('not recognised')
    expect(err).toContain('error: no file was recognised\n  backcourt formats\n')
  })

  it('backfill writes nothing the second time', async () => {
    await world().run('backfill', ...STORE)
    const { code, document } = await world().json(
      'backfill',
      '--start-date',
      '2021-10-25',
      '--end-date',
      '2021-10-31',
      '--tables',
      'pgs,togs',
      ...STORE,
    )
    expect(code).toBe(0)
    const told = DOCUMENTS.backfill.parse(document)
    expect(told.tables.map(({ table, rows_written }) => ({ table, rows_written }))).toEqual([
      { table: 'nba_analytics.player_game_summary', rows_written: 0 },
      { table: 'nba_analytics.team_offense_game_summary', rows_written: 0 },
    ])
    expect(told.units.planned).toBe(14)
  })

  it('backfill that is interrupted stops with 130', async () => {
    const interrupted = world()
    const write = interrupted.stderr.write.bind(interrupted.stderr)
    const stderr = {
      ...interrupted.stderr,
      write(text: string) {
        write(text)
        if (text.includes('units to build')) interrupted.interrupt()
      },
    }
    Object.assign(interrupted, { stderr })
    const { code, err } = await interrupted.run('backfill', '--force', ...STORE)
    expect(code).toBe(130)
    expect(err).toContain('stopping after the running step')
    expect(err).toContain('error: interrupted')
    expect((await world().run('backfill', ...STORE)).code).toBe(0)
  })

  it('coverage is a document, and open ends reach to the end of the schedule', async () => {
    const { code, document } = await world().json('coverage', '--start-date', '2021-11-01', ...STORE)
    expect(code).toBe(0)
    const told = DOCUMENTS.coverage.parse(document)
    expect(told.tables).toHaveLength(5)
    expect(told.findings).toEqual([])
  })

  it('sql prints a table, or columns and rows', async () => {
    const statement = 'select season_year, count(*) as games, avg(pace) as pace from nba_analytics.team_offense_game_summary group by all'
    const { out } = await world().run('sql', statement, ...STORE)
    expect(out).toMatch(/^season_year +games +pace\n +2021 +\d+ +\d+\.\d+\n1 row\n$/)
    const told = DOCUMENTS.sql.parse((await world().json('sql', statement, ...STORE)).document)
    expect(told.columns).toEqual([
      { name: 'season_year', type: 'BIGINT' },
      { name: 'games', type: 'BIGINT' },
      { name: 'pace', type: 'DOUBLE' },
    ])
    expect(told.rows).toHaveLength(1)
  })

  it.each(['show all tables', 'describe nba_raw.nbac_schedule', 'explain select 1', 'summarize nba_raw.nbac_schedule'])(
    'sql "%s" works',
    async statement => {
      expect((await world().run('sql', statement, ...STORE)).code).toBe(0)
      expect(DOCUMENTS.sql.parse((await world().json('sql', statement, ...STORE)).document).rows.length).toBeGreaterThan(0)
    },
  )

  it('sql --json gives numbers as numbers, decimals too, and whole ones with all their digits', async () => {
    const statement = 'select 1.50 as a, -0.25::decimal(38, 20) as b, 7::decimal(4) as c, 12345678901234567890::decimal(38) as d, [1.5] as e'
    const { out } = await world().run('sql', '--json', statement, ...STORE)
    expect(out).toContain('"rows":[{"a":1.5,"b":-0.25,"c":7,"d":12345678901234567890,"e":[1.5]}]')
  })

  it('sql warns when one name stands for two columns', async () => {
    const { err } = await world().run('sql', 'select 1 as a, 2 as a', ...STORE)
    expect(err).toContain('warning: two columns are named a')
  })

  it.each([
    ['select pionts from nba_analytics.player_game_summary', 'points'],
    ["select * from read_csv('/etc/passwd')", 'disabled'],
  ])('sql answers "%s" with the message of the engine', async (statement, expected) => {
    const { code, document } = await world().json('sql', statement, ...STORE)
    expect(code).toBe(2)
    const { error } = ERROR_DOCUMENT.parse(document)
    expect(error.code).toBe('query_failed')
    expect(error.message).toContain(expected)
  })

  it.each(['csv', 'json', 'parquet'])('export writes %s in the order of the grain', async format => {
    const file = path.join(folder, `some.${format}`)
    const argv = ['export', 'togs', '--date', '2021-11-19', '--out', file, ...STORE]
    const { code, document } = await world().json(...argv)
    expect(code).toBe(0)
    const { files } = DOCUMENTS.export.parse(document)
    expect(files).toMatchObject([{ path: file, bytes: readFileSync(file).byteLength }])
    expect(files[0]?.rows).toBeGreaterThan(0)
    expect((await world().run(...argv)).err).toBe(`error: ${file} exists\n  --force writes over it\n`)
    expect((await world().run(...argv, '--force')).code).toBe(0)
    if (format !== 'csv') return
    const teams = readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map(line => line.split(',')[3] ?? '')
    expect(teams).toEqual(teams.toSorted())
  })

  it('export writes CSV as spreadsheets want it, when asked', async () => {
    const lines = async (...options: string[]): Promise<string[]> => {
      const file = path.join(folder, 'spreadsheet.csv')
      expect((await world().run('export', 'togs', '--date', '2021-11-19', '--out', file, '--force', ...options, ...STORE)).code).toBe(0)
      return readFileSync(file, 'utf8').split('\n')
    }
    const [header = '', row = ''] = await lines()
    expect(header).toMatch(/^game_id,nba_game_id,/)
    expect(row).toMatch(/^\d{8}_[A-Z]{3}_[A-Z]{3},00\d{8},/)
    const dressed = await lines('--bom', '--text-ids')
    expect(dressed[0]).toBe(`\uFEFF${header}`)
    expect(dressed[1]).toContain(`,"=""${row.split(',')[1]}""",`)
    expect((await lines('--bom'))[1]).toBe(row)
  })

  it('export writes the current rows of raw tables, and refuses dates for tables that have none', async () => {
    expect((await world().run('export', 'nbac_schedule', '--out', 'schedule.json', ...STORE)).code).toBe(0)
    expect(existsSync(path.join(folder, 'schedule.json'))).toBe(true)
    const { code, err } = await world().run('export', 'player_aliases', '--date', '2021-11-19', '--out', 'aliases.csv', ...STORE)
    expect({ code, err }).toEqual({ code: 2, err: 'error: player_aliases has no game dates to choose from\n' })
  })

  it.each([
    [['--out', 'x.xlsx'], '--out: expected parquet, csv or json, got "xlsx"'],
    [['--out', 'x', '--format', 'arrow'], '--format: expected parquet, csv or json, got "arrow"'],
    [['--out', 'missing-folder/x.csv'], 'cannot be written'],
    [['--out', 'x.parquet', '--bom'], '--bom is for CSV files, got parquet'],
    [['--out', 'x.json', '--text-ids'], '--text-ids is for CSV files, got json'],
  ])('export refuses %j', async (options, message) => {
    const { code, err } = await world().run('export', 'pgs', ...options, ...STORE)
    expect(code).toBe(2)
    expect(err).toContain(message)
  })

  it('remove ends a row, and says so when there is none', async () => {
    const key = '202110190ATL/nobody01'
    const { code, err } = await world().run('remove', 'bref_inactives', key, ...STORE)
    expect(code).toBe(2)
    expect(err).toContain(`has no row ${key}`)
    const { rows } = DOCUMENTS.sql.parse(
      (
        await world().json(
          'sql',
          "select min(bref_game_id || '/' || bref_player_id) as key from nba_raw.bref_inactives where ended_by is null",
          ...STORE,
        )
      ).document,
    )
    const removed = rows[0]?.['key'] as string
    const { document } = await world().json('remove', 'bref_inactives', removed, ...STORE)
    expect(DOCUMENTS.remove.parse(document).removed).toEqual([{ table: 'nba_raw.bref_inactives', key: removed }])
  })

  it('coverage exits 1 and names the rows when some should not be there', async () => {
    const { code, out, err } = await world().run('coverage', ...STORE)
    expect(code).toBe(1)
    expect(out).toMatch(/ {2}extra 2021-1\d-\d\d\/\w+ {3}stored for /)
    expect(err).toBe('next: backcourt backfill --start-date 2021-10-19 --end-date 2021-11-19 --store backcourt-demo/demo.duckdb\n')
    expect((await world().run('backfill', ...STORE)).code).toBe(0)
    expect((await world().run('coverage', ...STORE)).code).toBe(0)
  })

  it('--quiet leaves only results', async () => {
    const { out, err } = await world().run('coverage', '--quiet', ...STORE)
    expect(out).toContain('100 %')
    expect(err).toBe('')
  })
})

describe('backcourt simulate', () => {
  it('writes the same files for the same seed', async () => {
    const [one, two] = await Promise.all(
      ['one', 'two'].map(out => world().json('simulate', '--out', out, '--days', '2', '--seed', '7', '--season', '2022-23')),
    )
    const files = (document: unknown) => DOCUMENTS.simulate.parse(document).files.map(file => ({ ...file, path: path.basename(file.path) }))
    expect(files(one?.document)).toEqual(files(two?.document))
  })

  it('says so when the folder is a file', async () => {
    writeFileSync(path.join(folder, 'a-file'), '')
    const { code, err } = await world().run('simulate', '--out', 'a-file', '--days', '1')
    expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(/^error: a-file cannot be written: ENOTDIR/) as string })
  })

  it('takes whole numbers only', async () => {
    const { code, err } = await world().run('simulate', '--out', 'x', '--days', 'ten')
    expect({ code, err }).toEqual({ code: 2, err: 'error: --days: expected a whole number, got "ten"\n  --days 1\n' })
  })
})
