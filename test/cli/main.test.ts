import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { createProgram } from '../../src/cli/program.ts'
import { ERROR_DOCUMENT } from './contract.ts'
import { fakeWorld } from './fake-world.ts'

const VERBS = [
  'demo',
  'simulate',
  'fetch',
  'import',
  'remove',
  'formats',
  'plan',
  'apply',
  'backfill',
  'retry',
  'resume',
  'coverage',
  'completeness',
  'validate',
  'why',
  'asof',
  'changes',
  'corrections',
  'hash',
  'runs',
  'status',
  'report',
  'tables',
  'sql',
  'export',
  'publish',
  'copy',
  'parity',
  'serve',
  'doctor',
  'completion',
]

describe('main(argv, world)', () => {
  it('refuses an option that is given twice: one of its values would be lost', async () => {
    const { code, out, err } = await fakeWorld().run('backfill', '--season', '2021-22', '--season', '2022-23')
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain('error: --season is given twice, as 2021-22 and as 2022-23: expected one')
    expect(err).toContain('for more, give --start-date and --end-date')
    expect((await fakeWorld().run('formats', '--json', '--store', 'a', '--store', 'a')).code).toBe(0)
    expect((await fakeWorld().run('backfill', '--tables', 'pgs', '--tables', 'togs')).err).toContain('give --tables once')
  })

  it('prints help, with the exit codes, when asked or when nothing was asked', async () => {
    for (const argv of [['--help'], ['help'], []]) {
      const { code, out, err } = await fakeWorld().run(...argv)
      expect({ code, err }).toEqual({ code: 0, err: '' })
      for (const verb of VERBS) expect(out).toContain(`\n  ${verb} `)
      expect(out).toMatch(/Exit codes:\n +0 .*\n +1 .*\n +2 .*\n +3 .*\n +130 /)
    }
  })

  it('prints the version', async () => {
    const { code, out } = await fakeWorld().run('--version')
    expect(code).toBe(0)
    expect(out).toMatch(/^\d+\.\d+\.\d+\n$/)
  })

  it.each(VERBS)('opens the help of %s with an example', async verb => {
    const { code, out } = await fakeWorld().run(verb, '--help')
    expect(code).toBe(0)
    expect(out).toMatch(new RegExp(`^ {2}(?:source <\\()?backcourt ${verb}`))
    expect(out).toContain(`Usage: backcourt ${verb}`)
  })

  it('knows exactly these verbs', () => {
    expect(createProgram(fakeWorld()).program.commands.map(command => command.name())).toEqual(VERBS)
  })
})

