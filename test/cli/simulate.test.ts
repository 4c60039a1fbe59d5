import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { ERROR_DOCUMENT } from './contract.ts'
import { fakeWorld } from './fake-world.ts'

describe('simulate', () => {
  it.each([
    [['--days', 'two'], '--days: expected a whole number, got "two"', '--days 1'],
    [['--as', 'tables'], '--as: expected files or content-network, got "tables"', '--as content-network'],
    [['--until', '2021-10-26'], '--until is a day of the content network', '--as content-network --until …'],
    [
      ['--season', '1993-94'],
      'a simulated league begins from 2013-14 to 2064-65, got 1993-94',
      'give one of these seasons: the thirty teams of today have played since 2013-14',
    ],
    [['--as', 'content-network', '--seasons', '2'], '--seasons: the content network shows one season at a time, got 2', '--season 2022-23'],
  ])('refuses %j with what to write instead', async (argv, message, next) => {
    const { code, document } = await fakeWorld().json('simulate', '--out', 'feeds', ...argv)
    expect(code).toBe(2)
    expect(ERROR_DOCUMENT.parse(document).error).toMatchObject({ code: 'usage', message, next })
  })

  it('names the folder that cannot be written', async () => {
    const world = fakeWorld()
    writeFileSync(path.join(world.cwd, 'taken'), '')
    const { code, document } = await world.json('simulate', '--out', 'taken', '--days', '1')
    expect(code).toBe(2)
    expect(ERROR_DOCUMENT.parse(document).error).toMatchObject({ code: 'bad_input', where: '--out', next: '--out names a folder' })
  })
})
