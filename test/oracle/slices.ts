import type { Row, Store } from '../../src/store/store.ts'
import { onlyNamed, storedContents, type Contents, type OracleTable } from './catalog.ts'
import { startOracle, type Oracle } from './zetasql.ts'

const TOO_MUCH = /Out of memory|Received message larger than max/
const MOST_SLICES = 32

/**
 * Google's engine on the rows of a store. What is too much for it at once is computed game by game: each slice has the rows of some games, and the whole of
 * tables that name none. A query that reads beyond its games then gives other rows than it does at once, so a comparison cannot come out well by that.
 */
export class SlicedOracle {
  readonly #store: Store
  readonly #tables: readonly OracleTable[]
  #oracle: Oracle | undefined

  constructor(store: Store, tables: readonly OracleTable[]) {
    this.#store = store
    this.#tables = tables
  }

  async rows(query: string): Promise<Row[]> {
    const named = onlyNamed(this.#tables, query)
    const contents = await storedContents(this.#store, named)
    for (let count = 1; ; count *= 2) {
      try {
        const found: Row[] = []
        for (let slice = 0; slice < count; slice += 1) found.push(...(await this.#ask(query, named, sliced(contents, slice, count))))
        return found
      } catch (error) {
        if (!(error instanceof Error) || !TOO_MUCH.test(error.message) || count === MOST_SLICES) throw error
        // Without memory it does not go on well.
        this.stop()
      }
    }
  }

  async #ask(query: string, tables: readonly OracleTable[], contents: Contents): Promise<Row[]> {
    this.#oracle ??= await startOracle()
    return this.#oracle.rows(query, tables, contents)
  }

  stop(): void {
    this.#oracle?.stop()
    this.#oracle = undefined
  }
}

function sliced(contents: Contents, slice: number, count: number): Contents {
  return Object.fromEntries(Object.entries(contents).map(([table, rows]) => [table, rows.filter(row => isIn(row, slice, count))]))
}

/** Ids of games end in their number. */
function isIn({ nba_game_id: game }: Row, slice: number, count: number): boolean {
  return typeof game !== 'string' || Number(game) % count === slice
}
