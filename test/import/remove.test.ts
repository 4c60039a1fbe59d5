import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { removeRow } from '../../src/import/remove.ts'
import { nbacPlayerBoxscores } from '../../src/nba/sources/nbac-player-boxscores.ts'
import { nbacSchedule } from '../../src/nba/sources/nbac-schedule.ts'
import { brefOfficials } from '../../src/nba/sources/bref-officials.ts'
import { evening, GAME, line, NOW, OTHER, Workspace } from './workspace.ts'

let space: Workspace
beforeEach(async () => {
  space = await Workspace.open()
  await space.import([
    space.csv('schedule.csv', evening),
    space.csv('lines.csv', [line([GAME, 'MIL'], [7, 'Ante Novak']), line([OTHER, 'LAL'], [9, 'Cy Zed'], { PTS: 'x' })]),
  ])
})
afterEach(async () => {
  await space.close()
})

describe('removeRow', () => {
  it('ends the current version and is an import of its own', async () => {
    const key = `nba_league_game_log/${GAME}/7`
    const report = await removeRow(space.store, { table: nbacPlayerBoxscores, key, now: NOW })
    expect(report).toEqual({ import: 2, removed: [{ table: 'nba_raw.nbac_player_boxscores', key }] })
    expect(await space.rows('select ended_by from nba_raw.nbac_player_boxscores')).toEqual([{ ended_by: 2 }])
    expect(await space.rows('select kind, people_resolved from nba_processing.imports where import_number = 2')).toEqual([
      { kind: 'remove', people_resolved: false },
    ])
  })

  it('ends a version that waits in quarantine', async () => {
    await removeRow(space.store, { table: nbacPlayerBoxscores, key: `nba_league_game_log/${OTHER}/9`, now: NOW })
    expect(await space.rows('select ended_by from nba_processing.quarantine')).toEqual([{ ended_by: 2 }])
  })

  it('is undone by an import with --force', async () => {
    await removeRow(space.store, { table: nbacSchedule, key: `nba_schedule_table/${GAME}`, now: NOW })
    expect(await space.current('nba_raw.nbac_schedule')).toHaveLength(1)
    await space.import([space.csv('schedule.csv', evening)], { force: true })
    expect(await space.current('nba_raw.nbac_schedule')).toHaveLength(2)
  })

  it('refuses a key of another shape and a row that is not there', async () => {
    await expect(removeRow(space.store, { table: nbacPlayerBoxscores, key: GAME, now: NOW })).rejects.toMatchObject({
      code: 'usage',
      message: `nba_raw.nbac_player_boxscores: expected a key of 3 parts, feed/nba_game_id/nba_player_id, got "${GAME}"`,
      next: `keys look like nba_league_game_log/${GAME}/7`,
    })
    await expect(removeRow(space.store, { table: nbacPlayerBoxscores, key: `nba_league_game_log/${GAME}/8`, now: NOW })).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(removeRow(space.store, { table: brefOfficials, key: 'a/b', now: NOW })).rejects.toMatchObject({
      next: 'nba_raw.bref_officials is empty',
    })
    expect(await space.rows('select count(*) as n from nba_processing.imports')).toEqual([{ n: 1 }])
  })
})
