import { spawn, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { bundleProgram } from '../../scripts/build-program.mjs'

const ROOT = path.resolve(import.meta.dirname, '../..')

/** Ways in which a file operation can go wrong. */
export const FAULTS = ['before', 'torn', 'unsynced', 'full', 'io-error'] as const
export type Fault = (typeof FAULTS)[number]

/** Empty, or why no crash can be made here. */
export function crashHint(): string {
  if (process.platform !== 'linux') return 'it needs Linux, whose loader puts a library between a program and its file operations'
  return spawnSync('cc', ['--version']).status === 0 ? '' : 'it needs a C compiler called cc'
}

/** The program as it is shipped, and the library that makes its file operations fail. */
export class CrashingProgram {
  readonly #bin: string
  readonly #shim: string

  /** Builds both into a folder below the project's, where packages are found. */
  static async in(folder: string): Promise<CrashingProgram> {
    mkdirSync(folder, { recursive: true })
    cpSync(path.join(ROOT, 'package.json'), path.join(folder, 'package.json'))
    await bundleProgram(path.join(folder, 'dist'))
    const shim = path.join(folder, 'shim.so')
    must('cc', ['-shared', '-fPIC', '-O1', '-o', shim, path.join(import.meta.dirname, 'shim.c'), '-ldl'])
    return new CrashingProgram(path.join(folder, 'dist', 'cli', 'bin.js'), shim)
  }

  private constructor(bin: string, shim: string) {
    this.#bin = bin
    this.#shim = shim
  }

  /** Runs a command; returns its exit code, null when it was killed, and what it said. */
  run(argv: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [this.#bin, ...argv], { env: { ...process.env, BACKCOURT_THREADS: '1', ...env } })
      let said = ''
      child.stdout.on('data', chunk => (said += String(chunk)))
      child.stderr.on('data', chunk => (said += String(chunk)))
      child.on('error', reject)
      child.on('close', code => resolve({ code, said }))
    })
  }

  /** Runs a command of which one file operation goes wrong. */
  crash(argv: readonly string[], { store, fault, at }: { readonly store: string; readonly fault: Fault; readonly at: number }): Promise<Ended> {
    return this.run(argv, { LD_PRELOAD: this.#shim, CRASH_STORE: store, CRASH_FAULT: fault, CRASH_AT: String(at) })
  }

  /** The file operations of a command that nothing disturbs, each as what it does and the end of its path. */
  async operations(argv: readonly string[], store: string): Promise<string[]> {
    const log = `${path.dirname(store)}/operations.log`
    rmSync(log, { force: true })
    await this.run(argv, { LD_PRELOAD: this.#shim, CRASH_STORE: store, CRASH_LOG: log })
    return existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n') : []
  }
}

/** How a command ended. */
export interface Ended {
  readonly code: number | null
  readonly said: string
}

function must(command: string, argv: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(command, argv, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} failed: ${stdout}${stderr}`)
}
