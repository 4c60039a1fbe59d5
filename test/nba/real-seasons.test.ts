import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { backfill } from '../../src/apply/backfill.ts'
import type { BackfillReport } from '../../src/apply/report.ts'
import type { Day, DayRange } from '../../src/calendar.ts'
import { coverage } from '../../src/check/coverage.ts'
import { importFiles } from '../../src/import/import.ts'
import type { ImportReport } from '../../src/import/report.ts'
import { models } from '../../src/nba/models/index.ts'
import { sources } from '../../src/nba/sources/index.ts'
import { openStore } from '../../src/open-store.ts'
import type { Store } from '../../src/store/store.ts'
import { contentRecipe } from '../../src/table/recipe.ts'
import { qualifiedName } from '../../src/table/source.ts'
import { cpythonHashes, cpythonHint } from '../table/cpython.ts'
import type { AwkwardRow } from '../table/awkward-rows.ts'

const DATA = process.env['BACKCOURT_DATA'] ?? path.resolve(import.meta.dirname, '../../../shared/data')
const present = existsSync(path.join(DATA, 'basketball_reference'))
const hint = present ? '' : ` (skipped: no folder ${DATA}; name one with BACKCOURT_DATA)`
const FOLDERS = ['schedule', 'nba_api', 'basketball_reference'].map(folder => path.join(DATA, folder))
const ALL: DayRange = { first: '2021-10-19' as Day, last: '2023-04-09' as Day }
const FIRST_MONTH: DayRange = { first: '2021-10-19' as Day, last: '2021-11-19' as Day }
const ROWS_OF_ALL = [53_944, 5_106, 5_106, 5_106, 85_679]
const ROWS_OF_FIRST_MONTH = [5_182, 476, 476, 476, 7_987]
const NOW = '2024-01-01T00:00:00.000Z'

/** Columns of `player_game_summary`, of LeagueGameLog and of Basketball-Reference that tell the same. */
const STATISTICS = [
  ['points', 'PTS', 'pts'],
  ['fg_makes', 'FGM', 'fg'],
  ['fg_attempts', 'FGA', 'fga'],
  ['three_pt_makes', 'FG3M', 'fg3'],
  ['three_pt_attempts', 'FG3A', 'fg3a'],
  ['ft_makes', 'FTM', 'ft'],
  ['ft_attempts', 'FTA', 'fta'],
  ['offensive_rebounds', 'OREB', 'orb'],
  ['defensive_rebounds', 'DREB', 'drb'],
  ['assists', 'AST', 'ast'],
  ['steals', 'STL', 'stl'],
  ['blocks', 'BLK', 'blk'],
  ['turnovers', 'TOV', 'tov'],
  ['personal_fouls', 'PF', 'pf'],
] as const

function file(...parts: string[]): string {
  return `'${path.join(DATA, ...parts)}'`
}

function fill(store: Store, paths: readonly string[]): Promise<ImportReport> {
  const request = { paths, replace: false, force: false, now: NOW }
  return importFiles(store, request)
}

let builds = 0

/** Each build at an instant of its own: a plan made again at the same instant would be the same plan, and done. */
function build(store: Store, range: DayRange, force = false): Promise<BackfillReport> {
  const now = new Date(Date.parse(NOW) + 1000 * builds++).toISOString()
  return backfill(store, { range, tables: [], options: { force }, now, elapsed: () => 0 }, () => undefined)
}

