import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withStore } from '../../src/cli/open-store.ts'
import { CHANGE, DOCUMENTS, ERROR_DOCUMENT } from './contract.ts'
import { fakeWorld, type FakeWorld } from './fake-world.ts'

const PLAYER_LOG = 'feeds/nba_api/player_game_logs_2021-22.csv'
const TEAM_LOG = 'feeds/nba_api/team_game_logs_2021-22.csv'

let folder = ''
let date = ''
let lookup = ''
let team = ''

/** Ten days, built; then one missed free throw of one player of the second day counts. The tests go on from there, in order. */
beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'backcourt-change-'))
  await world().run('simulate', '--out', 'feeds', '--days', '10', '--season', '2021-22')
  await world().run('import', path.join(folder, 'feeds'))
  await world().run('backfill')
}, 60_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

let hours = 0

function world(): FakeWorld {
  hours += 1
  return fakeWorld({ cwd: folder, hour: hours })
}

function file(name: string): string {
  return path.join(folder, name)
}

interface Lines {
  readonly heading: readonly string[]
  readonly lines: readonly (readonly string[])[]
}

function read(name: string): Lines {
  const [heading = [], ...lines] = readFileSync(file(name), 'utf8')
    .trim()
    .split('\n')
    .map(line => line.split(','))
  return { heading, lines }
}

/** Writes the line of a log with one more free throw made. */
function corrected(name: string, { heading }: Lines, line: readonly string[]): void {
  const more = line.map((value, index) => (['PTS', 'FTM'].includes(heading[index] ?? '') ? String(Number(value) + 1) : value))
  writeFileSync(file(name), `${heading.join(',')}\n${more.join(',')}\n`)
}

async function correct(): Promise<void> {
  const players = read(PLAYER_LOG)
  const at = (log: Lines, line: readonly string[], column: string): string => line[log.heading.indexOf(column)] ?? ''
  const line = players.lines.find(
    each => at(players, each, 'GAME_DATE') > '2021-10-19' && Number(at(players, each, 'FTA')) > Number(at(players, each, 'FTM')),
  )
  if (line === undefined) throw new Error('nobody missed a free throw')
  date = at(players, line, 'GAME_DATE')
  team = at(players, line, 'TEAM_ABBREVIATION')
  corrected('corrections.csv', players, line)
  const teams = read(TEAM_LOG)
  const total = teams.lines.find(each => at(teams, each, 'GAME_ID') === at(players, line, 'GAME_ID') && at(teams, each, 'TEAM_ABBREVIATION') === team)
  corrected('team_corrections.csv', teams, total ?? [])
  await world().run('import', file('corrections.csv'), file('team_corrections.csv'))
  const query = `select player_lookup as lookup from nba_raw.nbac_player_boxscores where source_file like '%/corrections.csv'`
  const { rows } = DOCUMENTS.sql.parse((await world().json('sql', query)).document)
  lookup = rows[0]?.['lookup'] as string
}

