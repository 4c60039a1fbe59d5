import { nbacShotChart } from '../nba/sources/nbac-shot-chart.ts'
import { roundedFeet } from './events.ts'
import { expecting, from, nbaGameId, type Expression } from './expression.ts'
import { defineFormat, type Format } from './format.ts'

const feet = (x: Expression, y: Expression): Expression =>
  roundedFeet(from`sqrt(pow(try_cast(${x} as double), 2) + pow(try_cast(${y} as double), 2))`)

/** Shots of one person in one game in the order of the file. */
const numbered = from`cast(row_number() over (partition by source_file, ${'GAME_ID'}, ${'PLAYER_ID'} order by source_row) as varchar)`

const shotType = from`case when starts_with(${'SHOT_TYPE'}, '3PT') then '3PT' when starts_with(${'SHOT_TYPE'}, '2PT') then '2PT' end`

/** What is left of the period; text that is no clock where one of the two is no number. */
const clock = (minutes: string, seconds: string): Expression => {
  const left = from`60::bigint * try_cast(${minutes} as integer) + try_cast(${seconds} as integer)`
  return expecting('minutes and seconds left', from`coalesce(cast(${left} as varchar), ${minutes} || ':' || ${seconds})`)
}

/** ShotChartDetail of the statistics service: x and y in tenths of feet from the hoop. */
export const nbaShotChartDetail: Format = defineFormat({
  name: 'NBA shot chart',
  feed: 'nba_shot_chart',
  phase: 'facts',
  parts: [
    {
      target: nbacShotChart,
      signature: ['GAME_ID', 'GAME_EVENT_ID', 'PLAYER_ID', 'SHOT_TYPE', 'LOC_X', 'LOC_Y', 'SHOT_MADE_FLAG'],
      game: 'nba_game_id',
      teams: ['team_abbr'],
      once: from`concat_ws('/', source_file, ${'GAME_ID'}, ${'GAME_EVENT_ID'}, ${'PLAYER_ID'})`,
      columns: {
        nba_game_id: nbaGameId('GAME_ID'),
        nba_player_id: 'PLAYER_ID',
        shot_number: numbered,
        team_abbr: 'TEAM_ID',
        event_id: 'GAME_EVENT_ID',
        period: 'PERIOD',
        clock_seconds: clock('MINUTES_REMAINING', 'SECONDS_REMAINING'),
        shot_type: shotType,
        shot_made: 'SHOT_MADE_FLAG',
        shot_distance: feet(from`try_cast(${'LOC_X'} as double) / 10`, from`try_cast(${'LOC_Y'} as double) / 10`),
        action_type: 'ACTION_TYPE',
        zone_basic: 'SHOT_ZONE_BASIC',
        loc_x: 'LOC_X',
        loc_y: 'LOC_Y',
      },
    },
  ],
})

/** A season’s shots as people publish them: x and y in feet, the hoop 5.25 feet from the baseline. */
export const nbaSeasonShots: Format = defineFormat({
  name: 'NBA season shots',
  feed: 'nba_shot_chart',
  phase: 'facts',
  parts: [
    {
      target: nbacShotChart,
      signature: ['GAME_ID', 'PLAYER_ID', 'SHOT_MADE', 'SHOT_TYPE', 'LOC_X', 'LOC_Y', 'QUARTER', 'MINS_LEFT', 'SECS_LEFT'],
      without: ['GAME_EVENT_ID'],
      game: 'nba_game_id',
      teams: ['team_abbr'],
      columns: {
        nba_game_id: nbaGameId('GAME_ID'),
        nba_player_id: 'PLAYER_ID',
        shot_number: numbered,
        team_abbr: 'TEAM_ID',
        period: 'QUARTER',
        clock_seconds: clock('MINS_LEFT', 'SECS_LEFT'),
        shot_type: shotType,
        shot_made: 'SHOT_MADE',
        shot_distance: feet(from`${'LOC_X'}`, from`try_cast(${'LOC_Y'} as double) - 5.25`),
        action_type: 'ACTION_TYPE',
        zone_basic: 'BASIC_ZONE',
        loc_x: 'LOC_X',
        loc_y: 'LOC_Y',
      },
    },
  ],
})
