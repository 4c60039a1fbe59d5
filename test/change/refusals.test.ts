import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, cpSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { backfill } from '../../src/apply/backfill.ts'
import type { Day } from '../../src/calendar.ts'
import type { Citation } from '../../src/ledger/unit-states.ts'
import { readCitations } from '../../src/ledger/unit-states.ts'
import { importFiles } from '../../src/import/import.ts'
import { settleImports } from '../../src/import/settle/settle.ts'
import { nbacSchedule } from '../../src/nba/sources/nbac-schedule.ts'
import { openStore } from '../../src/open-store.ts'
import type { Store } from '../../src/store/store.ts'
import { standApart, standingOf, Template, type Book } from './book.ts'
import type { WorkOrder } from './kill-worker.ts'
import { FILE_NAMES, LeagueFiles } from './league-files.ts'
import { asNobody } from '../as-nobody.ts'

const RANGE = ['2021-10-12', '2022-12-31'] as const
const BOTH = LeagueFiles.simulated({ seasons: 2, seed: 3, teams: 4, games: 4 })
const OLDER = BOTH.only(game => game.slice(3, 5) === '21')
const NEWER = BOTH.only(game => game.slice(3, 5) === '22')

/** The league with a point more for everybody. */
function withPoints(league: LeagueFiles, by: number): LeagueFiles {
  return league.altered('playerLog', line => ({ ...line, PTS: String(Number(line['PTS']) + by) }))
}

function rowsWritten({ tables }: { readonly tables: readonly { readonly rows_written: number }[] }): number {
  return tables.reduce((sum, table) => sum + table.rows_written, 0)
}

describe('a plan that is applied', () => {
  let template: Template
  let book: Book
  beforeAll(async () => {
    template = await Template.of(OLDER, RANGE)
  })
  afterAll(() => template.close())
  beforeEach(async () => {
    book = await template.open()
    await book.import(withPoints(OLDER, 1), { files: ['playerLog'] })
  })
  afterEach(() => book.close())

  it('twice writes nothing the second time', async () => {
    const plan = await book.plan()
    expect(rowsWritten(await book.apply(plan))).toBeGreaterThan(20)
    const second = await book.apply(plan)
    expect(rowsWritten(second)).toBe(0)
    expect(second.units).toMatchObject({ done: 0, failed: 0 })
    expect(
      await book.store.rows('select count(*) as units from nba_processing.units where run = (select max(run) from nba_processing.runs)'),
    ).toEqual([{ units: 0 }])
  })

  it('after it was interrupted goes on with what is not done', async () => {
    const plan = await book.plan()
    await expect(book.apply(plan, 1)).rejects.toMatchObject({ code: 'interrupted' })
    await book.apply(plan)
    const units = await book.store.rows('select table_name, game_date from nba_processing.units where run > 1 group by all having count(*) > 1')
    expect(units).toEqual([])
    expect(standApart(await book.standing(), await book.scratch())).toEqual([])
  })

  it('after an import into the same season is refused', async () => {
    const plan = await book.plan()
    await book.import(withPoints(OLDER, 2), { files: ['playerLog'] })
    const before = await book.standing()
    await expect(book.apply(plan)).rejects.toMatchObject({
      code: 'plan_stale',
      message: expect.stringMatching(
        /^plan [0-9a-f]{8} no longer holds: nba_raw\.nbac_player_boxscores 2021-\d\d-\d\d\/[a-z]+ \(\S+ row \d+, import 3\) has changed since it was made$/,
      ) as string,
      where: plan.plan,
      next: 'backcourt plan',
    })
    expect(standApart(await book.standing(), before)).toEqual([])
  })

  it('after it was done and another import came is still done', async () => {
    const plan = await book.plan()
    await book.apply(plan)
    await book.import(withPoints(OLDER, 2), { files: ['playerLog'] })
    expect(rowsWritten(await book.apply(plan))).toBe(0)
  })

  it('after an import into another season goes on', async () => {
    const plan = await book.plan()
    // Officials and game pages name no player, so the identities that all seasons share stay as they are.
    await book.import(
      NEWER.only(game => game === NEWER.gameIds[0]),
      { files: ['schedule', 'pages'] },
    )
    expect(rowsWritten(await book.apply(plan))).toBeGreaterThan(20)
    await book.backfill()
    expect(standApart(await book.standing(), await book.scratch())).toEqual([])
  })

  it('after new people came with another season goes on', async () => {
    await book.import(NEWER)
    const plan = await book.plan([], { first: RANGE[0] as Day, last: '2022-07-31' as Day })
    const [line] = NEWER.tables.playerLog
    const newcomer = { ...line, PLAYER_ID: '1799999', PLAYER_NAME: 'Brand Newcomer', PTS: '1', FGM: '0', FTM: '1', FG3M: '0' }
    await book.import(NEWER.with('playerLog', [newcomer]), { files: ['playerLog'] })
    const ofPeople = (cites: readonly Citation[]): Citation[] => cites.filter(({ table }) => table === 'nba_reference.player_identities')
    expect(ofPeople(await readCitations(book.store, [2021]))).not.toEqual(ofPeople(plan.cites))
    expect(rowsWritten(await book.apply(plan))).toBeGreaterThan(20)
  })

  it('after another season told that two of its people are one is refused', async () => {
    const plan = await book.plan()
    await book.import(NEWER)
    await expect(book.apply(plan)).rejects.toMatchObject({
      code: 'plan_stale',
      message: expect.stringContaining('player_identities bref/') as string,
    })
  })

  it('after the games came back that it missed is refused', async () => {
    const alone = OLDER.gameIds.find(game => OLDER.gameIds.every(other => other === game || OLDER.dateOf(other) !== OLDER.dateOf(game))) ?? ''
    const day = OLDER.dateOf(alone)
    await book.import(
      OLDER.rescheduled(alone, game => ({ ...game, gameDateEst: '2022-03-01T00:00:00Z' })),
      { files: ['schedule'] },
    )
    const plan = await book.plan([], { first: day as Day, last: day as Day })
    expect(plan.units).toHaveLength(5)
    await book.import(OLDER, { files: ['schedule'], force: true })
    await expect(book.apply(plan)).rejects.toMatchObject({ code: 'plan_stale' })
  })

  it('after the definition of a table has changed is refused', async () => {
    const plan = await book.plan()
    const older = { ...plan, fingerprints: { ...plan.fingerprints, player_game_summary: '0123456789abcdef' } }
    await expect(book.apply(older)).rejects.toMatchObject({
      code: 'plan_stale',
      message: `plan ${plan.plan} no longer holds: the definition of player_game_summary has changed since it was made`,
    })
  })
})

