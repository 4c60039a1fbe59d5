import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStore } from '../../src/open-store.ts'
import { storeFiles } from '../../src/store/duckdb/files.ts'
import { temporaryFolder, temporaryFolderInMemory, temporaryFolders } from '../../src/store/duckdb/temporary-folder.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'temporary-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

describe('the temporary folder of a store', () => {
  it('lies beside it, another one each time', () => {
    const files = storeFiles(path.join(folder, 'nba.duckdb'))
    const [one, other] = [temporaryFolder(files, undefined), temporaryFolder(files, undefined)]
    expect(one).toMatch(/nba\.duckdb\.temporary-[0-9a-f]{8}$/)
    expect(one).not.toBe(other)
  })

  it('lies where a setting says, or in that of the system when the store’s folder is none', () => {
    const files = storeFiles(path.join(folder, 'nba.duckdb'))
    expect(path.dirname(temporaryFolder(files, folder))).toBe(folder)
    expect(path.dirname(temporaryFolder(storeFiles(path.join(folder, 'none', 'nba.duckdb')), undefined))).toBe(tmpdir())
    expect(path.dirname(temporaryFolderInMemory(undefined))).toBe(tmpdir())
    expect(temporaryFolders(storeFiles(path.join(folder, 'none', 'x')), path.join(folder, 'none'))).toEqual([])
  })

  it('is told from that of another store of the same name, so a leftover goes only with its own store', async () => {
    const store = path.join(folder, 'nba.duckdb')
    const [own, others] = [temporaryFolder(storeFiles(store), folder), temporaryFolder(storeFiles(path.join(tmpdir(), 'nba.duckdb')), folder)]
    for (const leftover of [own, others]) mkdirSync(leftover)
    await (await openStore(store, { temporary: folder })).close()
    expect([existsSync(own), existsSync(others)]).toEqual([false, true])
  })
})
