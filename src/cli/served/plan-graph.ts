import { changeFinder, type FindChanges } from '../../change/change-finder.ts'
import { fieldsText, rowName } from '../../change/explain.ts'
import type { PlanDocument } from '../../change/plan-document.ts'
import type { PlannedUnit, Reason } from '../../change/plan.ts'
import type { InputChange } from '../../change/read-reach.ts'
import type { PlanGraphMembers, PlanNode } from '../../serve/documents.ts'
import { planMembers } from '../plan-members.ts'

const UNITS = 200
/** Nodes of a column that are drawn; the others are one. */
const DRAWN = 9

/** How the changed inputs of a plan reach units by way of windows, and its units, from one on. */
export function planGraph(document: PlanDocument, from: number): Omit<PlanGraphMembers, 'run'> {
  const find = changeFinder(document.inputs_changed)
  const told = planMembers({ ...document, units: document.units.slice(from, from + UNITS), idle: document.idle.filter(({ news }) => news) })
  const columns = [new Column('changed input'), new Column('reaches by'), new Column('table'), new Column('rows')] as const
  for (const path of pathsOf(document, find)) for (const [place, column] of columns.entries()) column.count(path[place])
  const drawn = columns.map(column => column.drawn())
  const edges = new Edges()
  for (const path of pathsOf(document, find))
    edges.count(path.map((step, place) => (step === undefined ? undefined : drawn[place]?.standsFor(step.id))))
  const rows = new Map(told.units.map(unit => [`date ${unit.table.replace('nba_analytics.', '')} ${unit.date}`, unit.rows_affected]))
  return {
    plan: document.plan,
    created_at: document.created_at,
    counts: document.counts,
    expected_ms: document.expected_ms,
    columns: columns.map(({ name }, place) => ({ name, nodes: (drawn[place]?.nodes ?? []).map(node => withRows(node, rows.get(node.id))) })),
    edges: edges.all,
    total: document.units.length + document.idle.filter(({ news }) => news).length,
    units: told.units.slice(0, UNITS),
  }
}

type Step = Omit<PlanNode, 'units'>
type Path = readonly (Step | undefined)[]

/** From a change, where there is one, by a way to a table and a date. */
function* pathsOf({ units }: PlanDocument, find: FindChanges): Generator<Path> {
  for (const unit of units) {
    for (const reason of unit.reasons) yield* pathsOfReason(unit, reason, find)
  }
}

function* pathsOfReason({ table, date }: PlannedUnit, { why, changes }: Reason, find: FindChanges): Generator<Path> {
  const way: Step = { id: `way ${why}`, label: why, about: '', address: null }
  const end: Path = [
    way,
    { id: `table ${table}`, label: table, about: table, address: `/definitions?table=${table}` },
    { id: `date ${table} ${date}`, label: date, about: table, address: `/calendar?date=${date}` },
  ]
  const inputs = changes.flatMap(id => find(id))
  if (inputs.length === 0) yield [undefined, ...end]
  for (const input of inputs) yield [inputStep(input), ...end]
}

function inputStep(change: InputChange): Step {
  const { table, key, kind, fields, cause } = change
  const told = fields.length === 0 ? kind : fieldsText(fields)
  return { id: `input ${table} ${key}`, label: rowName(change), about: `${table.replace(/^nba_\w+\./, '')} ${told} (${cause})`, address: null }
}

function withRows(node: PlanNode, rows: number | undefined): PlanNode {
  return rows === undefined ? node : { ...node, label: `${node.label}: at most ${rows} ${rows === 1 ? 'row' : 'rows'}` }
}

/** A column of the graph while its paths are counted. */
class Column {
  readonly name: string
  readonly #counted = new Map<string, { readonly step: Step; units: number }>()

  constructor(name: string) {
    this.name = name
  }

  count(step: Step | undefined): void {
    if (step === undefined) return
    const found = this.#counted.get(step.id)
    if (found === undefined) this.#counted.set(step.id, { step, units: 1 })
    else found.units += 1
  }

  /** Its nodes, those with most units first, dates in their order; and which node a step stands in. */
  drawn(): { readonly nodes: readonly PlanNode[]; readonly standsFor: (id: string) => string } {
    const all = [...this.#counted.values()]
    const ordered = this.name === 'rows' ? all : all.toSorted((a, b) => b.units - a.units)
    const room = ordered.length > DRAWN ? DRAWN - 1 : DRAWN
    const [own, others] = [ordered.slice(0, room), ordered.slice(room)]
    const ids = new Set(own.map(({ step }) => step.id))
    const rest = `others ${this.name}`
    const more = others.length.toLocaleString('en-US')
    const units = others.reduce((sum, each) => sum + each.units, 0)
    return {
      nodes: [
        ...own.map(each => ({ ...each.step, units: each.units })),
        ...(others.length === 0 ? [] : [{ id: rest, label: `${more} more`, units, about: '', address: null }]),
      ],
      standsFor: id => (ids.has(id) ? id : rest),
    }
  }
}

/** From each node to the next one of a path, with how many paths go there. */
class Edges {
  readonly #counted = new Map<string, { readonly from: string; readonly to: string; units: number }>()

  count(path: readonly (string | undefined)[]): void {
    for (const [place, to] of path.entries()) {
      const from = path[place - 1]
      if (from === undefined || to === undefined) continue
      const found = this.#counted.get(`${from}\n${to}`)
      if (found === undefined) this.#counted.set(`${from}\n${to}`, { from, to, units: 1 })
      else found.units += 1
    }
  }

  get all(): PlanGraphMembers['edges'] {
    return [...this.#counted.values()]
  }
}
