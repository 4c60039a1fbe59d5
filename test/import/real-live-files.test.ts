import { existsSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { backfill } from '../../src/apply/backfill.ts'
import type { Day } from '../../src/calendar.ts'
import type { ImportReport } from '../../src/import/report.ts'
import { game, NOW, Workspace } from './workspace.ts'

const DATA = process.env['BACKCOURT_DATA'] ?? path.resolve(import.meta.dirname, '../../../shared/data')
const samples = path.join(DATA, 'api_samples')
const present = existsSync(path.join(samples, 'nba_cdn'))

const nameOf = ({ path: file }: { readonly path: string }): string => path.basename(file)

/** Games that no schedule among the files has. */
const KNOWN = [game('0022500165', '2025-11-04 MIL@TOR'), game('0021900001', '2019-10-22 NOP@TOR')]

describe.skipIf(!present)(
  `answers of the season that is on${present ? '' : ` (skipped: no folder ${samples}; name one with BACKCOURT_DATA)`}`,
  () => {
    let space: Workspace
    let report: ImportReport
    const rows = (columns: string, table: string, where: string): Promise<readonly unknown[]> =>
      space.rows(`select ${columns} from ${table} where ${where} order by all`)
    beforeAll(async () => {
      space = await Workspace.open()
      report = await space.import([
        space.csv('schedule.csv', KNOWN),
        ...['nba_cdn', 'nba_stats_v3', 'nba_com'].map(folder => path.join(samples, folder)),
      ])
    }, 120_000)
    afterAll(() => space.close())

    it('are imported, each file of them', () => {
      expect(report).toMatchObject({ quarantined: 0, unrecognised: [], unreadable: [] })
      const files = report.files
        .filter(({ format }) => format !== 'NBA schedule table')
        .toSorted((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1))
      expect(files.map(file => [nameOf(file), file.format, file.tables.map(({ stored }) => stored)])).toEqual([
        ['box_score_summary_v2_0022300001.json', 'NBA box score summary v2', [1, 2, 7, 3]],
        ['boxscore_0022000001.json', 'NBA live box score', [1, 28, 6, 3, 2, 1]],
        ['boxscore_traditional_v2_0022400561.json', 'NBA box score v2', [25, 2]],
        ['boxscoretraditionalv3_0022500165.json', 'NBA box score v3', [29, 2]],
        ['common_all_players_2025-26.json.gz', 'NBA CommonAllPlayers', [5102]],
        ['injury_report_2024-01-04.pdf', 'NBA injury report', [14]],
        ['league_game_finder_player_2544_2023-24.json', 'NBA LeagueGameLog, players', [82, 82]],
        ['league_game_log_players_2025-03-15.json', 'NBA LeagueGameLog, players', [8, 157]],
        ['play_by_play_v2_0021900001.json.gz', 'NBA play-by-play v2', [573]],
        ['play_by_play_v3_a.json.gz', 'NBA live play-by-play', [571]],
        ['play_by_play_v3_b.json.gz', 'NBA live play-by-play', [506]],
        ['playbyplay_0022000001.json.gz', 'NBA live play-by-play', [610]],
        ['playbyplayv3_0022400001.json.gz', 'NBA play-by-play v3', [475]],
        ['referee_assignments_2025-01-08.json', 'NBA referee assignments', [24]],
        ['scheduleLeagueV2_2023-24.json.gz', 'NBA schedule v2', [1273]],
        ['schedule_league_v2_2024-25.json.gz', 'NBA schedule v2', [1400]],
        ['scoreboard_v2_a.json', 'NBA box score summary v2', [11]],
        ['scoreboardv3_2025-07-15_no_games.json', 'NBA scoreboard v3', [0]],
        ['scoreboardv3_2025-11-05.json', 'NBA scoreboard v3', [11]],
        ['shot_chart_detail_0021900001_away.json', 'NBA shot chart', [102]],
        ['team_game_log_LAL_2023-24_playoffs.json', 'NBA LeagueGameLog, teams', [0, 5]],
        ['team_game_logs_LAL_2023-24.json', 'NBA LeagueGameLog, teams', [11, 82]],
      ])
    })

    const OPENING = `nba_game_id = '0022000001'`

    it('tell a game as its live box score has it', async () => {
      expect(
        await rows('away_team_tricode, away_team_score, home_team_tricode, home_team_score, arena_name', 'nba_raw.nbac_schedule', OPENING),
      ).toEqual([{ away_team_tricode: 'GSW', away_team_score: 99, home_team_tricode: 'BKN', home_team_score: 125, arena_name: 'Barclays Center' }])
      const lines = 'nba_raw.nbac_player_boxscores'
      expect(await rows('seconds_played, points', lines, `${OPENING} and player_lookup = 'kevindurant'`)).toEqual([
        { seconds_played: 24 * 60 + 56, points: 22 },
      ])
      expect(await rows('team_abbr, count(*) as starters', lines, `${OPENING} and starter group by team_abbr`)).toEqual([
        { team_abbr: 'BKN', starters: 5 },
        { team_abbr: 'GSW', starters: 5 },
      ])
      expect(await rows('reason, description', 'nba_raw.nbac_inactive_players', `${OPENING} and player_lookup = 'nicolasclaxton'`)).toEqual([
        { reason: 'INACTIVE_INJURY', description: 'Right Knee Tendinopathy' },
      ])
      expect(await rows('official_code', 'nba_raw.nbac_referee_game_assignments', OPENING)).toEqual(
        [2534, 202007, 202053].map(official_code => ({ official_code })),
      )
      expect(await rows('time_zone', 'nba_static.arenas', `arena_name = 'Barclays Center'`)).toEqual([{ time_zone: 'America/New_York' }])
    })

    it('and play-by-play agree: what the NBA counts and what the events add up to stand side by side', async () => {
      const day = '2020-12-22' as Day
      await backfill(
        space.store,
        { range: { first: day, last: day }, tables: ['team_offense_game_summary'], now: NOW, elapsed: () => 0 },
        () => undefined,
      )
      const columns =
        'points_scored, turnovers, team_turnovers, official_points_in_paint_scored, fast_break_points_scored, second_chance_points_scored, team_paint_attempts, quality_issues'
      expect(await rows(columns, 'nba_analytics.team_offense_game_summary', `team_abbr = 'BKN'`)).toEqual([
        {
          ...{ points_scored: 125, turnovers: 20, team_turnovers: 0, official_points_in_paint_scored: 46 },
          ...{ fast_break_points_scored: 28, second_chance_points_scored: 21, team_paint_attempts: 37, quality_issues: [] },
        },
      ])
    })

    it('tell another game as box score v3 has it', async () => {
      const columns = 'player_lookup, seconds_played, points, player_status, dnp_reason'
      const who = `nba_game_id = '0022500165' and player_lookup in ('brandoningram', 'garretttemple')`
      expect(await rows(columns, 'nba_raw.nbac_player_boxscores', who)).toEqual([
        { player_lookup: 'brandoningram', seconds_played: 30 * 60 + 49, points: 13, player_status: 'active', dnp_reason: null },
        { player_lookup: 'garretttemple', seconds_played: null, points: null, player_status: 'dnp', dnp_reason: "DNP - Coach's Decision" },
      ])
    })
  },
)
