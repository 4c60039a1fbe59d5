import { expect, it } from 'vitest'
import { toJson } from '../../src/cli/json.ts'

it('writes whole numbers of any size as numbers', () => {
  expect(toJson({ a: 2n ** 70n, b: -(2n ** 60n), c: 1.5, d: null })).toBe('{"a":1180591620717411303424,"b":-1152921504606846976,"c":1.5,"d":null}')
})

it('leaves text alone', () => {
  expect(toJson({ a: 'integer:12', b: '"quoted"' })).toBe('{"a":"integer:12","b":"\\"quoted\\""}')
})
