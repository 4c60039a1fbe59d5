import { bigquery } from '../../sql/bigquery.ts'
import { BackcourtError } from '../../errors.ts'
import { LOST } from './jobs.ts'

/** The row of a warehouse's lock table. */
export interface LockRow {
  readonly owner: string | null
  readonly command: string | null
  readonly taken_at: string | null
  readonly heartbeat_at: string | null
  readonly lease_until: string | null
  /** Counts what was committed; who has seen it has seen everything. */
  readonly revision: number
  /** The last commit, by its owner and number. */
  readonly committed: string | null
  readonly expired: boolean
}

/** Minutes after its last sign of life from which on an owner counts as gone. */
export const LEASE_MINUTES = 10

/** The lock of a warehouse as statements: a table of one row. The service's clock decides, so clocks of machines need not agree. */
export class LockStatements {
  readonly #table: string
  readonly #owner: string

  constructor(table: string, owner: string) {
    this.#table = table
    this.#owner = bigquery.text(owner)
  }

  /** Makes the table with its row; whoever comes second finds it. */
  create(): string {
    const row = ['owner', 'command', 'committed'].map(name => `cast(null as string) as ${name}`)
    const instants = ['taken_at', 'heartbeat_at', 'lease_until'].map(name => `cast(null as timestamp) as ${name}`)
    return `create table if not exists ${this.#table} as select ${[...row, ...instants].join(', ')}, 0 as revision`
  }

  /** Takes the lock where it is free or its lease is over; the row then says whose it is. */
  take(command: string): string[] {
    return [`${this.#taking(command)} where ${this.#isFree()}`, this.look()]
  }

  /** Takes the lock in front of other statements, and ends the script where it is not free or something was committed since a revision. */
  claim(command: string, revision: number): string[] {
    return [`${this.#taking(command)} where (${this.#isFree()}) and revision = ${revision}`, this.#isOurs('true')]
  }

  look(): string {
    return `select owner, command, taken_at, heartbeat_at, lease_until, revision, committed, coalesce(lease_until < current_timestamp(), true) as expired from ${this.#table}`
  }

  /** Ends a script when the lock belongs to another one or the script has committed before, and counts what it commits. Inside a transaction, so that two cannot both commit. */
  hold(commit: string): string[] {
    const mark = bigquery.text(commit)
    return [
      this.#isOurs(`committed is distinct from ${mark}`),
      `update ${this.#table} set ${this.#alive()}, revision = revision + 1, committed = ${mark} where true`,
    ]
  }

  beat(): string {
    return `update ${this.#table} set ${this.#alive()} where owner = ${this.#owner}`
  }

  release(): string {
    return `update ${this.#table} set owner = null, command = null, taken_at = null, heartbeat_at = null, lease_until = null where owner = ${this.#owner}`
  }

  #taking(command: string): string {
    return `update ${this.#table} set owner = ${this.#owner}, command = ${bigquery.text(command)}, taken_at = current_timestamp(), ${this.#alive()}`
  }

  #isFree(): string {
    return `owner is null or owner = ${this.#owner} or lease_until < current_timestamp()`
  }

  #isOurs(and: string): string {
    return `assert exists (select 1 from ${this.#table} where owner = ${this.#owner} and ${and}) as ${bigquery.text(LOST)}`
  }

  #alive(): string {
    return `heartbeat_at = current_timestamp(), lease_until = timestamp_add(current_timestamp(), interval ${LEASE_MINUTES} minute)`
  }
}

/** What to say when the lock belongs to somebody else. */
export function heldBy(location: string, { owner, command, taken_at, lease_until }: LockRow): BackcourtError {
  const since = `${(taken_at ?? '').slice(0, 19).replace('T', ' ')} UTC`
  return new BackcourtError('store_locked', `${location} is in use by ${owner ?? 'nobody'} (backcourt ${command ?? ''}, since ${since})`, {
    where: location,
    next: `wait until it has finished; should it have died, the warehouse is free from ${(lease_until ?? '').slice(0, 19).replace('T', ' ')} UTC on`,
  })
}
