import { afterEach, describe, expect, it } from 'vitest'
import { addDays } from '../../src/calendar.ts'
import { availability } from '../../src/nba/facts/availability.ts'
import { models } from '../../src/nba/models/index.ts'
import { nbacInjuryReport } from '../../src/nba/sources/nbac-injury-report.ts'
import type { Source } from '../../src/table/source.ts'
import { relationsBehind } from '../../src/table/compile.ts'
import type { Window } from '../../src/table/dependency.ts'
import { LEAGUE, smallLeague } from '../season/small-league.ts'
import { named } from '../season/small-reports.ts'
import type { RawRow, SmallGame, SmallSeason } from '../season/small-season.ts'

const TABLE = 'upcoming_player_game_context'

let season: SmallSeason

/** The first game that two teams play from a day on. */
function meeting(team: string, other: string, from: string): SmallGame {
  const found = season.games.find(
    ({ facts }) => facts.day >= from && [facts.away, facts.home].includes(team) && [facts.away, facts.home].includes(other),
  )
  if (found === undefined) throw new Error(`no game of ${team} and ${other} from ${from} on`)
  return found
}

/** Changes a stat of a player in a game, and tells in how many rows. */
function correct(game: SmallGame, player: string, change: (row: RawRow) => RawRow): number {
  let rows = 0
  const changed = (row: RawRow, source: Source): RawRow => {
    if (row['nba_game_id'] !== game.facts.id || row['player_lookup'] !== player || source.tells !== 'stat line') return row
    rows += 1
    return { ...row, ...change(row) }
  }
  season.change(changed)
  return rows
}

interface Built {
  readonly scoped: readonly unknown[]
  readonly whole: readonly unknown[]
}

/** The rows after a build of what is reached, and after one of everything. */
async function bothWays(): Promise<Built> {
  const read = (): Promise<readonly unknown[]> => season.rows(TABLE, 'true', 'game_date, player_lookup, data_hash')
  await season.build()
  const scoped = await read()
  await season.build({ force: true })
  return { scoped, whole: await read() }
}

describe('what a correction reaches of a team is as a build of everything gives it', () => {
  afterEach(() => season.close())

  it('where a line names somebody of the other team', async () => {
    season = await smallLeague()
    const day = addDays(LEAGUE.firstDay, 30)
    const game = season.games.find(({ facts }) => facts.day === day) as SmallGame
    const line = { pts: 10, fgm: 5, fga: 10, seconds: 1000 }
    const { away, home } = game.facts
    game.plays(away, 'Sam Twin', line).plays(home, 'Sam Twin Jr', line)
    game.prop('Sam Twin', ['draftkings', `${day} 15:00:00`, 12.5], { commence_time: `${day} 23:30:00` })
    await season.build()
    const before = season.games.findLast(({ facts }) => facts.day < day && [facts.away, facts.home].includes(home)) as SmallGame
    expect(correct(before, `${home.toLowerCase()}two`, row => ({ points: Number(row['points']) + 5 }))).toBeGreaterThan(0)
    const { scoped, whole } = await bothWays()
    expect(scoped).toEqual(whole)
    const lines = await season.rows(
      TABLE,
      `player_lookup like 'samtwin%' and game_date = date '${day}'`,
      'player_lookup, current_points_line as line',
    )
    expect(lines).toEqual([
      { player_lookup: 'samtwin', line: 12.5 },
      { player_lookup: 'samtwinjr', line: null },
    ])
  })

  it('where a report names somebody for the team that he left, whose star he was', async () => {
    season = await smallLeague()
    const ofBrooklyn = season.games.filter(({ facts }) => facts.day <= LEAGUE.lastPlayed && [facts.away, facts.home].includes('BKN')).slice(0, 12)
    for (const game of ofBrooklyn) game.plays('BKN', 'Star Player', { pts: 18, fgm: 9, fga: 12, seconds: 1200 })
    const game = meeting('BKN', 'CHI', addDays(LEAGUE.firstDay, 24)).inactive('CHI', 'Star Player')
    const { day } = game.facts
    season.put(nbacInjuryReport, {
      ...game.ofGame,
      ...named('Star Player'),
      snapshot_timestamp: `${day} 15:30:00`,
      report_date: day,
      report_hour: 10,
      tip_utc: `${day} 23:30:00`,
      feed: 'nba_injury_report',
      team_abbr: 'BKN',
      injury_status: 'out',
      reason: 'Injury/Illness - Knee',
      reason_category: 'injury_illness',
    })
    await season.build()
    const starsOf = (): Promise<unknown> =>
      season.rows(TABLE, `game_date = date '${day}' and player_lookup in ('starplayer', 'bkntwo')`, 'player_lookup, star_teammates_out as stars')
    expect(await starsOf()).toEqual([
      { player_lookup: 'bkntwo', stars: 1 },
      { player_lookup: 'starplayer', stars: 0 },
    ])
    expect(correct(ofBrooklyn[0] as SmallGame, 'starplayer', () => ({ points: 0 }))).toBeGreaterThan(0)
    const { scoped, whole } = await bothWays()
    expect(scoped).toEqual(whole)
    expect(await starsOf()).toEqual([
      { player_lookup: 'bkntwo', stars: 0 },
      { player_lookup: 'starplayer', stars: 0 },
    ])
  })

  it('where totals are told but for one, which is a sum of stat lines', async () => {
    season = await smallLeague()
    const game = season.games.find(({ facts }) => facts.day === addDays(LEAGUE.firstDay, 10)) as SmallGame
    season.change((row, source) =>
      row['nba_game_id'] === game.facts.id && source.tells === 'team totals' && 'fg_attempted' in row ? { ...row, fg_attempted: null } : row,
    )
    await season.build()
    const who = `${game.facts.home.toLowerCase()}two`
    expect(correct(game, who, row => ({ field_goals_attempted: Number(row['field_goals_attempted']) + 7 }))).toBeGreaterThan(0)
    const { scoped, whole } = await bothWays()
    expect(scoped).toEqual(whole)
  })
})

describe('windows through a player or his team-mates', () => {
  const OF_A_TEAM: ReadonlySet<Window['kind']> = new Set(['player games', 'player days', 'player season', 'everybody’s games', 'absence'])

  it('belong to tables of players alone, which do not ask who is missing in a team', () => {
    const found = models.filter(({ dependencies }) => dependencies.some(({ within }) => OF_A_TEAM.has(within.kind)))
    expect(found.map(({ name }) => name)).toEqual([TABLE])
    for (const { grain, columns, query } of found) {
      expect(grain).toContain('player_lookup')
      expect(columns).toHaveProperty('team_abbr')
      expect(relationsBehind(query)).not.toContain(availability)
    }
  })
})
