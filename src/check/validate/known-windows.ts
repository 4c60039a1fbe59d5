import type { DayRange } from '../../calendar.ts'
import { upcomingPlayerGameContext } from '../../nba/models/upcoming-player-game-context.ts'
import { upcomingTeamGameContext } from '../../nba/models/upcoming-team-game-context.ts'
import type { Store } from '../../store/store.ts'
import type { Model } from '../../table/model.ts'
import { qualifiedName } from '../../table/source.ts'
import { entries, withWindows } from '../completeness.ts'
import { gapGames } from '../completeness-entries.ts'
import { goesOn, type GapGame, type WindowEntry } from '../completeness-report.ts'
import { ANY_NOT_WHOLE } from '../completeness-windows.ts'
import type { CheckedTable } from './report.ts'

/** The name of the check. */
export const WINDOWS_KNOWN = 'windows_are_known'

const EXAMPLES = 20

/** Whose windows the rows of a table tell. */
const OF: readonly (readonly [Model, kind: 'player' | 'team'])[] = [
  [upcomingPlayerGameContext, 'player'],
  [upcomingTeamGameContext, 'team'],
]

/** The windows of players and teams before each game: those with a gap fail, those that no schedule covers cannot be judged. */
export async function knownWindows(store: Store, range: DayRange, wanted: (model: Model) => boolean): Promise<CheckedTable[]> {
  const tables = OF.filter(([model]) => wanted(model))
  if (tables.length === 0) return []
  return withWindows(store, { range, chosen: ANY_NOT_WHOLE }, async () => {
    const next = goesOn(await store.rows<GapGame>(gapGames(1000)))
    const found: CheckedTable[] = []
    for (const [model, kind] of tables) found.push({ ...(await judged(store, model, kind)), next })
    return found.map(check => (check.failing === 0 ? { ...check, next: null } : check))
  })
}

async function judged(store: Store, model: Model, kind: string): Promise<Omit<CheckedTable, 'next'>> {
  const [all] = await store.rows<{ rows: number }>(
    `select count(*) as rows from temp.completeness_asked as a join temp.completeness_names as n using (who) where n.kind = '${kind}'`,
  )
  const [told] = await store.rows<{ failing: number; unknown: number }>(`
    select count(*) filter (where has_gap) as failing, count(*) filter (where not has_gap and is_open) as unknown
    from (
      select bool_or(c.state = 'incomplete') as has_gap, bool_or(c.state = 'unknown') as is_open
      from temp.completeness_chosen as c
      join temp.completeness_names as n using (who)
      where n.kind = '${kind}'
      group by c.who, c.game_date
    ) as judged`)
  const { failing = 0, unknown = 0 } = told ?? {}
  const examples = failing === 0 ? [] : await entries(store, { where: `n.kind = '${kind}' and c.state = 'incomplete'`, limit: EXAMPLES })
  return {
    check: WINDOWS_KNOWN,
    table: qualifiedName(model),
    meaning: 'Every game of the windows behind a row (last 5 and 10 games; 7, 14 and 30 days) is imported and built.',
    rows_checked: (all?.rows ?? 0) - unknown,
    failing,
    not_checkable: unknown,
    examples: examples.map(entry => ({ key: `${entry.date}/${entry.entity}`, found: foundIn(entry) })),
  }
}

function foundIn({ window, known, expected, missing, repair }: WindowEntry): string {
  return `${window}: ${known} of ${expected} games known, not ${missing.join(', ')}: ${repair ?? ''}`
}
