import { drawPlays } from '../game/plays.ts'
import type { Season } from '../season.ts'
import { playedGames } from './bref-games.ts'
import { boxScoreSummary } from './box-score-summary.ts'
import { csvLine } from './csv.ts'
import { eventsOf, playByPlayColumns } from './play-by-play-v2.ts'
import { shotChartColumns, shotRows } from './shot-chart.ts'
import type { SimulatedFile } from './simulated-file.ts'

/** What happens in the games of a season: play-by-play, shots, and what follows for the teams. Each game is drawn once. */
export function* eventFiles(season: Season): Generator<SimulatedFile> {
  const plays = new Lines(`play_by_play/play_by_play_v2_${season.label}.csv`, playByPlayColumns)
  const shots = new Lines(`shots/shot_chart_detail_${season.label}.csv`, shotChartColumns)
  const summaries = new Lines(`nba_api/box_score_summaries_${season.label}.json`)
  for (const { game, result } of playedGames(season)) {
    const drawn = drawPlays(game, result)
    const events = eventsOf(game, result, drawn)
    plays.add(events.map(({ fields }) => csvLine(fields)))
    shots.add(shotRows(game, result, events).map(csvLine))
    summaries.add([JSON.stringify(boxScoreSummary(game, result, drawn))])
  }
  yield plays.file()
  yield shots.file()
  yield summaries.file()
}

/** A file that grows game by game, in few pieces. */
class Lines {
  readonly #name: string
  readonly #pieces: string[]
  #rows = 0

  constructor(name: string, columns?: readonly string[]) {
    this.#name = name
    this.#pieces = columns === undefined ? [] : [columns.join(',')]
  }

  add(lines: readonly string[]): void {
    this.#pieces.push(lines.join('\n'))
    this.#rows += lines.length
  }

  file(): SimulatedFile {
    return { name: this.#name, rows: this.#rows, text: `${this.#pieces.join('\n')}\n` }
  }
}
