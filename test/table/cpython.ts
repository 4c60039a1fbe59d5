import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Recipe, RecipeField } from '../../src/table/recipe.ts'
import type { AwkwardRow } from './awkward-rows.ts'

const SCRIPT = fileURLToPath(new URL('json-dumps.py', import.meta.url))

/** For a title: empty, or why CPython cannot be asked here. */
export const cpythonHint: string = spawnSync('python3', ['-c', 'pass']).status === 0 ? '' : ' (skipped: it needs python3 on the PATH)'

/** What CPython's json.dumps and hashlib make of the rows. */
export function cpythonHashes(recipe: Recipe, rows: readonly AwkwardRow[]): { readonly text: string; readonly hash: string }[] {
  const input = rows.map(row => JSON.stringify(Object.fromEntries(recipe.fields.map(field => [field.name, held(field, row)]))))
  const result = spawnSync('python3', [SCRIPT], { input: input.join('\n'), encoding: 'utf8', maxBuffer: 2 ** 30 })
  if (result.status !== 0) throw new Error(result.stderr)
  return result.stdout
    .trimEnd()
    .split('\n')
    .map(line => {
      const [text = '', hash = ''] = JSON.parse(line) as string[]
      return { text, hash }
    })
}

/** What Python held of a field before the row was stored: a rule says where that was something else. */
function held({ name, type, rule }: RecipeField, row: AwkwardRow): readonly [string, unknown] | null {
  const value = row[name] ?? null
  if (rule?.kind === 'absent_line_is_nan' && value === null && row[rule.flag] === false) return encode('float', Number.NaN)
  if (rule?.kind === 'zero_of_zero_is_int' && value === 0 && row[rule.flag] === true) return encode('int', 0)
  return encode(type, value)
}

function encode(type: string, value: AwkwardRow[string]): readonly [string, unknown] | null {
  if (value === null) return null
  if (type === 'float') return [type, bitsOf(value as number)]
  if (type === 'instant') return [type, String(microsOf(value as string))]
  return [type, type === 'int' ? String(value) : value]
}

/** Microseconds since 1970 of ISO text in UTC. */
export function microsOf(instant: string): bigint {
  const fraction = /\.(\d+)/.exec(instant)?.[1] ?? ''
  return BigInt(Date.parse(instant.replace(/\.\d+/, ''))) * 1000n + BigInt(fraction.padEnd(6, '0'))
}

function bitsOf(value: number): string {
  const bytes = Buffer.alloc(8)
  bytes.writeDoubleBE(value)
  return bytes.toString('hex')
}
