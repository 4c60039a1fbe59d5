import { copyFileSync, constants, existsSync, linkSync, rmSync } from 'node:fs'
import path from 'node:path'
import { BackcourtError } from '../errors.ts'
import { openStore, type OpenOptions } from '../open-store.ts'
import { copyStore, sightOf } from '../store/duckdb/copy.ts'
import type { Store } from '../store/store.ts'
import { Answers } from './answers.ts'
import { Turns } from './turns.ts'

/** The store that is served, and what is known of it without opening it. */
export interface Served {
  /** The store, as it was named. */
  readonly location: string
  /** Folder of this process alone, for the copies that are read. */
  readonly folder: string
  readonly engine: Pick<OpenOptions, 'threads' | 'memoryLimit' | 'temporary'>
  /** Who writes into the store now, as a person reads it; undefined when nobody does. */
  writer(): string | undefined
}

/** A store to read from, and how it may lag behind. */
export interface Whole {
  readonly store: Store
  /** What is to be said when it is not how the store stands now. */
  readonly note: string | undefined
}

/** A copy of the store that is open for reading. */
interface Copy {
  readonly file: string
  readonly sight: string
  readonly store: Store
  readonly answers: Answers
  readers: number
  replaced: boolean
}

const LINES = 6
const QUESTIONS = 2
const ANSWERS_KEPT = 48
const TRIES = 5
const QUESTION_LIMITS = { threads: 1, memoryLimit: '512MB' } as const

/**
 * The last whole state of a store, for readers who are in no writer's way: a copy that is taken while nobody writes, without the store's lock, and again once the
 * store has changed. While somebody writes, and when the store is gone, answers come from the copy that is there and say so.
 */
export class LastWhole {
  readonly #served: Served
  readonly #lines = new Turns(LINES)
  readonly #questions = new Turns(QUESTIONS)
  #copy: Copy | undefined
  #taking: Promise<Copy | undefined> | undefined
  #count = 0

  constructor(served: Served) {
    this.#served = served
  }

  /** Folder of this process alone, there from the first copy on. */
  get folder(): string {
    return this.#served.folder
  }

  /** What the copy that is there was taken from; another text for another state. */
  get sight(): string | undefined {
    return this.#copy?.sight
  }

  /** Reads the last whole state on a line of its own. Throws store_missing, and store_locked when somebody writes before there was a copy. */
  async read<T>(work: (whole: Whole) => Promise<T>): Promise<T> {
    return this.#with(async (copy, note) => this.#onLine(copy, store => work({ store, note })))
  }

  /** Like `read`, for an answer that stays the same as long as the state does: what was asked before is not read again. */
  async readKept<T>(asked: string, work: (store: Store) => Promise<T>): Promise<{ readonly told: T; readonly note: string | undefined }> {
    return this.#with(async (copy, note) => ({ told: await copy.answers.take(asked, () => this.#onLine(copy, work)), note }))
  }

