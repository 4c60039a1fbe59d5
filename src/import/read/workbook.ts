import path from 'node:path'
import { pipeline, type Transform } from 'node:stream'
import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { BackcourtError } from '../../errors.ts'
import type { Allowance } from './allowance.ts'
import { numberFormatOf, type NumberFormat } from './number-formats.ts'
import { zipSteps, type ZipEntry } from './zip-archive.ts'

/** What is told about an element of XML: its name without a prefix, its attributes as they are written, the text inside once it ends. */
export interface XmlListener {
  readonly opened?: (name: string, attributes: Readonly<Record<string, string>>) => void
  readonly closed?: (name: string, text: string) => void
}

/** A zip archive that is open as a workbook. */
export interface WorkbookFile {
  readonly file: string
  readonly entries: ReadonlyMap<string, ZipEntry>
  readonly allowance: Allowance
}

export interface Sheet {
  readonly name: string
  readonly entry: ZipEntry
}

/** What the cells of all sheets refer to. */
export interface Workbook {
  readonly sheets: readonly Sheet[]
  /** Sheets that their author hid. */
  readonly hidden: readonly string[]
  readonly strings: readonly string[]
  /** The format of numbers in each style. */
  readonly formats: readonly NumberFormat[]
  /** Whether days are counted from 1904. */
  readonly from1904: boolean
}

const BOOK = 'xl/workbook.xml'

/** Whether these are the files of an xlsx workbook. */
export function isWorkbook(entries: readonly ZipEntry[]): boolean {
  return entries.some(entry => entry.name === BOOK)
}

/** Reads what the sheets of a workbook have in common. Throws bad_input for what is none. */
export async function openWorkbook(book: WorkbookFile): Promise<Workbook> {
  const sheets: { name: string; id: string; hidden: boolean }[] = []
  let from1904 = false
  await readXml(book, BOOK, {
    opened: (name, attributes) => {
      if (name === 'sheet')
        sheets.push({ name: attributes['name'] ?? '', id: relationOf(attributes), hidden: (attributes['state'] ?? 'visible') !== 'visible' })
      if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attributes['date1904'] ?? '')
    },
  })
  const targets = await targetsOf(book)
  const shown = sheets.flatMap(({ name, id, hidden }) => {
    const entry = book.entries.get(targets.get(id) ?? '')
    return entry === undefined || hidden || !entry.name.includes('worksheets/') ? [] : [{ name, entry }]
  })
  return {
    sheets: shown,
    hidden: sheets.filter(sheet => sheet.hidden).map(sheet => sheet.name),
    strings: await stringsOf(book),
    formats: await formatsOf(book),
    from1904,
  }
}

/** The files that relations of the workbook lead to, by their ids. */
async function targetsOf(book: WorkbookFile): Promise<ReadonlyMap<string, string>> {
  const targets = new Map<string, string>()
  await readXml(book, 'xl/_rels/workbook.xml.rels', {
    opened: (name, { Id = '', Target = '' }) => {
      if (name === 'Relationship') targets.set(Id, Target.startsWith('/') ? Target.slice(1) : path.posix.join('xl', Target))
    },
  })
  return targets
}

async function stringsOf(book: WorkbookFile): Promise<string[]> {
  const strings: string[] = []
  let parts: string[] = []
  let phonetic = false
  await readXml(book, 'xl/sharedStrings.xml', {
    opened: name => {
      if (name === 'si') parts = []
      if (name === 'rPh') phonetic = true
    },
    closed: (name, text) => {
      if (name === 't' && !phonetic) parts.push(text)
      if (name === 'rPh') phonetic = false
      if (name === 'si') strings.push(parts.join(''))
    },
  })
  return strings
}

async function formatsOf(book: WorkbookFile): Promise<NumberFormat[]> {
  const codes = new Map<number, string>()
  const formats: NumberFormat[] = []
  let inCells = false
  await readXml(book, 'xl/styles.xml', {
    opened: (name, attributes) => {
      if (name === 'numFmt') codes.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '')
      if (name === 'cellXfs') inCells = true
      if (name === 'xf' && inCells) formats.push(numberFormatOf(Number(attributes['numFmtId'] ?? 0), codes))
    },
    closed: name => {
      if (name === 'cellXfs') inCells = false
    },
  })
  return formats
}

/** Reads one XML file of a workbook; nothing where there is none. Throws bad_input for what is no XML. */
export async function readXml(book: WorkbookFile, name: string, listener: XmlListener): Promise<void> {
  const entry = book.entries.get(name)
  if (entry === undefined) return
  for await (const _ of parsed(book, entry, listener)) continue
}

/** Parses an XML file piece by piece; gives control back after each piece. */
export async function* parsed(book: WorkbookFile, entry: ZipEntry, listener: XmlListener): AsyncGenerator<void> {
  const parser = new SaxesParser()
  let inside = ''
  parser.on('opentag', (tag: SaxesTagPlain) => {
    inside = ''
    listener.opened?.(bare(tag.name), tag.attributes)
  })
  parser.on('text', text => {
    inside += text
  })
  parser.on('cdata', text => {
    inside += text
  })
  parser.on('closetag', tag => {
    listener.closed?.(bare(tag.name), inside)
    inside = ''
  })
  parser.on('error', error => {
    throw new BackcourtError('bad_input', `the workbook is damaged: ${entry.name}: ${error.message}`, { cause: error })
  })
  const decoder = new TextDecoder()
  const steps = [...(await zipSteps(book.file, entry)), book.allowance.counting()]
  const unpacked = pipeline(steps, () => undefined) as Transform
  for await (const chunk of unpacked) {
    parser.write(decoder.decode(chunk as Buffer, { stream: true }))
    yield
  }
  parser.close()
}

function bare(name: string): string {
  const colon = name.indexOf(':')
  return colon === -1 ? name : name.slice(colon + 1)
}

/** The id of a sheet's relation, whose prefix is the writer's choice. */
function relationOf(attributes: Readonly<Record<string, string>>): string {
  const name = Object.keys(attributes).find(each => each.endsWith(':id'))
  return name === undefined ? '' : (attributes[name] ?? '')
}
