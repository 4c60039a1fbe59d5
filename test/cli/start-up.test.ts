import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'

const SRC = path.resolve(import.meta.dirname, '../../src')

/** Every file and package that is loaded before a verb runs: static imports, types left out. */
function loadedBy(file: string, seen: Set<string> = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen
  seen.add(file)
  const text = readFileSync(file, 'utf8')
  for (const [, specifier = ''] of text.matchAll(/^(?:import|export) (?!type )[^'\n]*(?:from )?'([^']+)'/gm)) {
    if (specifier.startsWith('.')) loadedBy(path.resolve(path.dirname(file), specifier), seen)
    else seen.add(specifier)
  }
  return seen
}

it('starts without the engine, the models and the importer', () => {
  const loaded = [...loadedBy(path.join(SRC, 'cli/main.ts'))].map(file => path.relative(SRC, file))
  expect(loaded.filter(file => /duckdb|^(?:store|nba|feeds|import|build|check|simulate|table)\/|^\.\.\/.*zod/.test(file))).toEqual([])
  expect(loaded).toContain('cli/commands/backfill.ts')
})
