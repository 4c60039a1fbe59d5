import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import type { DayRange } from '../calendar.ts'
import type { Engine, Replacement, TableShape } from './engine.ts'

/** What is copied, and the folder for files on their way. */
export interface Copying {
  readonly tables: readonly TableShape[]
  /** Undefined for all game dates. */
  readonly range: DayRange | undefined
  readonly folder: string
}

/** The rows of a range, for every engine; rows without a game date belong to every range. */
export function rowsOf({ columns }: TableShape, range: DayRange | undefined): string | undefined {
  if (range === undefined || !('game_date' in columns)) return undefined
  return `(game_date between date '${range.first}' and date '${range.last}' or game_date is null)`
}

/** Lets the rows of a range in one engine take the place of those in another, all or nothing; how many, by table. */
export async function copyTables(from: Engine, to: Engine, { tables, range, folder }: Copying): Promise<ReadonlyMap<string, number>> {
  mkdirSync(folder, { recursive: true })
  try {
    const replacements: Replacement[] = []
    const copied = new Map<string, number>()
    const there = await to.tables()
    for (const table of tables) {
      const where = rowsOf(table, range)
      const rows = await from.take(table, where, path.join(folder, table.name))
      copied.set(table.name, rows.rows)
      const isEmpty = there.get(table.name)?.rows === 0
      replacements.push({ table, where: isEmpty ? undefined : (where ?? 'true'), rows })
    }
    await to.replace(replacements)
    return copied
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
