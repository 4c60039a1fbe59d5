import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { playerIdentities } from '../../src/nba/player-identities.ts'
import { nbaPlayersRegistry } from '../../src/nba/sources/nba-players-registry.ts'
import { playerAliases } from '../../src/nba/sources/player-aliases.ts'
import { playerCrosswalk } from '../../src/nba/sources/player-crosswalk.ts'
import { type Person, SmallSeason } from '../season/small-season.ts'

const DAY = '2021-11-01'
let season: SmallSeason

beforeEach(async () => {
  season = await SmallSeason.open()
})
afterEach(() => season.close())

function person(nbaId: number, nbaName: string, brefName: string): Person {
  return { nbaId, nbaName, brefId: `b${nbaId}`, brefName }
}

/** Who a Basketball-Reference id is, and by which rule. */
async function bref(id: string): Promise<unknown[]> {
  const rows = await season.facts<Record<string, unknown>>(
    playerIdentities,
    'person_id, player_lookup, linked_by',
    `source = 'bref' and source_player_id = '${id}'`,
  )
  return Object.values(rows[0] ?? {})
}

async function land(): Promise<readonly string[]> {
  return (await season.land()).findings
}

describe('a person', () => {
  it('has one name and lookup in all tables, that of NBA.com, whatever each source calls him', async () => {
    const ann = person(7, 'Ann Archer', 'Ánn Ârcher')
    season.game(DAY, 'BKN@MIL').final(90, 80).plays('MIL', ann)
    season.game('2021-11-02', 'BKN@MIL').final(90, 80).inactive('MIL', ann)
    season.game('2021-11-03', 'BKN@MIL').final(90, 80).sits('MIL', ann)
    season.game('2021-11-04', 'BKN@MIL')
    await season.build({ first: DAY, last: '2021-11-04' })
    const names = `player_full_name || ' ' || player_lookup || ' ' || universal_player_id as who`
    const who = await season.rows('upcoming_player_game_context', 'true', names)
    expect(who.map(row => row['who'])).toEqual(Array.from({ length: 4 }, () => 'Ann Archer annarcher annarcher_7'))
    expect(await season.rows('player_game_summary', 'true', names)).toEqual([{ who: 'Ann Archer annarcher annarcher_7' }])
  })

  it('has the name of his newest game at NBA.com in all games', async () => {
    season
      .game(DAY, 'BKN@MIL')
      .final(90, 80)
      .plays('MIL', { ...person(7, 'Ann Archer', 'Ann Archer') })
    season
      .game('2021-11-02', 'BKN@MIL')
      .final(90, 80)
      .plays('MIL', { ...person(7, 'Ann Baker', 'Ann Archer') })
    await season.build()
    expect(await season.rows('player_game_summary', 'true', 'game_date, player_full_name, universal_player_id')).toEqual([
      { game_date: DAY, player_full_name: 'Ann Baker', universal_player_id: 'annbaker_7' },
      { game_date: '2021-11-02', player_full_name: 'Ann Baker', universal_player_id: 'annbaker_7' },
    ])
  })

  it('is joined by the crosswalk, whatever the names, and is named by it when NBA.com has no game of him', async () => {
    const crosswalk = { feed: 'basketball_reference', source: 'bref', nba_name: 'Ann Archer', nba_lookup: 'annarcher' }
    season.put(playerCrosswalk, { ...crosswalk, source_player_id: 'b7', nba_player_id: 7 })
    season.put(playerCrosswalk, { ...crosswalk, source_player_id: 'b8', nba_player_id: 8, nba_name: 'Bob Baker', nba_lookup: 'bobbaker' })
    season
      .game(DAY, 'BKN@MIL')
      .plays('MIL', person(7, 'Ann Archer', 'Somebody Else'), { feeds: ['log'] })
      .plays('BKN', person(7, '', 'Somebody Else'), { feeds: ['bref'] })
    season.game(DAY, 'GSW@LAL').inactive('LAL', person(8, '', 'Robert Baker'))
    await land()
    expect(await bref('b7')).toEqual(['nba:7', 'annarcher', 'crosswalk'])
    expect(await bref('b8')).toEqual(['nba:8', 'bobbaker', 'crosswalk'])
  })

  it('is joined by the same name', async () => {
    season.game(DAY, 'BKN@MIL').plays('MIL', person(7, 'Ann Archer', 'Ann Archer'))
    season
      .game('2022-05-01', 'BKN@MIL', { kind: '004' })
      .plays('MIL', person(8, '', 'Cal Carter'), { feeds: ['bref'] })
      .plays('BKN', 'Bob Baker')
    season.game('2021-11-02', 'BKN@MIL').plays('BKN', person(8, 'Cal Carter', ''), { feeds: ['log'] })
    await land()
    expect(await bref('b7')).toEqual(['nba:7', 'annarcher', 'same name'])
    expect(await bref('b8')).toEqual(['nba:8', 'calcarter', 'same name'])
  })

  it('is joined by NBA.com’s list, where that has one person of his name in those years and no game of NBA.com names him', async () => {
    const listed = (id: number, lookup: string, years: string): void => {
      const of = { feed: 'nba_players', player_lookup: lookup, nba_player_id: id, season: years, team_abbr: String(id) }
      season.put(nbaPlayersRegistry, { ...of, universal_player_id: `nba:${id}` })
    }
    listed(7, 'annarcher', '2019-2023')
    listed(70, 'annarcher', '1990-2001')
    listed(8, 'bobbaker', '2019-2021')
    listed(80, 'bobbaker', '2020-2024')
    listed(9, 'calcarter', '2010-2015')
    season
      .game(DAY, 'BKN@MIL')
      .plays('MIL', person(7, '', 'Ann Archer'), { feeds: ['bref'] })
      .plays('MIL', person(8, '', 'Bob Baker'), { feeds: ['bref'] })
    season.game(DAY, 'GSW@LAL').inactive('LAL', person(9, '', 'Cal Carter'))
    await land()
    expect(await bref('b7')).toEqual(['nba:7', 'annarcher', 'same name'])
    expect(await bref('b8')).toEqual(['bref:b8', 'bobbaker', 'apart'])
    expect(await bref('b9')).toEqual(['bref:b9', 'calcarter', 'apart'])
  })

  it('is joined by an alias in force', async () => {
    season.put(playerAliases, { feed: 'user', alias_lookup: 'bobbybaker', nba_canonical_lookup: 'robertbaker', is_active: true })
    season.put(playerAliases, { feed: 'user', alias_lookup: 'anniearcher', nba_canonical_lookup: 'annarcher', is_active: false })
    season
      .game(DAY, 'BKN@MIL')
      .plays('MIL', person(7, 'Robert Baker', ''), { feeds: ['log'] })
      .plays('MIL', person(8, 'Ann Archer', ''), { pts: 1, feeds: ['log'] })
    season
      .game('2021-11-02', 'BKN@MIL')
      .inactive('MIL', person(7, '', 'Bobby Baker'))
      .inactive('MIL', person(8, '', 'Annie Archer'))
    await land()
    expect(await bref('b7')).toEqual(['nba:7', 'robertbaker', 'alias'])
    expect(await bref('b8')).toEqual(['bref:b8', 'anniearcher', 'apart'])
  })

  it('is joined by a name that is equal but for the suffix, in the same game and team, and then in all his games', async () => {
    const morris = person(7, 'Max Moore Sr.', 'Max Moore')
    season
      .game(DAY, 'BKN@MIL')
      .final(90, 80)
      .plays('MIL', morris, { pts: 3 })
      .plays('MIL', person(8, 'Mel Moore Jr.', 'Mel Moore II'), { pts: 3 })
    season.game('2021-11-02', 'BKN@MIL').final(90, 80).inactive('MIL', morris)
    await season.build()
    expect(await bref('b7')).toEqual(['nba:7', 'maxmooresr', 'suffix'])
    expect(await bref('b8')).toEqual(['nba:8', 'melmoorejr', 'suffix'])
    expect(await season.rows('player_game_summary', 'true', 'player_lookup, data_sources')).toEqual([
      { player_lookup: 'maxmooresr', data_sources: ['bref_player_boxscores', 'nbac_player_boxscores'] },
      { player_lookup: 'melmoorejr', data_sources: ['bref_player_boxscores', 'nbac_player_boxscores'] },
    ])
    expect(await season.rows('upcoming_player_game_context', `game_date = '2021-11-02'`, 'player_lookup, days_rest')).toEqual([
      { player_lookup: 'maxmooresr', days_rest: 1 },
      { player_lookup: 'melmoorejr', days_rest: 1 },
    ])
  })

  it('is joined by an identical stat line that is unique in the game and team', async () => {
    season
      .game(DAY, 'BKN@MIL')
      .plays('MIL', person(7, 'Ann Archer', 'Anna Bowman'), { pts: 12, ast: 3 })
      .plays('MIL', person(8, 'Bob Baker', 'Robert Cook'), { pts: 5 })
    await land()
    expect(await bref('b7')).toEqual(['nba:7', 'annarcher', 'stat line'])
    expect(await bref('b8')).toEqual(['nba:8', 'bobbaker', 'stat line'])
  })

  it('has the universal id of a user’s registry, of its newest season', async () => {
    const entry = { feed: 'user', player_lookup: 'annarcher', team_abbr: '', nba_player_id: 7 }
    season.put(nbaPlayersRegistry, { ...entry, season: '2020-21', universal_player_id: 'old_1' })
    season.put(nbaPlayersRegistry, { ...entry, season: '2021-22', universal_player_id: 'archer_001' })
    season
      .game(DAY, 'BKN@MIL')
      .final(90, 80)
      .plays('MIL', person(7, 'Ann Archer', 'Ann Archer'))
    await season.build()
    expect(await season.rows('player_game_summary', 'true', 'universal_player_id')).toEqual([{ universal_player_id: 'archer_001' }])
  })
})

