import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const ROOT = path.resolve(import.meta.dirname, '..')
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8')

interface Manifest {
  readonly engines: Readonly<Record<string, string>>
  readonly license: string
  readonly bin: Readonly<Record<string, string>>
  readonly files: readonly string[]
  readonly scripts: Readonly<Record<string, string>>
  readonly dependencies: Readonly<Record<string, string>>
  readonly devDependencies: Readonly<Record<string, string>>
}

interface Lock {
  readonly packages: Readonly<
    Record<string, { readonly optional?: boolean; readonly hasInstallScript?: boolean; readonly dependencies?: Readonly<Record<string, string>> }>
  >
}

const manifest = JSON.parse(read('package.json')) as Manifest
const lock = JSON.parse(read('package-lock.json')) as Lock

describe('package.json', () => {
  it('pins every version exactly', () => {
    const versions = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))).toEqual([])
  })

  it('asks for a Node.js that is installed widely', () => {
    expect(manifest.engines).toEqual({ node: '>=20.19' })
  })

  it('depends on few packages at run time', () => {
    expect(Object.keys(manifest.dependencies).toSorted()).toEqual([
      '@commander-js/extra-typings',
      '@duckdb/node-api',
      '@duckdb/node-bindings',
      '@google-cloud/bigquery',
      'commander',
      'google-auth-library',
      'saxes',
      'unpdf',
      'yaml',
      'zod',
    ])
  })

  it('publishes the program and its documents, nothing else', () => {
    expect(manifest.bin).toEqual({ backcourt: 'dist/cli/bin.js' })
    expect(manifest.files.filter(file => !['dist', 'README.md', 'ARCHITECTURE.md', 'CHANGELOG.md'].includes(file))).toEqual([])
  })

  it('carries the licence that it names', () => {
    expect(manifest.license).toBe('MIT')
    expect(read('LICENSE')).toContain('MIT License')
  })

  it('calls only scripts that exist', () => {
    const called = Object.values(manifest.scripts).flatMap(script => [...script.matchAll(/scripts\/[\w-]+\.mjs/g)].map(match => match[0]))
    expect(called.filter(script => read(script) === '')).toEqual([])
  })
})

describe('package-lock.json', () => {
  it('names no registry', () => {
    expect(read('package-lock.json')).not.toMatch(
      /https?:\/\/(?!github\.com|opencollective\.com|[\w.-]*(?:paypal|patreon|tidelift|sponsors)|www\.)[\w.-]*(?:registry|npm)/,
    )
    expect(read('package-lock.json')).not.toContain('"resolved": "http')
  })

  it('holds the versions that package.json pins', () => {
    const root = lock.packages['']?.dependencies ?? {}
    expect(root).toEqual(manifest.dependencies)
  })

  it('has the engine for every platform', () => {
    const platforms = Object.keys(lock.packages).filter(name => name.includes('@duckdb/node-bindings-'))
    for (const platform of ['linux-x64', 'linux-arm64', 'darwin-arm64', 'darwin-x64', 'win32-x64']) {
      expect(platforms.some(name => name.endsWith(platform))).toBe(true)
    }
  })
})