describe('a store in which nothing changed', () => {
  it('has an empty plan, which can be applied, and nothing to retry or resume', async () => {
    const plan = DOCUMENTS.plan.parse((await world().json('plan')).document)
    expect(plan).toMatchObject({ ok: true, inputs_changed: [], units: [], counts: { build: 0, unchanged: 50 }, expected_ms: 0 })
    const applied = DOCUMENTS.apply.parse((await world().json('apply', plan.plan)).document)
    expect(applied).toMatchObject({ run: 2, plan: plan.plan, units: { planned: 50, unchanged: 50 } })
    expect(applied.tables.map(table => table.rows_written)).toEqual([0, 0, 0, 0, 0])
    expect(DOCUMENTS.nothingToRetry.parse((await world().json('retry')).document).run).toBeNull()
    expect(DOCUMENTS.nothingToResume.parse((await world().json('resume')).document).run).toBeNull()
    expect((await world().run('resume')).out).toBe('no run left units untried: there is nothing to resume\n')
  })

  it('tells that a row was never built before its first run, and from what', async () => {
    const { rows } = DOCUMENTS.sql.parse(
      (
        await world().json(
          'sql',
          "select cast(min(game_date) as varchar) || '/' || min(team_abbr) as key from nba_analytics.team_offense_game_summary where game_date = '2021-10-19'",
        )
      ).document,
    )
    const why = DOCUMENTS.why.parse((await world().json('why', 'togs', rows[0]?.['key'] as string)).document)
    expect(why.history).toMatchObject([{ run: 1, kind: 'created', reasons: ['never built'] }])
    expect(new Set(why.history[0]?.causes.map(cause => cause.table))).toEqual(new Set(['nba_raw.bref_team_boxscores', 'nba_raw.nbac_team_boxscore']))
  })

  it('has every row in its changes since the beginning, none since the last run', async () => {
    const { out } = await world().run('changes', '--since', '0')
    const lines = out
      .trim()
      .split('\n')
      .map(line => CHANGE.parse(JSON.parse(line)))
    expect(lines.every(line => line.kind === 'inserted' && line.run === 1 && line.old_hash === null)).toBe(true)
    const counts = [
      'player_game_summary',
      'team_offense_game_summary',
      'team_defense_game_summary',
      'upcoming_team_game_context',
      'upcoming_player_game_context',
    ]
      .map(table => `(select count(*) from nba_analytics.${table})`)
      .join(' + ')
    const { rows } = DOCUMENTS.sql.parse((await world().json('sql', `select ${counts} as rows`)).document)
    expect(lines).toHaveLength(rows[0]?.['rows'] as number)
    expect(await world().run('changes', '--since', '2')).toEqual({ code: 0, out: '', err: '' })
  })
})