describe('a registry entry with an NBA person id', () => {
  const entry = { feed: 'user', season: '', team_abbr: '' }

  it('gives that person lookup and universal id, whatever his name, at every source that is linked to him', async () => {
    season.put(nbaPlayersRegistry, { ...entry, player_lookup: 'archer2', universal_player_id: 'archer_2', nba_player_id: 7 })
    season.game(DAY, 'BKN@MIL').plays('MIL', person(7, 'Ann Archer', 'Ann Archer'))
    await land()
    const identities = await season.facts(playerIdentities, 'source, player_lookup, universal_player_id')
    expect(identities).toEqual(['bref', 'nba'].map(source => ({ source, player_lookup: 'archer2', universal_player_id: 'archer_2' })))
  })

  it('counts by its newest season', async () => {
    season.put(nbaPlayersRegistry, { ...entry, season: '2021-22', player_lookup: 'newer', universal_player_id: 'newer_7', nba_player_id: 7 })
    season.put(nbaPlayersRegistry, { ...entry, season: '2020-21', player_lookup: 'older', universal_player_id: 'older_7', nba_player_id: 7 })
    season.game(DAY, 'BKN@MIL').plays('MIL', person(7, 'Ann Archer', 'Ann Archer'))
    await land()
    expect(await bref('b7')).toEqual(['nba:7', 'newer', 'same name'])
  })

  it('says nothing of his namesakes', async () => {
    season.put(nbaPlayersRegistry, { ...entry, player_lookup: 'jodoe', universal_player_id: 'doe_first', nba_player_id: 7 })
    season.game(DAY, 'BKN@MIL').plays('MIL', person(7, 'Jo Doe', 'Jo Doe'))
    season.game(DAY, 'GSW@LAL').plays('LAL', person(8, 'Jo Doe', 'Jo Doe'))
    await land()
    const ids = await season.facts(playerIdentities, 'source_player_id, universal_player_id', `source = 'nba'`)
    expect(ids).toEqual([
      { source_player_id: '7', universal_player_id: 'doe_first' },
      { source_player_id: '8', universal_player_id: 'jodoe_8' },
    ])
  })
})

