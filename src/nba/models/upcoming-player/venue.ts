import { sql } from '../../../sql/sql.ts'
import { content, type ModelColumn } from '../../../table/column.ts'

/** Where his team has been and is. */
export const ofVenue: Readonly<Record<string, ModelColumn>> = {
  game_start_time_local: content.text('Tip-off on the clock of the venue: 7:30 PM ET', { from: sql`x.start_local` }),
  travel_miles: content.int('Miles from the venue of the team’s previous game of the season, or from its home before the first, to this one', {
    unit: 'miles',
    formula: 'great circle from venue to venue on a sphere of 3,959 miles',
    from: sql`w.travel_miles`,
  }),
  time_zone_changes: content.int('Hours between the clocks of the two venues on that day', { unit: 'hours', from: sql`w.time_zone_changes` }),
  travel_direction: content.text('east where the clock goes forward on that way, west where it goes back, else neutral', {
    from: sql`w.travel_direction`,
  }),
  consecutive_road_games: content.int('Away games in a row of his team, this one included; 0 at home', { from: sql`t.road_games_in_a_row` }),
  miles_traveled_last_14_days: content.int('Miles of the team to its games from 14 days to 1 day before', {
    unit: 'miles',
    from: sql`w.miles_last_14`,
  }),
  time_zones_crossed_last_14_days: content.int('Hours by which the clocks of its venues differed on those ways', {
    unit: 'hours',
    from: sql`w.zones_last_14`,
  }),
}
