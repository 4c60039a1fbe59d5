import { type Dialect, render, type Span } from '../sql/dialect.ts'
import { cast, inRange, sortedTexts } from '../sql/operations.ts'
import { inScope } from '../sql/scope.ts'
import { type Relation, raw, relationsIn, sql, Sql } from '../sql/sql.ts'
import type { ModelColumn } from './column.ts'
import { clockColumns, type Model } from './model.ts'
import { hashInTwoSteps } from './recipe.ts'
import { currentRows, type Source } from './source.ts'
import type { SharedQuery } from './shared.ts'

type ReadTable = Source | SharedQuery

/** Which rows of a raw table count. */
export type Reading = (source: Source) => Sql

/** The query that stands behind a relation. */
function definitionOf(relation: Relation, reading: Reading = currentRows): Sql {
  const table = relation as ReadTable
  return table.kind === 'source' ? reading(table) : table.query
}

/** Shared queries that stand as tables, with the names of these. */
export type Ready = ReadonlyMap<Relation, string>

const NONE: Ready = new Map()

const known = new WeakMap<Sql, readonly Relation[]>()

/** Everything that a query reads, directly or through shared queries, each before whoever reads it; what is `ready` stays out. */
export function relationsBehind(query: Sql, ready: Pick<Ready, 'has'> = NONE): readonly Relation[] {
  if (ready !== NONE) return findRelations(query, ready)
  const relations = known.get(query) ?? findRelations(query, ready)
  known.set(query, relations)
  return relations
}

function findRelations(query: Sql, ready: Pick<Ready, 'has'>): Relation[] {
  const ordered = new Set<Relation>()
  function visit(relation: Relation): void {
    if (ordered.has(relation) || ready.has(relation) || relation.kind === 'temporary') return
    if (relation.kind !== 'source') for (const inner of relationsIn(definitionOf(relation))) visit(inner)
    ordered.add(relation)
  }
  for (const relation of relationsIn(query)) visit(relation)
  return [...ordered]
}

/** Raw and reference tables that a query reads in the end. */
export function tablesBehind(query: Sql): Source[] {
  return relationsBehind(query).filter(relation => relation.kind !== 'shared') as Source[]
}

/** What a query is compiled for. */
export interface CompileOptions {
  readonly dialect: Dialect
  /** The dates that are computed; undefined for queries that do not ask. */
  readonly span?: Span
  /** Shared queries that the statement need not carry. */
  readonly ready?: Ready
  /** Which rows of raw tables count; the current ones unless told otherwise. */
  readonly reading?: Reading
}

/** A query as one self-contained statement: the relations that it reads stand before it in a WITH clause. */
export function compileQuery(query: Sql, { dialect, span, ready, reading }: CompileOptions): string {
  const definitions = relationsBehind(query, ready).map(relation => {
    const inPlace = relation.kind !== 'shared' || (relation as SharedQuery).inPlace === true
    const hint = dialect.withHint(inPlace ? 'read in place' : 'computed once')
    return `${dialect.identifier(relation.name)} as ${hint}(${render(definitionOf(relation, reading), { dialect, span, ready })})`
  })
  const text = render(query, { dialect, span, ready })
  return definitions.length === 0 ? text : `with ${definitions.join(',\n')}\n${text}`
}

/** The columns that a model's SELECT yields, in order: all but the clock columns, which the writer adds. */
export function selectedColumns(model: Model): string[] {
  return Object.keys(model.columns).filter(name => !clockColumns.includes(name))
}

/** Columns that are NULL in every row, because no feed can give their input yet. */
export function waitingColumns(model: Model): ReadonlySet<string> {
  return new Set(Object.entries(model.columns).flatMap(([name, column]) => (column.waitingFor === undefined ? [] : [name])))
}

/** A model's rows for a span as one SELECT, quality, sources and hash included. */
export function compileModel(model: Model, options: CompileOptions & { readonly span: Span }): string {
  const { dialect } = options
  const [recipe] = model.recipes
  const { text, hashOf } = hashInTwoSteps(recipe, dialect, { alwaysNull: waitingColumns(model), decimals: true })
  const columns = selectedColumns(model).filter(name => !HASH.has(name))
  const whole = sql`
select
  ${raw(columns.map(name => dialect.identifier(name)).join(', '))},
  ${raw(hashOf('hashed_text'))} as data_hash,
  ${raw(dialect.text(recipe.name))} as data_hash_recipe
from (
select typed.*, ${raw(text)} as hashed_text
from (${typedRows(model, options)}
) as typed
) as typed`
  return compileQuery(whole, options)
}

function typedRows(model: Model, { dialect, span }: CompileOptions): Sql {
  const chosen = span?.scope === undefined ? '' : ` and ${inScope(span.scope, 'result', dialect)}`
  const columns = Object.entries(model.columns).filter(([name]) => !(name in QUALITY) && !clockColumns.includes(name) && !HASH.has(name))
  const items = columns.map(([name, column]) => typedColumn(name, column, dialect))
  return sql`
  select
    ${raw(items.join(',\n    '))},
    ${cast(sql`100 - result.quality_deduction`, 'float')} as quality_score,
    case when result.quality_deduction <= 5 then 'gold' when result.quality_deduction <= 20 then 'silver' when result.quality_deduction <= 40 then 'bronze' else 'poor' end as quality_tier,
    ${issueCodes(model, dialect)} as quality_issues,
    ${sourceNames(model, dialect)} as data_sources
  from (
  select result.*, ${deduction(model)} as quality_deduction
  from (${model.query}
  ) as result
  where ${inRange('result.game_date')}${raw(chosen)}
  ) as result`
}

const HASH: ReadonlySet<string> = new Set(['data_hash', 'data_hash_recipe'])

const QUALITY: Readonly<Record<string, true>> = { quality_score: true, quality_tier: true, quality_issues: true, data_sources: true }

function typedColumn(name: string, column: ModelColumn, dialect: Dialect): string {
  const value = column.waitingFor === undefined ? `result.${dialect.identifier(name)}` : 'null'
  return `${dialect.cast(value, column.type)} as ${dialect.identifier(name)}`
}

/** Points that the issues of a row cost. */
function deduction(model: Model): Sql {
  const costs = model.issues.map(issue => sql` + case when ${issue.when} then ${issue.cost} else 0 end`)
  return new Sql(['0', ...costs.flatMap(cost => cost.parts)])
}

function issueCodes(model: Model, dialect: Dialect): Sql {
  return sortedTexts(model.issues.map(issue => sql`case when ${issue.when} then ${raw(dialect.text(issue.code))} end`))
}

function sourceNames(model: Model, dialect: Dialect): Sql {
  return sortedTexts(Object.entries(model.sources).map(([name, when]) => sql`case when ${when} then ${raw(dialect.text(name))} end`))
}

/** The keys that should have a row, with an explanation each, for a span. */
export function compileExpected(model: Model, options: CompileOptions & { readonly span: Span }): string {
  return compileQuery(model.expected, options)
}
