import path from 'node:path'
import { beginsWith } from './kinds.ts'

/** A kind of file that is known and not taken. */
interface Untaken {
  /** What it is, with its article. */
  readonly what: string
  /** Its first bytes, written as Latin-1; where they are not at the start, their place. */
  readonly magic?: readonly string[]
  readonly at?: number
  /** How its text begins. */
  readonly text?: RegExp
  readonly endings?: readonly string[]
  /** The line that makes of `file` what can be taken, and what has to be done where that is no line. */
  readonly next: (file: string) => string
}

/** A line of Python that reads a file with pandas and writes it as Parquet. */
function pandas(reader: string): (file: string) => string {
  return file => `python3 -c "import pandas; pandas.${reader}(r'${file}').to_parquet(r'${file}.parquet')"`
}

function office(file: string): string {
  return `libreoffice --headless --convert-to xlsx ${word(file)}`
}

function frameOfR(read: string): (file: string) => string {
  return file => `Rscript -e "write.csv(${read.replace('FILE', `'${file}'`)}, '${file}.csv', row.names = FALSE)"`
}

/** Endings decide before bytes do: R packs its files in three ways. */
const UNTAKEN: readonly Untaken[] = [
  { what: 'an R object', endings: ['.rds'], magic: ['X\n\0\0\0', 'A\n2\n', 'A\n3\n'], next: frameOfR('readRDS(FILE)') },
  { what: 'an R workspace', endings: ['.rdata', '.rda'], magic: ['RDX2\n', 'RDX3\n', 'RDA2\n', 'RDA3\n'], next: frameOfR('get(load(FILE)[1])') },
  { what: 'packed with bzip2', magic: ['BZh'], next: file => `bunzip2 --keep ${word(file)}` },
  { what: 'packed with xz', magic: ['\u00FD7zXZ\0'], next: file => `xz --decompress --keep ${word(file)}` },
  { what: 'packed with Zstandard', magic: ['\u0028\u00B5\u002F\u00FD'], next: file => `zstd --decompress ${word(file)}` },
  { what: 'packed with LZ4', magic: ['\u0004\u0022\u004D\u0018'], next: file => `lz4 -d ${word(file)}` },
  { what: 'a 7z archive', magic: ['7z\u00BC\u00AF\u0027\u001C'], next: file => `7z x ${word(file)}` },
  { what: 'a RAR archive', magic: ['Rar!\u001A\u0007'], next: file => `unrar x ${word(file)}` },
  { what: 'a tar archive', magic: ['ustar'], at: 257, next: file => `tar -xf ${word(file)}` },
  { what: 'an Arrow (Feather) file', magic: ['ARROW1', 'FEA1'], next: pandas('read_feather') },
  { what: 'an ORC file', magic: ['ORC'], endings: ['.orc'], next: pandas('read_orc') },
  { what: 'a Python pickle', magic: ['\u0080\u0002', '\u0080\u0003', '\u0080\u0004', '\u0080\u0005'], next: pandas('read_pickle') },
  { what: 'an HDF5 file', magic: ['\u0089HDF\r\n\u001A\n'], next: pandas('read_hdf') },
  { what: 'a DuckDB database', magic: ['DUCK'], at: 8, next: file => `duckdb -csv ${word(file)} "from TABLE" > TABLE.csv` },
  { what: 'an old Excel workbook (xls), or one with a password', magic: ['\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1'], next: office },
  { what: 'a PDF', magic: ['%PDF-'], next: file => `tabula --pages all --outfile ${word(`${file}.csv`)} ${word(file)}` },
  { what: 'a picture', magic: ['\u0089PNG\r\n', '\u00FF\u00D8\u00FF', 'GIF8'], next: () => '' },
  {
    what: 'an HTML page',
    text: /^\s*(?:<!--[^]*?-->\s*)?<(?:!doctype\s+html|html|head|body|table)\b/i,
    next: file => `python3 -c "import pandas; pandas.read_html(r'${file}')[0].to_csv(r'${file}.csv', index=False)"`,
  },
  { what: 'an XML document', text: /^\s*<\?xml\b/i, next: pandas('read_xml') },
  { what: 'a place where Git LFS keeps a file, not the file', text: /^version https:\/\/git-lfs\./, next: () => 'git lfs pull' },
]

/** What a file is that is known and not taken, with the line that converts it; undefined for all others. */
export function untakenByBytes(head: Buffer, file: string): string | undefined {
  const ending = path.extname(file).toLowerCase()
  const found =
    UNTAKEN.find(({ endings, text }) => text === undefined && endings?.includes(ending) === true) ??
    UNTAKEN.find(({ magic = [], at }) => magic.some(bytes => beginsWith(head, bytes, at)))
  return found === undefined ? undefined : sentence(found, file)
}

/** The same by the text that a file begins with. */
export function untakenByText(head: string, file: string): string | undefined {
  const found = UNTAKEN.find(({ text }) => text?.test(head))
  return found === undefined ? undefined : sentence(found, file)
}

/** What a zip archive is besides an archive, by the names of its members. */
export function untakenByMembers(names: readonly string[], file: string): string | undefined {
  const has = (name: string): boolean => names.includes(name)
  if (has('xl/workbook.bin')) return sentence({ what: 'a binary Excel workbook (xlsb)', next: office }, file)
  if (has('content.xml') && has('META-INF/manifest.xml')) return sentence({ what: 'an OpenDocument file', next: office }, file)
  if (has('word/document.xml')) return 'a Word document: save its tables as xlsx or CSV'
  if (names.length > 0 && names.every(name => name.endsWith('.npy'))) return 'NumPy arrays, which have no names of columns: write a CSV with a header'
  return undefined
}

function sentence({ what, next }: Pick<Untaken, 'what' | 'next'>, file: string): string {
  const line = next(file)
  return line === '' ? `${what}, which holds no table` : `${what}, which is not read; convert it: ${line}`
}

/** A path as one word of a shell. */
export function word(file: string): string {
  return /^[\w./~+@%:,=-]+$/.test(file) ? file : `'${file.replaceAll("'", String.raw`'\''`)}'`
}
