import type { Fields, ScheduledGame } from './league-files.ts'

/** What the stat lines of every third game leave of its events, in the columns of play-by-play v2; of the others nobody tells any. */
export function eventLines(schedule: readonly ScheduledGame[], playerLog: readonly Fields[]): Fields[] {
  return schedule
    .filter((_, place) => place % 3 === 0)
    .flatMap(({ gameId }) => {
      const shots = playerLog.filter(line => line['GAME_ID'] === gameId).flatMap(shotsOf)
      const timed = shots.map((shot, place) => eventLine(gameId, { ...shot, ...moment(place, shots.length) }))
      const ends = [1, 2, 3, 4].map(period => eventLine(gameId, { EVENTMSGTYPE: '13', PERIOD: String(period), PCTIMESTRING: '0:00' }))
      return [...timed, ...ends].map((event, place) => ({ ...event, EVENTNUM: String(place + 1) }))
    })
}

/** Events are spread over four quarters in their order. */
function moment(place: number, of: number): Fields {
  const second = Math.floor((place * 2880) / of)
  const left = 720 - (second % 720)
  return { PERIOD: String(1 + Math.floor(second / 720)), PCTIMESTRING: `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}` }
}

/** The shots and free throws of a stat line. */
function shotsOf(line: Fields): Fields[] {
  const count = (column: string): number => Number(line[column] ?? 0)
  const [made, attempts, threes, throws] = [count('FGM'), count('FGA'), count('FG3M'), count('FTM')]
  const who = { PLAYER1_ID: line['PLAYER_ID'] ?? '', PLAYER1_TEAM_ABBREVIATION: line['TEAM_ABBREVIATION'] ?? '' }
  const several = (times: number, type: string, text: (place: number) => string): Fields[] =>
    Array.from({ length: times }, (_, place) => ({ ...who, EVENTMSGTYPE: type, HOMEDESCRIPTION: text(place) }))
  const three = (): string => `Shot 25' 3PT Jump Shot`
  const two = (place: number): string => `Shot ${place % 2 === 0 ? 3 : 12}' Jump Shot`
  return [
    ...several(threes, '1', three),
    ...several(made - threes, '1', two),
    ...several(count('FG3A') - threes, '2', three),
    ...several(attempts - made - count('FG3A') + threes, '2', two),
    ...several(throws, '3', () => 'Free Throw 1 of 2'),
    ...several(count('FTA') - throws, '3', () => 'MISS Free Throw 1 of 2'),
  ]
}

function eventLine(game: string, event: Fields): Fields {
  const nobody = { PLAYER1_ID: '0', PLAYER1_TEAM_ABBREVIATION: '', PLAYER2_ID: '0', PLAYER3_ID: '0' }
  const silent = { HOMEDESCRIPTION: '', VISITORDESCRIPTION: '', NEUTRALDESCRIPTION: '', EVENTMSGACTIONTYPE: '1' }
  return { GAME_ID: game, EVENTNUM: '', ...nobody, ...silent, ...event }
}

/** An injury report at noon and one during the game, on the first two players of either log; none of every third game. */
export function reportLines(schedule: readonly ScheduledGame[], playerLog: readonly Fields[]): Fields[] {
  const reported = schedule.filter((_, place) => place % 3 !== 2)
  return reported.flatMap(({ gameId, gameDateEst, awayTeam, homeTeam }) =>
    [awayTeam, homeTeam].flatMap(({ teamTricode }) =>
      firstTwo(playerLog, teamTricode).flatMap((line, place) =>
        ['12:30 PM', '10:30 PM'].map((at, late) => ({
          ...{
            GAME_ID: gameId,
            'Game Date': gameDateEst.slice(0, 10),
            'Game Time': '07:00 (ET)',
            Matchup: `${awayTeam.teamTricode}@${homeTeam.teamTricode}`,
          },
          ...{ Team: teamTricode, 'Player Name': lastNameFirst(line['PLAYER_NAME'] ?? ''), 'Current Status': STATUSES[place + late] ?? '' },
          ...{ Reason: 'Injury/Illness - Knee', 'Report Time': `${reportDay(gameDateEst)} ${at}` },
        })),
      ),
    ),
  )
}

/** The same two go to the injured list and come back, on the days of every second game. */
export function transactionLines(schedule: readonly ScheduledGame[], playerLog: readonly Fields[]): Fields[] {
  return schedule.flatMap(({ gameDateEst, awayTeam, homeTeam }, place) =>
    [awayTeam, homeTeam].flatMap(({ teamTricode }, side) => {
      const { PLAYER_NAME: who = '' } = firstTwo(playerLog, teamTricode)[side] ?? {}
      const moved = place % 4 === 0 ? { Acquired: '', Relinquished: who } : { Acquired: who, Relinquished: '' }
      return place % 2 === 0 ? { Date: gameDateEst.slice(0, 10), Team: teamTricode, ...moved, Notes: 'knee' } : []
    }),
  )
}

function firstTwo(playerLog: readonly Fields[], team: string): readonly Fields[] {
  return playerLog.filter(line => line['TEAM_ABBREVIATION'] === team).slice(0, 2)
}

export const STATUSES: readonly string[] = ['Questionable', 'Out', 'Doubtful', 'Probable']

function lastNameFirst(name: string): string {
  const [first = '', ...others] = name.split(' ')
  return `${others.join(' ')}, ${first}`
}

/** `2021-10-19…` as `10/19/21`. */
function reportDay(date: string): string {
  return `${date.slice(5, 7)}/${date.slice(8, 10)}/${date.slice(2, 4)}`
}

/** Three officials and an alternate for every game. */
export function officialLines(schedule: readonly ScheduledGame[]): Fields[] {
  return schedule.map(({ gameId, gameDateEst }, place) => ({
    ...{ game_id: gameId, game_date: gameDateEst.slice(0, 10), game_code: '' },
    ...Object.fromEntries(
      [1, 2, 3, 4].flatMap(position => [
        [`official${position}`, `Ref ${position}`],
        [`official${position}_code`, String(100 + 10 * position + (place % 7))],
      ]),
    ),
  }))
}
