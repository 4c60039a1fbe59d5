import type { WrittenFile } from '../documents.ts'
import { bytes, count, counted, duration } from './amounts.ts'
import { layOut } from './layout.ts'

/** The files that were written, a line each, and their sum. */
export function filesText(files: readonly WrittenFile[], milliseconds: number): string[] {
  const lines = layOut(
    [{ title: '' }, { title: '', align: 'right' }, { title: '', align: 'right' }],
    files.map(file => [file.path, `${count(file.rows)} rows`, bytes(file.bytes)]),
  ).slice(1)
  const rows = files.reduce((sum, file) => sum + file.rows, 0)
  return [...lines, `${counted(rows, 'row')} in ${counted(files.length, 'file')} in ${duration(milliseconds)}`]
}
