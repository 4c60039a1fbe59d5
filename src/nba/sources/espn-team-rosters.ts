import { date, int, text } from '../../table/column.ts'
import { defineSource, type Source } from '../../table/source.ts'

export const espnTeamRosters: Source = defineSource({
  dataset: 'nba_raw',
  name: 'espn_team_rosters',
  about: 'Rosters of teams on a day, from ESPN and from NBA.com.',
  tells: 'roster',
  key: ['feed', 'roster_date', 'team_abbr', 'player_lookup'],
  ofGame: false,
  knownAt: 'always',
  knownFrom: { column: 'roster_date', daysAfter: 0 },
  columns: {
    roster_date: date('The day on which the roster was so', { required: true }),
    team_abbr: text('Team', { required: true }),
    player_full_name: text('Name as the site writes it', { required: true }),
    player_lookup: text('The name, normalised', { required: true }),
    espn_player_id: int('ESPN athlete id'),
    nba_player_id: int('NBA person id'),
    age: int('Age in whole years on that day', { between: [15, 60], unit: 'years' }),
    birth_date: date('Day of birth'),
    position: text('Position'),
    jersey_number: text('Number on the jersey'),
  },
})
