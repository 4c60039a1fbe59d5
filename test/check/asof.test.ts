import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Day } from '../../src/calendar.ts'
import { asOf, type AsOfReport } from '../../src/check/asof.ts'
import { models } from '../../src/nba/models/index.ts'
import type { Model } from '../../src/table/model.ts'
import { SmallSeason } from '../season/small-season.ts'

let season: SmallSeason

beforeAll(async () => {
  season = await SmallSeason.open()
  for (const date of ['2021-11-01', '2021-11-03', '2021-11-05']) {
    season.game(date, 'BKN@MIL').final(90, 100).plays('MIL', 'Ann Archer', { pts: 10 }).plays('BKN', 'Bob Baker', { pts: 20 })
  }
  await season.build()
  season.change(row => (row['game_id'] === '20211101_BKN_MIL' && row['player_lookup'] === 'annarcher' ? { ...row, points: 16 } : row))
  await season.land()
  await season.store.run(`update nba_processing.imports set started_at = timestamp '2021-12-01' where import_number = 1;
    update nba_processing.imports set started_at = timestamp '2022-01-01' where import_number = 2`)
  await season.build()
})
afterAll(() => season.close())

/** `TABLE DATE[/KEY]` at an instant, or at the tip. */
function known(name: string, knownAt: string): Promise<AsOfReport> {
  const [initials, date = '', key] = name.split(/[ /]/)
  const model = models.find(candidate => candidate.initials === initials) as Model
  return asOf(season.store, { model, date: date as Day, key, knownAt })
}

describe('what was known', () => {
  it('at the tip is what the contexts hold: nothing of the date or later gets in', async () => {
    for (const table of ['upgc', 'utgc']) {
      const { rows, differs } = await known(`${table} 2021-11-03`, 'tip')
      expect(rows).toHaveLength(2)
      expect(differs).toEqual([])
    }
  })

  it('before a correction was imported has the old values, down to later rows', async () => {
    const { differs } = await known('pgs 2021-11-01/annarcher', '2021-12-15T00:00:00Z')
    expect(differs).toContainEqual({ key: '2021-11-01/annarcher', field: 'points', then: 10, now: 16 })
    const later = await known('upgc 2021-11-05/annarcher', '2021-12-15T00:00:00Z')
    // 10 and 10 before the correction, 16 and 10 after it.
    expect(later.differs).toEqual(
      ['points_avg_last_5', 'points_avg_last_10'].map(field => ({ key: '2021-11-05/annarcher', field, then: 10, now: 13 })),
    )
  })

  it('after it has the new ones', async () => {
    expect((await known('pgs 2021-11-01', '2022-01-02T00:00:00Z')).differs).toEqual([])
  })

  it('of a first version goes back to the morning after the game, whenever it was imported', async () => {
    // 06:00 Eastern on 2 November is 10:00 in UTC.
    expect((await known('pgs 2021-11-01', '2021-11-02T09:59:00Z')).rows).toEqual([])
    expect((await known('pgs 2021-11-01/annarcher', '2021-11-02T10:01:00Z')).rows).toMatchObject([{ points: 10 }])
  })

  it('is refused for summaries at the tip, for instants that are none, and for keys that never were', async () => {
    await expect(known('pgs 2021-11-01', 'tip')).rejects.toMatchObject({ code: 'usage' })
    await expect(known('upgc 2021-11-01', 'yesterday')).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('yesterday') as string,
    })
    await expect(known('upgc 2021-11-01/nobody', 'tip')).rejects.toMatchObject({ code: 'not_found' })
  })
})
