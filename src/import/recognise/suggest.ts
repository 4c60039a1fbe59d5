import { toExpression, type Mapping } from '../../feeds/expression.ts'
import type { Format, Part } from '../../feeds/format.ts'
import { formats } from '../../feeds/index.ts'
import { shortened } from '../literals.ts'

/** What a table nearly is: which of its columns are read as which of the format, and which none was found for. */
export interface Suggestion {
  readonly format: string
  /** The format's column and the file's. */
  readonly columns: Readonly<Record<string, string>>
  /** Columns that the format needs and the file does not seem to have. */
  readonly missing: readonly string[]
}

/** Below this share of what a part needs, names that are only alike are not compared: a file of something else costs next to nothing. */
const WORTH_COMPARING = 0.5

/** Finds columns of a file that may be what a part of a format needs and the file does not have under that name. */
export function suggestionOf(format: Format, part: Part, columns: readonly string[]): Suggestion {
  const has = new Set(columns.map(column => column.toLowerCase()))
  const reads = new Set(part.reads.map(name => name.toLowerCase()))
  const lacking = part.reads.filter(name => !has.has(name.toLowerCase()))
  const needed = part.reads.filter(name => !(part.optional ?? []).includes(name))
  const free = new Set(columns.filter(column => !reads.has(column.toLowerCase())))
  const found: Record<string, string> = {}
  const open = (): string[] => needed.filter(name => lacking.includes(name) && !(name in found))
  const take = (find: (spellings: readonly string[]) => string | undefined): void => {
    for (const name of lacking.filter(each => !(each in found))) {
      const column = find(spellingsOf(part, name))
      if (column === undefined || !free.delete(column)) continue
      found[name] = column
    }
  }
  for (const written of [lettersOf, wordsOf]) {
    const byForm = new Map([...free].toReversed().map(column => [written(column), column]))
    take(spellings => spellings.map(spelling => byForm.get(written(spelling))).find(column => column !== undefined && free.has(column)))
  }
  if (1 - open().length / needed.length >= WORTH_COMPARING)
    take(spellings => [...free].find(column => spellings.some(spelling => areAlike(spelling, column))))
  const inOrder = Object.fromEntries(lacking.flatMap(name => (found[name] === undefined ? [] : [[name, found[name]]])))
  return { format: format.name, columns: inOrder, missing: open() }
}

/** An id is never like what is none: `player_id` is not `player`. */
function areAlike(a: string, b: string): boolean {
  return Math.min(a.length, b.length) > 4 && isId(a) === isId(b) && likeness(lettersOf(a), lettersOf(b)) >= 0.85
}

function isId(name: string): boolean {
  return /(?:[_ ]|^)id$/i.test(name) || /[a-z]I[dD]$/.test(name)
}

function lettersOf(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\d]/gu, '')
}

/** Words that say nothing of a number, and others that people write instead. */
const FILLERS = new Set(['total', 'num', 'number', 'count', 'no', 'of', 'the'])
const SHORT: Readonly<Record<string, string>> = {
  pts: 'points',
  mins: 'minutes',
  min: 'minutes',
  reb: 'rebounds',
  ast: 'assists',
  tov: 'turnovers',
  to: 'turnovers',
  stl: 'steals',
  blk: 'blocks',
}

/** The words of a name, sorted: `points_total` and `TotalPoints` are one. */
function wordsOf(name: string): string {
  const words = name
    .replaceAll(/(?<=[a-z\d])(?=[A-Z])/g, ' ')
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter(word => word !== '' && !FILLERS.has(word))
  return words
    .map(word => SHORT[word] ?? word)
    .toSorted()
    .join(' ')
}

/** The share of pairs of letters that two words have in common. */
function likeness(a: string, b: string): number {
  const pairs = (word: string): string[] => Array.from({ length: word.length - 1 }, (_, place) => word.slice(place, place + 2))
  const [own, other] = [pairs(a), pairs(b)]
  return (2 * own.filter(pair => other.includes(pair)).length) / (own.length + other.length)
}

/** A column's name, the columns that it feeds, and what other formats call what feeds these. */
function spellingsOf(part: Part, name: string): readonly string[] {
  const filled = Object.entries(mappingsOf(part)).flatMap(([column, mapping]) => (onlyRead(mapping).includes(name) ? [column] : []))
  return [...new Set([name, ...filled, ...filled.flatMap(column => [...(feeding().get(column) ?? [])])])]
}

let fed: ReadonlyMap<string, ReadonlySet<string>> | undefined

/** By column of a target, what any format calls the one column of a file that feeds it. */
function feeding(): ReadonlyMap<string, ReadonlySet<string>> {
  if (fed !== undefined) return fed
  const found = new Map<string, Set<string>>()
  for (const part of formats.flatMap(format => format.parts)) {
    for (const [column, mapping] of Object.entries(mappingsOf(part)))
      for (const name of onlyRead(mapping)) found.set(column, (found.get(column) ?? new Set()).add(name))
  }
  return (fed = found)
}

/** The mappings of the columns that files feed, those that only have to agree included. */
function mappingsOf({ columns, agrees = {} }: Part): Readonly<Record<string, Mapping | undefined>> {
  return { ...agrees, ...columns }
}

function onlyRead(mapping: Mapping | undefined): readonly string[] {
  const reads = mapping === undefined ? [] : toExpression(mapping).reads
  return reads.length === 1 ? reads : []
}

/** A suggestion as the end of a sentence. */
export function suggestionText({ columns }: Suggestion): string {
  const pairs = Object.entries(columns)
  if (pairs.length === 0) return '; --suggest FILE writes a mapping in which you say it'
  const shown = pairs.slice(0, 3).map(([name, own]) => `${shortened(own)} as ${name}`)
  return `; --suggest FILE writes a mapping that reads ${shown.join(', ')}${pairs.length > shown.length ? ', …' : ''}`
}

const NOT_FOUND = '# Needed, and not found: under `columns:` with your name for it, or under `constants:` with what is the same in every row'

/** A suggestion as a mapping file, what is still to be filled in as comments. Of something inside a container it names the sheet or table. */
export function suggestionFile({ format, columns, missing }: Suggestion, [file = '', ...inside]: readonly string[]): string {
  const member = inside.at(-1)
  const of = /\.xls[xm]$/i.test(inside.at(-2) ?? file) ? 'sheet' : 'table'
  const pairs = Object.entries(columns)
  return [
    `# for: backcourt import --mapping THIS_FILE ${file}`,
    '# Left the columns of the format, right those of your file. Check each: they were found by their names.',
    `format: ${yaml(format)}`,
    ...(member === undefined ? [] : [`${of}: ${yaml(member)}`]),
    ...(pairs.length === 0 ? [] : ['columns:', ...pairs.map(([name, own]) => `  ${yaml(name)}: ${yaml(own)}`)]),
    ...(missing.length === 0 ? [] : [NOT_FOUND, ...missing.map(name => `#   ${yaml(name)}:`)]),
    '',
  ].join('\n')
}

/** Text as a YAML scalar that is always text. */
function yaml(text: string): string {
  return /^[A-Za-z_][\w ,-]*$/.test(text) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text) ? text : JSON.stringify(text)
}
