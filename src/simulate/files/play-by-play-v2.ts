import { pointsOf, type FreeThrow, type Play, type Side } from '../game/plays.ts'
import { feetOf } from '../game/spot.ts'
import { inPeriods, type Told } from '../game/told-plays.ts'
import { familyName, type Player } from '../people/player.ts'
import type { Game, Result } from '../season.ts'
import type { Field } from './csv.ts'

const textColumns = ['HOMEDESCRIPTION', 'NEUTRALDESCRIPTION', 'VISITORDESCRIPTION', 'SCORE'] as const
const personColumns = ['PLAYER1_ID', 'PLAYER1_TEAM_ABBREVIATION', 'PLAYER2_ID', 'PLAYER3_ID'] as const

/** Columns of play-by-play v2, without names and what follows from others. */
export const playByPlayColumns: readonly string[] = [
  'GAME_ID',
  'EVENTNUM',
  'EVENTMSGTYPE',
  'EVENTMSGACTIONTYPE',
  'PERIOD',
  'PCTIMESTRING',
  ...textColumns,
  ...personColumns,
]

/** An event of play-by-play v2: its row, and the shot that it tells. */
export interface Event {
  readonly number: number
  readonly period: number
  readonly left: number
  readonly fields: readonly Field[]
  readonly shot?: Play
}

/** The events of a game as the statistics service told them. */
export function eventsOf(game: Game, result: Result, plays: readonly Play[]): Event[] {
  const writer = new Writer(game, result)
  for (const told of inPeriods(plays, result.overtimes)) writer.tell(told)
  return writer.events
}

type Moment = Omit<Told, 'what'>

/** What is told of an event; `text` is of the side that acts, `answer` of the other. */
interface Action {
  readonly type: readonly [type: number, action: number]
  readonly side?: Side
  readonly text: string
  readonly answer?: string
  readonly scores?: boolean
  /** The first is the team itself where no player acts. */
  readonly persons?: readonly (Player | undefined)[]
  readonly shot?: Play
}

const ordinals = ['1st', '2nd', '3rd', '4th', '1st OT', '2nd OT', '3rd OT'] as const

class Writer {
  readonly events: Event[] = []
  readonly #game: Game
  readonly #result: Result
  readonly #score = { home: 0, away: 0 }

  constructor(game: Game, result: Result) {
    this.#game = game
    this.#result = result
  }

  tell({ what, ...moment }: Told): void {
    const period = `${ordinals[moment.period - 1]} Period`
    if (what === 'start') this.#add(moment, { type: [12, 0], text: `Start of ${period}` })
    else if (what === 'end') this.#add(moment, { type: [13, 0], text: `End of ${period}` })
    else this.#tellPlay(moment, what)
  }

  #tellPlay(moment: Moment, play: Play): void {
    const { kind, side, player, other } = play
    if (kind === 'two' || kind === 'three') this.#tellShot(moment, play)
    else if (kind === 'turnover') this.#tellTurnover(moment, play)
    else if (kind === 'change') {
      this.#add(moment, { type: [8, 0], side, text: `SUB: ${nameOf(other)} FOR ${nameOf(player)}`, persons: [player, other] })
    } else if (kind === 'foul') this.#add(moment, { type: [6, 1], side, text: `${nameOf(player)} P.FOUL`, persons: [player] })
    else if (kind !== 'trip') this.#add(moment, { type: [4, 0], side, text: `${nameOf(player)} REBOUND`, persons: [player] })
    for (const one of play.throws ?? []) this.#tellThrow(moment, play, one)
  }

  #tellShot(moment: Moment, play: Play): void {
    const { kind, side, player, other, made = false, spot } = play
    const feet = spot === undefined ? 0 : Math.round(feetOf(spot))
    const near = feet < 4
    const shot = `${nameOf(player)} ${feet > 0 ? `${feet}' ` : ''}${kind === 'three' ? '3PT ' : ''}${near ? 'Layup' : 'Jump Shot'}`
    this.#score[side] += pointsOf({ ...play, throws: [] })
    const type = [made ? 1 : 2, near ? 5 : 1] as const
    if (made)
      this.#add(moment, { type, side, shot: play, scores: true, text: other ? `${shot} (${nameOf(other)} AST)` : shot, persons: [player, other] })
    else {
      const answer = other && { answer: `${nameOf(other)} BLOCK` }
      this.#add(moment, { type, side, shot: play, text: `MISS ${shot}`, ...answer, persons: [player, undefined, other] })
    }
  }

  /** One alone that follows no shot is for a technical foul. */
  #tellThrow(moment: Moment, { kind, side, player }: Play, { number, of, made }: FreeThrow): void {
    const technical = of === 1 && kind === 'trip'
    this.#score[side] += made ? 1 : 0
    const type = [3, technical ? 16 : of === 1 ? 10 : 10 + number] as const
    const text = `${made ? '' : 'MISS '}${nameOf(player)} Free Throw ${technical ? 'Technical' : `${number} of ${of}`}`
    this.#add(moment, { type, side, text, scores: made, persons: [player] })
  }

  #tellTurnover(moment: Moment, { side, player, other }: Play): void {
    if (player === undefined)
      this.#add(moment, { type: [5, 11], side, text: `${this.#result[side].team.nickname} Turnover: Shot Clock`, persons: [] })
    else if (other === undefined) this.#add(moment, { type: [5, 4], side, text: `${nameOf(player)} Traveling Turnover`, persons: [player] })
    else {
      const answer = `${nameOf(other)} STEAL`
      this.#add(moment, { type: [5, 1], side, text: `${nameOf(player)} Bad Pass Turnover`, answer, persons: [player, other] })
    }
  }

  #add({ period, left }: Moment, { type, side, text, answer, scores, persons = [], shot }: Action): void {
    const number = this.events.length + 2
    const [home, neutral, away] =
      side === undefined ? [null, text, null] : side === 'home' ? [text, null, answer ?? null] : [answer ?? null, null, text]
    const score = scores === true ? `${this.#score.away} - ${this.#score.home}` : null
    const clock = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`
    const [first, second, third] = persons
    const team = side && this.#result[side].team
    const actor = first === undefined ? [team?.id ?? 0, null] : [first.nbaId, team?.tricode ?? null]
    const fields = [this.#game.id, number, ...type, period, clock, home, neutral, away, score, ...actor, second?.nbaId ?? 0, third?.nbaId ?? 0]
    this.events.push({ number, period, left, fields, ...(shot && { shot }) })
  }
}

function nameOf(player: Player | undefined): string {
  return player === undefined ? '' : familyName(player)
}
