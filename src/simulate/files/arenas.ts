import type { Season } from '../season.ts'
import { homeArena, mexicoCityArena, timeZoneOf, type Arena } from '../teams.ts'
import { csvText, type Field } from './csv.ts'
import type { SimulatedFile } from './simulated-file.ts'

/** Columns of a list of arenas. */
export const arenaColumns: readonly string[] = ['team', 'arena', 'city', 'lat', 'lon', 'tz', 'first_day']

/** Where each team is at home from the summer before a season on, and where it plays abroad. */
export function arenas(season: Season): SimulatedFile {
  const since = `${season.year}-07-01`
  const homes = season.teams.map(team => [team.tricode, ...fieldsOf(homeArena(team, season.year)), since])
  const rows = [...homes, [null, ...fieldsOf(mexicoCityArena), since]]
  return { name: `arenas/arenas_${season.label}.csv`, rows: rows.length, text: csvText(arenaColumns, rows) }
}

function fieldsOf(arena: Arena): Field[] {
  return [arena.name, arena.city, arena.latitude, arena.longitude, timeZoneOf(arena)]
}
