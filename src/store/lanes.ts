import type { Store } from './store.ts'

/** A piece of work that can start when others are done, on whichever line to the store is free. */
export interface Task {
  readonly needs: readonly Task[]
  readonly work: (line: Store) => Promise<void>
}

/** How tasks are carried out. */
export interface Lanes {
  /** How many tasks may run at the same time, each on a line of its own. */
  readonly count: number
  /** Asked before each start; once true, what runs is finished and nothing more is started. */
  readonly stopped?: () => boolean
}

/** Runs tasks in their order as far as their needs allow. After a failure nothing more is started; what runs is waited for, and the first failure thrown. */
export function runTasks(store: Store, tasks: readonly Task[], { count, stopped = () => false }: Lanes): Promise<void> {
  return store.withLines(Math.max(1, Math.min(count, tasks.length)), lines => runOn([...lines], tasks, stopped))
}

async function runOn(lines: Store[], tasks: readonly Task[], stopped: () => boolean): Promise<void> {
  const waiting = new Set(tasks)
  const done = new Set<Task>()
  const running = new Set<Promise<void>>()
  const failures: unknown[] = []
  const start = (task: Task, line: Store): void => {
    waiting.delete(task)
    const run = Promise.resolve()
      .then(() => task.work(line))
      .then(
        () => void done.add(task),
        (error: unknown) => void failures.push(error),
      )
      .finally(() => {
        running.delete(run)
        lines.push(line)
      })
    running.add(run)
  }
  for (;;) {
    while (failures.length === 0 && lines.length > 0 && !stopped()) {
      const next = [...waiting].find(task => task.needs.every(need => done.has(need)))
      if (next === undefined) break
      start(next, lines.shift() as Store)
    }
    if (running.size === 0) break
    await Promise.race(running)
  }
  if (failures.length > 0) throw failures[0]
  if (waiting.size > 0 && !stopped()) throw new TypeError(`${waiting.size} tasks need others that are not among them`)
}

/** Does two things at once, each on a line of its own. When one fails, the other is waited for. */
export function together<A, B>(store: Store, one: (line: Store) => Promise<A>, other: (line: Store) => Promise<B>): Promise<[A, B]> {
  return store.withLines(2, async ([first, second]) => {
    const [a, b] = await Promise.allSettled([one(first as Store), other(second as Store)])
    if (a.status === 'rejected') throw a.reason
    if (b.status === 'rejected') throw b.reason
    return [a.value, b.value]
  })
}
