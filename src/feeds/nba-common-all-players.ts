import { nbaPlayersRegistry } from '../nba/sources/nba-players-registry.ts'
import { from } from './expression.ts'
import { defineFormat, type Format } from './format.ts'

/** Names and ids of everybody who ever played in the league. They tell the ids of persons of whom files tell names only; a user’s own registry overrides more. */
export const nbaCommonAllPlayers: Format = defineFormat({
  name: 'NBA CommonAllPlayers',
  feed: 'nba_players',
  phase: 'reference',
  parts: [
    {
      target: nbaPlayersRegistry,
      signature: ['PERSON_ID', 'DISPLAY_FIRST_LAST', 'FROM_YEAR', 'TO_YEAR'],
      optional: ['TEAM_ABBREVIATION'],
      lookups: { player_lookup: 'DISPLAY_FIRST_LAST' },
      columns: {
        player_full_name: 'DISPLAY_FIRST_LAST',
        nba_player_id: 'PERSON_ID',
        universal_player_id: from`'nba:' || ${'PERSON_ID'}`,
        season: from`${'FROM_YEAR'} || '-' || ${'TO_YEAR'}`,
        team_abbr: from`coalesce(${'TEAM_ABBREVIATION'}, '')`,
      },
    },
  ],
})
