import { expect, it } from 'vitest'
import { bytes, count, counted, duration, percentage } from '../../../src/cli/render/amounts.ts'

it.each([
  [0, '0'],
  [26_039, '26,039'],
  [12_345_678_901_234_567_890n, '12,345,678,901,234,567,890'],
])('count(%s)', (value, text) => {
  expect(count(value)).toBe(text)
})

it('counted(value, noun) knows one from many', () => {
  expect([0, 1, 2000].map(value => counted(value, 'row'))).toEqual(['0 rows', '1 row', '2,000 rows'])
})

it.each([
  [0, '0.0 s'],
  [340, '0.3 s'],
  [9_949, '9.9 s'],
  [9_960, '10 s'],
  [59_400, '59 s'],
  [190_000, '3 min 10 s'],
])('duration(%i)', (milliseconds, text) => {
  expect(duration(milliseconds)).toBe(text)
})

it.each([
  [812, '812 B'],
  [1_400, '1.4 kB'],
  [999_600, '1.0 MB'],
  [65_000_000, '65 MB'],
])('bytes(%i)', (value, text) => {
  expect(bytes(value)).toBe(text)
})

it.each([
  [null, '–'],
  [1, '100 %'],
  [0.99999, '99.99 %'],
  [0.5, '50.00 %'],
  [0, '0.00 %'],
])('percentage(%s)', (share, text) => {
  expect(percentage(share)).toBe(text)
})
