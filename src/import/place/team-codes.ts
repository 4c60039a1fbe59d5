import { franchises, otherCodes, otherNames, today, type Franchise, type TeamEra } from '../../nba/teams.ts'
import type { Store } from '../../store/store.ts'
import { literal } from '../literals.ts'

/** What teams are called, in capitals, and the codes that they bore in the seasons from `first` to `last`. A temporary table. */
const teamNames = 'temp.team_names'

const FIRST_SEASON = 1946
const LAST_SEASON = 9999

/** Fills the table of team names: codes of all sources, team ids, cities with names. Former codes and names count in their own seasons only. */
export async function prepareTeamNames(store: Store): Promise<void> {
  const values = franchises.flatMap(franchise => franchise.eras.flatMap(era => rowsOf(franchise, era)))
  const rows = values.map(([said, first, last, code]) => `(${literal(store, said)}, ${first}, ${last}, ${literal(store, code)})`)
  await store.run(`create or replace temp table team_names as from (values ${rows.join(', ')}) as t(said, first, last, code)`)
}

type NameRow = readonly [said: string, first: number, last: number, code: string]

function rowsOf(franchise: Franchise, era: TeamEra): NameRow[] {
  const now = today(franchise)
  const known = [era.code, `${era.city} ${era.name}`, now.code, String(franchise.id), ...spellingsOf(otherCodes, now.code)]
  const said = era === now ? [...known, ...spellingsOf(otherNames, now.code)] : known
  const first = franchise.eras.length === 1 ? FIRST_SEASON : era.first
  return [...new Set(said)].map(name => [name.toUpperCase(), first, era.last ?? LAST_SEASON, era.code])
}

function spellingsOf(names: Readonly<Record<string, string>>, code: string): string[] {
  return Object.keys(names).filter(name => names[name] === code)
}

/** A join that finds the team of a text in a season as `alias.code`; NULL for what was no team then. */
export function teamJoin(alias: string, text: string, season: string): string {
  return `left join ${teamNames} as ${alias} on ${alias}.said = upper(${text}) and ${season} between ${alias}.first and ${alias}.last`
}

/** A team code of Basketball-Reference as the NBA's. */
export function codeOfBref(text: string): string {
  return `case ${text} when 'BRK' then 'BKN' when 'CHO' then 'CHA' when 'PHO' then 'PHX' else ${text} end`
}

/** A team code of the NBA as Basketball-Reference writes it on a day. */
export function codeAtBref(code: string, day: string): string {
  return `case when ${code} = 'BKN' then 'BRK' when ${code} = 'PHX' then 'PHO' when ${code} = 'CHA' and ${day} >= date '2014-08-01' then 'CHO' else ${code} end`
}
