import { BREF_STATISTICS, ESPN_STATISTICS, V3_STATISTICS } from '../../../src/feeds/spelled-statistics.ts'
import type { Cells } from '../workspace.ts'
import { each } from './original-tables.ts'
import { BKN, type Game, MIL, spelled } from './stage.ts'

type Table = (game: Game) => readonly Cells[]

const BREF_HEADINGS = {
  ...{ points: 'PTS', field_goals_made: 'FG', field_goals_attempted: 'FGA', three_pointers_made: '3P', three_pointers_attempted: '3PA' },
  ...{ free_throws_made: 'FT', free_throws_attempted: 'FTA', offensive_rebounds: 'ORB', defensive_rebounds: 'DRB', total_rebounds: 'TRB' },
  ...{ assists: 'AST', steals: 'STL', blocks: 'BLK', turnovers: 'TOV', personal_fouls: 'PF' },
}

const tip = (game: Game): string => `${game.day}T23:40:00Z`
const brefTeam = (team: typeof MIL): string => (team === MIL ? 'MIL' : 'BRK')

const scraped = {
  ...{ field_goals_made: 'made_field_goals', field_goals_attempted: 'attempted_field_goals', three_pointers_made: 'made_three_point_field_goals' },
  ...{ three_pointers_attempted: 'attempted_three_point_field_goals', free_throws_made: 'made_free_throws' },
  ...{ free_throws_attempted: 'attempted_free_throws', offensive_rebounds: 'offensive_rebounds', defensive_rebounds: 'defensive_rebounds' },
  ...{ assists: 'assists', steals: 'steals', blocks: 'blocks', turnovers: 'turnovers', personal_fouls: 'personal_fouls' },
}

