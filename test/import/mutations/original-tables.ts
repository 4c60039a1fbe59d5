import { NBA_STATISTICS, V3_STATISTICS } from '../../../src/feeds/spelled-statistics.ts'
import { game as scheduled, line, teamLine, type Cells } from '../workspace.ts'
import { BKN, type Game, MIL, spelled } from './stage.ts'

type Table = (game: Game) => readonly Cells[]

/** Rows for the people of a game, the first two at home. */
export function each(game: Game, row: (person: Game['people'][number], place: number, team: typeof MIL) => Cells): Cells[] {
  return game.people.map((person, place) => row(person, place, place < 2 ? MIL : BKN))
}

/** A person, his place among those of the game, and his team. */
type Placed = readonly [person: Game['people'][number], place: number, team: typeof MIL]

export const matchup = (team: typeof MIL): string => (team === MIL ? 'MIL vs. BKN' : 'BKN @ MIL')

const logLine = (game: Game, [person, place, team]: Placed): Cells =>
  line([game.id, team.code], [person.id, person.name], {
    ...{ TEAM_ID: team.id, TEAM_NAME: team.name, GAME_DATE: game.day, MATCHUP: matchup(team), MIN: 30 + place },
    ...spelled(NBA_STATISTICS, place),
  })

const boxLine = (game: Game, [person, place, team]: Placed): Cells => {
  const { MATCHUP: _, GAME_DATE: __, TOV: turnovers = null, ...told } = logLine(game, [person, place, team])
  const played = place === 3 ? { MIN: null, COMMENT: 'DNP - Coach’s Decision', START_POSITION: null } : { MIN: `3${place}:3${place}`, COMMENT: null }
  return { ...told, TO: turnovers, START_POSITION: place === 0 || place === 2 ? 'F' : null, ...played }
}

export const v3Line = (game: Game, [person, place, team]: Placed): Cells => ({
  ...{ gameId: game.id, teamId: team.id, teamTricode: team.code, teamName: team.nickname, personId: person.id, firstName: person.first },
  ...{ familyName: person.last, position: place % 2 === 0 ? 'F' : '', comment: '', minutes: `3${place}:1${place}` },
  ...{ ...spelled(V3_STATISTICS, place), plusMinusPoints: place - 2 },
})

export const assignment = (game: Game): Cells => ({
  ...{ game_id: game.id, game_date: game.slashed, game_code: `${game.compact}/BKNMIL` },
  ...{ official1: 'Ann Early', official1_code: 300 + game.number, official2: 'Bob Late', official2_code: 1300 + game.number },
  ...{ official3: 'Cy Young', official3_code: 2300 + game.number, official4: 'Di Other', official4_code: 3300 + game.number },
})

const actor = (person: Game['people'][number] | undefined, number: 1 | 2 | 3): Cells => ({
  [`PLAYER${number}_ID`]: person?.id ?? 0,
  [`PLAYER${number}_NAME`]: person?.name ?? null,
  [`PLAYER${number}_TEAM_ABBREVIATION`]: person === undefined ? null : 'MIL',
})

