import type { Format } from '../../feeds/format.ts'
import { qualifiedName } from '../../table/source.ts'
import type { OpenedFile } from '../read/content.ts'
import type { Recognised } from '../recognise/recognise.ts'

/** A file that is known for what it is. */
export interface TakenFile {
  readonly opened: OpenedFile
  readonly recognised: Recognised
}

/** Files of one format with the same columns, which land together. */
export type Batch = readonly TakenFile[]

const MOST_FILES = 200
const MOST_BYTES = 16 * 1024 * 1024

/**
 * Files in batches. Of files that can hold the same rows the order is kept, so that the last of them counts; others, as box scores and play-by-plays that lie
 * beside each other in a folder, need not wait for each other.
 */
export function batchesOf(files: readonly TakenFile[]): Batch[] {
  const batches: TakenFile[][] = []
  const open = new Map<string, TakenFile[]>()
  const groups = groupsOf(files.map(({ recognised }) => recognised.format))
  for (const file of files) {
    const group = groups.get(file.recognised.format) ?? ''
    const batch = open.get(group)
    if (batch !== undefined && takes(batch, file)) batch.push(file)
    else {
      const started = [file]
      open.set(group, started)
      batches.push(started)
    }
  }
  return batches
}

function takes(batch: readonly TakenFile[], file: TakenFile): boolean {
  const [first] = batch
  const bytes = batch.reduce((sum, { opened }) => sum + opened.size, file.opened.size)
  return first !== undefined && batch.length < MOST_FILES && bytes <= MOST_BYTES && shapeOf(first) === shapeOf(file)
}

/** What must be the same of files that one statement reads: their format and which of its columns each table has. */
function shapeOf({ recognised: { format, tables } }: TakenFile): string {
  return JSON.stringify([format.name, tables.map(({ part, columns }) => [format.parts.indexOf(part), columns.map(({ as }) => as)])])
}

/** A name for each format that formats share with those that fill a table for the same feed. */
function groupsOf(formats: readonly Format[]): Map<Format, string> {
  const groups = new Map<Format, string>()
  const byTable = new Map<string, string>()
  for (const format of new Set(formats)) {
    const filled = format.parts.filter(part => part.inPassing !== true).map(part => `${format.feed} ${qualifiedName(part.target)}`)
    const joined = new Set(filled.flatMap(name => byTable.get(name) ?? []))
    for (const name of filled) byTable.set(name, format.name)
    for (const [name, group] of byTable) if (joined.has(group)) byTable.set(name, format.name)
    for (const [other, group] of groups) if (joined.has(group)) groups.set(other, format.name)
    groups.set(format, format.name)
  }
  return groups
}
