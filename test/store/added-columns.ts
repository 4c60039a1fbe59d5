/** Columns that stores have got since version 1; without them a store is one of that version. */
export const ADDED_COLUMNS: readonly string[] = [
  'nba_analytics.team_defense_game_summary.official_points_in_paint_allowed',
  'nba_analytics.team_offense_game_summary.fast_break_points_scored',
  'nba_analytics.team_offense_game_summary.official_points_in_paint_scored',
  'nba_analytics.upcoming_player_game_context.travel_direction',
  'nba_processing.import_files.rows_undecided',
  'nba_processing.imports.waiting_tried',
  'nba_processing.runs.planned_at',
  'nba_processing.units.attempts',
  'nba_processing.units.duration_ms',
  'nba_processing.units.fingerprint',
  'nba_processing.units.import_number',
  'nba_processing.units.input_digest',
  'nba_raw.bref_player_boxscores.minutes_rounded',
  'nba_raw.nbac_schedule.game_sub_label',
  'nba_raw.nbac_schedule.game_subtype',
  'nba_raw.nbac_team_boxscore.fast_break_points',
  'nba_raw.nbac_team_boxscore.points_in_paint',
  'nba_raw.nbac_team_boxscore.second_chance_points',
  'nba_raw.nbac_team_boxscore.turnovers_with_team',
  'nba_reference.game_states.cup_stage',
  'nba_reference.game_states.distances',
  'nba_reference.game_states.latitude',
  'nba_reference.game_states.line_teams',
  'nba_reference.game_states.longitude',
  'nba_reference.game_states.series_winner',
  'nba_reference.game_states.time_zone',
  'nba_reference.game_states.venue',
  'nba_reference.nba_players_registry.player_full_name',
  'nba_reference.team_event_facts.referee_crew_id',
]

/** Statements that lay a store out as version 1 did. */
export function asVersion1(): string {
  const dropped = ADDED_COLUMNS.map(column => {
    const [table, name] = [column.slice(0, column.lastIndexOf('.')), column.slice(column.lastIndexOf('.') + 1)]
    return `alter table ${table} drop column ${name};`
  })
  return `${dropped.join('\n')}\nupdate nba_processing.schema_version set version = 1`
}
