import { nbacPlayByPlay } from '../nba/sources/nbac-play-by-play.ts'
import { clockSeconds, freeThrowTotal, isTechnical, personId, roundedFeet } from './events.ts'
import { from, nbaGameId, onlyWhere, type Expression } from './expression.ts'
import { defineFormat, type Format } from './format.ts'

const shot = from`${'actionType'} in ('Made Shot', 'Missed Shot')`
const freeThrow = from`${'actionType'} = 'Free Throw'`
const enters = from`nullif(regexp_extract(${'description'}, '^SUB: (.+) FOR ', 1), '')`
const assist = from`nullif(regexp_extract(${'description'}, '\(([^()]+) \d+ AST\)', 1), '')`
const other = from`coalesce(${enters}, ${assist})`

/** Blocks and steals are rows of their own, with the number of the shot or turnover. */
function beside(word: 'BLOCK' | 'STEAL'): Expression {
  const pattern: Expression = { sql: ` ${word} \\(\\d+ (BLK|STL)\\)`, reads: [] }
  return from`max(case when regexp_matches(${'description'}, '${pattern}') then ${'personId'} end) over (partition by source_file, ${'gameId'}, ${'actionNumber'})`
}

const [blocker, stealer] = [personId(beside('BLOCK')), personId(beside('STEAL'))]
const missed = from`${'actionType'} = 'Missed Shot'`
const turnover = from`${'actionType'} = 'Turnover'`

const eventType = from`case when ${shot} then 'shot'
  when regexp_matches(${'description'}, ' BLOCK \(\d+ BLK\)') then 'block'
  when regexp_matches(${'description'}, ' STEAL \(\d+ STL\)') then 'steal'
  when ${'actionType'} = 'period' then 'period ' || ${'subType'}
  when ${'actionType'} = 'Foul' and ${isTechnical('subType')} then 'technical foul'
  when lower(${'actionType'}) in ('free throw', 'rebound', 'turnover', 'foul', 'violation', 'substitution', 'timeout', 'jump ball', 'ejection')
    then lower(${'actionType'})
  else 'other' end`

/** `J. Williams` or `Jal. Williams` where two of a team share a family name. */
const GIVEN: Expression = { sql: String.raw`^([A-Z][A-Za-z]{0,3})\. (.+)$`, reads: [] }
const familyOf = (name: Expression): Expression => from`coalesce(nullif(regexp_extract(${name}, '${GIVEN}', 2), ''), ${name})`

/** The play-by-play of the statistics service: one person per action; who assisted or entered stands in the sentence, by family name. */
export const nbaPlayByPlayV3: Format = defineFormat({
  name: 'NBA play-by-play v3',
  feed: 'nba_play_by_play_v3',
  phase: 'facts',
  parts: [
    {
      target: nbacPlayByPlay,
      signature: [],
      records: {
        root: '$.game.actions[0].actionId',
        at: '$.game.actions[*]',
        shared: { gameId: '$.game.gameId' },
        fields: Object.fromEntries(
          [
            'actionId actionNumber clock period teamId teamTricode personId playerName shotDistance shotResult shotValue',
            'isFieldGoal scoreHome scoreAway description actionType subType',
          ]
            .join(' ')
            .split(' ')
            .map(name => [name, `$.${name}`]),
        ),
      },
      game: 'nba_game_id',
      teams: ['player_1_team_abbr'],
      lookups: { player_1_lookup: 'playerName', player_2_lookup: familyOf(other) },
      columns: {
        nba_game_id: nbaGameId('gameId'),
        event_id: 'actionId',
        event_sequence: from`cast(source_row as varchar)`,
        period: 'period',
        clock_seconds: clockSeconds('clock'),
        event_type: eventType,
        event_action_type: 'subType',
        event_description: 'description',
        shot_type: from`case when ${shot} then ${'shotValue'} || 'PT' when ${freeThrow} then 'FT' end`,
        shot_made: from`case when ${shot} then cast(${'shotResult'} = 'Made' as varchar)
          when ${freeThrow} then cast(not contains(${'description'}, 'MISS') as varchar) end`,
        shot_distance: onlyWhere(shot, roundedFeet('shotDistance')),
        free_throw_total: onlyWhere(freeThrow, freeThrowTotal('subType')),
        score_home: 'scoreHome',
        score_away: 'scoreAway',
        player_1_id: personId('personId'),
        player_1_team_abbr: from`coalesce(${'teamTricode'}, nullif(${'teamId'}, '0'), case when length(${'personId'}) = 10 then ${'personId'} end)`,
        player_2_id: from`case when ${missed} then ${blocker} when ${turnover} then ${stealer} end`,
        player_2_given: from`lower(nullif(regexp_extract(${other}, '${GIVEN}', 1), ''))`,
        player_2_count: from`nullif(regexp_extract(${'description'}, '\([^()]+ (\d+) AST\)', 1), '')`,
        player_2_role: from`case when ${enters} is not null then 'enters' when ${assist} is not null then 'assist'
          when ${missed} and ${blocker} is not null then 'block' when ${turnover} and ${stealer} is not null then 'steal' end`,
      },
    },
  ],
})
