import { readdirSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { backfill } from '../../src/apply/backfill.ts'
import type { BackfillReport } from '../../src/apply/report.ts'
import { models } from '../../src/nba/models/index.ts'
import { writeSimulation } from '../../src/simulate/index.ts'
import type { Row } from '../../src/store/store.ts'
import { selectedColumns } from '../../src/table/compile.ts'
import { csvText, line, NOW, Workspace } from './workspace.ts'

const SUMMARIES = ['player_game_summary', 'team_offense_game_summary', 'team_defense_game_summary', 'upcoming_team_game_context']

let league: Workspace
let files: Readonly<Record<'players' | 'teams' | 'schedule' | 'pages' | 'totals', string>>
const opened: Workspace[] = []

beforeAll(async () => {
  league = await Workspace.open()
  await writeSimulation({ seasons: 1, seed: 5, teams: 6, games: 18 }, league.folder)
  const names = readdirSync(league.folder, { recursive: true, encoding: 'utf8' })
  const named = (text: string): string => path.join(league.folder, names.find(name => name.includes(text)) ?? '')
  files = {
    players: named('player_game_logs'),
    teams: named('team_game_logs'),
    schedule: named('schedule'),
    pages: named('player_box_basic'),
    totals: named('team_totals'),
  }
}, 60_000)

afterAll(async () => {
  for (const space of [league, ...opened]) await space.close()
})

/** A store that took files one after the other, or all of them in one import. */
async function storeOf(...paths: readonly (string | readonly string[])[]): Promise<Workspace> {
  const space = await Workspace.open()
  opened.push(space)
  for (const step of paths) await space.import(typeof step === 'string' ? [step] : step)
  return space
}

function build({ store }: Workspace): Promise<BackfillReport> {
  return backfill(store, { range: undefined, tables: [], now: NOW, elapsed: () => 0 }, () => undefined)
}

async function tables({ store }: Workspace, names: readonly string[] = models.map(model => model.name)): Promise<Record<string, Row[]>> {
  const found: [string, Row[]][] = []
  for (const model of models.filter(({ name }) => names.includes(name)))
    found.push([
      model.name,
      await store.rows(`select ${selectedColumns(model).join(', ')} from nba_analytics.${model.name} order by ${model.grain.join(', ')}`),
    ])
  return Object.fromEntries(found)
}

describe('game logs without a schedule', () => {
  it('know their games: the summaries and the team contexts are those that a schedule gives', async () => {
    const [alone, scheduled] = [await storeOf([files.players, files.teams]), await storeOf([files.schedule, files.players, files.teams])]
    const [report] = [await build(alone), await build(scheduled)]
    const played = await alone.rows<{ games: number }>('select count(distinct nba_game_id) as games from nba_raw.nbac_team_boxscore')
    expect(report.failures).toEqual([])
    const rows = await tables(alone, SUMMARIES)
    expect(rows['team_offense_game_summary']).toHaveLength(2 * Number(played[0]?.games))
    expect(rows).toEqual(await tables(scheduled, SUMMARIES))
  })

  it('of players alone: a team’s totals are the sums of its players', async () => {
    const space = await storeOf(files.players)
    const { failures, units } = await build(space)
    expect([failures, units.failed, units.blocked]).toEqual([[], 0, 0])
    const [row] = await space.rows(`select count(*) as rows, count(points_scored) as known from nba_analytics.team_offense_game_summary`)
    expect(row?.['rows']).toBeGreaterThan(50)
    expect(row?.['known']).toBe(row?.['rows'])
  })

  it('of teams alone build the team tables; the player tables are blocked, with the feed that is missing, and built once it is there', async () => {
    const space = await storeOf(files.teams)
    const { units, failures } = await build(space)
    expect(units.failed).toBe(0)
    expect(units.blocked).toBeGreaterThan(10)
    expect(new Set(failures.map(failure => failure.table))).toEqual(
      new Set(['nba_analytics.player_game_summary', 'nba_analytics.upcoming_player_game_context']),
    )
    expect(failures[0]?.error).toMatch(/^player box scores were not imported: import them \(\d{8}_[A-Z]{3}_[A-Z]{3}/)
    await space.import([files.players])
    expect((await build(space)).failures).toEqual([])
    const both = await storeOf([files.players, files.teams])
    await build(both)
    expect(await tables(space)).toEqual(await tables(both))
  })

  it('give the same tables in any order of import, and no row twice', async () => {
    const { schedule, players, teams, pages, totals } = files
    const orders = [
      [schedule, players, teams, pages, totals],
      [players, teams, schedule, pages, totals],
      [pages, totals, teams, players, schedule],
      [teams, schedule, pages, players, totals],
      [totals, players, pages, schedule, teams],
      [
        [players, totals],
        [pages, schedule, teams],
      ],
    ]
    const expected = await storeOf([schedule, players, teams, pages, totals])
    await build(expected)
    const wanted = await tables(expected)
    for (const order of orders) {
      const space = await storeOf(...order)
      await build(space)
      expect(await tables(space)).toEqual(wanted)
    }
  }, 120_000)

  it('tell the games that rows of another feed have waited for, in the same import', async () => {
    const space = await storeOf(files.totals)
    expect(await space.current('nba_raw.bref_team_boxscores')).toEqual([])
    const { warnings } = await space.import([files.teams])
    expect(warnings).toContainEqual(expect.stringMatching(/^\d+ rows of nba_raw.bref_team_boxscores that waited for another file stored now$/))
    expect(
      await space.rows(`select count(*) as lacking from nba_raw.nbac_team_boxscore as t where t.ended_by is null and not exists (
        select 1 from nba_raw.bref_team_boxscores as b where b.nba_game_id = t.nba_game_id and b.team_abbr = t.team_abbr and b.ended_by is null)`),
    ).toEqual([{ lacking: 0 }])
  })

  it.each([null, 'yesterday'])('know a game by the first row that has its day: %s in a row before it hides nothing', async undated => {
    const space = await storeOf()
    const rows = [
      line(['0022100001', 'BKN'], [201142, 'Kevin Durant'], { MATCHUP: 'BKN @ MIL', GAME_DATE: undated }),
      line(['0022100001', 'MIL'], [203507, 'Giannis Antetokounmpo'], { MATCHUP: 'MIL vs. BKN' }),
    ]
    await space.import([space.file('logs.csv', csvText(rows))])
    expect(await space.rows(`select player_lookup, cast(game_date as varchar) as day from nba_raw.nbac_player_boxscores order by 1`)).toEqual([
      { player_lookup: 'giannisantetokounmpo', day: '2021-10-19' },
      ...(undated === null ? [{ player_lookup: 'kevindurant', day: '2021-10-19' }] : []),
    ])
    expect(await space.rows('select reason from nba_processing.quarantine')).toEqual(
      undated === null ? [] : [{ reason: 'GAME_DATE: expected a day as 2021-10-19, found "yesterday"' }],
    )
  })

  it('count once per game in the report, and refuse nothing twice', async () => {
    const space = await storeOf()
    const game = ['0022100001', 'BKN'] as const
    const rows = [
      line(game, [201142, 'Kevin Durant'], { MATCHUP: 'BKN @ MIL' }),
      line(game, [201935, 'James Harden'], { MATCHUP: 'BKN @ MIL' }),
      line(['0022100001', 'MIL'], [203507, 'Giannis Antetokounmpo'], { MATCHUP: 'MIL vs. BKN' }),
      line(['0022100002', 'LAL'], [2544, 'LeBron James'], { MATCHUP: 'LAL', GAME_DATE: '2021-10-19' }),
    ]
    const report = await space.import([space.file('logs.csv', csvText(rows))])
    expect(report.files[0]?.tables).toMatchObject([
      { table: 'nba_raw.nbac_schedule', read: 1, stored: 1, rejected: 0 },
      { table: 'nba_raw.nbac_player_boxscores', read: 4, stored: 3, rejected: 1 },
    ])
    expect(await space.rows('select reason from nba_processing.quarantine')).toEqual([{ reason: 'nba_game_id: 0022100002 is not in the schedule' }])
  })
})

describe('a schedule beside the logs', () => {
  it('says where and when a game is, whichever came first', async () => {
    const space = await storeOf()
    const rows = [line(['0022100001', 'BKN'], [201142, 'Kevin Durant'], { MATCHUP: 'BKN @ MIL' })]
    await space.import([space.file('logs.csv', csvText(rows))])
    const schedule = csvText([{ gid: '0022100001', gcode: '20211020/BKNMIL', date: '2021-10-20', home: 'MIL', away: 'BKN' }])
    await space.import([space.file('schedule.csv', schedule.replace('away', 'away,home_score,away_score').replace(',BKN\n', ',BKN,,\n'))])
    expect(await space.rows('select game_id from nba_raw.nbac_player_boxscores where ended_by is null')).toEqual([{ game_id: '20211020_BKN_MIL' }])
    await space.import([space.file('logs.csv', csvText([...rows, { ...rows[0], PLAYER_ID: 1, PLAYER_NAME: 'A B' }]))])
    expect(await space.rows('select distinct game_id from nba_raw.nbac_player_boxscores where ended_by is null')).toEqual([
      { game_id: '20211020_BKN_MIL' },
    ])
  })
})
