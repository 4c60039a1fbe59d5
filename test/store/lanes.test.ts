import { availableParallelism } from 'node:os'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDuckdb } from '../../src/store/duckdb/duckdb.ts'
import { runTasks, together, type Task } from '../../src/store/lanes.ts'
import type { Store } from '../../src/store/store.ts'

let store: Store
let told: string[]
beforeEach(async () => {
  store = await openDuckdb(':memory:')
  told = []
})
afterEach(() => store.close())

/** Something that happens when the test says so. */
interface Gate {
  readonly opened: Promise<void>
  readonly open: () => void
}

function gate(): Gate {
  let open = (): void => undefined
  const opened = new Promise<void>(resolve => {
    open = resolve
  })
  return { opened, open: () => open() }
}

interface Told {
  readonly needs?: readonly Task[]
  /** It ends when this has happened. */
  readonly until?: Promise<void>
  readonly fails?: boolean
}

/** A task that tells when it starts and when it ends, and asks the store in between. */
function task(name: string, { needs = [], until, fails = false }: Told = {}): Task {
  return {
    needs,
    work: async line => {
      told.push(`${name} starts`)
      await line.rows('select 1')
      await until
      told.push(`${name} ends`)
      if (fails) throw new Error(`${name} failed`)
    },
  }
}

/** All that can happen by itself has happened. */
function settled(): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve, 60)
  })
}

/** How many of the told tasks ran at the same time at most. */
function mostAtOnce(): number {
  let running = 0
  return Math.max(...told.map(line => (running += line.endsWith('starts') ? 1 : -1)))
}

describe('tasks', () => {
  it('start in their order, and only when what they need is done', async () => {
    const [first, second] = [gate(), gate()]
    const one = task('one', { until: first.opened })
    const two = task('two', { until: second.opened })
    const both = task('both', { needs: [one, two] })
    const run = runTasks(store, [one, both, two, task('free'), task('last', { needs: [both] })], { count: 4 })
    await settled()
    expect(told).toEqual(['one starts', 'two starts', 'free starts', 'free ends'])
    first.open()
    await settled()
    expect(told.at(-1)).toBe('one ends')
    second.open()
    await run
    expect(told.slice(-5)).toEqual(['two ends', 'both starts', 'both ends', 'last starts', 'last ends'])
  })

  it('run one after the other on a single line', async () => {
    const one = task('one')
    await runTasks(store, [one, task('two'), task('three', { needs: [one] })], { count: 1 })
    expect(told).toEqual(['one starts', 'one ends', 'two starts', 'two ends', 'three starts', 'three ends'])
  })

  it.for([1, 2, 3, 5, 20])('never run more than %i at once, and as many when there are so many', async count => {
    const tasks = Array.from({ length: 12 }, (_, index) => task(String(index)))
    await runTasks(store, tasks, { count })
    expect(told).toHaveLength(24)
    expect(mostAtOnce()).toBe(Math.min(count, 12))
  })

  it('may be none', async () => {
    await expect(runTasks(store, [], { count: 3 })).resolves.toBeUndefined()
  })

  it('start nothing more after one has failed; what runs is waited for, and the first failure is thrown', async () => {
    const [early, late, good] = [gate(), gate(), gate()]
    const tasks = [
      task('late', { until: late.opened, fails: true }),
      task('early', { until: early.opened, fails: true }),
      task('good', { until: good.opened }),
      task('never'),
    ]
    const run = runTasks(store, tasks, { count: 3 }).then(
      () => told.push('all done'),
      (error: Error) => told.push(error.message),
    )
    early.open()
    await settled()
    late.open()
    await settled()
    expect(told.at(-1)).toBe('late ends')
    good.open()
    await run
    expect(told).toEqual(['late starts', 'early starts', 'good starts', 'early ends', 'late ends', 'good ends', 'early failed'])
  })

  it('that need one which failed are not an error of their own', async () => {
    const broken = task('broken', { fails: true })
    await expect(runTasks(store, [broken, task('after', { needs: [broken] })], { count: 2 })).rejects.toThrow('broken failed')
    expect(told).toEqual(['broken starts', 'broken ends'])
  })

  it('that run are finished when somebody asks to stop, and no other is started', async () => {
    let stopped = false
    const [one, two] = [gate(), gate()]
    const tasks = [task('one', { until: one.opened }), task('two', { until: two.opened }), task('three')]
    const run = runTasks(store, tasks, { count: 2, stopped: () => stopped })
    await settled()
    stopped = true
    one.open()
    await settled()
    expect(told).toEqual(['one starts', 'two starts', 'one ends'])
    two.open()
    await run
    expect(told).toEqual(['one starts', 'two starts', 'one ends', 'two ends'])
  })

  it('are not begun when somebody has asked to stop before', async () => {
    await runTasks(store, [task('one')], { count: 2, stopped: () => true })
    expect(told).toEqual([])
  })

  it('that need others which are not among them are an error, when the rest is done', async () => {
    const stranger = task('stranger')
    const tasks = [task('one', { needs: [stranger] }), task('two'), task('three', { needs: [stranger] })]
    await expect(runTasks(store, tasks, { count: 2 })).rejects.toThrow('2 tasks need others that are not among them')
    expect(told).toEqual(['two starts', 'two ends'])
  })
})

