import { mkdtempSync, rmSync, writeFileSync, mkdirSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { declaredTables } from '../../src/declared-tables.ts'
import { importFiles, type ImportOptions } from '../../src/import/import.ts'
import type { ImportReport, ImportRequest, TableCounts } from '../../src/import/report.ts'
import { openDuckdb } from '../../src/store/duckdb/duckdb.ts'
import { prepareStore } from '../../src/store/schema.ts'
import type { Store } from '../../src/store/store.ts'

export const NOW = '2030-01-02T03:04:05Z'

export type Cell = string | number | boolean | null
export type Cells = Readonly<Record<string, Cell>>

/** A store in memory and a folder for files that the test writes. */
export class Workspace {
  readonly store: Store
  readonly folder: string

  private constructor(store: Store, folder: string) {
    this.store = store
    this.folder = folder
  }

  static async open(): Promise<Workspace> {
    const store = await openDuckdb(':memory:')
    await prepareStore(store, declaredTables())
    return new Workspace(store, mkdtempSync(path.join(os.tmpdir(), 'backcourt-test-')))
  }

  async close(): Promise<void> {
    await this.store.close()
    rmSync(this.folder, { recursive: true, force: true })
  }

  /** Writes a file and returns its path. */
  file(name: string, content: string | Buffer): string {
    const file = path.join(this.folder, name)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, content)
    return file
  }

  csv(name: string, rows: readonly Cells[]): string {
    return this.file(name, csvText(rows))
  }

  gzipped(name: string, content: string | Buffer): string {
    return this.file(name, gzipSync(content))
  }

  /** Writes parquet; whole numbers become BIGINT, other numbers DOUBLE, game ids stay text. */
  async parquet(name: string, rows: readonly Cells[]): Promise<string> {
    const csv = this.csv(`${name}.source`, rows)
    const file = path.join(this.folder, name)
    const ids = Object.keys(rows[0] ?? {}).filter(column => /^(GAME_ID|gid|nba_game_id)$/.test(column))
    const types = `{${ids.map(id => `'${id}': 'VARCHAR'`).join(', ')}}`
    await this.store.run(`copy (from read_csv('${csv}', header = true${ids.length === 0 ? '' : `, types = ${types}`})) to '${file}' (format parquet)`)
    rmSync(csv)
    return file
  }

  import(paths: readonly string[], options: Partial<ImportRequest> & ImportOptions = {}): Promise<ImportReport> {
    const { listen, resolvePeople, ...request } = options
    return importFiles(
      this.store,
      { paths, replace: false, force: false, now: NOW, ...request },
      { ...(listen === undefined ? {} : { listen }), ...(resolvePeople === undefined ? {} : { resolvePeople }) },
    )
  }

  /** Current rows of a raw table. */
  current(table: string): Promise<Record<string, Cell>[]> {
    return this.store.rows(`select * from ${table} where ended_by is null order by all`)
  }

  rows<R = Record<string, Cell>>(query: string): Promise<R[]> {
    return this.store.rows(query)
  }
}

export function csvText(rows: readonly Cells[]): string {
  const names = Object.keys(rows[0] ?? {})
  return `${[names.join(','), ...rows.map(row => names.map(name => csvCell(row[name])).join(','))].join('\n')}\n`
}

function csvCell(value: Cell | undefined): string {
  const text = value === null || value === undefined ? '' : String(value)
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** The counts of a table in the report, without its name; zeros left out. */
export function countsOf(report: ImportReport, table: string): Partial<TableCounts>[] {
  return report.files
    .flatMap(file => file.tables)
    .filter(counts => counts.table === table)
    .map(counts => Object.fromEntries(Object.entries(counts).filter(([name, count]) => name !== 'table' && count !== 0)))
}

/** A row of the schedule table for `2021-10-19 BKN@MIL`. */
export function game(gid: string, when: string, more: Cells = {}): Cells {
  const [date = '', away = '', home = ''] = when.split(/[ @]/)
  return {
    gid,
    gcode: `${date.replaceAll('-', '')}/${away}${home}`,
    date,
    home,
    away,
    home_score: null,
    away_score: null,
    national_tv: 'no',
    networks: null,
    ...more,
  }
}

/** A row of LeagueGameLog for players. */
export function line([gameId, team]: readonly [string, string], player: readonly [number, string], more: Cells = {}): Cells {
  return {
    SEASON_ID: '22021',
    PLAYER_ID: player[0],
    PLAYER_NAME: player[1],
    TEAM_ID: 1,
    TEAM_ABBREVIATION: team,
    TEAM_NAME: team,
    GAME_ID: gameId,
    GAME_DATE: '2021-10-19',
    MATCHUP: `${team} vs. X`,
    WL: 'W',
    MIN: 30,
    PTS: 20,
    FGM: 8,
    FGA: 15,
    FG3M: 2,
    FG3A: 5,
    FTM: 2,
    FTA: 2,
    OREB: 1,
    DREB: 4,
    REB: 5,
    AST: 6,
    STL: 1,
    BLK: 0,
    TOV: 2,
    PF: 3,
    PLUS_MINUS: 7,
    ...more,
  }
}

/** A row of LeagueGameLog for teams. */
export function teamLine(gameId: string, team: string, more: Cells = {}): Cells {
  const { PLAYER_ID: _, PLAYER_NAME: __, ...columns } = line([gameId, team], [0, ''])
  return { ...columns, MIN: 240, PTS: 110, ...more }
}

/** A row of Basketball-Reference's player box scores. */
export function brefLine([gameId, team]: readonly [string, string], player: readonly [string, string], more: Cells = {}): Cells {
  return {
    bref_game_id: gameId,
    bref_team: team,
    bref_player_id: player[0],
    is_starter_section: true,
    player: player[1],
    mp: '31:14',
    fg: 4,
    fga: 16,
    fg3: 2,
    fg3a: 6,
    ft: 3,
    fta: 4,
    orb: 0,
    drb: 2,
    trb: 2,
    ast: 1,
    stl: 0,
    blk: 1,
    tov: 4,
    pf: 4,
    pts: 13,
    plus_minus: '+5',
    reason: null,
    ...more,
  }
}

export const GAME = '0022100001'
export const OTHER = '0022100002'

/** Two games of one evening. */
export const evening: readonly Cells[] = [
  game(GAME, '2021-10-19 BKN@MIL', { home_score: 127, away_score: 104, national_tv: 'TNT' }),
  game(OTHER, '2021-10-19 GSW@LAL', { home_score: 114, away_score: 121 }),
]
