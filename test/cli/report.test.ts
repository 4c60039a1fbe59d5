import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDuckdb } from '../../src/store/duckdb/duckdb.ts'
import { DOCUMENTS } from './contract.ts'
import { fakeWorld, type FakeWorld } from './fake-world.ts'
import type { ReportMembers } from '../../src/cli/documents.ts'

let folder: string
let world: FakeWorld
let report: ReportMembers

/** A store of twelve simulated days, built, corrected and built again, with a unit that counts as failed. */
beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'backcourt-cli-'))
  world = fakeWorld({ cwd: folder })
  await world.run('simulate', '--out', 'feeds', '--days', '12')
  await world.run('import', 'feeds')
  await world.run('backfill')
  const name = readdirSync(path.join(world.cwd, 'feeds'), { recursive: true, encoding: 'utf8' }).find(name => name.includes('player_game_logs'))!
  const [header = '', line = ''] = readFileSync(path.join(world.cwd, 'feeds', name), 'utf8').split('\n')
  const place = header.split(',').indexOf('PLUS_MINUS')
  writeFileSync(path.join(world.cwd, 'correction.csv'), `${header}\n${line.split(',').with(place, '99').join(',')}\n`)
  await world.run('import', 'correction.csv')
  await world.run('backfill')
  const store = await openDuckdb(path.join(world.cwd, 'backcourt.duckdb'))
  await store.run(`update nba_processing.unit_states set status = 'failed', reason = 'expected one row per key' where game_date = '2021-10-20' and table_name = 'player_game_summary';
    update nba_analytics.team_offense_game_summary set data_hash_recipe = 'seed-1' where game_date = '2021-10-19'`)
  await store.close()
  report = DOCUMENTS.report.parse((await world.json('report')).document)
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function section(title: string): ReportMembers['sections'][number] {
  return report.sections.find(section => section.title === title)!
}

function valueOf(title: string, name: string): number | string | null | undefined {
  return section(title).figures.find(figure => figure.name === name)?.value
}

describe('backcourt report', () => {
  it('gives each figure with a query that yields it', async () => {
    const store = await openDuckdb(path.join(world.cwd, 'backcourt.duckdb'), { readOnly: true })
    const figures = report.sections.flatMap(({ figures }) => figures).filter(({ query }) => query.startsWith('select'))
    expect(figures.length).toBeGreaterThan(50)
    for (const { name, value, query } of figures) {
      const [row] = await store.rows<Readonly<Record<string, unknown>>>(query)
      expect([name, Object.values(row ?? {})[0]]).toEqual([name, value])
    }
    await store.close()
  })

  it('gives the others by commands whose documents hold them', async () => {
    const { tables } = DOCUMENTS.coverage.parse(
      (await world.json('coverage', '--start-date', report.range.first, '--end-date', report.range.last)).document,
    )
    for (const { table, expected, keys, missing, extra, duplicates } of tables) {
      const name = table.replace('nba_analytics.', '')
      expect(['expected', 'keys', 'missing', 'extra or double'].map(figure => valueOf('Coverage', `${name}: ${figure}`))).toEqual([
        expected,
        keys,
        missing,
        extra + duplicates,
      ])
    }
    const commands = report.sections.flatMap(({ figures }) => figures).filter(({ query }) => query.startsWith('backcourt'))
    expect(new Set(commands.map(({ query }) => query.split(' ')[1]))).toEqual(new Set(['coverage', 'corrections', 'plan']))
  })

  it('says of rates that no table holds how they were measured, and repeats no figure as its own query', () => {
    const figures = report.sections.flatMap(({ figures }) => figures)
    expect(figures.filter(({ query }) => /^select [\d.]+$/.test(query))).toEqual([])
    const measured = figures.filter(({ query }) => !/^(select|backcourt) /.test(query))
    expect(measured).toHaveLength(5)
    for (const { value, query } of measured) {
      const [, rows, milliseconds] = /^measured for this note: (\d+) rows of nba_analytics\.\w+ in (\d+) ms; /.exec(query) ?? []
      expect(value).toBe(Math.round((1000 * Number(rows)) / Number(milliseconds)))
    }
  })

  it('tells what the runs changed and why, and only those after the last note', async () => {
    const { text, figures } = section('Runs')
    expect(text).toMatch(/^- run 1, `backcourt backfill`, .* done; units: \d+ done/)
    expect(text).toMatch(/\n- run 2, .*\n {2}- 1 updated in player_game_summary: its box score \(1\)/)
    expect(figures.find(({ name }) => name === 'run 2: rows changed after their first build')?.value).toBe(1)
    const later = DOCUMENTS.report.parse((await world.json('report', '--since', '1')).document)
    expect([later.since, later.last_run]).toEqual([1, 2])
    expect(later.sections.find(({ title }) => title === 'Runs')?.text).toMatch(/^- run 2/)
    expect((await world.run('report', '--since', 'yesterday')).err).toContain('--since: expected the number of a run')
  })

  it('says how to go on with what failed, and what the ways out of an open decision cost', () => {
    expect(section('Failed and blocked units').text).toBe(
      '- failed: 1 of player_game_summary, 2021-10-20 … 2021-10-20: expected one row per key. Next: `backcourt retry`',
    )
    const open = valueOf('Open decisions', 'these dates, team_offense_game_summary: without a row or hash')
    expect(open).toBeGreaterThan(0)
    expect(valueOf('Open decisions', 'these dates: recompute')).toBe(open)
    expect(valueOf('Open decisions', 'these dates: recompute, time')).toBeGreaterThanOrEqual(0)
    expect(valueOf('Open decisions', 'these dates: stamp')).toBe(0)
    expect(section('Open decisions').text).toContain(`skip: 0 s, 0 bytes; ${open ?? ''} rows stay missing, or nobody can prove them`)
    expect(valueOf('Quality issues', 'upcoming_player_game_context: fewer_than_5_games')).toBeGreaterThan(0)
  })

  it('measures what the rest of the history would cost, by the rates of this store', async () => {
    const { document } = await world.json('report', '--start-date', '2021-10-22', '--end-date', '2021-10-25')
    const { figures, text } = DOCUMENTS.report.parse(document).sections.find(({ title }) => title === 'Open decisions')!
    const rest = Object.fromEntries(
      figures.flatMap(({ name, value }) => (name.startsWith('the rest of the history: ') ? [[name.slice(25), value]] : [])),
    )
    expect(rest).toMatchObject({ recompute: expect.any(Number) as number, stamp: 0, 'stamp, time': 0 })
    expect(rest['recompute']).toBe(valueOf('Open decisions', 'these dates: recompute'))
    expect(text).toMatch(/^- the rest of the history \(2021-10-19 … 2021-10-21 and 2021-10-26 … 2021-10-30\): \d+ rows lack a row or a hash/m)
  })

  it('is a note in Markdown whose figures name their queries', async () => {
    const { code, out } = await world.run('report')
    expect(code).toBe(0)
    expect(out).toMatch(/^# Hand-off: 2021-10-19 to 2021-10-30\n/)
    expect(out).toMatch(/^\| days \| 12 \| \[1\] \|$/m)
    expect(out).toMatch(/^\[1\] select date_diff\('day', date '2021-10-19', date '2021-10-30'\) \+ 1$/m)
    expect(out).toMatch(/The next note begins where this one ends: `backcourt report .* --since 2`\n$/)
  })
})
