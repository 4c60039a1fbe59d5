import { backfill } from '../../src/apply/backfill.ts'
import type { BackfillReport } from '../../src/apply/report.ts'
import type { Day } from '../../src/calendar.ts'
import { coverage } from '../../src/check/coverage.ts'
import type { CoverageReport } from '../../src/check/report.ts'
import { declaredTables } from '../../src/declared-tables.ts'
import type { PeopleResolved } from '../../src/import/settle/people.ts'
import { settleImports } from '../../src/import/settle/settle.ts'
import { playerIdentities } from '../../src/nba/player-identities.ts'
import { playerLookup } from '../../src/nba/player-lookup.ts'
import { brefGames } from '../../src/nba/sources/bref-games.ts'
import { brefInactives } from '../../src/nba/sources/bref-inactives.ts'
import { brefPlayerBoxscores } from '../../src/nba/sources/bref-player-boxscores.ts'
import { brefTeamBoxscores } from '../../src/nba/sources/bref-team-boxscores.ts'
import { sources } from '../../src/nba/sources/index.ts'
import { nbacPlayerBoxscores } from '../../src/nba/sources/nbac-player-boxscores.ts'
import { nbacSchedule } from '../../src/nba/sources/nbac-schedule.ts'
import { nbacTeamBoxscore } from '../../src/nba/sources/nbac-team-boxscore.ts'
import { openDuckdb } from '../../src/store/duckdb/duckdb.ts'
import { oddsApiGameLines } from '../../src/nba/sources/odds-api-game-lines.ts'
import { oddsApiPlayerPointsProps } from '../../src/nba/sources/odds-api-player-points-props.ts'
import { oddsClosingLines } from '../../src/nba/sources/odds-closing-lines.ts'
import { prepareStore } from '../../src/store/schema.ts'
import type { Row, Store } from '../../src/store/store.ts'
import { raw, sql, type Relation } from '../../src/sql/sql.ts'
import { compileQuery } from '../../src/table/compile.ts'
import { qualifiedName, type Source } from '../../src/table/source.ts'

/** Somebody, as each source knows him. */
export interface Person {
  /** Undefined: NBA.com does not know him. */
  readonly nbaId?: number
  readonly nbaName: string
  readonly brefId: string
  readonly brefName: string
}

/** `log` is LeagueGameLog (whole minutes), `v2` box score v2 (seconds, starters), `bref` Basketball-Reference (seconds, starters). */
export type Feed = 'log' | 'v2' | 'bref'

type Count = number | null

/** A spread of the home team, a total, and when the book was told that the game begins. */
export interface Quote {
  readonly spread?: number
  readonly total?: number
  readonly commence?: string | null
}

/** A stat line; what is left out is 0, and not told for plus/minus and starter. */
export interface Line {
  readonly seconds?: Count
  readonly starter?: boolean | null
  readonly pts?: Count
  readonly fgm?: Count
  readonly fga?: Count
  readonly tpm?: Count
  readonly tpa?: Count
  readonly ftm?: Count
  readonly fta?: Count
  readonly oreb?: Count
  readonly dreb?: Count
  readonly ast?: Count
  readonly stl?: Count
  readonly blk?: Count
  readonly tov?: Count
  readonly pf?: Count
  readonly pm?: Count
  /** Who tells it; LeagueGameLog and Basketball-Reference unless told otherwise. */
  readonly feeds?: readonly Feed[]
}

/** Totals of a team; what is left out is that of `HUNDRED_POSSESSIONS`. */
export interface TeamTotals extends Omit<Line, 'seconds' | 'starter' | 'pm' | 'feeds'> {
  readonly minutes?: Count
  /** Turnovers with those of no player in particular, as Basketball-Reference counts them. */
  readonly tovWithTeam?: Count
}

/** 88 + 0.44 × 25 + 11 − 10 = 100 possessions. */
export const HUNDRED_POSSESSIONS = {
  minutes: 240,
  fgm: 40,
  fga: 88,
  tpm: 10,
  tpa: 30,
  ftm: 20,
  fta: 25,
  oreb: 10,
  dreb: 30,
  ast: 25,
  stl: 7,
  blk: 5,
  tov: 11,
  pf: 20,
} as const