describe('what cannot be understood', () => {
  it.each([
    [['tabels'], "error: unknown verb 'tabels'\n  did you mean tables?\n"],
    [['backfill', '--strat-date', '2021-10-19'], "error: unknown option '--strat-date'\n  did you mean --start-date?\n"],
    [['--quiet'], 'error: expected a verb, got none\n  backcourt --help lists them\n'],
    [['coverage', '--tables', ''], 'error: no table named ""\n  backcourt tables lists them\n'],
    [['why', 'pgs', 'lebronjames'], 'error: KEY: expected DATE/PLAYER, got "lebronjames"\n  backcourt why pgs 2021-11-10/lebronjames\n'],
    [['why', 'pgz', 'x'], 'error: no table named "pgz"\n  did you mean pgs?\n'],
    [['runs', 'shwo'], 'error: runs: expected show, got "shwo"\n  did you mean show?\n'],
    [['runs', '3'], 'error: runs: expected show, got "3"\n  backcourt runs show 3\n'],
    [['runs', 'show', 'x'], 'error: RUN: expected the number of a run or last, got "x"\n  backcourt runs show 1\n'],
    [
      ['changes', '--since', 'monday'],
      'error: --since: expected the number of a run or an instant as 2026-11-23T09:00:00Z, got "monday"\n  backcourt runs lists the runs\n',
    ],
    [
      ['plan', '--date', '2021-11-19', '--season', '2021-22'],
      'error: game dates can be chosen in one way: --start-date and --end-date, --season, or --date\n  backcourt plan --start-date 2021-10-19 --end-date 2021-11-19\n',
    ],
    [['import'], "error: missing required argument 'paths'\n  backcourt import --help lists what there is\n"],
    [['tables', 'player_game_sumary'], 'error: no table named "player_game_sumary"\n  did you mean player_game_summary?\n'],
    [['tables', 'pgs', 'asists'], 'error: player_game_summary has no column "asists"\n  did you mean assists?\n'],
    [['coverage', '--tables', 'pgs; drop table x'], 'error: no table named "pgs; drop table x"\n  backcourt tables lists them\n'],
    [
      ['coverage', '--quiet', '--verbose'],
      "error: option '--quiet' cannot be used with option '--verbose'\n  backcourt coverage --help lists what there is\n",
    ],
    [
      ['backfill', '--start-date', '2021-11-19', '--end-date', '2021-10-19'],
      'error: --start-date 2021-11-19 is after --end-date 2021-10-19\n  both days are included; swap them?  backcourt backfill --start-date 2021-10-19 --end-date 2021-11-19\n',
    ],
  ])('%j is answered with what was meant, exit 2', async (argv, expected) => {
    const { code, out, err } = await fakeWorld().run(...argv)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err.replace(/\nstatement[\s\S]*|\n[A-Za-z]*Error[\s\S]*/, '\n')).toBe(expected)
  })

  it.each([
    [['tabels'], 'backcourt', 'unknown_name'],
    [['coverage', '--season', '2021-23'], 'coverage', 'usage'],
    [['sql', 'drop table x'], 'sql', 'usage'],
    [['coverage'], 'coverage', 'store_missing'],
  ])('%j --json is one error document', async (argv, command, code) => {
    const { document } = await fakeWorld().json(...argv)
    expect(ERROR_DOCUMENT.parse(document)).toMatchObject({ command, error: { code } })
  })
})

describe('a store that cannot be used, exit 3', () => {
  it.each([
    ['plan'],
    ['apply', 'last'],
    ['backfill'],
    ['retry'],
    ['resume'],
    ['coverage'],
    ['why', 'pgs', '2021-11-10/lebronjames'],
    ['changes', '--since', '0'],
    ['runs'],
    ['status'],
    ['sql', 'select 1'],
    ['export', 'pgs', '--out', 'x.csv'],
    ['remove', 'player_aliases', 'x'],
  ])('%s needs a store that exists', async (...argv) => {
    const { code, err } = await fakeWorld().run(...argv)
    expect(code).toBe(3)
    expect(err).toMatch(/^error: no store at .*backcourt\.duckdb\n {2}backcourt import PATH… makes one/)
  })

  it('names the store that BACKCOURT_STORE names, unless --store names another', async () => {
    const world = fakeWorld({ env: { BACKCOURT_STORE: 'mine.duckdb' } })
    expect((await world.run('coverage')).err).toContain(path.join(world.cwd, 'mine.duckdb'))
    expect((await world.run('coverage', '--store', 'other.duckdb')).err).toContain(path.join(world.cwd, 'other.duckdb'))
    expect((await world.run('--store', 'other.duckdb', 'coverage')).err).toContain(path.join(world.cwd, 'other.duckdb'))
  })

  it('says so when the file is something else', async () => {
    const world = fakeWorld()
    writeFileSync(path.join(world.cwd, 'backcourt.duckdb'), 'a text file that is long enough to have a header\n'.repeat(1000))
    const { code, err } = await world.run('coverage')
    expect(code).toBe(3)
    expect(err).toContain('is not a Backcourt store')
  })
})

describe('colours', () => {
  it('are used on a terminal', async () => {
    expect((await fakeWorld({ isTerminal: true }).run('tables', 'pgs')).out).toContain('\u001B[')
    expect((await fakeWorld({ isTerminal: true }).run('tabels')).err).toContain('\u001B[31merror:')
  })

  it.each([
    ['in a pipe', {}],
    ['under NO_COLOR', { isTerminal: true, env: { NO_COLOR: '1' } }],
  ])('are not used %s', async (_, options) => {
    expect((await fakeWorld(options).run('tables', 'pgs')).out).not.toContain('\u001B')
    expect((await fakeWorld(options).run('tabels')).err).not.toContain('\u001B')
  })
})
