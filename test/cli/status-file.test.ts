import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { readStatus, removeStatus, statusPath, writeStatus } from '../../src/cli/status-file.ts'
import { temporaryFolder } from './fake-world.ts'

const STATUS = {
  run: 3,
  pid: 4711,
  command: 'backfill',
  started_at: '2026-11-23T09:00:00.000Z',
  units_done: 1,
  units_planned: 50,
  rate: 2,
  eta_ms: 24_500,
}

describe('the status beside a store', () => {
  it('is there while a run is on, and gone after it', () => {
    const store = path.join(temporaryFolder(), 'x.duckdb')
    writeStatus(store, STATUS)
    expect(readStatus(store)).toEqual(STATUS)
    removeStatus(store)
    expect(readStatus(store)).toBeUndefined()
  })

  it('that cannot be written or taken away is no reason to fail', () => {
    const store = path.join(temporaryFolder(), 'x.duckdb')
    mkdirSync(statusPath(store))
    writeStatus(store, STATUS)
    removeStatus(store)
    expect(readStatus(store)).toBeUndefined()
  })
})
