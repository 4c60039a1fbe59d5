import { spawn } from 'node:child_process'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BackcourtError, QueryError } from '../../src/errors.ts'
import { CALLS, FaultyServer, PASSING, REFUSING, type Call, type Fault } from './faulty-server.ts'
import { serverHint, serverMissing, startServer, type LocalServer } from './server.ts'
import { atDesk, contentsOf, doSmallWork, letJobsEnd, letLeaseExpire, WHOLE, type SmallWork } from './small-work.ts'

/** How many of all are tried. */
const ALL = process.env['BACKCOURT_WAREHOUSE_FAULTS'] === 'all'
const KILLS = Number(process.env['BACKCOURT_WAREHOUSE_KILLS'] ?? 3)
const LONG = 600_000

/** Every fault with every call; in the sample each fault once and each call once at least. */
function pairs(faults: readonly Fault[], from: number): (readonly [Fault, Call])[] {
  const every = faults.flatMap(fault => CALLS.map(call => [fault, call] as const))
  return ALL ? every : every.filter((_, place) => place % 6 === from)
}

describe.skipIf(serverMissing)(`a warehouse${serverHint}`, { timeout: LONG }, () => {
  let server: LocalServer
  let faulty: FaultyServer
  let number = 0

  beforeAll(async () => {
    server = await startServer()
    faulty = await FaultyServer.start(server.address)
  }, LONG)
  afterAll(() => {
    faulty.stop()
    server.stop()
  })

  /** A warehouse of its own. What is held up on purpose must not count as lost. */
  function fresh(timeout = 300): { as(owner: string): SmallWork } {
    number += 1
    const address = `bigquery://test/f${number}_?location=EU&timeout=${timeout}s`
    const world = number
    return { as: owner => ({ address, server: faulty.address, owner: `${owner} of ${world}` }) }
  }

  it.each(pairs(PASSING, 0))('has every row and unit once, whatever passes: %s, at "%s"', async (fault, call) => {
    const work = fresh(fault === 'no answer in time' ? 8 : undefined).as('process 1')
    const spoiled = faulty.spoil(call, fault)
    await doSmallWork(work)
    expect(spoiled.done()).toBe(true)
    expect(await contentsOf(work)).toEqual(WHOLE)
  })

  it.each(pairs(REFUSING, 2))('tells what was refused, and goes on when it no longer is: %s, at "%s"', async (fault, call) => {
    const warehouse = fresh()
    const spoiled = faulty.spoil(call, fault)
    const failure: unknown = await doSmallWork(warehouse.as('process 1')).catch((error: unknown) => error)
    expect(spoiled.done()).toBe(true)
    expect(failure === undefined || failure instanceof BackcourtError || failure instanceof QueryError).toBe(true)
    if (failure !== undefined) await letLeaseExpire(warehouse.as('nobody'))
    await doSmallWork(warehouse.as('process 2'))
    expect(await contentsOf(warehouse.as('process 2'))).toEqual(WHOLE)
  })

  it('is told facts that changed at its desk before something is computed of them; the ledger can wait', async () => {
    const work = fresh().as('process 1')
    await doSmallWork(work)
    await atDesk(work, async desk => {
      faulty.jobs.clear()
      await desk.store.run('update nba_processing.units set rows_written = 0')
      await desk.commitFacts()
      expect([...faulty.jobs.values()]).toEqual([])
      await desk.store.run('delete from nba_reference.facts where number = 1')
      await desk.commitFacts()
      expect([...faulty.jobs.values()]).toEqual(['send file', 'start writing'])
    })
    expect(await contentsOf(work)).toEqual({ ...WHOLE, facts: WHOLE.facts - 1, different_facts: WHOLE.facts - 1, written: 0 })
  })

  it('lets one of two writers work, and the other one find everything done', async () => {
    const warehouse = fresh()
    const [first, second] = ['process 1', 'process 2'].map(owner => warehouse.as(owner)) as [SmallWork, SmallWork]
    const held = faulty.holdNextJob('select number, game_date, square')
    const working = doSmallWork(first)
    await held.reached
    await expect(doSmallWork(second)).rejects.toMatchObject({ code: 'store_locked', message: expect.stringContaining('process 1') as unknown })
    held.go()
    await working
    await doSmallWork(second)
    expect(await contentsOf(second)).toEqual(WHOLE)
  })

  it('is not touched by who left it to his first job to take it, and was late', async () => {
    const warehouse = fresh()
    const held = faulty.holdNextJob('create or replace table')
    const late = doSmallWork(warehouse.as('process 1')).catch((error: unknown) => error)
    await held.reached
    await doSmallWork(warehouse.as('process 2'))
    held.go()
    expect(await late).toMatchObject({ code: 'store_locked', message: expect.stringContaining('was taken over') as unknown })
    await doSmallWork(warehouse.as('process 1'))
    expect(await contentsOf(warehouse.as('process 2'))).toEqual(WHOLE)
  })

  it('is written by nobody whose lease ran out, though his script was under way', async () => {
    const warehouse = fresh()
    const held = faulty.holdNextJob('select number, game_date, square')
    const late = doSmallWork(warehouse.as('process 1')).catch((error: unknown) => error)
    await held.reached
    await letLeaseExpire(warehouse.as('nobody'))
    await doSmallWork(warehouse.as('process 2'))
    held.go()
    expect(await late).toMatchObject({ code: 'store_locked', message: expect.stringContaining('was taken over') as unknown })
    expect(await contentsOf(warehouse.as('process 2'))).toEqual(WHOLE)
  })

  it(
    `is whole after its writer was killed at ${KILLS} points and another one went on`,
    async () => {
      const before = faulty.requests
      await doSmallWork(fresh().as('process 1'))
      const requests = faulty.requests - before
      for (let point = 0; point < KILLS; point += 1) {
        const warehouse = fresh()
        const at = 1 + Math.floor(((point + 0.5) * requests) / KILLS)
        expect(await killedAt(at, warehouse.as('process 1')), `at request ${at} of ${requests}`).toBe('SIGKILL')
        await letJobsEnd(faulty, server.address)
        await letLeaseExpire(warehouse.as('nobody'))
        await doSmallWork(warehouse.as('process 2'))
        expect(await contentsOf(warehouse.as('process 2')), `after request ${at} of ${requests}`).toEqual(WHOLE)
      }
    },
    3 * LONG,
  )

  /** Kills a process that does the work when its request of that number has arrived; the request passes. */
  async function killedAt(at: number, work: SmallWork): Promise<string | null> {
    const script = path.join(import.meta.dirname, 'small-work-alone.ts')
    const child = spawn(process.execPath, ['--import', 'tsx', script, JSON.stringify(work)], { stdio: 'ignore' })
    const before = faulty.requests
    faulty.onRequest = number => {
      if (number === before + at) child.kill('SIGKILL')
    }
    const signal = await new Promise<string | null>(resolve => {
      child.on('close', (_, by) => {
        resolve(by)
      })
    })
    faulty.onRequest = () => undefined
    return signal
  }
})