describe('after one free throw', () => {
  beforeAll(correct)

  it('plan names the cause of every unit, and saves', async () => {
    const { out, err } = await world().run('plan')
    expect(out).toMatch(/^2 input rows changed\n/)
    expect(out).toMatch(new RegExp(` ${date}/${lookup} .*points \\d+ → \\d+, free_throws_made \\d+ → \\d+ .*\\(corrections.csv row 1, import 2\\)\n`))
    expect(out).toMatch(new RegExp(`player_game_summary +${date} +its box score +1 day\n`))
    expect(out).toMatch(new RegExp(`upcoming_player_game_context .*${lookup}’s last 10 games +\\d+ days?\n`))
    const id = /\nplan ([0-9a-f]{8}) saved\n$/.exec(out)?.[1] ?? ''
    expect(err).toBe(`next: backcourt apply ${id}\n`)
  })

  it('plan is a document', async () => {
    const plan = DOCUMENTS.plan.parse((await world().json('plan')).document)
    expect(plan.counts.build).toBe(plan.units.length)
    expect(plan.counts.build + plan.counts.unchanged).toBe(50)
    const input = plan.inputs_changed.find(change => change.table === 'nba_raw.nbac_player_boxscores')
    expect(input).toMatchObject({ date, kind: 'changed', cause: 'corrections.csv row 1, import 2' })
    const unit = plan.units.find(each => each.table === 'nba_analytics.player_game_summary')
    expect(unit).toMatchObject({ date, action: 'rebuild' })
    expect(unit?.reasons[0]).toMatch(
      new RegExp(`^its box score: nba_raw.nbac_player_boxscores ${date}/${lookup} points .* \\(corrections.csv row 1, import 2\\)$`),
    )
    expect(unit?.rows_affected).toBeLessThan(40)
  })

  it('backfill --dry-run prints that plan, saves nothing and builds nothing', async () => {
    const plans = 'select count(*) as plans from nba_processing.plans'
    const count = async () => DOCUMENTS.sql.parse((await world().json('sql', plans)).document).rows[0]?.['plans']
    const before = await count()
    expect(DOCUMENTS.dryRun.parse((await world().json('backfill', '--dry-run')).document).counts.build).toBeGreaterThan(4)
    const { out, err } = await world().run('backfill', '--dry-run', '--date', date, '--tables', 'pgs')
    expect(out).toContain('1 unit to rebuild')
    expect(err).toBe(`next: backcourt backfill --date ${date} --tables pgs\n`)
    expect(await count()).toBe(before)
  })

  it('backfill --only-missing leaves it, --only-failed too, --force takes what no change reaches', async () => {
    const builds = async (...options: string[]) =>
      DOCUMENTS.dryRun.parse((await world().json('backfill', '--dry-run', ...options)).document).counts.build
    expect(await builds('--only-missing')).toBe(0)
    expect(await builds('--only-failed')).toBe(0)
    expect(await builds('--force')).toBe(50)
  })

  it('apply carries the newest plan out, once', async () => {
    const { code, out } = await world().run('apply', 'last', '--newest-first', '--stop-on-error')
    expect(code).toBe(0)
    expect(out).toMatch(/run 3: \d+ done/)
    const again = DOCUMENTS.apply.parse((await world().json('apply', 'last')).document)
    expect(again.tables.reduce((sum, table) => sum + table.rows_written, 0)).toBe(0)
  })

  it('why tells fields, values and the path to the file', async () => {
    const { rows } = DOCUMENTS.sql.parse(
      (
        await world().json(
          'sql',
          `select min(row_key) as key from nba_processing.row_changes where table_name = 'upcoming_player_game_context' and row_key like '%/${lookup}'`,
        )
      ).document,
    )
    const key = rows[0]?.['key'] as string
    const why = DOCUMENTS.why.parse((await world().json('why', 'upgc', key)).document)
    expect(why.history.map(entry => entry.kind)).toEqual(['updated', 'created'])
    expect(why.history[0]).toMatchObject({
      run: 3,
      reasons: [`${lookup}’s last 10 games`],
      causes: [{ table: 'nba_raw.nbac_player_boxscores', file: file('corrections.csv'), row: 1 }],
    })
    expect(why.history[0]?.fields.map(field => field.field)).toContain('points_avg_last_5')
    const { out } = await world().run('why', 'upcoming_p', key)
    expect(out).toMatch(new RegExp(`^upcoming_player_game_context ${key} {3}hash [0-9a-f]{16} \\(content-1\\)\nrun 3 .* updated {3}`))
    expect(out).toMatch(
      new RegExp(
        `because {3}${lookup}’s last 10 games: nba_raw.nbac_player_boxscores {2}${date}/${lookup} {2}points \\d+ → \\d+, .*\\(corrections.csv row 1, import 2\\)\n`,
      ),
    )
    expect(out).toMatch(/\nrun 1 .* created {3}because {3}never built; from /)
  })

  it('why tells the nearest key', async () => {
    const { code, err } = await world().run('why', 'pgs', `${date}/${lookup}x`)
    expect({ code, err }).toEqual({
      code: 2,
      err: `error: nba_analytics.player_game_summary has and had no row ${date}/${lookup}x\n  did you mean ${date}/${lookup}?\n`,
    })
    expect((await world().run('why', 'togs', '1999-01-01/LAL')).err).toContain('backcourt coverage --date 1999-01-01')
  })

  it('changes lists exactly what the change log has, by run, by instant, and as Parquet', async () => {
    const { out } = await world().run('changes', '--since', '2', '--table', 'pgs,togs')
    const lines = out
      .trim()
      .split('\n')
      .map(line => CHANGE.parse(JSON.parse(line)))
    expect(lines.map(line => line.kind)).toEqual(['updated', 'updated', 'updated'])
    expect(lines[0]).toMatchObject({ table: 'nba_analytics.player_game_summary', key: `${date}/${lookup}`, run: 3 })
    expect(lines[0]?.fields.map(field => field.field)).toEqual(expect.arrayContaining(['points', 'ft_makes']))
    const { rows } = DOCUMENTS.sql.parse(
      (await world().json('sql', 'select cast(max(started_at) as varchar) as at from nba_processing.runs where run = 1')).document,
    )
    const all = (await world().run('changes', '--since', '2')).out
    expect((await world().run('changes', '--since', rows[0]?.['at'] as string)).out).toBe(all)
    const { document } = await world().json('changes', '--since', '2', '--out', 'changes.parquet')
    expect(DOCUMENTS.changes.parse(document).files[0]?.rows).toBe(all.trim().split('\n').length)
    expect((await world().run('changes', '--since', '2', '--out', 'changes.parquet')).err).toContain('changes.parquet exists')
    expect((await world().run('changes', '--since', '2', '--out', 'changes.csv')).code).toBe(2)
    expect((await world().run('changes', '--since', '99')).err).toContain('error: no run 99: the last run is ')
  })

  it('runs lists them, runs show tells one', async () => {
    const { runs } = DOCUMENTS.runs.parse((await world().json('runs')).document)
    expect(runs.map(run => [run.run, run.command, run.outcome])).toEqual([
      [4, 'apply', 'done'],
      [3, 'apply', 'done'],
      [2, 'apply', 'done'],
      [1, 'backfill', 'done'],
    ])
    const shown = DOCUMENTS.runs.parse((await world().json('runs', 'show', '3')).document)
    expect(shown.runs).toHaveLength(1)
    expect(shown.units?.every(unit => unit.status === 'done')).toBe(true)
    expect((await world().run('runs')).out).toMatch(/^run +started \(UTC\) +command +plan +outcome +units +failed +rows written +time\n/)
    expect((await world().run('runs', 'show', 'last')).out).toContain('run 4 (backcourt apply, ')
    expect((await world().run('runs', 'show', '9')).err).toBe('error: no run 9: the runs are 1 to 4\n  backcourt runs lists them\n')
  })

  it('apply refuses a plan when the inputs have moved, and names of plans that do not exist', async () => {
    const stale = DOCUMENTS.plan.parse((await world().json('plan', '--force', '--date', date)).document)
    await world().run('import', file(PLAYER_LOG), '--force')
    const { code, document } = await world().json('apply', stale.plan)
    expect(code).toBe(2)
    expect(ERROR_DOCUMENT.parse(document)).toMatchObject({ command: 'apply', error: { code: 'plan_stale', where: stale.plan } })
    expect((await world().run('apply', 'zzz')).err).toContain('error: no plan zzz')
    expect((await world().run('backfill')).code).toBe(0)
  })
})