describe('a plan that is made before what follows from an import is settled', () => {
  it('does not hide from later plans what the import reaches', async () => {
    const template = await Template.of(OLDER, RANGE)
    const book = await template.open()
    await book.removeUnsettled(nbacSchedule, `nba_schedule_v2/${OLDER.gameIds[3]}`)
    await book.backfill()
    await settleImports(book.store)
    await book.backfill()
    expect(standApart(await book.standing(), await book.scratch())).toEqual([])
    await book.close()
    template.close()
  })
})

describe('a changed definition', () => {
  it('plans its table anew, and writes no row that is the same', async () => {
    const template = await Template.of(OLDER, RANGE)
    const book = await template.open()
    await book.store.run(`update nba_processing.unit_states set fingerprint = 'before' where table_name = 'team_offense_game_summary'`)
    const plan = await book.plan()
    expect(new Set(plan.units.map(unit => `${unit.table}: ${unit.reasons.map(reason => reason.why).join(', ')}`))).toEqual(
      new Set(['team_offense_game_summary: definition changed']),
    )
    expect(rowsWritten(await book.apply(plan))).toBe(0)
    expect((await book.plan()).units).toEqual([])
    await book.close()
    template.close()
  })
})

const WORKER = fileURLToPath(new URL('kill-worker.ts', import.meta.url))

