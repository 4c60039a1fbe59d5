import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asOfText } from '../../src/cli/render/asof-report.ts'
import { DOCUMENTS } from './contract.ts'
import { fakeWorld, type FakeWorld } from './fake-world.ts'

let folder = ''
let hours = 0

function world(): FakeWorld {
  hours += 1
  return fakeWorld({ cwd: folder, hour: hours })
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'backcourt-asof-'))
  await world().run('simulate', '--out', 'feeds', '--days', '5', '--season', '2021-22')
  await world().run('import', path.join(folder, 'feeds'))
  await world().run('backfill')
}, 60_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('backcourt asof', () => {
  it('tells that the rows before the tip are the stored ones', async () => {
    const { code, out } = await world().run('asof', 'utgc', '2021-10-21', '--known-at', 'tip')
    expect(code).toBe(0)
    expect(out).toMatch(/^nba_analytics.upcoming_team_game_context +\d+ rows known at tip\nthe stored rows are the same\n$/)
  })

  it('tells what was not known yet at an earlier instant', async () => {
    const { out } = await world().run('asof', 'pgs', '2021-10-21', '--known-at', '2021-10-21T12:00:00Z')
    expect(out).toMatch(/0 rows known at 2021-10-21T12:00:00Z\n\d+ rows differ \(then → now\)\n/)
    expect(out).toMatch(/points NULL → \d+/)
  })

  it('writes the document of its contract', async () => {
    const { document } = await world().json('asof', 'upgc', '2021-10-21', '--known-at', 'tip')
    expect(DOCUMENTS.asof.parse(document).rows.length).toBeGreaterThan(10)
  })

  it('refuses a key without a row, and an instant that is none', async () => {
    expect((await world().run('asof', 'pgs', '2021-10-21/nobody', '--known-at', '2022-01-01T00:00:00Z')).code).toBe(2)
    expect((await world().run('asof', 'pgs', '2021-10-21', '--known-at', 'then')).err).toContain('--known-at')
  })

  it('shows the first rows of many', () => {
    const differs = Array.from({ length: 45 }, (_, row) => ({ key: `2021-10-21/p${row}`, field: 'team_abbr', then: 'LAL', now: 'MIL' }))
    const page = { columns: 100, paint: (_: string, text: string) => text }
    const lines = asOfText({ table: 't', known_at: 'tip', rows: [], differs }, page)
    expect(lines.at(-1)).toBe('  and 5 more rows; --json has them all')
    expect(lines[2]).toBe('  2021-10-21/p0   team_abbr LAL → MIL')
  })
})