  /** Reads it in an engine that ends with the work, has little memory, and can be interrupted without touching anybody else. One file may be written: that which is named, by name alone. */
  async readApart<T>(work: (whole: Whole) => Promise<T>, writes?: string): Promise<T> {
    return this.#questions.take(() =>
      this.#with(async (copy, note) => {
        const file = this.#alias(copy)
        try {
          const target = writes === undefined ? {} : { target: writes }
          const store = await openStore(file, { ...this.#served.engine, ...QUESTION_LIMITS, ...target, readOnly: true })
          try {
            return await work({ store, note })
          } finally {
            await store.close()
          }
        } finally {
          rmSync(file, { force: true })
        }
      }),
    )
  }

  async close(): Promise<void> {
    await this.#taking?.catch(() => undefined)
    await this.#copy?.store.close()
    rmSync(this.#served.folder, { recursive: true, force: true })
  }

  /** An engine opens a file once: the same file under another name. */
  #alias({ file }: Copy): string {
    const alias = path.join(path.dirname(file), `question-${(this.#count += 1)}.duckdb`)
    try {
      linkSync(file, alias)
    } catch {
      copyFileSync(file, alias, constants.COPYFILE_FICLONE)
    }
    return alias
  }

  async #onLine<T>({ store }: Copy, work: (line: Store) => Promise<T>): Promise<T> {
    return this.#lines.take(() =>
      store.withLines(2, async ([, line]) => {
        if (line === undefined) throw new Error('a store gave fewer lines than were asked for')
        return work(line)
      }),
    )
  }

  async #with<T>(work: (copy: Copy, note: string | undefined) => Promise<T>): Promise<T> {
    const { copy, note } = await this.#newest()
    copy.readers += 1
    try {
      return await work(copy, note)
    } finally {
      copy.readers -= 1
      await letGo(copy)
    }
  }

  async #newest(): Promise<{ readonly copy: Copy; readonly note: string | undefined }> {
    const { location } = this.#served
    const sight = sightOf(location)
    if (this.#copy !== undefined && this.#copy.sight === sight) return { copy: this.#copy, note: undefined }
    const writer = this.#served.writer()
    if (writer === undefined && sight !== undefined) {
      this.#taking ??= this.#take().finally(() => {
        this.#taking = undefined
      })
      const taken = await this.#taking
      if (taken !== undefined) return { copy: taken, note: undefined }
    }
    if (this.#copy !== undefined) return { copy: this.#copy, note: lagging(location, { writer, gone: sight === undefined }) }
    if (sight === undefined)
      throw new BackcourtError('store_missing', `no store at ${location}`, {
        where: location,
        next: 'backcourt import PATH… makes one; backcourt demo makes one to play with',
      })
    throw new BackcourtError('store_locked', `${location} is being written by ${writer ?? 'another program'}, and was not read before`, {
      where: location,
      next: 'wait until it has finished: the page shows how far it is',
    })
  }

  /** Copies the store unless somebody writes meanwhile, and puts the copy in the place of the one before. */
  async #take(): Promise<Copy | undefined> {
    const { location, folder } = this.#served
    for (let tried = 0; tried < TRIES && this.#served.writer() === undefined; tried += 1) {
      const sight = sightOf(location)
      const file = await copyStore(location, path.join(folder, String((this.#count += 1))))
      if (file === undefined || sight === undefined) continue
      if (this.#served.writer() !== undefined) {
        rmSync(path.dirname(file), { recursive: true, force: true })
        return undefined
      }
      const before = this.#copy
      this.#copy = { file, sight, store: await this.#open(file), answers: new Answers(ANSWERS_KEPT), readers: 0, replaced: false }
      if (before !== undefined) {
        before.replaced = true
        await letGo(before)
      }
      return this.#copy
    }
    return undefined
  }

  async #open(file: string): Promise<Store> {
    const { location, engine } = this.#served
    try {
      // What the log holds goes into the copy once, and not at each opening.
      if (existsSync(`${file}.wal`)) await (await openStore(file, { ...engine, existing: true })).close()
      return await openStore(file, { ...engine, readOnly: true })
    } catch (error) {
      rmSync(path.dirname(file), { recursive: true, force: true })
      throw error instanceof BackcourtError ? ofStore(error, file, location) : error
    }
  }
}

async function letGo(copy: Copy): Promise<void> {
  if (!copy.replaced || copy.readers > 0) return
  await copy.store.close()
  rmSync(path.dirname(copy.file), { recursive: true, force: true })
}

function lagging(location: string, { writer, gone }: { readonly writer: string | undefined; readonly gone: boolean }): string {
  if (gone) return `${location} is gone: this is what it held before`
  return `${location} is being written by ${writer ?? 'another program'}: this is what it held before`
}

/** An error of a copy, told of the store. */
function ofStore(error: BackcourtError, file: string, location: string): BackcourtError {
  const told = (text: string | undefined): string | undefined => text?.replaceAll(file, location)
  return new BackcourtError(error.code, told(error.message) ?? '', { where: told(error.where), next: told(error.next), cause: error })
}