describe.skipIf(!present)(`two real seasons${hint}`, () => {
  let folder: string
  let store: Store
  let imported: ImportReport
  let built: BackfillReport

  async function one(query: string): Promise<unknown> {
    const [row] = await store.rows(query)
    return row
  }

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'backcourt-real-'))
    store = await openStore(path.join(folder, 'real.duckdb'))
    imported = await fill(store, FOLDERS)
    built = await build(store, ALL)
    await store.run(`create temp view bref as
      select b.*, i.player_lookup, c.nba_game_id
      from ${file('basketball_reference', 'player_box_basic_2020-12_to_2023-06.parquet')} as b
      join ${file('basketball_reference', 'crosswalk_game.parquet')} as c using (bref_game_id)
      join nba_reference.player_identities as i on i.source = 'bref' and i.source_player_id = b.bref_player_id and i.ended_by is null
      where b.reason is null`)
  })
  afterAll(async () => {
    await store.close()
    rmSync(folder, { recursive: true })
  })

  it('land, but for 15 inactive players without a name', () => {
    expect(imported.quarantined).toBe(15)
    expect(built.units).toMatchObject({ failed: 0, blocked: 0, planned: 5 * 538 })
  })

  it.each([
    ['all of it', ALL, ROWS_OF_ALL, 1],
    ['the first month', FIRST_MONTH, ROWS_OF_FIRST_MONTH, 0],
  ])('have every expected row of %s once with a hash', async (...[, range, rows, waiting]) => {
    const report = await coverage(store, { range, tables: [] })
    const complete = (expected: number): object => ({
      expected,
      rows: expected,
      keys: expected,
      with_hash: expected,
      coverage: 1,
      missing: 0,
      extra: 0,
      duplicates: 0,
      waiting,
    })
    expect(report.tables).toEqual(rows.map((expected, index) => ({ table: `nba_analytics.${models[index]?.name}`, ...complete(expected) })))
    expect(report.findings).toEqual([])
  })

  it('have the statistics of NBA.com in all 51,934 stat lines of the regular seasons', async () => {
    const equal = STATISTICS.map(([ours, theirs]) => `p.${ours} = n."${theirs}"`).join(' and ')
    expect(
      await one(`select count(*) as lines, count(*) filter (${equal} and p.plus_minus = n.PLUS_MINUS and p.team_abbr = n.TEAM_ABBREVIATION) as equal
        from read_parquet([${file('nba_api', 'player_game_logs_2021-22.parquet')}, ${file('nba_api', 'player_game_logs_2022-23.parquet')}]) as n
        join nba_analytics.player_game_summary as p on p.nba_game_id = n.GAME_ID and p.universal_player_id = p.player_lookup || '_' || n.PLAYER_ID`),
    ).toEqual({ lines: 51_934, equal: 51_934 })
  })

  it('have the statistics of Basketball-Reference in all 28,049 stat lines of 2021-22, and its seconds and starters in both seasons', async () => {
    const equal = STATISTICS.map(([ours, , theirs]) => `p.${ours} = b.${theirs}::bigint`).join(' and ')
    const seconds = `(split_part(b.mp, ':', 1)::bigint * 60 + split_part(b.mp, ':', 2)::bigint)`
    expect(
      await one(`select count(*) as lines,
          count(*) filter (p.season_year = 2021) as of_2021, count(*) filter (p.season_year = 2021 and ${equal}) as equal_of_2021,
          count(*) filter (p.starter_flag = b.is_starter_section) as starters,
          count(*) filter (p.minutes_played = (10 * ${seconds} + 30) // 60 / 10) as minutes
        from bref as b join nba_analytics.player_game_summary as p on p.nba_game_id = b.nba_game_id and p.player_lookup = b.player_lookup`),
    ).toEqual({ lines: 53_943, of_2021: 28_049, equal_of_2021: 28_049, starters: 53_943, minutes: 53_943 })
  })

  it('have players that add up to their team in every game, turnovers too', async () => {
    const sums = STATISTICS.map(([column]) => `sum(${column}) as ${column}`).join(', ')
    const equal = `s.points = t.points_scored and s.fg_makes = t.fg_makes and s.fg_attempts = t.fg_attempts and s.three_pt_makes = t.three_pt_makes
      and s.three_pt_attempts = t.three_pt_attempts and s.ft_makes = t.ft_makes and s.ft_attempts = t.ft_attempts and s.assists = t.assists
      and s.offensive_rebounds + s.defensive_rebounds = t.rebounds and s.turnovers = t.turnovers and s.personal_fouls = t.personal_fouls
      and s.steals = d.steals and s.defensive_rebounds = d.defensive_rebounds`
    expect(
      await one(`select count(*) as teams, count(*) filter (${equal}) as equal
        from (select nba_game_id, team_abbr, ${sums} from nba_analytics.player_game_summary group by all) as s
        join nba_analytics.team_offense_game_summary as t using (nba_game_id, team_abbr)
        join nba_analytics.team_defense_game_summary as d on d.nba_game_id = t.nba_game_id and d.defending_team_abbr = t.team_abbr`),
    ).toEqual({ teams: 5_106, equal: 5_106 })
  })

  it('shoot and use possessions as Basketball-Reference publishes it in every stat line, its cap of usage at 100 aside', async () => {
    const published = (column: string): string => `nullif(a.${column}, '')::double`
    expect(
      await one(`select count(*) as lines,
          count(*) filter (${published('ts_pct')} is not distinct from p.ts_pct) as ts,
          count(*) filter (${published('efg_pct')} is not distinct from p.efg_pct) as efg,
          count(*) filter (${published('usg_pct')} is not distinct from case when p.usage_rate > 100 then 100 else p.usage_rate end) as usage,
          count(*) filter (p.usage_rate > 100) as capped
        from ${file('basketball_reference', 'player_box_advanced_2020-12_to_2023-06.parquet')} as a
        join bref as b using (bref_game_id, bref_player_id)
        join nba_analytics.player_game_summary as p on p.nba_game_id = b.nba_game_id and p.player_lookup = b.player_lookup`),
    ).toEqual({ lines: 53_943, ts: 53_943, efg: 53_943, usage: 53_943, capped: 15 })
  })

  it('come to the NBA’s own estimated ratings and pace of 2021-22 for 30 of 30 teams', async () => {
    expect(
      await one(`select count(*) as teams, count(*) filter (season.offense = E_OFF_RATING) as offense, count(*) filter (season.defense = E_DEF_RATING) as defense,
          count(*) filter (season.pace = E_PACE) as pace
        from (
          select o.team_abbr,
            round(1000 * sum(o.points_scored) / sum(o.possessions)) / 10 as offense,
            round(1000 * sum(d.points_allowed) / sum(p.possessions)) / 10 as defense,
            round(480 * sum(o.possessions + p.possessions) / 2 / sum(48 + 5 * o.overtime_periods)) / 10 as pace
          from nba_analytics.team_offense_game_summary as o
          join nba_analytics.team_offense_game_summary as p on p.nba_game_id = o.nba_game_id and p.team_abbr = o.opponent_team_abbr
          join nba_analytics.team_defense_game_summary as d on d.nba_game_id = o.nba_game_id and d.defending_team_abbr = o.team_abbr
          where o.season_year = 2021 and substr(o.nba_game_id, 1, 3) = '002'
          group by o.team_abbr
        ) as season
        join ${file('schedule', 'team_ids.parquet')} as i on i.abbreviation = season.team_abbr
        join ${file('nba_api', 'team_season_advanced_2021-22.parquet')} as a on a.TEAM_ID = i.teamId::bigint`),
    ).toEqual({ teams: 30, offense: 30, defense: 30, pace: 30 })
  })

  it('have 58 and 79 overtime games', async () => {
    expect(
      await store.rows(`select season_year, cast(count(*) filter (overtime_periods > 0) / 2 as bigint) as games, count(*) - count(overtime_periods) as unknown
        from nba_analytics.team_offense_game_summary where substr(nba_game_id, 1, 3) = '002' group by season_year order by season_year`),
    ).toEqual([
      { season_year: 2021, games: 58, unknown: 0 },
      { season_year: 2022, games: 79, unknown: 0 },
    ])
  })

  it('open with 34 points of James, a triple-double of Curry, and Milwaukee beating Brooklyn', async () => {
    const night = `game_date = '2021-10-19'`
    expect(
      await store.rows(`select player_full_name as who, points, offensive_rebounds + defensive_rebounds as rebounds, assists, win_flag
        from nba_analytics.player_game_summary where ${night} and player_lookup in ('lebronjames', 'stephencurry') order by who`),
    ).toEqual([
      { who: 'LeBron James', points: 34, rebounds: 11, assists: 5, win_flag: false },
      { who: 'Stephen Curry', points: 21, rebounds: 10, assists: 10, win_flag: true },
    ])
    expect(
      await store.rows(`select team_abbr, points_scored from nba_analytics.team_offense_game_summary where ${night} order by team_abbr`),
    ).toEqual([
      { team_abbr: 'BKN', points_scored: 104 },
      { team_abbr: 'GSW', points_scored: 121 },
      { team_abbr: 'LAL', points_scored: 114 },
      { team_abbr: 'MIL', points_scored: 127 },
    ])
  })

  it('have six persons whom two teams list on one date, and one line of zeros', async () => {
    expect(
      await one(`select count(*) as rows from nba_analytics.upcoming_player_game_context where list_contains(quality_issues, 'listed_twice')`),
    ).toEqual({ rows: 6 })
    expect(
      await store.rows(`select player_lookup, cast(game_date as string) as day from nba_analytics.player_game_summary
        where list_contains(quality_issues, 'no_seconds')`),
    ).toEqual([{ player_lookup: 'dennisschroder', day: '2022-11-06' }])
  })

  it('have a back-to-back in 10 to 25 % of the rows of a player', async () => {
    const [row] = await store.rows<{ share: number }>(
      'select avg(cast(back_to_back as int)) as share from nba_analytics.upcoming_player_game_context',
    )
    expect(row?.share).toBeGreaterThan(0.1)
    expect(row?.share).toBeLessThan(0.25)
  })

  it.skipIf(cpythonHint !== '').each(models.map(model => [model.name, model] as const))(
    `have hashes in %s that CPython makes of its rows of the first month${cpythonHint}`,
    async (name, model) => {
      const rows = await store.rows<AwkwardRow>(
        `select * from nba_analytics.${name} where game_date between '${FIRST_MONTH.first}' and '${FIRST_MONTH.last}' order by ${model.grain.join(', ')}`,
      )
      const hashes = cpythonHashes(contentRecipe(model.columns), rows).map(({ hash }) => hash)
      expect(hashes).toHaveLength(ROWS_OF_FIRST_MONTH[models.indexOf(model)] ?? 0)
      expect(hashes).toEqual(rows.map(row => row['data_hash']))
    },
  )
})

