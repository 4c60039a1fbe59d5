import { V3_STATISTICS } from '../../../src/feeds/spelled-statistics.ts'
import type { Cells } from '../workspace.ts'
import { livePlays, playsV3 } from './original-plays.ts'
import { assignment } from './original-tables.ts'
import { BKN, type Game, MIL, spelled } from './stage.ts'

type Document = (game: Game) => unknown
type Team = typeof MIL

const sides = { homeTeam: MIL, awayTeam: BKN }

/** Both teams of a game with something of each, the first two people at home. */
function teams(game: Game, of: (team: Team, people: readonly (readonly [Game['people'][number], number])[]) => unknown): Record<string, unknown> {
  const numbered = game.people.map((person, place) => [person, place] as const)
  return Object.fromEntries(Object.entries(sides).map(([side, team]) => [side, of(team, team === MIL ? numbered.slice(0, 2) : numbered.slice(2))]))
}

const ofTeam = (team: Team): object => ({ teamId: team.id, teamName: team.nickname, teamCity: team.city, teamTricode: team.code })
const statistics = (place: number, minutes: string): object => ({ ...spelled(V3_STATISTICS, place), plusMinusPoints: place - 2, minutes })
const when = (game: Game): object => ({ gameTimeUTC: `${game.day}T23:30:00Z`, gameEt: `${game.day}T19:30:00-04:00` })
const arena = (game: Game): object => ({
  ...{ arenaName: `Hall ${game.number}`, arenaCity: 'Milwaukee', arenaState: 'WI', arenaTimezone: 'America/Chicago' },
})
const officials = (game: Game): object[] =>
  [1, 2, 3].map(place => ({
    personId: 1000 * place + game.number,
    name: `Ref Number ${place}`,
    jerseyNum: `${10 + place}`,
    assignment: `OFFICIAL${place}`,
  }))

const live: Document = game => ({
  meta: { version: 1, code: 200 },
  game: {
    ...{ gameId: game.id, ...when(game), gameStatus: 3, arena: arena(game), officials: officials(game) },
    ...teams(game, (team, people) => ({
      ...{ ...ofTeam(team), score: team === MIL ? 127 : 104 },
      players: [
        ...people.map(([person, place]) => ({
          ...{ status: 'ACTIVE', personId: person.id, starter: place % 2 === 0 ? '1' : '0', played: '1', name: person.name },
          statistics: statistics(place, `PT3${place}M12.00S`),
        })),
        {
          status: 'INACTIVE',
          personId: 50_000 + 2 * game.number + (team === MIL ? 1 : 0),
          starter: '0',
          played: '0',
          name: `Di ${team.code}`,
          notPlayingReason: 'INACTIVE_INJURY',
        },
      ],
      statistics: {
        ...statistics(4, 'PT240M00.00S'),
        reboundsPersonal: 7,
        turnoversTotal: 4,
        pointsInThePaint: 8,
        pointsFastBreak: 6,
        pointsSecondChance: 4,
      },
    })),
  },
})

const boxScoreV3: Document = game => ({
  meta: { version: 1 },
  boxScoreTraditional: {
    gameId: game.id,
    ...teams(game, (team, people) => ({
      ...ofTeam(team),
      players: people.map(([person, place]) => ({
        ...{ personId: person.id, firstName: person.first, familyName: person.last, position: place % 2 === 0 ? 'F' : '', comment: '' },
        statistics: statistics(place, `3${place}:12`),
      })),
      statistics: statistics(4, '240:00'),
    })),
  },
})

const summaryV3: Document = game => ({
  meta: { version: 1 },
  boxScoreSummary: {
    ...{ gameId: game.id, gameStatus: 3, ...when(game), arena: arena(game), officials: officials(game), gameLabel: '' },
    ...teams(game, (team, people) => ({
      ...{ ...ofTeam(team), score: team === MIL ? 127 : 104 },
      inactives: people.map(([person]) => ({ personId: person.id, firstName: person.first, familyName: person.last })),
    })),
    postgameCharts: teams(game, team => ({
      ...ofTeam(team),
      statistics: { turnoversTotal: 14, pointsInThePaint: 44, pointsFastBreak: 17, pointsSecondChance: 12 },
    })),
  },
})

const set = (name: string, rows: readonly Cells[]): object => ({
  name,
  headers: Object.keys(rows[0] ?? {}),
  rowSet: rows.map(row => Object.values(row)),
})

const summaryV2: Document = game => ({
  ...{ resource: 'boxscoresummary', parameters: { GameID: game.id } },
  resultSets: [
    set('GameSummary', [
      {
        ...{ GAME_DATE_EST: `${game.day}T00:00:00`, GAME_ID: game.id, GAME_STATUS_ID: 3, GAMECODE: `${game.compact}/BKNMIL` },
        ...{ HOME_TEAM_ID: MIL.id, VISITOR_TEAM_ID: BKN.id, LIVE_PERIOD: 4 },
      },
    ]),
    set(
      'OtherStats',
      [MIL, BKN].map((team, place) => ({
        ...{ TEAM_ID: team.id, TEAM_ABBREVIATION: team.code, PTS_PAINT: 44 + place, PTS_2ND_CHANCE: 12, PTS_FB: 17, LEAD_CHANGES: 3 },
        ...{ TEAM_TURNOVERS: 1, TOTAL_TURNOVERS: 14 },
      })),
    ),
    set('Officials', [{ OFFICIAL_ID: 101_283, FIRST_NAME: 'Brian', LAST_NAME: 'Forte', JERSEY_NUM: '45  ' }]),
    set(
      'InactivePlayers',
      game.people.map(({ id, first, last }) => ({
        PLAYER_ID: id,
        FIRST_NAME: first,
        LAST_NAME: last,
        JERSEY_NUM: '11',
        TEAM_ID: MIL.id,
        TEAM_CITY: MIL.city,
      })),
    ),
  ],
})

