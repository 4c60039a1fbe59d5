import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** A file of the page. */
export interface PageFile {
  readonly type: string
  readonly bytes: Uint8Array
}

/** The files of the page by name; `index.html` is every view. */
export type PageFiles = ReadonlyMap<string, PageFile>

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** Reads the files of the page once: what is asked for is looked up among them, and never on the disk. Undefined where the page was not built. */
export function readPage(folder: string): PageFiles | undefined {
  if (!existsSync(path.join(folder, 'index.html'))) return undefined
  const names = readdirSync(folder).filter(name => path.extname(name) in TYPES)
  return pageOf(names.map(name => [name, readFileSync(path.join(folder, name))]))
}

/** The page of files that are there already. */
export function pageOf(files: readonly (readonly [string, Uint8Array])[]): PageFiles {
  return new Map(files.map(([name, bytes]) => [name, { type: TYPES[path.extname(name)] ?? 'application/octet-stream', bytes }]))
}
