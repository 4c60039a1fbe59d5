import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { messageOf } from '../../errors.ts'
import { ownFiles } from '../../store/duckdb/files.ts'
import type { Store } from '../../store/store.ts'
import { literal } from '../literals.ts'
import type { UnreadablePath } from '../report.ts'

export interface NamedFiles {
  /** Files as they were named, folders expanded, each once, in the order of the arguments. */
  readonly files: readonly string[]
  readonly unreadable: readonly UnreadablePath[]
}

/** The files behind files, folders and globs. A file that is named twice counts where it was named last. */
export async function expandPaths(store: Store, paths: readonly string[]): Promise<NamedFiles> {
  const files = new Map<string, string>()
  const unreadable: UnreadablePath[] = []
  const isOwn = ownFiles(store.location)
  for (const named of paths) {
    const found = isOwn(named) ? 'is a file of the store itself' : await expand(store, named)
    if (!Array.isArray(found)) {
      unreadable.push({ path: named, reason: found })
      continue
    }
    for (const file of found.filter(inside => !isOwn(inside))) {
      files.delete(path.resolve(file))
      files.set(path.resolve(file), file)
    }
  }
  return { files: [...files.values()], unreadable }
}

/** The files of one argument, or why there are none. */
async function expand(store: Store, named: string): Promise<string[] | string> {
  const found = await stat(named).catch((error: NodeJS.ErrnoException) => error)
  if (!(found instanceof Error)) {
    if (found.isFile()) return [named]
    if (!found.isDirectory()) return 'neither a file nor a folder'
    const inside = await filesInside(named).catch((error: NodeJS.ErrnoException) => error)
    if (inside instanceof Error) return `the folder cannot be read (${inside.code})`
    return inside.length === 0 ? 'the folder holds no files' : inside
  }
  if (found.code !== 'ENOENT') return `cannot be read (${found.code})`
  if (!/[*?[]/.test(named)) return 'no such file or folder'
  const matches = await store
    .rows<{ file: string }>(`select file from glob(${literal(store, await globOf(named))}) order by file`)
    .catch((error: unknown) => messageOf(error))
  if (!Array.isArray(matches)) return matches.split('\n')[0] ?? ''
  const shown = matches.map(match => match.file).filter(file => !path.basename(file).startsWith('.'))
  return shown.length === 0 ? 'no file matches' : shown
}

/** The pattern with the folders that exist taken by their names, whatever characters these have. */
async function globOf(named: string): Promise<string> {
  let folder = path.dirname(named)
  while (!(await isFolder(folder)) && folder !== path.dirname(folder)) folder = path.dirname(folder)
  return named.startsWith(folder) ? folder.replaceAll(/[*?[]/g, '[$&]') + named.slice(folder.length) : named
}

async function isFolder(folder: string): Promise<boolean> {
  return stat(folder).then(
    found => found.isDirectory(),
    () => false,
  )
}

async function filesInside(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const found: string[] = []
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.')) continue
    const inner = path.join(folder, entry.name)
    if (entry.isDirectory()) found.push(...(await filesInside(inner)))
    else if (entry.isFile() || (await isLinkedFile(inner))) found.push(inner)
  }
  return found
}

async function isLinkedFile(file: string): Promise<boolean> {
  return stat(file).then(
    found => found.isFile(),
    () => false,
  )
}
