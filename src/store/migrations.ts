import type { ColumnType } from '../sql/types.ts'
import type { Store } from './store.ts'

/** One step from a version of the store's layout to the next. */
interface Migration {
  /** The version that it leads to. */
  readonly version: number
  /** Statements that change the tables as the version before declared them. */
  readonly statements: (store: Store) => string
  /** What rows get once all steps have been taken: the engine alters no table again whose rows were changed in the same transaction. */
  readonly values?: string
}

/** Steps that bring an older store up to date, oldest first. A step is never changed once it is released. */
const MIGRATIONS: readonly Migration[] = [
  {
    version: 2,
    statements: ({ dialect }) => `
      alter table nba_processing.runs add column planned_at ${dialect.typeName('timestamp')};
      alter table nba_processing.units add column attempts ${dialect.typeName('int')};
      alter table nba_processing.units add column duration_ms ${dialect.typeName('int')};
      alter table nba_processing.units add column fingerprint ${dialect.typeName('string')};
      alter table nba_processing.units add column import_number ${dialect.typeName('int')};
      alter table nba_processing.units add column input_digest ${dialect.typeName('string')}`,
    values: 'update nba_processing.runs set planned_at = started_at',
  },
  {
    version: 3,
    statements: ({ dialect }) => `
      alter table nba_reference.game_states add column line_teams ${dialect.typeName('int')}`,
    values: 'update nba_reference.game_states set line_teams = box_teams',
  },
  {
    version: 4,
    statements: ({ dialect }) =>
      ['turnovers_with_team', 'points_in_paint', 'fast_break_points', 'second_chance_points']
        .map(column => `alter table nba_raw.nbac_team_boxscore add column ${column} ${dialect.typeName('int')};`)
        .join('\n') +
      `alter table nba_raw.bref_player_boxscores add column minutes_rounded ${dialect.typeName('int')};
       alter table nba_processing.import_files add column rows_undecided ${dialect.typeName('int')}`,
    values: 'update nba_processing.import_files set rows_undecided = 0',
  },
  {
    version: 5,
    statements: ({ dialect }) =>
      added(dialect, 'string', {
        'nba_analytics.upcoming_player_game_context': ['travel_direction'],
        'nba_raw.nbac_schedule': ['game_sub_label', 'game_subtype'],
        'nba_reference.nba_players_registry': ['player_full_name'],
        'nba_reference.game_states': ['cup_stage', 'series_winner', 'venue', 'time_zone', 'distances'],
      }) +
      added(dialect, 'float', { 'nba_reference.game_states': ['latitude', 'longitude'] }) +
      added(dialect, 'int', {
        'nba_analytics.team_offense_game_summary': ['official_points_in_paint_scored', 'fast_break_points_scored'],
        'nba_analytics.team_defense_game_summary': ['official_points_in_paint_allowed'],
      }) +
      'alter table nba_raw.nbac_team_boxscore alter column points drop not null;',
  },
  {
    version: 6,
    statements: ({ dialect }) => added(dialect, 'string', { 'nba_reference.team_event_facts': ['referee_crew_id'] }),
  },
  {
    version: 7,
    statements: ({ dialect }) => added(dialect, 'bool', { 'nba_processing.imports': ['waiting_tried'] }),
  },
]

/** Statements that add columns of one type, by table. */
function added(dialect: Store['dialect'], type: ColumnType, columns: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(columns)
    .flatMap(([table, names]) => names.map(name => `alter table ${table} add column ${name} ${dialect.typeName(type)};`))
    .join('\n')
}

/** Version of how a store is laid out; counts up with every step. */
export const STORE_VERSION: number = Math.max(...MIGRATIONS.map(step => step.version))

/** Takes the steps from a version to the newest, inside a transaction. */
export async function migrate(store: Store, from: number): Promise<void> {
  const steps = MIGRATIONS.filter(({ version }) => version > from)
  for (const step of steps) await store.run(step.statements(store))
  for (const step of steps) {
    if (step.values !== undefined) await store.run(step.values)
    await store.run(`update nba_processing.schema_version set version = ${step.version}`)
  }
}