export type RawValue = string | number | boolean | null
export type RawRow = Readonly<Record<string, RawValue>>

const ALL_SEASONS = { firstDay: '0001-01-01', lastDay: '9999-12-31', firstSeason: 0, lastSeason: 9999 } as const

interface Entry {
  readonly source: Source
  readonly row: RawRow
}

/** A few games of an invented season, and the tables that come of them. Raw rows are kept here and written anew for every build. */
export class SmallSeason {
  readonly store: Store
  readonly #rows = new Map<string, Entry>()
  readonly #people = new Map<string, Person>()
  readonly #scheduled: SmallGame[] = []
  #landings = 0

  private constructor(store: Store) {
    this.store = store
  }

  static async open(threads?: number): Promise<SmallSeason> {
    const store = await openDuckdb(':memory:', threads === undefined ? {} : { threads })
    await prepareStore(store, declaredTables())
    return new SmallSeason(store)
  }

  async close(): Promise<void> {
    await this.store.close()
  }

  /** Puts a game on the schedule: `BKN@MIL`. `kind` is how its id starts, `nationalTv` what the schedule table says of it. */
  game(day: string, teams: string, details: { kind?: string; nationalTv?: boolean } = {}): SmallGame {
    const [away = '', home = ''] = teams.split('@')
    const season = Number(day.slice(0, 4)) - (day.slice(5, 7) < '08' ? 1 : 0)
    const id = `${details.kind ?? '002'}${String(season).slice(2)}${String(this.#scheduled.length + 1).padStart(5, '0')}`
    const game = new SmallGame(this, { id, season, day, away, home }).scheduled('nba_schedule_table', { has_national_tv: details.nationalTv ?? null })
    this.#scheduled.push(game)
    return game
  }

  /** The games that were put on the schedule. */
  get games(): readonly SmallGame[] {
    return this.#scheduled
  }

