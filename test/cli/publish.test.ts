import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { openStore } from '../../src/open-store.ts'
import { DOCUMENTS } from './contract.ts'
import { fakeWorld } from './fake-world.ts'

it('publish writes tables, manifest and pages, and what changed since; report --html one page; a doubled feed stays single', async () => {
  const world = fakeWorld()
  await world.run('simulate', '--out', 'feeds', '--days', '5')
  // Every row of the feed of team rows stands in it four times, as in an owner's raw table.
  const logs = readdirSync(path.join(world.cwd, 'feeds'), { recursive: true, encoding: 'utf8' }).filter(name => /team_game_logs/.test(name))
  expect(logs).toHaveLength(1)
  const file = path.join(world.cwd, 'feeds', logs[0] ?? '')
  const [heading = '', ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n')
  writeFileSync(file, `${[heading, ...lines.flatMap(line => [line, line, line, line])].join('\n')}\n`)
  const imported = DOCUMENTS.import.parse((await world.json('import', 'feeds')).document)
  const doubled = imported.files
    .flatMap(({ tables }) => tables)
    .filter(({ table, duplicate }) => table === 'nba_raw.nbac_team_boxscore' && duplicate > 0)
  expect(doubled).toMatchObject([{ read: 4 * lines.length, stored: lines.length, duplicate: 3 * lines.length, rejected: 0 }])
  await world.run('backfill')
  const covered = DOCUMENTS.coverage
    .parse((await world.json('coverage')).document)
    .tables.find(({ table }) => table.endsWith('team_offense_game_summary'))
  expect(covered).toMatchObject({ expected: lines.length, rows: lines.length, keys: lines.length, duplicates: 0, coverage: 1 })

  const first = await world.json('publish', 'public')
  expect(first.code).toBe(0)
  const { manifest } = DOCUMENTS.publish.parse(first.document)
  expect(manifest.tables).toHaveLength(5)
  expect(manifest.tables.every(({ changes, recipe }) => changes === null && recipe === 'content-1')).toBe(true)
  for (const { path: name, sha256 } of manifest.tables.flatMap(({ files }) => files))
    expect(
      createHash('sha256')
        .update(readFileSync(path.join(world.cwd, 'public', name)))
        .digest('hex'),
    ).toBe(sha256)
  expect(JSON.parse(readFileSync(path.join(world.cwd, 'public', 'manifest.json'), 'utf8'))).toEqual(manifest)
  const files = readdirSync(path.join(world.cwd, 'public'), { recursive: true, encoding: 'utf8' })
  expect(files.filter(name => name.includes('.backcourt-'))).toEqual([])
  for (const page of ['index.html', 'changes.html', 'definitions.html']) {
    const text = readFileSync(path.join(world.cwd, 'public', page), 'utf8')
    expect(text).toMatch(/^<!doctype html>\n/)
    expect(text).not.toMatch(/<script|https?:\/\/|src=/)
    for (const link of text.matchAll(/href="([^"#]+)"/g)) expect(files).toContain(link[1])
  }
  expect(readFileSync(path.join(world.cwd, 'public', 'index.html'), 'utf8')).toContain('<path class="complete"')

  const store = await openStore(path.join(world.cwd, 'backcourt.duckdb'))
  await store.run(`update nba_analytics.team_offense_game_summary set data_hash = repeat('0', 16) where team_abbr = (select min(team_abbr) from nba_analytics.team_offense_game_summary where game_date = '2021-10-19') and game_date = '2021-10-19';
    delete from nba_analytics.player_game_summary where player_lookup = (select min(player_lookup) from nba_analytics.player_game_summary) and game_date = (select min(game_date) from nba_analytics.player_game_summary)`)
  await store.close()
  const second = DOCUMENTS.publish.parse((await world.json('publish', 'public')).document)
  expect(second.manifest.previous).toBe(manifest.published_at)
  const changes = Object.fromEntries(second.manifest.tables.map(({ table, changes }) => [table.replace('nba_analytics.', ''), changes]))
  expect(changes['team_offense_game_summary']).toEqual({ inserted: 0, updated: 1, deleted: 0 })
  expect(changes['upcoming_team_game_context']).toEqual({ inserted: 0, updated: 0, deleted: 0 })
  expect(readFileSync(path.join(world.cwd, 'public', 'changes.csv'), 'utf8')).toMatch(/^table,key,kind,old_hash,new_hash\n/)
  expect(second.manifest.tables.map(({ digest }, index) => digest === manifest.tables[index]?.digest)).toContain(true)
  writeFileSync(path.join(world.cwd, 'public', 'manifest.json'), 'not mine')
  expect((await world.run('publish', 'public')).err).toContain('is no manifest of a publication')

  const { code, out } = await world.run('report', '--html')
  expect(code).toBe(0)
  expect(out).toMatch(/^<!doctype html>\n[\s\S]*<\/html>\n$/)
  expect(out).toContain('<svg viewBox=')
  expect(out).not.toMatch(/<script|https?:\/\//)
}, 240_000)
