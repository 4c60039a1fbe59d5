import type { Day } from '../calendar.ts'
import { playerIdentities } from '../nba/player-identities.ts'
import { sources, tells } from '../nba/sources/index.ts'
import { idColumnOf, issuerOf } from '../nba/person-ids.ts'
import type { Store } from '../store/store.ts'
import type { Model } from '../table/model.ts'
import { qualifiedName } from '../table/source.ts'
import { FROM_ELSEWHERE } from './reasons.ts'

/** One field of a row of a table, before and after. */
export interface ChangedField {
  readonly field: string
  readonly before: unknown
  readonly after: unknown
}

/** Why a row changed, as the change log keeps it. */
export interface LoggedCause {
  readonly why: string
  readonly table: string | null
  readonly key: string | null
  readonly who: string | null
  readonly date: string | null
  readonly file: string | null
  readonly row: number | null
  readonly cause: string | null
  readonly fields: readonly ChangedField[]
  /** Further changes behind the same reason that were not kept; undefined where an older Backcourt wrote it. */
  readonly more?: number
}

/** One change of one row. */
export interface HistoryEntry {
  readonly run: number | null
  readonly at: string | null
  readonly kind: 'inserted' | 'updated' | 'deleted' | 'created'
  readonly fields: readonly ChangedField[]
  readonly causes: readonly LoggedCause[]
}

/** A row by table and key. */
export interface RowName {
  readonly model: Model
  readonly date: Day
  /** The grain without the date: a lookup or a tricode. */
  readonly who: string
}

/** What is known of a row: how it stands, undefined when it is not there, and its changes, newest first, down to its creation. */
export interface RowHistory {
  readonly current: CurrentRow | undefined
  readonly entries: readonly HistoryEntry[]
}

/** How a row stands. */
export interface CurrentRow {
  readonly hash: string
  readonly recipe: string
  readonly created_at: string
  readonly nba_game_id: string
  /** Teams of the row, its own first. */
  readonly teams: readonly string[]
  readonly sources: readonly string[]
}

/** The history of a row, with the causes that concern it where that can be told; empty for a row that never was. */
export async function rowHistory(store: Store, name: RowName): Promise<RowHistory> {
  const current = await currentRow(store, name)
  const changes = await loggedChanges(store, name)
  const entries: HistoryEntry[] = []
  for (const entry of changes)
    entries.push({ ...entry, causes: concerning(name, current, entry.causes) ?? (await ownCauses(store, { name, current, entry })) })
  if (current === undefined && entries.length === 0) return { current, entries }
  if (entries.at(-1)?.kind === 'inserted') return { current, entries }
  return { current, entries: [...entries, await creation(store, { name, current, entries })] }
}

async function currentRow(store: Store, { model, date, who }: RowName): Promise<CurrentRow | undefined> {
  const teams = teamColumns(model)
  const [row] = await store.rows<CurrentRow>(`
    select data_hash as hash, data_hash_recipe as recipe, created_at, nba_game_id, [${teams.join(', ')}] as teams, data_sources as sources
    from ${qualifiedName(model)}
    where ${rowCondition(store, { model, date, who })}`)
  return row
}

/** Columns of a model that name teams of a row, its own first. */
export function teamColumns({ columns }: Model): string[] {
  return ['team_abbr', 'defending_team_abbr', 'opponent_team_abbr'].filter(column => column in columns)
}

function rowCondition(store: Store, { model, date, who }: RowName): string {
  const column = model.grain.find(name => name !== 'game_date') ?? 'game_date'
  return `game_date = date '${date}' and ${column} = ${store.dialect.text(who)}`
}

type StoredChange = Omit<HistoryEntry, 'fields' | 'causes'> & { readonly fields: string; readonly causes: string }

async function loggedChanges(store: Store, { model, date, who }: RowName): Promise<HistoryEntry[]> {
  const rows = await store.rows<StoredChange>(`
    select run, changed_at as at, kind, fields, causes
    from nba_processing.row_changes
    where table_name = '${model.name}' and row_key = ${store.dialect.text(`${date}/${who}`)}
    order by run desc`)
  return rows.map(row => ({ ...row, fields: JSON.parse(row.fields) as ChangedField[], causes: JSON.parse(row.causes) as LoggedCause[] }))
}

/** The causes that concern the row, where persons and teams tell; all of them when none does. Undefined when those that do may be among the causes that were not kept. */
export function concerning(
  { model, who }: Pick<RowName, 'model' | 'who'>,
  current: Pick<CurrentRow, 'teams'> | undefined,
  causes: readonly LoggedCause[],
): readonly LoggedCause[] | undefined {
  const own = new Set([who, ...(current?.teams ?? [])])
  const players = model.grain.includes('player_lookup')
  const concerns = ({ why, key, cause, who: about, more = 0 }: LoggedCause): boolean => {
    const named = /^(\S+)’s /.exec(why)?.[1]
    if (named !== undefined) return own.has(named)
    if (about === null) return key === null ? more === 0 : cause !== null
    if (why === 'its box score') return players ? about === who : own.has(about) || !/^[A-Z]{3}$/.test(about)
    return why === 'the totals of its teams' && /^[A-Z]{3}$/.test(about) ? own.has(about) : true
  }
  const found = causes.filter(concerns)
  if (found.length > 0) return found
  return causes.some(({ more = 0 }) => more > 0) ? undefined : causes
}

interface OneChange {
  readonly name: RowName
  readonly current: CurrentRow | undefined
  readonly entry: HistoryEntry
}

