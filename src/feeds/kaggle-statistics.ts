import { nbacPlayerBoxscores } from '../nba/sources/nbac-player-boxscores.ts'
import { nbacSchedule } from '../nba/sources/nbac-schedule.ts'
import { nbacTeamBoxscore } from '../nba/sources/nbac-team-boxscore.ts'
import { dayOf, isDay } from './dates.ts'
import { from, nbaGameId, onlyWhere, seasonYearOf, type Expression } from './expression.ts'
import { defineFormat, type Format, type PartSpec } from './format.ts'
import { minutesIfWhole, minutesOfTeam, secondsIfTold } from './minutes.ts'
import { countsOfPlayers, countsOfTeams, V3_STATISTICS } from './spelled-statistics.ts'

/** Days of both spellings of these tables; the second one says Z and means Eastern time. */
const day: Expression = from`coalesce(${'gameDate'}, left(${'gameDateTimeEst'}, 10))`

const team = (city: string, name: string): Expression => from`${city} || ' ' || ${name}`
const isHome: Expression = from`lower(${'home'}) in ('1', '1.0', 'true')`
const tellsWhere: Expression = from`lower(${'home'}) in ('0', '0.0', 'false', '1', '1.0', 'true')`

/** The game of a row that names a team, its opponent, and which of them is at home. */
function gameOf(own: Expression, opponent: Expression, signature: readonly string[]): PartSpec {
  return {
    target: nbacSchedule,
    signature,
    optional: ['gameDate', 'gameDateTimeEst'],
    where: from`${tellsWhere} and ${isDay(day)}`,
    once: nbaGameId('gameId'),
    inPassing: true,
    game: 'own',
    teams: ['home_team_tricode', 'away_team_tricode'],
    columns: {
      nba_game_id: nbaGameId('gameId'),
      game_date: dayOf(day),
      season_year: seasonYearOf(nbaGameId('gameId')),
      home_team_tricode: from`case when ${isHome} then ${own} else ${opponent} end`,
      away_team_tricode: from`case when ${isHome} then ${opponent} else ${own} end`,
    },
  }
}

const ofPlayer = team('playerteamCity', 'playerteamName')
const played: Expression = from`try_cast(${'numMinutes'} as double) > 0 or ${'numMinutes'} like '%:%'`
const fullName = from`nullif(concat_ws(' ', ${'firstName'}, ${'lastName'}), '')`

export const kagglePlayerStatistics: Format = defineFormat({
  name: 'PlayerStatistics',
  feed: 'kaggle',
  phase: 'facts',
  parts: [
    gameOf(ofPlayer, team('opponentteamCity', 'opponentteamName'), ['personId', 'gameId', 'playerteamCity', 'numMinutes', 'home']),
    {
      target: nbacPlayerBoxscores,
      signature: ['personId', 'gameId', 'playerteamCity', 'numMinutes'],
      optional: ['plusMinusPoints', 'gameDate', 'gameDateTimeEst'],
      game: 'nba_game_id',
      agrees: { game_date: dayOf(day) },
      teams: ['team_abbr'],
      lookups: { player_lookup: fullName },
      columns: {
        nba_game_id: nbaGameId('gameId'),
        nba_player_id: 'personId',
        player_full_name: fullName,
        team_abbr: ofPlayer,
        player_status: from`case when ${played} then 'active' else 'dnp' end`,
        minutes: 'numMinutes',
        seconds_played: onlyWhere(played, secondsIfTold('numMinutes')),
        minutes_rounded: onlyWhere(played, minutesIfWhole('numMinutes')),
        ...countsOfPlayers(V3_STATISTICS, mapping => onlyWhere(played, mapping)),
        plus_minus: onlyWhere(played, 'plusMinusPoints'),
      },
    },
  ],
})

const ownTeam = team('teamCity', 'teamName')

export const kaggleTeamStatistics: Format = defineFormat({
  name: 'TeamStatistics',
  feed: 'kaggle',
  phase: 'facts',
  parts: [
    gameOf(ownTeam, team('opponentTeamCity', 'opponentTeamName'), ['gameId', 'teamCity', 'teamScore', 'opponentTeamCity', 'home']),
    {
      target: nbacTeamBoxscore,
      signature: ['gameId', 'teamCity', 'teamScore', 'opponentTeamCity', 'fieldGoalsMade'],
      optional: ['numMinutes', 'plusMinusPoints', 'teamId', 'gameDate', 'gameDateTimeEst'],
      game: 'nba_game_id',
      agrees: { game_date: dayOf(day) },
      teams: ['team_abbr'],
      columns: {
        nba_game_id: nbaGameId('gameId'),
        team_id: 'teamId',
        team_abbr: ownTeam,
        team_name: 'teamName',
        minutes: 'numMinutes',
        player_minutes: minutesOfTeam('numMinutes'),
        ...countsOfTeams({ ...V3_STATISTICS, points: 'teamScore' }),
        plus_minus: 'plusMinusPoints',
      },
    },
  ],
})

/** A game that is not over has no score, or zeros. */
const over: Expression = from`try_cast(${'homeScore'} as double) > 0`

export const kaggleGameList: Format = defineFormat({
  name: 'Games by city and name',
  feed: 'kaggle',
  phase: 'schedule',
  parts: [
    {
      target: nbacSchedule,
      signature: ['gameId', 'hometeamCity', 'hometeamName', 'awayteamCity', 'awayteamName', 'homeScore'],
      optional: ['gameDate', 'gameDateTimeEst', 'gameLabel'],
      game: 'own',
      teams: ['home_team_tricode', 'away_team_tricode'],
      columns: {
        nba_game_id: nbaGameId('gameId'),
        game_date: dayOf(day),
        season_year: seasonYearOf(nbaGameId('gameId')),
        home_team_tricode: team('hometeamCity', 'hometeamName'),
        away_team_tricode: team('awayteamCity', 'awayteamName'),
        home_team_score: onlyWhere(over, 'homeScore'),
        away_team_score: onlyWhere(over, 'awayScore'),
        game_label: 'gameLabel',
      },
    },
  ],
})
