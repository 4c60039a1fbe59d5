import type { Day, DayRange } from '../../calendar.ts'
import { games } from '../../nba/facts/games.ts'
import { models as allModels } from '../../nba/models/index.ts'
import type { Row, Store, Value } from '../../store/store.ts'
import { inRange } from '../../sql/operations.ts'
import { call, raw, sql } from '../../sql/sql.ts'
import { compileModel, compileQuery, selectedColumns, tablesBehind, type Reading } from '../../table/compile.ts'
import type { Model } from '../../table/model.ts'
import { currentRows, qualifiedName, type Source } from '../../table/source.ts'
import type { CheckedTable, FailingRow } from '../validate/report.ts'
import { lateFixtures, uncertainAfter, type LateFixture } from './certain-fixtures.ts'
import { dayColumn, isDated, otherFuture, type OtherFuture } from './other-future.ts'
import { drawDates, type PlayedDate } from './draw.ts'

const EXAMPLES = 20

export interface LeakRequest {
  readonly range: DayRange
  /** How many games are probed at least: dates are drawn until they hold so many. */
  readonly games: number
  /** The same seed draws the same games. */
  readonly seed: number
  /** Only these tables; all of them that tell what was known before the tip without any. */
  readonly tables: readonly string[]
  /** Told after each date. */
  readonly progress?: ((done: number, planned: number) => void) | undefined
}

export interface LeakReport {
  /** What was drawn. */
  readonly drawn: { readonly games: number; readonly dates: readonly Day[]; readonly seed: number }
  readonly checks: readonly CheckedTable[]
}

/**
 * Tells everything that was known after the tips of some dates otherwise, computes the rows before the tips of these dates anew, and compares them with the
 * stored ones: no value may differ. The store is only read; the other future is a reading of its facts.
 */
export async function probeLeaks(store: Store, request: LeakRequest, models: readonly Model[] = allModels): Promise<LeakReport> {
  const probed = models.filter(({ name, beforeTip }) => beforeTip && (request.tables.length === 0 || request.tables.includes(name)))
  const dates = drawDates(await playedDates(store, probed, request.range), request)
  const found = new Map<Model, Leaks>(probed.map(model => [model, { rows: 0, stale: 0, failing: [] }]))
  const fixtures = new Map<number, LateFixture[]>()
  for (const [index, played] of dates.entries()) {
    const ofSeason = fixtures.get(played.season) ?? (await lateFixtures(store, played.season))
    fixtures.set(played.season, ofSeason)
    const future = { date: played.date, uncertain: uncertainAfter(ofSeason, played.date), tips: await tipsOf(store, played) }
    for (const model of probed) await probeDate(store, { model, played, future }, found.get(model))
    request.progress?.(index + 1, dates.length)
  }
  await store.run('drop table if exists temp.leak_probe')
  return {
    drawn: { games: dates.reduce((sum, { games }) => sum + games, 0), dates: dates.map(({ date }) => date), seed: request.seed },
    checks: [...found].map(([model, leaks]) => checkOf(model, leaks)),
  }
}

/** What was found in the rows of a table. */
interface Leaks {
  rows: number
  /** Rows that differ from what is known now, whatever the future: they are to be built anew. */
  stale: number
  readonly failing: FailingRow[]
}

/** Dates of the range whose games were played and have rows in the tables. */
async function playedDates(store: Store, models: readonly Model[], { first, last }: DayRange): Promise<PlayedDate[]> {
  const summaries = allModels.find(({ beforeTip }) => !beforeTip)
  if (summaries === undefined || models.length === 0) return []
  const rows = models.map(model => `select nba_game_id from ${qualifiedName(model)} where game_date between date '${first}' and date '${last}'`)
  return store.rows<PlayedDate>(`
    select cast(p.game_date as string) as date, max(p.season_year) as season, count(distinct p.nba_game_id) as games
    from ${qualifiedName(summaries)} as p
    where p.nba_game_id in (${rows.join(' intersect ')})
    group by p.game_date
    order by p.game_date`)
}

/** When the games of a date began, where anybody tells. */
async function tipsOf(store: Store, { date, season }: PlayedDate): Promise<Map<string, string>> {
  const span = { firstDay: date, lastDay: date, firstSeason: season, lastSeason: season }
  const query = sql`select nba_game_id as game, ${call('instantText', raw('tip_utc'))} as tip from ${games} where ${inRange('game_date')} and tip_utc is not null`
  const rows = await store.rows<{ game: string; tip: string }>(compileQuery(query, { dialect: store.dialect, span }))
  return new Map(rows.map(({ game, tip }) => [game, tip]))
}

interface Probe {
  readonly model: Model
  readonly played: PlayedDate
  readonly future: OtherFuture
}

async function probeDate(store: Store, { model, played, future }: Probe, leaks: Leaks | undefined): Promise<void> {
  if (leaks === undefined) return
  const { date } = played
  const rows = await computed(store, { model, played, reading: otherFuture(future) })
  leaks.rows += rows
  const differing = await differingKeys(store, model, date)
  if (differing.length === 0) return
  const other = await rowsOf(store, model, differing)
  await computed(store, { model, played, reading: currentRows })
  const now = await rowsOf(store, model, differing)
  const leaking = differing.flatMap(key => leakOf(model, key, [now.get(key), other.get(key)]))
  leaks.stale += differing.length - leaking.length
  if (leaking.length === 0) return
  const by =
    leaks.failing.length === 0
      ? await tellers(
          store,
          { model, played, future },
          leaking.map(({ key }) => key),
        )
      : ''
  leaks.failing.push(...leaking.map(({ key, found }) => ({ key, found: found + by })))
}