describe('a row that goes and comes back', () => {
  it('has a history of its own: created, deleted, inserted', async () => {
    const { rows } = DOCUMENTS.sql.parse(
      (
        await world().json(
          'sql',
          "select bref_game_id || '/' || bref_player_id as key from nba_raw.bref_inactives where ended_by is null and game_date = '2021-10-22' order by 1 limit 1",
        )
      ).document,
    )
    await world().run('remove', 'bref_inactives', rows[0]?.['key'] as string)
    expect((await world().run('plan')).out).toContain(' removed  (removed by import ')
    const since = DOCUMENTS.backfill.parse((await world().json('backfill')).document).run - 1
    const changes = async () =>
      (await world().run('changes', '--since', String(since), '--table', 'upgc')).out
        .trim()
        .split('\n')
        .map(line => CHANGE.parse(JSON.parse(line)))
    const [deleted] = await changes()
    expect(deleted).toMatchObject({ kind: 'deleted', new_hash: null })
    const kinds = async () => DOCUMENTS.why.parse((await world().json('why', 'upgc', deleted?.key ?? '')).document)
    expect(await kinds()).toMatchObject({
      hash: null,
      history: [
        { kind: 'deleted', causes: [{ file: null }] },
        { run: 1, kind: 'created' },
      ],
    })
    await world().run('import', file('feeds/basketball_reference/inactives_2021-22.csv'), '--force')
    await world().run('backfill')
    expect(await kinds()).toMatchObject({
      history: [{ kind: 'inserted', causes: [{ table: 'nba_raw.bref_inactives' }] }, { kind: 'deleted' }, { run: 1 }],
    })
    expect((await changes()).map(change => change.kind)).toEqual(['deleted', 'inserted'])
  })
})

