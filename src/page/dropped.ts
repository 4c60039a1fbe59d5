import { signal, type ReadonlySignal } from '@preact/signals'
import { counted, megabytes } from './format.ts'
import { isBusy, mayStart, start } from './starts.ts'

/** A file that was dropped or chosen, by its name with the folders that it came in. */
interface NamedFile {
  readonly name: string
  readonly file: File
}

const isOver = signal(false)
const isRefused = signal<string | undefined>(undefined)

/** Whether files are held over the page. */
export const heldOver: ReadonlySignal<boolean> = isOver

/** Why what was dropped is not imported. */
export const refusedDrop: ReadonlySignal<string | undefined> = isRefused

/** Takes files that are dropped anywhere on the page. */
export function listenToDrops(): void {
  document.addEventListener('dragover', event => {
    if (event.dataTransfer?.types.includes('Files') !== true) return
    event.preventDefault()
    isOver.value = true
  })
  document.addEventListener('dragleave', event => {
    if (event.relatedTarget === null) isOver.value = false
  })
  document.addEventListener('drop', event => {
    isOver.value = false
    const items = [...(event.dataTransfer?.items ?? [])].filter(({ kind }) => kind === 'file')
    if (items.length === 0) return
    event.preventDefault()
    // What is dropped can be asked for only now, and read later.
    const entries = items.map(item => item.webkitGetAsEntry()).filter(entry => entry !== null)
    void importEntries(entries)
  })
}

async function importEntries(entries: readonly FileSystemEntry[]): Promise<void> {
  await importFiles((await Promise.all(entries.map(filesOf))).flat())
}

/** Imports files by their names. */
export async function importFiles(files: readonly NamedFile[]): Promise<void> {
  isRefused.value = whyNot(files)
  if (isRefused.value !== undefined) return
  const list = files.map(({ name, file }) => ({ name, size: file.size }))
  const size = list.reduce((sum, file) => sum + file.size, 0)
  const body = new Blob([`${JSON.stringify(list)}\n`, ...files.map(({ file }) => file)])
  await start('import', { body, about: `${counted(files.length, 'file')}, ${megabytes(size)}` })
}

function whyNot(files: readonly NamedFile[]): string | undefined {
  if (mayStart() === 'no')
    return 'Nothing is imported: this page may only read. Start it with backcourt serve --allow-runs, or run backcourt import PATH… in a shell.'
  if (mayStart() === 'locked') return 'Nothing is imported: open the address with the token that backcourt serve printed.'
  if (isBusy()) return 'Nothing is imported while something else runs: drop it again when that has ended.'
  return files.length === 0 ? 'Nothing is imported: what was dropped holds no file.' : undefined
}

/** A file, or those of a folder and the folders inside; hidden ones are left where they are. */
async function filesOf(entry: FileSystemEntry): Promise<NamedFile[]> {
  if (isFile(entry)) return [{ name: entry.fullPath.slice(1), file: await new Promise<File>((resolve, reject) => entry.file(resolve, reject)) }]
  if (!isFolder(entry)) return []
  const inside = await entriesOf(entry.createReader())
  return (await Promise.all(inside.filter(({ name }) => !name.startsWith('.')).map(filesOf))).flat()
}

/** A reader gives some at a time, and none at the end. */
async function entriesOf(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
  return some.length === 0 ? [] : [...some, ...(await entriesOf(reader))]
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory
}
