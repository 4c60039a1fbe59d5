import { describe, expect, it } from 'vitest'
import { exitCodeOf } from '../../src/cli/exit-codes.ts'
import { reportError } from '../../src/cli/report-error.ts'
import { BackcourtError, QueryError, type ErrorCode } from '../../src/errors.ts'
import { ERROR_DOCUMENT } from './contract.ts'
import { fakeWorld } from './fake-world.ts'

function told(error: unknown, options: { readonly json?: boolean; readonly verbose?: boolean } = {}) {
  const said = { out: '', err: '' }
  const world = fakeWorld()
  const stdout = { ...world.stdout, write: (text: string) => void (said.out += text) }
  const stderr = { ...world.stderr, write: (text: string) => void (said.err += text) }
  const code = reportError(error, { command: 'coverage', json: false, verbose: false, ...options }, { ...world, stdout, stderr })
  return { code, ...said }
}

describe('exitCodeOf(error)', () => {
  it.each<[ErrorCode, number]>([
    ['usage', 2],
    ['unknown_name', 2],
    ['bad_input', 2],
    ['nothing_imported', 2],
    ['not_found', 2],
    ['query_failed', 2],
    ['store_missing', 3],
    ['store_locked', 3],
    ['store_invalid', 3],
    ['store_unreadable', 3],
    ['store_full', 3],
    ['interrupted', 130],
    ['internal', 1],
  ])('%s is %i', (code, expected) => {
    expect(exitCodeOf(new BackcourtError(code, 'x'))).toBe(expected)
  })

  it('is 1 for what nobody foresaw', () => {
    expect(exitCodeOf(new Error('x'))).toBe(1)
    expect(exitCodeOf('x')).toBe(1)
  })
})

describe('reportError(error, telling, world)', () => {
  it('says what to do next under what went wrong', () => {
    expect(told(new BackcourtError('usage', 'no', { next: 'yes\nor maybe' }))).toEqual({ code: 2, out: '', err: 'error: no\n  yes\n  or maybe\n' })
  })

  it('asks for a report when the fault is ours, with the stack only when asked', () => {
    const quiet = told(new TypeError('x is not a function'))
    expect(quiet).toMatchObject({ code: 1, out: '' })
    expect(quiet.err).toMatch(/^error: Backcourt failed: x is not a function\n {2}this is a bug in Backcourt: please report it/)
    expect(quiet.err).not.toContain('report-error.test.ts')
    const loud = told(new QueryError('select 1', new Error('no engine')), { verbose: true })
    expect(loud.err).toContain('report-error.test.ts')
    expect(loud.err).toContain('statement: select 1')
    expect(loud.err).toContain('caused by Error: no engine')
    expect(told('thrown text', { verbose: true }).err).toContain('thrown text')
  })

  it('is a document with --json', () => {
    const { code, out, err } = told(new BackcourtError('store_locked', 'in use', { where: 'x.duckdb' }), { json: true })
    expect({ code, err }).toEqual({ code: 3, err: '' })
    expect(ERROR_DOCUMENT.parse(JSON.parse(out)).error).toEqual({ code: 'store_locked', message: 'in use', where: 'x.duckdb', next: null })
  })
})
