import { espnTeamRosters } from '../nba/sources/espn-team-rosters.ts'
import { dayOf } from './dates.ts'
import { expecting, from, type Expression } from './expression.ts'
import { defineFormat, type Format } from './format.ts'

/** The day of a roster, which no roster tells: as the import was told, else by the name of the file, else the day of the import. */
const rosterDate: Expression = expecting(
  'the day of the roster',
  from`coalesce(
    (select roster_date from temp.import_days),
    nullif(regexp_extract(source_file, '(?:19|20)\d{2}-\d{2}-\d{2}'), ''),
    (select today from temp.import_days))`,
)

const wholeYears = (column: string): Expression => from`regexp_replace(${column}, '\.0*$', '')`

/** A roster as ESPN serves it. */
export const espnTeamRoster: Format = defineFormat({
  name: 'ESPN roster',
  feed: 'espn',
  phase: 'reference',
  parts: [
    {
      target: espnTeamRosters,
      signature: [],
      records: {
        root: '$.team.athletes',
        at: '$.team.athletes[*]',
        shared: { teamCode: '$.team.abbreviation' },
        fields: {
          id: '$.id',
          fullName: '$.fullName',
          age: '$.age',
          dateOfBirth: '$.dateOfBirth',
          positionCode: '$.position.abbreviation',
          jersey: '$.jersey',
        },
      },
      teams: ['team_abbr'],
      teamsOn: rosterDate,
      lookups: { player_lookup: 'fullName' },
      columns: {
        roster_date: rosterDate,
        team_abbr: 'teamCode',
        player_full_name: 'fullName',
        espn_player_id: 'id',
        age: wholeYears('age'),
        birth_date: from`left(${'dateOfBirth'}, 10)`,
        position: 'positionCode',
        jersey_number: 'jersey',
      },
    },
  ],
})

/** A roster as the statistics service of NBA.com serves it. */
export const nbaTeamRoster: Format = defineFormat({
  name: 'NBA CommonTeamRoster',
  feed: 'nba_rosters',
  phase: 'reference',
  parts: [
    {
      target: espnTeamRosters,
      signature: ['TeamID', 'PLAYER', 'PLAYER_ID', 'BIRTH_DATE', 'AGE', 'EXP'],
      teams: ['team_abbr'],
      teamsOn: rosterDate,
      lookups: { player_lookup: 'PLAYER' },
      optional: ['NUM', 'POSITION'],
      columns: {
        roster_date: rosterDate,
        team_abbr: 'TeamID',
        player_full_name: 'PLAYER',
        nba_player_id: 'PLAYER_ID',
        age: wholeYears('AGE'),
        birth_date: dayOf('BIRTH_DATE'),
        position: 'POSITION',
        jersey_number: 'NUM',
      },
    },
  ],
})
