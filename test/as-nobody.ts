import { readdirSync } from 'node:fs'
import path from 'node:path'

const SRC = path.resolve(import.meta.dirname, '../src')

/** Runs work without the rights of root, which no file mode stops. */
export async function asNobody<T>(work: () => Promise<T>): Promise<T> {
  const root = process.getuid?.() === 0
  if (root) {
    await loadAll()
    process.seteuid?.(65_534)
  }
  try {
    return await work()
  } finally {
    if (root) process.seteuid?.(0)
  }
}

/** Loads every file that a command may load when it has no rights any more: a checkout in a folder of root's cannot be read then. */
async function loadAll(): Promise<void> {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(
    file => file.endsWith('.ts') && path.basename(file) !== 'bin.ts' && !file.startsWith('page'),
  )
  await Promise.all(files.map(file => import(path.join(SRC, file))))
}