const scheduled = (game: Game): object => ({
  ...{ gameId: game.id, gameStatus: 3, gameDateEst: `${game.day}T00:00:00Z`, gameDateTimeUTC: `${game.day}T23:30:00Z`, ...when(game) },
  ...{ gameLabel: 'Opening', arenaName: 'Fiserv Forum', arenaCity: 'Milwaukee', arenaState: 'WI', isNeutral: false },
  ...teams(game, team => ({ ...ofTeam(team), score: team === MIL ? 127 : 104 })),
  broadcasters: { nationalTvBroadcasters: [{ broadcasterDisplay: 'TNT' }, { broadcasterDisplay: 'truTV' }] },
})

const BDL = 'fgm fga fg3m fg3a ftm fta oreb dreb reb ast stl blk turnover pf'.split(' ')
const bdlLine = ({ id, first, last }: Game['people'][number], place: number): object => ({
  ...Object.fromEntries(BDL.map(name => [name, name.endsWith('a') || name === 'reb' ? 4 : 2])),
  ...{ min: `3${place}`, pts: 9 + place, player: { id, first_name: first, last_name: last } },
})

const event = (game: Game): object => ({
  ...{ id: `e${game.number}`, sport_key: 'basketball_nba', commence_time: `${game.day}T23:40:00Z`, home_team: MIL.name, away_team: BKN.name },
})
const market = (key: string, outcomes: readonly object[]): object => ({ key, last_update: '2021-10-19T20:00:00Z', outcomes })

const odds: Document = game => ({
  ...{ timestamp: `${game.day}T22:55:00Z`, previous_timestamp: `${game.day}T22:50:00Z` },
  data: {
    ...event(game),
    bookmakers: ['draftkings', 'fanduel'].map(key => ({
      ...{ key, title: key.toUpperCase(), last_update: `${game.day}T20:00:01Z` },
      markets: [
        market('spreads', [
          { name: MIL.name, price: 1.91, point: -1.5 },
          { name: BKN.name, price: 1.91, point: 1.5 },
        ]),
        market(
          'player_points',
          ['Over', 'Under'].map((name, place) => ({ name, price: 1.87 + place, point: 28.5, description: game.people[0].name })),
        ),
        market('player_assists', [{ name: 'Over', price: 1.9, point: 7.5, description: game.people[1].name }]),
      ],
    })),
  },
})

/** What the NBA, balldontlie, ESPN and those who tell lines serve. */
export const documents: Readonly<Record<string, Document>> = {
  'NBA schedule v2': game => ({ leagueSchedule: { seasonYear: '2021-22', gameDates: [{ gameDate: game.slashed, games: [scheduled(game)] }] } }),
  'NBA scoreboard v3': game => ({ meta: { version: 1 }, scoreboard: { gameDate: game.day, games: [scheduled(game)] } }),
  'NBA live box score': live,
  'NBA box score summary v3': summaryV3,
  'NBA box score summary v2': summaryV2,
  'NBA box score v3': boxScoreV3,
  'NBA live play-by-play': livePlays,
  'NBA play-by-play v3': playsV3,
  'NBA referee assignments': game => ({ nba: { Table: { rows: [assignment(game)] } } }),
  'ESPN roster': game => ({
    team: {
      abbreviation: 'MIL',
      athletes: game.people.map(({ id, name }) => ({
        ...{ id: String(id), fullName: name, age: 28, dateOfBirth: '1996-10-24T07:00Z', position: { abbreviation: 'SG' }, jersey: '7' },
      })),
    },
  }),
  'balldontlie box scores': ({ day, people: [one, two, three, four] }) => ({
    data: [
      {
        ...{ date: day, status: 'Final', home_team: { abbreviation: 'MIL', players: [bdlLine(one, 0), bdlLine(two, 1)] } },
        visitor_team: { abbreviation: 'BKN', players: [bdlLine(three, 2), bdlLine(four, 3)] },
      },
    ],
  }),
  'balldontlie stat lines': ({ day, people }) => ({
    data: people.map((person, place) => ({
      ...{ ...bdlLine(person, place), team: { abbreviation: place < 2 ? 'MIL' : 'BKN' }, game: { date: day, status: 'Final' } },
    })),
  }),
  'The Odds API, lines': odds,
  'The Odds API, events': game => ({ timestamp: `${game.day}T22:55:00Z`, data: [event(game)] }),
  'BettingPros events': game => ({
    _parameters: {},
    events: [
      {
        ...{
          id: 7 + game.number,
          sr_id: `s${game.number}`,
          sport: 'NBA',
          scheduled: `${game.day} 23:40:00`,
          status: 'closed',
          home: 'MIL',
          visitor: 'BKN',
        },
        venue: { name: 'Hall', city: 'Town' },
      },
    ],
    utc: '2025-08-12 20:59:05',
  }),
}
