import type { PlannedUnit } from '../change/plan.ts'
import { sourcesOf } from '../nba/sources/index.ts'
import type { Store } from '../store/store.ts'
import { tablesBehind } from '../table/compile.ts'
import type { Model } from '../table/model.ts'
import { qualifiedName, type Fact, type Source } from '../table/source.ts'

/** What tables are richer for and exist without: by what people call it. */
const OPTIONAL: Readonly<Record<string, readonly Fact[]>> = {
  'play-by-play': ['event'],
  'lines on games': ['game line', 'closing line'],
  'lines on points': ['points line'],
  'injury reports': ['injury report', 'injury'],
  rosters: ['roster'],
  'referee assignments': ['assignment'],
}

/** One sentence for the inputs that no file told for the dates that were built; what is made of them is NULL. */
export async function untoldWarnings(store: Store, models: readonly Model[], units: readonly PlannedUnit[]): Promise<string[]> {
  const dates = units.map(({ date }) => date).toSorted()
  const [first, last] = [dates[0], dates.at(-1)]
  if (first === undefined || last === undefined) return []
  const read = new Set(models.flatMap(model => tablesBehind(model.query)))
  const asked = Object.entries(OPTIONAL).flatMap(([name, facts]) => {
    const sources = facts.flatMap(sourcesOf).filter(source => read.has(source) || source.tells === 'event')
    const between = (source: Source): string => (source.ofGame ? `game_date between date '${first}' and date '${last}' and ` : '')
    return sources.map(source => ({
      name,
      row: `(select ${store.dialect.text(name)} as name from ${qualifiedName(source)} where ${between(source)}ended_by is null limit 1)`,
    }))
  })
  if (asked.length === 0) return []
  const told = await store.rows<{ name: string }>(asked.map(({ row }) => row).join(' union all '))
  const names = new Set(told.map(({ name }) => name))
  const untold = [...new Set(asked.map(({ name }) => name))].filter(name => !names.has(name))
  if (untold.length === 0) return []
  return [
    `no file tells ${untold.join(', ')} of these dates: what needs them is NULL, and quality_issues says so (backcourt formats lists what can be imported)`,
  ]
}
