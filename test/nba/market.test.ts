import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { playerAliases } from '../../src/nba/sources/player-aliases.ts'
import { SmallSeason, type SmallGame } from '../season/small-season.ts'

/** A game of Milwaukee against Brooklyn at an evening in November, 19:30 in the east: each case has its own day. */
class Case {
  readonly day: string
  readonly game: SmallGame

  constructor(day: number, tip: 'by schedule' | 'untold' = 'by schedule') {
    this.day = `2021-11-${String(day).padStart(2, '0')}`
    this.game = season.game(this.day, 'BKN@MIL').final(104, 127)
    if (tip === 'by schedule') this.game.scheduled('nba_schedule_v2', { game_datetime_utc: this.at('19:30') })
    this.game.plays('MIL', 'Home Star', { pts: 28 }).plays('MIL', 'Home Other', { pts: 28 }).plays('BKN', 'Away Star Jr.', { pts: 1 })
  }

  /** An instant of the day on Eastern clocks. */
  at(clock: string): string {
    const [hours = 0, minutes = 0] = clock.split(':').map(Number)
    return new Date(Date.UTC(2021, 10, Number(this.day.slice(8)), hours + 5, minutes)).toISOString().slice(0, 19).replace('T', ' ')
  }

  team(abbr: string, columns: string): Promise<unknown> {
    return this.#row('upcoming_team_game_context', `team_abbr = '${abbr}'`, columns)
  }

  player(lookup: string, columns = LINE): Promise<unknown> {
    return this.#row('upcoming_player_game_context', `player_lookup = '${lookup}'`, columns)
  }

  summary(lookup: string, columns: string): Promise<unknown> {
    return this.#row('player_game_summary', `player_lookup = '${lookup}'`, columns)
  }

  #row(table: string, condition: string, columns: string): Promise<unknown> {
    return season.rows(table, `game_date = date '${this.day}' and ${condition}`, columns).then(([row]) => row)
  }
}

const SPREAD = 'game_spread as spread, spread_movement as moved, game_spread_source as book'
const TOTAL = 'game_total as total, total_movement as moved, game_total_source as book'
const LINE =
  'has_prop_line as has, current_points_line as line, opening_points_line as opened, line_movement as moved, current_points_line_source as book'
const NO_LINE = { line: null, opened: null, moved: null, book: null }

let season: SmallSeason
const cases = new Map<string, Case>()

/** The case of a name. */
function of(name: string): Case {
  const found = cases.get(name)
  if (found === undefined) throw new Error(`expected a case ${name}`)
  return found
}

