/** An address of the page, taken apart. */
export interface Route {
  /** The first word of the path: which view. */
  readonly view: string
  /** The rest of the path, decoded. */
  readonly rest: readonly string[]
  readonly given: Readonly<Record<string, string>>
}

/** Takes an address apart: `/row/pgs/2021-11-10/lebronjames?x=1`. */
export function routeOf(address: string): Route {
  const [path = '', search = ''] = address.split('?')
  const [view = '', ...rest] = path.split('/').slice(1).map(decoded)
  return { view: view === '' ? 'calendar' : view, rest: rest.filter(part => part !== ''), given: Object.fromEntries(new URLSearchParams(search)) }
}

/** An address with what is given; what is empty is left out. */
export function withGiven(path: string, given: Readonly<Record<string, string | number | null | undefined>>): string {
  const kept = Object.entries(given).filter(([, value]) => value !== undefined && value !== null && value !== '')
  const search = new URLSearchParams(kept.map(([name, value]): [string, string] => [name, String(value)])).toString()
  return search === '' ? path : `${path}?${search}`
}

/** The address of a row: the table without its dataset, and its key. */
export function rowAddress(table: string, key: string): string {
  return `/row/${encodeURIComponent(table.replace('nba_analytics.', ''))}/${key.split('/').map(encodeURIComponent).join('/')}`
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
