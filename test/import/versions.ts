import { followPlaces, places, readPlaces } from '../../src/import/place/placement.ts'
import { resolvePeople } from '../../src/import/settle/people.ts'
import { settleImports } from '../../src/import/settle/settle.ts'
import { gameStates, resolvedGames } from '../../src/nba/game-states.ts'
import { resolvedIdentities } from '../../src/nba/identities.ts'
import { playerIdentities } from '../../src/nba/player-identities.ts'
import { gameCrosswalk } from '../../src/nba/sources/game-crosswalk.ts'
import { sources } from '../../src/nba/sources/index.ts'
import { openStore } from '../../src/open-store.ts'
import type { Sql } from '../../src/sql/sql.ts'
import type { Row, Store } from '../../src/store/store.ts'
import { compileQuery } from '../../src/table/compile.ts'
import { qualifiedName, type Source } from '../../src/table/source.ts'
import type { RawRow } from '../season/small-season.ts'

const ALL_SEASONS = { firstDay: '0001-01-01', lastDay: '9999-12-31', firstSeason: 0, lastSeason: 9999 } as const

/** A row that an import brings in place of the one of its key; only the key of one that it ends. */
export interface Change {
  readonly source: Source
  readonly row: RawRow
  readonly ends?: boolean
}

/** Rows of the derived tables. */
export interface Derived {
  readonly people: readonly Row[]
  readonly games: readonly Row[]
}

/** A store whose raw rows are written version by version, as imports do, without files. */
export class Versions {
  readonly store: Store
  #number = 0

  private constructor(store: Store) {
    this.store = store
  }

  static async open(): Promise<Versions> {
    return new Versions(await openStore(':memory:', { threads: 1 }))
  }

  async close(): Promise<void> {
    await this.store.close()
  }

  /** Lands changes as one import and leaves it open: where games are first, and rows of games that move are taken along. */
  async land(changes: readonly Change[]): Promise<void> {
    this.#number += 1
    await readPlaces(this.store)
    await this.store.transaction(async () => {
      await this.store.run(`insert into nba_processing.imports (import_number, kind, started_at, arguments, people_resolved)
        values (${this.#number}, 'import', timestamp '2022-07-01', '{}', false)`)
      const placing = changes.filter(({ source }) => places.includes(source))
      for (const change of placing) await this.#write(change)
      await followPlaces(this.store, sources)
      for (const change of changes) if (!placing.includes(change)) await this.#write(change)
    })
  }

  /** Settles what is open, and tells whether people were resolved. */
  async settle(): Promise<boolean> {
    return (await settleImports(this.store)).people !== undefined
  }

  async #write({ source, row, ends = false }: Change): Promise<void> {
    const table = qualifiedName(source)
    const whole: RawRow = { ...row, ...(source.ofGame ? await this.#place(row) : {}) }
    const key = source.key.map(column => `${column} = ${this.#literal(whole[column])}`).join(' and ')
    await this.store.run(`delete from ${table} where ${key} and import_number = ${this.#number};
      update ${table} set ended_by = ${this.#number} where ended_by is null and ${key}`)
    if (ends) return
    const names = Object.keys(whole)
    await this.store.run(`insert into ${table} (${names.join(', ')}, import_number, source_file, source_row)
      values (${names.map(name => this.#literal(whole[name])).join(', ')}, ${this.#number}, 'a.csv', 1)`)
  }

  /** Where the game of a row is by now: by the crosswalk for games of Basketball-Reference, then by the schedule. A schedule row is its own place. */
  async #place(row: RawRow): Promise<RawRow> {
    if ('home_team_tricode' in row)
      return { game_id: `${String(row['game_date']).replaceAll('-', '')}_${row['away_team_tricode']}_${row['home_team_tricode']}` }
    const crossed = await this.store.rows<{ id: string }>(
      `select nba_game_id as id from ${qualifiedName(gameCrosswalk)} where ended_by is null and source_game_id = ${this.#literal(row['bref_game_id'])}`,
    )
    const id = crossed[0]?.id ?? row['nba_game_id'] ?? null
    const [place] = await this.store.rows<RawRow>(
      `select nba_game_id, game_id, game_date from temp.placed_games where nba_game_id = ${this.#literal(id)}`,
    )
    return place ?? { nba_game_id: id, game_id: '20211019_BKN_MIL', game_date: '2021-10-19' }
  }

  #literal(value: RawRow[string] | undefined): string {
    return typeof value === 'string' ? this.store.dialect.text(value) : String(value ?? null)
  }

  /** What the derived tables hold. */
  async stored(): Promise<Derived> {
    const rows = (table: Source): Promise<Row[]> =>
      this.store.rows(`select ${columns(table)} from ${qualifiedName(table)} where ended_by is null order by all`)
    return { people: await rows(playerIdentities), games: await rows(gameStates) }
  }

  /** What they would hold if everything were computed from the raw rows of now. */
  async fromScratch(): Promise<Derived> {
    const rows = (table: Source, query: Sql): Promise<Row[]> =>
      this.store.rows(`select ${columns(table)} from (${compileQuery(query, { dialect: this.store.dialect, span: ALL_SEASONS })}) as r order by all`)
    return { people: await rows(playerIdentities, resolvedIdentities), games: await rows(gameStates, resolvedGames) }
  }

  /** What resolving people would find now, each sentence with its parts in order. */
  async findings(): Promise<string[]> {
    let found: readonly string[] = []
    const undone = new Error('undone')
    await this.store
      .transaction(async () => {
        found = (await resolvePeople(this.store, this.#number)).findings
        throw undone
      })
      .catch((error: unknown) => {
        if (error !== undone) throw error
      })
    return found
      .map(sentence =>
        sentence
          .split(/[:;,] /)
          .toSorted()
          .join(', '),
      )
      .toSorted()
  }
}

function columns(table: Source): string {
  return Object.keys(table.columns)
    .filter(column => column !== 'feed')
    .join(', ')
}
