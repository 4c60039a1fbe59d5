import { toExpression } from '../../feeds/expression.ts'
import type { Store } from '../../store/store.ts'
import type { Source } from '../../table/source.ts'
import { literal, quoted } from '../literals.ts'
import { games } from '../place/placement.ts'
import { staged } from '../place/stage.ts'
import { typed } from '../place/typing.ts'
import { feeding, type OwnersTable } from './owners-table.ts'

/** Rows of one of the owner's tables in declared columns, each with the reason why it is left out, if there is one. A temporary table. */
export const ownersRows = 'temp.owners_rows'

/** Types the staged rows of a table, and places them in their games. */
export async function typeRows(store: Store, table: OwnersTable): Promise<void> {
  const { source } = table
  const columns = Object.keys(source.columns)
  const prefers = (table.shape.prefers ?? []).filter(name => table.columns.has(name)).map(name => `${quoted(`own ${name}`)} desc nulls last`)
  const order = [...prefers, ...columns].join(', ')
  await store.run(`create or replace temp table owners_rows as
    with said as (${saidRows(store, table)}),
    placed as (${placedRows(source)}),
    judged as (select *, ${reason(source)} as flaw from placed)
    select ${columns.join(', ')},
      row_number() over (order by ${[...source.key, order].join(', ')}) as source_row,
      coalesce(flaw, case when row_number() over (partition by ${[...source.key, 'flaw is null'].join(', ')} order by ${order}) > 1 then 'beside another one of the same key' end) as flaw
    from judged`)
}

/** The declared columns as the rows tell them. */
function saidRows(store: Store, { source, shape, columns }: OwnersTable): string {
  const has = (name: string): boolean => columns.has(name)
  const values = Object.entries(source.columns).map(([name, { type }]) => {
    const mapping = feeding(shape, name, has)
    const text = mapping === undefined ? (name === 'feed' ? literal(store, shape.feed) : 'cast(null as varchar)') : toExpression(mapping).sql
    return `${typed(text, type)} as ${name}`
  })
  const own = (shape.prefers ?? []).filter(has).map(name => `coalesce(lpad(${quoted(name)}, 40, ' '), '') as ${quoted(`own ${name}`)}`)
  const counts = shape.where?.reads.every(has) === true ? ` where ${shape.where.sql}` : ''
  return `select ${[...values, ...own].join(', ')} from ${staged}${counts}`
}

/** Rows of `said` with the places of their games: found by the NBA's id, else by day and teams. A schedule row is its own place. */
function placedRows({ ofGame, tells }: Source): string {
  if (!ofGame) return 'select * from said'
  if (tells === 'fixture')
    return `select * replace (strftime(game_date, '%Y%m%d') || '_' || away_team_tricode || '_' || home_team_tricode as game_id), true as has_game, true as on_its_day from said`
  const ids = `case when regexp_full_match(game_id, '00[1-6]\\d{7}') then game_id end`
  return `select said.* replace (g.nba_game_id as nba_game_id, coalesce(g.game_id, said.game_id) as game_id), g.nba_game_id is not null as has_game, g.game_date = said.game_date as on_its_day
    from (select s.* replace (coalesce(s.nba_game_id, ${ids.replaceAll('game_id', 's.game_id')}, c.nba_game_id) as nba_game_id)
      from said as s
      left join ${games} as c on s.nba_game_id is null and c.game_date = s.game_date and ${pairOf('c')} = ${pairOf('s')}) as said
    left join ${games} as g on g.nba_game_id = said.nba_game_id`
}

/** The teams of a code of a game in an order of their own: loaders have mistaken which of them is at home. */
function pairOf(row: string): string {
  const team = (place: number): string => `split_part(${row}.game_id, '_', ${place})`
  return `least(${team(2)}, ${team(3)}) || ' ' || greatest(${team(2)}, ${team(3)})`
}

/** SQL for why a row is left out. */
function reason({ columns, ofGame }: Source): string {
  const required = Object.entries(columns).filter(([, column]) => column.required === true)
  const cases = required.map(([name]) => `when ${name} is null then 'without ${name}'`)
  const placed = [`when not has_game then 'of no game of the schedule'`, `when not on_its_day then 'of another day than the schedule has'`]
  const all = [...(ofGame ? placed : []), ...cases]
  return all.length === 0 ? 'cast(null as varchar)' : `case ${all.join(' ')} end`
}
