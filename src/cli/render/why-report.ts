import { fieldsText, rowName } from '../../change/explain.ts'
import type { HistoryEntry, LoggedCause, RowHistory, RowName } from '../../ledger/row-history.ts'
import type { Page } from '../outcome.ts'
import { count } from './amounts.ts'
import { wrap } from './layout.ts'

const CAUSES_SHOWN = 6
const INDENT = ' '.repeat(26)

/** The history of a row, newest first, each change with its fields and its causes. */
export function whyText({ model, date, who }: RowName, { current, entries }: RowHistory, page: Page): string[] {
  const hash = current === undefined ? 'deleted' : `hash ${current.hash} (${current.recipe})`
  return [`${page.paint('bold', `${model.name} ${date}/${who}`)}   ${hash}`, ...entries.flatMap(entry => entryLines(entry, page))]
}

function entryLines(entry: HistoryEntry, page: Page): string[] {
  const run = entry.run === null ? 'before the ledger' : `run ${entry.run}`
  const at = entry.at === null ? '' : `  ${atText(entry.at)}`
  const head = page.paint('cyan', `${run}${at}`)
  if (entry.kind === 'created') return [`${head}  created   because   ${createdText(entry.causes)}`]
  const fields = entry.kind !== 'updated' ? [''] : wrap(fieldsText(entry.fields), { columns: Math.max(80, page.columns), indent: INDENT })
  const [first = '', ...rest] = fields
  const shown = entry.causes.slice(0, CAUSES_SHOWN).map(cause => `${INDENT}because   ${causeText(cause)}`)
  const kept = entry.causes.some(cause => (cause.more ?? 0) > 0) ? `the first ${count(entry.causes.length)}` : 'them all'
  const more = entry.causes.length > shown.length ? [`${INDENT}and ${count(entry.causes.length - shown.length)} more; --json has ${kept}`] : []
  return [`${head}  ${entry.kind}   ${first.trimStart()}`.trimEnd(), ...rest, ...shown, ...more]
}

/** `2026-11-23T09:13:00.000Z` as `2026-11-23 09:13`. */
export function atText(at: string): string {
  return at.slice(0, 16).replace('T', ' ')
}

function causeText({ why, table, key, who, date, fields, cause }: LoggedCause): string {
  if (table === null || key === null) return why
  const changed = fields.length === 0 ? '' : `  ${fieldsText(fields)}`
  return `${why}: ${table}  ${rowName({ date, who, key })}${changed}${cause === null ? '' : `  (${cause})`}`
}

function createdText(causes: readonly LoggedCause[]): string {
  const files = causes.flatMap(({ cause }) => cause ?? [])
  const named = files.slice(0, CAUSES_SHOWN).join(', ')
  return `never built${files.length === 0 ? '' : `; from ${named}`}`
}
