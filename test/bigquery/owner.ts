import path from 'node:path'
import { models } from '../../src/nba/models/index.ts'
import { sources } from '../../src/nba/sources/index.ts'
import { duckdb } from '../../src/sql/duckdb.ts'
import { hashTypeOf, type ColumnType } from '../../src/sql/types.ts'
import { parseAddress } from '../../src/store/bigquery/address.ts'
import { Jobs } from '../../src/store/bigquery/jobs.ts'
import { Service } from '../../src/store/bigquery/service.ts'
import { openDuckdb } from '../../src/store/duckdb/duckdb.ts'
import type { Row, Store } from '../../src/store/store.ts'
import type { Model } from '../../src/table/model.ts'
import { hashExpression } from '../../src/table/recipe.ts'
import { qualifiedName, type Source } from '../../src/table/source.ts'
import { columnTypes } from '../table/awkward-rows.ts'

type Columns = Readonly<Record<string, ColumnType>>

/** Somebody who keeps a warehouse and loads it with his own SQL and load jobs; Backcourt has no part in it. */
export class Owner {
  readonly #jobs: Jobs
  readonly #service: Service
  readonly #prefix: string
  readonly #folder: string

  private constructor(service: Service, jobs: Jobs, { prefix, folder }: { readonly prefix: string; readonly folder: string }) {
    this.#service = service
    this.#jobs = jobs
    this.#prefix = prefix
    this.#folder = folder
  }

  /** With datasets for raw, reference and analytics tables. */
  static async of(address: string, server: string, folder: string): Promise<Owner> {
    const parsed = parseAddress(address)
    const service = await Service.connect(parsed, server)
    const owner = new Owner(service, new Jobs(service, { address: parsed, region: 'EU', owner: `owner of ${folder} ${address}`, command: 'load' }), {
      prefix: parsed.prefix,
      folder,
    })
    for (const dataset of ['nba_raw', 'nba_reference', 'nba_static', 'nba_analytics']) await owner.#make(parsed.prefix + dataset, parsed.project)
    return owner
  }

  async #make(datasetId: string, projectId: string): Promise<void> {
    await this.#service.ask({ method: 'POST', path: '/datasets', body: { datasetReference: { projectId, datasetId }, location: 'EU' } })
  }

  /** Runs a statement; `{p}` in it is the prefix. */
  run(statement: string): Promise<Row[]> {
    return this.#jobs.query(statement.replaceAll('{p}', this.#prefix))
  }

  /** Loads the rows of a query of a store in a file. */
  async load(store: Store, { table, query, columns }: { readonly table: string; readonly query: string; readonly columns: Columns }): Promise<void> {
    const file = path.join(this.#folder, `${table}.parquet`)
    const zoned = Object.entries(columns).map(([name, type]) => (type === 'timestamp' ? `timezone('UTC', ${name}) as ${name}` : name))
    await store.run(`copy (select ${zoned.join(', ')} from (${query})) to '${file}' (format parquet)`)
    await this.#jobs.load({ path: file, format: 'parquet' }, { name: this.#prefix + table, columns })
  }
}

