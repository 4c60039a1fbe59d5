import type { InputChange } from '../../change/read-reach.ts'
import { fieldsText, rowName } from '../../change/explain.ts'
import type { PlannedUnit } from '../../change/plan.ts'
import type { PlanDocument } from '../../change/plan-document.ts'
import type { Page } from '../outcome.ts'
import { count, counted, duration } from './amounts.ts'
import { layOut } from './layout.ts'

const CHANGES_SHOWN = 12
const NAMES_SHOWN = 2

/** What would be rebuilt, and why: the changed inputs, then the units by table and reason. */
export function planText(plan: PlanDocument, page: Page): string[] {
  return [...inputLines(plan, page), ...unitLines(plan, page), ...idleLines(plan, page)]
}

function inputLines({ inputs_changed, change_count }: PlanDocument, page: Page): string[] {
  if (change_count === 0) return []
  const shown = inputs_changed.slice(0, CHANGES_SHOWN)
  const rows = shown.map(change => [`  ${change.table}`, rowName(change), whatOf(change), `(${change.cause})`])
  const lines = layOut([{ title: '' }, { title: '' }, { title: '' }, { title: '' }], rows).slice(1)
  const more = Math.max(change_count, inputs_changed.length) - shown.length
  const heading = `${counted(inputs_changed.length < change_count ? change_count : inputs_changed.length, 'input row')} changed`
  return [page.paint('bold', heading), ...lines, ...(more > 0 ? [`  and ${count(more)} more; --json lists the first ${inputs_changed.length}`] : [])]
}

function whatOf(change: InputChange): string {
  return change.kind === 'changed' ? fieldsText(change.fields) : change.kind
}

function unitLines({ units, counts, expected_ms }: PlanDocument, page: Page): string[] {
  const stay = counts.unchanged + counts.empty + counts.waiting + counts.blocked
  const time = units.length === 0 ? '' : `, about ${duration(expected_ms)}`
  const rows = groupsOf(units).map(({ table, why, dates }) => [`  ${table}`, datesText(dates), why, counted(dates.length, 'day')])
  const lines = layOut([{ title: '' }, { title: '' }, { title: '' }, { title: '', align: 'right' }], rows).slice(1)
  return [page.paint('bold', `${counted(units.length, 'unit')} to rebuild${time}; ${counted(stay, 'unit')} stay`), ...lines]
}

interface Group {
  readonly table: string
  readonly why: string
  readonly dates: readonly string[]
}

/** Units by table and kind of reason; the persons and teams of a kind are told together. */
function groupsOf(units: readonly PlannedUnit[]): Group[] {
  const groups = new Map<string, { table: string; rest: string; names: Set<string>; dates: Set<string> }>()
  for (const { table, date, reasons } of units) {
    for (const { why } of reasons) {
      const [, name, kind, rest = why] = /^((?:([A-Z]{3})|\S+)’s) (.+)$/.exec(why) ?? []
      const key = `${table} ${kind === undefined ? '' : 'team'} ${rest}`
      const group = groups.get(key) ?? { table, rest, names: new Set(), dates: new Set() }
      if (name !== undefined) group.names.add(name)
      group.dates.add(date)
      groups.set(key, group)
    }
  }
  return [...groups.values()].map(({ table, rest, names, dates }) => ({ table, why: whyText([...names], rest), dates: [...dates].toSorted() }))
}

function whyText(names: readonly string[], rest: string): string {
  if (names.length <= NAMES_SHOWN) return [names.join(' and '), rest].join(' ').trim()
  return `${count(names.length)} ${/^[A-Z]{3}’s$/.test(names[0] ?? '') ? 'teams' : 'players'}’ ${rest}`
}

function datesText(dates: readonly string[]): string {
  const [first = '', last = first] = [dates[0], dates.at(-1)]
  return first === last ? first : `${first} … ${last}`
}

/** Blocked and waiting units, by reason; empty ones need no words. */
function idleLines({ idle }: PlanDocument, page: Page): string[] {
  const blocked = idle.filter(unit => unit.status === 'blocked')
  return blocked.map(({ table, date, reason }) => `  ${page.paint('yellow', 'blocked')} ${table} ${date}  ${reason}`)
}
