import { addDays, fromEpochDay, toEpochDay, type DayRange } from '../calendar.ts'
import { BackcourtError } from '../errors.ts'
import { teamsWithoutLines } from '../nba/facts/box-teams.ts'
import { games } from '../nba/facts/games.ts'
import { standingsOf } from '../ledger/unit-states.ts'
import { models as allModels } from '../nba/models/index.ts'
import { KNOWN_SEASONS, uncoveredDates, type KnownSeason, type UncoveredDates } from '../nba/schedule-cover.ts'
import type { Span } from '../sql/dialect.ts'
import { inRange } from '../sql/operations.ts'
import { sql } from '../sql/sql.ts'
import type { ColumnType } from '../sql/types.ts'
import type { Store } from '../store/store.ts'
import { compileQuery } from '../table/compile.ts'
import type { Model } from '../table/model.ts'
import { qualifiedName } from '../table/source.ts'
import { builtRange } from './built-range.ts'
import { comparison, isOfPlayers, storedKeys } from './compare-keys.ts'
import { doubledRows } from './doubled-rows.ts'
import { groupCounts, groupsOf, type Lineless } from './coverage-groups.ts'
import { spanOf } from './span-of.ts'
import type { CoverageReport, CoverageRequest, Finding, GroupCoverage, TableCoverage } from './report.ts'

const FINDINGS_PER_KIND = 100

/** Compares each table with the keys that schedule and box scores ask for. Throws bad_input when nothing has been built and no range is given. */
export async function coverage(store: Store, request: CoverageRequest): Promise<CoverageReport> {
  const models = allModels.filter(model => request.tables.length === 0 || request.tables.includes(model.name))
  const range = request.range ?? (await builtRange(store.desk?.warehouse ?? store, models)) ?? nothingBuilt()
  const span = { ...(await spanOf(store, range)), asOf: request.asOf }
  const waiting = await waitingGames(store, span)
  const lineless = await linelessTeams(store, span)
  const parts = store.desk === undefined ? await spansOf(store, range) : [span]
  const tables: TableCoverage[] = []
  const findings: Finding[] = []
  const groups: GroupCoverage[] = []
  const uncovered = uncoveredDates(range, await store.rows<KnownSeason>(compileQuery(KNOWN_SEASONS, store)))
  for (const model of models) {
    for (const [place, part] of parts.entries()) {
      const compared = comparison(store, model, { span: { ...part, asOf: request.asOf }, stored: await storedIn(store, model, part) })
      await store.run(`${place === 0 ? 'create or replace temp table compared_coverage as' : 'insert into temp.compared_coverage'} ${compared}`)
    }
    const lacking = isOfPlayers(model) ? lineless : []
    tables.push(await counts(store, model, { waiting: waiting.length, lacking: lacking.length }))
    const found = await findingsOf(store, model)
    const room = FINDINGS_PER_KIND - found.filter(finding => finding.kind === 'missing').length
    if (request.by !== undefined) {
      const counted = await groupCounts(store, request.by)
      groups.push(...groupsOf(model, { by: request.by, range, counted, lacking, waiting, uncovered }))
    }
    findings.push(...found, ...lacking.slice(0, room).map(team => linelessFinding(model, team)))
  }
  await store.run('drop table if exists temp.compared_coverage')
  for (const model of models) findings.push(...uncovered.map(dates => uncoveredFinding(model, dates)))
  const warnings = waiting.map(game => `${game} waits: it should have been played and has no result`)
  return {
    range,
    tables,
    groups: inOrder(groups),
    findings,
    doubled: await doubledRows(store),
    warnings,
    buildable: faults(tables) > lineless.length * models.filter(isOfPlayers).length,
  }
}

/** So many years are compared at once: the keys of thirty seasons side by side would not fit into the memory of a laptop. */
const YEARS_AT_ONCE = 5

async function spansOf(store: Store, range: DayRange): Promise<Span[]> {
  const spans: Span[] = []
  for (const part of partsOf(range)) spans.push(await spanOf(store, part))
  return spans
}

/** A range in parts of a few years, parted in summer. */
function partsOf({ first, last }: DayRange): DayRange[] {
  const parts: DayRange[] = []
  for (let from = first; from <= last;) {
    const year = Number(from.slice(0, 4)) + YEARS_AT_ONCE - (from.slice(5) < '07-01' ? 1 : 0)
    const summer = fromEpochDay(toEpochDay(`${String(year).padStart(4, '0')}-06-30`))
    const to = summer < last ? summer : last
    parts.push({ first: from, last: to })
    from = addDays(to, 1)
  }
  return parts
}

/** The stored keys of a table as a relation; those of a warehouse are brought from there by one job. */
async function storedIn({ desk }: Store, model: Model, span: Span): Promise<string> {
  const query = storedKeys(model, span)
  return desk === undefined ? `(${query})` : desk.bring(`stored_keys_of_${model.initials}`, { query, columns: storedKeyColumns(model) })
}

