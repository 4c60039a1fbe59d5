import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import path from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import type { FakeWorld } from './fake-world.ts'
import { fakeWorld } from './fake-world.ts'

/** Engines beside other work are slow; nothing here depends on how slow. */
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

/** A world with a page of one file, and a store of a simulated day. */
async function pageWorld(): Promise<FakeWorld> {
  const world = fakeWorld()
  mkdirSync(world.pageFolder)
  writeFileSync(path.join(world.pageFolder, 'index.html'), '<!doctype html><title>page</title>')
  await world.run('simulate', '--out', 'feeds', '--days', '1', '--season', '2021-22')
  await world.run('import', 'feeds')
  return world
}

/** Waits until a command has said where it serves, and returns that. */
async function addressIn(said: () => string): Promise<string> {
  for (;;) {
    const address = /http:\/\/127\.0\.0\.1:\d+\//.exec(said())?.[0]
    if (address !== undefined) return address
    await new Promise(resolve => setTimeout(resolve, 10))
  }
}

describe('serve', () => {
  it('serves until Ctrl-C, and shows it in the browser when asked', async () => {
    const shown: string[] = []
    let said = ''
    const made = await pageWorld()
    const world = Object.assign(made, { openInBrowser: (address: string) => void shown.push(address) })
    const write = world.stdout.write.bind(world.stdout)
    Object.assign(world.stdout, {
      write: (text: string) => {
        said += text
        write(text)
      },
    })
    const ended = world.run('serve', '--port', '0', '--open')
    const address = await addressIn(() => said)
    expect(await (await fetch(address)).text()).toContain('<title>page</title>')
    expect(await (await fetch(`${address}api/status`)).json()).toMatchObject({ command: 'status', running: null, last_run: null })
    const events = await fetch(`${address}events`)
    const reader = events.body?.getReader()
    const read = (await reader?.read()) as { readonly value: Uint8Array } | undefined
    const first = new TextDecoder().decode(read?.value)
    expect(JSON.parse(first.split('data: ')[1] ?? '')).toMatchObject({ running: null, writer: null })
    while (!world.listens()) await new Promise(resolve => setTimeout(resolve, 10))
    expect(world.interrupt()).toBe('taken')
    const { code, out } = await ended
    expect({ code, out }).toEqual({ code: 0, out: `backcourt.duckdb is served at ${address}\nonly to this machine; Ctrl-C ends it\n` })
    expect(shown).toEqual([address])
    await expect(fetch(address)).rejects.toThrow('fetch failed')
  })

  it('begins where there is no store yet, and says so', async () => {
    const world = await pageWorld()
    let said = ''
    Object.assign(world.stdout, { write: (text: string) => void (said += text) })
    const ended = world.run('serve', '--port', '0', '--store', 'none.duckdb')
    const missing = await fetch(`${await addressIn(() => said)}api/runs`)
    expect([missing.status, await missing.json()]).toMatchObject([503, { error: { code: 'store_missing' } }])
    while (!world.listens()) await new Promise(resolve => setTimeout(resolve, 10))
    world.interrupt()
    expect((await ended).err).toBe('warning: no store at none.duckdb yet: the page says how to make one\n')
    expect(readdirSync(world.cwd).filter(name => name.startsWith('none'))).toEqual([])
  })

  it('says that a port is taken, is none, or that there is no page', async () => {
    const world = await pageWorld()
    expect((await world.run('serve', '--port', '99999')).err).toBe('error: --port: expected a number up to 65535, got "99999"\n  --port 4173\n')
    const taken = createServer()
    await new Promise<void>(resolve => taken.listen(0, '127.0.0.1', resolve))
    const { port } = taken.address() as AddressInfo
    const { code, err } = await world.run('serve', '--port', String(port))
    expect([code, err]).toEqual([2, `error: port ${port} is taken\n  backcourt serve --port ${port + 1}\n`])
    taken.close()
    writeFileSync(path.join(world.cwd, 'text.duckdb'), 'no store')
    expect((await world.run('serve', '--store', 'text.duckdb')).err).toContain('text.duckdb is not a Backcourt store: expected a DuckDB file')
    expect(readdirSync(world.cwd).filter(name => name.includes('copies-of'))).toEqual([])
    const empty = fakeWorld()
    expect((await empty.run('serve')).err).toBe('error: the page was not built\n  npm run build\n')
    expect((await world.run('serve', '--store', ':memory:')).err).toContain('a store in memory cannot be served')
  })
})
