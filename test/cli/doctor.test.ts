import { cpSync, linkSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { openDuckdb } from '../../src/store/duckdb/duckdb.ts'
import { DOCUMENTS, ERROR_DOCUMENT } from './contract.ts'
import { fakeWorld, type FakeOptions, type FakeWorld } from './fake-world.ts'

/** A world with a store of three simulated days. */
async function worldWithStore(options: FakeOptions = {}): Promise<FakeWorld> {
  const world = fakeWorld(options)
  await world.run('simulate', '--out', 'feeds', '--days', '3', '--season', '2021-22')
  expect((await world.run('import', 'feeds')).code).toBe(0)
  return world
}

function storeOf(world: FakeWorld): string {
  return path.join(world.cwd, 'backcourt.duckdb')
}

async function altered(world: FakeWorld, statements: string): Promise<void> {
  const store = await openDuckdb(storeOf(world))
  await store.run(statements)
  await store.close()
}

/** The file of team logs, from the folder of feeds. */
function teamLog(world: FakeWorld): string {
  return readdirSync(path.join(world.cwd, 'feeds'), { recursive: true, encoding: 'utf8' }).find(name => name.includes('team_game_logs'))!
}

function damage(file: string): void {
  writeFileSync(file, readFileSync(file).fill(0xff, 12_288))
}

describe('doctor', () => {
  it('says that a whole store is whole', async () => {
    const world = await worldWithStore()
    const { code, out, err } = await world.run('doctor')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out.split('\n')[0]).toBe('the store opens, and every row of it can be read')
    expect(out).toMatch(/^Backcourt \S+, DuckDB v\S+, layout v1\.4\.0\+, version \d+; .* free$/m)
    expect(out).toMatch(/^nba_raw\.nbac_schedule +nba_schedule_v2 +\d+ +2021-10-19 … 2021-10-21$/m)
    expect(await world.run('doctor', '--restore')).toEqual({ code: 0, out: 'the store is whole: there is nothing to restore\n', err: '' })
  })

  it('finds a damaged store and puts a whole copy in its place', async () => {
    const world = await worldWithStore()
    cpSync(storeOf(world), `${storeOf(world)}.interrupted`)
    damage(storeOf(world))
    const refused = await world.run('coverage')
    expect(refused.code).toBe(3)
    expect(refused.err).toMatch(
      /^error: .*backcourt\.duckdb is damaged: .*\n {2}backcourt doctor tells what can still be read; backcourt doctor --restore/,
    )
    const { code, document } = await world.json('doctor')
    expect(code).toBe(1)
    expect(DOCUMENTS.doctor.parse(document).findings[0]).toMatchObject({ severity: 'error', object: storeOf(world) })
    const restored = await world.json('doctor', '--restore')
    expect(DOCUMENTS.doctor.parse(restored.document).restored).toHaveLength(1)
    expect((await world.run('backfill')).code).toBe(0)
  }, 120_000)

  it('compares every table with its declaration, and repairs what is safe', async () => {
    const world = await worldWithStore()
    await altered(
      world,
      `alter table nba_analytics.team_offense_game_summary drop column pace;
       drop table nba_processing.row_changes;
       create table nba_raw.mine (a int);
       alter table nba_raw.bref_officials add column note varchar;
       alter table nba_processing.plans alter document drop not null;
       insert into nba_processing.plans values ('00000000', now(), null)`,
    )
    const { code, document } = await world.json('doctor')
    expect(code).toBe(1)
    const { findings } = DOCUMENTS.doctor.parse(document)
    expect(
      Object.fromEntries(
        findings.filter(({ severity }) => severity !== 'note').map(({ severity, object, found }) => [object, `${severity}: ${found}`]),
      ),
    ).toEqual({
      'nba_analytics.team_offense_game_summary.pace': 'error: no such column',
      'nba_raw.bref_officials.note': 'warning: a column that is not declared',
      'nba_processing.row_changes': 'error: no such table',
      'nba_processing.plans.document': 'error: NULL in 1 row',
      'nba_raw.mine': 'warning: a table that is not declared',
    })
    expect(findings.find(({ object }) => object === 'nba_raw.mine')?.repair).toBe('in DuckDB, if nobody needs it: drop table nba_raw.mine')
    const fixed = await world.json('doctor', '--fix')
    const after = DOCUMENTS.doctor.parse(fixed.document)
    expect(after.fixed).toHaveLength(2)
    expect(
      after.findings
        .filter(({ severity }) => severity !== 'note')
        .map(({ object }) => object)
        .toSorted((x, y) => x.localeCompare(y)),
    ).toEqual(['nba_processing.plans.document', 'nba_raw.bref_officials.note', 'nba_raw.mine'])
    await altered(
      world,
      `drop table nba_raw.mine; alter table nba_raw.bref_officials drop column note; delete from nba_processing.plans where document is null`,
    )
    expect((await world.run('doctor')).code).toBe(0)
    expect((await world.run('backfill')).code).toBe(0)
  }, 120_000)

  it('names a column of another type with the statement that repairs it', async () => {
    const world = await worldWithStore()
    await altered(world, 'alter table nba_raw.nbac_team_boxscore alter points type varchar')
    const { code, out } = await world.run('doctor')
    expect(code).toBe(1)
    expect(out).toContain('error: nba_raw.nbac_team_boxscore.points: VARCHAR; expected BIGINT')
    expect(out).toContain('in DuckDB: alter table nba_raw.nbac_team_boxscore alter points type BIGINT')
    expect(out).not.toContain('every row of it can be read')
  })

  it('notes what waits in quarantine and which files are gone, and takes away what is left over', async () => {
    const world = await worldWithStore()
    writeFileSync(
      path.join(world.cwd, 'late.csv'),
      readFileSync(path.join(world.cwd, 'feeds', teamLog(world)))
        .toString()
        .replaceAll('2021-10-19', '2021-10-18'),
    )
    await world.run('import', 'late.csv')
    rmSync(path.join(world.cwd, 'late.csv'))
    writeFileSync(`${storeOf(world)}.draft`, 'half')
    const { document } = await world.json('doctor')
    const { findings: all, quarantine = [] } = DOCUMENTS.doctor.parse(document)
    const findings = all.filter(({ found }) => !/which is fine$| games of the regular season/.test(found))
    expect(findings.map(({ severity }) => severity)).toEqual(['warning', 'note', 'note'])
    expect(findings[1]).toMatchObject({ object: path.join(world.cwd, 'late.csv'), repair: expect.stringContaining('the rows are kept') as string })
    expect(quarantine).toHaveLength(1)
    expect(findings[2]?.repair).toContain(quarantine[0]?.reason)
    expect((await world.run('doctor', '--fix')).out).toMatch(/^repaired .*backcourt\.duckdb\.draft: /)
    const { code, out } = await world.run('doctor', '--sitrep')
    expect(code).toBe(0)
    expect(out).toMatch(/^# Situation\n/)
    expect(out).toContain('- node 22.0.0, anywhere')
    expect(out).not.toContain(world.cwd)
    expect(out).not.toContain(quarantine[0]?.example)
    expect((await world.run('doctor', '--fix', '--restore')).err).toContain('--restore stands alone')
  })

  it('knows a database that is no store, and one of another version', async () => {
    const world = await worldWithStore()
    await altered(world, 'update nba_processing.schema_version set version = 999')
    expect(DOCUMENTS.doctor.parse((await world.json('doctor')).document).findings).toMatchObject([{ severity: 'error', repair: 'update Backcourt' }])
    await altered(world, 'drop table nba_processing.schema_version')
    expect((await world.run('doctor')).out).toContain('a database that is no Backcourt store')
  })

  it('has nothing to look at where there is no store', async () => {
    const { code, document } = await fakeWorld().json('doctor')
    expect({ code, error: ERROR_DOCUMENT.parse(document).error.code }).toEqual({ code: 3, error: 'store_missing' })
  })
})

describe('a store in the folder that is imported', () => {
  it('is no input, by whatever name', async () => {
    const world = await worldWithStore()
    linkSync(storeOf(world), path.join(world.cwd, 'feeds', 'linked.duckdb'))
    symlinkSync(storeOf(world), path.join(world.cwd, 'feeds', 'pointed.duckdb'))
    const { code, document } = await world.json('import', '.')
    expect(code).toBe(0)
    expect(DOCUMENTS.import.parse(document).unrecognised.map(({ path: file }) => path.basename(file))).toEqual([])
  })

  it('is refused when it is named', async () => {
    const world = await worldWithStore()
    const { code, err } = await world.run('import', 'backcourt.duckdb')
    expect(code).toBe(2)
    expect(err).toContain('backcourt.duckdb: is a file of the store itself')
  })
})

describe('settings of the engine', () => {
  it('are taken from the environment', async () => {
    const world = await worldWithStore({ env: { BACKCOURT_THREADS: '1', BACKCOURT_MEMORY_LIMIT: '300MB', BACKCOURT_TEMP: 'spill' } })
    const { out } = await world.run('sql', `select current_setting('threads') as threads, current_setting('memory_limit') as memory`)
    expect(out).toMatch(/1\s+286\.1 MiB/)
  })

  it.each([
    ['BACKCOURT_THREADS', 'many', 'a whole number from 1 on'],
    ['BACKCOURT_MEMORY_LIMIT', 'all', 'a size, as 500MB or 4GB'],
  ])('%s %s is refused', async (name, value, expected) => {
    const world = await worldWithStore()
    const { code, err } = await fakeWorld({ cwd: world.cwd, env: { [name]: value } }).run('plan')
    expect(code).toBe(2)
    expect(err).toContain(`error: ${name} is ${value}: expected ${expected}`)
  })

  it('too little memory is said as such, with the way out', async () => {
    const world = await worldWithStore()
    const small = fakeWorld({ cwd: world.cwd, env: { BACKCOURT_MEMORY_LIMIT: '20MB' } })
    const { code, err } = await small.run('sql', 'select list(hash(a.range)) from range(100000000) a')
    expect(code).toBe(3)
    expect(err).toMatch(/^error: the engine's memory.* did not suffice\n.*BACKCOURT_MEMORY_LIMIT=4GB/)
  })
})