/** Tables of other sites, of what people sell and publish, and of what users tell. */
export const otherTables: Readonly<Record<string, Table>> = {
  'Games with box scores v2': game => [
    {
      ...{
        GAME_DATE_EST: game.day,
        GAME_ID: game.id.slice(2),
        GAME_STATUS_TEXT: 'Final',
        HOME_TEAM_ID: MIL.id,
        VISITOR_TEAM_ID: BKN.id,
        SEASON: 2021,
      },
      ...{ PTS_home: 127, PTS_away: 104, HOME_TEAM_WINS: 1 },
    },
  ],
  PlayerStatistics: game =>
    each(game, (person, place, team) => {
      const other = team === MIL ? BKN : MIL
      return {
        ...{ firstName: person.first, lastName: person.last, personId: person.id, gameId: game.id.slice(2), gameDate: `${game.day} 19:30:00` },
        ...{ playerteamCity: team.city, playerteamName: team.nickname, opponentteamCity: other.city, opponentteamName: other.nickname },
        ...{ home: team === MIL ? 1 : 0, numMinutes: 30.52 + place, ...spelled(V3_STATISTICS, place), plusMinusPoints: place - 2 },
      }
    }),
  TeamStatistics: game =>
    [MIL, BKN].map((team, place) => {
      const other = team === MIL ? BKN : MIL
      const { points: teamScore = 0, ...counts } = spelled(V3_STATISTICS, place)
      return {
        ...{ gameId: game.id.slice(2), gameDate: `${game.day} 19:30:00`, teamCity: team.city, teamName: team.nickname, teamId: team.id },
        ...{ opponentTeamCity: other.city, opponentTeamName: other.nickname, home: team === MIL ? 1 : 0, win: 1, teamScore, opponentScore: 18 },
        ...{ numMinutes: 240, ...counts, plusMinusPoints: 1 },
      }
    }),
  'Games by city and name': game => [
    {
      ...{ gameId: game.id.slice(2), gameDate: `${game.day} 19:30:00`, hometeamCity: MIL.city, hometeamName: MIL.nickname, hometeamId: MIL.id },
      ...{ awayteamCity: BKN.city, awayteamName: BKN.nickname, awayteamId: BKN.id, homeScore: 127, awayScore: 104, gameLabel: null },
    },
  ],
  'ESPN player box scores': game =>
    each(game, (person, place, team) => ({
      ...{ game_id: 401_360_152 + game.number, season: 2022, game_date: game.day, athlete_id: person.id, athlete_display_name: person.name },
      ...{ team_abbreviation: team.code, minutes: 31 + place, ...spelled(ESPN_STATISTICS, place), plus_minus: '+5', starter: 'true' },
      ...{ did_not_play: 'false', reason: null },
    })),
  'ESPN team box scores': game =>
    [MIL, BKN].map((team, place) => {
      const { points: team_score = 0, rebounds: total_rebounds = 0, ...counts } = spelled(ESPN_STATISTICS, place)
      return {
        ...{ game_id: 401_360_152 + game.number, season: 2022, game_date: game.day, team_abbreviation: team.code, team_score },
        ...{ team_home_away: team === MIL ? 'home' : 'away', ...counts, total_rebounds, team_turnovers: 1 },
      }
    }),
  'Basketball-Reference schedule': game => [
    {
      ...{ Date: `Tue, ${game.written}`.slice(5), 'Start (ET)': '7:30p', 'Visitor/Neutral': BKN.name, PTS: 104, 'Home/Neutral': MIL.name },
      ...{ 'PTS.1': 127, 'Attend.': '17,341', Arena: 'Fiserv Forum' },
    },
  ],
  'Basketball-Reference player box scores': game =>
    each(game, (person, place, team) => ({
      ...{
        bref_game_id: game.bref,
        bref_team: brefTeam(team),
        bref_player_id: person.bref,
        is_starter_section: place % 2 === 0,
        player: person.name,
      },
      ...{ mp: `3${place}:14`, ...spelled(BREF_STATISTICS, place), plus_minus: '+5', reason: null },
    })),
  'Basketball-Reference player page': game => [
    {
      ...{ Player: game.people[0].name, Rk: 1, G: 1, Date: game.day, Age: '30-100', Tm: 'MIL', Opp: 'BRK', GS: 1, MP: '30:31' },
      ...{ ...spelled(BREF_HEADINGS, 0), GmSc: 18.1, '+/-': '+5' },
    },
  ],
  'Basketball-Reference player lines, exported': game =>
    each(game, (person, place, team) => ({
      ...{ Player: person.name, Tm: brefTeam(team), Opp: team === MIL ? 'BRK' : 'MIL', Res: 'W', MP: 30.52 + place },
      ...{ ...spelled(BREF_HEADINGS, place), GmSc: 18.1, Data: game.day },
    })),
  'Basketball-Reference player lines, scraped': game =>
    each(game, (person, place, team) => ({
      ...{ slug: person.bref, name: person.name, team: team.name.toUpperCase().replace(' ', '_'), seconds_played: 1831 + place },
      ...{ ...spelled(scraped, place), date: game.day },
    })),
  'Basketball-Reference team totals': game =>
    [MIL, BKN].flatMap((team, place) =>
      ['basic', 'advanced'].map(table => ({
        ...{ bref_game_id: game.bref, bref_team: brefTeam(team), table, mp: 240, ...spelled(BREF_STATISTICS, place), plus_minus: null },
      })),
    ),
  'Basketball-Reference inactive lists': game =>
    each(game, (person, _, team) => ({ bref_game_id: game.bref, bref_team: brefTeam(team), bref_player_id: person.bref, player: person.name })),
  'Basketball-Reference officials': game =>
    ['One', 'Two', 'Three'].map(last => ({ bref_game_id: game.bref, bref_referee_id: `${last.toLowerCase()}r`, official: `Ref ${last}` })),
  'Basketball-Reference games': game => [
    {
      ...{
        bref_game_id: game.bref,
        title: 'A at B',
        event_label: null,
        tip_text: `7:30 PM, ${longDay(game)}`,
        arena_text: 'Fiserv Forum, Milwaukee',
      },
      ...{ attendance: '17,341' },
    },
  ],
  'closing lines': game => [
    {
      ...{ dates: game.day, away: 'bkn', home: 'mil', whos_favored: 'home', spread: 3.5, total: 226.5, moneyline_away: 140 },
      ...{ moneyline_home: -160 },
    },
  ],
  'prop tables, a column for each book': game =>
    each(game, (person, place) => ({
      ...{ game_id: 'x', game_start: tip(game), game_status: 'Scheduled', away_team: BKN.name, home_team: MIL.name, market: 'Player Points' },
      ...{ player_name: person.name, timestamp: `${game.day} 18:35:12`, espn_bet_line: 20.5 + place, espn_bet_over_price: -115 },
      ...{ espn_bet_under_price: -105, bovada_line: 21.5 + place, bovada_over_price: -110, bovada_under_price: null },
    })),
  'prop lines, points with rebounds and assists': game =>
    each(game, (person, place) => ({
      ...{ player_name: person.name, event_id: `e${game.number}`, event_date: game.day, home_team: MIL.name, away_team: BKN.name },
      ...{ bookmaker: 'BetOnline.ag', line: 40.5 + place, timestamp: `${game.day}T23:25:44Z`, over_price: -110, under_price: -120 },
    })),
  'prop lines, a row for each side': game =>
    each(game, (_, place) => ({
      ...{ player: game.people[place < 2 ? 0 : 1].name, market: 'player_points', bookmaker: 'DraftKings', side: place % 2 === 0 ? 'over' : 'under' },
      ...{ line: 29.5, price: -110 - place, home_team: MIL.name, away_team: BKN.name, commence_time: tip(game) },
    })),
  'Basketball-Reference game crosswalk': game => [{ bref_game_id: game.bref, nba_game_id: game.id }],
  'Basketball-Reference player crosswalk': game =>
    each(game, person => ({
      bref_player_id: person.bref,
      bref_name: person.name,
      nba_player_id: person.id,
      nba_name: person.name,
      same_name: 'true',
    })),
  'Player registry': game => each(game, person => ({ player_lookup: person.name, universal_player_id: `${person.bref}_001`, season: '2021-22' })),
  'Player aliases': game => each(game, person => ({ alias_lookup: `${person.last} ${person.first}`, nba_canonical_lookup: person.name })),
  Arenas: game => [{ team: 'MIL', arena: `Hall ${game.number}`, city: 'Milwaukee, WI', lat: 43.04, lon: -87.92, elev_m: 188, tz: 'America/Chicago' }],
  'Travel distances': game => [
    { from_team: `A${game.number}`, to_team: 'BKN', distance_miles: 743 },
    { from_team: 'BKN', to_team: `A${game.number}`, distance_miles: 743 },
  ],
}

function longDay({ day }: Game): string {
  return new Date(day).toLocaleString('en', { month: 'long', day: 'numeric', year: 'numeric', timeZone: 'UTC' })
}
