import type { Span } from '../sql/dialect.ts'
import type { Store } from '../store/store.ts'
import { compileExpected } from '../table/compile.ts'
import type { Model } from '../table/model.ts'
import { qualifiedName } from '../table/source.ts'

/** A query of the stored keys of a span: the grain, copies, hashed, game_id, and the team of players. */
export function storedKeys(model: Model, span: Span): string {
  const key = model.grain.join(', ')
  return `select ${key}, count(*) as copies, count(data_hash) as hashed, min(game_id) as game_id${isOfPlayers(model) ? ', min(team_abbr) as team' : ''}
      from ${qualifiedName(model)}
      where game_date between date '${span.firstDay}' and date '${span.lastDay}'
      group by ${key}`
}

/** A query of expected and stored keys side by side, one row per key; several rows may be asked for under one key, where two persons share it. `stored` is a relation of stored keys. */
export function comparison(store: Store, model: Model, { span, stored }: { readonly span: Span; readonly stored: string }): string {
  const key = model.grain
  const label = key.map(column => `cast(coalesce(e.${column}, a.${column}) as string)`).join(` || '/' || `)
  return `
    select
      ${label} as key,
      cast(coalesce(e.game_date, a.game_date) as string) as date,
      coalesce(e.asked, 0) as asked,
      case when coalesce(a.copies, 0) < e.asked then e.explanation end as explanation,
      coalesce(a.copies, 0) as copies,
      coalesce(a.hashed, 0) as hashed,
      a.game_id,
      ${teamIn(model)} as team
    from (
      select ${key.join(', ')}, count(*) as asked, string_agg(explanation, ' and ' order by explanation) as explanation
      from (${compileExpected(model, { dialect: store.dialect, span })}) as asked
      group by ${key.join(', ')}
    ) as e
    full join ${stored} as a
      on ${key.map(column => `a.${column} = e.${column}`).join(' and ')}`
}

/** The team of a key: its own, that of the stored row, or that which the explanation of a missing row names. */
function teamIn(model: Model): string {
  const own = model.grain.find(column => column !== 'game_date') ?? ''
  if (!isOfPlayers(model)) return `coalesce(e.${own}, a.${own})`
  return `coalesce(a.team, regexp_extract(e.explanation, ' (?:for|by|of) ([A-Z]{3})(?:[^A-Z]|$)', 1))`
}

/** Whether the rows of a model are those of players. */
export function isOfPlayers({ grain }: Model): boolean {
  return grain.includes('player_lookup')
}
