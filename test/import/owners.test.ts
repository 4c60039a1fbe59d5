import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseDay } from '../../src/calendar.ts'
import { warehouseFeeds } from '../../src/check/store-contents.ts'
import { readOwners } from '../../src/import/owners/read-owners.ts'
import { settleImports } from '../../src/import/settle/settle.ts'
import { openStore } from '../../src/open-store.ts'
import { Desk } from '../../src/store/desk.ts'
import { DuckdbEngine } from '../../src/store/duckdb/engine.ts'
import { openDuckdb } from '../../src/store/duckdb/duckdb.ts'
import type { TableFacts, Warehouse } from '../../src/store/engine.ts'
import type { Row, Store } from '../../src/store/store.ts'

/** An engine whose owner has tables of his own in a schema beside ours: a warehouse as far as reading it goes. */
class OwnersEngine extends DuckdbEngine {
  async owners(): Promise<ReadonlyMap<string, TableFacts>> {
    const found = [...(await this.tables())].filter(([name]) => name.startsWith('owners_'))
    return new Map(found.map(([name, facts]) => [name.slice('owners_'.length), facts]))
  }
}

const SCHEDULE = 'owners_nba_raw.nbac_schedule'
const LINES = 'owners_nba_raw.nbac_player_boxscores'

describe('raw tables that their owner loads himself', () => {
  let folder: string
  let owner: Store
  let store: Store

  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'backcourt-owners-'))
    owner = await openDuckdb(':memory:')
    store = await openStore(':memory:')
    store.desk = new Desk(store, new OwnersEngine(owner) as unknown as Warehouse, { tables: [], folder })
    await owner.run(`
      create schema owners_nba_raw;
      create table ${SCHEDULE} (game_id varchar, game_date date, season_year bigint, home_team_tricode varchar, away_team_tricode varchar, game_status bigint,
        home_team_score bigint, away_team_score bigint, is_primetime boolean, processed_at timestamp);
      insert into ${SCHEDULE} values
        ('0022100001', '2021-10-19', 2021, 'MIL', 'BKN', 3, 127, 104, true, '2021-10-20 09:00:00'),
        ('0022100001', '2021-10-19', 2021, 'MIL', 'BKN', 1, null, null, true, '2021-10-25 09:00:00'),
        ('0022100002', '2021-10-20', 2021, 'LAL', 'GSW', 3, 114, 121, true, '2021-10-20 09:00:00');
      create table ${LINES} (game_id varchar, game_date date, nba_player_id bigint, player_full_name varchar, player_lookup varchar, team_abbr varchar,
        minutes varchar, points bigint, game_status varchar, data_hash varchar);
      insert into ${LINES} values
        ('20211019_MIL_BKN', '2021-10-19', 1, 'Ann Archer', 'annarcher', 'MIL', '36', 20, 'Final', 'a'),
        ('20211019_BKN_MIL', '2021-10-19', 2, 'Bob Baker', 'bobbaker', 'BKN', '30:31', 10, 'Final', 'b'),
        ('20211020_GSW_LAL', '2021-10-20', 3, 'Cid Carter', 'cidcarter', 'LAL', '12', 5, 'Final', 'c'),
        ('20211020_GSW_LAL', '2021-10-20', 4, 'Dan Drew', 'dandrew', 'GSW', '12', 5, 'In Progress', 'd'),
        ('20211021_ATL_DAL', '2021-10-21', 5, 'Eve Evans', 'eveevans', 'DAL', '12', 5, 'Final', 'e')`)
  })
  afterEach(async () => {
    await store.close()
    await owner.close()
    rmSync(folder, { recursive: true, force: true })
  })

  function read(first = '2021-07-01', last = '2022-10-10'): Promise<readonly string[]> {
    return readOwners(store, { range: { first: parseDay(first, 'first'), last: parseDay(last, 'last') }, now: '2021-11-02T09:00:00.000Z' })
  }

  function current(table: string, columns: string): Promise<Row[]> {
    return store.rows(`select ${columns} from nba_raw.${table} where ended_by is null order by all`)
  }

  it('are read as they are: declared columns under their names, others by what the reference called them, the rest is NULL', async () => {
    expect(await read()).toEqual([
      expect.stringMatching(
        /^nba_raw.nbac_schedule holds other rows .* on 2 dates from 2021-10-19 to 2021-10-20: 2 new or changed, 0 ended; left out: 1 row beside another/,
      ),
      expect.stringMatching(
        /^nba_raw.nbac_player_boxscores .* 3 new or changed, 0 ended; left out: 1 row of no game of the schedule; it has no dnp_reason, starter, .*: NULL$/,
      ),
    ])
    expect(await current('nbac_schedule', 'nba_game_id, game_id, game_status, home_team_score, feed, arena_name, source_file')).toEqual([
      {
        nba_game_id: '0022100001',
        game_id: '20211019_BKN_MIL',
        game_status: 3,
        home_team_score: 127,
        feed: 'nba_schedule_v2',
        arena_name: null,
        source_file: 'nba_raw.nbac_schedule',
      },
      {
        nba_game_id: '0022100002',
        game_id: '20211020_GSW_LAL',
        game_status: 3,
        home_team_score: 114,
        feed: 'nba_schedule_v2',
        arena_name: null,
        source_file: 'nba_raw.nbac_schedule',
      },
    ])
    expect(
      await current(
        'nbac_player_boxscores',
        'nba_player_id as id, nba_game_id, game_id, player_status, seconds_played as s, minutes_rounded as m, points',
      ),
    ).toEqual([
      { id: 1, nba_game_id: '0022100001', game_id: '20211019_BKN_MIL', player_status: 'active', s: null, m: 36, points: 20 },
      { id: 2, nba_game_id: '0022100001', game_id: '20211019_BKN_MIL', player_status: 'active', s: 1831, m: null, points: 10 },
      { id: 3, nba_game_id: '0022100002', game_id: '20211020_GSW_LAL', player_status: 'active', s: null, m: 12, points: 5 },
    ])
  })

  it('are not read again while no column that is read differs', async () => {
    await read()
    await owner.run(`update ${LINES} set data_hash = 'z'`)
    expect(await read()).toEqual([])
  })

  it('are found by digest where their owner changed a row, and only the rows of that date are compared', async () => {
    await read()
    await settleImports(store)
    await owner.run(`update ${LINES} set points = 21 where nba_player_id = 1`)
    expect(await read()).toEqual([
      expect.stringContaining('nba_raw.nbac_player_boxscores holds other rows than were read last on 2021-10-19: 1 new or changed, 1 ended'),
    ])
    const versions = await store.rows(
      'select points, import_number, ended_by from nba_raw.nbac_player_boxscores where nba_player_id = 1 order by import_number',
    )
    expect(versions).toEqual([
      { points: 20, import_number: 1, ended_by: 2 },
      { points: 21, import_number: 2, ended_by: null },
    ])
  })

  it('end with their rows: a deleted one, and all of a date', async () => {
    await read()
    await owner.run(`delete from ${LINES} where nba_player_id = 2 or game_date = date '2021-10-20'`)
    expect(await read()).toEqual([expect.stringMatching(/on 2 dates from 2021-10-19 to 2021-10-20: 0 new or changed, 2 ended/)])
    expect(await current('nbac_player_boxscores', 'nba_player_id')).toEqual([{ nba_player_id: 1 }])
    expect(await read()).toEqual([])
  })

  it('take the rows of other tables along when a game moves to another day', async () => {
    await read()
    await owner.run(`update ${SCHEDULE} set game_date = date '2021-10-22' where game_id = '0022100002'`)
    await read()
    expect(await current('nbac_player_boxscores', 'nba_player_id, cast(game_date as varchar) as day')).toContainEqual({
      nba_player_id: 3,
      day: '2021-10-22',
    })
  })

  it('are read for the range that is asked for', async () => {
    await read('2021-10-20', '2021-10-20')
    expect(await current('nbac_schedule', 'nba_game_id')).toEqual([{ nba_game_id: '0022100002' }])
  })

  it('tell versions where they have them, of which the current ones count', async () => {
    await owner.run(`alter table ${SCHEDULE} add column ended_by bigint; update ${SCHEDULE} set ended_by = 1 where game_id = '0022100001'`)
    await read()
    expect(await current('nbac_schedule', 'nba_game_id')).toEqual([{ nba_game_id: '0022100002' }])
  })

  it('are not read without the columns that tell their rows apart, and the sentence says so', async () => {
    await owner.run(`alter table ${LINES} drop column nba_player_id; create table owners_nba_raw.nbac_team_boxscore (team_abbr varchar)`)
    expect(await read()).toEqual([
      'nba_raw.nbac_player_boxscores is not read: it has no nba_player_id',
      'nba_raw.nbac_team_boxscore is not read: its rows have no game_date of type DATE',
      expect.stringContaining('nba_raw.nbac_schedule'),
    ])
  })

  it('have none in a store in a file', async () => {
    store.desk = undefined
    expect(await read()).toEqual([])
  })

  it('are counted by feed and range, beside those of ours', async () => {
    await owner.run(
      `create schema nba_raw; create table nba_raw.bref_games as select 'basketball_reference' as feed, date '2021-10-19' as game_date, null as ended_by`,
    )
    const engine = new OwnersEngine(owner) as unknown as Warehouse
    expect(await warehouseFeeds(engine, await engine.tables())).toEqual([
      { table: 'nba_raw.bref_games', feed: 'basketball_reference', rows: 1, first_date: '2021-10-19', last_date: '2021-10-19' },
      { table: 'nba_raw.nbac_player_boxscores', feed: '–', rows: 5, first_date: '2021-10-19', last_date: '2021-10-21' },
      { table: 'nba_raw.nbac_schedule', feed: '–', rows: 3, first_date: '2021-10-19', last_date: '2021-10-20' },
    ])
  })
})
