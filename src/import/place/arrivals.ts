import type { Format, Part } from '../../feeds/format.ts'
import type { Store } from '../../store/store.ts'
import { codeOf, isFed } from './fed-columns.ts'
import { quoteMisfits, reasonOf, refuseContradictions, refuseCrowds } from './judge.ts'
import { brefGameJoins, games, gamesOfTeams, gamesOfTwo, seasonOfDay } from './placement.ts'
import { lookupJoin, mappedRows, staged, textOf } from './stage.ts'
import { codeAtBref, teamJoin } from './team-codes.ts'
import { typed } from './typing.ts'

/** Rows of one raw table, typed and placed, each with the reason why it cannot be stored, if there is one. A temporary table. */
export const arrivals = 'temp.arrived_rows'

/** Turns staged rows into arrivals. */
export async function readArrivals(store: Store, format: Format, part: Part): Promise<void> {
  const columns = Object.keys(part.target.columns)
  const { joins, columns: lookedUp } = lookupJoin(part)
  const placed = part.game === 'bref_game_id' ? brefGameJoins(textOf('bref_game_id')) : undefined
  const found = [...lookedUp, ...(placed === undefined ? [] : [`${placed.nbaGameId} as ${textOf('nba_game_id')}`])]
  await store.run(`
    create or replace temp table arrived_rows as
    with mapped as (${mappedRows(part)}),
    found as (select mapped.*${found.map(column => `, ${column}`).join('')} from mapped ${joins} ${placed?.joins ?? ''}),
    coded as (${codedRows(part)}),
    placed as (${placedRows(part)}),
    typed_rows as (select *, ${columns.map(name => `${valueOf(format, part, name)} as ${name}`).join(', ')} from placed),
    judged as (select *, ${reasonOf(store, part)} as judgement from typed_rows)
    select source_file, source_row, arrival, ${columns.join(', ')},
      judgement.code as reason_code, judgement.reason as refusal, ${keyText(part.target.key)} as row_key
    from judged`)
  await quoteMisfits(store, { arrivals, staged }, part)
  await refuseContradictions(store, arrivals, part)
  await refuseCrowds(store, arrivals, part)
}

/** Rows of `found` with the codes of their teams in the season of the game; NULL for what was no team then. */
function codedRows(part: Part): string {
  const said = (part.teams ?? []).map(name => ({ text: `found.${textOf(name)}`, as: codeOf(name), season: seasonOf('nba_game_id') }))
  if (typeof part.game === 'object') {
    const season = seasonOfDay('"day of game"')
    said.push({ text: 'found."team of game"', as: '"code of game"', season })
    if ('teams' in part.game) said.push({ text: 'found."other team of game"', as: '"other code of game"', season })
    for (const each of said) each.season = season
  }
  if (part.teamsOn !== undefined) for (const each of said) each.season = seasonOfDay('"day of teams"')
  const columns = said.map(({ as }, place) => `, team_${place}.code as ${as}`)
  return `select found.*${columns.join('')} from found ${said.map(({ text, season }, place) => teamJoin(`team_${place}`, text, season)).join(' ')}`
}

/** Rows of `coded` with the places of their games; a schedule row is its own place. */
function placedRows(part: Part): string {
  if (part.game === undefined) return 'select * from coded'
  if (part.game === 'own')
    return `select *, strftime(${typed(textOf('game_date'), 'date')}, '%Y%m%d') || '_' || ${teamOf('away_team_tricode')} || '_' || ${teamOf('home_team_tricode')} as "placed id" from coded`
  if (typeof part.game === 'object') {
    const day = typed('"day of game"', 'date')
    const found =
      'teams' in part.game
        ? `(${gamesOfTwo('coded', day, part.game.orDaysBefore ?? 0)}) as g on g.arrival = coded.arrival`
        : `(${gamesOfTeams}) as g on g.game_date = ${day} and g.team = "code of game"`
    return `select coded.*, g.nba_game_id as ${textOf('nba_game_id')}, g.game_id as "placed id", g.game_date as "placed date",
        strftime(g.game_date, '%Y%m%d') || '0' || ${codeAtBref('g.home_team', 'g.game_date')} as "placed bref id"
      from coded left join ${found}`
  }
  return `select coded.*, g.game_id as "placed id", g.game_date as "placed date", g.home_team as "placed home", g.away_team as "placed away"
    from coded left join ${games} as g on g.nba_game_id = coded.${textOf('nba_game_id')}`
}

/** The code of a team; what is of no team stays as it is. */
function teamOf(name: string): string {
  return `coalesce(${codeOf(name)}, upper(${textOf(name)}))`
}

function valueOf(format: Format, part: Part, name: string): string {
  const column = part.target.columns[name]
  if (column === undefined || !isFed(part, name)) {
    if (name === 'feed') return `'${format.feed}'`
    if (name === 'game_id') return '"placed id"'
    if (name === 'game_date') return '"placed date"'
    if (name === 'nba_game_id') return textOf(name)
    if (name === 'bref_game_id') return '"placed bref id"'
    return `cast(null as ${typeName(part, name)})`
  }
  if ((part.teams ?? []).includes(name)) return teamOf(name)
  return typedText(part, name)
}

/** The season that an NBA game id names. */
function seasonOf(id: string): string {
  const year = `try_cast(substr(lpad(${textOf(id)}, 10, '0'), 4, 2) as bigint)`
  return `(${year} + case when ${year} >= 46 then 1900 else 2000 end)`
}

function typeName(part: Part, name: string): string {
  const types = {
    string: 'varchar',
    int: 'bigint',
    float: 'double',
    bool: 'boolean',
    date: 'date',
    timestamp: 'timestamp',
    strings: 'varchar[]',
  } as const
  return types[part.target.columns[name]?.type ?? 'string']
}

function typedText(part: Part, name: string): string {
  const text = textOf(name)
  if (name === 'nba_game_id') return `case when regexp_full_match(${text}, '00[1-6]\\d{7}') then ${text} end`
  return typed(text, part.target.columns[name]?.type ?? 'string')
}

/** SQL for the key of a row as people name it, as far as it is known: `nba_league_game_log/0022100001/201939`. */
export function keyText(key: readonly string[], row = ''): string {
  return key.map(name => `coalesce(cast(${row}${name} as varchar), '')`).join(` || '/' || `)
}
