import { describe, expect, it } from 'vitest'
import { fit, layOut, layOutProse, wrap } from '../../../src/cli/render/layout.ts'

describe('layOut(headings, rows)', () => {
  it('aligns text to the left and numbers to the right, in characters and not in bytes', () => {
    const rows = [
      ['Jokić', '27'],
      ['Curry', '8'],
    ]
    expect(layOut([{ title: 'player' }, { title: 'points', align: 'right' }], rows)).toEqual(['player  points', 'Jokić       27', 'Curry        8'])
  })

  it('takes short rows', () => {
    expect(layOut([{ title: 'a' }, { title: 'b' }], [['x']])).toEqual(['a  b', 'x'])
  })
})

describe('layOutProse(headings, rows, columns)', () => {
  const headings = [{ title: 'name' }, { title: 'what it says' }]
  const rows = [['points', 'all the points that he scored in the game, free throws counted in']]

  it('lets the last column go on below itself', () => {
    expect(layOutProse(headings, rows, 50)).toEqual([
      'name    what it says',
      'points  all the points that he scored in the game,',
      '        free throws counted in',
    ])
  })

  it('puts it on lines of its own where it has no room', () => {
    expect(layOutProse(headings, rows, 30)).toEqual([
      'name',
      'points',
      '      all the points that he',
      '      scored in the game, free',
      '      throws counted in',
    ])
  })
})

it('fit(text, columns) shows where it cut', () => {
  expect(fit('abcdef', 6)).toBe('abcdef')
  expect(fit('abcdef', 4)).toBe('abc…')
  expect(fit('abcdef', 0)).toBe('…')
})

it('wrap(text, options) never cuts a word', () => {
  expect(wrap('a bb incomprehensibilities c', { columns: 6, indent: '  ' })).toEqual(['  a bb', '  incomprehensibilities', '  c'])
})

describe('a table of very many rows', () => {
  it('is laid out', () => {
    const rows = Array.from({ length: 200_000 }, (_, index) => [String(index)])
    expect(layOut([{ title: 'n', align: 'right' }], rows)).toHaveLength(200_001)
  })
})