  /** The person of a name: the same whenever the name is the same. */
  person(who: string | Person): Person {
    if (typeof who !== 'string') return who
    const known = this.#people.get(who)
    if (known !== undefined) return known
    const person = { nbaId: 1001 + this.#people.size, nbaName: who, brefId: `${playerLookup(who).slice(0, 9)}${this.#people.size}`, brefName: who }
    this.#people.set(who, person)
    return person
  }

  /** A raw row; it takes the place of one with the same key. */
  put(source: Source, row: RawRow): void {
    const key = [source.name, ...source.key.map(column => row[column])].join('/')
    this.#rows.set(key, { source, row })
  }

  /** Alters raw rows, or deletes those for which nothing is returned. */
  change(alter: (row: RawRow, source: Source) => RawRow | undefined): void {
    for (const [key, { source, row }] of this.#rows) {
      const altered = alter(row, source)
      if (altered === undefined) this.#rows.delete(key)
      else this.#rows.set(key, { source, row: altered })
    }
  }

  /** Writes the raw rows as they are now, and settles them; returns what resolving people found, nothing where nobody could be another. */
  async land(): Promise<PeopleResolved> {
    this.#landings += 1
    const statements = sources
      .filter(source => source !== playerIdentities)
      .map(source => {
        const rows = [...this.#rows.values()].filter(entry => entry.source === source).map(entry => entry.row)
        const ended = `update ${qualifiedName(source)} set ended_by = ${this.#landings} where ended_by is null;`
        return rows.length === 0 ? ended : `${ended}${this.#insertion(source, rows)}`
      })
    await this.store.run(statements.join('\n'))
    await this.store.run(`insert into nba_processing.imports (import_number, kind, started_at, arguments, people_resolved)
      values (${this.#landings}, 'import', timestamp '2022-07-01', '{}', false)`)
    return (await settleImports(this.store)).people ?? { persons: 0, apart: 0, findings: [] }
  }

  #insertion(source: Source, rows: readonly RawRow[]): string {
    const columns = [...Object.keys(source.columns), 'import_number', 'source_file', 'source_row', 'ended_by']
    const values = rows.map((row, index) => {
      const whole: RawRow = { import_number: this.#landings, source_file: 'small.csv', source_row: index + 1, ...row }
      return `(${columns.map(column => this.#literal(whole[column] ?? null)).join(', ')})`
    })
    return `insert into ${qualifiedName(source)} (${columns.join(', ')}) values ${values.join(',\n')};`
  }

  #literal(value: RawValue): string {
    return typeof value === 'string' ? this.store.dialect.text(value) : String(value)
  }

  /** Lands the raw rows and computes tables: all of them on all dates with box scores unless told otherwise. */
  async build(
    request: { first?: string; last?: string; tables?: readonly string[]; now?: string; force?: boolean; asOf?: string } = {},
  ): Promise<BackfillReport> {
    await this.land()
    const { first, last } = request
    const range = first === undefined ? undefined : { first: first as Day, last: (last ?? first) as Day }
    const { tables = [], now = '2022-07-01T00:00:00.000Z', force = false } = request
    const asOf = request.asOf as Day | undefined
    return backfill(this.store, { range, tables, now, asOf, options: { force }, elapsed: () => 0 }, () => undefined)
  }

  /** Rows of a table in the order of its grain, all columns or some, where a condition holds. */
  rows(table: string, condition = 'true', columns = '*'): Promise<Row[]> {
    return this.store.rows(`select ${columns} from nba_analytics.${table} where ${condition} order by all`)
  }

  /** The only row of a table for which a condition holds. */
  async row(table: string, condition: string): Promise<Row> {
    const rows = await this.rows(table, condition)
    const [row] = rows
    if (row === undefined || rows.length > 1) throw new Error(`expected one row of ${table} where ${condition}, found ${rows.length}`)
    return row
  }

  /** How units ended in the newest run: `TABLE DATE`, status and reason. */
  async units(table: string): Promise<{ date: string; status: string; rows: number; reason: string | null }[]> {
    return this.store.rows(
      `select cast(game_date as string) as date, status, row_count as rows, reason from nba_processing.units
       where table_name = '${table}' and run = (select max(run) from nba_processing.units) order by game_date`,
    )
  }

  /** Rows of a shared query over all seasons, from raw rows as they were landed. */
  facts<R = Row>(relation: Relation, columns: string, condition = 'true'): Promise<R[]> {
    const query = sql`select ${raw(columns)} from ${relation} where ${raw(condition)} order by all`
    return this.store.rows<R>(compileQuery(query, { dialect: this.store.dialect, span: ALL_SEASONS }))
  }

  coverage(first?: string, last?: string, asOf?: string): Promise<CoverageReport> {
    const range = first === undefined ? undefined : { first: first as Day, last: (last ?? first) as Day }
    return coverage(this.store, { range, tables: [], asOf: asOf as Day | undefined })
  }
}

interface GameFacts {
  readonly id: string
  readonly season: number
  readonly day: string
  readonly away: string
  readonly home: string
}

/** One game, on which facts are hung. */
export class SmallGame {
  readonly facts: GameFacts
  readonly #season: SmallSeason

  constructor(season: SmallSeason, facts: GameFacts) {
    this.#season = season
    this.facts = facts
  }

  /** `20211019_BKN_MIL`. */
  get gameId(): string {
    const { day, away, home } = this.facts
    return `${day.replaceAll('-', '')}_${away}_${home}`
  }

  /** What every row of the game tells of it. */
  get ofGame(): RawRow {
    return { nba_game_id: this.facts.id, game_id: this.gameId, game_date: this.facts.day }
  }

  get #brefId(): string {
    return `${this.facts.day.replaceAll('-', '')}0${this.facts.home}`
  }

  /** What a schedule feed says of it; more columns or others than the game was made with. */
  scheduled(feed: string, columns: RawRow = {}): this {
    const { season, home, away } = this.facts
    this.#season.put(nbacSchedule, { feed, ...this.ofGame, season_year: season, home_team_tricode: home, away_team_tricode: away, ...columns })
    return this
  }

