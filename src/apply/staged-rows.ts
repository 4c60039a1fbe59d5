import type { Scope } from '../sql/dialect.ts'
import { aroundDates, inScope } from '../sql/scope.ts'
import { bigquery } from '../sql/bigquery.ts'
import { selectedColumns } from '../table/compile.ts'
import { clockColumns, type Model } from '../table/model.ts'
import { qualifiedName } from '../table/source.ts'
import { isField } from './compare-rows.ts'

/** What is computed of a table in a warehouse, and where the comparison stands between two jobs. */
export interface Staging {
  readonly model: Model
  readonly stage: string
  readonly scope: Scope
  /** The dates of the units: constants, so that the warehouse reads no other partitions. */
  readonly dates: readonly string[]
  /** The SELECT that computes the rows of the scope. */
  readonly computed: string
}

/** What became of the keys of one date of a table. */
export interface StagedCounts {
  readonly table_name: string
  readonly date: string
  readonly inserted: number
  readonly updated: number
  readonly deleted: number
  readonly unchanged: number
  /** Of the updated keys, those that are stored several times. */
  readonly stored_twice: number
  /** Keys that several computed rows share. */
  readonly doubled: number
  /** Rows that the date has when this is written. */
  readonly row_count: number
  /** The doubled keys with whom they stand for; NULL without any. */
  readonly doubled_keys: string | null
  /** Doubled keys with a stored row, which stays. */
  readonly kept: number
}

/**
 * Computed rows beside the stored ones as a table, one row per key: all columns as computed (those of the grain also of deleted rows), and in `staged_how`
 * inserted, updated, deleted, unchanged or doubled. A key that is stored several times counts as updated: one row takes the place of all.
 */
export function stageRows({ model, stage, scope, dates, computed }: Staging): string {
  const columns = selectedColumns(model)
  const { grain } = model
  const key = grain.join(', ')
  const differs = columns.map(column => differ(model, column)).join(' or ')
  const others = columns.filter(column => !grain.includes(column)).map(column => `s.${column}`)
  const doubled = `case when s.staged_copies > 1 then 'doubled' when t.game_date is null then 'inserted' when s.game_date is null then 'deleted'`
  return `create or replace table ${stage} as
    with s as (select computed.*, count(*) over (partition by ${key}) as staged_copies from (${computed}) as computed),
    t as (
      select r.*, count(*) over (partition by ${key}) as stored_copies, row_number() over (partition by ${key} order by created_at) as stored_place
      from ${qualifiedName(model)} as r
      where ${aroundDates('r.game_date', dates)} and ${inScope(scope, 'r', bigquery)}
    )
    select
      ${grain.map(column => `coalesce(s.${column}, t.${column}) as ${column}`).join(', ')},
      ${others.join(', ')},
      ${doubled} when t.stored_copies > 1 or ${differs} then 'updated' else 'unchanged' end as staged_how,
      coalesce(t.stored_copies, 0) as staged_stored,
      t.created_at as staged_created_at,
      t.data_hash as staged_old_hash,
      case when s.game_date is not null and t.game_date is not null then concat('[', array_to_string([${fields(model)}], ','), ']') else '[]' end as staged_fields
    from s
    full join (select * from t where stored_place = 1) as t
      on ${grain.map(column => `s.${column} = t.${column}`).join(' and ')}`
}

/** Lists compare as texts: their items hold no commas. */
function valueOf(model: Model, side: string, column: string): string {
  return model.columns[column]?.type === 'strings' ? `array_to_string(${side}.${column}, ',')` : `${side}.${column}`
}

function differ(model: Model, column: string): string {
  return `${valueOf(model, 's', column)} is distinct from ${valueOf(model, 't', column)}`
}

/** The fields that differ, each as JSON with both values. */
function fields(model: Model): string {
  const json = (side: string, column: string): string => `coalesce(to_json_string(${side}.${column}), 'null')`
  return selectedColumns(model)
    .filter(isField(model))
    .map(
      column =>
        `case when ${differ(model, column)} then concat('{"field":"${column}","before":', ${json('t', column)}, ',"after":', ${json('s', column)}, '}') end`,
    )
    .join(', ')
}

/** Keys whose rows one new row takes the place of. */
const STORED_TWICE = `staged_how = 'updated' and staged_stored > 1`

/** A query of what became of the keys of each date of staged tables. */
export function countStaged(stagings: readonly Staging[]): string {
  return stagings.map(countOne).join('\nunion all\n')
}

function countOne({ model, stage, dates }: Staging): string {
  const kinds = ['inserted', 'updated', 'deleted', 'unchanged']
  return `
    select
      ${bigquery.text(model.name)} as table_name,
      cast(d.game_date as string) as date,
      ${kinds.map(how => `coalesce(c.${how}, 0) as ${how}`).join(', ')},
      coalesce(c.stored_twice, 0) as stored_twice,
      coalesce(k.doubled, 0) as doubled,
      coalesce(n.stored, 0) + coalesce(c.coming, 0) - coalesce(c.going, 0) as row_count,
      k.doubled_keys,
      coalesce(k.kept, 0) as kept
    from (select day as game_date from unnest([${dates.map(day => `date '${day}'`).join(', ')}]) as day) as d
    left join (
      select
        game_date,
        ${kinds.map(how => `countif(staged_how = '${how}') as ${how}`).join(', ')},
        countif(${STORED_TWICE}) as stored_twice,
        countif(staged_how in ('inserted', 'updated')) as coming,
        coalesce(sum(case when staged_how in ('updated', 'deleted') then staged_stored end), 0) as going
      from ${stage}
      group by game_date
    ) as c
      on c.game_date = d.game_date
    left join (${doubledKeys(model, stage)}) as k
      on k.game_date = d.game_date
    left join (select game_date, count(*) as stored from ${qualifiedName(model)} where ${aroundDates('game_date', dates)} group by game_date) as n
      on n.game_date = d.game_date`
}