beforeAll(async () => {
  season = await SmallSeason.open()
  const open = (name: string, day: number, tip?: 'untold'): Case => {
    const made = new Case(day, tip)
    cases.set(name, made)
    return made
  }

  const moved = open('two books', 1)
  moved.game.quote('fanduel', moved.at('10:00'), { spread: -9 }).quote('draftkings', moved.at('10:00'), { spread: 1.5 })
  moved.game.quote('draftkings', moved.at('19:25'), { spread: -2 }).quote('draftkings', moved.at('20:10'), { spread: -20 })
  open('pick’em', 2).game.closes('MIL', [0, 220])
  const side = open('one side', 3)
  side.game.quote('draftkings', side.at('10:00'), { spread: 4 })
  const others = open('other books', 4)
  others.game.quote('consensus', others.at('19:25'), { spread: -1, total: 201 }).quote('caesars', others.at('19:25'), { spread: -3, total: 203 })
  others.game.quote('bovada', others.at('19:25'), { spread: -4 }).quote('fanduel', others.at('19:25'), { total: 205 }).closes('MIL', [9, 209])
  open('closing', 5).game.closes('MIL', [7.5, 224.5])
  const late = open('after the tip', 6)
  late.game.quote('draftkings', late.at('20:10'), { spread: -20, total: 260 }).prop('Home Star', ['draftkings', late.at('20:10'), 40.5])
  const running = open('in play', 7)
  running.game.quote('fanduel', running.at('19:25'), { spread: -5, commence: running.at('19:20') })
  running.game.prop('Home Star', ['draftkings', running.at('19:25'), 33.5], { is_pregame: false })
  for (const [name, day] of [
    ['no tip', 8],
    ['tip of the page', 9],
  ] as const) {
    const told = open(name, day, 'untold')
    told.game.quote('draftkings', told.at('10:00'), { spread: -1, commence: told.at('19:30') })
    told.game.quote('draftkings', told.at('19:25'), { spread: -2, commence: told.at('19:40') })
    told.game.quote('draftkings', told.at('19:35'), { spread: -3, commence: told.at('19:40') })
  }
  of('tip of the page').game.tip(of('tip of the page').at('19:10'))

  const props = open('props', 10)
  props.game.prop('Home Star', ['fanduel', props.at('10:00'), 20.5]).prop('Home Star', ['draftkings', props.at('10:00'), 26.5])
  props.game.prop('Home Star', ['draftkings', props.at('19:25'), 28]).prop('Home Star', ['draftkings', props.at('20:10'), 39.5])
  const sides = open('over and under', 11)
  sides.game.prop('Home Star', ['draftkings', sides.at('10:00'), 27.5]).prop('Home Other', ['draftkings', sides.at('10:00'), 30.5])
  season.put(playerAliases, { feed: 'user', alias_lookup: 'hstar', nba_canonical_lookup: 'homestar', is_active: true })
  const names = open('names', 12)
  names.game.prop('H. Star', ['draftkings', names.at('10:00'), 21.5]).prop('Away Star', ['draftkings', names.at('10:00'), 19.5])
  const two = open('two of a name', 13)
  two.game.plays('BKN', 'Away Star III').prop('Away Star', ['draftkings', two.at('10:00'), 19.5])
  const evening = open('a later game', 14)
  const later = season
    .game(evening.day, 'CHI@BOS')
    .scheduled('nba_schedule_v2', { game_datetime_utc: evening.at('22:00') })
    .final(100, 99)
  later
    .plays('CHI', 'Late Star', { pts: 20 })
    .plays('BOS', 'Late Other', { pts: 3 })
    .prop('Late Star', ['draftkings', evening.at('20:10'), 18.5])
  const streak = open('streaks', 15)
  streak.game.prop('Home Star', ['draftkings', streak.at('10:00'), 27.5]).prop('Away Star Jr.', ['draftkings', streak.at('10:00'), 1.5])
  streak.game.prop('Home Other', ['draftkings', streak.at('10:00'), 28])
  open('contradicted', 16).game.closes('MIL', [2.5, 220], [130, -150])

  season.change(row => (row['game_date'] === side.day && row['outcome_name'] === 'MIL' ? undefined : row))
  await season.build()
})
afterAll(() => season.close())

describe('the spread', () => {
  it('is that of DraftKings, from each side, first and last before the tip', async () => {
    expect(await of('two books').team('MIL', SPREAD)).toEqual({ spread: -2, moved: -3.5, book: 'draftkings' })
    expect(await of('two books').team('BKN', SPREAD)).toEqual({ spread: 2, moved: 3.5, book: 'draftkings' })
    const own = `${SPREAD}, opening_spread as opened`
    expect(await of('two books').player('awaystarjr', own)).toEqual({ spread: 2, moved: 3.5, book: 'draftkings', opened: -1.5 })
  })

  it('is 0 on both sides of a pick’em, and never less', async () => {
    const written = 'cast(game_spread as string) as spread'
    expect(await of('pick’em').team('MIL', written)).toEqual({ spread: '0.0' })
    expect(await of('pick’em').team('BKN', written)).toEqual({ spread: '0.0' })
  })

  it('is told by the other side where a book tells only that', async () => {
    expect(await of('one side').team('MIL', SPREAD)).toEqual({ spread: 4, moved: 0, book: 'draftkings' })
  })
})

