import { existsSync, statSync } from 'node:fs'
import { syncFolderOf, type StoreFiles } from './files.ts'
import { Gate } from './gate.ts'
import { draftSnapshot, dropSnapshot, restingLook, takeSnapshot } from './snapshot.ts'

/** The log may grow to this size before its rows are written into the file: at every commit they would be written many times, and a log is slow to open. */
export const LOG_LIMIT: number = 128 * 1024 * 1024

/** When an open store's log is written into its file, and how: behind a snapshot, with nothing else being committed. */
export class Checkpoints {
  readonly gate: Gate = new Gate()
  readonly #files: StoreFiles
  readonly #checkpoint: () => Promise<unknown>
  readonly #logLimit: number
  #logIsNamed: boolean
  /** The copy of the file that the next checkpoint will need, since it was begun. */
  #drafted: Promise<string | undefined> | undefined
  #held = false

  constructor(files: StoreFiles, { checkpoint, logLimit }: { readonly checkpoint: () => Promise<unknown>; readonly logLimit: number }) {
    this.#files = files
    this.#checkpoint = checkpoint
    this.#logLimit = logLimit
    this.#logIsNamed = existsSync(files.wal)
  }

  /** Makes no checkpoint while the store is open: what was just put back is left as it is until the next command has seen it whole. */
  hold(): void {
    this.#held = true
  }

  /** After a statement: makes the name of a new log outlive a power cut, and begins the copy that its checkpoint will need. */
  logged(): void {
    if (!this.#logIsNamed) this.#nameLog()
    if (this.#logIsNamed && !this.#held) this.#drafted ??= this.#draft()
  }

  #nameLog(): void {
    if (!existsSync(this.#files.wal)) return
    syncFolderOf(this.#files.wal)
    this.#logIsNamed = true
  }

  #draft(): Promise<string | undefined> | undefined {
    const look = restingLook(this.#files)
    return look === undefined ? undefined : draftSnapshot(this.#files, { look, logLimit: this.#logLimit }).catch(() => undefined)
  }

  /** After a commit: empties the log when it has grown. */
  async committed(): Promise<void> {
    if (this.#logSize() > this.#logLimit) await this.gate.alone(() => this.#protected())
  }

  /** Before the store is closed. When it fails nothing is lost: log and snapshot hold everything, and the next command says what it put back. */
  async last(): Promise<void> {
    if (this.#logSize() > 0) await this.gate.alone(() => this.#protected().catch(() => undefined))
  }

  /** Without room for a snapshot the log stays: it holds everything that was committed. */
  async #protected(): Promise<void> {
    if (this.#held) return
    // Kept until the checkpoint has ended, so that no statement beside it begins another.
    this.#drafted ??= Promise.resolve(undefined)
    try {
      takeSnapshot(this.#files, await this.#drafted)
    } catch {
      return
    }
    await this.#checkpoint()
    dropSnapshot(this.#files)
    this.#logIsNamed = existsSync(this.#files.wal)
    this.#drafted = undefined
  }

  #logSize(): number {
    return existsSync(this.#files.wal) ? statSync(this.#files.wal).size : 0
  }
}
