import { OWNERS } from '../engine.ts'

const TOKEN = /'(?:\\[^]|[^'\\])*'|"(?:\\[^]|[^"\\])*"|`[^`]*`|--[^\n]*|\/\*[^]*?\*\/|[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*/g

/** Where the tables of a store stand in a warehouse. */
export interface Layout {
  /** Begins the name of each dataset. */
  readonly prefix: string
  /** Datasets of the tables, without the prefix. */
  readonly datasets: ReadonlySet<string>
  /** Where tables stand whose own names are for those of the owner of the warehouse: by qualified name, without the prefix. */
  readonly elsewhere: ReadonlyMap<string, string>
  /** The tables that the owner of the warehouse loads himself, by qualified name. */
  readonly owners: ReadonlySet<string>
}

/** The name by which a warehouse knows a table. */
export function placeOf(name: string, { prefix, elsewhere }: Layout): string {
  return prefix + (name.startsWith(OWNERS) ? name.slice(OWNERS.length) : (elsewhere.get(name) ?? name))
}

/** The name by which statements know a table that a warehouse has under a name without its prefix. */
export function nameOf(place: string, { elsewhere }: Layout): string {
  if (elsewhere.has(place)) return OWNERS + place
  return [...elsewhere].find(([, other]) => other === place)?.[0] ?? place
}

/** A statement in which the tables of the given datasets have the names by which a warehouse knows them, outside of literals and comments. */
export function inLayout(statement: string, layout: Layout): string {
  if (layout.prefix === '' && layout.elsewhere.size === 0) return statement
  return statement.replace(TOKEN, text => {
    const [dataset = '', table, ...rest] = text.split('.')
    if (table === undefined || !layout.datasets.has(dataset.startsWith(OWNERS) ? dataset.slice(OWNERS.length) : dataset)) return text
    return [placeOf(`${dataset}.${table}`, layout), ...rest].join('.')
  })
}
