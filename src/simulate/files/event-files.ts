import { drawPlays } from '../game/plays.ts'
import type { Game, Season } from '../season.ts'
import { playedGames, type PlayedGame } from './bref-games.ts'
import { boxScoreSummary } from './box-score-summary.ts'
import { csvLine } from './csv.ts'
import { eventsOf, playByPlayColumns } from './play-by-play-v2.ts'
import { shotChartColumns, shotRows } from './shot-chart.ts'
import type { SimulatedFile } from './simulated-file.ts'

/** What happens in the games of a season: play-by-play, shots, and what follows for the teams. Files of a month each, so that no more than that is held; each game is drawn once. */
export function* eventFiles(season: Season): Generator<SimulatedFile> {
  const games = playedGames(season)
  for (const month of new Set(games.map(({ game }) => monthOf(game))))
    yield* filesOfMonth(
      month,
      games.filter(({ game }) => monthOf(game) === month),
    )
}

function* filesOfMonth(month: string, games: readonly PlayedGame[]): Generator<SimulatedFile> {
  const plays = new Lines(`play_by_play/play_by_play_v2_${month}.csv`, playByPlayColumns)
  const shots = new Lines(`shots/shot_chart_detail_${month}.csv`, shotChartColumns)
  const summaries = new Lines(`nba_api/box_score_summaries_${month}.json`)
  for (const { game, result } of games) {
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

function monthOf({ day }: Game): string {
  return day.slice(0, 7)
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
