import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { brefGameId } from '../../src/simulate/files/bref-games.ts'
import { seasonFiles } from '../../src/simulate/files/season-files.ts'
import { eventLines, officialLines, reportLines, transactionLines } from './league-told.ts'
import { simulateSeasons, type SimulationRequest } from '../../src/simulate/index.ts'

/** A line of a CSV file, every field as text. */
export type Fields = Readonly<Record<string, string>>

/** The CSV files of a league by what they hold. */
export const CSV_FILES = {
  playerLog: 'player_game_logs.csv',
  teamLog: 'team_game_logs.csv',
  box: 'player_box_basic.csv',
  totals: 'team_totals.csv',
  inactives: 'inactives.csv',
  pages: 'games_meta.csv',
  aliases: 'player_aliases.csv',
  props: 'props.csv',
  closing: 'closing_lines.csv',
  events: 'play_by_play.csv',
  reports: 'injury_reports.csv',
  officials: 'referee_assignments.csv',
  transactions: 'injury_transactions.csv',
} as const
export type CsvName = keyof typeof CSV_FILES
const CSV_NAMES = Object.keys(CSV_FILES) as CsvName[]

/** Every file of a league. */
export type FileName = CsvName | 'schedule'
export const FILE_NAMES: readonly FileName[] = ['schedule', ...CSV_NAMES]

/** A game of the schedule, with the fields that tests alter; the others stay as the simulation wrote them. */
export interface ScheduledGame {
  readonly gameId: string
  readonly gameStatus: number
  readonly gameDateEst: string
  readonly gameDateTimeUTC: string
  readonly gameLabel: string
  readonly gameSubLabel: string
  readonly broadcasters: { readonly nationalTvBroadcasters: readonly unknown[] }
  readonly homeTeam: { readonly teamTricode: string; readonly score: number }
  readonly awayTeam: { readonly teamTricode: string; readonly score: number }
}

type Tables = Readonly<Record<CsvName, readonly Fields[]>>

/** The files of a simulated league as values: alter them, take some games of them, write them. Never altered in place. */
export class LeagueFiles {
  readonly schedule: readonly ScheduledGame[]
  readonly tables: Tables
  /** NBA game ids by Basketball-Reference game id. */
  readonly #games: ReadonlyMap<string, string>

  private constructor(schedule: readonly ScheduledGame[], tables: Tables, games: ReadonlyMap<string, string>) {
    this.schedule = schedule
    this.tables = tables
    this.#games = games
  }

  /** A league that was played: the same request is always the same league. */
  static simulated(request: SimulationRequest): LeagueFiles {
    const schedule: ScheduledGame[] = []
    const rows: Record<CsvName, Fields[]> = {
      playerLog: [],
      teamLog: [],
      box: [],
      totals: [],
      inactives: [],
      pages: [],
      aliases: [],
      props: [],
      closing: [],
      events: [],
      reports: [],
      officials: [],
      transactions: [],
    }
    const games = new Map<string, string>()
    for (const season of simulateSeasons(request)) {
      for (const game of season.games) games.set(brefGameId(game), game.id)
      for (const file of seasonFiles(season)) {
        if (file.name.startsWith('schedule/')) schedule.push(...scheduledGames(file.text))
        if (file.name.startsWith('odds_api/')) {
          rows.props.push(...propRows(file.text))
          rows.closing.push(...closingRows(file.text))
        }
        const name = CSV_NAMES.find(csv => file.name.includes(CSV_FILES[csv].replace('.csv', '')))
        if (name !== undefined) rows[name].push(...readCsv(file.text))
      }
    }
    return new LeagueFiles(schedule, rows, games)
  }

