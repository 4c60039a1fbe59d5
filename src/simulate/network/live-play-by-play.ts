import { drawPlays, pointsOf, type Play, type Side } from '../game/plays.ts'
import { feetOf } from '../game/spot.ts'
import { inPeriods, qualifiersOf, secondsOf, type Told } from '../game/told-plays.ts'
import { familyName, type Player } from '../people/player.ts'
import type { Game, Result } from '../season.ts'

type Moment = Omit<Told, 'what'>
type Action = Readonly<Record<string, unknown>>

/** The live play-by-play of a game as the NBA's content network serves it. */
export function livePlayByPlay(game: Game, result: Result): object {
  const writer = new Writer(game, result)
  return {
    meta: { version: 1, code: 200, request: `http://nba.cloud/games/${game.id}/playbyplay?Format=json`, time: `${game.day} 23:59:00.000000` },
    game: { gameId: game.id, actions: writer.actions() },
  }
}

/** Numbers actions and keeps the score. */
class Writer {
  readonly #game: Game
  readonly #result: Result
  readonly #actions: Action[] = []
  readonly #score = { home: 0, away: 0 }

  constructor(game: Game, result: Result) {
    this.#game = game
    this.#result = result
  }

  actions(): readonly Action[] {
    const { overtimes } = this.#result
    for (const told of inPeriods(drawPlays(this.#game, this.#result), overtimes)) {
      if (told.what === 'start') this.#add(told, { actionType: 'period', subType: 'start', personId: 0, description: 'Period Start' })
      else if (told.what === 'end') this.#add(told, { actionType: 'period', subType: 'end', personId: 0, description: 'Period End' })
      else this.#tell(told.what, told)
    }
    this.#add(
      { period: 4 + overtimes, at: secondsOf(overtimes), left: 0 },
      { actionType: 'game', subType: 'end', personId: 0, description: 'Game End' },
    )
    return this.#actions
  }

  #add({ period, at, left }: Moment, { qualifiers = [], ...action }: Action): void {
    const padded = (value: number): string => String(value).padStart(2, '0')
    const actionNumber = this.#actions.length + 2
    this.#actions.push({
      actionNumber,
      orderNumber: actionNumber * 10_000,
      clock: `PT${padded(Math.floor(left / 60))}M${padded(left % 60)}.00S`,
      timeActual: `${this.#game.day}T${padded(Math.floor(at / 3600))}:${padded(Math.floor(at / 60) % 60)}:${padded(at % 60)}.0Z`,
      period,
      periodType: period > 4 ? 'OVERTIME' : 'REGULAR',
      ...action,
      qualifiers,
      scoreHome: String(this.#score.home),
      scoreAway: String(this.#score.away),
    })
  }

  #tell(play: Play, moment: Moment): void {
    const { kind, side, player } = play
    const by = (action: Action): void => this.#add(moment, { ...this.#of(side, player), ...action })
    if (kind === 'two' || kind === 'three') this.#tellShot(play, by)
    else if (kind === 'trip') this.#tellThrows(play, by)
    else if (kind === 'turnover') this.#tellTurnover(play, by)
    else if (kind === 'foul') by({ actionType: 'foul', subType: 'personal' })
    else if (kind === 'change') {
      by({ actionType: 'substitution', subType: 'out' })
      by({ ...this.#of(side, play.other), actionType: 'substitution', subType: 'in' })
    } else by({ actionType: 'rebound', subType: kind })
  }

  #of(side: Side, player: Player | undefined): Action {
    const { team } = this.#result[side]
    const name = player === undefined ? {} : { playerName: familyName(player) }
    return { teamId: team.id, teamTricode: team.tricode, personId: player?.nbaId ?? 0, ...name }
  }

  #tellShot(play: Play, by: (action: Action) => void): void {
    const { kind, made = false, other, side } = play
    const shot = { ...play, throws: [] }
    this.#score[side] += pointsOf(shot)
    const feet = play.spot === undefined ? 0 : feetOf(play.spot)
    by({
      actionType: kind === 'three' ? '3pt' : '2pt',
      subType: feet < 4 ? 'Layup' : 'Jump Shot',
      shotDistance: feet,
      shotResult: made ? 'Made' : 'Missed',
      isFieldGoal: 1,
      qualifiers: qualifiersOf(play),
      ...(other === undefined ? {} : made ? { assistPersonId: other.nbaId } : { blockPersonId: other.nbaId }),
    })
    if (!made && other !== undefined) by({ ...this.#of(side === 'home' ? 'away' : 'home', other), actionType: 'block' })
    this.#tellThrows(play, by)
  }

  /** One alone that follows no shot is for a technical foul. */
  #tellThrows({ kind, throws = [], side }: Play, by: (action: Action) => void): void {
    for (const { number, of, made } of throws) {
      this.#score[side] += made ? 1 : 0
      const technical = of === 1 && kind === 'trip' ? { descriptor: 'technical' } : {}
      by({ actionType: 'freethrow', subType: `${number} of ${of}`, ...technical, shotResult: made ? 'Made' : 'Missed' })
    }
  }

  #tellTurnover({ player, other, side }: Play, by: (action: Action) => void): void {
    const subType = player === undefined ? 'shot clock' : other === undefined ? 'traveling' : 'bad pass'
    by({ actionType: 'turnover', subType, ...(other === undefined ? {} : { stealPersonId: other.nbaId }) })
    if (other !== undefined) by({ ...this.#of(side === 'home' ? 'away' : 'home', other), actionType: 'steal' })
  }
}