/** The raw rows of the row's own game and person or team that changed between the imports that its unit had seen before and in that run; else how many changes there were. */
async function ownCauses(store: Store, { name, current, entry }: OneChange): Promise<readonly LoggedCause[]> {
  const [window] = await store.rows<{ since: number | null; until: number | null }>(`
    select max(case when run < ${entry.run} then import_number end) as since, max(case when run = ${entry.run} then import_number end) as until
    from nba_processing.units
    where table_name = '${name.model.name}' and game_date = date '${name.date}'`)
  const { since = null, until = null } = window ?? {}
  const direct = entry.causes.map(({ why }) => why).filter(why => !FROM_ELSEWHERE.has(why))
  const asked = direct.length > 0 && current !== undefined && since !== null && until !== null
  const inputs = asked ? await inputsOf(store, { name, current, since, until }) : []
  if (inputs.length > 0) return inputs.map(input => ({ ...input, why: whyOf(input, direct) }))
  const why = direct[0] ?? entry.causes[0]?.why ?? 'an input'
  const alike = entry.causes.filter(cause => cause.why === why)
  return [{ ...NO_CAUSE, why: `${why}: one of ${alike.filter(({ key }) => key !== null).length + (alike[0]?.more ?? 0)} changes` }]
}

/** The reason that a raw row of the row's own game stands behind. */
function whyOf({ table }: LoggedCause, whys: readonly string[]): string {
  return whys.find(why => (why === INACTIVE_LIST) === tells(table, 'inactive list')) ?? whys[0] ?? ''
}

const INACTIVE_LIST = 'its inactive list'

interface Known {
  readonly name: RowName
  readonly current: CurrentRow | undefined
  readonly entries: readonly HistoryEntry[]
}

/** The first build of a row: by the clock that it carries, or the first run that built its date. */
async function creation(store: Store, { name, current, entries }: Known): Promise<HistoryEntry> {
  const created = current === undefined || entries.some(entry => entry.kind === 'deleted') ? undefined : current.created_at
  const clock = created === undefined ? 'true' : `r.planned_at = timestamp '${created}'`
  const [run] = await store.rows<{ run: number; at: string; import_number: number | null }>(`
    select r.run, r.started_at as at, cast(json_extract_string(p.document, '$.import_number') as bigint) as import_number
    from nba_processing.units as u
    join nba_processing.runs as r
      on r.run = u.run
    left join nba_processing.plans as p
      on p.plan = r.plan
    where u.table_name = '${name.model.name}' and u.game_date = date '${name.date}' and u.status <> 'failed' and ${clock}
    order by r.run
    limit 1`)
  const inputs = current === undefined || run === undefined ? [] : await inputsOf(store, { name, current, since: 0, until: run.import_number ?? 0 })
  return {
    run: run?.run ?? null,
    at: run?.at ?? created ?? null,
    kind: 'created',
    fields: [],
    causes: [NEVER_BUILT, ...inputs.map(input => ({ ...input, why: NEVER_BUILT.why }))],
  }
}

const NO_CAUSE: LoggedCause = { why: '', table: null, key: null, who: null, date: null, file: null, row: null, cause: null, fields: [] }
const NEVER_BUILT: LoggedCause = { ...NO_CAUSE, why: 'never built' }

interface Inputs {
  readonly name: RowName
  readonly current: CurrentRow
  /** Only rows of later imports. */
  readonly since: number
  readonly until: number
}

/** The raw rows of the same game and the same person or team, as they were after an import, that came with it or others since. */
async function inputsOf(store: Store, { name, current, since, until }: Inputs): Promise<LoggedCause[]> {
  const text = (value: string): string => store.dialect.text(value)
  const persons = (issuer: string): string =>
    `select source_player_id from ${qualifiedName(playerIdentities)} where source = '${issuer}' and player_lookup = ${text(name.who)}`
  const queries = sources.flatMap(source => {
    const ofPerson = source.person !== undefined
    if (!current.sources.includes(source.name) || !source.ofGame || ofPerson !== name.model.grain.includes('player_lookup')) return []
    if (!ofPerson && !('team_abbr' in source.columns)) return []
    const mine = ofPerson ? `cast(${idColumnOf(source)} as varchar) in (${persons(issuerOf(source))})` : `team_abbr = ${text(name.who)}`
    const key = source.key.map(column => `cast(${column} as varchar)`).join(` || '/' || `)
    return [
      `select '${qualifiedName(source)}' as "table", ${key} as key, source_file as file, source_row as row
       from ${qualifiedName(source)}
       where nba_game_id = ${text(current.nba_game_id)} and ${mine} and import_number > ${since} and import_number <= ${until} and (ended_by is null or ended_by > ${until})`,
    ]
  })
  if (queries.length === 0) return []
  const rows = await store.rows<Pick<LoggedCause, 'table' | 'key' | 'file' | 'row'>>(`${queries.join(' union all ')} order by 1, 2`)
  return rows.map(row => ({ ...NO_CAUSE, ...row, cause: `${row.file?.split(/[/\\]/).at(-1) ?? ''} row ${row.row ?? ''}` }))
}

/** Names of the rows of a table on a date, for hints. */
export async function namesOn(store: Store, model: Model, date: Day): Promise<string[]> {
  const column = model.grain.find(name => name !== 'game_date') ?? 'game_date'
  const rows = await store.rows<{ who: string }>(`select ${column} as who from ${qualifiedName(model)} where game_date = date '${date}' order by 1`)
  return rows.map(row => row.who)
}
