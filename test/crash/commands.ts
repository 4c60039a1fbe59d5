import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { openStore } from '../../src/open-store.ts'
import { LeagueFiles } from '../change/league-files.ts'
import { asVersion1 } from '../store/added-columns.ts'
import type { CrashingProgram } from './program.ts'

/** A command that writes, and the store that it starts from. */
export interface CrashedCommand {
  readonly name: string
  readonly argv: readonly string[]
  /** Folder with the files of the store that it starts from; empty for none. */
  readonly start: string
}

const LEAGUE = LeagueFiles.simulated({ seasons: 1, seed: 3, teams: 4, games: 2, days: 4 })

/** Prepares every command that writes: a store for each to start from, in the state in which it has most to do. */
export async function prepareCommands(program: CrashingProgram, folder: string): Promise<CrashedCommand[]> {
  const feeds = LEAGUE.write(path.join(folder, 'feeds'))
  const [line] = LEAGUE.tables.playerLog
  const corrected = LEAGUE.altered('playerLog', other => (other === line ? { ...other, AST: '17' } : other)).write(path.join(folder, 'corrected'))
  const stage = new Stages(program, folder)
  const nothing = stage.keep('nothing')
  await stage.run('import', ...feeds)
  const imported = stage.keep('imported')
  await stage.sql(double('insert into'))
  await stage.run('backfill', '--stop-on-error')
  await stage.sql(double('delete from'))
  const stopped = stage.keep('stopped')
  stage.goBackTo(imported)
  await stage.run('backfill')
  const built = stage.keep('built')
  await stage.sql(asVersion1())
  const old = stage.keep('old')
  stage.goBackTo(built)
  await stage.run('import', ...corrected)
  const changed = stage.keep('changed')
  await stage.run('plan')
  const planned = stage.keep('planned')
  const key = await stage.keyOfInactive()
  return [
    { name: 'import into nothing', argv: ['import', ...feeds], start: nothing },
    { name: 'import of a correction', argv: ['import', ...corrected], start: built },
    { name: 'import --replace', argv: ['import', '--replace', ...corrected], start: built },
    { name: 'remove', argv: ['remove', 'bref_inactives', key], start: built },
    { name: 'backfill', argv: ['backfill'], start: imported },
    { name: 'backfill of a correction', argv: ['backfill'], start: changed },
    { name: 'plan', argv: ['plan'], start: changed },
    { name: 'apply', argv: ['apply', 'last'], start: planned },
    { name: 'retry', argv: ['retry'], start: stopped },
    { name: 'resume', argv: ['resume'], start: stopped },
    { name: 'plan that migrates', argv: ['plan'], start: old },
  ]
}

/** Doubles the rows of one stat line outside of what imports see, or takes the double away: units of its date fail while it is there. */
function double(how: 'insert into' | 'delete from'): string {
  const table = 'nba_raw.nbac_player_boxscores'
  return how === 'insert into'
    ? `insert into ${table} select * replace (-source_row as source_row) from ${table} order by nba_game_id, nba_player_id limit 1`
    : `delete from ${table} where source_row < 0`
}

/** A store that goes from stage to stage, of which some are kept. */
class Stages {
  readonly #program: CrashingProgram
  readonly #folder: string
  readonly #working: string

  constructor(program: CrashingProgram, folder: string) {
    this.#program = program
    this.#folder = folder
    this.#working = path.join(folder, 'working')
    mkdirSync(this.#working, { recursive: true })
  }

  get #store(): string {
    return path.join(this.#working, 'nba.duckdb')
  }

  async run(...argv: readonly string[]): Promise<void> {
    const { code, said } = await this.#program.run([...argv, '--store', this.#store])
    if (code !== 0 && code !== 1) throw new Error(`${argv.join(' ')} ended with ${code}: ${said}`)
  }

  async sql(statement: string): Promise<void> {
    const store = await openStore(this.#store)
    await store.run(statement)
    await store.close()
  }

  async keyOfInactive(): Promise<string> {
    const store = await openStore(this.#store, { readOnly: true })
    const [row] = await store.rows<{ key: string }>(
      `select bref_game_id || '/' || bref_player_id as key from nba_raw.bref_inactives where ended_by is null order by key limit 1`,
    )
    await store.close()
    return row?.key ?? ''
  }

  keep(name: string): string {
    const kept = path.join(this.#folder, 'stages', name)
    cpSync(this.#working, kept, { recursive: true })
    return kept
  }

  goBackTo(kept: string): void {
    for (const file of readdirSync(this.#working)) rmSync(path.join(this.#working, file), { recursive: true })
    cpSync(kept, this.#working, { recursive: true })
  }
}
