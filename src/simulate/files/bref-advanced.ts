import { missesOf, pointsOf, type Statistics } from '../game/statistics.ts'
import type { Field } from './csv.ts'

/** The advanced row of team totals by Basketball-Reference's formulas, from its true shooting to its empty BPM. */
export function advancedFields(own: Statistics, opponent: Statistics): Field[] {
  const possessions = (half(own, opponent) + half(opponent, own)) / 2
  const chances = own.fga + 0.44 * own.fta
  const offensive = own.oreb + opponent.dreb
  const defensive = own.dreb + opponent.oreb
  return [
    share(pointsOf(own), 2 * chances),
    share(own.fgm + 0.5 * own.fg3m, own.fga),
    share(own.fg3a, own.fga),
    share(own.fta, own.fga),
    percentage(own.oreb, offensive),
    percentage(own.dreb, defensive),
    percentage(own.oreb + own.dreb, offensive + defensive),
    percentage(own.ast, own.fgm),
    percentage(own.stl, possessions),
    percentage(own.blk, opponent.fga - opponent.fg3a),
    percentage(own.tov, chances + own.tov),
    '100.0',
    percentage(pointsOf(own), possessions),
    percentage(pointsOf(opponent), possessions),
    null,
  ]
}

function half(own: Statistics, opponent: Statistics): number {
  const rebounded = own.oreb / (own.oreb + opponent.dreb)
  return own.fga + 0.4 * own.fta - 1.07 * rebounded * missesOf(own) + own.tov
}

function share(part: number, whole: number): string {
  return (part / whole).toFixed(3).replace(/^0/, '')
}

function percentage(part: number, whole: number): string {
  return ((100 * part) / whole).toFixed(1)
}
