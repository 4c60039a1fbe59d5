import type { Day, DayRange } from '../../src/calendar.ts'
import { addDays } from '../../src/calendar.ts'
import { sources } from '../../src/nba/sources/index.ts'
import { qualifiedName } from '../../src/table/source.ts'
import type { Book } from './book.ts'
import { STATUSES } from './league-told.ts'
import { CSV_FILES, type CsvName, type Fields, FILE_NAMES, type FileName, type LeagueFiles, type ScheduledGame } from './league-files.ts'

/** Something that happens to a store. Numbers choose among what there is, whatever that is, so that any part of a history is a history. */
export type Step =
  | { readonly does: 'import whole files'; readonly files: readonly FileName[]; readonly force: boolean }
  | { readonly does: 'import games'; readonly from: number; readonly count: number; readonly files: readonly FileName[] }
  | { readonly does: 'correct a line'; readonly file: CsvName; readonly line: number; readonly field: number; readonly value: string }
  | { readonly does: 'double a line'; readonly file: CsvName; readonly line: number }
  | { readonly does: 'replace a game'; readonly game: number; readonly files: readonly FileName[]; readonly without: number }
  | { readonly does: 'lose a game'; readonly game: number }
  | { readonly does: 'remove a raw row'; readonly table: string; readonly row: number }
  | { readonly does: 'alias'; readonly of: number; readonly as: number; readonly active: boolean }
  | { readonly does: 'rename'; readonly person: number; readonly suffix: string }
  | { readonly does: 'move a game'; readonly game: number; readonly days: number; readonly played: boolean }
  | { readonly does: 'swap home and away'; readonly game: number }
  | { readonly does: 'put on television'; readonly game: number }
  | { readonly does: 'make a game of the Cup'; readonly game: number; readonly stage: string }
  | {
      readonly does: 'backfill'
      readonly first: number
      readonly days: number
      readonly tables: readonly string[]
      readonly chunks: number
      readonly options: { readonly force?: true; readonly onlyMissing?: true; readonly onlyFailed?: true }
      readonly newestFirst: boolean
    }
  | { readonly does: 'plan and apply'; readonly tables: readonly string[]; readonly chunks: number }

/** Fields of lines that a source corrects. */
export const CORRECTED: Readonly<Record<CsvName, readonly string[]>> = {
  playerLog: ['PTS', 'FTM', 'FTA', 'FGM', 'FGA', 'MIN', 'TOV', 'OREB', 'DREB', 'AST', 'PLUS_MINUS', 'TEAM_ABBREVIATION'],
  teamLog: ['PTS', 'FTA', 'FGA', 'TOV', 'OREB', 'MIN', 'AST'],
  box: ['mp', 'pts', 'fg', 'fga', 'ft', 'fta', 'orb', 'tov', 'is_starter_section', 'reason', 'plus_minus'],
  totals: ['mp', 'pts', 'fga', 'fta', 'tov', 'orb'],
  inactives: ['bref_team'],
  pages: ['tip_text'],
  aliases: ['is_active'],
  props: ['line', 'bookmaker', 'timestamp'],
  closing: ['spread', 'total', 'whos_favored'],
  events: ['EVENTMSGTYPE', 'PERIOD', 'PCTIMESTRING', 'PLAYER1_ID', 'PLAYER1_TEAM_ABBREVIATION', 'PLAYER2_ID', 'PLAYER3_ID', 'HOMEDESCRIPTION'],
  reports: ['Current Status', 'Report Time', 'Team', 'Reason'],
  officials: ['official1_code', 'official3_code'],
  transactions: ['Date', 'Notes'],
}

/** Tables of which rows are removed. */
export const REMOVABLE: readonly string[] = [
  'nbac_schedule',
  'nbac_player_boxscores',
  'nbac_team_boxscore',
  'bref_player_boxscores',
  'bref_team_boxscores',
  'bref_inactives',
  'bref_games',
  'odds_api_player_points_props',
  'odds_closing_lines',
  'nbac_play_by_play',
  'nbac_injury_report',
  'injury_transactions',
  'nbac_referee_game_assignments',
]

/** A history while it happens: a store, and what its files say by now. */
export class History {
  readonly book: Book
  readonly #first: LeagueFiles
  #league: LeagueFiles

  constructor(book: Book, league: LeagueFiles) {
    this.book = book
    this.#first = league
    this.#league = league
  }

