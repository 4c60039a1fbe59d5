import type { Cells } from '../workspace.ts'
import { documents } from './original-documents.ts'
import { leagueTables } from './original-tables.ts'
import { otherTables } from './other-tables.ts'
import type { Game } from './stage.ts'

/** A small file of a format before anything happens to it: a table of rows, or a document. */
export type Original = { readonly rows: (game: Game) => readonly Cells[] } | { readonly document: (game: Game) => unknown }

/** An original of every format, by its name. */
export const originals: Readonly<Record<string, Original>> = {
  ...Object.fromEntries(Object.entries({ ...leagueTables, ...otherTables }).map(([format, rows]) => [format, { rows }])),
  ...Object.fromEntries(Object.entries(documents).map(([format, document]) => [format, { document }])),
}