/** The columns of stored keys by type. */
function storedKeyColumns(model: Model): Readonly<Record<string, ColumnType>> {
  const grain = Object.fromEntries(model.grain.map(column => [column, model.columns[column]?.type ?? 'string']))
  return { ...grain, copies: 'int', hashed: 'int', game_id: 'string', ...(isOfPlayers(model) ? { team: 'string' } : {}) }
}

/** By group, the tables of each in the order of the models. */
function inOrder(groups: readonly GroupCoverage[]): GroupCoverage[] {
  return groups.toSorted((a, b) => (a.group < b.group ? -1 : a.group > b.group ? 1 : 0))
}

/** How many rows are missing, too many or without a hash. */
function faults(tables: readonly TableCoverage[]): number {
  return tables.reduce((sum, { missing, extra, duplicates, keys, with_hash }) => sum + missing + extra + duplicates + keys - with_hash, 0)
}

function linelessFinding(model: Model, { date, team, game }: Lineless): Finding {
  const explanation = `${team} has a team box score and no player lines in ${game}: import its player box score`
  return { table: qualifiedName(model), key: `${date}/${team}`, kind: 'missing', explanation }
}

function uncoveredFinding(model: Model, { first, last, reason }: UncoveredDates): Finding {
  return { table: qualifiedName(model), key: first === last ? first : `${first} … ${last}`, kind: 'uncovered', explanation: reason }
}

function nothingBuilt(): never {
  throw new BackcourtError('bad_input', 'nothing has been built yet, and no dates are given', { next: 'backcourt backfill' })
}

async function waitingGames(store: Store, span: Span): Promise<string[]> {
  const query = sql`select game_id from ${games} where state = 'waiting' and ${inRange('game_date')} order by game_id`
  const rows = await store.rows<{ game_id: string }>(compileQuery(query, { dialect: store.dialect, span }))
  return rows.map(row => row.game_id)
}

/** Teams whose players are not known in a final game of the range: each stands for at least one row that is missing. */
function linelessTeams(store: Store, span: Span): Promise<Lineless[]> {
  const query = sql`
    select cast(g.game_date as string) as date, t.team_abbr as team, g.game_id as game
    from ${teamsWithoutLines} as t
    join ${games} as g
      on g.nba_game_id = t.nba_game_id
    where g.state = 'final' and ${inRange('g.game_date')}
    order by g.game_id, t.team_abbr`
  return store.rows<Lineless>(compileQuery(query, { dialect: store.dialect, span }))
}

async function counts(store: Store, model: Model, games: { readonly waiting: number; readonly lacking: number }): Promise<TableCoverage> {
  const whole = (expression: string): string => `cast(coalesce(sum(${expression}), 0) as bigint)`
  const [row] = await store.rows<Omit<TableCoverage, 'table' | 'waiting' | 'coverage'> & { covered: number }>(`
    select
      ${whole('asked')} as expected,
      ${whole('copies')} as rows,
      ${whole('case when copies > 0 then 1 else 0 end')} as keys,
      ${whole('case when hashed > 0 then 1 else 0 end')} as with_hash,
      ${whole('greatest(asked - copies, 0)')} as missing,
      ${whole('case when asked = 0 then 1 else 0 end')} as extra,
      ${whole('case when copies > 1 then copies - 1 else 0 end')} as duplicates,
      ${whole('least(asked, hashed)')} as covered
    from compared_coverage`)
  if (row === undefined) throw new Error('a query of sums gave no row')
  const { covered, ...figures } = row
  const expected = figures.expected + games.lacking
  return {
    table: qualifiedName(model),
    ...figures,
    expected,
    missing: figures.missing + games.lacking,
    waiting: games.waiting,
    coverage: expected === 0 ? null : covered / expected,
  }
}

async function findingsOf(store: Store, model: Model): Promise<Finding[]> {
  const rows = await store.rows<{ key: string; kind: Finding['kind']; explanation: string }>(`
    select key, kind, explanation
    from (
      select key, kind, explanation, row_number() over (partition by kind order by key) as place
      from (
        select c.key, 'missing' as kind, c.explanation || coalesce('; ' || u.status || ' in run ' || u.run || coalesce(': ' || u.reason, ''), '; never built') as explanation
        from compared_coverage as c
        left join (${standingsOf(store, model)}) as u
          on cast(u.game_date as string) = c.date
        where c.copies < c.asked
        union all
        select key, 'extra', 'stored for ' || game_id || ', but neither schedule nor box scores ask for it' from compared_coverage where asked = 0
        union all
        select key, 'duplicate', copies || ' rows of one key' from compared_coverage where copies > 1
        union all
        select key, 'no_hash', 'its data_hash is NULL' from compared_coverage where copies > 0 and hashed = 0
      ) as found
    ) as placed
    where place <= ${FINDINGS_PER_KIND}
    order by kind, key`)
  return rows.map(row => ({ table: qualifiedName(model), ...row }))
}
