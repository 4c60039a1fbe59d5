import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { alone, remember, remembered } from '../../src/fetch/memory.ts'

const OTHER = 4_000_001
let folder: string

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'backcourt-memory-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const writer = (running: readonly number[] = []) => ({ pid: process.pid, isRunning: (pid: number) => running.includes(pid) })

describe('the memory of a folder', () => {
  it('is empty at first, and what was told last after that', async () => {
    expect(remembered(folder)).toEqual({ last_fetch: null, terms_accepted: null, circuits: [] })
    const memory = { ...remembered(folder), terms_accepted: '2025-11-06T12:00:00Z' }
    await remember(folder, memory, writer())
    expect(remembered(folder)).toEqual(memory)
  })

  it('cannot lie below a file', async () => {
    writeFileSync(path.join(folder, 'file'), '')
    const below = path.join(folder, 'file', 'folder')
    await expect(remember(below, remembered(below), writer())).rejects.toMatchObject({
      code: 'bad_input',
      where: '--out',
      next: '--out names a folder',
    })
  })
})

describe('a folder', () => {
  it('is one fetch’s at a time, and free again after it, whatever became of it', async () => {
    const work = alone(folder, writer(), () => Promise.reject(new Error('no network')))
    await expect(work).rejects.toThrow('no network')
    expect(await alone(folder, writer(), () => Promise.resolve(readdirSync(folder).includes('.fetch.lock')))).toBe(true)
    expect(readdirSync(folder)).not.toContain('.fetch.lock')
  })

  it('is refused while the process that holds it runs, and taken from a dead one', async () => {
    writeFileSync(path.join(folder, '.fetch.lock'), String(OTHER))
    const asked = alone(folder, writer([OTHER]), () => Promise.resolve('fetched'))
    await expect(asked).rejects.toMatchObject({ code: 'bad_input', message: `process ${OTHER} fetches into ${folder}` })
    expect(await alone(folder, writer(), () => Promise.resolve('fetched'))).toBe('fetched')
  })
})
