import { models } from '../nba/models/index.ts'
import { duckdb } from '../sql/duckdb.ts'
import { fingerprint } from './fingerprint.ts'

/** The fingerprint of each model by its name, whatever engine keeps its table. */
export const modelFingerprints: Readonly<Record<string, string>> = Object.fromEntries(models.map(model => [model.name, fingerprint(model, duckdb)]))
