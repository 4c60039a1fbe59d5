import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyPlan } from '../../src/apply/apply-plan.ts'
import { createPlan } from '../../src/change/create-plan.ts'
import { settleImports } from '../../src/import/settle/settle.ts'
import { columnsBehind, columnsRead, tablesRead } from '../../src/nba/columns-read.ts'
import { resolvedGames } from '../../src/nba/game-states.ts'
import { resolvedIdentities } from '../../src/nba/identities.ts'
import { models } from '../../src/nba/models/index.ts'
import { sources } from '../../src/nba/sources/index.ts'
import { upcomingPlayerGameContext } from '../../src/nba/models/upcoming-player-game-context.ts'
import type { Dependency } from '../../src/table/dependency.ts'
import { compileModel, selectedColumns, tablesBehind } from '../../src/table/compile.ts'
import { qualifiedName, type Source } from '../../src/table/source.ts'
import { LEAGUE, smallLeague } from '../season/small-league.ts'
import { tellEvents } from '../season/small-events.ts'
import { tellReports } from '../season/small-reports.ts'
import type { SmallSeason } from '../season/small-season.ts'
import { fillStanding } from '../season/standing.ts'

const RANGE = { first: LEAGUE.firstDay, last: LEAGUE.lastScheduled }
const SPAN = { firstDay: RANGE.first, lastDay: RANGE.last, firstSeason: 2021, lastSeason: 2021 }

/** A column of a raw table that some table depends on, and another value for it, as SQL. */
interface Read {
  readonly source: Source
  readonly column: string
  readonly other: string
}

/** Every column of every raw table that a model, or what identities and games are made of, reads. */
function everyColumn(): Read[] {
  const behind = [resolvedIdentities, resolvedGames]
  const read = new Set([...tablesRead(), ...behind.flatMap(tablesBehind)])
  return sources
    .filter(source => read.has(source) && !ABSENT.has(source.name))
    .flatMap(source => {
      const columns = new Set([...columnsRead(source), ...columnsBehind(source, behind)])
      return Object.keys(source.columns)
        .filter(column => columns.has(column) && !source.key.includes(column) && !PLACED.has(column))
        .map(column => ({ source, column, other: otherValue(source, column) }))
    })
}

/** Tables without a row in the small league: others of the kind stand for the first four. */
const ABSENT = new Set([
  ...['espn_player_boxscores', 'espn_team_boxscore', 'bdl_player_boxscores', 'nbac_inactive_players'],
  ...['bref_games', 'player_crosswalk', 'nba_players_registry', 'arenas', 'travel_distances'],
])

/** Where and when a game is: rows of every table move with it, which files that move games show elsewhere. */
const PLACED = new Set(['feed', 'game_id', 'nba_game_id', 'game_date', 'season_year', 'home_team_tricode', 'away_team_tricode'])

/** A value that differs from the one that is there, and could be told. */
function otherValue(source: Source, column: string): string {
  const known = OTHER[column]
  if (known !== undefined) return known
  return BY_TYPE[source.columns[column]?.type ?? 'string']?.(column) ?? `coalesce(${column}, '') || 'x'`
}

const BY_TYPE: Readonly<Record<string, (column: string) => string>> = {
  int: column => `coalesce(${column}, 0) + 1`,
  float: column => `coalesce(${column}, 0) + 1`,
  bool: column => `not coalesce(${column}, false)`,
  date: column => `${column} + 1`,
  timestamp: column => `coalesce(${column}, timestamp '2021-11-10 00:00:00') + interval 25 hours`,
}

const OTHER: Readonly<Record<string, string>> = {
  team_abbr: `case when team_abbr = split_part(game_id, '_', 2) then split_part(game_id, '_', 3) else split_part(game_id, '_', 2) end`,
  player_status: `case player_status when 'active' then 'dnp' else 'active' end`,
}

const events = sources.find(({ name }) => name === 'nbac_play_by_play') as Source

/** Those that the folding takes; of the ten on court one stands for all. */
const EVENT_COLUMNS = [
  ...['event_sequence', 'period', 'clock_seconds', 'event_type', 'shot_type', 'shot_made', 'shot_distance', 'free_throw_total'],
  ...['player_1_id', 'player_1_team_abbr', 'player_2_id', 'player_2_role', 'qualifiers', 'home_player_1_id', 'official_id'],
]

class ChangedLeague {
  readonly season: SmallSeason
  #import = 1
  #hours = 0

  constructor(season: SmallSeason) {
    this.season = season
  }

  get store(): SmallSeason['store'] {
    return this.season.store
  }

  /** Another version of a row in the middle of the season, or of a table without dates: each time another row, so that no change hides another. */
  async change({ source, column, other }: Read): Promise<void> {
    const table = qualifiedName(source)
    const mid = source.ofGame ? `and game_date >= date '${LEAGUE.firstDay}' + 5` : ''
    const played = 'player_status' in source.columns && column !== 'dnp_reason' ? `and player_status = 'active'` : ''
    const same = source.key.map(key => `t.${key} = c.${key}`).join(' and ')
    this.#import += 1
    await this.store.run(`
      create or replace temp table chosen as
      select * from ${table} where ended_by is null ${mid} ${played} order by import_number, ${column} is null, ${source.key.join(', ')} limit 1;
      update ${table} as t set ended_by = ${this.#import} from temp.chosen as c where t.ended_by is null and ${same};
      insert into ${table} by name select * replace (${other} as ${column}, ${this.#import} as import_number) from temp.chosen`)
    const [chosen] = await this.store.rows<{ rows: number }>('select count(*) as rows from temp.chosen')
    if (chosen?.rows !== 1) throw new Error(`expected a row of ${table} to change`)
    await this.#imported()
  }

