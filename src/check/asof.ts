import type { Day } from '../calendar.ts'
import { BackcourtError } from '../errors.ts'
import { gameStates } from '../nba/game-states.ts'
import type { Row, Store, Value } from '../store/store.ts'
import { compileModel, selectedColumns, type Reading } from '../table/compile.ts'
import type { Model } from '../table/model.ts'
import { qualifiedName } from '../table/source.ts'
import { knownAtTime, knownAtTip } from './known-at.ts'

export interface AsOfRequest {
  readonly model: Model
  readonly date: Day
  /** The rest of the key behind DATE/; all rows of the date when undefined. */
  readonly key: string | undefined
  /** `tip`, or an instant as ISO text. */
  readonly knownAt: string
}

/** A value that is stored now and was, or would have been, another one then. */
export interface Difference {
  readonly key: string
  readonly field: string
  readonly then: Value
  readonly now: Value
}

export interface AsOfReport {
  readonly table: string
  readonly known_at: string
  readonly rows: readonly Row[]
  readonly differs: readonly Difference[]
}

/** The rows of a date as facts known by then give them, and where the stored rows differ. Throws usage for an instant that is none, not_found for a key without a row then and now. */
export async function asOf(store: Store, request: AsOfRequest): Promise<AsOfReport> {
  const { model, date, key } = request
  const columns = selectedColumns(model)
  const then = await store.rows(compiled(await statement(store, request)))
  const now = await store.rows(`select ${columns.join(', ')} from ${qualifiedName(model)} where game_date = date '${date}'`)
  const wanted = (rows: readonly Row[]): Map<string, Row> =>
    new Map(rows.map(row => [keyOf(model, row), row] as const).filter(([name]) => key === undefined || name === `${date}/${key}`))
  const [before, stored] = [wanted(then), wanted(now)]
  if (key !== undefined && before.size === 0 && stored.size === 0) {
    throw new BackcourtError('not_found', `${qualifiedName(model)} has no row ${date}/${key}, neither then nor now`, { where: `${date}/${key}` })
  }
  const order = [...before.keys()].toSorted()
  return {
    table: qualifiedName(model),
    known_at: request.knownAt,
    rows: [...before.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row),
    differs: [...new Set([...order, ...stored.keys()])].toSorted().flatMap(name => differences(name, before.get(name), stored.get(name))),
  }
}

function compiled(text: string): string {
  return `select * from (${text}) as known`
}

async function statement(store: Store, { model, date, knownAt }: AsOfRequest): Promise<string> {
  const [season] = await store.rows<{ season: number | null }>(
    `select max(season_year) as season from ${qualifiedName(gameStates)} where game_date = date '${date}'`,
  )
  const year = season?.season ?? 0
  const span = { firstDay: date, lastDay: date, firstSeason: year, lastSeason: year }
  return compileModel(model, { dialect: store.dialect, span, reading: readingOf(model, date, knownAt) })
}

function readingOf(model: Model, date: Day, knownAt: string): Reading {
  if (knownAt === 'tip') {
    if (model.beforeTip) return knownAtTip(date)
    throw new BackcourtError('usage', `${model.name} tells what happened after the tip: expected a table of what was known before it`, {
      where: '--known-at tip',
      next: 'upcoming_player_game_context or upcoming_team_game_context, or --known-at TIME',
    })
  }
  const instant = new Date(knownAt)
  if (Number.isNaN(instant.getTime())) {
    throw new BackcourtError('usage', `--known-at: expected tip or an instant such as 2021-11-11T12:00:00Z, got "${knownAt}"`, {
      where: '--known-at',
    })
  }
  return knownAtTime(instant.toISOString())
}

function keyOf(model: Model, row: Row): string {
  return model.grain.map(column => (typeof row[column] === 'string' ? row[column] : '')).join('/')
}

const NOT_COMPARED: ReadonlySet<string> = new Set(['data_hash', 'data_sources', 'quality_score', 'quality_tier', 'quality_issues'])

function differences(key: string, then: Row | undefined, now: Row | undefined): Difference[] {
  const fields = Object.keys(then ?? now ?? {}).filter(field => !NOT_COMPARED.has(field))
  return fields.flatMap(field => {
    const [before, stored] = [then?.[field] ?? null, now?.[field] ?? null]
    return JSON.stringify(before) === JSON.stringify(stored) ? [] : [{ key, field, then: before, now: stored }]
  })
}
