import { brefInactives } from '../nba/sources/bref-inactives.ts'
import { brefPlayerBoxscores } from '../nba/sources/bref-player-boxscores.ts'
import { dayOf } from './dates.ts'
import { from, onlyWhere, type Expression, type Mapping } from './expression.ts'
import { defineFormat, type Format } from './format.ts'
import { minutesIfWhole, secondsIfTold } from './minutes.ts'
import { countsOfPlayers, type Spellings } from './spelled-statistics.ts'

/** Without the site's own id a person is his name and team. */
const nameAndTeam: Expression = from`${'Player'} || ' / ' || ${'Tm'}`

const EXPORTED: Spellings = {
  points: 'PTS',
  field_goals_made: 'FG',
  field_goals_attempted: 'FGA',
  three_pointers_made: '3P',
  three_pointers_attempted: '3PA',
  free_throws_made: 'FT',
  free_throws_attempted: 'FTA',
  offensive_rebounds: 'ORB',
  defensive_rebounds: 'DRB',
  total_rebounds: 'TRB',
  assists: 'AST',
  steals: 'STL',
  blocks: 'BLK',
  turnovers: 'TOV',
  personal_fouls: 'PF',
}

/** Lines of all players of a season under the headings of the site, without ids: the game is that of the team on the day. */
export const brefExportedLines: Format = defineFormat({
  name: 'Basketball-Reference player lines, exported',
  feed: 'basketball_reference_export',
  phase: 'facts',
  parts: [
    {
      target: brefPlayerBoxscores,
      signature: ['Player', 'Tm', 'Opp', 'MP', 'GmSc', 'Data'],
      game: { day: dayOf('Data'), team: 'Tm' },
      teams: ['team_abbr'],
      lookups: { player_lookup: 'Player' },
      columns: {
        bref_player_id: nameAndTeam,
        player_full_name: 'Player',
        team_abbr: 'Tm',
        player_status: from`'active'`,
        seconds_played: secondsIfTold('MP'),
        minutes_rounded: minutesIfWhole('MP'),
        ...countsOfPlayers(EXPORTED),
      },
    },
  ],
})

/** What stands in every cell of a game that he did not play. */
const absence: Expression = from`case when regexp_matches(${'MP'}, '[A-Za-z]') then ${'MP'} end`

/** Whose page it is does not stand in it: a column that people add, or a mapping’s constant. */
const HIS_PAGE = ['Player', 'G', 'Date', 'Tm', 'Opp', 'GS', 'MP', 'GmSc'] as const

export const brefPlayerPages: Format = defineFormat({
  name: 'Basketball-Reference player page',
  feed: 'basketball_reference_export',
  phase: 'facts',
  parts: [
    {
      target: brefPlayerBoxscores,
      signature: HIS_PAGE,
      where: from`lower(${'MP'}) is distinct from 'inactive' and ${'Date'} <> 'Date'`,
      optional: ['+/-'],
      game: { day: dayOf('Date'), team: 'Tm' },
      teams: ['team_abbr'],
      lookups: { player_lookup: 'Player' },
      columns: {
        bref_player_id: nameAndTeam,
        player_full_name: 'Player',
        team_abbr: 'Tm',
        player_status: from`case when ${absence} is null then 'active' else 'dnp' end`,
        dnp_reason: absence,
        starter: ifPlayed('GS'),
        seconds_played: ifPlayed(secondsIfTold('MP')),
        minutes_rounded: ifPlayed(minutesIfWhole('MP')),
        ...countsOfPlayers(EXPORTED, ifPlayed),
        plus_minus: ifPlayed(from`ltrim(${'+/-'}, '+')`),
      },
    },
    {
      target: brefInactives,
      signature: HIS_PAGE,
      where: from`lower(${'MP'}) = 'inactive'`,
      game: { day: dayOf('Date'), team: 'Tm' },
      teams: ['team_abbr'],
      lookups: { player_lookup: 'Player' },
      columns: { bref_player_id: nameAndTeam, player_full_name: 'Player', team_abbr: 'Tm' },
    },
  ],
})

function ifPlayed(mapping: Mapping): Expression {
  return onlyWhere(from`${absence} is null`, mapping)
}

const SCRAPED: Spellings = {
  points: from`cast(2::bigint * try_cast(${'made_field_goals'} as integer) + try_cast(${'made_three_point_field_goals'} as integer)
    + try_cast(${'made_free_throws'} as integer) as varchar)`,
  field_goals_made: 'made_field_goals',
  field_goals_attempted: 'attempted_field_goals',
  three_pointers_made: 'made_three_point_field_goals',
  three_pointers_attempted: 'attempted_three_point_field_goals',
  free_throws_made: 'made_free_throws',
  free_throws_attempted: 'attempted_free_throws',
  offensive_rebounds: 'offensive_rebounds',
  defensive_rebounds: 'defensive_rebounds',
  assists: 'assists',
  steals: 'steals',
  blocks: 'blocks',
  turnovers: 'turnovers',
  personal_fouls: 'personal_fouls',
}

/** Lines of one day as the web scraper writes them; the day is told by a column that people add, or by a mapping’s constant. */
export const brefScrapedLines: Format = defineFormat({
  name: 'Basketball-Reference player lines, scraped',
  feed: 'basketball_reference',
  phase: 'facts',
  parts: [
    {
      target: brefPlayerBoxscores,
      signature: ['slug', 'name', 'team', 'seconds_played', 'made_field_goals'],
      game: { day: dayOf('date'), team: from`replace(${'team'}, '_', ' ')` },
      teams: ['team_abbr'],
      lookups: { player_lookup: 'name' },
      columns: {
        bref_player_id: 'slug',
        player_full_name: 'name',
        team_abbr: from`replace(${'team'}, '_', ' ')`,
        player_status: from`'active'`,
        seconds_played: from`regexp_replace(${'seconds_played'}, '\.0*$', '')`,
        ...countsOfPlayers(SCRAPED),
      },
    },
  ],
})
