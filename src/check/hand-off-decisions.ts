import { models } from '../nba/models/index.ts'
import type { Store } from '../store/store.ts'
import { hashExpression } from '../table/recipe.ts'
import type { Model } from '../table/model.ts'
import { qualifiedName } from '../table/source.ts'
import { figure, within } from './figure.ts'
import type { Figure, HandOffRequest, Section } from './hand-off-report.ts'

/** Rows whose hashing is timed. */
const SAMPLE = 20_000

/** What of the range could be computed anew, stamped or left alone, and what each would cost by the rates of this very store. */
export async function decisions(store: Store, request: HandOffRequest): Promise<Section> {
  const figures: Figure[] = []
  const open: string[] = []
  if (request.pending !== undefined) figures.push(...pendingFigures(request))
  if ((request.pending?.units ?? 0) > 0) {
    const { first, last } = request.range
    open.push(
      `- ${request.pending?.units ?? 0} units are not up to date: \`backcourt backfill --start-date ${first} --end-date ${last}\` builds them, or leave them: their rows stay as they were.`,
    )
  }
  const bytesPerRow = `(select used_blocks * block_size from pragma_database_size() where database_name = current_database()) / (select greatest(sum(estimated_size), 1) from duckdb_tables() where database_name = current_database())`
  for (const model of models) {
    const { told, unhashed } = await costs(store, { request, model, bytesPerRow })
    figures.push(...told)
    if (unhashed > 0)
      open.push(
        `- ${unhashed} rows of ${model.name} have no hash, or one of another recipe: \`backcourt hash stamp\` fills what is missing, \`backcourt backfill --force\` computes the rows anew, or leave them: nobody can prove them.`,
      )
  }
  const text =
    open.length === 0 ? 'Nothing is open. What each way would cost, should it be chosen:' : [...open, '', 'What each way would cost:'].join('\n')
  return { title: 'Open decisions', text, figures }
}

function pendingFigures({ pending, range }: HandOffRequest): Figure[] {
  const query = `backcourt plan --start-date ${range.first} --end-date ${range.last} --json`
  if (pending === undefined) return []
  return [
    { name: 'bring up to date: units', value: pending.units, unit: 'units', query },
    { name: 'bring up to date: rows, at most', value: pending.rows, unit: 'rows', query },
    { name: 'bring up to date: time', value: pending.expected_ms, unit: 'ms', query },
  ]
}

interface Costed {
  readonly request: HandOffRequest
  readonly model: Model
  readonly bytesPerRow: string
}

async function costs(store: Store, { request, model, bytesPerRow }: Costed): Promise<{ readonly told: Figure[]; readonly unhashed: number }> {
  const rows = `select count(*) from ${qualifiedName(model)} where ${within(request)}`
  const without = `${rows} and (data_hash is null or data_hash_recipe is distinct from '${model.recipes[0].name}')`
  const rate = `(select 1000.0 * sum(row_count) / sum(duration_ms) from nba_processing.units where status = 'done' and duration_ms > 0 and table_name = '${model.name}')`
  const hashes = await hashRate(store, request, model)
  const stampSeconds = hashes === null ? `select null` : `select round((${without}) / ${hashes.toFixed(1)}, 2)`
  const name = (what: string): string => `${model.name}: ${what}`
  const unhashed = await figure(store, name('stamp, rows'), { query: without, unit: 'rows' })
  return {
    told: [
      await figure(store, name('recompute, rows'), { query: rows, unit: 'rows' }),
      await figure(store, name('recompute, time'), { query: `select round((${rows}) / ${rate}, 2)`, unit: 's' }),
      await figure(store, name('recompute, size'), { query: `select round((${rows}) * ${bytesPerRow})`, unit: 'bytes' }),
      unhashed,
      await figure(store, name('stamp, time'), { query: stampSeconds, unit: 's' }),
      await figure(store, name('stamp, size'), { query: `select (${without}) * ${HASH_BYTES}`, unit: 'bytes' }),
    ],
    unhashed: Number(unhashed.value),
  }
}

/** A hash and the name of its recipe. */
const HASH_BYTES = 25

/** Rows that are hashed in a second, as measured on some of the range just now; null where there is none. */
async function hashRate(store: Store, { elapsed, ...request }: HandOffRequest, model: Model): Promise<number | null> {
  const hash = hashExpression(model.recipes[0], store.dialect)
  const sample = `(select * from ${qualifiedName(model)} where ${within(request)} limit ${SAMPLE}) as some_rows`
  const start = elapsed()
  const [found] = await store.rows<{ rows: number }>(`select count(${hash}) as rows from ${sample}`)
  const seconds = Math.max(elapsed() - start, 1) / 1000
  return found === undefined || found.rows === 0 ? null : found.rows / seconds
}
