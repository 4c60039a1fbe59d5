import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { draftOf, writeWhole, type Writer } from '../src/whole-file.ts'
import { temporaryFolder } from './cli/fake-world.ts'

/** Process 7 writes, 8 runs beside it, any other is dead. */
const WRITER: Writer = { pid: 7, isRunning: pid => pid === 7 || pid === 8 }

function write(file: string, text: string): Promise<void> {
  return writeWhole(draftOf(file, WRITER), WRITER, async draft => {
    writeFileSync(draft, text)
    return Promise.resolve()
  })
}

describe('a file that is there as a whole or not at all', () => {
  it('has its name only when all of it is written', async () => {
    const folder = temporaryFolder()
    const file = path.join(folder, 'x.csv')
    await writeWhole(draftOf(file, WRITER), WRITER, draft => {
      writeFileSync(draft, 'half')
      expect(readdirSync(folder)).not.toContain('x.csv')
      writeFileSync(draft, 'whole')
      return Promise.resolve()
    })
    expect(readFileSync(file, 'utf8')).toBe('whole')
    expect(readdirSync(folder)).toEqual(['x.csv'])
  })

  it('leaves what was there, and nothing beside it, when writing fails', async () => {
    const folder = temporaryFolder()
    const file = path.join(folder, 'x.csv')
    writeFileSync(file, 'before')
    const failing = writeWhole(draftOf(file, WRITER), WRITER, draft => {
      writeFileSync(draft, 'half')
      return Promise.reject(new Error('full'))
    })
    await expect(failing).rejects.toThrow('full')
    expect(readdirSync(folder)).toEqual(['x.csv'])
    expect(readFileSync(file, 'utf8')).toBe('before')
  })

  it('takes drafts of dead writers of the same file away, and no others', async () => {
    const folder = temporaryFolder()
    const [dead, running, ofAnother, noDraft] = ['.backcourt-6-x.csv', '.backcourt-8-x.csv', '.backcourt-6-y.csv', '.backcourt-mine-x.csv'] as const
    for (const name of [dead, running, ofAnother, noDraft]) writeFileSync(path.join(folder, name), '')
    await write(path.join(folder, 'x.csv'), 'whole')
    expect(readdirSync(folder).toSorted()).toEqual([running, ofAnother, noDraft, 'x.csv'].toSorted())
  })

  it('keeps a link a link, and the rights of the file', async () => {
    const folder = temporaryFolder()
    mkdirSync(path.join(folder, 'there'))
    const real = path.join(folder, 'there', 'x.csv')
    writeFileSync(real, 'before')
    chmodSync(real, 0o640)
    const link = path.join(folder, 'link.csv')
    symlinkSync(real, link)
    await write(link, 'after')
    expect(lstatSync(link).isSymbolicLink()).toBe(true)
    expect(readFileSync(real, 'utf8')).toBe('after')
    expect(statSync(real).mode & 0o777).toBe(0o640)
  })

  it('is written in its place where it is no plain file', async () => {
    await write('/dev/null', 'dropped')
    expect(statSync('/dev/null').isFile()).toBe(false)
  })
})
