import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type * as documents from '../../src/serve/documents.ts'
import { hexagonsOf } from '../../src/serve/views/shots.ts'
import type { FakeWorld } from '../cli/fake-world.ts'
import { builtWorld, served, writeCorrection, type Site } from './site.ts'

/** Engines beside other work are slow; nothing here depends on how slow. */
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

let folder = ''
let world: FakeWorld
let site: Site
let player = ''

type Row = Readonly<Record<string, unknown>>

/** Four days, and a free throw of the best scorer's first game that counts after all. */
beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'backcourt-views-'))
  world = await builtWorld(folder, 4)
  site = await served(folder)
  player = String(
    (await query('select player_lookup as p from nba_analytics.player_game_summary group by 1 order by sum(points) desc, 1 limit 1'))[0]?.['p'],
  )
})

afterAll(async () => {
  await site.close()
  rmSync(folder, { recursive: true, force: true })
})

async function query(statement: string): Promise<readonly Row[]> {
  return (await world.json('sql', statement)).document['rows'] as readonly Row[]
}

async function view<M>(address: string): Promise<M> {
  return (await site.document(address)) as M
}

describe('leaders', () => {
  it('are all players, or all teams, of the newest season', async () => {
    const players = await view<documents.LeadersMembers>('leaders?of=players')
    const [best] = await query(`
      select cast(count(distinct player_lookup) as bigint) as persons, (select avg(points) from nba_analytics.player_game_summary where player_lookup = '${String(players.rows[0]?.['player_lookup'])}') as points
      from nba_analytics.player_game_summary`)
    expect([players.season, players.rows.length, players.rows[0]?.['points']]).toEqual(['2021-22', best?.['persons'], best?.['points']])
    const points = players.rows.map(row => Number(row['points']))
    expect(points).toEqual(points.toSorted((a, b) => b - a))
    const teams = await view<documents.LeadersMembers>('leaders?of=teams')
    const won = await query(
      'select team_abbr, count(*) filter (where win_flag) as won from nba_analytics.team_offense_game_summary group by 1 order by 1',
    )
    expect(new Map(teams.rows.map(row => [row['team_abbr'], row['won']]))).toEqual(new Map(won.map(row => [row['team_abbr'], row['won']])))
  })
})

describe('changes', () => {
  it('are none before something was corrected, and then those of the run, field by field', async () => {
    expect(await view<documents.MovedMembers>('moved')).toMatchObject({ runs: [], run: null, total: 0, rows: [] })
    writeCorrection(folder, player)
    await world.run('import', 'correction.csv')
    await world.run('backfill')
    const moved = await view<documents.MovedMembers>('moved')
    const logged = await query(`
      select 'nba_analytics.' || table_name as "table", row_key as key, kind from nba_processing.row_changes where run = 2 order by table_name, row_key`)
    expect(moved.run).toBe(2)
    expect(moved.rows.map(({ table, key, kind }) => ({ table, key, kind }))).toEqual(logged)
    expect(moved.total).toBe(logged.length)
    expect(moved.runs[0]?.tables.reduce((sum, { inserted, updated, deleted }) => sum + inserted + updated + deleted, 0)).toBe(logged.length)
    const row = moved.rows.find(({ table, key }) => table.endsWith('player_game_summary') && key.endsWith(`/${player}`))
    const points = row?.fields.find(({ field }) => field === 'points')
    expect(Number(points?.after)).toBe(Number(points?.before) + 1)
    expect((await view<documents.MovedMembers>('moved?run=2&from=1')).rows).toHaveLength(logged.length - 1)
    expect(await view<documents.MovedMembers>('moved?run=1')).toMatchObject({ run: 1, total: 0, rows: [] })
    const since = await view<documents.MovedMembers>('moved?since=0')
    expect([since.run, since.since, since.total, since.corrections]).toEqual([null, 0, logged.length, [row]])
    expect((await view<documents.PlayerMembers>(`player?player=${player}`)).corrections).toEqual([row])
  })

  it('follow from a plan, and are what the run did to each table', async () => {
    const { plans } = await view<documents.PlansMembers>('plans')
    expect(plans.map(({ run, outcome }) => [run, outcome])).toEqual([
      [2, 'done'],
      [1, 'done'],
    ])
    const graph = await view<documents.PlanGraphMembers>(`plan?plan=${plans[0]?.plan}`)
    const [inputs, ways, tables, dates] = graph.columns.map(({ nodes }) => nodes)
    expect([graph.run, inputs?.length, inputs?.[0]?.about]).toEqual([
      2,
      1,
      expect.stringMatching(/points \d+ → \d+.*correction\.csv row 1, import 2/),
    ])
    expect(ways?.map(({ label }) => label)).toContain('its box score')
    expect(tables?.map(({ label }) => label)).toContain('player_game_summary')
    expect(dates?.[0]?.label).toMatch(/^\d{4}-\d\d-\d\d: at most \d+ rows?$/)
    const ids = new Set(graph.columns.flatMap(({ nodes }) => nodes.map(({ id }) => id)))
    expect(graph.edges.filter(({ from, to }) => !ids.has(from) || !ids.has(to))).toEqual([])
    const first = await view<documents.PlanGraphMembers>(`plan?plan=${plans[1]?.plan}&from=15`)
    expect([first.columns[0]?.nodes, first.columns[3]?.nodes.at(-1)?.label, first.total, first.units.length]).toEqual([[], '12 more', 20, 5])

    const ran = await view<documents.RanMembers>('ran?run=2')
    const moved = await view<documents.MovedMembers>('moved?run=2')
    const updated = ran.tables.reduce((sum, table) => sum + table.inserted + table.updated + table.deleted, 0)
    expect([updated, ran.total, ran.units.length]).toEqual([moved.total, graph.total, graph.total])
    expect((await view<documents.RanMembers>('ran?run=1&from=19')).units).toHaveLength(1)
  })
})