  async take(step: Step): Promise<void> {
    switch (step.does) {
      case 'import whole files':
        return this.#import({ files: step.files, force: step.force })
      case 'import games': {
        const ids = new Set(this.#league.gameIds.slice(step.from % this.#league.gameIds.length).slice(0, step.count))
        return this.#import({ files: step.files, of: game => ids.has(game) })
      }
      case 'correct a line':
        return this.#correct(step)
      case 'double a line':
        return this.#double(step)
      case 'replace a game':
        return this.#replace(step)
      case 'lose a game': {
        const game = this.#game(step.game)
        const date = this.#league.dateOf(game)
        this.#league = this.#league.only(id => id !== game)
        return this.#import({ files: FILE_NAMES, of: id => this.#league.dateOf(id) === date, replace: true })
      }
      case 'remove a raw row':
        return this.#remove(step)
      case 'alias': {
        const [of, as] = [this.#person(step.of), this.#person(step.as)]
        this.#league = this.#league.withAliases([{ alias_lookup: of, nba_canonical_lookup: as, is_active: String(step.active) }])
        return this.#import({ files: ['aliases'] })
      }
      case 'rename': {
        const id = this.#pick(this.#league.tables.box, step.person)?.['bref_player_id']
        this.#league = (['box', 'inactives'] as const).reduce<LeagueFiles>(
          (league, file) =>
            league.altered(file, line => (line['bref_player_id'] === id ? { ...line, player: `${line['player']}${step.suffix}` } : line)),
          this.#league,
        )
        return this.#import({ files: ['box', 'inactives'] })
      }
      case 'move a game': {
        const game = this.#game(step.game)
        const to = this.#freeDay(game, addDays(this.#league.dateOf(game) as Day, step.days))
        if (!step.played) this.#league = this.#league.unplayed(game)
        this.#league = this.#league.rescheduled(game, found => ({ ...found, gameDateEst: `${to}T00:00:00Z`, gameDateTimeUTC: `${to}T23:30:00Z` }))
        return this.#import({ files: ['schedule'] })
      }
      case 'swap home and away':
        this.#league = this.#league.rescheduled(this.#game(step.game), game => ({ ...game, homeTeam: game.awayTeam, awayTeam: game.homeTeam }))
        return this.#import({ files: ['schedule'] })
      case 'put on television':
        this.#league = this.#league.rescheduled(this.#game(step.game), game => ({ ...game, broadcasters: { nationalTvBroadcasters: [CHANNEL] } }))
        return this.#import({ files: ['schedule'] })
      case 'make a game of the Cup':
        this.#league = this.#league.rescheduled(this.#game(step.game), game => ({ ...game, gameLabel: 'NBA Cup', gameSubLabel: step.stage }))
        return this.#import({ files: ['schedule'] })
      case 'backfill': {
        const first = addDays(this.book.range.first, step.first)
        const last = addDays(first, step.days)
        return this.#build(() =>
          this.book.backfill({
            range: { first, last: last > this.book.range.last ? this.book.range.last : last },
            tables: step.tables,
            chunks: step.chunks,
            options: step.options,
            newestFirst: step.newestFirst,
          }),
        )
      }
      case 'plan and apply':
        return this.#build(async () => this.book.apply(await this.book.plan(step.tables), step.chunks))
    }
  }