describe('a run that is stopped', () => {
  /** A world that presses Ctrl-C when its run has said how much there is to build. */
  function pressing(): FakeWorld {
    const pressed = world()
    const write = pressed.stderr.write.bind(pressed.stderr)
    Object.assign(pressed, {
      stderr: {
        ...pressed.stderr,
        write(text: string) {
          write(text)
          if (text.includes('units to build')) pressed.interrupt()
        },
      },
    })
    return pressed
  }

  it('is gone on with by resume', async () => {
    const { code, err } = await pressing().run('backfill', '--force')
    expect(code).toBe(130)
    expect(err).toContain('backcourt resume')
    const status = DOCUMENTS.status.parse((await world().json('status')).document)
    expect(status).toMatchObject({ running: null, last_run: { outcome: 'interrupted' } })
    expect((await world().run('status')).err).toBe('next: backcourt resume\n')
    const resumed = DOCUMENTS.resume.parse((await world().json('resume')).document)
    expect(resumed).toMatchObject({ plan: status.last_run?.plan, units: { planned: 50, failed: 0 } })
    expect(DOCUMENTS.nothingToResume.parse((await world().json('resume')).document).run).toBeNull()
  })

  it('was killed when its process is gone, which status says', async () => {
    await pressing().run('backfill', '--force')
    await withStore(file('backcourt.duckdb'), { mode: 'write' }, store =>
      store.run(`update nba_processing.runs set outcome = 'running' where run = (select max(run) from nba_processing.runs)`),
    )
    const gone = {
      run: 9,
      pid: 1234,
      command: 'backfill',
      started_at: '2026-11-23T08:00:00.000Z',
      units_done: 1,
      units_planned: 50,
      rate: 1,
      eta_ms: 1,
    }
    writeFileSync(file('backcourt.duckdb.status.json'), JSON.stringify(gone))
    const { out, err } = await world().run('status')
    expect(out).toMatch(/^nothing is running\nlast: run \d+ .*: interrupted/)
    expect(err).toBe(
      'warning: run 9 (backcourt backfill, process 1234, since 2026-11-23 08:00:00 UTC) is gone without having finished\nnext: backcourt resume\n',
    )
    expect((await world().run('resume')).err).toMatch(/going on with run \d+ \(plan [0-9a-f]{8}\)\n/)
    expect(existsSync(file('backcourt.duckdb.status.json'))).toBe(false)
  })
})

describe('a run that is on', () => {
  it('says so to status and to a second writer', async () => {
    const busy = world()
    const others: Promise<unknown>[] = []
    const write = busy.stderr.write.bind(busy.stderr)
    let status: unknown
    let second = ''
    Object.assign(busy, {
      stderr: {
        ...busy.stderr,
        write(text: string) {
          write(text)
          if (!text.includes('units to build')) return
          others.push(
            world()
              .json('status')
              .then(({ document }) => (status = document)),
          )
          others.push(
            world()
              .run('import', file(TEAM_LOG))
              .then(({ code, err }) => (second = `${code} ${err}`)),
          )
        },
      },
    })
    expect((await busy.run('backfill', '--force')).code).toBe(0)
    await Promise.all(others)
    expect(DOCUMENTS.status.parse(status)).toMatchObject({
      running: { pid: 4711, units_done: 0, units_planned: 50, rate: null, eta_ms: null },
      last_run: null,
    })
    expect(second).toMatch(
      /^3 error: .*backcourt\.duckdb is in use by run \d+ \(backcourt backfill, process 4711, since 2026-1\d-\d\d \d\d:\d\d:\d\d UTC\)\n {2}backcourt status tells/,
    )
    expect(existsSync(file('backcourt.duckdb.status.json'))).toBe(false)
  })
})

describe('a unit that fails', () => {
  it('is told, and retry builds it when it can be built', async () => {
    const breaking = `update nba_processing.unit_states set status = 'failed' where table_name = 'player_game_summary' and game_date = date '${date}'`
    await withStore(file('backcourt.duckdb'), { mode: 'write' }, store => store.run(breaking))
    const plan = DOCUMENTS.plan.parse((await world().json('plan')).document)
    expect(plan.units).toMatchObject([{ date, action: 'rebuild', reasons: [expect.stringMatching(/^failed in run \d+$/)] }])
    const { code, document } = await world().json('retry')
    expect(code).toBe(0)
    expect(DOCUMENTS.retry.parse(document)).toMatchObject({ failures: [], units: { failed: 0 } })
    expect((await world().run('retry')).out).toBe('no unit failed or was blocked: there is nothing to retry\n')
  })
})
