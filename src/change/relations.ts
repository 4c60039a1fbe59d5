import { bool, date, int, text, type Column } from '../table/column.ts'
import { defineTemporary, type Filled, type TemporaryTable } from '../table/temporary.ts'

/**
 * The temporary tables between changed rows and a plan, in the order in which they are made:
 * input_changes → asked_days, team_days → places → player_days → reached, or crowds → dates_reached → reasons_reached → listed_changes.
 * A function that reads one is handed it; none finds what another left behind.
 */

const strings = (meaning: string): Column => ({ type: 'strings', meaning })

const inputChange = {
  change_id: text('Table and key of the row'),
  table_name: text('Qualified name of the raw or reference table'),
  row_key: text('Its key, joined by slashes'),
  kind: text('added, removed or changed'),
  nba_game_id: text('The game that it is about'),
  date_before: date('Game date that it had'),
  date_after: date('Game date that it has'),
  team_before: text('Team that it was about'),
  team_after: text('Team that it is about'),
  source: text('Who issued the person id'),
  source_player_id: text('The person that it is about'),
  fields: strings('Changed fields with both values, each as one text'),
  names: text('Names of the changed fields between spaces; * for all of a new or vanished row'),
  source_file: text('File of the version that holds now, else of the one that held'),
  source_row: int('Its row in that file'),
  import_number: int('The import that brought or ended it'),
}

export const inputChanges: TemporaryTable<'input_changes'> = defineTemporary({
  name: 'input_changes',
  about: 'Raw rows that differ from what they were at an import, one row per key.',
  columns: inputChange,
  madeBy: 'input-changes.ts',
  readBy: ['days.ts', 'places-of-changes.ts', 'listed-changes.ts'],
})
export type InputChanges = Filled<'input_changes'>

export const askedDays: TemporaryTable<'asked_days'> = defineTemporary({
  name: 'asked_days',
  about: 'Dates that somebody asks about.',
  columns: { game_date: date('The date'), season_year: int('The year its season starts') },
  madeBy: 'places.ts',
  readBy: ['days.ts', 'places.ts', 'places-of-changes.ts', 'reach.ts', 'reach-dates.ts'],
})
export type AskedDays = Filled<'asked_days'>

export const teamDays: TemporaryTable<'team_days'> = defineTemporary({
  name: 'team_days',
  about: 'Every side of every game of the seasons that changes are about and somebody asks about.',
  columns: {
    nba_game_id: text('The game'),
    season_year: int('The year its season starts'),
    game_date: date('Its day'),
    state: text('final, waiting or upcoming'),
    line_teams: int('Teams with stat lines'),
    team_abbr: text('The team'),
    opponent: text('The other one'),
    asked: bool('Whether the date is asked about'),
    played_before: int('Games that the team had played before it'),
    fixed: bool('Whether the game takes place whatever the results before it'),
    next_date: date('Day of its next game'),
    next_opponent: text('Whom it meets then'),
    next_fixed_date: date('Day of its next game that takes place whatever the results'),
    next_fixed_opponent: text('Whom it meets then'),
  },
  madeBy: 'places.ts',
  readBy: ['places-of-changes.ts', 'reach.ts', 'reach-dates.ts'],
})
export type TeamDays = Filled<'team_days'>

const place = {
  change_id: text('The change; of a changed game, the raw row that tells it'),
  input: text('stat line, team totals, inactive list, player events, team events, identity, game, game line or points line'),
  names: text('Names of the changed fields between spaces'),
  season_year: int('The year the season starts'),
  game_date: date('Where it is'),
  nba_game_id: text('The game'),
  team_abbr: text('The team'),
  opponent: text('Its opponent'),
  player_lookup: text('The player, by every lookup that he has or had'),
  moves: bool('Whether it can move a row into another game of its date'),
  looks_from: date('Of a changed game: the first date whose rows may tell of it as the next game'),
}

export const places: TemporaryTable<'places'> = defineTemporary({
  name: 'places',
  about: 'Where each change is.',
  columns: place,
  madeBy: 'places.ts',
  readBy: ['days.ts', 'places.ts', 'reach.ts', 'reach-dates.ts'],
})
export type Places = Filled<'places'>

