import { COURT } from '../nba/events/vocabulary.ts'
import { nbacPlayByPlay } from '../nba/sources/nbac-play-by-play.ts'
import { clockSeconds, freeThrowTotal, personId } from './events.ts'
import { from, nbaGameId, onlyWhere, type Expression } from './expression.ts'
import { defineFormat, type Format } from './format.ts'

const ofType = (...types: readonly number[]): Expression =>
  from`${'EVENTMSGTYPE'} in (${{ sql: types.map(type => `'${type}'`).join(', '), reads: [] }})`
const [made, missed, freeThrow] = [ofType(1), ofType(2), ofType(3)]
const shot = ofType(1, 2)

/** The sentences of both sides: the other side’s tells of a block or a steal. */
const text = from`concat_ws('; ', ${'HOMEDESCRIPTION'}, ${'VISITORDESCRIPTION'}, ${'NEUTRALDESCRIPTION'})`

const eventType = from`case ${'EVENTMSGTYPE'} when '1' then 'shot' when '2' then 'shot' when '3' then 'free throw' when '4' then 'rebound' when '5' then 'turnover'
  when '6' then case when ${'EVENTMSGACTIONTYPE'} in ('11', '12', '13', '16', '17', '18', '19', '25', '30') then 'technical foul' else 'foul' end when '7' then 'violation' when '8' then 'substitution' when '9' then 'timeout' when '10' then 'jump ball' when '11' then 'ejection'
  when '12' then 'period start' when '13' then 'period end' else 'other' end`

/** A file of single games put together can hold rows of one game in the part of another; then they stand twice. */
const inItsPart = from`coalesce(regexp_extract(${'part'}, '(\d{8})\.csv$', 1), '') in ('', right(split_part(${'GAME_ID'}, '.', 1), 8))`

const court = COURT.map(slot => [`${slot}_id`, personId(`${slot}_id`)] as const)

/** The play-by-play of the statistics service until 2025, as the service gives it or as a table, with those on court where somebody has added them. */
export const nbaPlayByPlayV2: Format = defineFormat({
  name: 'NBA play-by-play v2',
  feed: 'nba_play_by_play_v2',
  phase: 'facts',
  parts: [
    {
      target: nbacPlayByPlay,
      signature: ['GAME_ID', 'EVENTNUM', 'EVENTMSGTYPE', 'EVENTMSGACTIONTYPE', 'PCTIMESTRING'],
      called: { part: 'source_file' },
      optional: ['part', 'NEUTRALDESCRIPTION', 'SCORE', 'PLAYER1_TEAM_ABBREVIATION', ...COURT.map(slot => `${slot}_id`)],
      where: inItsPart,
      game: 'nba_game_id',
      teams: ['player_1_team_abbr'],
      columns: {
        nba_game_id: nbaGameId('GAME_ID'),
        event_id: 'EVENTNUM',
        event_sequence: from`cast(source_row as varchar)`,
        period: 'PERIOD',
        clock_seconds: clockSeconds('PCTIMESTRING'),
        event_type: eventType,
        event_action_type: 'EVENTMSGACTIONTYPE',
        event_description: from`nullif(${text}, '')`,
        shot_type: from`case when ${shot} then case when contains(${text}, '3PT') then '3PT' else '2PT' end when ${freeThrow} then 'FT' end`,
        shot_made: from`case when ${made} then 'true' when ${missed} then 'false'
          when ${freeThrow} then case when contains(${text}, 'MISS') then 'false' else 'true' end end`,
        shot_distance: onlyWhere(shot, from`coalesce(nullif(regexp_extract(${text}, ' (\d+)'' ', 1), ''), '0')`),
        free_throw_total: onlyWhere(freeThrow, freeThrowTotal(text)),
        score_home: from`nullif(trim(split_part(${'SCORE'}, '-', 2)), '')`,
        score_away: from`nullif(trim(split_part(${'SCORE'}, '-', 1)), '')`,
        player_1_id: personId('PLAYER1_ID'),
        player_1_team_abbr: from`coalesce(${'PLAYER1_TEAM_ABBREVIATION'}, case when length(split_part(${'PLAYER1_ID'}, '.', 1)) = 10 then split_part(${'PLAYER1_ID'}, '.', 1) end)`,
        player_2_id: from`case when ${missed} then ${personId('PLAYER3_ID')} when ${ofType(1, 5, 8)} then ${personId('PLAYER2_ID')} end`,
        player_2_role: from`case when ${missed} and ${personId('PLAYER3_ID')} is not null then 'block'
          when ${personId('PLAYER2_ID')} is null then null
          when ${made} then 'assist' when ${ofType(5)} then 'steal' when ${ofType(8)} then 'enters' end`,
        ...Object.fromEntries(court),
      },
    },
  ],
})