describe.skipIf(!present)(`two real seasons without a crosswalk${hint}`, () => {
  let store: Store

  beforeAll(async () => {
    store = await openStore(':memory:')
    const names = readdirSync(path.join(DATA, 'basketball_reference')).filter(name => !name.startsWith('crosswalk'))
    await fill(store, [...FOLDERS.slice(0, 2), ...names.map(name => path.join(DATA, 'basketball_reference', name))])
  })
  afterAll(() => store.close())

  it('have the same rows', async () => {
    const { tables } = await coverage(store, { range: ALL, tables: [] })
    expect(tables.map(table => table.expected)).toEqual(ROWS_OF_ALL)
    const built = await build(store, FIRST_MONTH)
    expect(built.tables.map(table => table.inserted)).toEqual(ROWS_OF_FIRST_MONTH)
  })

  it('stay as they are when the first month is built again 20 times, on one thread and on two', async () => {
    const month = `game_date between date '${FIRST_MONTH.first}' and date '${FIRST_MONTH.last}'`
    for (const source of sources) if (source.ofGame) await store.run(`delete from ${qualifiedName(source)} where not (${month})`)
    await build(store, FIRST_MONTH, true)
    for (let round = 0; round < 20; round += 1) {
      await store.run(`set threads = ${1 + (round % 2)}`)
      const { tables } = await build(store, FIRST_MONTH, true)
      expect(tables.map(table => [table.rows_written, table.unchanged])).toEqual(ROWS_OF_FIRST_MONTH.map(rows => [0, rows]))
    }
  })
})
