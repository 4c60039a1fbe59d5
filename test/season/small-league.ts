import { addDays, type Day } from '../../src/calendar.ts'
import { playerLookup } from '../../src/nba/player-lookup.ts'
import { playerAliases } from '../../src/nba/sources/player-aliases.ts'
import { type Line, SmallSeason } from './small-season.ts'

const TEAMS = ['BKN', 'BOS', 'CHI', 'MIL'] as const
const ROUNDS = [
  [0, 1, 2, 3],
  [2, 0, 3, 1],
  [0, 3, 1, 2],
  [1, 0, 3, 2],
  [0, 2, 1, 3],
  [3, 0, 2, 1],
] as const
const FIRST: Day = '2021-10-25' as Day

interface LeagueDays {
  readonly firstDay: Day
  /** The game of Chicago does not take place. */
  readonly postponed: Day
  /** One player is on the inactive lists of Brooklyn and of Chicago. */
  readonly tradeDay: Day
  readonly lastPlayed: Day
  readonly lastScheduled: Day
}

/** Days of the league on which something particular happens. */
export const LEAGUE: LeagueDays = {
  firstDay: FIRST,
  postponed: addDays(FIRST, 12),
  tradeDay: addDays(FIRST, 20),
  lastPlayed: addDays(FIRST, 39),
  lastScheduled: addDays(FIRST, 47),
}

/** Four teams of eight players for 48 days, of which 40 are played: overtimes, absences, a postponed game, a trade. Always the same. */
export async function smallLeague(threads?: number): Promise<SmallSeason> {
  const season = await SmallSeason.open(threads)
  for (const team of TEAMS)
    season.put(playerAliases, {
      feed: 'user',
      alias_lookup: playerLookup(`${team} Tres`),
      nba_canonical_lookup: playerLookup(`${team} Three`),
      is_active: true,
    })
  const next = numbers(11)
  for (let day = 0; day < 48; day += 1) {
    if (day % 5 === 3) continue
    const date = addDays(FIRST, day)
    const [a, b, c, d] = ROUNDS[day % ROUNDS.length] ?? ROUNDS[0]
    for (const [away, home] of [
      [TEAMS[a], TEAMS[b]],
      [TEAMS[c], TEAMS[d]],
    ] as const) {
      if (day % 7 === 5 && away === 'BOS') continue
      const game = season.game(date, `${away}@${home}`, { nationalTv: next(3) === 0 })
      if (date > LEAGUE.lastPlayed || (date === LEAGUE.postponed && (away === 'CHI' || home === 'CHI'))) continue
      playGame({ game, away, home, date, next })
    }
  }
  return season
}

type Numbers = (below: number) => number

/** Whole numbers that look like chance and are always the same. */
function numbers(seed: number): Numbers {
  let state = seed
  return below => {
    state = (state * 48_271) % 2_147_483_647
    return state % below
  }
}

/** Every third day the lines of two books, before and after the tip; on others a closing line or none. What a book offers does not depend on the game. */
function offer({ game, home, date }: Play): void {
  const day = Number(date.slice(8))
  if (date === LEAGUE.tradeDay) return
  const [morning, evening, late] = [`${date} 15:00:00`, `${date} 23:00:00`, `${date} 23:55:00`]
  const commence = `${date} 23:30:00`
  if (day % 3 === 1) game.closes(home, [day % 9, 200 + day])
  if (day % 3 !== 0) return
  for (const [at, by] of [
    [morning, 0],
    [evening, 1],
    [late, 9],
  ] as const) {
    game
      .quote('draftkings', at, { spread: (day % 7) - 3 + by, total: 200 + day + by, commence })
      .quote('fanduel', at, { spread: by, total: 210, commence })
    game
      .prop(`${home} Two`, ['draftkings', at, 10.5 + by], { commence_time: commence })
      .prop(`${home} Tres`, ['fanduel', at, 8.5 + by], { commence_time: commence })
  }
}

interface Play {
  readonly game: ReturnType<SmallSeason['game']>
  readonly away: string
  readonly home: string
  readonly date: Day
  readonly next: Numbers
}

