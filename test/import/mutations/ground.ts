import { formats } from '../../../src/feeds/index.ts'
import { sources } from '../../../src/nba/sources/index.ts'
import { qualifiedName } from '../../../src/table/source.ts'
import { game as scheduled, line, Workspace, type Cell } from '../workspace.ts'
import { gameOf, type Game } from './stage.ts'

/** How many files of a format can land beside each other, each with a game of its own. */
export const COPIES = 4

/** The game of a copy of a format's original. */
export function gameOfCopy(format: string, copy: number): Game {
  return gameOf(COPIES * formats.findIndex(({ name }) => name === format) + copy)
}

/** A store that knows the games and people that files are about, but the games of those files that tell games themselves. */
export async function ground(): Promise<Workspace> {
  const space = await Workspace.open()
  const facts = formats.filter(({ phase }) => phase !== 'schedule').flatMap(({ name }) => copies.map(copy => gameOfCopy(name, copy)))
  const elsewhere = scheduled('0022190000', '2021-10-18 LAL@MIL')
  const games = facts.map(game => scheduled(game.id, `${game.day} BKN@MIL`))
  const named = formats.filter(({ phase }) => phase === 'nameless facts').flatMap(({ name }) => copies.flatMap(copy => gameOfCopy(name, copy).people))
  const people = named.map(({ id, name }) => line(['0022190000', 'MIL'], [id, name], { GAME_DATE: '2021-10-18', MATCHUP: 'MIL vs. LAL' }))
  await space.import([space.csv('games.csv', [elsewhere, ...games]), space.csv('people.csv', people)])
  return space
}

const copies = Array.from({ length: COPIES }, (_, copy) => copy)

/** A row that is stored, of which table. */
export interface StoredRow {
  readonly table: string
  readonly file: string
  readonly place: number
  readonly values: Readonly<Record<string, Cell>>
}

/** What the files of an import left in the store, by file. */
export async function storedBy(space: Workspace, importNumber: number | null): Promise<ReadonlyMap<string, readonly StoredRow[]>> {
  const byFile = new Map<string, StoredRow[]>()
  for (const source of sources) {
    const table = qualifiedName(source)
    const rows = await space.rows(`select * from ${table} where import_number = ${importNumber ?? -1} and ended_by is null`)
    for (const { source_file, source_row, import_number: _, ended_by: __, ...values } of rows) {
      const [file = ''] = String(source_file).split(' › ')
      byFile.set(file, [...(byFile.get(file) ?? []), { table, file, place: Number(source_row), values }])
    }
  }
  return byFile
}
