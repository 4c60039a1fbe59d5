import { declaredTables } from '../../declared-tables.ts'
import { franchises, fullName } from '../../nba/teams.ts'
import type { Store } from '../../store/store.ts'
import { physicalColumns } from '../../table/ddl.ts'
import { qualifiedName } from '../../table/source.ts'
import type { Hit, SearchMembers } from '../documents.ts'

const OF_A_KIND = 8

/** Given names and family names are shared by many. */
const PLAYERS = 16

const CODES = [...new Set(franchises.flatMap(({ eras }) => eras.map(({ code }) => code)))]

/** Players, teams, dates, tables and columns whose name holds what was typed; those of whom a given or family name begins with it first. */
export async function search(store: Store, typed: string): Promise<SearchMembers> {
  const words = typed.trim().toLowerCase()
  return { hits: [...(await teams(store, words)), ...(await dates(store, words)), ...(await players(store, words)), ...declared(words)] }
}

async function players(store: Store, words: string): Promise<Hit[]> {
  const bare = words.replaceAll(/[^\p{L}\p{N}]/gu, '')
  if (bare.length < 2) return []
  const rows = await store.rows<{ lookup: string; name: string }>(`
    select player_lookup as lookup, min(player_full_name) as name
    from nba_reference.player_identities
    where ended_by is null
      and (contains(player_lookup, strip_accents(${store.dialect.text(bare)})) or contains(lower(strip_accents(player_full_name)), strip_accents(${store.dialect.text(words)})))
    group by player_lookup
    order by min(case when contains(' ' || lower(strip_accents(player_full_name)), ' ' || strip_accents(${store.dialect.text(words)})) then 0 else 1 end), name, lookup
    limit ${PLAYERS}`)
  return rows.map(({ lookup, name }) => ({ kind: 'player', label: name, about: lookup, address: `/player/${lookup}` }))
}

async function teams(store: Store, words: string): Promise<Hit[]> {
  const named = words.length < 3 ? [] : CODES.filter(code => fullName(code)?.toLowerCase().includes(words) === true)
  if (named.length === 0 && !/^[a-z]{1,3}$/.test(words)) return []
  const codes = named.map(code => `'${code}'`).join(', ')
  const rows = await store.rows<{ team: string; games: number }>(`
    select home_team as team, count(*) as games
    from nba_reference.game_states
    where ended_by is null and (starts_with(home_team, ${store.dialect.text(words.toUpperCase())})${codes === '' ? '' : ` or home_team in (${codes})`})
    group by home_team
    order by case when starts_with(home_team, ${store.dialect.text(words.toUpperCase())}) then 0 else 1 end, home_team
    limit ${OF_A_KIND}`)
  return rows.map(({ team, games }) => ({
    kind: 'team',
    label: team,
    about: `${fullName(team) ?? ''}, ${games} home games`,
    address: `/team/${team}`,
  }))
}

async function dates(store: Store, words: string): Promise<Hit[]> {
  if (!/^\d{4}(?:-\d{0,2}(?:-\d{0,2})?)?$/.test(words)) return []
  const rows = await store.rows<{ date: string; games: number }>(`
    select cast(game_date as varchar) as date, count(*) as games
    from nba_reference.game_states
    where ended_by is null and starts_with(cast(game_date as varchar), ${store.dialect.text(words)})
    group by game_date
    order by game_date
    limit ${OF_A_KIND}`)
  return rows.map(({ date, games }) => ({
    kind: 'date',
    label: date,
    about: `${games} ${games === 1 ? 'game' : 'games'}`,
    address: `/tonight/${date}`,
  }))
}

function declared(words: string): Hit[] {
  const name = words.replaceAll(' ', '_')
  if (name.length < 2) return []
  const tables: Hit[] = []
  const columns: Hit[] = []
  for (const table of declaredTables()) {
    const own = qualifiedName(table)
    if (table.name.includes(name)) tables.push({ kind: 'table', label: table.name, about: table.about, address: `/definitions?table=${own}` })
    for (const [column, { meaning }] of Object.entries(physicalColumns(table))) {
      if (column.includes(name))
        columns.push({ kind: 'column', label: column, about: `${table.name}: ${meaning}`, address: `/definitions?table=${own}&column=${column}` })
    }
  }
  const begins = (hit: Hit): number => (hit.label.startsWith(name) ? 0 : 1)
  return [tables, columns].flatMap(hits => hits.toSorted((a, b) => begins(a) - begins(b)).slice(0, OF_A_KIND))
}
