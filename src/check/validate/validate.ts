import type { DayRange } from '../../calendar.ts'
import { hashedTable } from '../../hash/hashed-table.ts'
import { verifyHashes } from '../../hash/verify.ts'
import { models } from '../../nba/models/index.ts'
import type { Span } from '../../sql/dialect.ts'
import { int, knownTexts } from '../../sql/operations.ts'
import { join, raw, sql, type Sql } from '../../sql/sql.ts'
import type { Store } from '../../store/store.ts'
import { compileQuery } from '../../table/compile.ts'
import type { Model } from '../../table/model.ts'
import { qualifiedName } from '../../table/source.ts'
import { spanOf } from '../span-of.ts'
import type { Check } from './check.ts'
import { checks } from './checks.ts'
import { knownWindows, WINDOWS_KNOWN } from './known-windows.ts'
import type { CheckedTable, FailingRow, ValidateReport, ValidateRequest } from './report.ts'

const EXAMPLES = 20

const HASHES = 'hash_is_the_row'
const EXTRA = [WINDOWS_KNOWN, HASHES]

/** The names of all checks, in the order in which they run. */
export const checkNames: readonly string[] = [...new Set(checks.map(({ name }) => name)), ...EXTRA]

/** Runs every check over the stored rows of a range, each in one scan, and those that fail a second time for examples. */
export async function validate(store: Store, request: ValidateRequest): Promise<ValidateReport> {
  const { range, tables, only } = request
  const wanted = ({ name }: Model): boolean => tables.length === 0 || tables.includes(name)
  const span = await spanOf(store, range)
  const found: CheckedTable[] = []
  const isAsked = (name: string): boolean => only === undefined || only.includes(name)
  for (const check of checks.filter(({ name, table }) => isAsked(name) && wanted(table))) found.push(await checked(store, span, check))
  if (isAsked(WINDOWS_KNOWN)) found.push(...(await knownWindows(store, range, wanted)))
  for (const model of isAsked(HASHES) ? models.filter(wanted) : []) found.push(...(await hashesOf(store, model, range)))
  return { range, checks: found }
}

const fails = ({ claims }: Check): Sql =>
  sql`(${join(
    claims.map(({ holds }) => sql`coalesce(not (${holds}), false)`),
    ' or ',
  )})`
const isUnknown = ({ claims }: Check): Sql =>
  sql`(${join(
    claims.map(({ holds }) => sql`(${holds}) is null`),
    ' or ',
  )})`

async function checked(store: Store, span: Span, check: Check): Promise<CheckedTable> {
  const sum = (condition: string): Sql => sql`coalesce(${int(sql`sum(case when ${raw(condition)} then 1 else 0 end)`)}, 0)`
  const query = sql`
    select ${int(sql`count(*)`)} as judged, ${sum('fails')} as failing, ${sum('not fails and is_unknown')} as unknown,
      cast(min(case when fails then game_date end) as string) as first, cast(max(case when fails then game_date end) as string) as last
    from (select r.game_date, ${fails(check)} as fails, ${isUnknown(check)} as is_unknown from (${check.rows}) as r) as judged`
  const [row] = await store.rows<Counted>(compileQuery(query, { dialect: store.dialect, span }))
  const { judged = 0, failing = 0, unknown = 0, first = null, last = null } = row ?? {}
  return {
    check: check.name,
    table: qualifiedName(check.table),
    meaning: check.meaning,
    rows_checked: judged - unknown,
    failing,
    not_checkable: unknown,
    examples: failing === 0 ? [] : await examplesOf(store, span, check),
    next: failing === 0 ? null : rebuild(check.table, first, last),
  }
}

interface Counted {
  readonly judged: number
  readonly failing: number
  readonly unknown: number
  readonly first: string | null
  readonly last: string | null
}

async function examplesOf(store: Store, span: Span, check: Check): Promise<FailingRow[]> {
  const says = knownTexts(check.claims.map(({ holds, says }) => sql`case when not (${holds}) then ${says} end`))
  const query = sql`select r.key, ${says} as found from (${check.rows}) as r where ${fails(check)} order by r.key limit ${EXAMPLES}`
  const rows = await store.rows<{ key: string; found: readonly string[] }>(compileQuery(query, { dialect: store.dialect, span }))
  return rows.map(({ key, found }) => ({ key, found: found.join('; ') }))
}

function rebuild({ name }: Model, first: string | null, last: string | null): string {
  return `backfill --start-date ${first ?? ''} --end-date ${last ?? ''} --tables ${name} --force`
}

/** The hash of each stored row against the one that its values give. */
async function hashesOf(store: Store, model: Model, { first, last }: DayRange): Promise<CheckedTable[]> {
  const label = qualifiedName(model)
  const table = await hashedTable(store, {
    model,
    relation: `(select * from ${label} where game_date between date '${first}' and date '${last}') as ranged`,
    label,
  })
  const verified = await verifyHashes(store, { table, fallback: model.recipes[0] })
  return verified.map(({ recipe, rows, different, absent, examples }) => ({
    check: HASHES,
    table: label,
    meaning: `The data_hash of a row is the one that its stored values give (${recipe}).`,
    rows_checked: rows,
    failing: different + absent,
    not_checkable: 0,
    examples: examples.slice(0, EXAMPLES).map(({ key, stored, recomputed }) => ({ key, found: `stored ${stored}, its values give ${recomputed}` })),
    next: different > 0 ? `hash verify ${model.name}` : absent > 0 ? 'hash stamp' : null,
  }))
}
