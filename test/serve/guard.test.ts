import { describe, expect, it } from 'vitest'
import { refusalOf } from '../../src/serve/guard.ts'
import { optional, readParameters, text, whole } from '../../src/serve/parameters.ts'
import { Turns } from '../../src/serve/turns.ts'

describe('refusalOf', () => {
  it('lets this machine in by each of its names, at the port that is served', () => {
    const hosts = ['127.0.0.1:4173', 'localhost:4173', 'LOCALHOST:4173', '[::1]:4173', '127.0.0.1', 'localhost.:4173', 'example.com:4173', '']
    const let_in = hosts.filter(host => refusalOf({ method: 'GET', headers: { host } }, { port: 4173, starts: false }) === undefined)
    expect(let_in).toEqual(['127.0.0.1:4173', 'localhost:4173', 'LOCALHOST:4173', '[::1]:4173'])
  })

  it('says what it expected', () => {
    expect(refusalOf({ method: 'GET', headers: {} }, { port: 1, starts: false })).toEqual({
      status: 403,
      message: 'expected the host 127.0.0.1:1, got none',
    })
    expect(refusalOf({ method: 'HEAD', headers: {} }, { port: 1, starts: false })?.status).toBe(405)
  })
})

describe('readParameters', () => {
  it('reads what is given, and leaves out what may be left out', () => {
    expect(readParameters({ q: text(), n: optional(whole) }, new URLSearchParams('q=a+b'))).toEqual({ q: 'a b', n: undefined })
    expect(readParameters({ n: whole }, new URLSearchParams('n=12'))).toEqual({ n: 12 })
  })

  it('refuses a text that is too long or empty', () => {
    expect(() => readParameters({ q: text(3) }, new URLSearchParams('q=four'))).toThrow('q: expected at most 3 characters, got 4 of them')
    expect(() => readParameters({ q: text(3) }, new URLSearchParams('q='))).toThrow('q: expected a text, got nothing')
  })
})

describe('Turns', () => {
  it('lets no more than so many work at a time, in their order, also after one that failed', async () => {
    const turns = new Turns(2)
    let working = 0
    let most = 0
    const order: number[] = []
    const work = (index: number) => async (): Promise<void> => {
      working += 1
      most = Math.max(most, working)
      order.push(index)
      await Promise.resolve()
      working -= 1
      if (index === 1) throw new Error('one')
    }
    const ended = await Promise.allSettled([0, 1, 2, 3, 4].map(index => turns.take(work(index))))
    expect(ended.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled', 'fulfilled'])
    expect([most, order]).toEqual([2, [0, 1, 2, 3, 4]])
  })
})
