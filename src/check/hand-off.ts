import { ISSUES } from '../nba/issues.ts'
import { models } from '../nba/models/index.ts'
import type { Store } from '../store/store.ts'
import { qualifiedName } from '../table/source.ts'
import { doubledIn, doubledRows } from './doubled-rows.ts'
import { figure, within } from './figure.ts'
import { correctionSection } from './hand-off-corrections.ts'
import { decisions } from './hand-off-decisions.ts'
import type { Figure, HandOff, HandOffRequest, Section } from './hand-off-report.ts'
import { runSection } from './hand-off-runs.ts'

/** Writes the note on a range from the store alone: what was asked, how the tables stand, what ran and changed, what failed, what is open. Changes nothing. */
export async function handOff(store: Store, request: HandOffRequest): Promise<HandOff> {
  const { range, since } = request
  const [newest] = await store.rows<{ run: number }>('select coalesce(max(run), 0) as run from nba_processing.runs')
  const sections = [
    await askedSection(store, request),
    await coverageSection(store, request),
    await runSection(store, request),
    await correctionSection(store, request),
    await faultSection(store, request),
    await qualitySection(store, request),
    await decisions(store, request),
  ]
  return { range, since, last_run: newest?.run ?? 0, sections }
}

async function askedSection(store: Store, request: HandOffRequest): Promise<Section> {
  const { first, last } = request.range
  const days = `select date_diff('day', date '${first}', date '${last}') + 1`
  const games = `select count(*) from nba_reference.game_states where ended_by is null and ${within(request)}`
  const imports = 'select coalesce(max(import_number), 0) from nba_processing.imports'
  return {
    title: 'What was asked',
    text: `All five tables from ${first} to ${last}${request.since === 0 ? '' : `; runs after run ${request.since}`}.`,
    figures: [
      await figure(store, 'days', { query: days }),
      await figure(store, 'games that the schedule knows', { query: games }),
      await figure(store, 'games that were played', { query: `${games} and state = 'final'` }),
      await figure(store, 'games without a result that should have one', { query: `${games} and state = 'waiting'` }),
      await figure(store, 'last import', { query: imports }),
    ],
  }
}

async function coverageSection(store: Store, request: HandOffRequest): Promise<Section> {
  const { range, coverage } = request
  const command = `backcourt coverage --start-date ${range.first} --end-date ${range.last} --json`
  const figures: Figure[] = []
  for (const { table, expected, missing, extra, duplicates } of coverage) {
    const name = table.replace('nba_analytics.', '')
    const keys = `select distinct ${(models.find(model => model.name === name)?.grain ?? []).join(', ')} from ${table} where ${within(request)}`
    figures.push({ name: `${name}: expected`, value: expected, unit: 'rows', query: command })
    figures.push(await figure(store, `${name}: stored`, { query: `select count(*) from ${table} where ${within(request)}`, unit: 'rows' }))
    figures.push(await figure(store, `${name}: keys`, { query: `select count(*) from (${keys})`, unit: 'keys' }))
    figures.push(
      await figure(store, `${name}: with a hash`, { query: `select count(data_hash) from ${table} where ${within(request)}`, unit: 'rows' }),
    )
    figures.push({ name: `${name}: missing`, value: missing, unit: 'rows', query: command })
    figures.push({ name: `${name}: extra or double`, value: extra + duplicates, unit: 'rows', query: command })
  }
  for (const { table } of await doubledRows(store))
    figures.push(await figure(store, `${table}: came double`, { query: doubledIn(table), unit: 'rows' }))
  const whole = coverage.every(({ coverage, extra, duplicates }) => (coverage ?? 1) >= 1 && extra === 0 && duplicates === 0)
  return {
    title: 'Coverage',
    text: whole ? 'Every expected row is there, once, with a hash.' : `Not whole: \`${command.replace(' --json', '')}\` names what is missing.`,
    figures,
  }
}

async function faultSection(store: Store, request: HandOffRequest): Promise<Section> {
  const states = `nba_processing.unit_states where ${within(request)} and status in ('failed', 'blocked')`
  const rows = await store.rows<{ table: string; status: string; units: number; first: string; last: string; reason: string | null }>(`
    select table_name as "table", status, count(*) as units, cast(min(game_date) as varchar) as first, cast(max(game_date) as varchar) as last, min(reason) as reason
    from ${states} group by 1, 2 order by 2 desc, 1`)
  const lines = rows.map(({ table, status, units, first, last, reason }) => {
    const next = status === 'failed' ? 'backcourt retry' : 'backcourt import PATH… with what is missing, then backcourt retry'
    return `- ${status}: ${units} of ${table}, ${first} … ${last}: ${reason ?? 'no reason was kept'}. Next: \`${next}\``
  })
  const count = (status: string): string => `select count(*) from ${states.replace(`in ('failed', 'blocked')`, `= '${status}'`)}`
  return {
    title: 'Failed and blocked units',
    text: lines.length === 0 ? 'None.' : lines.join('\n'),
    figures: [
      await figure(store, 'failed', { query: count('failed'), unit: 'units' }),
      await figure(store, 'blocked', { query: count('blocked'), unit: 'units' }),
    ],
  }
}

async function qualitySection(store: Store, request: HandOffRequest): Promise<Section> {
  const figures: Figure[] = []
  const codes = new Set<string>()
  for (const model of models) {
    const table = qualifiedName(model)
    const found = await store.rows<{ code: string }>(
      `select distinct unnest(quality_issues) as code from ${table} where ${within(request)} order by 1`,
    )
    for (const { code } of found) {
      codes.add(code)
      const query = `select count(*) from ${table} where list_contains(quality_issues, '${code}') and ${within(request)}`
      figures.push(await figure(store, `${model.name}: ${code}`, { query, unit: 'rows' }))
    }
  }
  const sentences = [...codes]
    .toSorted((a, b) => (a < b ? -1 : 1))
    .map(code => `- ${code}: ${(ISSUES as Readonly<Record<string, string>>)[code] ?? 'not in the list of this version'}`)
  return { title: 'Quality issues', text: sentences.length === 0 ? 'None.' : sentences.join('\n'), figures }
}