describe('a player', () => {
  it('has the averages of his games', async () => {
    const found = await view<documents.PlayerMembers>(`player?player=${player.toUpperCase()}`)
    const [season] = await query(`
      select cast(count(*) as bigint) as games, avg(points) as points, avg(offensive_rebounds + defensive_rebounds) as rebounds, sum(fg_makes) / sum(fg_attempts) as fg_pct,
        avg((select c.days_rest from nba_analytics.upcoming_player_game_context as c where c.game_date = p.game_date and c.player_lookup = p.player_lookup)) as rest
      from nba_analytics.player_game_summary as p where player_lookup = '${player}'`)
    expect(found).toMatchObject({ player, season: '2021-22', seasons: [{ season_year: 2021, ...season }] })
    expect(found.games).toHaveLength(Number(season?.['games']))
    const dates = found.games.map(row => String(row['game_date']))
    expect(dates).toEqual(dates.toSorted((one, other) => other.localeCompare(one)))
    expect((await view<documents.PlayerMembers>(`player?player=${player}&season=2019-20`)).games).toEqual([])
  })

  it('who never played is found by who he is, with the games that he was listed for', async () => {
    const [idle] = await query(`
      select player_lookup as lookup, any_value(player_full_name) as name, cast(count(*) as bigint) as listed
      from nba_analytics.upcoming_player_game_context
      where player_lookup not in (select player_lookup from nba_analytics.player_game_summary)
      group by 1 order by 1 limit 1`)
    const found = await view<documents.PlayerMembers>(`player?player=${String(idle?.['lookup'])}`)
    expect([found.name, found.games, found.contexts.length]).toEqual([idle?.['name'], [], idle?.['listed']])
  })
})

describe('a team', () => {
  it('has its record, its ratings weighed by possessions, and its players', async () => {
    const found = await view<documents.TeamMembers>('team?team=bos')
    const [season] = await query(`
      select cast(count(*) filter (where win_flag) as bigint) as won, 100.0 * sum(points_scored) / sum(possessions) as offensive_rating
      from nba_analytics.team_offense_game_summary where team_abbr = 'BOS'`)
    expect(found).toMatchObject({ team: 'BOS', season: '2021-22', seasons: [season] })
    const [players] = await query(
      `select cast(count(distinct player_lookup) as bigint) as n from nba_analytics.player_game_summary where team_abbr = 'BOS'`,
    )
    expect(found.players).toHaveLength(Number(players?.['n']))
    expect((await view<documents.TeamMembers>('team?team=BOS&season=2019-20')).games).toEqual([])
  })
})

describe('a date', () => {
  it('has its games, its units, and both sides before the tip', async () => {
    const day = await view<documents.DayMembers>('day?date=2021-10-20')
    expect(day).toMatchObject({ date: '2021-10-20', previous: '2021-10-19', next: '2021-10-21' })
    expect(day.units.map(({ status }) => status)).toEqual(['done', 'done', 'done', 'done', 'done'])
    const night = await view<documents.TonightMembers>('tonight?date=2021-10-20')
    expect(night.games.map(({ nba_game_id }) => nba_game_id)).toEqual(day.games.map(({ nba_game_id }) => nba_game_id))
    const [counts] = await query(`
      select cast(count(*) as bigint) as players, (select cast(count(*) as bigint) from nba_analytics.upcoming_team_game_context where game_date = '2021-10-20') as teams
      from nba_analytics.upcoming_player_game_context where game_date = '2021-10-20'`)
    const sides = night.games.flatMap(game => game.sides)
    expect(sides.filter(({ context }) => context !== null)).toHaveLength(Number(counts?.['teams']))
    expect(sides.reduce((sum, { players }) => sum + players.length, 0)).toBe(counts?.['players'])
    for (const { sides: both, away, home } of night.games) expect(both.map(({ team }) => team)).toEqual([away, home])
  })

  it('without games is empty, and never built', async () => {
    const day = await view<documents.DayMembers>('day?date=2020-01-01')
    expect([day.games, new Set(day.units.map(({ status }) => status))]).toEqual([[], new Set([null])])
    expect(await view<documents.NightMembers>('night')).toMatchObject({ date: '2021-10-22' })
    expect((await view<documents.CalendarMembers>('calendar?date=2021-10-20')).season).toBe('2021-22')
    expect(await view<documents.CalendarMembers>('calendar?season=1999-00')).toMatchObject({ season: '1999-00', dates: [] })
  })
})

