import type { Day, DayRange } from '../calendar.ts'
import { BackcourtError } from '../errors.ts'
import { games } from '../nba/facts/games.ts'
import { models as allModels } from '../nba/models/index.ts'
import { KNOWN_SEASONS, uncoveredDates, type KnownSeason, type UncoveredDates } from '../nba/schedule-cover.ts'
import type { Span } from '../sql/dialect.ts'
import { inRange } from '../sql/operations.ts'
import { sql } from '../sql/sql.ts'
import type { Store } from '../store/store.ts'
import { compileExpected, compileQuery } from '../table/compile.ts'
import type { Model } from '../table/model.ts'
import { qualifiedName } from '../table/source.ts'
import type { CoverageReport, CoverageRequest, Finding, TableCoverage } from './report.ts'

const FINDINGS_PER_KIND = 100

/** Compares each table with the keys that schedule and box scores ask for. Throws bad_input when nothing has been built and no range is given. */
export async function coverage(store: Store, request: CoverageRequest): Promise<CoverageReport> {
  const models = allModels.filter(model => request.tables.length === 0 || request.tables.includes(model.name))
  const range = request.range ?? (await builtRange(store, models))
  const span = await spanOf(store, range)
  const waiting = await waitingGames(store, span)
  const tables: TableCoverage[] = []
  const findings: Finding[] = []
  for (const model of models) {
    await store.run(comparison(store, model, span))
    tables.push(await counts(store, model, waiting.length))
    findings.push(...(await findingsOf(store, model)))
  }
  await store.run('drop table if exists temp.compared_coverage')
  const uncovered = uncoveredDates(range, await store.rows<KnownSeason>(KNOWN_SEASONS))
  for (const model of models) findings.push(...uncovered.map(dates => uncoveredFinding(model, dates)))
  return { range, tables, findings, warnings: waiting.map(game => `${game} waits: it should have been played and has no result`) }
}

function uncoveredFinding(model: Model, { first, last, reason }: UncoveredDates): Finding {
  return { table: qualifiedName(model), key: first === last ? first : `${first} … ${last}`, kind: 'uncovered', explanation: reason }
}

async function builtRange(store: Store, models: readonly Model[]): Promise<DayRange> {
  const bounds = models.map(model => `select min(game_date) as first, max(game_date) as last from ${qualifiedName(model)}`)
  const [row] = await store.rows<{ first: Day | null; last: Day | null }>(
    `select cast(min(first) as string) as first, cast(max(last) as string) as last from (${bounds.join(' union all ')}) as bounds`,
  )
  if (row?.first == null || row.last === null) {
    throw new BackcourtError('bad_input', 'nothing has been built yet, and no dates are given', { next: 'backcourt backfill' })
  }
  return { first: row.first, last: row.last }
}

/** The seasons whose games lie in the range. */
async function spanOf(store: Store, range: DayRange): Promise<Span> {
  const everything: Span = { firstDay: range.first, lastDay: range.last, firstSeason: 0, lastSeason: 9999 }
  const query = sql`select coalesce(min(season_year), 0) as first, coalesce(max(season_year), 0) as last from ${games} where ${inRange('game_date')}`
  const [row] = await store.rows<{ first: number; last: number }>(compileQuery(query, { dialect: store.dialect, span: everything }))
  return { ...everything, firstSeason: row?.first ?? 0, lastSeason: row?.last ?? 0 }
}

async function waitingGames(store: Store, span: Span): Promise<string[]> {
  const query = sql`select game_id from ${games} where state = 'waiting' and ${inRange('game_date')} order by game_id`
  const rows = await store.rows<{ game_id: string }>(compileQuery(query, { dialect: store.dialect, span }))
  return rows.map(row => row.game_id)
}

/** Expected and stored keys side by side, one row per key. */
function comparison(store: Store, model: Model, span: Span): string {
  const key = model.grain
  const label = key.map(column => `cast(coalesce(e.${column}, a.${column}) as string)`).join(` || '/' || `)
  return `create or replace temp table compared_coverage as
    select
      ${label} as key,
      cast(coalesce(e.game_date, a.game_date) as string) as date,
      e.game_date is not null as expected,
      e.explanation,
      coalesce(a.copies, 0) as copies,
      coalesce(a.hashed, 0) > 0 as hashed,
      a.game_id
    from (${compileExpected(model, { dialect: store.dialect, span })}) as e
    full join (
      select ${key.join(', ')}, count(*) as copies, count(data_hash) as hashed, min(game_id) as game_id
      from ${qualifiedName(model)}
      where game_date between date '${span.firstDay}' and date '${span.lastDay}'
      group by ${key.join(', ')}
    ) as a
      on ${key.map(column => `a.${column} = e.${column}`).join(' and ')}`
}

async function counts(store: Store, model: Model, waiting: number): Promise<TableCoverage> {
  const whole = (expression: string): string => `cast(coalesce(sum(${expression}), 0) as bigint)`
  const [row] = await store.rows<Omit<TableCoverage, 'table' | 'waiting' | 'coverage'> & { covered: number }>(`
    select
      ${whole('case when expected then 1 else 0 end')} as expected,
      ${whole('copies')} as rows,
      ${whole('case when copies > 0 then 1 else 0 end')} as keys,
      ${whole('case when hashed then 1 else 0 end')} as with_hash,
      ${whole('case when expected and copies = 0 then 1 else 0 end')} as missing,
      ${whole('case when not expected then 1 else 0 end')} as extra,
      ${whole('case when copies > 1 then copies - 1 else 0 end')} as duplicates,
      ${whole('case when expected and hashed then 1 else 0 end')} as covered
    from compared_coverage`)
  if (row === undefined) throw new Error('a query of sums gave no row')
  const { covered, ...figures } = row
  return { table: qualifiedName(model), ...figures, waiting, coverage: figures.expected === 0 ? null : covered / figures.expected }
}

async function findingsOf(store: Store, model: Model): Promise<Finding[]> {
  const rows = await store.rows<{ key: string; kind: Finding['kind']; explanation: string }>(`
    select key, kind, explanation
    from (
      select key, kind, explanation, row_number() over (partition by kind order by key) as place
      from (
        select c.key, 'missing' as kind, c.explanation || coalesce('; ' || u.status || ' in run ' || u.run || coalesce(': ' || u.reason, ''), '; never built') as explanation
        from compared_coverage as c
        left join (
          select game_date, arg_max(status, run) as status, max(run) as run, arg_max(reason, run) as reason
          from nba_processing.units
          where table_name = ${store.dialect.text(model.name)}
          group by game_date
        ) as u
          on cast(u.game_date as string) = c.date
        where c.expected and c.copies = 0
        union all
        select key, 'extra', 'stored for ' || game_id || ', but neither schedule nor box scores ask for it' from compared_coverage where not expected
        union all
        select key, 'duplicate', copies || ' rows of one key' from compared_coverage where copies > 1
        union all
        select key, 'no_hash', 'its data_hash is NULL' from compared_coverage where copies > 0 and not hashed
      ) as found
    ) as placed
    where place <= ${FINDINGS_PER_KIND}
    order by kind, key`)
  return rows.map(row => ({ table: qualifiedName(model), ...row }))
}