  /** Tip-off as Basketball-Reference tells it. */
  tip(utc: string): this {
    this.#season.put(brefGames, { feed: 'basketball_reference', ...this.ofGame, bref_game_id: this.#brefId, tip_utc: utc })
    return this
  }

  /** What a book offers at an instant: the spread of the home team, told of both teams, and the total. */
  quote(book: string, at: string, { spread, total, commence = null }: Quote): this {
    const { home, away } = this.facts
    const of = {
      ...this.ofGame,
      feed: 'odds_api',
      home_team_abbr: home,
      away_team_abbr: away,
      bookmaker_key: book,
      snapshot_timestamp: at,
      commence_time: commence,
    }
    const put = (market: string, outcome: string, more: RawRow): void =>
      this.#season.put(oddsApiGameLines, { ...of, market_key: market, outcome_name: outcome, ...more })
    if (spread !== undefined) put('spreads', home, { outcome_team_abbr: home, outcome_point: spread })
    if (spread !== undefined) put('spreads', away, { outcome_team_abbr: away, outcome_point: -spread })
    for (const side of total === undefined ? [] : ['Over', 'Under']) put('totals', side, { outcome_point: total ?? null })
    return this
  }

  /** The closing line: who gives how many points, and the total. */
  closes(
    favourite: string,
    [spread, total]: readonly [spread: number, total: number],
    moneylines: readonly [home: number, away: number] = [-110, -110],
  ): this {
    const { home, away } = this.facts
    const [homeLine, awayLine] = moneylines
    const teams = { home_team_abbr: home, away_team_abbr: away, favored_team_abbr: favourite }
    const odds = { spread, total, home_moneyline: homeLine, away_moneyline: awayLine }
    this.#season.put(oddsClosingLines, { ...this.ofGame, feed: 'odds_archive', ...teams, ...odds })
    return this
  }