  async #imported(): Promise<void> {
    await this.store.run(`insert into nba_processing.imports (import_number, kind, started_at, arguments, people_resolved)
      values (${this.#import}, 'import', timestamp '2022-07-01', '{}', false)`)
    await settleImports(this.store)
  }

  /** Tells the events of all games at once. */
  async tellEvents(): Promise<void> {
    this.#import += 1
    await tellEvents(this.store, this.#import)
    await this.#imported()
  }

  async rebuild(): Promise<void> {
    this.#hours += 1
    const now = new Date(Date.UTC(2030, 0, 1, this.#hours)).toISOString()
    const options = { force: false, onlyMissing: false, onlyFailed: false }
    const plan = await createPlan(this.store, { range: RANGE, tables: [], options, now, unless: 'built' })
    await applyPlan(this.store, plan, { command: 'apply', startedAt: now, elapsed: () => 0, listen: () => undefined })
  }

  /** Rows that are stored and would not be computed now, or the other way round: `TABLE DATE`. */
  async stale(): Promise<string[]> {
    const ready = await fillStanding(this.store, SPAN)
    const parts = models.map(model => {
      // Without the hash, which follows from them and takes as long as they do.
      const columns = selectedColumns(model).filter(column => column !== 'data_hash')
      const computed = compileModel(model, { dialect: this.store.dialect, span: SPAN, ready })
      const sameKey = model.grain.map(column => `s.${column} = c.${column}`).join(' and ')
      const differs = columns.map(column => `s.${column} is distinct from c.${column}`).join(' or ')
      return `select distinct '${model.name} ' || coalesce(s.game_date, c.game_date) as place
        from ${qualifiedName(model)} as s full join (${computed}) as c on ${sameKey} where ${differs}`
    })
    // Two people of one name on a roster fail the unit, which keeps its last good rows.
    const failures = await this.store.rows<{ place: string }>(
      `select table_name || ' ' || game_date as place from nba_processing.unit_states where status = 'failed'`,
    )
    const failed = new Set(failures.map(({ place }) => place))
    const rows = await this.store.rows<{ place: string }>(`${parts.join(' union all ')} order by place`)
    return rows.map(({ place }) => place).filter(place => !failed.has(place))
  }
}

let league: ChangedLeague
beforeAll(async () => {
  const season = await smallLeague()
  tellReports(season)
  await season.build(RANGE)
  league = new ChangedLeague(season)
})
afterAll(() => league.season.close())

/** All of them, or so many, evenly spread. */
function tried(reads: readonly Read[]): readonly Read[] {
  const most = Number(process.env['BACKCOURT_COLUMNS'] ?? reads.length)
  const step = Math.max(1, reads.length / most)
  return reads.filter((_, place) => Math.floor(place / step) !== Math.floor((place - 1) / step))
}

describe('a change of any column that a table is made of', () => {
  it.each(tried(everyColumn()).map(read => [`${read.source.name}.${read.column}`, read] as const))(
    '%s reaches every row that it can change',
    async (_, read) => {
      await league.change(read)
      await league.rebuild()
      expect(await league.stale()).toEqual([])
    },
    60_000,
  )
})

describe('a change of any column that event facts are made of', () => {
  beforeAll(async () => {
    await league.tellEvents()
    await league.rebuild()
  }, 120_000)

  it('follows the events themselves, which are told late', async () => {
    expect(await league.stale()).toEqual([])
    const [known] = await league.store.rows(
      `select count(paint_attempts) > 0 and count(paint_blocks) > 0 and count(assisted_fg_makes) > 0 as known from nba_analytics.player_game_summary`,
    )
    expect(known).toEqual({ known: true })
  }, 20_000)

  it.each(EVENT_COLUMNS.map(column => [column]))(
    'nbac_play_by_play.%s reaches every row that it can change',
    async column => {
      await league.change({ source: events, column, other: otherValue(events, column) })
      await league.rebuild()
      expect(await league.stale()).toEqual([])
    },
    60_000,
  )
})

describe('a table that does not declare one of its dependencies', () => {
  const own = upcomingPlayerGameContext.dependencies as Dependency[]

  it('keeps rows that are no longer true', async () => {
    const place = own.findIndex(({ on, within }) => on === 'stat line' && within.kind === 'player games')
    const [form] = own.splice(place, 1)
    const points = everyColumn().find(({ source, column }) => source.name === 'nbac_player_boxscores' && column === 'points')
    if (form === undefined || points === undefined) throw new Error('expected the dependency and the column')
    await league.change(points)
    await league.rebuild()
    own.splice(place, 0, form)
    const stale = await league.stale()
    expect(stale.length).toBeGreaterThan(0)
    expect(stale.every(row => row.startsWith('upcoming_player_game_context '))).toBe(true)
  })
})