/** Opens a store in a file for as long as the work takes. */
export async function inFile<T>(file: string, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openDuckdb(file, { readOnly: false })
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

function typesOf(source: Source, names: readonly string[]): Columns {
  return Object.fromEntries(names.map(name => [name, source.columns[name]?.type ?? 'string']))
}

/** Loads what a store knows into raw tables of the declared columns, and one more that nobody declares: without versions, as somebody would who fills them himself. */
export async function loadAsDeclared(owner: Owner, store: Store): Promise<readonly string[]> {
  const loaded: string[] = []
  for (const source of sources) {
    const name = qualifiedName(source)
    const [found] = await store.rows<{ rows: number }>(`select count(*) as rows from ${name} where ended_by is null`)
    if ((found?.rows ?? 0) === 0) continue
    const columns = { ...typesOf(source, Object.keys(source.columns)), loaded_by: 'string' } as const
    const query = `select *, 'my own script' as loaded_by from ${name} where ended_by is null`
    await owner.load(store, { table: name, query, columns })
    loaded.push(name)
  }
  return loaded
}

const STATISTICS = [
  ...['points', 'assists', 'offensive_rebounds', 'defensive_rebounds', 'total_rebounds', 'steals', 'blocks', 'turnovers', 'personal_fouls'],
  ...['field_goals_made', 'field_goals_attempted', 'three_pointers_made', 'three_pointers_attempted', 'free_throws_made', 'free_throws_attempted'],
]
const OF_TEAMS = [
  ...['points', 'fg_made', 'fg_attempted', 'three_pt_made', 'three_pt_attempted', 'ft_made', 'ft_attempted', 'offensive_rebounds'],
  ...['defensive_rebounds', 'total_rebounds', 'assists', 'turnovers', 'steals', 'blocks', 'personal_fouls'],
]
const whole = (names: readonly string[]): Columns => Object.fromEntries(names.map(name => [name, 'int' as const]))

/** Loads schedule, stat lines and team totals in the shape of warehouses that were there before: without feeds, the schedule's id is the NBA's, teams of a game in any order. */
export async function loadAsReference(owner: Owner, store: Store): Promise<void> {
  const machinery = `timestamp '2021-11-02 08:00:00' as processed_at, 'x' as data_hash`
  const ended = { processed_at: 'timestamp', data_hash: 'string' } as const
  await owner.load(store, {
    table: 'nba_raw.nbac_schedule',
    // One game stands there twice: as it was scheduled, and as it ended.
    query: `
      with games as (select * from nba_raw.nbac_schedule where feed = 'nba_schedule_v2' and ended_by is null)
      select nba_game_id as game_id, * exclude (game_id), 'nbacom' as data_source, ${machinery} from games
      union all
      select nba_game_id as game_id, * exclude (game_id) replace (1 as game_status, null as home_team_score, null as away_team_score), 'nbacom', timestamp '2021-10-01', 'y'
      from games where nba_game_id = (select min(nba_game_id) from games)`,
    columns: {
      ...{ game_id: 'string', game_date: 'date', season_year: 'int', home_team_tricode: 'string', away_team_tricode: 'string', game_status: 'int' },
      ...{ home_team_score: 'int', away_team_score: 'int', game_datetime_utc: 'timestamp', arena_name: 'string', arena_city: 'string' },
      ...{ arena_state: 'string', neutral_site_flag: 'bool', has_national_tv: 'bool', national_broadcasters: 'string', data_source: 'string' },
      ...{ game_label: 'string', game_sub_label: 'string', game_subtype: 'string' },
      ...ended,
    },
  })
  await owner.load(store, {
    table: 'nba_raw.nbac_player_boxscores',
    query: `select *, 2021 as season_year, 'Final' as game_status, ${machinery} from nba_raw.nbac_player_boxscores where ended_by is null`,
    columns: {
      ...{ game_id: 'string', nba_game_id: 'string', game_date: 'date', season_year: 'int', nba_player_id: 'int', player_full_name: 'string' },
      ...{ player_lookup: 'string', team_abbr: 'string', minutes: 'string', starter: 'bool', plus_minus: 'int', game_status: 'string' },
      ...whole(STATISTICS),
      ...ended,
    },
  })
  await owner.load(store, {
    table: 'nba_raw.nbac_team_boxscore',
    // The order of the teams in its code of a game says nothing.
    query: `select * replace (left(game_id, 8) || '_' || right(game_id, 3) || '_' || substr(game_id, 10, 3) as game_id, cast(plus_minus as bigint) as plus_minus), 2021 as season_year, true as is_home, ${machinery}
      from nba_raw.nbac_team_boxscore where ended_by is null`,
    columns: {
      ...{
        game_id: 'string',
        nba_game_id: 'string',
        game_date: 'date',
        season_year: 'int',
        team_id: 'int',
        team_abbr: 'string',
        team_name: 'string',
      },
      ...{ is_home: 'bool', minutes: 'string', plus_minus: 'int' },
      ...whole(OF_TEAMS),
      ...ended,
    },
  })
}

/** Columns in which such warehouses keep how a row came to be, whatever the table. */
export const MACHINERY: Columns = {
  source_nbac_hash: 'string',
  source_nbac_rows_found: 'int',
  circuit_breaker_active: 'bool',
  quality_checked_at: 'timestamp',
}

/** Loads the five tables as a store has built them, in the columns of recipe `seed-1` and hashed by it, with columns of machinery beside them. */
export async function loadAnalytics(owner: Owner, store: Store): Promise<void> {
  for (const model of models) await loadOne(owner, store, model)
}

async function loadOne(owner: Owner, store: Store, model: Model): Promise<void> {
  const seed = model.recipes.find(({ name }) => name === 'seed-1')!
  // Some columns are no scalars with us.
  const has = (name: string): boolean => hashTypeOf(model.columns[name]?.type ?? 'strings') !== undefined
  const types = columnTypes(seed)
  const values = Object.entries(types).map(([name, type]) => `cast(${has(name) ? name : 'null'} as ${duckdb.typeName(type)}) as ${name}`)
  const rows = `select ${values.join(', ')}, created_at, processed_at from ${qualifiedName(model)}`
  await owner.load(store, {
    table: qualifiedName(model),
    query: `select *, ${hashExpression(seed, duckdb)} as data_hash, 'from ' || game_id as source_nbac_hash, 7 as source_nbac_rows_found, false as circuit_breaker_active,
      timestamp '2021-11-02 08:00:00' as quality_checked_at from (${rows})`,
    columns: {
      ...types,
      ...{ created_at: 'timestamp', processed_at: 'timestamp', data_hash: 'string' },
      ...MACHINERY,
    },
  })
}