function playGame({ game, away, home, date, next }: Play): void {
  const overtimes = next(6) === 0 ? 1 : 0
  const sides = [away, home].map(team => ({ team, lines: linesOf({ team, date, next, overtimes }) }))
  for (const { team, lines } of sides) {
    const total = (column: 'pts' | 'fgm' | 'fga' | 'tpm' | 'tpa' | 'ftm' | 'fta' | 'oreb' | 'dreb' | 'ast' | 'stl' | 'blk' | 'tov' | 'pf'): number =>
      lines.reduce((sum, { line }) => sum + (line[column] ?? 0), 0)
    const counts = {
      pts: total('pts'),
      fgm: total('fgm'),
      fga: total('fga'),
      tpm: total('tpm'),
      tpa: total('tpa'),
      ftm: total('ftm'),
      fta: total('fta'),
    }
    const others = {
      oreb: total('oreb'),
      dreb: total('dreb'),
      ast: total('ast'),
      stl: total('stl'),
      blk: total('blk'),
      tov: total('tov'),
      pf: total('pf'),
    }
    game.totals(team, { ...counts, ...others, minutes: 240 + 25 * overtimes, tovWithTeam: others.tov + next(3) }, ['log', 'bref'])
    for (const { name, line } of lines) game.plays(team, name, line)
    game.sits(team, `${team} Seven`, next(2) === 0 ? 'Did Not Play' : 'Did Not Dress').inactive(team, next(3) === 0 ? `${team} One` : `${team} Eight`)
  }
  offer({ game, away, home, date, next })
  if (home === 'CHI' || away === 'CHI') listTraded({ game, away, home, date, next }, 'CHI')
  if (home === 'BKN' || away === 'BKN') listTraded({ game, away, home, date, next }, 'BKN')
  const [first, second] = sides.map(({ lines }) => lines.reduce((sum, { line }) => sum + (line.pts ?? 0), 0))
  game.score(first ?? 0, second ?? 0)
}

/** Plays for Brooklyn before the trade day and for Chicago after it; on that day both list him. */
function listTraded({ game, date, next }: Play, team: 'BKN' | 'CHI'): void {
  if (date === LEAGUE.tradeDay) game.inactive(team, 'Traded Player')
  if ((team === 'BKN' && date < LEAGUE.tradeDay) || (team === 'CHI' && date > LEAGUE.tradeDay))
    game.sits(team, 'Traded Player', next(2) === 0 ? 'Did Not Play' : 'Not With Team')
}

function linesOf({ team, next, overtimes }: { team: string; date: Day; next: Numbers; overtimes: number }): { name: string; line: Line }[] {
  return ['Two', 'Three', 'Four', 'Five', 'Six'].map((name, index) => {
    const tpa = next(8)
    const tpm = next(tpa + 1)
    const twos = 4 + next(12)
    const made = next(twos + 1)
    const fta = next(9)
    const ftm = next(fta + 1)
    const shots = { pts: 2 * made + 3 * tpm + ftm, fgm: made + tpm, fga: twos + tpa, tpm, tpa, ftm, fta }
    const others = { oreb: next(4), dreb: next(8), ast: next(9), stl: next(3), blk: next(3), tov: next(5), pf: next(6), pm: next(31) - 15 }
    return {
      name: `${team} ${name}`,
      line: { ...shots, ...others, seconds: 2880 - 60 * index + 300 * overtimes, starter: index < 4 || next(2) === 0 },
    }
  })
}

/** Takes the game that was put off out of the schedule, so that nothing is missing. */
export function withoutPostponed(season: SmallSeason): void {
  const ofChicago = ({ home_team_tricode: home, away_team_tricode: away }: Readonly<Record<string, unknown>>): boolean =>
    home === 'CHI' || away === 'CHI'
  season.change((row, source) => (source.name === 'nbac_schedule' && row['game_date'] === LEAGUE.postponed && ofChicago(row) ? undefined : row))
}
