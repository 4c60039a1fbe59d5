import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { textPdf } from '../../src/simulate/reports/text-pdf.ts'
import { csvText, evening, GAME, line, Workspace } from './workspace.ts'

let space: Workspace
beforeAll(async () => {
  space = await Workspace.open()
  await space.import([space.csv('schedule.csv', evening)])
})
afterAll(async () => {
  await space.close()
})

const bytes = (text: string): Buffer => Buffer.concat([Buffer.from(text, 'latin1'), Buffer.alloc(300, 1)])
const tar = Buffer.concat([Buffer.alloc(257, 'a'), Buffer.from('ustar\u000000'), Buffer.alloc(300)])

describe('a file that is known and not taken says what it is, and the line that converts it', () => {
  it.each<[string, string, Buffer, string]>([
    ['bzip2', 'a b.csv.bz2', bytes('BZh91AY&SY'), "packed with bzip2, which is not read; convert it: bunzip2 --keep 'FOLDER/a b.csv.bz2'"],
    ['xz', 'a.csv.xz', bytes('\u00FD7zXZ\0'), 'packed with xz, which is not read; convert it: xz --decompress --keep FOLDER/a.csv.xz'],
    ['zstd', 'a.zst', bytes('\u0028\u00B5\u002F\u00FD'), 'packed with Zstandard, which is not read; convert it: zstd --decompress FOLDER/a.zst'],
    ['LZ4', 'a.lz4', bytes('\u0004\u0022\u004D\u0018'), 'packed with LZ4, which is not read; convert it: lz4 -d FOLDER/a.lz4'],
    ['7z', 'a.7z', bytes('7z\u00BC\u00AF\u0027\u001C'), 'a 7z archive, which is not read; convert it: 7z x FOLDER/a.7z'],
    ['RAR', 'a.rar', bytes('Rar!\u001A\u0007'), 'a RAR archive, which is not read; convert it: unrar x FOLDER/a.rar'],
    ['tar', 'a.tar', tar, 'a tar archive, which is not read; convert it: tar -xf FOLDER/a.tar'],
    [
      'feather',
      'a.feather',
      bytes('ARROW1'),
      `an Arrow (Feather) file, which is not read; convert it: python3 -c "import pandas; pandas.read_feather(r'FOLDER/a.feather').to_parquet(r'FOLDER/a.feather.parquet')"`,
    ],
    [
      'pickle',
      'a.pkl',
      bytes('\u0080\u0004'),
      `a Python pickle, which is not read; convert it: python3 -c "import pandas; pandas.read_pickle(r'FOLDER/a.pkl').to_parquet(r'FOLDER/a.pkl.parquet')"`,
    ],
    [
      'R object',
      'a.rds',
      bytes('X\n\0\0\0'),
      `an R object, which is not read; convert it: Rscript -e "write.csv(readRDS('FOLDER/a.rds'), 'FOLDER/a.rds.csv', row.names = FALSE)"`,
    ],
    [
      'R workspace, packed',
      'a.RData',
      gzipSync(bytes('RDX3\n')),
      `an R workspace, which is not read; convert it: Rscript -e "write.csv(get(load('FOLDER/a.RData')[1]), 'FOLDER/a.RData.csv', row.names = FALSE)"`,
    ],
    [
      'HDF5',
      'a.h5',
      bytes('\u0089HDF\r\n\u001A\n'),
      `an HDF5 file, which is not read; convert it: python3 -c "import pandas; pandas.read_hdf(r'FOLDER/a.h5').to_parquet(r'FOLDER/a.h5.parquet')"`,
    ],
    [
      'DuckDB',
      'a.db',
      bytes('\0\0\0\0\0\0\0\0DUCK'),
      'a DuckDB database, which is not read; convert it: duckdb -csv FOLDER/a.db "from TABLE" > TABLE.csv',
    ],
    ['PDF', 'a.pdf', bytes('%PDF-1.7'), 'a PDF that cannot be read: Invalid PDF structure.'],
    [
      'PDF whose pages are none',
      'b.pdf',
      Buffer.from(textPdf([[]]).replace('Kids [4', 'Kids [5')),
      'a PDF that cannot be read: Page dictionary kid reference points to wrong type of object.',
    ],
    [
      'old Excel',
      'a.xls',
      bytes('\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1'),
      'an old Excel workbook (xls), or one with a password, which is not read; convert it: libreoffice --headless --convert-to xlsx FOLDER/a.xls',
    ],
    ['picture', 'a.png', bytes('\u0089PNG\r\n\u001A\n'), 'a picture, which holds no table'],
    [
      'page',
      'a.csv',
      Buffer.from('\n<!DOCTYPE html><html></html>'),
      `an HTML page, which is not read; convert it: python3 -c "import pandas; pandas.read_html(r'FOLDER/a.csv')[0].to_csv(r'FOLDER/a.csv.csv', index=False)"`,
    ],
    [
      'XML',
      'a.xml',
      Buffer.from('\uFEFF<?xml version="1.0"?><a/>', 'utf16le'),
      `an XML document, which is not read; convert it: python3 -c "import pandas; pandas.read_xml(r'FOLDER/a.xml').to_parquet(r'FOLDER/a.xml.parquet')"`,
    ],
    [
      'pointer',
      'a.parquet.csv',
      Buffer.from('version https://git-lfs.github.com/spec/v1\noid sha256:0\n'),
      'a place where Git LFS keeps a file, not the file, which is not read; convert it: git lfs pull',
    ],
    ['empty, packed', 'a.csv.gz', gzipSync(''), 'the file is empty'],
  ])('%s', async (...[, name, content, sentence]) => {
    const report = await space.import([space.file(name, content)])
    expect(report.unrecognised.map(({ looked_for }) => looked_for.replaceAll(space.folder, 'FOLDER'))).toEqual([sentence])
  })
})

describe('CSV', () => {
  it.each(['lines.dat', 'lines', 'lines.txt', 'lines.CSV', 'lines.xls', '.data.bak'.slice(1)])('is read under the name %s', async name => {
    const text = csvText([line([GAME, 'MIL'], [name.length, `P${name.length} Novak`])])
    const report = await space.import([space.file(name, text)], { force: true })
    expect(report).toMatchObject({ unrecognised: [], files: [{ format: 'NBA LeagueGameLog, players' }] })
  })
})
