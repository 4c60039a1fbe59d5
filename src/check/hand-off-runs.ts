import { listRuns, type RunEntry } from '../ledger/runs.ts'
import type { Store } from '../store/store.ts'
import { figure } from './figure.ts'
import type { Figure, HandOffRequest, Section } from './hand-off-report.ts'

const REASONS_TOLD = 3

/** Each run since the last note, oldest first: how it ended, what it wrote, and which rows it changed and why. */
export async function runSection(store: Store, { since }: HandOffRequest): Promise<Section> {
  const runs = (await listRuns(store)).filter(({ run }) => run > since).toReversed()
  const lines: string[] = []
  const figures: Figure[] = []
  for (const run of runs) {
    lines.push(runLine(run), ...(await changeLines(store, run.run)))
    figures.push(
      await figure(store, `run ${run.run}: rows written`, {
        query: `select rows_written from nba_processing.runs where run = ${run.run}`,
        unit: 'rows',
      }),
    )
    figures.push(
      await figure(store, `run ${run.run}: time`, { query: `select duration_ms from nba_processing.runs where run = ${run.run}`, unit: 'ms' }),
    )
    const changed = `select count(*) from nba_processing.row_changes where run = ${run.run}`
    figures.push(await figure(store, `run ${run.run}: rows changed after their first build`, { query: changed, unit: 'rows' }))
  }
  return { title: 'Runs', text: lines.length === 0 ? `None${since === 0 ? '' : ` after run ${since}`}.` : lines.join('\n'), figures }
}

function runLine({ run, command, at, outcome, units }: RunEntry): string {
  const told = Object.entries(units).filter(([, count]) => count > 0)
  const counts = told.map(([status, count]) => `${count} ${status}`).join(', ')
  const next = outcome === 'interrupted' ? '. Next: `backcourt resume`' : ''
  return `- run ${run}, \`backcourt ${command}\`, ${at.slice(0, 16).replace('T', ' ')} UTC: ${outcome}; units: ${counts === '' ? 'none' : counts}${next}`
}

/** What a run changed, table by table, with the commonest reasons. */
async function changeLines(store: Store, run: number): Promise<string[]> {
  const rows = await store.rows<{ table: string; kind: string; rows: number; reasons: string[] }>(`
    with reasons as (
      select table_name, kind, json_extract_string(causes, '$[0].why') as why, count(*) as rows
      from nba_processing.row_changes where run = ${run} group by all
    )
    select table_name as "table", kind, cast(sum(rows) as bigint) as rows, list(why || ' (' || rows || ')' order by rows desc, why) filter (where why is not null) as reasons
    from reasons group by table_name, kind order by table_name, kind`)
  return rows.map(({ table, kind, rows, reasons }) => {
    const told = (reasons as string[] | null) ?? []
    const more = told.length > REASONS_TOLD ? `, and ${told.length - REASONS_TOLD} other reasons` : ''
    return `  - ${rows} ${kind} in ${table}: ${told.slice(0, REASONS_TOLD).join(', ')}${more}`
  })
}
