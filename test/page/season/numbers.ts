import { describe, expect, it } from 'vitest'
import { share, signed } from '../../../src/page/format.ts'
import { CHROMIUM, settled, show } from '../browser.ts'
import { asked, cells, EXPECTED, first, page, player, site } from './season.ts'

describe.skipIf(CHROMIUM === undefined)('numbers on the page', () => {
  it('of a player are those of the query', async () => {
    await show(page, `${site.address}/player/${player}`)
    const rows = await asked(`
      select cast(game_date as varchar) as game_date, points, assists, minutes_played, ts_pct, plus_minus, fg_makes || '-' || fg_attempts as fg
      from nba_analytics.player_game_summary where player_lookup = '${player}' order by game_date desc`)
    const shown = await cells(page, 'games of 2021-22')
    expect(shown.map(row => [row[0], row[4], row[5], row[8], row[12], row[15], row[17]])).toEqual(
      rows.map(row => [
        row['game_date'],
        Number(row['minutes_played']).toFixed(1),
        String(row['points']),
        String(row['assists']),
        row['fg'],
        share(row['ts_pct']),
        signed(row['plus_minus']),
      ]),
    )
    const [season] = await asked(`
      select cast(count(*) as bigint) as games, avg(points) as points, sum(points) / (2 * (sum(fg_attempts) + 0.44 * sum(ft_attempts))) as ts
      from nba_analytics.player_game_summary where player_lookup = '${player}'`)
    const [line = []] = await cells(page, 'per game, by season')
    expect([line[2], line[5], line[14]]).toEqual([String(season?.['games']), Number(season?.['points']).toFixed(1), share(Number(season?.['ts']))])
  })

  it('of a team are those of the query', async () => {
    await show(page, `${site.address}/team/LAL`)
    const rows = await asked(`
      select cast(o.game_date as varchar) as game_date, o.points_scored, d.points_allowed, o.offensive_rating, d.defensive_rating
      from nba_analytics.team_offense_game_summary as o
      join nba_analytics.team_defense_game_summary as d on d.game_date = o.game_date and d.defending_team_abbr = o.team_abbr
      where o.team_abbr = 'LAL' order by 1 desc`)
    const shown = await cells(page, 'games of 2021-22')
    expect(shown.map(row => [row[0], row[3], row[4], row[7], row[8]])).toEqual(
      rows.map(row => [
        row['game_date'],
        String(row['points_scored']),
        String(row['points_allowed']),
        Number(row['offensive_rating']).toFixed(1),
        Number(row['defensive_rating']).toFixed(1),
      ]),
    )
  })

  it('of a row are its values, none of them rounded, beside every column that is known', async () => {
    await show(page, `${site.address}/row/togs/2021-11-10/BOS`)
    const [row = {}] = await asked(`from nba_analytics.team_offense_game_summary where game_date = '2021-11-10' and team_abbr = 'BOS'`)
    const shown = await page.evaluate<[string, string][]>(
      `[...document.querySelectorAll('[data-column]')].map(each => [each.dataset.column, each.textContent])`,
    )
    expect(shown.length).toBeGreaterThan(20)
    for (const [column, text] of shown) {
      const value = row[column] ?? null
      expect([column, text]).toEqual([column, value === null ? 'NULL' : typeof value === 'string' ? value : JSON.stringify(value)])
    }
  })

  it('of the calendar are those of the ledger', async () => {
    await show(page, `${site.address}/calendar`)
    const [row] = await asked(
      'select cast(count(*) as bigint) as games, count(distinct game_date) as dates from nba_reference.game_states where ended_by is null',
    )
    await page.getByText(`${Number(row?.['games']).toLocaleString('en-US')} games on ${row?.['dates']} dates`).waitFor()
    expect(await page.locator('.months a').count()).toBe(5 * Number(row?.['dates']))
  })

  it('of a calendar tell what is missing of a date, and the command that repairs it', async () => {
    await show(page, `${site.address}/calendar?date=2021-11-08`)
    const [gone] = await asked(`select '2021-11-08' || row_key as key from (${EXPECTED})`)
    await page.getByText('next: backcourt backfill --date 2021-11-08').waitFor()
    const [line = []] = await cells(page, 'findings of 2021-11-08')
    expect([line[0], line[1], line[2]]).toEqual([gone?.['key'], 'team_offense_game_summary', 'missing'])
    const states = await page.evaluate<string[]>(`[...document.querySelectorAll('.months a[aria-current]')].map(each => each.className)`)
    expect(states).toEqual(['sign complete', 'sign partial', 'sign complete', 'sign complete', 'sign complete'])
    await show(page, `${site.address}/calendar?season=all`)
    await page.locator('.months a').nth(100).waitFor()
  })

  it('of a night are those of the query, and say which windows behind them are whole', async () => {
    await show(page, `${site.address}/tonight/2021-11-10`)
    const [row] = await asked(`
      select team_abbr, count(*) filter (where win_flag) || '-' || count(*) filter (where not win_flag) as record
      from nba_analytics.team_offense_game_summary
      where game_date < '2021-11-10' and team_abbr in (select away_team from nba_reference.game_states where game_date = '2021-11-10')
      group by all order by 1 limit 1`)
    const game = page.locator('.compared').filter({ has: page.getByRole('columnheader', { name: String(row?.['team_abbr']), exact: true }) })
    expect(await game.locator('tr', { hasText: 'won and lost' }).locator('td').first().innerText()).toBe(row?.['record'])
    await game
      .getByText(/^all \d+$/)
      .first()
      .waitFor()
  })

  it('of a night tell who is out and who is only reported, once each, by the names of their rows', async () => {
    await show(page, `${site.address}/tonight/2021-11-10`)
    const rows = await asked(`
      select c.player_full_name as name, i.player_lookup is not null or c.player_status = 'out' as is_out, coalesce(case when i.player_lookup is not null then 'inactive' end, c.player_status) as status
      from nba_analytics.upcoming_player_game_context as c
      left join (
        select r.nba_game_id, p.player_lookup
        from nba_raw.bref_inactives as r
        join nba_reference.player_identities as p on p.source = 'bref' and p.source_player_id = r.bref_player_id and p.ended_by is null
        where r.ended_by is null
      ) as i on i.nba_game_id = c.nba_game_id and i.player_lookup = c.player_lookup
      where c.game_date = '2021-11-10' and (i.player_lookup is not null or c.player_status is not null)`)
    const told = await page.evaluate<[string, string, string][]>(
      `[...document.querySelectorAll('.sides li')].map(each => [each.querySelector('a').textContent, each.closest('ul').previousElementSibling.textContent, each.querySelector('.quiet').textContent.split(':')[0]])`,
    )
    const expected = rows.map(({ name, is_out, status }) => `${String(name)} ${is_out === true ? 'out' : 'on the injury report'} ${String(status)}`)
    expect(new Set(told.map(([name, heading, status]) => `${name} ${heading.slice(5)} ${status}`))).toEqual(new Set(expected))
    expect(told).toHaveLength(expected.length)
    expect(new Set(rows.map(row => row['is_out'])).size).toBe(2)
    await show(page, `${site.address}/tonight/${first}`)
    await page.getByText('no form: it is the first game of the season').first().waitFor()
  })

  it('of a change are those before and after, down to the file', async () => {
    await show(page, `${site.address}/changes`)
    const [changed] = await asked(`select row_key from nba_processing.row_changes where table_name = 'player_game_summary' order by 1 limit 1`)
    const key = String(changed?.['row_key'])
    await page.getByRole('link', { name: key, exact: true }).last().click()
    await settled(page)
    const history = await page.locator('.history li').first().innerText()
    expect(history).toMatch(/^updated run 2/)
    expect(history).toMatch(/points \d+ → \d+/)
    expect(history).toContain('correction.csv row 1')
    const points = /points (\d+) → (\d+)/.exec(history)
    await show(page, `${site.address}/player/${player}`)
    const [corrected = []] = await cells(page, 'corrected statistics')
    expect([corrected[0], corrected[1]]).toEqual([first, expect.stringContaining(`points ${points?.[1]} → ${points?.[2]}`)])
    expect(await page.locator('.lines .dot').count()).toBeGreaterThan(20)
    await show(page, `${site.address}/changes?since=0`)
    expect((await cells(page, 'statistics that are others now')).map(([name]) => name)).toEqual([key])
  })
})