describe('a name or stat line that fits two people', () => {
  it('keeps them apart when the stat lines are equal, and says that a stat line may stand twice', async () => {
    season
      .game(DAY, 'BKN@MIL')
      .final(90, 80)
      .plays('MIL', person(7, 'Ann Archer', 'Anna Bowman'), { pts: 2 })
      .plays('MIL', person(8, 'Bob Baker', 'Robert Cook'), { pts: 2 })
    const findings = await land()
    expect(await bref('b7')).toEqual(['bref:b7', 'annabowman', 'apart'])
    expect(await bref('b8')).toEqual(['bref:b8', 'robertcook', 'apart'])
    expect(findings).toContainEqual(expect.stringMatching(/^Anna Bowman \(Basketball-Reference b7\) played for MIL in 20211101_BKN_MIL/))
  })

  it('keeps them apart when both would be equal but for the suffix', async () => {
    season
      .game(DAY, 'BKN@MIL')
      .plays('MIL', person(7, 'Max Moore Jr.', 'Max Moore'), { pts: 2 })
      .plays('MIL', person(8, 'Max Moore Sr.', 'Max Moore III'), { pts: 2 })
    await land()
    expect(await bref('b7')).toEqual(['bref:b7', 'maxmoore', 'apart'])
    expect(await bref('b8')).toEqual(['bref:b8', 'maxmooreiii', 'apart'])
  })

  it('tells namesakes apart by game and team', async () => {
    season.game(DAY, 'BKN@MIL').plays('MIL', person(7, 'Jo Doe', 'Jo Doe'))
    season.game(DAY, 'GSW@LAL').plays('LAL', person(8, 'Jo Doe', 'Jo Doe'))
    await land()
    expect(await bref('b7')).toEqual(['nba:7', 'jodoe', 'same name'])
    expect(await bref('b8')).toEqual(['nba:8', 'jodoe', 'same name'])
  })

  it('leaves a namesake apart who never shares a game with either', async () => {
    season.game(DAY, 'BKN@MIL').plays('MIL', person(7, 'Jo Doe', 'Jo Doe'))
    season.game(DAY, 'GSW@LAL').inactive('LAL', person(9, '', 'Jo Doe'))
    await land()
    expect(await bref('b9')).toEqual(['bref:b9', 'jodoe', 'apart'])
  })

  it('does not join people of different teams by suffix or stat line', async () => {
    season
      .game(DAY, 'BKN@MIL')
      .plays('MIL', person(7, 'Max Moore Jr.', ''), { pts: 4, feeds: ['log'] })
      .plays('BKN', person(7, '', 'Max Moore'), { pts: 4, feeds: ['bref'] })
    await land()
    expect(await bref('b7')).toEqual(['bref:b7', 'maxmoore', 'apart'])
  })
})

describe('two different links of one person', () => {
  it('are a finding, and the crosswalk wins', async () => {
    season.put(playerCrosswalk, {
      feed: 'basketball_reference',
      source: 'bref',
      source_player_id: 'b7',
      nba_player_id: 9,
      nba_name: 'Other One',
      nba_lookup: 'otherone',
    })
    season.game(DAY, 'BKN@MIL').plays('MIL', person(7, 'Ann Archer', 'Ann Archer'))
    const findings = await land()
    expect(await bref('b7')).toEqual(['nba:9', 'otherone', 'crosswalk'])
    expect(findings).toContainEqual(
      expect.stringMatching(/^Basketball-Reference b7 is linked to different NBA persons: .*7 by same name.*; taken: 9$/),
    )
  })

  it('are a finding too when two persons of Basketball-Reference are one of NBA.com', async () => {
    season.game(DAY, 'BKN@MIL').plays('MIL', person(7, 'Ann Archer', 'Ann Archer'))
    season.game('2021-11-02', 'BKN@MIL').plays('MIL', { ...person(7, 'Ann Archer', 'Ann Archer'), brefId: 'other01' })
    expect(await land()).toContainEqual('NBA person 7 is linked to several persons of Basketball-Reference: b7, other01')
  })
})
