import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { prepareCommands, type CrashedCommand } from './commands.ts'
import { acknowledgedIn, contentOf, type Acknowledged, type Content } from './content.ts'
import { crashHint, CrashingProgram, FAULTS, type Fault } from './program.ts'

/** How many crashes are tried; the same seed tries the same ones. */
const POINTS = Number(process.env['BACKCOURT_CRASH_POINTS'] ?? 44)
const SEED = Number(process.env['BACKCOURT_CRASH_SEED'] ?? 1)
const AT_ONCE = 2

const hint = crashHint()
const skipped = hint === '' ? '' : ` (skipped: ${hint})`

interface Undisturbed extends CrashedCommand {
  /** How many file operations it does. */
  readonly operations: number
  readonly before: Acknowledged
  readonly after: Content
}

/** One crash: what is run, and which of its file operations goes wrong how. */
interface Point {
  readonly command: number
  readonly fault: Fault
  /** Place of the operation in the run, 0 to 1. */
  readonly place: number
}

let folder = ''
let program: CrashingProgram
const commands: Undisturbed[] = []

beforeAll(async () => {
  if (hint !== '') return
  folder = mkdtempSync(path.join(tmpdir(), 'crash-'))
  program = await CrashingProgram.in(path.resolve(import.meta.dirname, '../../.cache/crash'))
  for (const command of await prepareCommands(program, folder)) commands.push(await undisturbed(command))
}, 300_000)

afterAll(() => {
  if (folder !== '') rmSync(folder, { recursive: true, force: true })
})

async function undisturbed(command: CrashedCommand): Promise<Undisturbed> {
  const store = start(command, 'undisturbed')
  const before = existsSync(store) ? await acknowledgedIn(store) : { files: 0, units: 0 }
  const operations = await program.operations([...command.argv, '--store', store], store)
  return { ...command, operations: operations.length, before, after: await contentOf(store) }
}

/** A fresh copy of the store that a command starts from. */
function start(command: CrashedCommand, name: string): string {
  const own = path.join(folder, name)
  rmSync(own, { recursive: true, force: true })
  cpSync(command.start, own, { recursive: true })
  return path.join(own, 'nba.duckdb')
}

/** Crashes once, and says what is wrong afterwards; empty when nothing is. */
async function aftermath({ command, fault, at }: { command: Undisturbed; fault: Fault; at: number }, name: string): Promise<string> {
  const store = start(command, name)
  const argv = [...command.argv, '--store', store]
  const crashed = await program.crash(argv, { store, fault, at })
  if (/\n {4}at |please report it/.test(crashed.said)) return `says ${crashed.said}`
  // Half of the crashes are followed by a reader, half by the same command again.
  if (at % 2 === 0 && existsSync(store)) {
    const found = await acknowledgedIn(store).catch((error: unknown) => String(error))
    if (typeof found === 'string') return found
    if (found.files < command.before.files || found.units < command.before.units) return `lost what was there: ${JSON.stringify(found)}`
    if (crashed.code === 0 && !same(await contentOf(store), command.after)) return 'said that it was done, and was not'
  }
  const again = await program.run(argv)
  if (again.code === null || again.code > 2) return `the next command ended with ${again.code}: ${again.said}`
  const content = await contentOf(store).catch((error: unknown) => String(error))
  if (typeof content === 'string') return content
  return same(content, command.after) ? '' : `is another store: ${differences(content, command.after)}`
}

function same(one: Content, other: Content): boolean {
  return differences(one, other) === ''
}

function differences(one: Content, other: Content): string {
  const tables = [...new Set([...Object.keys(one), ...Object.keys(other)])]
  return tables
    .filter(table => one[table] !== other[table])
    .map(table => `${table}: ${one[table]} instead of ${other[table]}`)
    .join('; ')
}

const point: fc.Arbitrary<Point> = fc.record({
  command: fc.nat({ max: 10 }),
  fault: fc.constantFrom(...FAULTS),
  place: fc.double({ min: 0, max: 1, noNaN: true }),
})

/** Walks the failing point towards the first operation. */
async function shrunk(command: Undisturbed, fault: Fault, at: number): Promise<number> {
  let smallest = at
  for (let lower = Math.floor(at / 2); lower > 0 && smallest - lower > 1; lower = Math.floor((lower + smallest) / 2)) {
    if ((await aftermath({ command, fault, at: lower }, 'shrunk')) === '') break
    smallest = lower
  }
  return smallest
}

describe('a crash at any file operation', () => {
  it.skipIf(skipped !== '')(
    `loses nothing: ${POINTS} points with seed ${SEED}${skipped}`,
    async () => {
      const points = fc.sample(point, { numRuns: POINTS, seed: SEED })
      const failures: string[] = []
      const counts = new Map<Fault, number>()
      await Promise.all(
        Array.from({ length: AT_ONCE }, async (_, lane) => {
          for (let next = points.pop(); next !== undefined && failures.length < 5; next = points.pop()) {
            const command = commands[next.command] as Undisturbed
            const at = 1 + Math.floor(next.place * (command.operations - 1))
            counts.set(next.fault, (counts.get(next.fault) ?? 0) + 1)
            const wrong = await aftermath({ command, fault: next.fault, at }, `lane-${lane}`)
            if (wrong !== '')
              failures.push(
                `${command.name}, ${next.fault} at ${at} of ${command.operations}, smallest ${await shrunk(command, next.fault, at)}: ${wrong}`,
              )
          }
        }),
      )
      console.log(`crash points: ${FAULTS.map(fault => `${counts.get(fault) ?? 0} ${fault}`).join(', ')}`)
      expect(failures).toEqual([])
    },
    30 * 60_000,
  )

  it.skipIf(skipped !== '')(
    `would lose a store whose checkpoint is torn, if no snapshot stood beside it${skipped}`,
    async () => {
      const command = commands.find(({ name }) => name === 'backfill') as Undisturbed
      const lost: number[] = []
      for (let at = command.operations; at > command.operations - 24; at--) {
        const store = start(command, 'torn')
        await program.crash([...command.argv, '--store', store], { store, fault: 'torn', at })
        rmSync(`${store}.checkpoint`, { recursive: true, force: true })
        if (!(await opens(store))) lost.push(at)
      }
      expect(lost.length).toBeGreaterThan(0)
    },
    5 * 60_000,
  )
})

function opens(store: string): Promise<boolean> {
  return contentOf(store).then(
    () => true,
    () => false,
  )
}
