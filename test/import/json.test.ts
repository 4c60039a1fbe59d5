import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { membersIn } from '../../src/import/read/json-members.ts'
import { evening, GAME, line, teamLine, Workspace, type Cells } from './workspace.ts'

const CASES = path.join(import.meta.dirname, 'cases')
const TABLE = 'nba_raw.nbac_player_boxscores'

let space: Workspace
beforeAll(async () => {
  space = await Workspace.open()
  await space.import([space.csv('schedule.csv', evening)])
})
beforeEach(async () => {
  await space.store.run(`delete from ${TABLE}; delete from nba_raw.nbac_team_boxscore`)
})
afterAll(async () => {
  await space.close()
})

const lines = [
  line([GAME, 'MIL'], [7, 'Ante "The Wall" Novak']),
  line([GAME, 'BKN'], [8, 'Bo Writ'], { PLUS_MINUS: null }),
  line([GAME, 'MIL'], [9, 'Cy Dunn']),
]
const names = Object.keys(lines[0] ?? {})
const matrix = lines.map(row => names.map(name => row[name]))

/** `DataFrame.to_json` with its default orient. */
function byColumn(rows: readonly Cells[], index = (place: number): string => String(place)): Record<string, Record<string, unknown>> {
  return Object.fromEntries(names.map(name => [name, Object.fromEntries(rows.map((row, place) => [index(place), row[name]]))]))
}

async function stored(): Promise<unknown[]> {
  const rows = await space.rows<{ id: number; points: number; difference: number | null; row: number }>(
    `select nba_player_id as id, points, plus_minus as difference, source_row as row from ${TABLE} where ended_by is null order by row`,
  )
  return rows.map(({ id, points, difference, row }) => [id, points, difference, row])
}

const asWritten = [
  [7, 20, 7, 1],
  [8, 20, null, 2],
  [9, 20, 7, 3],
]

describe('JSON of pandas and of the client library', () => {
  it.each(['pandas-columns', 'pandas-index', 'pandas-split', 'normalized', 'data-set'])('%s.json as it is in the wild', async name => {
    const report = await space.import([path.join(CASES, `${name}.json`)])
    expect(report).toMatchObject({ unrecognised: [], quarantined: 0, warnings: [] })
    expect((await stored()).map(row => (row as number[]).slice(0, 2))).toEqual([
      [201142, 32],
      [201935, 20],
      [203507, 32],
      [1626171, 5],
    ])
  })

  it.each<[string, unknown]>([
    ['columns', byColumn(lines)],
    ['columns, under days', byColumn(lines, place => `2021-10-1${place}T00:00:00.000`)],
    ['columns, under names', byColumn(lines, place => `row ${place}`)],
    ['index', Object.fromEntries(lines.map((row, place) => [place, row]))],
    ['index, under names', Object.fromEntries(lines.map((row, place) => [`row ${place}`, row]))],
    ['split', { columns: names, index: [0, 1, 2], data: matrix }],
    ['values under a row of names', [names, ...matrix]],
    ['table', { schema: { fields: names.map(name => ({ name, type: 'string' })), primaryKey: ['index'], pandas_version: '1.4.0' }, data: lines }],
    ['records under a name beside others', { count: 3, next: null, results: lines }],
    ['a data set', { headers: names, data: matrix }],
    ['data sets by name', { LeagueGameLog: { headers: names, data: matrix }, Other: { headers: ['A'], data: [] } }],
    ['a bare result set', { name: 'LeagueGameLog', headers: names, rowSet: matrix }],
    [
      'records that lack members',
      lines.map((row, place) => (place === 1 ? Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) : row)),
    ],
  ])('%s', async (_, document) => {
    const report = await space.import([space.file('lines.json', JSON.stringify(document))])
    expect(report).toMatchObject({ unrecognised: [], quarantined: 0, warnings: [] })
    expect(await stored()).toEqual(asWritten)
  })

  it('rows of values, one per line, under a line of names', async () => {
    await space.import([space.file('lines.ndjson', [names, ...matrix].map(row => JSON.stringify(row)).join('\n'))])
    expect(await stored()).toEqual(asWritten)
  })

  it('takes what it knows of several tables in one document', async () => {
    const document = { Players: lines, Teams: [teamLine(GAME, 'MIL')], Empty: [], parameters: { Season: '2021-22' } }
    const report = await space.import([space.file('both.json', JSON.stringify(document))])
    expect(report.files).toHaveLength(1)
    expect(await stored()).toEqual(asWritten)
  })

  it('refuses columns that do not stand under the same index: their rows would be made up', async () => {
    const columns = byColumn(lines)
    const { 1: _, ...short } = columns['PTS'] ?? {}
    const report = await space.import([space.file('lines.json', JSON.stringify({ ...columns, PTS: short }))])
    expect(report.unrecognised).toMatchObject([{ looked_for: 'its columns do not stand under the same index: PTS has others than SEASON_ID' }])
  })

  it('keeps messages short, however many columns and rows there are', async () => {
    const wide = Object.fromEntries(
      Array.from({ length: 3000 }, (_, place) => [`a column of a very long name ${'x'.repeat(500)} ${place}`, { a: 1, b: 2 }]),
    )
    const long = { what: Object.fromEntries(Array.from({ length: 50_000 }, (_, place) => [place, 'y'.repeat(20)])) }
    const report = await space.import([space.file('wide.json', JSON.stringify(wide)), space.file('long.json', JSON.stringify(long))])
    expect(report.unrecognised).toHaveLength(2)
    for (const { looked_for } of report.unrecognised) expect(looked_for.length).toBeLessThan(600)
  })
})

describe('the members by which a document is known', () => {
  const PATHS = ['$.game', '$.game.actions[0].id', '$.data[0].player', '$._parameters', '$.data.length']

  it.each([
    '{"game": {"actions": [{"id": 1}]}}',
    '{"game": {"actions": []}, "_parameters": {}}',
    '{"game": null, "data": [{"player": {"id": 0}}]}',
    '{"data": {"0": {"player": 1}}}',
    '{"game": {"actions": [{"id": null}]}, "data": [1, 2]}',
    '[{"game": 1}]',
    '[{"game": null}, {"data": [{"player": 1}]}]',
    '"game"',
    '{"__proto__": {"game": 1}}',
  ])('are those that the engine finds: %s', async text => {
    const documents = await space.rows<{ types: (string | null)[] }>(
      `select json_type(json, [${PATHS.map(path => `'${path}'`).join(', ')}]) as types from read_json_objects('${space.file('a.json', text)}')`,
    )
    const told = PATHS.filter((_, place) => documents.some(({ types }) => !['NULL', null, undefined].includes(types[place])))
    expect([...(membersIn(Buffer.from(text), PATHS) ?? [])]).toEqual(told)
  })

  it.each(['{"game": NaN}', '{"game": 1}\n{"game": 2}', '{"game": ', `{"game": "${'x'.repeat(2 ** 20)}"}`])(
    'are left to the engine where text is no strict document, or large: %.20s',
    text => expect(membersIn(Buffer.from(text), PATHS)).toBeUndefined(),
  )
})