  /** The league with events of every third game, injury reports and transactions, and officials. */
  told(): LeagueFiles {
    const { playerLog } = this.tables
    const events = eventLines(this.schedule, playerLog)
    const injuries = { reports: reportLines(this.schedule, playerLog), transactions: transactionLines(this.schedule, playerLog) }
    const more = { events, ...injuries, officials: officialLines(this.schedule) }
    return new LeagueFiles(this.schedule, { ...this.tables, ...more }, this.#games)
  }

  /** NBA game ids in the order of the schedule. */
  get gameIds(): string[] {
    return this.schedule.map(game => game.gameId)
  }

  /** The NBA game id of a line of any file; undefined for lines of no game. */
  gameOf(fields: Fields): string | undefined {
    return fields['GAME_ID'] ?? fields['game_id'] ?? this.#games.get(fields['bref_game_id'] ?? '')
  }

  game(gameId: string): ScheduledGame {
    const game = this.schedule.find(candidate => candidate.gameId === gameId)
    if (game === undefined) throw new Error(`no game ${gameId}`)
    return game
  }

  /** The game date of a game, as the schedule has it. */
  dateOf(gameId: string): string {
    return this.game(gameId).gameDateEst.slice(0, 10)
  }

  /** The league with the lines of a file altered; nothing returned means that the line goes. */
  altered(name: CsvName, alter: (fields: Fields) => Fields | undefined): LeagueFiles {
    const rows = this.tables[name].map(alter).filter(fields => fields !== undefined)
    return new LeagueFiles(this.schedule, { ...this.tables, [name]: rows }, this.#games)
  }

  /** The league with a game of the schedule altered; nothing returned means that it goes. */
  rescheduled(gameId: string, alter: (game: ScheduledGame) => ScheduledGame | undefined): LeagueFiles {
    const schedule = this.schedule.flatMap(game => (game.gameId === gameId ? (alter(game) ?? []) : game))
    return new LeagueFiles(schedule, this.tables, this.#games)
  }

  /** The league with the lines of a file, and no others. */
  with(name: CsvName, lines: readonly Fields[]): LeagueFiles {
    return new LeagueFiles(this.schedule, { ...this.tables, [name]: lines }, this.#games)
  }

  /** The league with a list of aliases. */
  withAliases(aliases: readonly Fields[]): LeagueFiles {
    return this.with('aliases', aliases)
  }

  /** The league without a result of a game: no score, no line. */
  unplayed(gameId: string): LeagueFiles {
    const open = this.rescheduled(gameId, game => ({
      ...game,
      gameStatus: 1,
      homeTeam: { ...game.homeTeam, score: 0 },
      awayTeam: { ...game.awayTeam, score: 0 },
    }))
    return CSV_NAMES.reduce<LeagueFiles>((league, name) => league.altered(name, line => (this.gameOf(line) === gameId ? undefined : line)), open)
  }

  /** Only the lines of some games, and those of no game. */
  only(keep: (gameId: string) => boolean): LeagueFiles {
    const ofKept = (line: Fields): boolean => {
      const game = this.gameOf(line)
      return game === undefined || keep(game)
    }
    const tables = Object.fromEntries(CSV_NAMES.map(name => [name, this.tables[name].filter(ofKept)])) as Record<CsvName, Fields[]>
    return new LeagueFiles(
      this.schedule.filter(game => keep(game.gameId)),
      tables,
      this.#games,
    )
  }

  /** Writes files into a folder; those without a line are left out. Returns their paths. */
  write(folder: string, names: readonly FileName[] = FILE_NAMES): string[] {
    mkdirSync(folder, { recursive: true })
    return names.flatMap(name => {
      const text = name === 'schedule' ? this.#scheduleText() : csvText(this.tables[name])
      if (text === undefined) return []
      const file = path.join(folder, name === 'schedule' ? 'schedule.json' : CSV_FILES[name])
      writeFileSync(file, text)
      return file
    })
  }

  #scheduleText(): string | undefined {
    if (this.schedule.length === 0) return undefined
    return JSON.stringify({ leagueSchedule: { gameDates: [{ games: this.schedule }] } })
  }
}

function scheduledGames(text: string): ScheduledGame[] {
  const document = JSON.parse(text) as { leagueSchedule: { gameDates: { games: ScheduledGame[] }[] } }
  return document.leagueSchedule.gameDates.flatMap(day => day.games)
}

interface Offered {
  readonly id: string
  readonly commence_time: string
  readonly home_team: string
  readonly away_team: string
  readonly bookmakers: readonly {
    readonly key: string
    readonly markets: readonly {
      readonly key: string
      readonly outcomes: readonly { name: string; description?: string; price: number; point: number }[]
    }[]
  }[]
}

/** Every market of the responses of The Odds API, with its event, book and time. */
function marketsOf(
  text: string,
): { at: string; event: Offered; book: string; market: string; outcomes: Offered['bookmakers'][0]['markets'][0]['outcomes'] }[] {
  const responses = text
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as { timestamp: string; data: readonly Offered[] })
  return responses.flatMap(({ timestamp: at, data }) =>
    data.flatMap(event =>
      event.bookmakers.flatMap(({ key: book, markets }) => markets.map(({ key: market, outcomes }) => ({ at, event, book, market, outcomes }))),
    ),
  )
}

/** Lines on players, a row for each side. */
function propRows(text: string): Fields[] {
  return marketsOf(text)
    .filter(({ market }) => market === 'player_points')
    .flatMap(({ at, event, book, market, outcomes }) =>
      outcomes.map(({ name, description = '', price, point }) => ({
        ...{ GAME_ID: event.id.slice(3), player: description, market, bookmaker: book, side: name, line: String(point), price: String(price) },
        ...{ home_team: event.home_team, away_team: event.away_team, commence_time: event.commence_time, timestamp: at },
      })),
    )
}

/** The last spread of a book as a closing line. */
function closingRows(text: string): Fields[] {
  const games = new Map<string, Fields>()
  for (const { event, book, market, outcomes } of marketsOf(text)) {
    const home = outcomes.find(({ name }) => name === event.home_team)?.point ?? 0
    if (book !== 'fanduel' || market !== 'spreads') continue
    const day = new Date(Date.parse(event.commence_time) - 5 * 3_600_000).toISOString().slice(0, 10)
    games.set(event.id, {
      ...{ GAME_ID: event.id.slice(3), dates: day, away: event.away_team, home: event.home_team, whos_favored: home > 0 ? 'away' : 'home' },
      ...{ spread: String(Math.abs(home)), total: '220', moneyline_away: '-110', moneyline_home: '-110' },
    })
  }
  return [...games.values()]
}

function readCsv(text: string): Fields[] {
  const [header = [], ...lines] = text.trimEnd().split('\n').map(fieldsOf)
  return lines.map(fields => Object.fromEntries(header.map((column, index) => [column, fields[index] ?? ''])))
}

function fieldsOf(line: string): string[] {
  return (line.match(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g) ?? [])
    .map(field => field.replace(/,$/, ''))
    .map(field => (field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field))
}

function csvText(rows: readonly Fields[]): string | undefined {
  const [first] = rows
  if (first === undefined) return undefined
  const columns = Object.keys(first)
  const quoted = (field: string): string => (/[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)
  return `${[columns.join(','), ...rows.map(row => columns.map(column => quoted(row[column] ?? '')).join(','))].join('\n')}\n`
}
