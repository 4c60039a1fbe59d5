import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { alias, bref, crossed, crosswalk, FIRST, gone, nba, registered, scheduled, SECOND, teamTotal, tip } from './changes.ts'
import { Versions, type Change } from './versions.ts'

/** Two games, somebody who is linked by name, and four who are linked by stat lines or not at all. */
const SEASON: readonly Change[] = [
  scheduled(FIRST, '2021-10-19'),
  scheduled(SECOND, '2021-10-20'),
  nba(1, 'Ann Archer', { points: 30 }),
  bref('archean01', 'Ann Archer', { points: 30 }),
  nba(2, 'Bob Baker', { points: 20 }),
  bref('cookro01', 'Robert Cook', { points: 20 }),
  nba(3, 'Dan Drew', { points: 10 }),
  bref('earled01', 'Ed Earl', { points: 11 }),
  nba(1, 'Ann Archer', { game: SECOND }),
  bref('archean01', 'Ann Archer', { game: SECOND }),
]

let versions: Versions
beforeEach(async () => {
  versions = await Versions.open()
  await versions.land(SEASON)
  await versions.settle()
})
afterEach(() => versions.close())

/** Lands changes, settles them, and tells whether people were resolved. The derived tables are those of a computation from scratch. */
async function after(...changes: readonly Change[]): Promise<boolean> {
  await versions.land(changes)
  const resolved = await versions.settle()
  expect(await versions.stored()).toEqual(await versions.fromScratch())
  return resolved
}

/** Who a Basketball-Reference person is, and by which rule. */
async function who(id: string): Promise<unknown[]> {
  const rows = await versions.store.rows<Record<string, unknown>>(
    `select person_id, player_full_name, linked_by from nba_reference.player_identities where ended_by is null and source_player_id = '${id}'`,
  )
  return rows.flatMap(row => Object.values(row))
}

describe('people are left alone by', () => {
  it.each([
    [
      'statistics of persons whom a name links',
      [nba(1, 'Ann Archer', { points: 31, game: SECOND }), bref('archean01', 'Ann Archer', { game: SECOND, assists: 7 })],
    ],
    [
      'scores, tips and totals',
      [scheduled(FIRST, '2021-10-19', { score: 99, arena: 'B' }), tip(FIRST, '2021-10-19 23:30:00'), teamTotal(FIRST, 'MIL')],
    ],
    ['a second schedule that agrees', [scheduled(FIRST, '2021-10-19', { feed: 'nba_schedule_v2' })]],
    ['a row that is as it was', [nba(2, 'Bob Baker', { points: 20 }), alias('Nobody', 'No One'), gone(alias('Nobody', 'No One'))]],
  ])('%s', async (_, changes) => {
    expect(await after(...changes)).toBe(false)
  })

  it('a correction that was taken back before it was settled', async () => {
    await versions.land([nba(1, 'Ann Baker')])
    expect(await after(nba(1, 'Ann Archer', { points: 30 }))).toBe(false)
  })
})

