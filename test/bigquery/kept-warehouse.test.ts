import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bytesRead } from '../../src/apply/warehouse-cost.ts'
import { declaredTables } from '../../src/declared-tables.ts'
import { warehouseLock } from '../../src/ledger/warehouse-lock.ts'
import { models } from '../../src/nba/models/index.ts'
import { nbacInactivePlayers } from '../../src/nba/sources/nbac-inactive-players.ts'
import { bigquery } from '../../src/sql/bigquery.ts'
import type { BigqueryWarehouse } from '../../src/store/bigquery/bigquery-warehouse.ts'
import { openWarehouse } from '../../src/store/bigquery/open-warehouse.ts'
import { createTable } from '../../src/table/ddl.ts'
import { fakeWorld } from '../cli/fake-world.ts'
import { examplesOf, ownerStatements } from '../hash/owner-tables.ts'
import { serverHint, serverMissing, startServer, type LocalServer } from './server.ts'

const LONG = 600_000

type Document = Readonly<Record<string, unknown>>
interface Found {
  readonly severity: string
  readonly object: string
  readonly found: string
  readonly expected: string
  readonly repair: string
}

describe.skipIf(serverMissing)(`warehouses that somebody keeps${serverHint}`, { timeout: LONG }, () => {
  let server: LocalServer
  let folder: string

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'backcourt-kept-'))
    server = await startServer()
  }, LONG)
  afterAll(() => {
    server.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  function opened(address: string, creates: 'tables' | 'nothing'): Promise<BigqueryWarehouse> {
    return openWarehouse(address, { server: server.address, owner: 'test', command: 'test', tables: declaredTables(), lock: warehouseLock, creates })
  }

  function there(address: string, ...argv: readonly string[]): Promise<{ readonly code: number; readonly document: Document }> {
    const env = { BIGQUERY_EMULATOR_HOST: server.address, BACKCOURT_DESK: path.join(folder, 'desk') }
    return fakeWorld({ cwd: folder, env }).json(...argv, '--warehouse', address)
  }

  async function doctor(address: string, ...options: readonly string[]): Promise<readonly Found[]> {
    const { document } = await there(address, 'doctor', ...options)
    return document['findings'] as readonly Found[]
  }

  describe('that drifted from their declarations', () => {
    const address = 'bigquery://test/d_?location=EU'
    const analytics = 'nba_analytics.player_game_summary'
    let warehouse: BigqueryWarehouse
    /** Without partitions, and with a column that refuses NULL. */
    const unpartitioned = createTable(nbacInactivePlayers, bigquery)
      .replace(/\) partition by .*$/s, ')')
      .replace('reason STRING', 'reason STRING not null')

    beforeAll(async () => {
      warehouse = await opened(address, 'tables')
      await warehouse.script([
        'drop table nba_static.travel_distances',
        'drop table nba_raw.nbac_schedule',
        'alter table nba_raw.bref_games alter column feed drop not null',
        'alter table nba_raw.bref_officials rename column official_name to referee_name',
        `alter table ${analytics} drop column usage_rate`,
        `alter table ${analytics} add column usage_rate NUMERIC`,
        'alter table nba_analytics.team_offense_game_summary drop column possessions',
        'alter table nba_analytics.team_offense_game_summary add column possessions INT64',
        `alter table ${analytics} drop column points`,
        `alter table ${analytics} add column points STRING`,
        'drop table nba_raw.nbac_inactive_players',
        unpartitioned,
        'create table nba_processing.stage_left as select 1 as one',
      ])
    }, LONG)

    it('are examined: each finding has the statement that repairs it', async () => {
      const found = await doctor(address)
      expect(found.map(({ severity, object, found: is }) => `${severity}: ${object}: ${is}`).toSorted()).toEqual([
        `error: ${analytics}.points: STRING`,
        `error: ${analytics}.usage_rate: NUMERIC`,
        'error: nba_analytics.team_offense_game_summary.possessions: INT64',
        'error: nba_raw.bref_officials.official_name: no such column, but referee_name, which is not declared',
        'error: nba_raw.nbac_inactive_players.reason: REQUIRED',
        'error: nba_raw.nbac_schedule: no such table',
        'warning: nba_processing.stage_left: rows between two jobs of a run that died',
        'warning: nba_raw.bref_games.feed: NULLABLE',
        'warning: nba_raw.nbac_inactive_players: not partitioned: each step reads all of it',
        'warning: nba_static.travel_distances: no such table; it is optional: what it would tell is NULL, or computed',
      ])
    })

    it('are repaired by --fix where no value is touched, and for the rest by the statements that are told', async () => {
      const left = await doctor(address, '--fix')
      expect(left.map(({ object }) => object).toSorted()).toEqual([
        `${analytics}.points`,
        'nba_raw.bref_games.feed',
        'nba_raw.bref_officials.official_name',
        'nba_raw.nbac_inactive_players',
      ])
      for (const { repair } of left) await warehouse.script(repair.split('; '))
      expect(await doctor(address)).toEqual([])
    })

    it('are told apart from those that are elsewhere', async () => {
      const found = await doctor(address.replace('EU', 'US'))
      expect(found).toHaveLength(5)
      expect(found[0]).toMatchObject({
        severity: 'error',
        found: 'in EU',
        expected: 'in US',
        repair: expect.stringContaining('location=EU') as unknown,
      })
    })
  })

  describe('in the shape of an owner', () => {
    const address = 'bigquery://test?location=EU'

    beforeAll(async () => {
      // The owner has analytics tables only, and none of ours.
      const lock = { ...warehouseLock, name: 'of_the_owner' }
      const owners = await openWarehouse(address, { server: server.address, owner: 'owner', command: 'load', tables: [], lock, creates: 'tables' })
      // The server takes no notice of where CREATE SCHEMA wants a dataset.
      await fetch(`${server.address}/bigquery/v2/projects/test/datasets`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ datasetReference: { projectId: 'test', datasetId: 'nba_analytics' }, location: 'EU' }),
      })
      await owners.script(ownerStatements(bigquery, true))
      await owners.script([`update nba_analytics.${models[0]!.name} set data_hash = null where true`])
    }, LONG)

    it('have hashes of recipe seed-1, which are verified in the warehouse', async () => {
      const { code, document } = await there(address, 'hash', 'verify')
      const tables = document['tables'] as readonly Document[]
      expect([code, document['error']]).toEqual([0, undefined])
      expect(tables.map(({ recipe, rows, equal, different, absent }) => ({ recipe, rows, equal, different, absent }))).toEqual(
        models.map((model, place) => {
          const rows = examplesOf(model)
          return { recipe: 'seed-1', rows, equal: place === 0 ? 0 : rows, different: 0, absent: place === 0 ? rows : 0 }
        }),
      )
    })

    it('are stamped where hashes are missing', async () => {
      const { code, document } = await there(address, 'hash', 'stamp')
      expect([code, (document['tables'] as readonly Document[])[0]]).toEqual([
        0,
        expect.objectContaining({ stamped: examplesOf(models[0]!), already: 0 }),
      ])
      const verified = await there(address, 'hash', 'verify', '--table', models[0]!.name)
      expect(verified.document['tables']).toMatchObject([{ different: 0, absent: 0, equal: examplesOf(models[0]!) }])
    })
  })
})

describe('bytes that a statement reads', () => {
  it('are the sizes of the columns that it names times the rows of its tables', () => {
    const kept = { rows: 1000, bytes: 0 }
    const tables = new Map([
      [
        'nba_raw.games',
        {
          ...kept,
          columns: new Map([
            ['game_date', 'DATE'],
            ['home', 'STRING'],
            ['is_final', 'BOOLEAN'],
            ['unread', 'STRING'],
          ]),
        },
      ],
      ['nba_raw.others', { ...kept, columns: new Map([['game_date', 'DATE']]) }],
    ])
    // 8 for the date, 16 for the text, 1 for the flag.
    expect(bytesRead('select g.game_date, home from nba_raw.games as g where is_final', tables)).toBe(1000 * (8 + 16 + 1))
  })
})
