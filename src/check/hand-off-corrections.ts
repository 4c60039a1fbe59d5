import { listCorrections, type Correction } from '../ledger/corrections.ts'
import type { Store } from '../store/store.ts'
import type { HandOffRequest, Section } from './hand-off-report.ts'

const TOLD = 20

/** What later files said differently of statistics of the range, since the run of the last note. */
export async function correctionSection(store: Store, { range, since }: HandOffRequest): Promise<Section> {
  const [last] = await store.rows<{ time: string | null }>(`select max(started_at) as time from nba_processing.runs where run <= ${since}`)
  const time = last?.time ?? null
  const all = await listCorrections(store, time === null ? { import: 0 } : { time })
  const found = all.filter(({ date }) => date >= range.first && date <= range.last)
  const more = found.length > TOLD ? [`- and ${found.length - TOLD} more`] : []
  const query = `backcourt corrections${time === null ? '' : ` --since ${time}`} --json`
  return {
    title: 'Stat corrections',
    text: found.length === 0 ? 'None.' : [...found.slice(0, TOLD).map(line), ...more].join('\n'),
    figures: [{ name: 'stat corrections', value: found.length, unit: null, query }],
  }
}

function line({ date, who, fields, noticed_at, file, moved }: Correction): string {
  const told = fields.map(({ field, before, after }) => `${field} ${before} → ${after ?? 'unknown'}`).join(', ')
  const rows = moved.map(({ table, rows }) => `${rows} in ${table.replace(/^.*\./, '')}`).join(', ')
  return `- ${date}/${who}: ${told}; noticed ${noticed_at.slice(0, 16).replace('T', ' ')} UTC in ${file.split(/[/\\]/).at(-1) ?? ''}, rows that moved: ${rows === '' ? 'none' : rows}`
}
