import { bool, int, text } from '../table/column.ts'
import { defineSource, type Source } from '../table/source.ts'
import { BLOCK_COUNTS, EVENT_COUNTS, ZONE_COUNTS } from './events/event-counts.ts'

const MEANINGS: Readonly<Record<string, string>> = {
  points: 'Points by events',
  assisted_fg_makes: 'Field goals made after an assist',
  unassisted_fg_makes: 'Field goals made without one',
  assists_given: 'Assists by events',
  and1_count: 'One-shot free throws after his own make at the same second',
  fourth_quarter_points: 'Points in the fourth quarter',
  clutch_points: 'Points in the last five minutes of the fourth quarter and in overtime while the margin before them was 5 or less',
}

/** No feed fills it: settling an import folds the events of the games that it touched. */
export const playerEventFacts: Source = defineSource({
  dataset: 'nba_reference',
  name: 'player_event_facts',
  about: 'What play-by-play or shot chart tell of each person in each game. A person without a row has 0 of what the row of his team knows.',
  tells: 'player events',
  person: { ids: 'nba', column: 'nba_player_id' },
  key: ['nba_game_id', 'nba_player_id'],
  ofGame: true,
  knownAt: 'next day',
  columns: {
    nba_player_id: int('NBA person id', { required: true }),
    team_abbr: text('His team', { required: true }),
    ...Object.fromEntries(ZONE_COUNTS.map(name => [name, int(`Shots by zone: ${name.replaceAll('_', ' ')}`)])),
    ...Object.fromEntries(
      EVENT_COUNTS.map(name => [name, int(BLOCK_COUNTS.includes(name) ? 'Shots that he blocked by zone' : (MEANINGS[name] ?? name))]),
    ),
    fourth_quarter_seconds: int('Seconds on court in the fourth quarter; NULL where five of each team cannot be found', { unit: 'seconds' }),
    clutch_seconds: int('Seconds on court in clutch time; NULL where five of each team cannot be found', { unit: 'seconds' }),
    started: bool('Whether he is on court at the first event; NULL where the feed does not tell'),
  },
})
