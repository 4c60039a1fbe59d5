import type { WideColumns } from '../../feeds/format.ts'
import { duckdb } from '../../sql/duckdb.ts'
import { quoted } from '../literals.ts'
import { DEFECT_COLUMNS } from '../read/csv-records.ts'
import type { FileTable, ReadColumn } from '../read/file-tables.ts'

/** What other programs write for nothing. */
const NOTHING = `'', 'nan', 'none', 'null', '-'`

/** The table with one row for each thing that a row tells of; the table itself where it has no columns of that kind. */
export function unfolded(table: FileTable, { named, endings }: WideColumns): FileTable {
  const [first] = endings
  const has = new Set(table.columns.map(column => column.toLowerCase()))
  const things = table.columns
    .filter(column => column.toLowerCase().endsWith(`_${first}`))
    .map(column => column.slice(0, -first.length - 1))
    .filter(thing => endings.every(ending => has.has(`${thing}_${ending}`.toLowerCase())))
  if (things.length === 0) return table
  const { together: _, records: __, ...own } = table
  return {
    ...own,
    columns: [...table.columns, named, ...endings],
    placed: true,
    scan: wanted => unfoldedRows(table, { named, endings, things }, wanted),
  }
}

/** Things of which a table has two or more of such columns and lacks others, with those that lack. */
export function halfTold(table: FileTable, { endings }: WideColumns): readonly { readonly thing: string; readonly missing: readonly string[] }[] {
  const has = new Set(table.columns.map(column => column.toLowerCase()))
  const ofEnding = (ending: string): string[] =>
    [...has].filter(column => column.endsWith(`_${ending}`)).map(column => column.slice(0, -ending.length - 1))
  return [...new Set(endings.flatMap(ofEnding))].flatMap(thing => {
    const missing = endings.map(ending => `${thing}_${ending}`).filter(column => !has.has(column))
    return missing.length === 0 || endings.length - missing.length < 2 ? [] : [{ thing, missing }]
  })
}

interface Things extends WideColumns {
  readonly things: readonly string[]
}

function unfoldedRows(table: FileTable, { named, endings, things }: Things, wanted: readonly ReadColumn[]): string {
  const isOwn = ({ column }: ReadColumn): boolean => column !== named && !endings.includes(column)
  const cell = (place: number, ending: string): string => `${ending} of ${place}`
  const cells = things.flatMap((thing, place) => endings.map(ending => ({ column: spelled(table, `${thing}_${ending}`), as: cell(place, ending) })))
  const rows = table.scan([...wanted.filter(isOwn), ...cells])
  const defect = table.tellsDefects === true ? DEFECT_COLUMNS.map(column => `${quoted(column)}, `).join('') : ''
  const ofThing = (thing: string, place: number): string => {
    const list = wanted.map(column => {
      const value = isOwn(column) ? quoted(column.as) : column.column === named ? duckdb.text(thing) : quoted(cell(place, column.column))
      return `${value} as ${quoted(column.as)}, `
    })
    const damaged = place === 0 && table.tellsDefects === true ? ` or ${quoted(DEFECT_COLUMNS[1])} is not null` : ''
    const told = endings.map(ending => `lower(trim(${quoted(cell(place, ending))})) not in (${NOTHING})`)
    return `select ${list.join('')}${defect}source_row, ${place} as thing from rows_of_file where ${told.join(' or ')}${damaged}`
  }
  return `with rows_of_file as (${rows})
    select * exclude (thing), row_number() over (order by source_row, thing) as place from (${things.map(ofThing).join(' union all ')})`
}

function spelled(table: FileTable, name: string): string {
  return table.columns.find(column => column.toLowerCase() === name.toLowerCase()) ?? name
}