  /** A line on the points of somebody, by the name that a book gives him. */
  prop(who: string, [book, at, line]: readonly [book: string, at: string, line: number], more: RawRow = {}): this {
    const { home, away } = this.facts
    this.#season.put(oddsApiPlayerPointsProps, {
      ...this.ofGame,
      feed: 'odds_api',
      home_team_abbr: home,
      away_team_abbr: away,
      player_name: who,
      player_lookup: playerLookup(who),
      bookmaker: book,
      market: 'player_points',
      points_line: line,
      snapshot_timestamp: at,
      ...more,
    })
    return this
  }

  /** The score as the schedule tells it. */
  score(away: number, home: number): this {
    this.#season.change((row, source) =>
      source === nbacSchedule && row['nba_game_id'] === this.facts.id ? { ...row, away_team_score: away, home_team_score: home } : row,
    )
    return this
  }

  /** A game that was played: its score, and totals of both teams, of 100 possessions each unless told otherwise. */
  final(away: number, home: number, totals: { away?: TeamTotals; home?: TeamTotals; feeds?: readonly Feed[] } = {}): this {
    this.score(away, home)
    this.totals(this.facts.away, { pts: away, ...totals.away }, totals.feeds)
    return this.totals(this.facts.home, { pts: home, ...totals.home }, totals.feeds)
  }

  /** Totals of a team in the feeds that are named. */
  totals(team: string, totals: TeamTotals, feeds: readonly Feed[] = ['log']): this {
    const t = { ...HUNDRED_POSSESSIONS, ...totals }
    for (const feed of feeds) {
      const counts = {
        points: t.pts ?? 0,
        fg_made: t.fgm,
        fg_attempted: t.fga,
        three_pt_made: t.tpm,
        three_pt_attempted: t.tpa,
        ft_made: t.ftm,
        ft_attempted: t.fta,
        offensive_rebounds: t.oreb,
        defensive_rebounds: t.dreb,
        total_rebounds: sum(t.oreb, t.dreb),
        assists: t.ast,
        steals: t.stl,
        blocks: t.blk,
        personal_fouls: t.pf,
        team_abbr: team,
        ...this.ofGame,
      }
      if (feed === 'bref') {
        const more = {
          feed: 'basketball_reference',
          bref_game_id: this.#brefId,
          team_minutes: t.minutes,
          turnovers_with_team: t.tovWithTeam ?? t.tov,
        }
        this.#season.put(brefTeamBoxscores, { ...counts, ...more })
      } else {
        this.#season.put(nbacTeamBoxscore, { ...counts, feed: nbaFeed(feed), player_minutes: t.minutes, turnovers: t.tov })
      }
    }
    return this
  }

  /** A stat line of a player. */
  plays(team: string, who: string | Person, line: Line = {}): this {
    for (const feed of line.feeds ?? ['log', 'bref'])
      this.#list(feed, who, { team_abbr: team, player_status: 'active', ...lineColumns(line), ...timeColumns(feed, line) })
    return this
  }

  /** A player who is listed and has no stat line. Box score v2 writes its reasons as `DND - Injury/Illness`, Basketball-Reference in words. */
  sits(team: string, who: string | Person, reason = 'Did Not Play'): this {
    this.#list(reason.includes(' - ') ? 'v2' : 'bref', who, { team_abbr: team, player_status: 'dnp', dnp_reason: reason })
    return this
  }

  /** A player on the inactive list. */
  inactive(team: string, who: string | Person): this {
    const { brefId, brefName } = this.#season.person(who)
    this.#season.put(brefInactives, {
      feed: 'basketball_reference',
      ...this.ofGame,
      bref_game_id: this.#brefId,
      bref_player_id: brefId,
      player_full_name: brefName,
      player_lookup: playerLookup(brefName),
      team_abbr: team,
    })
    return this
  }

  #list(feed: Feed, who: string | Person, columns: RawRow): void {
    const { nbaId, nbaName, brefId, brefName } = this.#season.person(who)
    if (feed === 'bref') {
      const named = { player_full_name: brefName, player_lookup: playerLookup(brefName) }
      const ids = { feed: 'basketball_reference', bref_game_id: this.#brefId, bref_player_id: brefId }
      this.#season.put(brefPlayerBoxscores, { ...this.ofGame, ...ids, ...named, ...columns })
    } else if (nbaId !== undefined) {
      const named = { player_full_name: nbaName, player_lookup: playerLookup(nbaName) }
      this.#season.put(nbacPlayerBoxscores, { ...this.ofGame, feed: nbaFeed(feed), nba_player_id: nbaId, ...named, ...columns })
    }
  }
}

function nbaFeed(feed: 'log' | 'v2'): string {
  return feed === 'log' ? 'nba_league_game_log' : 'nba_box_score_v2'
}

function sum(a: Count, b: Count): Count {
  return a === null || b === null ? null : a + b
}

/** What a feed says of the time on court and of starters. */
function timeColumns(feed: Feed, { seconds = 600, starter = null }: Line): RawRow {
  if (feed === 'log') return { minutes_rounded: seconds === null ? null : Math.round(seconds / 60) }
  return { seconds_played: seconds, starter }
}

function lineColumns(line: Line): RawRow {
  const {
    pts = 0,
    fgm = 0,
    fga = 0,
    tpm = 0,
    tpa = 0,
    ftm = 0,
    fta = 0,
    oreb = 0,
    dreb = 0,
    ast = 0,
    stl = 0,
    blk = 0,
    tov = 0,
    pf = 0,
    pm = null,
  } = line
  return {
    points: pts,
    field_goals_made: fgm,
    field_goals_attempted: fga,
    three_pointers_made: tpm,
    three_pointers_attempted: tpa,
    free_throws_made: ftm,
    free_throws_attempted: fta,
    offensive_rebounds: oreb,
    defensive_rebounds: dreb,
    total_rebounds: sum(oreb, dreb),
    assists: ast,
    steals: stl,
    blocks: blk,
    turnovers: tov,
    personal_fouls: pf,
    plus_minus: pm,
  }
}
