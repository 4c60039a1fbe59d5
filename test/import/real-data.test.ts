import { existsSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ImportReport } from '../../src/import/report.ts'
import { countsOf, Workspace } from './workspace.ts'

const DATA = process.env['BACKCOURT_DATA'] ?? path.resolve(import.meta.dirname, '../../../shared/data')
const present = existsSync(path.join(DATA, 'nba_api'))
const samples = path.join(DATA, 'api_samples', 'nba_com')

describe.skipIf(!present)(`real data${present ? '' : ` (skipped: no folder ${DATA}; name one with BACKCOURT_DATA)`}`, () => {
  let space: Workspace
  let report: ImportReport
  beforeAll(async () => {
    space = await Workspace.open()
    report = await space.import(['nba_api', 'basketball_reference', 'schedule'].map(folder => path.join(DATA, folder)))
  })
  afterAll(async () => {
    await space.close()
  })

  it('lands complete', () => {
    expect(countsOf(report, 'nba_raw.nbac_schedule').map(({ stored = 0, duplicate = 0 }) => [stored, duplicate])).toEqual([
      [14_994, 0],
      ...[1_080, 1_230, 1_230].map(games => [games, 0]),
      ...[1_080, 1_230, 1_230].map(games => [0, games]),
    ])
    expect(countsOf(report, 'nba_raw.nbac_player_boxscores').map(counts => counts.stored)).toEqual([23_054, 26_039, 25_895])
    expect(countsOf(report, 'nba_raw.nbac_team_boxscore').map(counts => counts.stored)).toEqual([2_160, 2_460, 2_460])
    expect(countsOf(report, 'nba_raw.bref_player_boxscores')).toEqual([{ read: 99_354, stored: 99_354 }])
    expect(countsOf(report, 'nba_raw.bref_team_boxscores')).toEqual([{ read: 7_628, stored: 7_628 }])
    expect(countsOf(report, 'nba_raw.bref_inactives')).toEqual([{ read: 27_812, stored: 27_797, rejected: 15 }])
    expect(countsOf(report, 'nba_raw.bref_officials')).toEqual([{ read: 11_489, stored: 11_489 }])
    expect(countsOf(report, 'nba_raw.bref_games')).toEqual([{ read: 3_814, stored: 3_814 }])
    expect(report).toMatchObject({ quarantined: 15, unreadable: [] })
    expect(report.warnings).toEqual([expect.stringMatching(/^15 rows for nba_raw.bref_inactives in quarantine: nobody is named/) as string])
  })

  it('leaves alone what it does not know', () => {
    expect(report.unrecognised.map(file => path.basename(file.path)).toSorted()).toEqual([
      'four_factors_2020-12_to_2023-06.parquet',
      'line_score_2020-12_to_2023-06.parquet',
      'player_box_advanced_2020-12_to_2023-06.parquet',
      'team_ids.parquet',
      'team_season_advanced_2021-22.parquet',
    ])
    expect(report.unrecognised.every(file => file.looked_for.startsWith('parquet, CSV or JSON of'))).toBe(true)
  })

  it('knows listed, played and inactive of 2021-22', async () => {
    const season = `substr(nba_game_id, 1, 5) = '00221'`
    const [counts] = await space.rows(`select
      (select count(*) from nba_raw.nbac_player_boxscores where ${season}) as played,
      (select count(*) from nba_raw.bref_player_boxscores where ${season} and player_status = 'dnp') as dnp,
      (select count(*) from nba_raw.bref_inactives where ${season}) as inactive`)
    expect(counts).toEqual({ played: 26_039, dnp: 5_245, inactive: 10_666 })
  })

  it('skips all of it the second time', async () => {
    const again = await space.import([path.join(DATA, 'nba_api')])
    expect(again).toMatchObject({ import: null, quarantined: 0 })
    expect(again.files.every(file => file.skipped)).toBe(true)
  })

  it('reads the JSON of NBA.com', async () => {
    const fresh = await Workspace.open()
    const files = ['schedule_league_v2_2024-25.json.gz', 'boxscore_traditional_v2_0022400561.json', 'league_game_log_players_2025-03-15.json']
    const sampled = await fresh.import(files.map(file => path.join(samples, file)))
    expect(sampled.files.map(file => [file.format, file.tables.map(counts => counts.stored)])).toEqual([
      ['NBA schedule v2', [1400]],
      ['NBA box score v2', [25, 2]],
      ['NBA LeagueGameLog, players', [8, 157]],
    ])
    expect(
      await fresh.rows(`select count(*) as rows, count(distinct nba_game_id) as games, min(season_year) as first, max(season_year) as last,
      count(game_datetime_utc) as tips, count(*) filter (neutral_site_flag) as neutral from nba_raw.nbac_schedule`),
    ).toEqual([{ rows: 1408, games: 1400, first: 2024, last: 2024, tips: 1400, neutral: 9 }])
    expect(
      await fresh.rows(`select count(*) filter (starter) as starters, count(*) filter (player_status = 'dnp') as dnp, sum(seconds_played) as seconds
      from nba_raw.nbac_player_boxscores where feed = 'nba_box_score_v2'`),
    ).toEqual([{ starters: 10, dnp: 8, seconds: 2 * 265 * 60 }])
    await fresh.close()
  })
})
