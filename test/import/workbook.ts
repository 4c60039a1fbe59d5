import { zip, type Files } from './archive.ts'

/** A cell as spreadsheets store it: its type, its style and its value. */
export interface XmlCell {
  readonly t?: string
  readonly s?: number
  readonly v?: string | number
  /** Markup instead of a value. */
  readonly xml?: string
}

export type SheetCells = readonly (readonly (XmlCell | string | number | null)[])[]

/** Number formats of the styles from 1 on: built-in numbers, or codes. */
export type Styles = readonly (number | string)[]

export interface BookOptions {
  readonly styles?: Styles
  readonly hidden?: readonly string[]
  readonly from1904?: boolean
  readonly more?: Files
}

/** Writes an xlsx workbook: texts are shared, numbers stand as they are. */
export function workbook(
  sheets: Readonly<Record<string, SheetCells>>,
  { styles = [], hidden = [], from1904 = false, more = {} }: BookOptions = {},
): Buffer {
  const strings: string[] = []
  const names = Object.keys(sheets)
  const parts = Object.fromEntries(Object.values(sheets).map((rows, place) => [`xl/worksheets/sheet${place + 1}.xml`, sheetXml(rows, strings)]))
  const list = names.map(
    (name, place) =>
      `<sheet name="${escaped(name)}" sheetId="${place + 1}" r:id="rId${place + 1}"${hidden.includes(name) ? ' state="hidden"' : ''}/>`,
  )
  const relations = names.map(
    (_, place) => `<Relationship Id="rId${place + 1}" Type="x/worksheet" Target="${place % 2 === 0 ? '' : '/xl/'}worksheets/sheet${place + 1}.xml"/>`,
  )
  return zip({
    '[Content_Types].xml': '<Types/>',
    'xl/workbook.xml': `<workbook xmlns:r="r"><workbookPr${from1904 ? ' date1904="1"' : ''}/><sheets>${list.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${relations.join('')}</Relationships>`,
    'xl/styles.xml': stylesXml(styles),
    'xl/sharedStrings.xml': `<sst>${strings.map(text => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join('')}</sst>`,
    ...parts,
    ...more,
  })
}

function stylesXml(styles: Styles): string {
  const codes = styles.map((style, place) => (typeof style === 'string' ? `<numFmt numFmtId="${164 + place}" formatCode="${escaped(style)}"/>` : ''))
  const cells = styles.map((style, place) => `<xf numFmtId="${typeof style === 'string' ? 164 + place : style}"/>`)
  return `<styleSheet><numFmts>${codes.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${cells.join('')}</cellXfs></styleSheet>`
}

function sheetXml(rows: SheetCells, strings: string[]): string {
  const body = rows.map(
    (cells, row) => `<row r="${row + 1}">${cells.map((cell, column) => cellXml(cell, `${letters(column)}${row + 1}`, strings)).join('')}</row>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?><worksheet><sheetData>${body.join('')}</sheetData></worksheet>`
}

function cellXml(cell: XmlCell | string | number | null, reference: string, strings: string[]): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return `<c r="${reference}"><v>${cell}</v></c>`
  if (typeof cell === 'string') return `<c r="${reference}" t="s"><v>${strings.push(cell) - 1}</v></c>`
  const attributes = `${cell.t === undefined ? '' : ` t="${cell.t}"`}${cell.s === undefined ? '' : ` s="${cell.s}"`}`
  return `<c r="${reference}"${attributes}>${cell.xml ?? `<v>${cell.v}</v>`}</c>`
}

function letters(column: number): string {
  return column < 26 ? String.fromCharCode(65 + column) : letters(Math.floor(column / 26) - 1) + letters(column % 26)
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