interface Computing {
  readonly model: Model
  readonly played: PlayedDate
  readonly reading: Reading
}

/** Computes the rows of a date into a temporary table, and gives their number. */
async function computed(store: Store, { model, played, reading }: Computing): Promise<number> {
  const { date, season } = played
  const span = { firstDay: date, lastDay: date, firstSeason: season, lastSeason: season }
  await store.run(`create or replace temp table leak_probe as ${compileModel(model, { dialect: store.dialect, span, reading })}`)
  const [row] = await store.rows<{ rows: number }>('select count(*) as rows from temp.leak_probe')
  return row?.rows ?? 0
}

function keyText(model: Model, alias: string): string {
  return model.grain.map(column => `cast(${alias}.${column} as string)`).join(` || '/' || `)
}

/** Keys whose computed row is not the stored one, or missing on one side. */
async function differingKeys(store: Store, model: Model, date: Day): Promise<string[]> {
  const columns = selectedColumns(model)
  const unequal = columns.map(column => `a.${column} is distinct from b.${column}`).join(' or ')
  const on = model.grain.map(column => `a.${column} = b.${column}`).join(' and ')
  const rows = await store.rows<{ key: string }>(`
    select coalesce(${keyText(model, 'a')}, ${keyText(model, 'b')}) as key
    from temp.leak_probe as a
    full join (select * from ${qualifiedName(model)} where game_date = date '${date}') as b
      on ${on}
    where ${unequal}
    order by 1`)
  return rows.map(({ key }) => key)
}

async function rowsOf(store: Store, model: Model, keys: readonly string[]): Promise<Map<string, Row>> {
  const wanted = keys.map(key => store.dialect.text(key)).join(', ')
  const rows = await store.rows<Row & { leak_key: string }>(
    `select ${keyText(model, 'a')} as leak_key, a.* from temp.leak_probe as a where ${keyText(model, 'a')} in (${wanted})`,
  )
  return new Map(rows.map(({ leak_key, ...row }) => [leak_key, row as Row]))
}

const NOT_TOLD: ReadonlySet<string> = new Set(['data_hash', 'quality_score', 'quality_tier'])

/** The fields of a row that another future changes; nothing where none does. */
function leakOf(model: Model, key: string, [now, other]: readonly [Row | undefined, Row | undefined]): FailingRow[] {
  if (now === undefined && other === undefined) return []
  if (now === undefined || other === undefined)
    return [{ key, found: now === undefined ? 'a row that only another future has' : 'no row in another future' }]
  const fields = selectedColumns(model).filter(name => JSON.stringify(now[name]) !== JSON.stringify(other[name]))
  const told = fields.filter(name => !NOT_TOLD.has(name)).map(name => `${name}: ${text(now[name])}, in another future ${text(other[name])}`)
  return fields.length === 0 ? [] : [{ key, found: told.join('; ') }]
}

function text(value: Value | undefined): string {
  return value === null || value === undefined ? 'nothing' : typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** The raw tables from which the leak comes, each told otherwise alone; the rows of now are computed. */
async function tellers(store: Store, { model, played, future }: Probe, keys: readonly string[]): Promise<string> {
  await store.run('create or replace temp table leak_probe_now as select * from temp.leak_probe')
  const names: string[] = []
  for (const only of await sourcesSince(store, model, played.date)) {
    await computed(store, { model, played, reading: otherFuture({ ...future, only }) })
    if (await differsFromNow(store, model, keys)) names.push(qualifiedName(only))
  }
  await store.run('drop table if exists temp.leak_probe_now')
  return names.length === 0 ? '' : `; it comes from ${names.join(', ')}`
}

/** The tables that a model reads and that tell something of a date or later. */
async function sourcesSince(store: Store, model: Model, date: Day): Promise<Source[]> {
  const dated = tablesBehind(model.query).filter(isDated)
  const counts = dated.map(
    (source, place) =>
      `select ${place} as place from ${qualifiedName(source)} where ended_by is null and ${dayColumn(source)} >= date '${date}' having count(*) > 0`,
  )
  const found = await store.rows<{ place: number }>(counts.join(' union all '))
  return dated.filter((_, index) => found.some(({ place }) => place === index))
}

async function differsFromNow(store: Store, model: Model, keys: readonly string[]): Promise<boolean> {
  const columns = selectedColumns(model).join(', ')
  const wanted = keys.map(key => store.dialect.text(key)).join(', ')
  const chosen = (table: string): string => `select ${columns} from temp.${table} as a where ${keyText(model, 'a')} in (${wanted})`
  const [row] = await store.rows<{ rows: number }>(
    `select count(*) as rows from ((${chosen('leak_probe')} except ${chosen('leak_probe_now')}) union all (${chosen('leak_probe_now')} except ${chosen('leak_probe')})) as differing`,
  )
  return (row?.rows ?? 0) > 0
}

function checkOf(model: Model, { rows, stale, failing }: Leaks): CheckedTable {
  const [first] = failing
  return {
    check: 'nothing_leaks',
    table: qualifiedName(model),
    meaning: 'No value of a row before the tip changes when everything that was known after it is told otherwise or deleted.',
    rows_checked: rows - stale,
    failing: failing.length,
    not_checkable: stale,
    examples: failing.slice(0, EXAMPLES),
    next: first === undefined ? null : `asof ${model.name} ${first.key} --known-at tip`,
  }
}