describe('rows and feeds', () => {
  it('are those of the store', async () => {
    const [date] = await query(`select cast(min(game_date) as varchar) as d from nba_analytics.player_game_summary where player_lookup = '${player}'`)
    const key = `${String(date?.['d'])}/${player}`
    const { row, table } = await view<documents.RowMembers>(`row?table=pgs&key=${key}`)
    expect([table, row]).toEqual([
      'nba_analytics.player_game_summary',
      (await query(`from ${table} where game_date = '${String(date?.['d'])}' and player_lookup = '${player}'`))[0],
    ])
    expect((await view<documents.RowMembers>('row?table=togs&key=2021-10-20/bos')).key).toBe('2021-10-20/BOS')
    const found = await view<documents.FeedsMembers>('feeds')
    const [logs] = await query('select cast(count(*) as bigint) as n from nba_raw.nbac_player_boxscores where ended_by is null')
    expect(found.tables.find(each => each['table'] === 'nba_raw.nbac_player_boxscores')?.['rows']).toBe(logs?.['n'])
    const { seasons } = await view<documents.HeldMembers>('held')
    expect(seasons.filter(each => each['table'] === 'nba_raw.nbac_player_boxscores')).toEqual([
      { table: 'nba_raw.nbac_player_boxscores', feed: 'nba_league_game_log', season_year: 2021, rows: logs?.['n'], last: '2021-10-22' },
    ])
    expect(found.imports.map(each => [each['import'], each['changed']])).toEqual([
      [2, 1],
      [1, 0],
    ])
    expect(found.quarantine).toEqual([])
  })
})

describe('shots', () => {
  it('lie in hexagons, each in one, and count against the league by zone', async () => {
    expect(await view<documents.ShotsMembers>(`shots?player=${player}&season=1999-00`)).toMatchObject({ hexagons: [], zones: [] })
    const shots = await view<documents.ShotsMembers>(`shots?player=${player}&season=2021-22`)
    const counted = (of: string): string => `
      select zone_basic as zone, cast(count(*) as bigint) as attempts, cast(count(*) filter (where shot_made) as bigint) as makes,
        cast(sum(case when not shot_made then 0 when shot_type = '3PT' then 3 else 2 end) as bigint) as points
      from nba_raw.nbac_shot_chart where ended_by is null and ${of} group by zone_basic`
    const own = await query(
      counted(`nba_player_id in (select nba_player_id from nba_reference.player_identities where source = 'nba' and player_lookup = '${player}')`),
    )
    const league = new Map((await query(counted('true'))).map(row => [row['zone'], row]))
    const expected = own.map(row => {
      const of = league.get(row['zone'])
      return { ...row, league_attempts: of?.['attempts'], league_points: of?.['points'] }
    })
    expect(own.length).toBeGreaterThan(2)
    expect(new Set(shots.zones)).toEqual(new Set(expected))
    const sum = (of: readonly { readonly attempts: number; readonly makes: number }[]): number[] => [
      of.reduce((all, { attempts }) => all + attempts, 0),
      of.reduce((all, { makes }) => all + makes, 0),
    ]
    expect(sum(shots.hexagons)).toEqual(sum(shots.zones))
    expect(shots.beyond).toBe(0)
  })

  it('are nearer to the middle of their hexagon than to any other', () => {
    const shots = Array.from({ length: 400 }, (_, index) => ({
      x: ((index * 7919) % 47) - 23.3,
      y: ((index * 104_729) % 31) / 1.7 - 4,
      made: true,
      worth: 2,
      zone: '',
    }))
    const hexagons = hexagonsOf(shots, 1.5)
    expect(hexagons.reduce((sum, { attempts }) => sum + attempts, 0)).toBe(400)
    for (const shot of shots) {
      const [one] = hexagonsOf([shot], 1.5)
      const far = ({ x, y }: { readonly x: number; readonly y: number }): number => Math.hypot(x - shot.x, y - shot.y)
      expect(Math.min(...hexagons.map(far))).toBeCloseTo(far(one ?? { x: 0, y: 99 }), 9)
    }
  })
})

describe('/events', () => {
  it('lets so many listen and no more', async () => {
    const over = new AbortController()
    const listening = await Promise.all(Array.from({ length: 32 }, () => fetch(`${site.address}/events`, { signal: over.signal })))
    expect(new Set(listening.map(({ status }) => status))).toEqual(new Set([200]))
    expect((await site.ask('/events')).status).toBe(503)
    over.abort()
    await Promise.allSettled(listening.map(each => each.text()))
    const later = await fetch(`${site.address}/events`)
    expect(later.status).toBe(200)
    await later.body?.cancel()
  })
})
