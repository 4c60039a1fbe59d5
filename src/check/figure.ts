import type { Store } from '../store/store.ts'
import type { Figure, HandOffRequest } from './hand-off-report.ts'

/** The value of a query that yields one. */
export async function figure(
  store: Store,
  name: string,
  { query, unit = null }: { readonly query: string; readonly unit?: string | null },
): Promise<Figure> {
  const written = query.replaceAll(/\s+/g, ' ').trim()
  const [row] = await store.rows<Readonly<Record<string, number | string | null>>>(written)
  return { name, value: Object.values(row ?? {})[0] ?? null, unit, query: written }
}

/** A range of dates as a condition. */
export function within({ range }: Pick<HandOffRequest, 'range'>): string {
  return `game_date between date '${range.first}' and date '${range.last}'`
}
