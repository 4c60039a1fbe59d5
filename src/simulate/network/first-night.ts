import type { StatLine, TeamBox } from '../game/box-score.ts'
import type { Statistics } from '../game/statistics.ts'
import { randomOf } from '../random.ts'
import type { Game, Result } from '../season.ts'

/** Days after a game until a statistic that was told wrong on the night is put right. */
export const DAYS_TO_CORRECTION = 2

const SHARE_CORRECTED = 1 / 8
const OFTEN_WRONG: readonly (keyof Statistics)[] = ['ast', 'dreb', 'blk', 'stl', 'tov']

/** What is told of a game on its night: of one in eight, one player has one too many of something. */
export function firstNight({ id }: Game, result: Result): Result {
  const random = randomOf(id, 'first night')
  if (!random.chance(SHARE_CORRECTED)) return result
  const side = random.pick(['home', 'away'] as const)
  const line = random.pick(result[side].lines)
  return { ...result, [side]: withOneMore(result[side], line, random.pick(OFTEN_WRONG)) }
}

function withOneMore(box: TeamBox, wrong: StatLine, name: keyof Statistics): TeamBox {
  const more = (statistics: Statistics): Statistics => ({ ...statistics, [name]: statistics[name] + 1 })
  return { ...box, lines: box.lines.map(line => (line === wrong ? { ...line, statistics: more(line.statistics) } : line)), totals: more(box.totals) }
}
