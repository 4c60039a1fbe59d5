import { existsSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

/** Without a server that speaks BigQuery nothing of a warehouse can be tried; with it, it takes minutes. */
const ofWarehouses =
  process.env.BACKCOURT_WAREHOUSES && existsSync(new URL('test/bigquery/server/installed', import.meta.url))
    ? []
    : [
        'src/store/{desk,copy-tables,held-warehouse}.ts',
        'src/store/bigquery/*.ts',
        'src/apply/{build-in-warehouse,staged-rows,warehouse-cost}.ts',
        'src/check/{parity,examine-warehouse}.ts',
        'src/hash/warehouse-tables.ts',
        'src/cli/{caller,examine-warehouse,follow-owners,hashed-warehouse,hold-desk,with-engine}.ts',
        'src/cli/commands/{copy,parity,plan,doctor}.ts',
        'src/cli/render/parity-report.ts',
        'src/store/duckdb/engine.ts',
        'src/table/row-text.ts',
        'src/ledger/{entries,unit-states,warehouse-lock}.ts',
      ]

/** Node.js 20 cannot read SQLite: nothing of that file can be tried there. */
const untried = Number(process.versions.node.split('.')[0]) < 22 ? ['src/import/read/sqlite-tables.ts'] : []

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    reporters: ['default', './scripts/summary-reporter.mjs'],
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      // What runs in a browser is tested there.
      exclude: ['src/cli/bin.ts', 'src/page/{document,dropped,live,router,starts,token}.ts', 'src/page/views/*.ts', ...untried, ...ofWarehouses],
      reporter: ['text-summary'],
      reportOnFailure: true,
      thresholds: { lines: 90, perFile: true },
    },
  },
})
