import { bool, int, text } from '../table/column.ts'
import { defineSource, type Source } from '../table/source.ts'
import { BLOCK_COUNTS, ZONE_COUNTS } from './events/event-counts.ts'

/** No feed fills it: settling an import folds the events of the games that it touched. */
export const teamEventFacts: Source = defineSource({
  dataset: 'nba_reference',
  name: 'team_event_facts',
  about: 'What play-by-play or shot chart tell of each team in each game.',
  tells: 'team events',
  key: ['nba_game_id', 'team_abbr'],
  ofGame: true,
  knownAt: 'next day',
  columns: {
    team_abbr: text('The team', { required: true }),
    events_from: text('The feed of the events; NULL where there is only a shot chart'),
    zones_from: text('The feed of the shots', { required: true }),
    events_table: text('The raw table of the events; NULL where there is only a shot chart'),
    zones_table: text('The raw table of the shots', { required: true }),
    ...Object.fromEntries(ZONE_COUNTS.map(name => [name, int(`Shots by zone: ${name.replaceAll('_', ' ')}`)])),
    points: int('Points by events', { unit: 'points' }),
    ...Object.fromEntries(BLOCK_COUNTS.map(name => [name, int('Shots that the team blocked by zone')])),
    fourth_quarter_points: int('Points in the fourth quarter', { unit: 'points' }),
    clutch_points: int('Points in clutch time', { unit: 'points' }),
    team_turnovers: int('Turnovers of no player in particular; NULL where the events leave open whose one of them was'),
    second_chance_points: int('Points that the feed qualifies as second chance; NULL where it has no qualifiers', { unit: 'points' }),
    fast_break_points: int('Points that the feed qualifies as fast break; NULL where it has no qualifiers', { unit: 'points' }),
    official_points_in_paint: int('Points that the feed qualifies as in the paint; NULL where it has no qualifiers', { unit: 'points' }),
    overtime_periods: int('Overtimes'),
    referee_crew_id: text('NBA ids of the officials who called something, ascending, joined by _; NULL unless they are just three'),
    starters_known: bool('Whether the ten of the first event are known', { required: true }),
    fourth_quarter_timed: bool('Whether the seconds of the fourth quarter are known', { required: true }),
    clutch_timed: bool('Whether the seconds of clutch time are known', { required: true }),
  },
})
