import { COURT } from '../nba/events/vocabulary.ts'
import { bigdataballPlayByPlay } from '../nba/sources/bigdataball-play-by-play.ts'
import { clockSeconds, freeThrowTotal, isTechnical, roundedFeet } from './events.ts'
import { from, nbaGameId, onlyWhere } from './expression.ts'
import { defineFormat, type Format } from './format.ts'

const shot = from`${'event_type'} in ('shot', 'miss')`
const freeThrow = from`${'event_type'} = 'free throw'`

const eventType = from`case when ${shot} then 'shot' when starts_with(${'event_type'}, 'start of ') then 'period start'
  when starts_with(${'event_type'}, 'end of ') then 'period end'
  when ${'event_type'} = 'foul' and ${isTechnical('type')} then 'technical foul'
  when ${'event_type'} in ('free throw', 'rebound', 'turnover', 'foul', 'violation', 'substitution', 'timeout', 'jump ball', 'ejection') then ${'event_type'}
  else 'other' end`

/** The column of each of those on court: `h1` for the home team’s first. */
function courtColumn(slot: string): string {
  return `${slot.slice(0, 1)}${slot.slice(-1)}`
}

/** Play-by-play tables that BigDataBall sells, one file per game or season. */
export const bigDataBallPlayByPlay: Format = defineFormat({
  name: 'BigDataBall play-by-play',
  feed: 'bigdataball',
  phase: 'facts',
  parts: [
    {
      target: bigdataballPlayByPlay,
      signature: ['game_id', 'data_set', 'play_id', 'event_type', 'remaining_time', 'a1', 'h5'],
      game: 'nba_game_id',
      teams: ['player_1_team_abbr'],
      lookups: {
        player_1_lookup: from`coalesce(${'left'}, ${'player'})`,
        player_2_lookup: from`coalesce(${'entered'}, ${'assist'}, ${'block'}, ${'steal'})`,
        ...Object.fromEntries(COURT.map(slot => [`${slot}_lookup`, courtColumn(slot)])),
      },
      columns: {
        nba_game_id: nbaGameId('game_id'),
        event_id: 'play_id',
        event_sequence: from`cast(source_row as varchar)`,
        period: 'period',
        clock_seconds: clockSeconds('remaining_time'),
        event_type: eventType,
        event_action_type: 'type',
        event_description: 'description',
        shot_type: from`case when ${shot} then case when contains(lower(${'type'}), '3pt') then '3PT' else '2PT' end when ${freeThrow} then 'FT' end`,
        shot_made: from`case when ${shot} or ${freeThrow} then cast(${'result'} = 'made' as varchar) end`,
        shot_distance: onlyWhere(shot, from`coalesce(${roundedFeet('shot_distance')}, '0')`),
        free_throw_total: onlyWhere(freeThrow, freeThrowTotal(from`replace(${'type'}, '/', ' of ')`)),
        score_home: 'home_score',
        score_away: 'away_score',
        player_1_team_abbr: 'team',
        player_1_name: from`coalesce(${'left'}, ${'player'})`,
        player_2_name: from`coalesce(${'entered'}, ${'assist'}, ${'block'}, ${'steal'})`,
        player_2_role: from`case when ${'entered'} is not null then 'enters' when ${'assist'} is not null then 'assist'
          when ${'block'} is not null then 'block' when ${'steal'} is not null then 'steal' end`,
      },
    },
  ],
})
