import type { Dialect } from '../sql/dialect.ts'
import type { Warehouse } from './engine.ts'
import type { Row } from './store.ts'

/** A warehouse that takes statements as a store does: those of a transaction go together when it ends, by one job. */
export class HeldWarehouse {
  readonly dialect: Dialect
  readonly #warehouse: Warehouse
  #open: string[] | undefined

  constructor(warehouse: Warehouse) {
    this.#warehouse = warehouse
    this.dialect = warehouse.dialect
  }

  rows<R = Row>(query: string): Promise<R[]> {
    return this.#warehouse.rows<R>(query)
  }

  async run(statement: string): Promise<void> {
    if (this.#open === undefined) await this.#warehouse.script([statement])
    else this.#open.push(statement)
  }

  /** Throws store_locked where somebody else has taken the warehouse over. */
  async transaction<T>(work: () => Promise<T>): Promise<T> {
    const statements: string[] = []
    this.#open = statements
    try {
      const result = await work()
      await this.#warehouse.commit(statements, [])
      return result
    } finally {
      this.#open = undefined
    }
  }
}
