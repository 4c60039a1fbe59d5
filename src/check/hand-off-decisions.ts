import { models } from '../nba/models/index.ts'
import type { Store } from '../store/store.ts'
import type { Model } from '../table/model.ts'
import { hashExpression } from '../table/recipe.ts'
import { qualifiedName } from '../table/source.ts'
import { figure, within } from './figure.ts'
import type { Figure, HandOffRequest, Section, Stretch } from './hand-off-report.ts'

/** Rows whose hashing is timed. */
const SAMPLE = 20_000

/** A hash and the name of its recipe. */
const HASH_BYTES = 25

/** What lacks a row or a hash, here and in the rest of the history: computed anew, stamped or left alone, with what each costs by the rates of this very store. */
export async function decisions(store: Store, request: HandOffRequest): Promise<Section> {
  const rates = await measuredRates(store, request)
  const figures: Figure[] = [...pendingFigures(request), ...rates.figures]
  const open: string[] = (request.pending?.units ?? 0) > 0 ? [pendingLine(request)] : []
  const stretches = [
    { name: 'these dates', ranges: [request.range], coverage: request.coverage },
    ...(request.rest === undefined ? [] : [request.rest]),
  ]
  for (const stretch of stretches) {
    const { told, line } = await ways(store, stretch, rates.of)
    figures.push(...told)
    if (line !== undefined) open.push(line)
  }
  return { title: 'Open decisions', text: open.length === 0 ? 'Nothing is open.' : open.join('\n'), figures }
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

function pendingLine({ pending, range }: HandOffRequest): string {
  const command = `backcourt backfill --start-date ${range.first} --end-date ${range.last}`
  return `- ${pending?.units ?? 0} units are not up to date: \`${command}\` builds them, or leave them: their rows stay as they were.`
}

/** What rows of a table cost in this store, as SQL; null where nothing has been built yet. */
interface Rate {
  /** Rows computed in a second. */
  readonly computed: string
  /** Rows hashed in a second. */
  readonly hashed: string
  readonly bytes: string
}

interface Rates {
  readonly of: ReadonlyMap<Model, Rate>
  readonly figures: readonly Figure[]
}

async function measuredRates(store: Store, request: HandOffRequest): Promise<Rates> {
  const bytes = `(select used_blocks * block_size from pragma_database_size() where database_name = current_database()) / (select greatest(sum(estimated_size), 1) from duckdb_tables() where database_name = current_database())`
  const found = new Map<Model, Rate>()
  const figures = [await figure(store, 'a stored row takes, on average', { query: `select round(${bytes})`, unit: 'bytes' })]
  for (const model of models) {
    const computed = `(select 1000.0 * sum(row_count) / sum(duration_ms) from nba_processing.units where status = 'done' and duration_ms > 0 and table_name = '${model.name}')`
    const measured = await hashRate(store, request, model)
    found.set(model, { computed, hashed: measured === null ? 'null' : `${measured.rate} /* rows/s, as measured */`, bytes })
    figures.push(await figure(store, `${model.name}: recomputed`, { query: `select round(${computed})`, unit: 'rows/s' }), {
      name: `${model.name}: hashed`,
      value: measured?.rate ?? null,
      unit: 'rows/s',
      query: measuredBy(model, measured),
    })
  }
  return { of: found, figures }
}

interface Measured {
  readonly rows: number
  readonly milliseconds: number
  /** Rows in a second. */
  readonly rate: number
}

/** How a rate came about that no ledger holds, and what measures it again. */
function measuredBy(model: Model, measured: Measured | null): string {
  if (measured === null) return `not measured: ${qualifiedName(model)} has no rows`
  const { rows, milliseconds } = measured
  return `measured for this note: ${rows} rows of ${qualifiedName(model)} in ${milliseconds} ms; backcourt hash verify --table ${model.initials} hashes all again`
}

/** How fast rows are hashed, as measured on some of the table just now; null where there is none. */
async function hashRate(store: Store, { elapsed }: HandOffRequest, model: Model): Promise<Measured | null> {
  const hash = hashExpression(model.recipes[0], store.dialect)
  const start = elapsed()
  const [found] = await store.rows<{ rows: number }>(
    `select count(${hash}) as rows from (select * from ${qualifiedName(model)} limit ${SAMPLE}) as some_rows`,
  )
  const milliseconds = Math.max(Math.round(elapsed() - start), 1)
  const rows = found?.rows ?? 0
  return rows === 0 ? null : { rows, milliseconds, rate: Math.round((1000 * rows) / milliseconds) }
}

/** What is open in a table: rows that should be there with a hash of the recipe and are not, and those of them that only lack the hash. */
interface OpenRows {
  readonly lacking: string
  readonly unhashed: string
  readonly rate: Rate
}

interface Ways {
  readonly told: readonly Figure[]
  readonly line: string | undefined
}

async function ways(store: Store, stretch: Stretch, rates: ReadonlyMap<Model, Rate>): Promise<Ways> {
  const open: OpenRows[] = []
  const told: Figure[] = []
  for (const [model, rate] of rates) {
    const rows = openRows(stretch, model, rate)
    open.push(rows)
    told.push(await figure(store, `${stretch.name}, ${model.name}: without a row or hash`, { query: `select ${rows.lacking}`, unit: 'rows' }))
  }
  const cost = (name: string, unit: string, of: (rows: OpenRows) => string): Promise<Figure> =>
    figure(store, `${stretch.name}: ${name}`, { query: `select round(${open.map(of).join(' + ')}, ${unit === 's' ? 1 : 0})`, unit })
  const spent = (rows: string, rate: string): string => `coalesce(${rows} / ${rate}, 0)`
  const costs = [
    await cost('recompute', 'rows', ({ lacking }) => lacking),
    await cost('recompute, time', 's', ({ lacking, rate }) => spent(lacking, rate.computed)),
    await cost('recompute, size', 'bytes', ({ lacking, rate }) => `${lacking} * ${rate.bytes}`),
    await cost('stamp', 'rows', ({ unhashed }) => unhashed),
    await cost('stamp, time', 's', ({ unhashed, rate }) => spent(unhashed, rate.hashed)),
    await cost('stamp, size', 'bytes', ({ unhashed }) => `${unhashed} * ${HASH_BYTES}`),
  ]
  return { told: [...told, ...costs], line: Number(costs[0]?.value) > 0 ? lineOf(stretch, costs) : undefined }
}

function openRows({ ranges, coverage }: Stretch, model: Model, rate: Rate): OpenRows {
  const table = qualifiedName(model)
  const expected = coverage.filter(found => found.table === table).reduce((sum, found) => sum + found.expected, 0)
  const dates = ranges.map(range => within({ range })).join(' or ')
  const stored = `select count(*) from ${table} where (${dates})`
  const proven = `(${stored} and data_hash_recipe = '${model.recipes[0].name}' and data_hash is not null)`
  return {
    lacking: `greatest(${expected} /* expected, as backcourt coverage tells */ - ${proven}, 0)`,
    unhashed: `(${stored} and data_hash is null)`,
    rate,
  }
}

function lineOf({ name, ranges }: Stretch, costs: readonly Figure[]): string {
  const [rows, time, size, stampable, stampTime] = costs.map(({ value }) => Number(value).toLocaleString('en-US'))
  const dates = ranges.map(({ first, last }) => `${first} … ${last}`).join(' and ')
  const commands = ranges.map(({ first, last }) => `\`backcourt backfill --start-date ${first} --end-date ${last}\``).join(' and ')
  return [
    `- ${name} (${dates}): ${rows} rows lack a row or a hash of this version. Three ways:`,
    `  - recompute: ${rows} rows in about ${time} s, ${size} bytes: ${commands} (\`--force\` where rows are there)`,
    `  - stamp: ${stampable} of them are rows without a hash, in about ${stampTime} s: \`backcourt hash stamp\``,
    `  - skip: 0 s, 0 bytes; ${rows} rows stay missing, or nobody can prove them`,
  ].join('\n')
}
