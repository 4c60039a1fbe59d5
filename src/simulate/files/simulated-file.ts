/** A file of a simulated feed. */
export interface SimulatedFile {
  /** Path below the folder that holds all feeds. */
  readonly name: string
  /** Rows of a table, games of a schedule. */
  readonly rows: number
  readonly text: string
}