export const followedPlaces: TemporaryTable<'followed_places'> = defineTemporary({
  name: 'followed_places',
  about: 'Those of them that lie in seasons of which little has changed.',
  columns: place,
  madeBy: 'places.ts',
  readBy: ['days.ts', 'reach.ts'],
})
export type FollowedPlaces = Filled<'followed_places'>

export const playerDays: TemporaryTable<'player_days'> = defineTemporary({
  name: 'player_days',
  about: 'Every stored row of the players who stand in places.',
  columns: {
    player_lookup: text('The player'),
    season_year: int('The year the season starts'),
    game_date: date('The date'),
    nba_game_id: text('The game'),
    team_abbr: text('His team'),
    asked: bool('Whether the date is asked about'),
    played: bool('Whether he played'),
    played_before: int('Games that he had played before it'),
  },
  madeBy: 'places.ts',
  readBy: ['reach.ts'],
})
export type PlayerDays = Filled<'player_days'>

export const reached: TemporaryTable<'reached'> = defineTemporary({
  name: 'reached',
  about: 'What each change gets into among the dates that are asked about.',
  columns: {
    table_name: text('Analytics table'),
    game_date: date('The date'),
    nba_game_id: text('The game whose rows are reached; NULL for every row of the date'),
    team_abbr: text('The team whose rows of it are reached; NULL for those of both'),
    change_id: text('The change'),
    why: text('The reason, as a phrase'),
  },
  madeBy: 'reach.ts',
  readBy: ['read-reach.ts'],
})
export type ReachedGames = Filled<'reached'>

export const crowds: TemporaryTable<'crowds'> = defineTemporary({
  name: 'crowds',
  about: 'Changes of a kind by date, where there are many.',
  columns: {
    input: text('stat line, team totals, inactive list, player events, team events, identity, game, game line or points line'),
    names: text('Names of the changed fields between spaces'),
    season_year: int('The year the season starts'),
    game_date: date('The date'),
    named: text('One of the changes'),
    changes: int('How many there are'),
    first_named: text('One of those that stand on no earlier date'),
    first_changes: int('How many of them there are'),
    calendar_date: date('The first date whose calendar looks ahead to it'),
  },
  madeBy: 'reach-dates.ts',
  readBy: ['reach-dates.ts'],
})
export type Crowds = Filled<'crowds'>

export const datesReached: TemporaryTable<'dates_reached'> = defineTemporary({
  name: 'dates_reached',
  about: 'Whole dates that crowds of changes reach.',
  columns: {
    table_name: text('Analytics table'),
    game_date: date('The date'),
    why: text('The reason, as a phrase'),
    named: text('The last change before it'),
    changes: int('How many there are'),
  },
  madeBy: 'reach-dates.ts',
  readBy: ['read-reach.ts'],
})
export type DatesReached = Filled<'dates_reached'>

export const reasonsReached: TemporaryTable<'reasons_reached'> = defineTemporary({
  name: 'reasons_reached',
  about: 'The changes behind each reason.',
  columns: {
    table_name: text('Analytics table'),
    game_date: date('The date'),
    why: text('The reason, as a phrase'),
    named: strings('Ids of the first changes behind it'),
    more: int('How many others there are'),
    games: text('Games whose rows are reached between spaces; NULL for all of the date'),
  },
  madeBy: 'read-reach.ts',
  readBy: ['read-reach.ts', 'listed-changes.ts'],
})
export type ReasonsReached = Filled<'reasons_reached'>

export const listedChanges: TemporaryTable<'listed_changes'> = defineTemporary({
  name: 'listed_changes',
  about: 'Changes that are listed: those that reasons name, and others up to a number.',
  columns: { ...inputChange, place: int('Its place in the reason that names it first') },
  madeBy: 'listed-changes.ts',
  readBy: ['listed-changes.ts', 'identity-tellers.ts'],
})
export type ListedChanges = Filled<'listed_changes'>

/** All of them. */
export const relations: readonly TemporaryTable[] = [
  inputChanges,
  askedDays,
  teamDays,
  places,
  followedPlaces,
  playerDays,
  reached,
  crowds,
  datesReached,
  reasonsReached,
  listedChanges,
]
