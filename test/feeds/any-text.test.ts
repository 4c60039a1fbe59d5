import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Format, Part } from '../../src/feeds/format.ts'
import { formats } from '../../src/feeds/index.ts'
import { arrivals, readArrivals } from '../../src/import/place/arrivals.ts'
import { prepareNames } from '../../src/import/place/known-names.ts'
import { readPlaces } from '../../src/import/place/placement.ts'
import { addLookups, prepareLookups, stageRows } from '../../src/import/place/stage.ts'
import { prepareTeamNames } from '../../src/import/place/team-codes.ts'
import { DEFECT_COLUMNS } from '../../src/import/read/csv-records.ts'
import { gameOfCopy, ground } from '../import/mutations/ground.ts'
import { intactFile } from '../import/mutations/mutator.ts'
import { originals } from '../import/mutations/originals.ts'
import { readFile, rowsFor } from '../import/mutations/told.ts'
import type { Workspace } from '../import/workspace.ts'

/** Texts at the edges of what numbers, days, clocks, ids, teams and names can be. */
const TEXTS = [
  ...['9223372036854775807', '9223372036854775808', '-9223372036854775808', '99999999999999999999', '1e99', '1e308', '1e999', '-1e99', '-0', '1e-99'],
  ...['NaN', 'Infinity', '-inf', '0x10', '1_000', '1,5', '+7', '7.', '.7', '3074457345618258603', '153722867280912931', '4611686018427387904'],
  ...['99:99', '9999:59', '99999999999999999999:59', 'PT999M59.00S', 'PT99999999999999999999M00S', '0:99:99', '00:00.', '12:75', '31:01:00'],
  ...[
    '2021-02-30',
    '0000-00-00',
    '9999-12-31',
    '290000-12-31',
    '294247-01-10 04:00:54Z',
    '-4713-11-24',
    '2021-10-19T25:00:00Z',
    '0001-01-01T00:00:00+14:00',
  ],
  ...[
    '10/45/2021',
    '00/00/00',
    '99999999/BKNMIL',
    '20219919/BKNMIL',
    '/',
    '20211019/',
    '9999-12-31T23:59:59Z',
    '9999-12-31 23:59:59',
    '11:59 PM, December 31, 9999',
  ],
  ...[
    '0000000000',
    '0022199999',
    '9999999999',
    '00221',
    '@',
    ' vs. ',
    'MIL @ ',
    'MIL @ MIL',
    'A, B',
    ',',
    '(',
    ')',
    '•',
    '/ /',
    '\\',
    '%',
    '$',
    '^',
    '[',
    '*',
  ],
  ...[
    '{"a":1}',
    '[1]',
    'true',
    'é',
    '🏀',
    '١٢',
    '\u0301',
    '\u200B',
    'x'.repeat(3000),
    "'",
    '"',
    '`',
    ';',
    '--',
    '\n',
    '\t',
    '36:33:',
    'Tue, Oct 99, 2021',
    'p',
    '7:30x',
  ],
]

let space: Workspace
beforeAll(async () => {
  space = await ground()
  await prepareLookups(space.store)
  await prepareTeamNames(space.store)
  await readPlaces(space.store)
  await space.store.run(`create or replace temp table import_days as select cast(null as varchar) as roster_date, '2022-01-01' as today`)
}, 60_000)
afterAll(() => space.close())

/** Places rows that are those of the original, each with one of the texts in all columns of a group. */
async function place(format: Format, part: Part, groups: readonly (readonly string[])[]): Promise<void> {
  const original = originals[format.name]
  const file = original === undefined ? undefined : readFile(intactFile(original, gameOfCopy(format.name, 0)).content)
  const [row = {}] = file === undefined ? [] : rowsFor(part, file)
  const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
  const literal = (text: string | null): string => (text === null ? 'null::varchar' : `'${text.replaceAll("'", "''")}'`)
  const rows = groups.flatMap((columns, at) =>
    TEXTS.map((text, number) => {
      const cells = part.reads.map(name => literal(columns.includes(name) ? text : (row[name] ?? null)))
      const arrival = at * TEXTS.length + number
      return `('${arrival}.csv', 1, ${arrival}, ${DEFECT_COLUMNS.map(() => 'null::varchar').join(', ')}, ${cells.join(', ')})`
    }),
  )
  const names = ['source_file', 'source_row', 'arrival', ...DEFECT_COLUMNS, ...part.reads].map(quoted)
  await stageRows(space.store, `select * from (values ${rows.join(', ')}) as r(${names.join(', ')})`, { copy: true })
  await prepareNames(space.store, part)
  await addLookups(space.store, part)
  await readArrivals(space.store, format, part)
  const [long] = await space.rows(`select refusal from ${arrivals} where length(refusal) > 600 limit 1`)
  if (long !== undefined) throw new Error(`a reason that is no sentence: ${String(long['refusal'])}`)
}

/** Columns in few groups, so that what a row says of one does not hide another for long. */
function grouped(columns: readonly string[]): string[][] {
  return Array.from({ length: GROUPS }, (_, group) => columns.filter((__, place) => place % GROUPS === group))
}

const GROUPS = 5

describe('no text of a cell stops a file, or fills a message, of', () => {
  it.each(formats.map(format => [format.name, format] as const))('%s', async (_, format) => {
    const stopped: string[] = []
    for (const part of format.parts) {
      const fails = (groups: readonly (readonly string[])[]): Promise<string | undefined> =>
        place(format, part, groups).then(
          () => undefined,
          (error: unknown) => String(error),
        )
      if ((await fails(grouped(part.reads))) === undefined) continue
      for (const column of part.reads)
        stopped.push(...[await fails([[column]])].flatMap(why => (why === undefined ? [] : [`${column}: ${why.slice(0, 200)}`])))
    }
    expect(stopped).toEqual([])
  })
})
