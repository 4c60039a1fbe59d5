import { expect, it } from 'vitest'
import { Answers } from '../../src/serve/answers.ts'

it('answers are made once for all who ask, the last used are kept, and failures are not', async () => {
  const answers = new Answers(2)
  const made: string[] = []
  const ask = async (name: string): Promise<string> =>
    answers.take(name, async () => {
      made.push(name)
      if (name === 'wrong') throw new Error(name)
      return Promise.resolve(name.toUpperCase())
    })
  expect(await Promise.all([ask('a'), ask('a'), ask('b')])).toEqual(['A', 'A', 'B'])
  await ask('a')
  await ask('c')
  await ask('a')
  await ask('b')
  expect(made).toEqual(['a', 'b', 'c', 'b'])
  await expect(ask('wrong')).rejects.toThrow('wrong')
  await expect(ask('wrong')).rejects.toThrow('wrong')
  expect(made.slice(4)).toEqual(['wrong', 'wrong'])
})
