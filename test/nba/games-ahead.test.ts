import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RawRow } from '../season/small-season.ts'
import { SmallSeason } from '../season/small-season.ts'

const PLAYERS = 'upcoming_player_game_context'
const RANGE = { first: '2021-11-01', last: '2022-05-20' }
const CUP = 'Emirates NBA Cup'

function group(name: string): RawRow {
  return { game_label: CUP, game_sub_label: `East Group ${name}` }
}

/** One player of each team, so that each side of a game has a row of the player table, which tells what lies ahead. */
function invent(season: SmallSeason): void {
  const play = (day: string, teams: string, details: { kind?: string; labels?: RawRow; wins?: 'away' | 'home' | null } = {}): void => {
    const game = season.game(day, teams, details.kind === undefined ? {} : { kind: details.kind })
    if (details.labels !== undefined) game.scheduled('nba_schedule_v2', details.labels)
    if (details.wins === null) return
    game.final(details.wins === 'away' ? 110 : 90, 100)
    for (const team of teams.split('@')) game.plays(team, `${team} Player`, { seconds: 2000 })
  }
  // The Cup: groups to 23 November, quarter-finals on 3 December, a semi-final on the 6th, the final on the 8th.
  play('2021-11-09', 'CHI@MIL', { labels: group('A') })
  play('2021-11-23', 'CHI@CLE', { labels: group('A') })
  play('2021-11-28', 'MIL@MIA')
  play('2021-12-03', 'CHI@MIL', { labels: { game_label: CUP, game_sub_label: 'East Quarterfinal' } })
  play('2021-12-03', 'ATL@CLE', { labels: { game_subtype: 'in-season-knockout' } })
  play('2021-12-06', 'CLE@MIL', { labels: { game_label: CUP, game_sub_label: 'East Semifinal' } })
  play('2021-12-08', 'MIL@DEN', { kind: '006' })
  play('2021-12-11', 'MIL@DET')
  // The end of the season, play-in games, a series that MIL sweeps, and one in which each team wins a game.
  play('2022-04-08', 'CLE@MIL')
  play('2022-04-10', 'CHI@CLE')
  play('2022-04-12', 'CLE@MIA', { kind: '005' })
  play('2022-04-15', 'ATL@CLE', { kind: '005' })
  for (const [index, day] of ['2022-04-17', '2022-04-20', '2022-04-22', '2022-04-24'].entries())
    play(day, index < 2 ? 'CHI@MIL' : 'MIL@CHI', { kind: '004', wins: index < 2 ? 'home' : 'away' })
  play('2022-04-27', 'CHI@MIL', { kind: '004', wins: null })
  play('2022-05-01', 'BOS@MIL', { kind: '004', wins: 'home' })
  play('2022-05-03', 'BOS@MIL', { kind: '004', wins: 'away' })
  play('2022-05-05', 'MIL@BOS', { kind: '004', wins: 'home' })
  play('2022-05-08', 'MIL@BOS', { kind: '004', wins: 'away' })
  play('2022-05-11', 'BOS@MIL', { kind: '004', wins: 'home' })
  play('2022-05-13', 'MIL@BOS', { kind: '004', wins: 'home' })
  play('2022-05-15', 'BOS@MIL', { kind: '004', wins: 'home' })
}

let season: SmallSeason

async function ahead(team: string, day: string): Promise<unknown[]> {
  const row = await season.row(PLAYERS, `team_abbr = '${team}' and game_date = '${day}'`)
  return [row['games_in_next_7_days'], row['next_game_days_rest']]
}

beforeAll(async () => {
  season = await SmallSeason.open()
  invent(season)
  await season.build({ ...RANGE, tables: [PLAYERS] })
})
afterAll(() => season.close())

describe('what lies ahead of a game', () => {
  it('is the regular season, whatever the results before', async () => {
    expect(await ahead('CLE', '2022-04-08')).toEqual([1, 2])
    expect(await ahead('MIL', '2021-11-28')).toEqual([1, 5])
  })

  it('is no play-in game, no game of a series that has not begun, and no Cup final', async () => {
    expect(await ahead('CLE', '2022-04-10')).toEqual([0, null])
    expect(await ahead('CLE', '2022-04-12')).toEqual([0, null])
    expect(await ahead('MIL', '2022-04-08')).toEqual([0, null])
    expect(await ahead('MIL', '2021-12-06')).toEqual([1, 5])
  })

  it('is as many games of a series as the leader needs', async () => {
    // Four from the first day on; after three wins of one team the fourth may be the last.
    expect(await ahead('MIL', '2022-04-17')).toEqual([3, 3])
    expect(await ahead('MIL', '2022-04-22')).toEqual([1, 2])
    expect(await ahead('MIL', '2022-04-24')).toEqual([0, null])
    expect(await ahead('CHI', '2022-04-24')).toEqual([0, null])
  })

  it('is one more for each game that the trailing team has won', async () => {
    expect(await ahead('BOS', '2022-05-01')).toEqual([3, 2])
    expect(await ahead('BOS', '2022-05-05')).toEqual([2, 3])
    expect(await ahead('BOS', '2022-05-08')).toEqual([1, 3])
    expect(await ahead('BOS', '2022-05-11')).toEqual([1, 2])
    expect(await ahead('BOS', '2022-05-13')).toEqual([0, null])
    expect(await ahead('MIL', '2022-05-15')).toEqual([0, null])
  })

  it('is a knock-out game of the Cup once the round before it is over', async () => {
    // While groups are played MIL only knows of its game in Miami; on the 28th they are over. Who meets in the semi-final is decided on 3 December.
    expect(await ahead('MIL', '2021-11-09')).toEqual([0, 19])
    expect(await ahead('CLE', '2021-11-23')).toEqual([0, 136])
    expect(await ahead('MIL', '2021-12-03')).toEqual([0, 8])
  })

  it('is told of the opponent in the same way', async () => {
    const row = await season.row(PLAYERS, `team_abbr = 'MIL' and game_date = '2022-04-24'`)
    expect([row['opponent_games_in_next_7_days'], row['opponent_next_game_days_rest'], row['next_opponent_win_pct']]).toEqual([0, null, null])
  })
})

/** What decides which games are certain, told otherwise. */
const CHANGES: readonly [what: string, alter: (row: RawRow) => RawRow | undefined][] = [
  ['the winner of a game of a series', row => (row['game_date'] === '2022-04-20' && row['points'] === 90 ? { ...row, points: 111 } : row)],
  ['a game of a series that is gone', row => (row['game_date'] === '2022-05-03' ? undefined : row)],
  ['the last game of the groups', row => (row['game_date'] === '2021-11-23' ? { ...row, game_label: null, game_sub_label: null } : row)],
  ['a quarter-final that is none', row => (row['game_date'] === '2021-12-03' ? { ...row, game_label: null, game_sub_label: null } : row)],
  ['a game after knock-out games', row => (row['game_date'] === '2021-12-11' ? undefined : row)],
]

describe('after a change of', () => {
  let changes = 0
  it.each(CHANGES)('%s, the next build leaves nothing to write to one that computes everything', async (_, alter) => {
    season.change(alter)
    const build = async (force: boolean): Promise<number> => {
      const now = `2022-07-02T00:00:${(changes += 1) + 10}.000Z`
      const { tables } = await season.build({ ...RANGE, tables: [PLAYERS], now, force })
      return tables.reduce((sum, table) => sum + table.rows_written, 0)
    }
    expect(await build(false)).toBeGreaterThan(0)
    expect(await build(true)).toBe(0)
  })
})
