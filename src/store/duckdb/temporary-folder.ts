import { createHash, randomUUID } from 'node:crypto'
import { accessSync, constants, existsSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { StoreFiles } from './files.ts'

/** Path for what does not fit into memory and for unpacked files: a folder of this process alone, made by who needs it. Beside the store, where that may be written. */
export function temporaryFolder(files: StoreFiles, chosen: string | undefined): string {
  return `${prefixOf(files, chosen)}${randomUUID().slice(0, 8)}`
}

/** The same for a store in memory. */
export function temporaryFolderInMemory(chosen: string | undefined): string {
  return path.join(chosen ?? tmpdir(), `backcourt-${randomUUID().slice(0, 8)}`)
}

/** The temporary folders of a store that are there. */
export function temporaryFolders(files: StoreFiles, chosen: string | undefined): string[] {
  const prefix = prefixOf(files, chosen)
  return foldersOf(prefix).filter(folder => !folder.startsWith(`${prefix}${COPIES}`))
}

/** Folder of a process for the copies that it reads of a store. */
export function copyFolder(files: StoreFiles, chosen: string | undefined, pid: number): string {
  return `${prefixOf(files, chosen)}${COPIES}${pid}`
}

/** The folders of copies that are there, each with the process that made it. */
export function copyFolders(files: StoreFiles, chosen: string | undefined): { readonly folder: string; readonly pid: number }[] {
  const prefix = `${prefixOf(files, chosen)}${COPIES}`
  return foldersOf(prefix).flatMap(folder =>
    /^\d+$/.test(folder.slice(prefix.length)) ? [{ folder, pid: Number(folder.slice(prefix.length)) }] : [],
  )
}

/** Folder of a process for files that somebody sends to it: beside no store, whose own files are no input. */
export function sentFolder(chosen: string | undefined, pid: number): string {
  return `${path.join(chosen ?? tmpdir(), SENT)}${pid}-${randomUUID().slice(0, 8)}`
}

/** The folders of sent files that are there, each with the process that made it. */
export function sentFolders(chosen: string | undefined): { readonly folder: string; readonly pid: number }[] {
  const prefix = path.join(chosen ?? tmpdir(), SENT)
  return foldersOf(prefix).map(folder => ({ folder, pid: Number.parseInt(folder.slice(prefix.length), 10) }))
}

const SENT = 'backcourt-sent-to-'

const COPIES = 'copies-of-'

function foldersOf(prefix: string): string[] {
  const folder = path.dirname(prefix)
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .map(name => path.join(folder, name))
    .filter(file => file.startsWith(prefix))
}

/** What the folders of a store begin with: its name beside it, elsewhere a digest of its path, since other stores may be called the same. */
function prefixOf({ store }: StoreFiles, chosen: string | undefined): string {
  if (chosen === undefined && mayWrite(path.dirname(store))) return `${store}.temporary-`
  return path.join(chosen ?? tmpdir(), `backcourt-${createHash('sha256').update(store).digest('hex').slice(0, 12)}-`)
}

function mayWrite(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}
