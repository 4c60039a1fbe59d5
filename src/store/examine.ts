import { existsSync } from 'node:fs'
import path from 'node:path'
import { storeFiles } from './files.ts'
import { inspectFile } from './inspect.ts'
import { withLock } from './lock.ts'
import { hasSnapshot } from './snapshot.ts'

/** Something about a store that is not as it should be. */
export interface Finding {
  readonly severity: 'error' | 'warning'
  readonly object: string
  readonly found: string
  readonly expected: string
  /** What to run or do. */
  readonly repair: string
}

const RESTORE = 'backcourt doctor --restore puts the last whole copy in its place, where there is one'

/** Opens a store, reads every row of it, and looks at the files beside it. Changes nothing. Throws store_locked. */
export async function examineStore(location: string): Promise<Finding[]> {
  const files = storeFiles(location)
  return withLock(location, files, async () => {
    const findings: Finding[] = []
    if (hasSnapshot(files)) {
      const found = 'a checkpoint of the store was interrupted'
      findings.push({
        severity: 'warning',
        object: files.snapshot,
        found,
        expected: 'no such folder',
        repair: 'the next command that opens the store finishes it',
      })
      return findings
    }
    const { refusal, broken } = existsSync(files.store) ? await inspectFile(files.store) : { refusal: 'no such file', broken: [] }
    if (refusal !== undefined)
      findings.push({ severity: 'error', object: files.store, found: refusal, expected: 'a file that opens', repair: RESTORE })
    for (const { table, error } of broken)
      findings.push({ severity: 'error', object: table, found: error, expected: 'rows that can be read', repair: RESTORE })
    for (const kept of [files.interrupted, files.damaged, files.foreignWal].filter(file => existsSync(file))) {
      const repair = `remove ${path.basename(kept)} once you do not need it`
      findings.push({ severity: 'warning', object: kept, found: 'a file that was set aside', expected: 'none', repair })
    }
    return findings
  })
}
