import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { brefLine, countsOf, evening, GAME, game, line, OTHER, Workspace } from './workspace.ts'

const PLAYERS = 'nba_raw.nbac_player_boxscores'
const NEXT_DAY = '0022100003'

let space: Workspace
beforeEach(async () => {
  space = await Workspace.open()
  const schedule = space.csv('schedule.csv', [...evening, game(NEXT_DAY, '2021-10-20 BOS@NYK')])
  const lines = [
    line([GAME, 'MIL'], [7, 'Ante Novak']),
    line([OTHER, 'LAL'], [9, 'Cy Zed']),
    line([NEXT_DAY, 'NYK'], [11, 'El Fox'], { GAME_DATE: '2021-10-20' }),
  ]
  await space.import([schedule, space.csv('lines.csv', lines)])
})
afterEach(async () => {
  await space.close()
})

describe('import --replace', () => {
  it('ends what the files lack of the dates that they hold, and nothing else', async () => {
    await space.import([space.csv('box.csv', [brefLine(['202110190LAL', 'GSW'], ['doejo01', 'Jo Doe'])])])
    const report = await space.import([space.csv('truth.csv', [line([GAME, 'MIL'], [7, 'Ante Novak'], { PTS: 21 })])], { replace: true })
    expect(countsOf(report, PLAYERS)).toEqual([{ read: 1, changed: 1 }])
    expect(report.warnings).toEqual([`1 row of ${PLAYERS} ended: the files are the whole truth for what they hold, and lack them`])
    expect(await space.rows(`select nba_player_id, points, ended_by from ${PLAYERS} order by 1, 2`)).toEqual([
      { nba_player_id: 7, points: 20, ended_by: 3 },
      { nba_player_id: 7, points: 21, ended_by: null },
      { nba_player_id: 9, points: 20, ended_by: 3 },
      { nba_player_id: 11, points: 20, ended_by: null },
    ])
    expect(await space.current('nba_raw.bref_player_boxscores')).toHaveLength(1)
    expect(await space.rows('select kind from nba_processing.imports order by import_number')).toEqual([
      { kind: 'import' },
      { kind: 'import' },
      { kind: 'replace' },
    ])
  })

  it('takes all its files together', async () => {
    const files = [space.csv('one.csv', [line([GAME, 'MIL'], [7, 'Ante Novak'])]), space.csv('two.csv', [line([GAME, 'BKN'], [8, 'Bo Writ'])])]
    await space.import(files, { replace: true })
    expect(await space.rows(`select nba_player_id, import_number from ${PLAYERS} where ended_by is null order by 1`)).toEqual([
      { nba_player_id: 7, import_number: 1 },
      { nba_player_id: 8, import_number: 2 },
      { nba_player_id: 11, import_number: 1 },
    ])
  })

  it('never skips bytes that it knows', async () => {
    const truth = space.csv('truth.csv', [line([GAME, 'MIL'], [7, 'Ante Novak'])])
    await space.import([truth], { replace: true })
    await space.import([space.csv('more.csv', [line([OTHER, 'LAL'], [9, 'Cy Zed'])])])
    expect(await space.current(PLAYERS)).toHaveLength(3)
    await space.import([truth], { replace: true })
    expect(await space.current(PLAYERS)).toHaveLength(2)
  })

  it('ends rows that wait in quarantine, too, and keeps a row that the file holds but that cannot be read', async () => {
    await space.import([space.csv('bad.csv', [line([OTHER, 'LAL'], [12, 'Flo Gunn'], { PTS: 'abc' }), line(['0022109999', 'LAL'], [13, 'Gil Hay'])])])
    await space.import([space.csv('truth.csv', [line([GAME, 'MIL'], [7, 'Ante Novak'], { PTS: 'abc' })])], { replace: true })
    expect(await space.rows('select row_key, ended_by from nba_processing.quarantine order by row_key')).toEqual([
      { row_key: `nba_league_game_log/${GAME}/7`, ended_by: null },
      { row_key: `nba_league_game_log/${OTHER}/12`, ended_by: 3 },
      { row_key: 'nba_league_game_log/0022109999/13', ended_by: null },
    ])
    expect(await space.rows(`select nba_player_id from ${PLAYERS} where ended_by is null order by 1`)).toEqual([
      { nba_player_id: 7 },
      { nba_player_id: 11 },
    ])
  })

  it('takes a table without dates whole', async () => {
    await space.import([
      space.csv('aliases.csv', [
        { alias_lookup: 'Al', nba_canonical_lookup: 'Alan' },
        { alias_lookup: 'Bo', nba_canonical_lookup: 'Boris' },
      ]),
    ])
    await space.import([space.csv('fewer.csv', [{ alias_lookup: 'bo', nba_canonical_lookup: 'boris' }])], { replace: true })
    expect(await space.current('nba_reference.player_aliases')).toMatchObject([{ alias_lookup: 'bo', import_number: 2 }])
  })

  it('moves the rows of a game when it ends the schedule row that placed it', async () => {
    const games = [
      { gameId: GAME, gameStatus: 1, gameDateEst: '2021-10-19T00:00:00Z', homeTeam: { teamTricode: 'BKN' }, awayTeam: { teamTricode: 'MIL' } },
    ]
    const other = [{ ...games[0], gameId: OTHER, homeTeam: { teamTricode: 'LAL' }, awayTeam: { teamTricode: 'GSW' } }]
    await space.import([space.file('v2.json', JSON.stringify({ leagueSchedule: { gameDates: [{ games }] } }))])
    expect(await space.rows(`select game_id from ${PLAYERS} where nba_player_id = 7`)).toEqual([{ game_id: '20211019_MIL_BKN' }])
    await space.import([space.file('v2b.json', JSON.stringify({ leagueSchedule: { gameDates: [{ games: other }] } }))], { replace: true })
    expect(await space.rows(`select game_id from ${PLAYERS} where nba_player_id = 7`)).toEqual([{ game_id: '20211019_BKN_MIL' }])
  })
})
