import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { declaredTables } from '../../src/declared-tables.ts'
import { warehouseLock } from '../../src/ledger/warehouse-lock.ts'
import { openWarehouse } from '../../src/store/bigquery/open-warehouse.ts'
import { fakeWorld } from '../cli/fake-world.ts'
import { FaultyServer } from './faulty-server.ts'
import { serverHint, serverMissing, startServer, type LocalServer } from './server.ts'

const LONG = 600_000
type Finding = Readonly<Record<'severity' | 'object' | 'found' | 'expected' | 'repair', string>>

describe.skipIf(serverMissing)(`doctor${serverHint}`, { timeout: LONG }, () => {
  let server: LocalServer
  let proxy: FaultyServer
  let folder: string

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'backcourt-repairs-'))
    server = await startServer()
    proxy = await FaultyServer.start(server.address)
  }, LONG)
  afterAll(() => {
    proxy.stop()
    server.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  async function doctor(address: string, ...options: readonly string[]): Promise<readonly Finding[]> {
    const env = { BIGQUERY_EMULATOR_HOST: proxy.address, BACKCOURT_DESK: path.join(folder, 'desk') }
    const { document } = await fakeWorld({ cwd: folder, env }).json('doctor', ...options, '--warehouse', address)
    return document['findings'] as readonly Finding[]
  }

  /** What an owner does without SQL. */
  async function ask(method: 'POST' | 'PATCH', where: string, body: object): Promise<void> {
    const answer = await fetch(`${server.address}/bigquery/v2/projects/test/datasets${where}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(await answer.text())
  }

  describe('of a warehouse whose rows go by themselves', () => {
    const address = 'bigquery://test/e_?location=EU'
    const [officials, games] = ['bref_officials', 'bref_games'].map(name => `/e_nba_raw/tables/${name}`) as [string, string]
    const byMonth = { type: 'MONTH', field: 'game_date' }
    const endings = [
      ['alter table e_nba_raw.bref_officials set options (expiration_timestamp = null)', officials, { expirationTime: null }],
      ['alter table e_nba_raw.bref_games set options (expiration_timestamp = null)', games, { expirationTime: null }],
      [
        'alter table e_nba_raw.bref_games set options (partition_expiration_days = null)',
        games,
        { timePartitioning: { ...byMonth, expirationMs: null } },
      ],
    ] as const

    beforeAll(async () => {
      const caller = { server: server.address, owner: 'test', command: 'test' }
      await openWarehouse(address, { ...caller, tables: declaredTables(), lock: warehouseLock, creates: 'tables' })
      await ask('PATCH', officials, { expirationTime: '1900000000000' })
      await ask('PATCH', games, { expirationTime: '1900000000000', timePartitioning: { ...byMonth, expirationMs: '5184000000' } })
    }, LONG)

    it('tells the statement that ends it, for tables and for their partitions', async () => {
      const found = await doctor(address)
      expect(found.map(({ severity }) => severity)).toEqual(['error', 'error', 'error'])
      expect(found.map(({ repair }) => repair).toSorted()).toEqual(endings.map(([statement]) => statement).toSorted())
    })

    it('ends it by --fix', async () => {
      // The server fails at options that become NULL; what the service would do by the statement is done by a request.
      proxy.instead = async content => {
        let text = content.toString()
        for (const [statement, where, to] of endings) {
          if (!text.includes(statement)) continue
          await ask('PATCH', where, to)
          text = text.replace(statement, 'select 1')
        }
        return text === content.toString() ? content : Buffer.from(text)
      }
      expect(await doctor(address, '--fix')).toEqual([])
      proxy.instead = content => Promise.resolve(content)
      expect(await doctor(address)).toEqual([])
    })
  })

  describe('of a warehouse in two places', () => {
    const address = 'bigquery://test/l_'

    beforeAll(async () => {
      for (const name of ['nba_raw', 'nba_analytics', 'nba_processing', 'nba_reference', 'nba_static'])
        await ask('POST', '', { datasetReference: { projectId: 'test', datasetId: `l_${name}` }, location: name === 'nba_raw' ? 'US' : 'EU' })
    })

    it('tells how the dataset that is elsewhere comes to the others', async () => {
      expect(await doctor(address)).toEqual([
        {
          severity: 'error',
          object: 'test.l_nba_raw',
          found: 'in US',
          expected: 'in EU',
          repair: expect.stringMatching(
            /^bq --location=EU mk --dataset test:l_nba_raw_in_eu; bq mk --transfer_config .*--target_dataset=l_nba_raw_in_eu --params='{"source_dataset_id":"l_nba_raw","source_project_id":"test"}'; when that is done/,
          ) as unknown,
        },
      ])
      expect((await doctor(`${address}?location=US`)).map(({ object, expected }) => `${object} ${expected}`).toSorted()).toEqual(
        ['nba_analytics', 'nba_processing', 'nba_reference', 'nba_static'].map(name => `test.l_${name} in US`),
      )
    })

    it('moves nothing by --fix, and runs no job', async () => {
      proxy.jobs.clear()
      expect(await doctor(address, '--fix')).toHaveLength(1)
      expect([...proxy.jobs.values()]).toEqual([])
    })
  })
})
