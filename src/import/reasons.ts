/** Closed list of why a row waits in quarantine, each with the sentence that a warning says. */
export const quarantineReasons = {
  ragged: 'a line has more or fewer cells than the header',
  not_typed: 'a value does not fit its column',
  impossible: 'a value cannot be true',
  contradicted: 'another line of the same file says otherwise',
  no_name: 'nobody is named',
  key_missing: 'a column that tells rows apart is empty',
  value_missing: 'a value that must be there is missing',
  unknown_team: 'the team code is of no NBA team',
  team_not_in_game: 'the team does not play in that game, by the schedule',
  no_schedule_row: 'the game is not in the schedule',
} as const

export type QuarantineReason = keyof typeof quarantineReasons

/** Reasons that a later schedule or crosswalk can take away: such rows are tried again at every import. */
export const waitingReasons: readonly QuarantineReason[] = ['no_schedule_row', 'team_not_in_game']