describe('the line of a task', () => {
  it('has temporary tables and transactions of its own, and shares tables and scratch tables', async () => {
    await store.run('create table shared (n integer)')
    const seen: unknown[] = []
    const made = gate()
    const looked = gate()
    const maker: Task = {
      needs: [],
      work: async line => {
        await line.run(`create temp table own (n integer); create table ${line.scratch}.beside (n integer)`)
        await line.transaction(async () => {
          await line.run('insert into shared values (1)')
          made.open()
          await looked.opened
        })
      },
    }
    const looker: Task = {
      needs: [],
      work: async line => {
        await made.opened
        seen.push(await line.rows('from own').catch(() => 'no such table'), await line.rows(`from ${line.scratch}.beside`))
        seen.push(await line.rows('from shared'))
        looked.open()
      },
    }
    await runTasks(store, [maker, looker], { count: 2 })
    expect(seen).toEqual(['no such table', [], []])
    expect(await store.rows('from shared')).toEqual([{ n: 1 }])
  })

  it('is the store itself where no other is needed', async () => {
    const lines: Store[] = []
    const work = (line: Store): Promise<void> => Promise.resolve(void lines.push(line))
    await runTasks(store, [{ needs: [], work }], { count: 8 })
    expect(lines).toEqual([store])
  })

  it.for(['done', 'failed'])('is closed when all is %s, and the store stays open', async how => {
    const lines = new Set<Store>()
    const work = async (line: Store): Promise<void> => {
      lines.add(line)
      await settled()
      if (how === 'failed') throw new Error('failed')
    }
    const tasks = [0, 1, 2].map(() => ({ needs: [], work }))
    await runTasks(store, tasks, { count: 3 }).catch(() => undefined)
    lines.delete(store)
    expect(lines.size).toBe(2)
    for (const line of lines) await expect(line.rows('select 1 as n')).rejects.toThrow('connection disconnected')
    expect(await store.rows('select 1 as n')).toEqual([{ n: 1 }])
  })
})

describe('the threads of the engine', () => {
  const threads = async (of: Store): Promise<unknown> => (await of.rows(`select current_setting('threads') as threads`))[0]?.['threads']

  it('are one less than the processors, because every line brings one of its own', async () => {
    expect(await threads(store)).toBe(Math.max(1, availableParallelism() - 1))
  })

  it('are as many as somebody asks for', async () => {
    const four = await openDuckdb(':memory:', { threads: 4 })
    expect(await threads(four)).toBe(4)
    await four.close()
  })
})

describe('two things together', () => {
  it('give both results, the second from a line of its own', async () => {
    await store.run('create temp table own as select 7 as n')
    const here = (line: Store): Promise<unknown> => line.rows('from own')
    const there = (line: Store): Promise<string> => line.rows('from own').then(String, () => 'no such table')
    expect(await together(store, here, there)).toEqual([[{ n: 7 }], 'no such table'])
  })

  it.for(['here', 'there'])('wait for the other when the one %s fails', async where => {
    const finished: string[] = []
    let line: Store | undefined
    const side = (name: string) => async (on: Store) => {
      if (name === 'there') line = on
      if (name === where) throw new Error(`${name} failed`)
      await settled()
      finished.push(name)
    }
    await expect(together(store, side('here'), side('there'))).rejects.toThrow(`${where} failed`)
    expect(finished).toEqual([where === 'here' ? 'there' : 'here'])
    await expect(line?.rows('select 1')).rejects.toThrow('connection disconnected')
    expect(await store.rows('select 1 as n')).toEqual([{ n: 1 }])
  })
})