describe('of several books', () => {
  it('FanDuel counts before others, these by name, a consensus after them', async () => {
    expect(await of('other books').team('MIL', SPREAD)).toMatchObject({ spread: -4, book: 'bovada' })
    expect(await of('other books').team('MIL', TOTAL)).toMatchObject({ total: 205, book: 'fanduel' })
  })

  it('a closing line counts last, without a beginning', async () => {
    expect(await of('closing').team('BKN', SPREAD)).toEqual({ spread: 7.5, moved: null, book: 'closing' })
    expect(await of('closing').team('BKN', `${TOTAL}, betting_lines_updated_at as read, data_sources as sources`)).toEqual({
      total: 224.5,
      moved: null,
      book: 'closing',
      read: null,
      sources: ['nbac_schedule', 'odds_closing_lines'],
    })
  })

  it('a closing spread that its own moneylines contradict is told with an issue', async () => {
    expect(await of('contradicted').team('MIL', 'game_spread as spread, quality_issues as issues')).toEqual({
      spread: -2.5,
      issues: expect.arrayContaining(['spread_contradicted']) as string[],
    })
  })
})

describe('a line that is read after the tip', () => {
  it('never counts, whatever else there is', async () => {
    expect(await of('after the tip').team('MIL', `${SPREAD}, quality_issues as issues`)).toEqual({
      spread: null,
      moved: null,
      book: null,
      issues: expect.arrayContaining(['no_game_lines']) as string[],
    })
    expect(await of('after the tip').player('homestar', `${LINE}, quality_issues as issues`)).toEqual({
      has: null,
      ...NO_LINE,
      issues: expect.arrayContaining(['no_game_lines', 'no_prop_lines']) as string[],
    })
  })

  it('is one after the time that the book was told, or that the feed marks as in play', async () => {
    expect(await of('in play').team('MIL', SPREAD)).toMatchObject({ spread: null })
    expect(await of('in play').player('homestar')).toEqual({ has: null, ...NO_LINE })
  })

  it('is one after the page’s tip where no schedule tells it, else after the earliest time that a book was told', async () => {
    expect(await of('no tip').team('MIL', SPREAD)).toMatchObject({ spread: -2 })
    expect(await of('tip of the page').team('MIL', SPREAD)).toMatchObject({ spread: -1 })
  })
})

describe('the line on a player’s points', () => {
  it('is of one book, with its way from the first to the last, and what came of it', async () => {
    const { player, summary } = { player: of('props').player.bind(of('props')), summary: of('props').summary.bind(of('props')) }
    expect(await player('homestar')).toEqual({ has: true, line: 28, opened: 26.5, moved: 1.5, book: 'draftkings' })
    expect(await player('homeother')).toEqual({ has: false, ...NO_LINE })
    const came =
      'points_line as line, opening_line as opened, line_movement as moved, margin, over_under_result as result, opening_line_source as book'
    expect(await summary('homestar', came)).toEqual({ line: 28, opened: 26.5, moved: 1.5, margin: 0, result: 'PUSH', book: 'draftkings' })
    expect(await summary('homeother', came)).toEqual({ ...NO_LINE, margin: null, result: null })
  })

  it('says over and under', async () => {
    expect(await of('over and under').summary('homestar', 'margin, over_under_result as result')).toEqual({ margin: 0.5, result: 'OVER' })
    expect(await of('over and under').summary('homeother', 'margin, over_under_result as result')).toEqual({ margin: -2.5, result: 'UNDER' })
  })

  it('finds him by an alias, and by a name that is equal but for the suffix if no other is', async () => {
    expect(await of('names').player('homestar')).toMatchObject({ line: 21.5 })
    expect(await of('names').player('awaystarjr')).toMatchObject({ line: 19.5 })
    expect(await of('two of a name').player('awaystarjr')).toMatchObject({ has: false, line: null })
  })

  it('of a game later that evening tells nothing to an earlier one before its tip', async () => {
    expect(await of('a later game').player('latestar')).toMatchObject({ has: true, line: 18.5 })
    expect(await of('a later game').player('lateother')).toMatchObject({ has: false })
    expect(await of('a later game').player('homestar')).toMatchObject({ has: null })
  })

  it('counts games in a row above and below it among the last 10', async () => {
    const streaks = 'prop_over_streak as over, prop_under_streak as under'
    expect(await of('streaks').player('homestar', streaks)).toEqual({ over: 10, under: 0 })
    expect(await of('streaks').player('awaystarjr', streaks)).toEqual({ over: 0, under: 10 })
    expect(await of('streaks').player('homeother', streaks)).toEqual({ over: 0, under: 0 })
    expect(await of('pick’em').player('homestar', streaks)).toEqual({ over: null, under: null })
  })
})
