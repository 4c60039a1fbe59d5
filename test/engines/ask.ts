import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

const HERE = import.meta.dirname

/** The builds of DuckDB for Python that must agree with the engine here. */
export const versions: readonly string[] = readFileSync(path.join(HERE, 'versions.txt'), 'utf8').trim().split('\n')

/** For a title: empty, or why a build cannot be asked here. */
export function engineHint(version: string): string {
  return existsSync(path.join(HERE, 'python', version)) ? '' : ' (skipped: it needs bash test/engines/install.sh)'
}

/** The first column that a build finds for each query on a store file. Throws what it writes on stderr. */
export function askEngine(version: string, asked: { readonly store: string; readonly queries: Readonly<Record<string, string>> }): Answers {
  const ended = spawnSync('python3', [path.join(HERE, 'ask.py')], {
    input: JSON.stringify(asked),
    encoding: 'utf8',
    env: { ...process.env, PYTHONPATH: path.join(HERE, 'python', version) },
    maxBuffer: 2 ** 28,
  })
  if (ended.stderr !== '') throw new Error(ended.stderr)
  return JSON.parse(ended.stdout) as Answers
}

export interface Answers {
  readonly version: string
  readonly answers: Readonly<Record<string, unknown[]>>
}