/** Tables of the league and of those who save what it serves. */
export const leagueTables: Readonly<Record<string, Table>> = {
  'NBA schedule v2, table': game => [
    {
      ...{ gameId: game.id, gameCode: `${game.compact}/BKNMIL`, gameStatus: 3, gameDateEst: `${game.day}T00:00:00Z` },
      ...{ gameDateTimeUTC: `${game.day}T23:30:00Z`, arenaName: 'Fiserv Forum', arenaCity: 'Milwaukee', arenaState: 'WI', isNeutral: 'False' },
      ...{ homeTeam_teamTricode: 'MIL', homeTeam_score: 127, awayTeam_teamTricode: 'BKN', awayTeam_score: 104 },
    },
  ],
  'NBA schedule table': game => [
    scheduled(game.id, `${game.day} BKN@MIL`, { home_score: 127, away_score: 104, national_tv: 'TNT' }),
    scheduled(`00221${50_000 + game.number}`, `${game.day} GSW@LAL`, { home_score: 114, away_score: 121 }),
  ],
  'NBA scoreboard v2': game => [
    {
      ...{ GAME_DATE_EST: `${game.day}T00:00:00`, GAME_SEQUENCE: 1, GAME_ID: game.id, GAME_STATUS_ID: 3, GAME_STATUS_TEXT: 'Final' },
      ...{ GAMECODE: `${game.compact}/BKNMIL`, HOME_TEAM_ID: MIL.id, VISITOR_TEAM_ID: BKN.id, SEASON: 2021 },
    },
  ],
  'NBA LeagueGameLog, players': game => each(game, (person, place, team) => logLine(game, [person, place, team])),
  'NBA LeagueGameLog, teams': game =>
    [MIL, BKN].map((team, place) =>
      teamLine(game.id, team.code, { TEAM_ID: team.id, GAME_DATE: game.day, MATCHUP: matchup(team), PTS: 110 + place }),
    ),
  'NBA PlayerGameLog': game => {
    const {
      PLAYER_NAME: _,
      TEAM_ID: __,
      TEAM_ABBREVIATION: ___,
      TEAM_NAME: ____,
      PLAYER_ID,
      GAME_ID,
      ...told
    } = logLine(game, [game.people[0], 0, MIL])
    return [{ Player_ID: PLAYER_ID ?? null, Game_ID: GAME_ID ?? null, ...told, GAME_DATE: game.written }]
  },
  'NBA box score v3, tables': game => each(game, (person, place, team) => v3Line(game, [person, place, team])),
  'NBA box score v2': game => each(game, (person, place, team) => boxLine(game, [person, place, team])),
  'NBA play-by-play v2': game => {
    const event = (number: number, kind: number, more: Cells): Cells => ({
      ...{ GAME_ID: game.id, EVENTNUM: number, EVENTMSGTYPE: kind, EVENTMSGACTIONTYPE: 1, PERIOD: 1, PCTIMESTRING: `11:${50 - number}` },
      ...{ HOMEDESCRIPTION: null, NEUTRALDESCRIPTION: null, VISITORDESCRIPTION: null, SCORE: null },
      ...{ ...actor(undefined, 1), ...actor(undefined, 2), ...actor(undefined, 3), ...more },
    })
    const [one, two, three] = game.people
    return [
      event(2, 12, { PCTIMESTRING: '12:00' }),
      event(4, 1, { HOMEDESCRIPTION: "Archer 24' 3PT Jump Shot (3 PTS) (Núñez 1 AST)", SCORE: '0 - 3', ...actor(one, 1), ...actor(two, 2) }),
      event(7, 2, { HOMEDESCRIPTION: "MISS Núñez 8' Layup", VISITORDESCRIPTION: 'Baker BLOCK (1 BLK)', ...actor(two, 1), ...actor(three, 3) }),
      event(9, 3, { HOMEDESCRIPTION: 'Archer Free Throw 1 of 2 (4 PTS)', SCORE: '0 - 4', ...actor(one, 1) }),
    ]
  },
  'BigDataBall play-by-play': game => {
    const court = Object.fromEntries(
      ['a', 'h'].flatMap(side => [1, 2, 3, 4, 5].map(slot => [`${side}${slot}`, `${side === 'a' ? 'Away' : 'Home'} Number-${'abcdef'[slot]}`])),
    )
    const event = (number: number, kind: string, more: Cells): Cells => ({
      ...{ game_id: game.id, data_set: '2021-2022 Regular Season', date: game.day, ...court, period: 1, away_score: 0, home_score: 0 },
      ...{ remaining_time: `0:11:${50 - number}`, elapsed: '0:00:10', play_id: number, team: null, event_type: kind, assist: null, block: null },
      ...{ entered: null, left: null, player: null, points: null, result: null, steal: null, type: null, shot_distance: null, description: null },
      ...more,
    })
    const [one, two] = game.people
    return [
      event(2, 'start of period', { remaining_time: '0:12:00' }),
      event(4, 'shot', {
        team: 'MIL',
        player: one.name,
        assist: two.name,
        points: 3,
        result: 'made',
        type: '3pt jump shot',
        shot_distance: 24,
        home_score: 3,
      }),
      event(5, 'substitution', { team: 'MIL', entered: two.name, left: one.name, home_score: 3 }),
    ]
  },
  'NBA shot chart': game =>
    each(game, (person, place, team) => ({
      ...{
        GRID_TYPE: 'Shot Chart Detail',
        GAME_ID: game.id,
        GAME_EVENT_ID: 7 + place,
        PLAYER_ID: person.id,
        PLAYER_NAME: person.name,
        TEAM_ID: team.id,
      },
      ...{ PERIOD: 1, MINUTES_REMAINING: 11, SECONDS_REMAINING: 40 - place, ACTION_TYPE: 'Jump Shot', SHOT_TYPE: '3PT Field Goal' },
      ...{ SHOT_ZONE_BASIC: 'Above the Break 3', LOC_X: 30 + place, LOC_Y: 240, SHOT_MADE_FLAG: place % 2 },
    })),
  'NBA season shots': game =>
    each(game, (person, place, team) => ({
      ...{ SEASON_1: 2022, TEAM_ID: team.id, TEAM_NAME: team.name, PLAYER_ID: person.id, PLAYER_NAME: person.name, GAME_DATE: game.slashed },
      ...{ GAME_ID: game.id, SHOT_MADE: place % 2 === 0 ? 'TRUE' : 'FALSE', ACTION_TYPE: 'Layup Shot', SHOT_TYPE: '2PT Field Goal' },
      ...{ BASIC_ZONE: 'Restricted Area', LOC_X: -0.5, LOC_Y: 6.2 + place, QUARTER: 2, MINS_LEFT: 4, SECS_LEFT: 12 + place },
    })),
  'NBA referee assignments, table': game => [assignment(game)],
  'NBA injury report': game => {
    const row = (more: Cells): Cells => ({
      ...{ 'Report Time': `${game.slashed} 12:30 AM`, 'Game Date': '', 'Game Time': '', Matchup: '', Team: '', 'Player Name': '' },
      ...{ 'Current Status': 'Out', Reason: 'Injury/Illness - Left Ankle; Sprain', ...more },
    })
    const [one, two, three] = game.people.map(({ first, last }) => `${last}, ${first}`)
    return [
      row({ 'Game Date': game.slashed, 'Game Time': '07:30 (ET)', Matchup: 'BKN@MIL', Team: BKN.name, 'Player Name': three ?? '', Reason: 'Rest' }),
      row({ Team: MIL.name, 'Player Name': one ?? '', 'Current Status': 'Questionable' }),
      row({ 'Player Name': two ?? '' }),
    ]
  },
  'Injury transactions': game => [
    { Date: game.day, Team: 'Bucks', Acquired: '', Relinquished: `• ${game.people[0].name}`, Notes: 'placed on IL with a sprained ankle' },
    { Date: game.day, Team: 'Nets', Acquired: `• ${game.people[1].name}`, Relinquished: '', Notes: 'activated from IL' },
  ],
  'NBA CommonAllPlayers': game =>
    each(game, (person, place) => ({
      ...{ PERSON_ID: person.id, DISPLAY_LAST_COMMA_FIRST: `${person.last}, ${person.first}`, DISPLAY_FIRST_LAST: person.name },
      ...{ ROSTERSTATUS: 1, FROM_YEAR: 2010 + place, TO_YEAR: 2021, TEAM_ABBREVIATION: 'MIL' },
    })),
  'NBA CommonTeamRoster': game =>
    each(game, (person, place) => ({
      ...{ TeamID: MIL.id, SEASON: '2021', PLAYER: person.name, NUM: 10 + place, POSITION: 'F', HEIGHT: '6-9', BIRTH_DATE: 'DEC 06, 1994' },
      ...{ AGE: 26 + place, EXP: 'R', SCHOOL: 'None', PLAYER_ID: person.id },
    })),
}
