/** Closed list of why a row waits in quarantine, each with the sentence that a warning says. */
export const quarantineReasons = {
  ragged: 'a line has more or fewer cells than the header',
  not_typed: 'a value does not fit its column',
  impossible: 'a value cannot be true',
  contradicted: 'another line of the same file says otherwise',
  no_name: 'nobody is named',
  name_unknown: 'no file has told the name that belongs to the person id',
  person_unknown: 'no file has named the person',
  person_ambiguous: 'several people could be meant',
  key_missing: 'a column that tells rows apart is empty',
  value_missing: 'a value that must be there is missing',
  unknown_team: 'the team code is of no NBA team',
  team_not_in_game: 'the team does not play in that game, by the schedule',
  no_schedule_row: 'the game is not in the schedule',
  other_than_schedule: 'the schedule says otherwise of the game',
} as const

export type QuarantineReason = keyof typeof quarantineReasons

/** Marks rows whose subject is not known yet; no reason to wait in quarantine. */
export const UNDECIDED = 'undecided'

/** Reasons that a later file can take away: such rows are tried again when files told games or names. */
export const waitingReasons: readonly QuarantineReason[] = [
  'no_schedule_row',
  'other_than_schedule',
  'team_not_in_game',
  'name_unknown',
  'person_unknown',
  'person_ambiguous',
]

/** Those that a file of the same import can take away as long as it tells facts: they are tried once more when all of these have landed. */
export const namelessReasons: readonly QuarantineReason[] = ['name_unknown', 'person_unknown', 'person_ambiguous']
