import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { gamesToFold } from '../../src/nba/events/folded-games.ts'
import { folding } from '../../src/nba/events/folding.ts'
import { playerEventRows } from '../../src/nba/events/player-event-rows.ts'
import { teamEventRows } from '../../src/nba/events/team-event-rows.ts'
import { resolvedIdentities } from '../../src/nba/identities.ts'
import { models } from '../../src/nba/models/index.ts'
import { bigquery } from '../../src/sql/bigquery.ts'
import type { Span } from '../../src/sql/dialect.ts'
import { duckdb } from '../../src/sql/duckdb.ts'
import { raw } from '../../src/sql/sql.ts'
import { compileExpected, compileModel, compileQuery } from '../../src/table/compile.ts'

const folder = path.resolve(import.meta.dirname, '../golden')
const span: Span = { firstDay: '2021-10-19', lastDay: '2021-11-19', firstSeason: 2021, lastSeason: 2021 }

/** Compares text with its golden file; `npm run golden` rewrites the files, a difference otherwise lies beside them as `.changed`. */
function expectGolden(name: string, text: string): void {
  const file = path.join(folder, name)
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(folder, { recursive: true })
    writeFileSync(file, text)
  }
  expect(existsSync(file), `${name} is missing; npm run golden writes it`).toBe(true)
  if (readFileSync(file, 'utf8') !== text) writeFileSync(`${file}.changed`, text)
  expect(text).toBe(readFileSync(file, 'utf8'))
}

describe.each([duckdb, bigquery])('the SQL for $name', dialect => {
  it.each(models.map(model => [model.name, model] as const))('computes %s as its golden file says', (name, model) => {
    expectGolden(`${name}.${dialect.name}.sql`, `${compileModel(model, { dialect, span })}\n`)
  })

  it.each(models.map(model => [model.name, model] as const))('asks for the keys of %s as its golden file says', (name, model) => {
    expectGolden(`${name}.expected.${dialect.name}.sql`, `${compileExpected(model, { dialect, span })}\n`)
  })

  it('folds events as its golden files say', () => {
    const folded = folding({ kind: 'temporary', name: 'folded_games' })
    expectGolden(
      `folded_games.${dialect.name}.sql`,
      `${compileQuery(gamesToFold(raw('select nba_game_id from touched_games')), { dialect, span })}\n`,
    )
    expectGolden(`player_event_facts.${dialect.name}.sql`, `${compileQuery(playerEventRows(folded), { dialect })}\n`)
    expectGolden(`team_event_facts.${dialect.name}.sql`, `${compileQuery(teamEventRows(folded), { dialect })}\n`)
  })

  it('resolves people as its golden file says', () => {
    expectGolden(`player_identities.${dialect.name}.sql`, `${compileQuery(resolvedIdentities, { dialect })}\n`)
  })
})
