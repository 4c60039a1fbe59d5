import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { removeRow } from '../../src/import/remove.ts'
import type { ImportReport } from '../../src/import/report.ts'
import { nbacPlayerBoxscores } from '../../src/nba/sources/nbac-player-boxscores.ts'
import { countsOf, evening, GAME, line, Workspace } from './workspace.ts'

const TABLE = 'nba_raw.nbac_player_boxscores'
const KEY = `nba_league_game_log/${GAME}/7`

let space: Workspace
let first: string
beforeEach(async () => {
  space = await Workspace.open()
  await space.import([space.csv('schedule.csv', evening)])
  first = space.csv('a.csv', [line([GAME, 'MIL'], [7, 'Ante Novak'], { PTS: 2 }), line([GAME, 'BKN'], [8, 'Bo Writ'])])
  await space.import([first])
})
afterEach(async () => {
  await space.close()
})

function correct(points: number): Promise<ImportReport> {
  return space.import([space.csv(`b${points}.csv`, [line([GAME, 'MIL'], [7, 'Ante Novak'], { PTS: points })])])
}

describe('a file that is known already', () => {
  it('is skipped without a word while its rows stand', async () => {
    const report = await space.import([first])
    expect(report.warnings).toEqual([])
    expect(countsOf(report, TABLE)).toEqual([{ read: 2, unchanged: 2 }])
  })

  it('says which of its rows were changed since, by what, and how to bring them back', async () => {
    await correct(3)
    const report = await space.import([first])
    expect(report.warnings).toEqual([
      `${first} is known already and was skipped, but 1 row that it brought has been changed or removed since in ${TABLE}: ${KEY} by import 3, ${first.replace('a.csv', 'b3.csv')}; --force brings it back`,
    ])
    expect(countsOf(report, TABLE)).toEqual([{ read: 2, unchanged: 1, duplicate: 1 }])
    const [row] = await space.rows<{ points: number }>(`select points from ${TABLE} where nba_player_id = 7 and ended_by is null`)
    expect(row?.points).toBe(3)
  })

  it('says which of them were removed', async () => {
    await removeRow(space.store, { table: nbacPlayerBoxscores, key: KEY, now: '2026-11-20T09:00:00.000Z' })
    const report = await space.import([first])
    expect(report.warnings).toEqual([expect.stringContaining(`${KEY} by remove 3; --force brings it back`)])
  })

  it('has nothing to say when another file says the same again', async () => {
    await correct(3)
    await correct(2)
    expect((await space.import([first])).warnings).toEqual([])
  })
})
