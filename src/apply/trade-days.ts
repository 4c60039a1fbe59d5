import type { Day } from '../calendar.ts'
import type { Row, Store } from '../store/store.ts'
import type { Model } from '../table/model.ts'
import { aroundDates, onDates } from '../sql/scope.ts'
import { qualifiedName } from '../table/source.ts'

const NAMES_SHOWN = 10

/** A query of the persons whom two teams list on one date of the built units, with the team that each row follows; undefined where no table tells. */
export function tradeDayQuery(store: Store, models: readonly Model[], built: readonly { readonly date: Day }[]): string | undefined {
  const tables = models.filter(model => model.issues.some(issue => issue.code === 'listed_twice'))
  if (tables.length === 0 || built.length === 0) return undefined
  const { dialect } = store.desk?.warehouse ?? store
  const dates = [...new Set(built.map(unit => unit.date))]
  const rows = tables.map(
    table => `select game_date, player_lookup, team_abbr from ${qualifiedName(table)}
      where ${aroundDates('game_date', dates)} and ${onDates('game_date', dates)} and ${dialect.hasText('quality_issues', dialect.text('listed_twice'))}`,
  )
  return `select cast(game_date as string) || '/' || player_lookup || ' (' || team_abbr || ')' as row from (${rows.join(' union distinct ')}) as listed order by row`
}

/** A sentence that names them; none without such rows. */
export function tradeDayWarnings(found: readonly Row[]): string[] {
  if (found.length === 0) return []
  const names = found.slice(0, NAMES_SHOWN).map(({ row }) => row as string)
  const more = found.length > NAMES_SHOWN ? ` and ${found.length - NAMES_SHOWN} more` : ''
  const who = found.length === 1 ? '1 person is' : `${found.length} persons are`
  return [`${who} listed by two teams on one date; each row follows the trade-day rule: ${names.join(', ')}${more}`]
}