describe('people are resolved anew by', () => {
  it('another name', async () => {
    expect(await after(nba(1, 'Ann Baker', { game: SECOND }))).toBe(true)
    expect(await who('archean01')).toEqual(['nba:1', 'Ann Baker', 'same name'])
  })

  it('an alias, and its end', async () => {
    expect(await after(alias('Ed Earl', 'Dan Drew'))).toBe(true)
    expect(await who('earled01')).toEqual(['nba:3', 'Dan Drew', 'alias'])
    expect(await after(alias('Ed Earl', 'Dan Drew', false))).toBe(true)
    expect(await who('earled01')).toEqual(['bref:earled01', 'Ed Earl', 'apart'])
  })

  it('a row that is gone', async () => {
    expect(await after(gone(nba(1, 'Ann Archer')), gone(nba(1, 'Ann Archer', { game: SECOND })))).toBe(true)
    expect(await who('archean01')).toEqual(['bref:archean01', 'Ann Archer', 'apart'])
  })

  it('a stat line that makes a link, and one that breaks it', async () => {
    expect(await after(bref('earled01', 'Ed Earl', { points: 10 }))).toBe(true)
    expect(await who('earled01')).toEqual(['nba:3', 'Dan Drew', 'stat line'])
    expect(await after(nba(3, 'Dan Drew', { points: 12 }))).toBe(true)
    expect(await who('earled01')).toEqual(['bref:earled01', 'Ed Earl', 'apart'])
  })

  it('a stat line that makes another one ambiguous', async () => {
    expect(await who('cookro01')).toEqual(['nba:2', 'Bob Baker', 'stat line'])
    expect(await after(nba(3, 'Dan Drew', { points: 20 }))).toBe(true)
    expect(await who('cookro01')).toEqual(['bref:cookro01', 'Robert Cook', 'apart'])
  })

  it('a registry and a crosswalk', async () => {
    expect(await after(registered('Ann Archer', '2021-22', 'archer_001'))).toBe(true)
    expect(await after(crosswalk('earled01', 2, 'Bob Baker'))).toBe(true)
    expect(await who('earled01')).toEqual(['nba:2', 'Bob Baker', 'crosswalk'])
  })

  it('a game that moves and makes another name the newest', async () => {
    expect(await after(nba(1, 'Ann Baker', { game: SECOND }))).toBe(true)
    expect(await after(scheduled(FIRST, '2021-10-25'))).toBe(true)
    expect(await who('archean01')).toEqual(['nba:1', 'Ann Archer', 'same name'])
  })

  it('a schedule that is the newest again and tells another day', async () => {
    await after(nba(1, 'Ann Baker', { game: SECOND }), scheduled(FIRST, '2021-10-25', { feed: 'nba_schedule_v2' }))
    await after(scheduled(FIRST, '2021-10-19', { score: 98 }))
    expect(await who('archean01')).toEqual(['nba:1', 'Ann Baker', 'same name'])
    expect(await after(scheduled(FIRST, '2021-10-25', { feed: 'nba_schedule_v2', score: 97 }))).toBe(true)
    expect(await who('archean01')).toEqual(['nba:1', 'Ann Archer', 'same name'])
  })

  it('a game crosswalk that takes a line to the game of a namesake', async () => {
    await after(nba(8, 'Jo Doe'), nba(9, 'Jo Doe', { game: SECOND, team: 'MIL' }), bref('doejo01', 'Jo Doe'))
    expect(await who('doejo01')).toEqual(['nba:8', 'Jo Doe', 'same name'])
    expect(await after(crossed(FIRST, SECOND))).toBe(true)
    expect(await who('doejo01')).toEqual(['nba:9', 'Jo Doe', 'same name'])
  })

  it('rules that were others when they were resolved', async () => {
    await versions.store.run(`update nba_processing.derivations set rules = 'older'`)
    await versions.store.run(`update nba_reference.player_identities set player_full_name = 'Somebody' where source = 'nba'`)
    expect(await after(nba(1, 'Ann Archer', { points: 2, game: SECOND }))).toBe(true)
    expect(await after(nba(1, 'Ann Archer', { points: 3, game: SECOND }))).toBe(false)
  })
})

describe('game states follow', () => {
  async function states(): Promise<unknown[]> {
    const rows = await versions.store.rows(`select state, box_teams from nba_reference.game_states where ended_by is null order by nba_game_id`)
    return rows.map(row => Object.values(row).join(' '))
  }

  it('scores, and box scores that come and go', async () => {
    expect(await states()).toEqual(['final 1', 'final 1'])
    await after(scheduled(SECOND, '2021-10-20', { score: null }))
    expect(await states()).toEqual(['final 1', 'upcoming 1'])
    await after(teamTotal(SECOND, 'GSW'))
    expect(await states()).toEqual(['final 1', 'final 2'])
    await after(gone(teamTotal(SECOND, 'GSW')))
    expect(await states()).toEqual(['final 1', 'upcoming 1'])
  })

  it('the schedule that is the newest, whatever is new in it', async () => {
    await after(scheduled(SECOND, '2021-10-20', { feed: 'nba_schedule_v2', score: null }))
    expect(await states()).toEqual(['final 1', 'upcoming 1'])
    await after(scheduled(SECOND, '2021-10-20', { arena: 'B' }))
    expect(await states()).toEqual(['final 1', 'final 1'])
  })

  it('nothing else: they are not computed for a correction of points', async () => {
    await versions.store.run(`update nba_reference.game_states set state = 'untouched'`)
    await versions.land([nba(1, 'Ann Archer', { points: 31 }), bref('archean01', 'Ann Archer', { points: 31 })])
    await versions.settle()
    expect(await states()).toEqual(['untouched 1', 'untouched 1'])
  })
})
