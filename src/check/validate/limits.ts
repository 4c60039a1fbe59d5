import { limitsOf } from '../../nba/column-limits.ts'
import { effectiveFieldGoal, ratingHundredths, trueShooting } from '../../nba/formulas.ts'
import { models } from '../../nba/models/index.ts'
import { playerGameSummary } from '../../nba/models/player-game-summary.ts'
import { teamDefenseGameSummary } from '../../nba/models/team-defense-game-summary.ts'
import { teamOffenseGameSummary } from '../../nba/models/team-offense-game-summary.ts'
import { fromUnits, inRange } from '../../sql/operations.ts'
import { raw, sql, type Sql } from '../../sql/sql.ts'
import type { Model } from '../../table/model.ts'
import { alike, keyOf, shown, stored, type Check, type Claim } from './check.ts'

function rowsOf(model: Model): Sql {
  return sql`select ${keyOf(model, 'r')} as key, r.* from ${stored(model)} as r where ${inRange('r.game_date')}`
}

/** What is not known is within any limits: other checks count it. */
function withinLimits(model: Model): Claim[] {
  const numbers = Object.entries(model.columns).filter(([, { type }]) => type === 'int' || type === 'float')
  return numbers.flatMap(([name, { unit }]) => {
    // Minutes of a part and of the whole are rounded each by itself, and may come from two sources.
    const rounded = unit === 'minutes' ? 1 : 0
    const { between, atMost } = limitsOf(name)
    const [least, most] = between
    const bounds = [...(least === null ? [] : [`${name} < ${least}`]), ...(most === null ? [] : [`${name} > ${most}`])]
    const range = most === null ? `${least ?? ''} or more` : `${least ?? ''} to ${most}`
    return [
      {
        holds: raw(`coalesce(not (${bounds.join(' or ')}), true)`),
        says: sql`${raw(`'${name}: '`)} || ${shown(raw(name))} || ${raw(`', expected ${range}'`)}`,
      },
      ...(atMost === undefined || !(atMost in model.columns)
        ? []
        : [
            {
              holds: raw(`coalesce(${name} <= ${atMost} + ${rounded}, true)`),
              says: sql`${raw(`'${name}: '`)} || ${shown(raw(name))} || ${raw(`', more than ${atMost}: '`)} || ${shown(raw(atMost))}`,
            },
          ]),
    ]
  })
}

const ranges: readonly Check[] = models.map(table => ({
  name: 'numbers_are_possible',
  meaning: 'Every number lies between the least and the most that can be true, and makes do not exceed attempts.',
  table,
  rows: rowsOf(table),
  claims: withinLimits(table),
}))

const WORDS = ['in the row', 'by its counts'] as const

/** Hundredths of a possession, as the row stores them. */
const POSSESSIONS = `cast(round(100 * possessions) as int64)`

const formulas: readonly Check[] = [
  {
    name: 'percentages_are_the_counts',
    meaning: 'True shooting and effective field goal percentage follow from the shots of the row.',
    table: playerGameSummary,
    rows: rowsOf(playerGameSummary),
    claims: [
      alike({
        what: 'ts_pct',
        one: raw('ts_pct'),
        other: trueShooting({ points: 'points', fgAttempts: 'fg_attempts', ftAttempts: 'ft_attempts' }),
        words: WORDS,
      }),
      alike({ what: 'efg_pct', one: raw('efg_pct'), other: effectiveFieldGoal('fg_makes', 'three_pt_makes', 'fg_attempts'), words: WORDS }),
    ],
  },
  {
    name: 'percentages_are_the_counts',
    meaning: 'True shooting and the rating follow from points, shots and possessions of the row.',
    table: teamOffenseGameSummary,
    rows: rowsOf(teamOffenseGameSummary),
    claims: [
      alike({
        what: 'ts_pct',
        one: raw('ts_pct'),
        other: trueShooting({ points: 'points_scored', fgAttempts: 'fg_attempts', ftAttempts: 'ft_attempts' }),
        words: WORDS,
      }),
      alike({
        what: 'offensive_rating',
        one: raw('offensive_rating'),
        other: fromUnits(ratingHundredths('points_scored', POSSESSIONS), 2),
        words: WORDS,
      }),
    ],
  },
  {
    name: 'percentages_are_the_counts',
    meaning: 'True shooting of the opponent follows from the shots of the row.',
    table: teamDefenseGameSummary,
    rows: rowsOf(teamDefenseGameSummary),
    claims: [
      alike({
        what: 'opponent_ts_pct',
        one: raw('opponent_ts_pct'),
        other: trueShooting({ points: 'points_allowed', fgAttempts: 'opp_fg_attempts', ftAttempts: 'opp_ft_attempts' }),
        words: WORDS,
      }),
    ],
  },
]

/** What a number can be, by itself and by the others of its row. */
export const limitChecks: readonly Check[] = [...ranges, ...formulas]
