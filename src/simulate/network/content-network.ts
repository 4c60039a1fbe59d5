import { addDays, type Day } from '../../calendar.ts'
import { scheduleDocument } from '../files/league-schedule.ts'
import { reportPdf } from '../reports/report-pdf.ts'
import { lastReport, reportName, reportsBeforeTips } from '../reports/report-times.ts'
import type { Moment } from '../dates.ts'
import type { Game, Result, Season } from '../season.ts'
import { DAYS_TO_CORRECTION, firstNight } from './first-night.ts'
import { liveBoxScore } from './live-box-score.ts'
import { livePlayByPlay } from './live-play-by-play.ts'

/** What the NBA's content network serves on a morning: a text for each path that it has. */
export interface ContentNetwork {
  readonly paths: readonly string[]
  /** Undefined for a path that it does not have. */
  read(path: string): string | undefined
}

/** Where the network keeps the schedule of the season. */
export const SCHEDULE_PATH = 'static/json/staticData/scheduleLeagueV2.json'

/** Where the injury reports are. */
const REPORTS = 'referee/injury'

/** The first hour that is no morning. */
const MORNING = 12

/** What is served of each game that is over. */
const ofGame: readonly Served[] = [
  { path: id => `static/json/liveData/boxscore/boxscore_${id}.json`, write: liveBoxScore },
  { path: id => `static/json/liveData/playbyplay/playbyplay_${id}.json`, write: livePlayByPlay, rightAtOnce: true },
]

interface Served {
  readonly path: (id: string) => string
  readonly write: (game: Game, result: Result) => object
  /** Whether it is right on the night already: what is counted wrong is counted from it. */
  readonly rightAtOnce?: boolean
}

/** The network as it stands on the morning after a day: games of later days have no result, those of the last two nights have not been corrected, and play-offs are scheduled two days ahead. */
export function contentNetwork(season: Season, until: Day): ContentNetwork {
  const texts = new Map([[SCHEDULE_PATH, (): string => jsonText(scheduleDocument(scheduleOn(season, until)))]])
  for (const game of season.games) {
    const { result } = game
    if (game.day > until || result === undefined) continue
    const told = addDays(game.day, DAYS_TO_CORRECTION) > until ? firstNight(game, result) : result
    for (const { path, write, rightAtOnce } of ofGame) texts.set(path(game.id), () => jsonText(write(game, rightAtOnce === true ? result : told)))
  }
  for (const at of reportsUntil(season, until)) texts.set(`${REPORTS}/${reportName(at)}.pdf`, () => reportPdf(season, at))
  return { paths: [...texts.keys()], read: path => texts.get(path)?.() }
}

function jsonText(document: object): string {
  return `${JSON.stringify(document)}\n`
}

/** The last reports before each tip, and those of the morning after. */
function reportsUntil(season: Season, until: Day): Moment[] {
  const days = [...new Set(season.games.map(({ day }) => day))]
  const today = addDays(until, 1)
  const hours = days.includes(today) ? Array.from({ length: MORNING }, (_, hour) => lastReport({ day: today, minutes: 60 * hour + 59 })) : []
  return [...days.filter(day => day <= until).flatMap(day => reportsBeforeTips(season, day)), ...hours]
}

function scheduleOn(season: Season, until: Day): Season {
  const known = season.games.filter(game => game.phase === 'regular season' || game.day <= addDays(until, 2))
  return { ...season, games: known.map(game => (game.day <= until ? game : { ...game, result: undefined })) }
}