/** A writer in another process that has begun. */
async function startWriter(order: WorkOrder): Promise<ChildProcess> {
  const worker = spawn(process.execPath, ['--import', 'tsx', WORKER, JSON.stringify(order)], { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise(resolve => worker.stdout.once('data', resolve))
  return worker
}

async function imported(store: Store, paths: readonly string[]): Promise<void> {
  await importFiles(store, { paths, replace: false, force: false, now: '2030-01-01T00:00:00Z' })
  const range = { first: RANGE[0] as Day, last: RANGE[1] as Day }
  await backfill(store, { range, tables: [], now: '2030-01-01T00:00:00Z', elapsed: () => 0 }, () => undefined)
}

describe('a store file', () => {
  let folder: string
  let file: string
  let paths: readonly string[]
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'backcourt-refusals-'))
    file = path.join(folder, 'store.duckdb')
    paths = OLDER.write(path.join(folder, 'files'), FILE_NAMES)
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('that another process writes is refused to a second writer and to a reader, who are told which process it is', async () => {
    const writer = await startWriter({ store: file, variants: [paths], from: 0, first: RANGE[0], last: RANGE[1] })
    const refusal = { code: 'store_locked', where: file, message: expect.stringContaining(`${file} is in use by process ${writer.pid}`) as string }
    await expect(openStore(file)).rejects.toMatchObject(refusal)
    await expect(openStore(file, { readOnly: true })).rejects.toMatchObject(refusal)
    const ended = new Promise(resolve => writer.once('close', resolve))
    writer.kill('SIGKILL')
    await ended
    await (await openStore(file)).close()
  })

  it('that this process has open is refused a second time', async () => {
    const store = await openStore(file)
    await expect(openStore(file)).rejects.toMatchObject({ code: 'store_locked', message: `${file} is already open in this process` })
    await store.close()
  })

  it('that was opened for reading refuses every write', async () => {
    const writer = await openStore(file)
    await imported(writer, paths)
    await writer.close()
    const reader = await openStore(file, { readOnly: true })
    await expect(backfill(reader, { range: undefined, tables: [], now: '2030-01-02T00:00:00Z', elapsed: () => 0 }, () => undefined)).rejects.toThrow(
      /read-only/,
    )
    await reader.close()
  })

  it('that may not be written is refused to a writer, and open to a reader', async () => {
    await (await openStore(file)).close()
    chmodSync(folder, 0o755)
    chmodSync(file, 0o444)
    await asNobody(async () => {
      await expect(openStore(file)).rejects.toMatchObject({
        code: 'store_unreadable',
        message: `${file} may not be written`,
      })
      await (await openStore(file, { readOnly: true })).close()
    })
  })

  it('of a newer Backcourt is refused to writers and readers', async () => {
    const store = await openStore(file)
    await store.run('update nba_processing.schema_version set version = 99')
    await store.close()
    const refusal = {
      code: 'store_invalid',
      message: expect.stringContaining(`${file} was written by a newer Backcourt: its version is 99, this one knows `) as string,
    }
    await expect(openStore(file)).rejects.toMatchObject(refusal)
    await expect(openStore(file, { readOnly: true })).rejects.toMatchObject(refusal)
  })
})

/** A folder on a disk of its own of so many kilobytes; undefined where none can be mounted. */
function smallDisk(kilobytes: number): string | undefined {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'backcourt-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', folder], { stdio: 'ignore' })
    return folder
  } catch {
    rmSync(folder, { recursive: true })
    return undefined
  }
}

describe('a full disk', () => {
  const roomy = mkdtempSync(path.join(os.tmpdir(), 'backcourt-roomy-'))
  const paths = BOTH.write(path.join(roomy, 'files'))
  const disk = smallDisk(1)
  if (disk !== undefined) freeDisk(disk)
  afterAll(() => rmSync(roomy, { recursive: true }))

  it.skipIf(disk === undefined).for([
    ['an import', 256],
    ['a backfill', 2048],
  ] as const)('stops %s with a message, and what is written stays whole (needs the right to mount a small disk)', async ([, kilobytes]) => {
    const full = smallDisk(kilobytes) ?? ''
    const file = path.join(full, 'store.duckdb')
    const store = await openStore(file)
    await expect(imported(store, paths)).rejects.toMatchObject({
      code: 'store_full',
      message: `the disk of ${file} is full; what was written before is whole`,
      next: 'make room and run the same command again',
    })
    await store.close()
    const copy = path.join(roomy, `${kilobytes}`)
    cpSync(full, copy, { recursive: true })
    freeDisk(full)
    const [moved, scratch] = [await openStore(path.join(copy, 'store.duckdb')), await openStore(':memory:')]
    await imported(moved, paths)
    await imported(scratch, paths)
    expect(standApart(await standingOf(moved), await standingOf(scratch))).toEqual([])
    await moved.close()
    await scratch.close()
  })
})

function freeDisk(folder: string): void {
  execFileSync('umount', ['-l', folder])
  rmSync(folder, { recursive: true })
}