  async #build(build: () => Promise<unknown>): Promise<void> {
    await build().catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error && (error.code === 'interrupted' || error.code === 'bad_input'))) throw error
    })
  }

  async #import({ files, of, force = false, replace = false }: Batch): Promise<void> {
    await this.book.import(of === undefined ? this.#league : this.#league.only(of), { files, force, replace })
  }

  async #correct({ file, line: number, field: column, value }: Extract<Step, { does: 'correct a line' }>): Promise<void> {
    const line = this.#pick(this.#league.tables[file], number)
    const field = this.#pick(CORRECTED[file], column)
    if (line === undefined || field === undefined) return
    const corrected: Fields = { ...line, [field]: valueOf(field, value) }
    this.#league = this.#league.altered(file, other => (other === line ? corrected : other))
    await this.#import({ files: [file] })
  }

  async #double({ file, line: number }: Extract<Step, { does: 'double a line' }>): Promise<void> {
    const line = this.#pick(this.#league.tables[file], number)
    await this.book.import(this.#league.with(file, line === undefined ? [] : [line, line]), { files: [file] })
  }

  async #replace({ game: number, files, without }: Extract<Step, { does: 'replace a game' }>): Promise<void> {
    const date = this.#league.dateOf(this.#game(number))
    for (const file of files) {
      if (file === 'schedule' || file === 'aliases') continue
      const gone = this.#pick(
        this.#league.tables[file].filter(line => this.#dateOf(line) === date),
        without,
      )
      this.#league = this.#league.altered(file, line => (line === gone ? undefined : line))
    }
    await this.#import({ files, of: game => this.#league.dateOf(game) === date, replace: true })
  }

  #dateOf(line: Fields): string | undefined {
    const game = this.#league.gameOf(line)
    return game !== undefined && this.#league.gameIds.includes(game) ? this.#league.dateOf(game) : undefined
  }

  async #remove({ table, row }: Extract<Step, { does: 'remove a raw row' }>): Promise<void> {
    const source = sources.find(candidate => candidate.name === table)
    if (source === undefined) return
    const key = source.key.map(column => `cast(${column} as varchar)`).join(` || '/' || `)
    const keys = await this.book.store.rows<{ key: string }>(`select ${key} as key from ${qualifiedName(source)} where ended_by is null order by key`)
    const found = this.#pick(keys, row)
    if (found !== undefined) await this.book.remove(source, found.key)
  }

  /** The day, or the next on which neither team of the game plays. */
  #freeDay(game: string, day: Day): Day {
    const teams = teamsOf(this.#league.game(game))
    const taken = this.#league.schedule
      .filter(other => other.gameId !== game && teamsOf(other).some(team => teams.includes(team)))
      .map(other => this.#league.dateOf(other.gameId))
    return taken.includes(day) ? this.#freeDay(game, addDays(day, 1)) : day
  }

  #game(number: number): string {
    return this.#pick(this.#league.gameIds, number) ?? this.#first.gameIds[0] ?? ''
  }

  /** A name of one of the sources. */
  #person(number: number): string {
    const { box, playerLog } = this.#first.tables
    const names = [...new Set([...box.map(line => line['player'] ?? ''), ...playerLog.map(line => line['PLAYER_NAME'] ?? '')])]
    return names[number % names.length] ?? ''
  }

  #pick<T>(list: readonly T[], number: number): T | undefined {
    return list[number % Math.max(1, list.length)]
  }
}

const CHANNEL = { broadcasterScope: 'natl', broadcasterDisplay: 'TNT' }

function teamsOf({ homeTeam, awayTeam }: ScheduledGame): string[] {
  return [homeTeam.teamTricode, awayTeam.teamTricode]
}

interface Batch {
  readonly files: readonly FileName[]
  readonly of?: (game: string) => boolean
  readonly force?: boolean
  readonly replace?: boolean
}

const TEAM_FIELDS = new Set(['TEAM_ABBREVIATION', 'PLAYER1_TEAM_ABBREVIATION', 'bref_team', 'Team'])

function valueOf(field: string, value: string): string {
  if (field === 'mp') return value === '' ? '' : `${value}:30`
  // A sixth starter would be refused, so starters only become fewer.
  if (field === 'is_starter_section') return 'false'
  if (field === 'is_active') return String(Number(value) % 2 === 0)
  if (field === 'reason') return Number(value) % 2 === 0 ? 'Did Not Play' : 'Not With Team'
  if (field === 'tip_text') return `${1 + (Number(value) % 11)}:30 PM, November 1, 2021`
  if (field === 'EVENTMSGTYPE') return String(1 + (Number(value) % 6))
  if (field === 'PERIOD') return String(1 + (Number(value) % 5))
  if (field === 'PCTIMESTRING') return `${Number(value) % 12}:00`
  if (field === 'HOMEDESCRIPTION') return `Shot ${value}' Jump Shot`
  if (field === 'Current Status') return STATUSES[Number(value) % STATUSES.length] ?? ''
  if (field === 'Report Time') return `11/${String(1 + (Number(value) % 28)).padStart(2, '0')}/21 11:30 AM`
  if (TEAM_FIELDS.has(field)) return ['BOS', 'MIL', 'LAL', 'DEN'][Number(value) % 4] ?? 'BOS'
  if (field === 'whos_favored') return Number(value) % 2 === 0 ? 'home' : 'away'
  if (field === 'bookmaker') return Number(value) % 2 === 0 ? 'DraftKings' : 'Bovada'
  if (field === 'Date') return `2021-11-${String(1 + (Number(value) % 28)).padStart(2, '0')}`
  if (field === 'timestamp') return `2021-11-${String(1 + (Number(value) % 28)).padStart(2, '0')}T12:00:00Z`
  return value
}

export const CORRECTABLE = Object.keys(CSV_FILES).filter(file => file !== 'aliases') as CsvName[]
export type { DayRange }