/** The doubled keys of each date with whom they stand for, and how many of them have a stored row. */
function doubledKeys(model: Model, stage: string): string {
  const label = model.grain.map(column => `cast(${column} as string)`).join(`, '/', `)
  const who = 'universal_player_id' in model.columns ? `concat(coalesce(universal_player_id, 'no id'), ' in ', game_id)` : 'game_id'
  return `
      select game_date, count(*) as doubled, string_agg(concat(row_key, ' (', who, ')'), '; ' order by row_key) as doubled_keys, countif(is_stored) as kept
      from (
        select game_date, concat(${label}) as row_key, string_agg(${who}, ' and ' order by ${who}) as who, max(staged_stored) > 0 as is_stored
        from ${stage}
        where staged_how = 'doubled'
        group by game_date, row_key
      ) as each_key
      group by game_date`
}

/** When rows are written, and what the change log tells of it. */
export interface StagedWrite {
  readonly run: number
  /** `processed_at` of what is written, ISO text. */
  readonly now: string
  /** When the run started, ISO text. */
  readonly changedAt: string
  /** Dates whose units were built before: their new rows are changes too. */
  readonly builtBefore: readonly string[]
  /** Why, per date, as JSON text. */
  readonly causes: ReadonlyMap<string, string>
  /** The change log. */
  readonly log: string
}

/** The statements that make the stored rows equal to the staged ones, and write down what changed. Columns that nobody declares keep their values. */
export function writeStaged({ model, stage, dates }: Staging, counts: readonly StagedCounts[], write: StagedWrite): string[] {
  const sum = (count: (date: StagedCounts) => number): number => counts.reduce((total, date) => total + count(date), 0)
  const twice = sum(date => date.stored_twice)
  const changes = sum(date => date.updated) - twice
  const [goes, comes] = [sum(date => date.deleted) + twice, sum(date => date.inserted) + twice]
  const logged = changes + goes > 0 || counts.some(date => date.inserted > 0 && write.builtBefore.includes(date.date))
  return [
    ...(changes > 0 ? [updateChanging({ model, stage, dates }, write.now)] : []),
    ...(goes > 0 ? [deleteGoing({ model, stage, dates })] : []),
    ...(comes > 0 ? [insertComing(model, stage, write.now)] : []),
    ...(logged ? [logChanges(model, stage, write)] : []),
  ]
}

/** A staged table whose rows are written. */
type Written = Pick<Staging, 'model' | 'stage' | 'dates'>

/** The condition that a stored row `t` is that of a staged row `s`. */
function sameKey({ grain }: Model): string {
  return grain.map(column => `s.${column} = t.${column}`).join(' and ')
}

function updateChanging({ model, stage, dates }: Written, now: string): string {
  const columns = selectedColumns(model).filter(column => !model.grain.includes(column))
  return `update ${qualifiedName(model)} as t
    set ${columns.map(column => `${column} = s.${column}`).join(', ')}, created_at = coalesce(t.created_at, timestamp '${now}'), processed_at = timestamp '${now}'
    from ${stage} as s
    where ${aroundDates('t.game_date', dates)} and ${sameKey(model)} and s.staged_how = 'updated' and s.staged_stored = 1`
}

function deleteGoing({ model, stage, dates }: Written): string {
  const going = `s.staged_how = 'deleted' or (s.staged_how = 'updated' and s.staged_stored > 1)`
  return `delete from ${qualifiedName(model)} as t
    where ${aroundDates('t.game_date', dates)} and exists (select 1 from ${stage} as s where ${sameKey(model)} and (${going}))`
}

function insertComing(model: Model, stage: string, now: string): string {
  const columns = selectedColumns(model)
  return `insert into ${qualifiedName(model)} (${[...columns, ...clockColumns].join(', ')})
    select ${columns.join(', ')}, coalesce(staged_created_at, timestamp '${now}'), timestamp '${now}'
    from ${stage}
    where staged_how = 'inserted' or (${STORED_TWICE})`
}

function logChanges(model: Model, stage: string, { run, changedAt, builtBefore, causes, log }: StagedWrite): string {
  const key = model.grain.map(column => `cast(${column} as string)`).join(`, '/', `)
  const cases = [...causes].map(([date, cause]) => `when date '${date}' then ${bigquery.text(cause)}`)
  const cause = cases.length === 0 ? `'[]'` : `case game_date ${cases.join(' ')} else '[]' end`
  const newToOld =
    builtBefore.length === 0 ? '' : ` or (staged_how = 'inserted' and game_date in (${builtBefore.map(day => `date '${day}'`).join(', ')}))`
  return `insert into ${log} (run, changed_at, table_name, row_key, game_date, kind, old_hash, new_hash, fields, causes)
    select ${run}, timestamp '${changedAt}', ${bigquery.text(model.name)}, concat(${key}), game_date, staged_how, staged_old_hash, data_hash, staged_fields, ${cause}
    from ${stage}
    where staged_how in ('updated', 'deleted')${newToOld}`
}
