import { nbacRefereeGameAssignments } from '../nba/sources/nbac-referee-game-assignments.ts'
import { dayOf } from './dates.ts'
import { from, nbaGameId, verbatim } from './expression.ts'
import { defineFormat, type Format, type JsonRecords, type PartSpec } from './format.ts'

const POSITIONS = [1, 2, 3, 4] as const
const COLUMNS = [
  'game_id',
  'game_date',
  'game_code',
  ...POSITIONS.flatMap(place => [`official${place}`, `official${place}_code`, `official${place}_JNum`]),
]

const page: JsonRecords = {
  root: '$.nba.Table.rows',
  at: '$.nba.Table.rows[*]',
  fields: Object.fromEntries(COLUMNS.map(name => [name, `$.${name}`])),
}

/** The official of a position; games of which no alternate is told have none. */
function official(place: number, shape: Pick<PartSpec, 'signature' | 'records'>): PartSpec {
  return {
    target: nbacRefereeGameAssignments,
    ...shape,
    optional: [`official${place}_JNum`],
    where: from`${`official${place}_code`} is not null`,
    game: 'nba_game_id',
    agrees: { game_date: dayOf('game_date') },
    columns: {
      nba_game_id: nbaGameId('game_id'),
      official_position: verbatim(`'${place}'`),
      official_code: `official${place}_code`,
      official_name: `official${place}`,
      jersey_number: `official${place}_JNum`,
    },
  }
}

/** Who referees which game, as a table with a row for each game. */
export const nbaRefereeAssignmentTables: Format = defineFormat({
  name: 'NBA referee assignments, table',
  feed: 'nba_referees',
  phase: 'facts',
  parts: POSITIONS.map(place =>
    official(place, { signature: ['game_id', 'game_date', 'game_code', 'official1_code', 'official2_code', 'official3_code', 'official4_code'] }),
  ),
})

/** The same as the page of a day serves it. */
export const nbaRefereeAssignments: Format = defineFormat({
  name: 'NBA referee assignments',
  feed: 'nba_referees',
  phase: 'facts',
  parts: POSITIONS.map(place => official(place, { signature: [], records: page })),
})
