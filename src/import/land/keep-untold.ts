import { toExpression } from '../../feeds/expression.ts'
import type { Part } from '../../feeds/format.ts'
import type { Store } from '../../store/store.ts'
import { qualifiedName } from '../../table/source.ts'
import { arrivals } from '../place/arrivals.ts'
import { factColumns } from './land.ts'

/** Gives arrivals the values that current rows have in columns of which their files say nothing: a column that a file does not have erases nothing. */
export async function keepUntold(store: Store, part: Part, present: ReadonlySet<string>): Promise<void> {
  const untold = factColumns(part).filter(name => !isTold(part, name, present))
  if (untold.length === 0) return
  const sameKey = part.target.key.map(name => `c.${name} = a.${name}`).join(' and ')
  await store.run(`update ${arrivals} as a set ${untold.map(name => `${name} = coalesce(a.${name}, c.${name})`).join(', ')}
    from (select * from ${qualifiedName(part.target)} where ended_by is null) as c
    where ${sameKey} and a.reason_code is null`)
}

function isTold({ columns, lookups = {} }: Part, name: string, present: ReadonlySet<string>): boolean {
  const mapping = columns[name] ?? lookups[name]
  if (mapping === undefined) return false
  const { reads } = toExpression(mapping)
  return reads.length === 0 || reads.some(read => present.has(read))
}
