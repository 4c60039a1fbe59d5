import type { Season } from '../season.ts'
import { playedGames } from './bref-games.ts'
import { csvText } from './csv.ts'
import type { SimulatedFile } from './simulated-file.ts'

const PLACES = [1, 2, 3, 4] as const

/** Columns of the table of who referees which game. */
export const refereeColumns: readonly string[] = [
  'game_id',
  'game_date',
  'game_code',
  ...PLACES.flatMap(place => [`official${place}`, `official${place}_code`, `official${place}_JNum`]),
]

/** The officials of each game with their ids at NBA.com; no game has an alternate. */
export function refereeAssignments(season: Season): SimulatedFile {
  const rows = playedGames(season).map(({ game, result }) => [
    game.id,
    game.day,
    `${game.day.replaceAll('-', '')}/${game.away.tricode}${game.home.tricode}`,
    ...PLACES.flatMap((_, place) => {
      const official = result.officials[place]
      return official === undefined ? [null, null, null] : [official.name, official.nbaId, String(official.nbaId % 100)]
    }),
  ])
  return { name: `officials/referee_assignments_${season.label}.csv`, rows: rows.length, text: csvText(refereeColumns, rows) }
}
