import type { Store } from './store.ts'

/** One step from a version of the store's layout to the next. */
interface Migration {
  /** The version that it leads to. */
  readonly version: number
  /** Statements that change the tables as the version before declared them. */
  readonly statements: (store: Store) => string
}

/** Steps that bring an older store up to date, oldest first. A step is never changed once it is released. */
const MIGRATIONS: readonly Migration[] = [
  {
    version: 2,
    statements: ({ dialect }) => `
      alter table nba_processing.runs add column planned_at ${dialect.typeName('timestamp')};
      update nba_processing.runs set planned_at = started_at;
      alter table nba_processing.units add column attempts ${dialect.typeName('int')};
      alter table nba_processing.units add column duration_ms ${dialect.typeName('int')};
      alter table nba_processing.units add column fingerprint ${dialect.typeName('string')};
      alter table nba_processing.units add column import_number ${dialect.typeName('int')};
      alter table nba_processing.units add column input_digest ${dialect.typeName('string')}`,
  },
]

/** Version of how a store is laid out; counts up with every step. */
export const STORE_VERSION: number = Math.max(...MIGRATIONS.map(step => step.version))

/** Takes the steps from a version to the newest, inside a transaction. */
export async function migrate(store: Store, from: number): Promise<void> {
  for (const step of MIGRATIONS.filter(({ version }) => version > from)) {
    await store.run(step.statements(store))
    await store.run(`update nba_processing.schema_version set version = ${step.version}`)
  }
}
