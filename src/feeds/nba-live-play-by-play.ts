import { nbacPlayByPlay } from '../nba/sources/nbac-play-by-play.ts'
import { clockSeconds, freeThrowTotal, isTechnical, personId, roundedFeet } from './events.ts'
import { from, nbaGameId, onlyWhere } from './expression.ts'
import { defineFormat, type Format } from './format.ts'

const shot = from`${'actionType'} in ('2pt', '3pt')`
const freeThrow = from`${'actionType'} = 'freethrow'`
const substitution = from`${'actionType'} = 'substitution'`
const entering = from`${substitution} and ${'subType'} = 'in'`

const second = {
  assist: personId('assistPersonId'),
  block: personId('blockPersonId'),
  steal: personId('stealPersonId'),
}

const eventType = from`case when ${shot} then 'shot' when ${freeThrow} then 'free throw' when ${'actionType'} = 'jumpball' then 'jump ball'
  when ${'actionType'} = 'period' then 'period ' || ${'subType'}
  when ${'actionType'} = 'foul' and ${isTechnical('subType')} then 'technical foul'
  when ${'actionType'} in ('rebound', 'turnover', 'foul', 'violation', 'substitution', 'timeout', 'ejection', 'block', 'steal') then ${'actionType'}
  else 'other' end`

/** The live play-by-play of the content network: everybody by id, and what the NBA says of a shot besides. */
export const nbaLivePlayByPlay: Format = defineFormat({
  name: 'NBA live play-by-play',
  feed: 'nba_live',
  phase: 'facts',
  parts: [
    {
      target: nbacPlayByPlay,
      signature: [],
      records: {
        root: '$.game.actions[0].timeActual',
        at: '$.game.actions[*]',
        shared: { gameId: '$.game.gameId' },
        fields: {
          ...Object.fromEntries(
            [
              'actionNumber orderNumber clock period teamTricode actionType subType descriptor personId shotDistance shotResult',
              'assistPersonId blockPersonId stealPersonId officialId scoreHome scoreAway description',
            ]
              .join(' ')
              .split(' ')
              .map(name => [name, `$.${name}`]),
          ),
          qualifiers: '$.qualifiers[*]',
        },
      },
      game: 'nba_game_id',
      teams: ['player_1_team_abbr'],
      columns: {
        nba_game_id: nbaGameId('gameId'),
        event_id: 'actionNumber',
        event_sequence: 'orderNumber',
        period: 'period',
        clock_seconds: clockSeconds('clock'),
        event_type: eventType,
        event_action_type: from`nullif(concat_ws(' ', ${'subType'}, ${'descriptor'}), '')`,
        event_description: 'description',
        shot_type: from`case when ${shot} then upper(${'actionType'}) when ${freeThrow} then 'FT' end`,
        shot_made: from`case when ${shot} or ${freeThrow} then cast(${'shotResult'} = 'Made' as varchar) end`,
        shot_distance: onlyWhere(shot, roundedFeet('shotDistance')),
        free_throw_total: onlyWhere(freeThrow, freeThrowTotal(from`concat_ws(' ', ${'subType'}, ${'descriptor'})`)),
        score_home: 'scoreHome',
        score_away: 'scoreAway',
        player_1_id: from`case when not coalesce(${entering}, false) then ${personId('personId')} end`,
        player_1_team_abbr: 'teamTricode',
        player_2_id: from`case when ${entering} then ${personId('personId')} else coalesce(${second.assist}, ${second.block}, ${second.steal}) end`,
        player_2_role: from`case when ${entering} then 'enters' when ${second.assist} is not null then 'assist'
          when ${second.block} is not null then 'block' when ${second.steal} is not null then 'steal' end`,
        qualifiers: from`coalesce(${'qualifiers'}, '')`,
        official_id: personId('officialId'),
      },
    },
  ],
})
